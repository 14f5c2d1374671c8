"""What is asked of a site beside its content: what was published, what a host takes, what is at the ends of links."""

"""The preview: a site in memory, what it answers at each address, and pages that are told when they have changed."""

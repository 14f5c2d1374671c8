"""A site that is served: what changes make of the last sound state, who looks for them, and search meanwhile."""

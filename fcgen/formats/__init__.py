"""What machines read: a module a format."""

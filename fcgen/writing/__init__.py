"""What commands that write entries need: the archive as it would be, questions on a terminal, changed texts."""

"""The commands: the only modules that do things in order, from the disk through the pure rooms and back to it."""

"""The stages of a build, in order, from the disk through the pure rooms and back, and what the next build finds."""

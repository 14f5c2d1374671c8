"""The console: what commands print, for people and for programs, and how far they are."""

"""The commands, a module each, and what some of them print: the only modules that do things in order."""

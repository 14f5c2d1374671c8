"""The disk: files in, files out, and the programs that are run. Knows bytes and digests, not what they mean."""

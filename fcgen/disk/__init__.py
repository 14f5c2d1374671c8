"""The disk: files in, files out, and the programs that are run. Knows bytes and digests, and nothing of what they mean."""

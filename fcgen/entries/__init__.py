"""Entries: what an author writes in one file, with the places of what may prove wrong. Pure: text in, values out."""

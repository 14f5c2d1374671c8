"""The archive: all entries together, with everything that one says of another resolved. Pure: values in, values out."""

"""What people read: from the archive to pages, to views, to bytes. Pure: values in, values and bytes out."""

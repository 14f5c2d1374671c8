"""The preview: a built site on loopback, under its base path, as GitHub Pages serves it."""

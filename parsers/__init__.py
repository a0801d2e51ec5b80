"""One module a layout: how it is known, and how it is read."""

"""PDFs made by many producers from one invented print form, and what reading them costs and gets wrong."""

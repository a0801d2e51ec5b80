"""What stands on pages, as text: lines, cells, rows and paragraphs from strips and their places."""

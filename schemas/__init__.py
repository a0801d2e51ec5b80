"""Every table, column and issue of raingan, declared once."""

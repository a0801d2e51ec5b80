"""Bytes to text with positions, and the rules that read values from text."""

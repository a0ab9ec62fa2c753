"""Lists of officers: what they are narrowed to, their rows, and their files."""

"""Finds the tables of a sheet and what their columns mean, by content and words and never by a fixed template."""

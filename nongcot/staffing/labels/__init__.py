"""The words of staffing, one file a subject."""

"""The forms of staffing, one file a subject."""

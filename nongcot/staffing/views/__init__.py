"""The pages of staffing, one file a subject."""

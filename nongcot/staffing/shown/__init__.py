"""What pages of staffing show, one file a subject."""

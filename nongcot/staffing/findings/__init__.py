"""What staffing looks for, one file a subject."""

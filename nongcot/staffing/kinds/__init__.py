"""The kinds of staffing, one file a subject: pure, no Django."""

"""Staffing over HTTP, one file a subject."""

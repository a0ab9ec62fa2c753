"""The decisions of staffing over plain values, one file a subject: pure, no Django."""

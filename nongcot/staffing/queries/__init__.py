"""Questions staffing asks, one file a subject: set-based, as of a day, limited to what the actor may see."""

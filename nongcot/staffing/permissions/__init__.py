"""Who may do what, and which rows who may see; one file a subject."""

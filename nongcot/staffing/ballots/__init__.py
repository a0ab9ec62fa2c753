"""Ballots: elections, resolutions and votes of confidence in secret. The design is docs/adr/0004."""

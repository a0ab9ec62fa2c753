"""The pages of the roster: units, officers."""

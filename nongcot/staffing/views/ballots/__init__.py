"""Pages of ballots: for those who run them, for voters, for everybody."""

"""What every endpoint of the HTTP API shares: tokens, problems, pages of a list, writing once."""

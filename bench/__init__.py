"""The budgets of the design, measured as ratios to a floor in the same run: ``make bench``."""

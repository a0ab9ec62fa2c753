"""The doors of the house: every address, who may enter, and how it is asked."""

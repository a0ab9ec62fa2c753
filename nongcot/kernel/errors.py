"""What an action says when it cannot do what it is asked."""


class Refused(Exception):
    """The action was refused; the text says why, for the reader."""

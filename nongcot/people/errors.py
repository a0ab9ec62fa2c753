"""What an action says when it cannot do what it is asked."""

from nongcot.kernel.errors import Refused

__all__ = ["Refused"]

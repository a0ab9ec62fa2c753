"""The invented sample province of ``nongcot demo``: plainly fictional, the same for one seed and day.

Import it only after Django is set up.
"""

from nongcot.config.demo.build import build
from nongcot.config.demo.logins import DemoLogin, DemoLogins, is_shown
from nongcot.config.demo.run import run_demo
from nongcot.config.demo.store import NotEmpty, is_demo

__all__ = ["DemoLogin", "DemoLogins", "NotEmpty", "build", "is_demo", "is_shown", "run_demo"]

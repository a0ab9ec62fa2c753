"""What is written to the log, without the secrets that stand in a few addresses."""

from __future__ import annotations

import logging
import re

# A calendar's address, a link to stop letters, one to set a password: whoever has the address has the right.
_SECRET = re.compile(r"/(lich|nhac-viec/thoi|dat-mat-khau)/[^\s?\"']+")


class WithoutSecrets(logging.Filter):
    """Takes the secret part out of the addresses a line names. No line is left out."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_masked(one) if isinstance(one, str) else one for one in record.args)
        if isinstance(record.msg, str):
            record.msg = _masked(record.msg)
        return True


def _masked(text: str) -> str:
    return _SECRET.sub(r"/\1/…", text)

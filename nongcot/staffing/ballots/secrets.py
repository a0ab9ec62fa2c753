"""The secret of a voter's link, and what is kept of it. Nothing here is stored by itself; see docs/adr/0004.

HKDF (RFC 5869) makes two keys of one secret that nobody can join without it; AES-256-GCM (NIST SP 800-38D) seals.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Crockford's letters: none is taken for another on paper, and what people type instead is understood.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TYPED = str.maketrans("OIL", "011", " -.·–—_\t\r\n")
CODE_LETTERS, RECEIPT_LETTERS = 20, 12  # 100 and 60 bits
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Keys:
    """What a code opens: the line of the census it belongs to, and the ballot it put into the box."""

    voter: str
    box: str

    @property
    def row(self) -> int:
        """The id of the row in the box: 63 bits of the box key, so that the table has no order but that of chance."""
        return int(self.box[:16], 16) >> 1


def _drawn(letters: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _letter in range(letters))


def new_code() -> str:
    """A new secret for a voter's link."""
    return _drawn(CODE_LETTERS)


def new_receipt() -> str:
    return _drawn(RECEIPT_LETTERS)


def spaced(code: str) -> str:
    """A code as people read and type it: K7MQ2-9XH4T-…"""
    size = 5 if len(code) == CODE_LETTERS else 4
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def read_code(typed: str) -> str | None:
    """The code in what somebody typed or scanned; None where it can be none."""
    code = typed[:200].upper().translate(_TYPED)
    return code if len(code) == CODE_LETTERS and not set(code) - set(_LETTERS) else None


def read_receipt(typed: str) -> str:
    return typed[:200].upper().translate(_TYPED)


def keys_of(code: str) -> Keys:
    """The two keys of a code."""
    return Keys(_derived(b"nongcot ballot voter", code), _derived(b"nongcot ballot box", code))


def _derived(label: bytes, secret: str) -> str:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=label).derive(secret.encode()).hex()


@lru_cache(maxsize=4)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(bytes.fromhex(_derived(b"nongcot ballot sealed vote", secret)))


def seal_vote(receipt: str, marks: str, *, ballot: int, row: int) -> bytes:
    """A vote as it lies in the box: all of one ballot are equally long, none can be moved to another row."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(settings.CITIZEN_KEY).encrypt(nonce, f"{receipt}{marks}".encode(), _bound(ballot, row))


def open_vote(sealed: bytes | memoryview, *, ballot: int, row: int) -> tuple[str, str] | None:
    """(receipt, marks) of a sealed vote; None where somebody changed it."""
    data = bytes(sealed)
    try:
        text = _cipher(settings.CITIZEN_KEY).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], _bound(ballot, row))
    except InvalidTag:
        return None
    said = text.decode()
    return said[:RECEIPT_LETTERS], said[RECEIPT_LETTERS:]


def _bound(ballot: int, row: int) -> bytes:
    return f"{ballot}:{row}".encode()

"""Citizen ids are sealed: encrypted at rest, found again by a keyed one-way index, shown masked.

AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D); the index is HMAC-SHA-256 with a second key. Both keys are
derived from ``settings.CITIZEN_KEY`` by HKDF (RFC 5869), so that one secret is kept.
"""

from __future__ import annotations

import hmac
import os
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE_BYTES = 12


def _derive(purpose: bytes, secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())


@lru_cache(maxsize=4)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(_derive(b"nongcot citizen id", secret))


@lru_cache(maxsize=4)
def _index_key(secret: str) -> bytes:
    return _derive(b"nongcot citizen index", secret)


def seal(text: str) -> bytes:
    """Encrypt ``text``; the result carries its nonce."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(settings.CITIZEN_KEY).encrypt(nonce, text.encode(), None)


def unseal(sealed: bytes | memoryview) -> str:
    """The text of :func:`seal`.

    Raises:
        cryptography.exceptions.InvalidTag: the key is another one, or the bytes were changed.
    """
    data = bytes(sealed)
    return _cipher(settings.CITIZEN_KEY).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None).decode()


def index(text: str, secret: str | None = None) -> str:
    """A keyed one-way key (32 hex digits) under which equal texts meet; under ``secret`` instead of our own key."""
    return hmac.new(_index_key(secret or settings.CITIZEN_KEY), text.encode(), sha256).hexdigest()[:32]

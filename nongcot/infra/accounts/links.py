"""One-time links to set a password: signed, good for 48 hours and for one new password.

The signature covers the present password and the last signing in (Django's own token), so that a link is void once it
was used, and once its owner signed in another way.
"""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from nongcot.infra.accounts.models import User

HOURS = 48


def path_for(user: User) -> str:
    """The path of a new link for this login."""
    number = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("accounts:reset", args=[number, default_token_generator.make_token(user)])

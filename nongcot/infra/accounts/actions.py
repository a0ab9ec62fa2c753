"""What a person does with the own login."""

from __future__ import annotations

from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import record


@transaction.atomic
def choose_language(*, actor: User, language: str) -> None:
    """Keep the language of pages for this login; a taste, not a fact: it leaves no audit entry."""
    actor.language = language
    actor.save(update_fields=["language"])


@transaction.atomic
def change_password(*, actor: User, form: PasswordChangeForm) -> None:
    """Set the checked form's new password, with an audit entry."""
    form.save()
    record(actor=actor, action="accounts.change_password", object_type="user", object_id=actor.pk)

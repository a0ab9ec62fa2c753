"""E-mails about logins take as long as the mail server wants."""

from __future__ import annotations

from django.utils.translation import override
from django_tasks import task

from nongcot.infra.accounts import actions
from nongcot.infra.audit.api import System

BY_MAIL = System("password link by e-mail")


@task()
def send_password_link(users: list[int], site: str, language: str) -> None:
    """Send one-time links to these logins (there may be none), in the language in which they were asked for."""
    with override(language):
        actions.send_password_link(actor=BY_MAIL, users=users, site=site)

"""What a person does with the own login."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from nongcot.infra.accounts import limits, links
from nongcot.infra.accounts.models import User, UserSession
from nongcot.infra.accounts.queries import session_key as key_of
from nongcot.infra.audit.api import System, record
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.events import announce
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused

MOST_LINKS = 3
TOKENS_END = "accounts.tokens_end"  # told within the action, with user=


@transaction.atomic
def choose_language(*, actor: User, language: str) -> None:
    """Keep the language of pages for this login; a taste, not a fact: it leaves no audit entry."""
    actor.language = language
    actor.save(update_fields=["language"])


@transaction.atomic
def change_profile(*, actor: User, name: str, email: str) -> None:
    """The login bears ``name`` and gets its e-mails at ``email`` ("": nowhere)."""
    before = {"name": actor.name, "email": actor.email}
    after = {"name": name, "email": email}
    changes = {field: [before[field], after[field]] for field in before if before[field] != after[field]}
    if not changes:
        return
    actor.name, actor.email = name, email
    actor.save(update_fields=["name", "email"])
    record(actor=actor, action="accounts.change_profile", object_type="user", object_id=actor.pk, changes=changes)


@transaction.atomic
def change_password(
    *, actor: User, form: PasswordChangeForm, here: str | None = None, end_tokens: bool = False
) -> None:
    """Set the checked form's new password; all sessions but ``here`` (its key) end, tokens where it is asked."""
    form.save()
    UserSession.objects.filter(user=actor).exclude(session_key=here).delete()
    if end_tokens:
        announce(TOKENS_END, user=actor)
    record(actor=actor, action="accounts.change_password", object_type="user", object_id=actor.pk)


@transaction.atomic
def set_forgotten_password(*, actor: User, form: SetPasswordForm) -> None:
    """Set the checked form's new password by a one-time link; all sessions and tokens end, the sign-in is unlocked.

    Who lost a password cannot say who else had it, and what was made with it since.
    """
    form.save()
    UserSession.objects.filter(user=actor).delete()
    announce(TOKENS_END, user=actor)
    limits.release(actor.username)
    record(actor=actor, action="accounts.set_forgotten_password", object_type="user", object_id=actor.pk)


@transaction.atomic
def send_password_link(*, actor: System, users: Collection[int], site: str) -> int:
    """Send one-time links to these logins; how many e-mails went out.

    ``site`` is the address of the installation, such as ``https://canbo.example.vn``. A login that got
    :data:`MOST_LINKS` of them within an hour gets no further one: anybody may ask for one.
    """
    sent = 0
    for user in User.objects.filter(pk__in=users, is_active=True).exclude(email=""):
        if _links_sent(user) >= MOST_LINKS:
            continue
        facts = {"user": user, "link": site + links.path_for(user), "hours": links.HOURS}
        body = render_to_string("accounts/mail/password_link.txt", facts)
        send_mail(_("Nòng Cốt: đặt lại mật khẩu"), body, settings.DEFAULT_FROM_EMAIL, [user.email])
        record(actor=actor, action="accounts.send_password_link", object_type="user", object_id=user.pk)
        sent += 1
    return sent


def _links_sent(user: User) -> int:
    about = AuditEntry.objects.filter(object_type="user", object_id=str(user.pk), action="accounts.send_password_link")
    return about.filter(at__gt=clock.now() - timedelta(hours=1)).count()


@transaction.atomic
def end_session(*, actor: User, mark: str) -> None:
    """End one of the own sessions.

    Raises:
        Refused: it has ended already.
    """
    key = key_of(actor, mark)
    if key is None:
        raise Refused(_("Phiên này đã kết thúc."))
    UserSession.objects.filter(user=actor, session_key=key).delete()
    record(actor=actor, action="accounts.end_session", object_type="user", object_id=actor.pk)


@transaction.atomic
def end_other_sessions(*, actor: User, here: str | None) -> int:
    """End all own sessions but ``here`` (its key): how many there were."""
    count, _rows = UserSession.objects.filter(user=actor).exclude(session_key=here).delete()
    record(
        actor=actor,
        action="accounts.end_other_sessions",
        object_type="user",
        object_id=actor.pk,
        changes={"sessions": [count, 0]},
    )
    return count

"""The digest as one e-mail: text and HTML, no sensitive data, with an address that ends it by one click (RFC 8058)."""

from __future__ import annotations

from datetime import date
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nongcot.infra.accounts.models import User
from nongcot.infra.notices.kinds import Digest, Item
from nongcot.infra.notices.links import absolute, unsubscribe_path

MOST = 15  # of each part; the rest is a number and a link


def message(user: User, digest: Digest, *, day: date) -> EmailMultiAlternatives:
    """The e-mail of one login and day. Its Message-ID is the same however often it is made."""
    stop = absolute(unsubscribe_path(user.pk))
    context = {
        "name": user.name,
        "day": day,
        "parts": [_part(_("Quá hạn"), digest.late), _part(_("Mới"), digest.new), _part(_("Sắp đến hạn"), digest.soon)],
        "inbox": absolute("/"),
        "settings": absolute(reverse("notices:mine")),
        "stop": stop,
    }
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    made = EmailMultiAlternatives(
        subject=_subject(digest),
        body=render_to_string("notices/digest.txt", context),
        to=[formataddr((" ".join(user.name.split()), user.email))],
        headers={
            "Message-ID": f"<digest-{user.pk}-{day:%Y%m%d}@{host}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    made.attach_alternative(render_to_string("notices/digest.html", context), "text/html")
    return made


def _part(title: str, items: list[Item]) -> dict[str, object]:
    rows = [{"item": item, "href": absolute(item.path)} for item in items[:MOST]]
    return {"title": title, "rows": rows, "count": len(items), "more": max(0, len(items) - MOST)}


def _subject(digest: Digest) -> str:
    total = ngettext("Nòng Cốt: %(n)s việc cần làm", "Nòng Cốt: %(n)s việc cần làm", digest.total)
    said = total % {"n": digest.total}
    if digest.late:
        late = ngettext("%(n)s việc quá hạn", "%(n)s việc quá hạn", len(digest.late)) % {"n": len(digest.late)}
        said = f"{said}, {late}"
    return said

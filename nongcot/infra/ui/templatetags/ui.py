"""The page parts as template tags. What each looks like and takes is in ``nongcot/infra/ui/README.md``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.contrib.staticfiles import finders
from django.forms import BoundField
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nongcot.infra.ui import navigation, slots
from nongcot.infra.ui.addresses import address
from nongcot.infra.ui.days import asked_day
from nongcot.infra.ui.icons import PATHS
from nongcot.infra.ui.markup import put
from nongcot.infra.ui.words import due_state, due_words, show_phone
from nongcot.kernel import clock
from nongcot.kernel.dates import is_partial_iso, show_partial

register = template.Library()
# where in a list one is, and what is being looked for to narrow it: gone as soon as the list is another one
PLACES = ("page", "after", "before", "row", "unit_q", "unit_found")


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 20) -> SafeString:
    """An icon that says nothing to a screen reader: words stand beside it."""
    return put(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{1}"/></svg>',
        str(size),
        PATHS[name],
    )


def _request(context: Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request


def day_query(request: HttpRequest, **extra: Any) -> str:
    """``?day=…&…`` for a link that stays on the page's day; the empty string where nothing is to be said."""
    kept: dict[str, str] | None = getattr(request, "day_kept", None)
    if kept is None:
        day = asked_day(request)
        kept = {"day": date_format(day, "d/m/Y")} if day != clock.today() else {}
        request.day_kept = kept  # type: ignore[attr-defined]
    if not kept and not extra:
        return ""
    pairs = kept | {key: str(value) for key, value in extra.items() if value not in ("", None)}
    return f"?{urlencode(pairs, safe='/')}" if pairs else ""


@register.simple_tag(takes_context=True)
def at(context: Context, name: str, *args: Any, **query: Any) -> str:
    """The address of a page on the day the reader is looking at; further keywords become its query."""
    return address(name, *args) + day_query(_request(context), **query)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """This page's query with some values replaced (empty: left out); always from the first page unless told."""
    pairs = _request(context).GET.copy()
    for place in PLACES:
        pairs.pop(place, None)
    for key, value in changes.items():
        if value in ("", None):
            pairs.pop(key, None)
        else:
            pairs[key] = str(value)
    return f"?{pairs.urlencode(safe='/')}"


@register.inclusion_tag("ui/parts/day_bar.html", takes_context=True)
def day_bar(context: Context) -> dict[str, Any]:
    """ "Số liệu tính đến ngày …" with the field to choose another day; keeps the page's other choices."""
    request = _request(context)
    day = asked_day(request)
    kept = [(key, value) for key, value in request.GET.items() if key not in ("day", *PLACES)]
    return {"day": day, "is_today": day == clock.today(), "kept": kept, "path": request.path, "request": request}


@register.simple_tag(takes_context=True)
def sheet(context: Context) -> SafeString:
    """The line that only paper shows: printed by whom and when, the day of the figures, the one superior of a list."""
    request = _request(context)
    superiors, day = context.get("superiors") or [], getattr(request, "asked_day", None)
    alone = superiors[0] if len(superiors) == 1 and not context.get("within") else None
    told = [str(request.user) if request.user.is_authenticated else ""]
    told.append(alone[1] if isinstance(alone, tuple) else getattr(alone, "day_name", ""))
    told.append(_("số liệu tính đến ngày %(day)s") % {"day": date_format(day, "d/m/Y")} if day else "")
    told.append(_("in ngày %(day)s") % {"day": date_format(clock.today(), "d/m/Y")})
    return put('<p class="sheet">{}</p>', " · ".join(part for part in told if part))


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: Context, page: Any) -> dict[str, Any]:
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("ui/parts/keyset.html", takes_context=True)
def keyset_pager(context: Context, page: Any) -> dict[str, Any]:
    """Previous and next of a ``keyset.Part``."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, wide: bool = False) -> dict[str, Any]:
    """One field of a form: label, help, the field itself, its errors, tied together for a screen reader."""
    told = [f"{bound.auto_id}_help"] if bound.help_text else []
    told += [f"{bound.auto_id}_error"] if bound.errors else []
    attributes: dict[str, Any] = {"aria-describedby": " ".join(told)} if told else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = getattr(bound.field.widget, "input_type", "")
    return {"field": bound, "widget": bound.as_widget(attrs=attributes), "kind": kind, "wide": wide}


@register.simple_tag
def options(choices: Iterable[tuple[Any, str]], chosen: Any = None) -> SafeString:
    """The options of a select, put together at once; the ``chosen`` value is marked."""
    mark = mark_safe(" selected")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((str(value), mark if value == chosen else "", words) for value, words in choices),
    )


@register.simple_tag
def badge(words: str, tone: str = "") -> SafeString:
    """Short words in a pill. Tones: "" plain, "warn", "bad", "good", "info"."""
    return put('<span class="badge{}">{}</span>', f" badge-{tone}" if tone else "", words)


@register.simple_tag
def unverified(verified: Any) -> SafeString | str:
    """The badge "chưa kiểm chứng" where nobody has checked a rule's value; nothing where somebody has."""
    return "" if verified else badge(_("chưa kiểm chứng"), "warn")


@register.simple_tag(takes_context=True)
def due(context: Context, day: date | None) -> SafeString:
    """A due day with how far it is from the day of the page, in words and by tone."""
    return due_badge(day, asked_day(_request(context)))


def due_badge(day: date | None, shown: date) -> SafeString:
    """As :func:`due`, on a page that shows the day ``shown``."""
    if day is None:
        return put('<span class="due"><span class="due-left">{}</span></span>', _("không có hạn"))
    return put(
        '<span class="due due-{}"><time datetime="{}">{}</time> <span class="due-left">{}</span></span>',
        due_state(day, shown),
        day.isoformat(),
        date_format(day, "d/m/Y"),
        due_words(day, shown),
    )


@register.simple_tag
def span(from_day: date | None, to_day: date | None) -> str:
    """A half-open range in words that leave no doubt whether its end belongs to it: it does not.

    The end stays the day that decisions and lists name ("thôi từ 15/03/2025"), not the day before.
    """
    start = date_format(from_day, "d/m/Y") if from_day else "?"
    if to_day is None:
        return _("từ %(start)s") % {"start": start}
    return _("%(start)s – trước %(end)s") % {"start": start, "end": date_format(to_day, "d/m/Y")}


@register.filter
def phone(number: str) -> str:
    return show_phone(number)


@register.filter
def born(value: str) -> str:
    """A birth date of which perhaps only the year is known."""
    return show_partial(value) if value and is_partial_iso(value) else value


@register.filter
def plain(number: Any) -> str:
    """A number without separators: years, ids."""
    return str(number)


@register.simple_tag(takes_context=True)
def navigation_items(context: Context) -> list[navigation.Shown]:
    return navigation.shown(_request(context))


@lru_cache(maxsize=1)
def _has_fonts() -> bool:
    return finders.find("vendor/fonts.css") is not None


@register.simple_tag
def banners() -> list[str]:
    """Lines that stand above every page, such as that the data are invented."""
    return slots.gather("page.banner")


@register.simple_tag
def fonts() -> SafeString | str:
    """The web font's style sheet where it was fetched; without it the pages use the system's fonts."""
    return put('<link rel="stylesheet" href="{}">', static("vendor/fonts.css")) if _has_fonts() else ""


@register.filter
def iso(text: str) -> str:
    """A day kept as ISO text, as people write it."""
    return date.fromisoformat(text).strftime("%d/%m/%Y")


@register.inclusion_tag("ui/parts/logo.html")
def logo(size: int = 30) -> dict[str, Any]:
    return {"size": str(size)}


@register.inclusion_tag("ui/parts/empty.html")
def nothing(name: str, title: str, text: str = "", href: str = "", action: str = "") -> dict[str, Any]:
    """A page with nothing on it says why, and what to do; ``name`` is its icon."""
    return {"name": name, "title": title, "text": text, "href": href, "action": action}

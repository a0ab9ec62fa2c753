"""A page for one action: a form, its checks, and that nothing is lost, done twice or overwritten unseen."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nongcot.infra.acting.once import KeyReused, digest, earlier, hold, once
from nongcot.infra.audit import trail
from nongcot.kernel.errors import Refused
from nongcot.kernel.text import tidy

ONCE, SEEN, CONFIRMED = "once", "seen", "confirmed"
DONE_COOKIE = "nongcot_done"


@dataclass(frozen=True, slots=True)
class Done:
    """What to say after the action, and the page to go to."""

    message: str
    href: str


@dataclass(slots=True)
class ActionPage:
    """One action as a page. The view makes it for each request and returns ``page.answer(request)``.

    ``form`` takes ``(data=None, files=None, *, initial=None)`` like any Django form; ``perform`` gets its cleaned data,
    calls the action and returns :class:`Done`; it may raise ``Refused``. ``units`` and ``objects`` (``("person", 12)``)
    are what the action changes: what others changed there since the page was shown is shown before anything is written.
    ``preview`` returns sentences that say what will follow; with it the page asks once more before it acts.
    """

    title: str
    form: Callable[..., forms.BaseForm]
    perform: Callable[[dict[str, Any]], Done]
    back: str
    initial: dict[str, Any] | None = None
    intro: str = ""
    submit: str = ""
    danger: bool = False
    units: Collection[int] = ()
    objects: Collection[tuple[str, int | str]] = ()
    preview: Callable[[dict[str, Any]], list[str]] | None = None
    template: str = "acting/page.html"
    context: dict[str, Any] = field(default_factory=dict)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, or the action and where it leads.

        A form that is not valid, a refusal, or a change by somebody else comes back with status 422 and all that was
        typed; a form sent again goes where the first one went.
        """
        if request.method != "POST":
            return self._show(request, self.form(initial=self.initial))
        if "again" not in request.POST and (sent := self._sent(request)) is not None:
            return sent
        bound = self.form(request.POST, request.FILES or None, initial=self.initial)
        if "again" in request.POST or not bound.is_valid():  # "again": the page only wants more rows
            return self._show(request, bound, status=200 if "again" in request.POST else 422)
        sentences = self.preview(bound.cleaned_data) if self.preview else []
        if sentences and request.POST.get(CONFIRMED) != digest(sentences):
            return self._show(request, bound, sentences=sentences)
        return self._act(request, bound)

    def _sent(self, request: HttpRequest) -> HttpResponse | None:
        """Where the form went when it was sent before. Asked first: what it says may be valid no longer."""
        key = _key(request)
        try:
            answer = earlier(actor=request.user, key=f"form:{key}", asked=digest(request.path)) if key else None  # type: ignore[arg-type]
        except KeyReused:
            return None  # said by _act
        return None if answer is None else self._gone(request, key, answer, now=False)

    def _act(self, request: HttpRequest, bound: forms.BaseForm) -> HttpResponse:
        key = _key(request) or uuid.uuid4().hex
        try:
            with transaction.atomic():
                hold([f"unit:{unit}" for unit in self.units] + [f"{kind}:{pk}" for kind, pk in self.objects])
                answer, now = once(
                    actor=request.user,  # type: ignore[arg-type]
                    key=f"form:{key}",
                    asked=digest(request.path),
                    perform=lambda: self._perform(request, bound),
                )
        except Refused as refused:
            bound.add_error(None, str(refused))
            return self._show(request, bound, status=422)
        except _ChangedMeanwhile as changed:
            return self._show(request, bound, status=422, others=changed.lines, seen=changed.newest)
        except KeyReused:
            bound.add_error(None, _("Trang này đã gửi một lần. Xin mở lại trang rồi nhập."))
            return self._show(request, bound, status=422)
        return self._gone(request, key, answer, now=now)

    def _gone(self, request: HttpRequest, key: str, answer: dict[str, Any], *, now: bool) -> HttpResponse:
        if now:
            messages.success(request, answer["message"])
        else:
            messages.info(request, _("Nội dung này đã được ghi ở lần gửi trước; hệ thống không ghi lần nữa."))
        response = redirect(answer["href"])
        # The browser forgets the draft of what has arrived (ui/app.js); it is no secret.
        response.set_cookie(DONE_COOKIE, key, max_age=300, samesite="Lax", secure=request.is_secure())
        return response

    def _perform(self, request: HttpRequest, bound: forms.BaseForm) -> dict[str, Any]:
        later = trail.since(_number(request.POST.get(SEEN)), units=self.units, objects=self.objects)
        if later:
            raise _ChangedMeanwhile(trail.lines(later, actor=request.user), later[0].pk)
        done = self.perform(bound.cleaned_data)
        return {"message": str(done.message), "href": done.href}

    def _show(
        self,
        request: HttpRequest,
        form: forms.BaseForm,
        *,
        status: int = 200,
        sentences: Collection[str] = (),
        others: Collection[trail.Line] = (),
        seen: int | None = None,
    ) -> HttpResponse:
        if seen is None:
            given = request.POST.get(SEEN)
            seen = _number(given) if given else trail.newest(units=self.units, objects=self.objects)
        context = {
            **self.context,
            "acting": self,
            "title": self.title,
            "form": form,
            "once": _key(request) or uuid.uuid4().hex,
            "seen": seen,
            "sentences": sentences,
            "confirmed": digest(list(sentences)) if sentences else "",
            "others": others,
            "submit": self.submit or _("Ghi lại"),
        }
        return render(request, self.template, context, status=status)


def _key(request: HttpRequest) -> str:
    """The form's once-only key: without what no database keeps, whoever made it up."""
    return tidy(request.POST.get(ONCE, ""))[:100]


class _ChangedMeanwhile(Exception):
    """Others changed what the page is about after it was shown."""

    def __init__(self, lines: list[trail.Line], newest: int) -> None:
        super().__init__(newest)
        self.lines = lines
        self.newest = newest


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0

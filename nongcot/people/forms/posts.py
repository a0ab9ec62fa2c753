"""Forms for posts: record, end, correct, withdraw."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.accounts.models import User
from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.people import labels
from nongcot.people.forms.pickers import PersonFields
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post
from nongcot.people.models import PostHeld, Unit
from nongcot.people.rules import post_rank

# The four acts by which a post is lost before the term's end, and what else ends it.
LEGAL_ENDS = (EndReason.STEPPED_DOWN, EndReason.RELIEVED, EndReason.RECALLED, EndReason.REMOVED)
OTHER_ENDS = (EndReason.TERM_ENDED, EndReason.TRANSFERRED, EndReason.RETIRED, EndReason.DIED, EndReason.OTHER)


def posts_of(body: str) -> list[Post]:
    """The posts there are in a kind of body, highest first."""
    return sorted((Post(post) for kind, post in labels.TITLES if kind == body), key=post_rank)


def post_choices(bodies: Collection[str] = tuple(BodyKind)) -> list[tuple[str, list[tuple[str, str]]]]:
    """ "executive_committee:chair" and its title, by body."""
    return [
        (labels.body(body), [(f"{body}:{post}", labels.post_title(body, post)) for post in posts_of(body)])
        for body in bodies
    ]


def mandate_choices(*, blank: bool = False) -> list[tuple[str, str]]:
    known = [(one.value, labels.mandate(one)) for one in Mandate]
    return [("", _("không rõ")), *known] if blank else known


def end_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Reasons for an end: the four legal acts apart from the others."""
    return [
        (_("Theo quyết định"), [(one.value, labels.end_reason(one)) for one in LEGAL_ENDS]),
        (_("Lý do khác"), [(one.value, labels.end_reason(one)) for one in OTHER_ENDS]),
    ]


class RecordPost(PersonFields):
    """Who holds which post of the unit, from when, by what."""

    post = forms.ChoiceField(label=gettext_lazy("Chức vụ"))
    body_name = forms.CharField(
        label=gettext_lazy("Tên công đoàn bộ phận hoặc tổ công đoàn"), required=False, max_length=200
    )
    from_day = DayField(label=gettext_lazy("Giữ chức vụ từ ngày"))
    mandate = forms.ChoiceField(label=gettext_lazy("Hình thức"))
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định, nghị quyết"), required=False, max_length=80)
    decision_day = DayField(label=gettext_lazy("Ngày ký"), required=False)

    def __init__(self, *args: Any, actor: User, unit: Unit, **options: Any) -> None:
        super().__init__(*args, actor=actor, near=unit.pk, **options)
        self.fields["post"].choices = [("", _("chọn chức vụ")), *post_choices()]  # type: ignore[attr-defined]
        self.fields["mandate"].choices = mandate_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        body, _colon, post = given.get("post", "").partition(":")
        if body and post:
            given["body"], given["post"] = BodyKind(body), Post(post)
            several = given["body"] in (BodyKind.SECTION, BodyKind.GROUP)
            given["body_name"] = given.get("body_name", "") if several else ""
            if several and not given["body_name"]:
                self.add_error("body_name", _("Xin ghi tên công đoàn bộ phận hoặc tổ công đoàn."))
        return given


class EndPost(forms.Form):
    """When a post ended, and by which of the legal acts."""

    day = DayField(label=gettext_lazy("Thôi giữ chức vụ từ ngày"))
    reason = forms.ChoiceField(label=gettext_lazy("Hình thức"))
    note = forms.CharField(
        label=gettext_lazy("Số quyết định, ghi chú"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Được giữ trong lịch sử thay đổi."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [("", _("chọn hình thức")), *end_choices()]  # type: ignore[attr-defined]

    def clean_reason(self) -> EndReason:
        return EndReason(self.cleaned_data["reason"])


class CorrectPost(forms.Form):
    """What was recorded wrongly of one post."""

    post = forms.ChoiceField(label=gettext_lazy("Chức vụ"))
    from_day = DayField(label=gettext_lazy("Từ ngày"), required=False)
    to_day = DayField(
        label=gettext_lazy("Thôi từ ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu vẫn đang giữ chức vụ."),
    )
    end_reason = forms.ChoiceField(label=gettext_lazy("Hình thức thôi"), required=False)
    mandate = forms.ChoiceField(label=gettext_lazy("Hình thức nhận chức vụ"), required=False)
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định"), required=False, max_length=80)
    decision_day = DayField(label=gettext_lazy("Ngày ký"), required=False)
    reason = ReasonField(label=gettext_lazy("Lý do sửa"))

    def __init__(self, *args: Any, held: PostHeld, **options: Any) -> None:
        super().__init__(*args, **options)
        body = held.body.kind
        posts = sorted({*posts_of(body), Post(held.post)}, key=post_rank)
        ends = [("", _("không rõ")), *end_choices()]
        if held.end_reason in (EndReason.UNIT_ENDED, EndReason.CORRECTED):
            ends.append((held.end_reason, labels.end_reason(held.end_reason)))
        self.fields["post"].choices = [(p.value, labels.post_title(body, p)) for p in posts]  # type: ignore[attr-defined]
        self.fields["end_reason"].choices = ends  # type: ignore[attr-defined]
        self.fields["mandate"].choices = mandate_choices(blank=True)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(held: PostHeld) -> dict[str, Any]:
        names = ("post", "from_day", "to_day", "end_reason", "mandate", "decision_number", "decision_day")
        return {name: getattr(held, name) for name in names}


class Withdraw(forms.Form):
    """Why a record is taken back."""

    reason = ReasonField(label=gettext_lazy("Ghi nhầm như thế nào"))

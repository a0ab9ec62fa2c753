"""Forms for terms: what a congress decided, and its extension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.accounts.models import User
from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.people import labels
from nongcot.people.forms.pickers import Again, NewPerson, PersonFields
from nongcot.people.forms.posts import mandate_choices, posts_of
from nongcot.people.kinds import NOT_ELECTED, SINGLE_POSTS, BodyKind, Mandate, Post
from nongcot.people.models import Person, PostHeld, Term

CONGRESS_BODIES = (
    BodyKind.EXECUTIVE_COMMITTEE,
    BodyKind.STANDING_COMMITTEE,
    BodyKind.INSPECTION_COMMITTEE,
    BodyKind.WOMENS_COMMITTEE,
)
FIRST_ROWS, MORE_ROWS, MOST_ROWS = 2, 3, 60


@dataclass(frozen=True, slots=True)
class Winner:
    """One elected, as the form gives it."""

    who: Person | NewPerson
    post: Post


def _post_choices(body: BodyKind) -> list[tuple[str, str]]:
    return [(post.value, labels.post_title(body, post)) for post in posts_of(body) if post not in NOT_ELECTED]


class Holder(forms.Form):
    """One who holds a post of the body now: elected again, and to what."""

    again_elected = forms.BooleanField(label=gettext_lazy("Tái cử"), required=False)
    post = forms.ChoiceField(label=gettext_lazy("Chức danh mới"))

    def __init__(self, *args: Any, held: PostHeld, body: BodyKind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.held = held
        self.fields["post"].choices = _post_choices(body)  # type: ignore[attr-defined]


class Newcomer(PersonFields):
    """One elected for the first time."""

    post = forms.ChoiceField(label=gettext_lazy("Chức danh"))

    def __init__(self, *args: Any, body: BodyKind, **options: Any) -> None:
        super().__init__(*args, required=False, **options)
        self.fields["post"].choices = _post_choices(body)  # type: ignore[attr-defined]


class Congress(Again):
    """What the congress decided. ``held`` are the body's posts of today, one a person.

    The elected stand in rows of their own: ``holders`` for those of today, ``newcomers`` for the others. Cleaned data
    holds ``elected``, a list of :class:`Winner`.
    """

    day = DayField(label=gettext_lazy("Ngày đại hội"))
    planned_end = DayField(label=gettext_lazy("Nhiệm kỳ đến ngày"))
    seats_fixed = forms.IntegerField(
        label=gettext_lazy("Số ủy viên đại hội quyết định"), min_value=1, max_value=200, required=False
    )
    mandate = forms.ChoiceField(label=gettext_lazy("Hình thức"))
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định công nhận"), required=False, max_length=80)
    decision_day = DayField(label=gettext_lazy("Ngày ký"), required=False)
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_ROWS)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        actor: User,
        unit: int,
        body: BodyKind,
        held: list[PostHeld],
        **options: Any,
    ) -> None:
        super().__init__(data, files, **options)
        self.fields["mandate"].choices = [c for c in mandate_choices() if c[0] != Mandate.BY_ELECTION]  # type: ignore[attr-defined]
        count = self._count(data)
        self.initial = {**(self.initial or {}), "rows": count, "mandate": Mandate.CONGRESS.value}
        if data is not None:
            kept = data.copy()
            kept["rows"] = str(count)
            self.data = kept
        self.holders = [
            Holder(
                self.data if data is not None else None,
                prefix=f"held-{one.person_id}",
                held=one,
                body=body,
                initial={"again_elected": True, "post": one.post},
            )
            for one in held
        ]
        self.newcomers = [
            Newcomer(
                self.data if data is not None else None,
                prefix=f"new-{number}",
                actor=actor,
                near=unit,
                body=body,
                initial={"post": Post.CHAIR.value if number == 0 and not held else Post.MEMBER.value},
            )
            for number in range(count)
        ]

    @staticmethod
    def _count(data: Any) -> int:
        if data is None:
            return FIRST_ROWS
        text = data.get("rows", "")
        count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else FIRST_ROWS
        return min(count + (MORE_ROWS if data.get("again") == "rows" else 0), MOST_ROWS)

    def is_valid(self) -> bool:
        sound = [part.is_valid() for part in (*self.holders, *self._used())]
        return super().is_valid() and all(sound)

    def _used(self) -> Iterator[Newcomer]:
        """Rows in which something was entered."""
        for row in self.newcomers:
            if any(row.typed(name) for name in ("q", "person", "name", "born", "phone", "citizen_id")):
                yield row

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        elected = [
            Winner(row.held.person, Post(row.cleaned_data["post"]))
            for row in self.holders
            if row.is_valid() and row.cleaned_data["again_elected"]
        ]
        elected += [
            Winner(row.cleaned_data["who"], Post(row.cleaned_data["post"])) for row in self._used() if row.is_valid()
        ]
        if not elected and all(row.is_valid() for row in self._used()):
            self.add_error(None, _("Chưa có ai trúng cử. Xin đánh dấu người tái cử hoặc thêm người mới."))
        self._only_one(elected)
        given["elected"] = elected
        return given

    def _only_one(self, elected: list[Winner]) -> None:
        for post in SINGLE_POSTS:
            names = [one.who.name for one in elected if one.post == post]
            if len(names) > 1:
                self.add_error(
                    None,
                    _("Chỉ một người giữ chức danh %(post)s; đang chọn: %(names)s.")
                    % {"post": labels.post(post), "names": ", ".join(names)},
                )


class ExtendTerm(forms.Form):
    """A decision that moves the end of a term."""

    new_end = DayField(label=gettext_lazy("Kéo dài nhiệm kỳ đến ngày"))
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=80)
    decision_day = DayField(label=gettext_lazy("Ngày ký quyết định"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, required=False)


class CorrectTerm(forms.Form):
    """What is not known of a term yet, or was recorded wrongly."""

    from_day = DayField(label=gettext_lazy("Nhiệm kỳ từ ngày"), required=False)
    planned_end = DayField(
        label=gettext_lazy("Nhiệm kỳ đến ngày"),
        required=False,
        help_text=gettext_lazy("Theo quyết định ban đầu. Nếu cấp trên cho kéo dài, xin ghi ở trang kéo dài nhiệm kỳ."),
    )
    seats_fixed = forms.IntegerField(
        label=gettext_lazy("Số ủy viên đại hội quyết định"), min_value=1, max_value=200, required=False
    )
    mandate = forms.ChoiceField(label=gettext_lazy("Hình thức"), required=False)
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định công nhận"), required=False, max_length=80)
    decision_day = DayField(label=gettext_lazy("Ngày ký"), required=False)
    reason = ReasonField(
        label=gettext_lazy("Lý do sửa"),
        required=False,
        help_text=gettext_lazy("Cần ghi khi sửa hoặc xóa dữ liệu đã có; bổ sung chỗ trống thì không cần."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mandate"].choices = mandate_choices(blank=True)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(term: Term) -> dict[str, Any]:
        names = ("from_day", "planned_end", "seats_fixed", "mandate", "decision_number", "decision_day")
        return {name: getattr(term, name) for name in names}

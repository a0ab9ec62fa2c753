"""Forms for congresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.people.kinds import BodyKind, Post
from nongcot.people.labels import post_title
from nongcot.staffing.forms.ballots import NewBallot
from nongcot.staffing.labels import congress as labels
from nongcot.staffing.models import Nominee


class OpenCongress(forms.Form):
    """When it is to be, and who meets."""

    planned_on = DayField(
        label=gettext_lazy("Ngày đại hội dự kiến"),
        help_text=gettext_lazy("Kế hoạch các bước được tính lùi từ ngày này. Có thể dời sau."),
    )
    form = forms.ChoiceField(label=gettext_lazy("Hình thức đại hội"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form"].choices = labels.form_choices()  # type: ignore[attr-defined]


class MoveCongress(forms.Form):
    planned_on = DayField(label=gettext_lazy("Ngày đại hội mới"))
    reason = ReasonField(label=gettext_lazy("Lý do dời ngày"))


class DropCongress(forms.Form):
    reason = ReasonField(label=gettext_lazy("Lý do dừng"))


class ExtendInstead(forms.Form):
    """The decision by which the superior extends the term instead."""

    new_end = DayField(label=gettext_lazy("Kéo dài nhiệm kỳ đến ngày"))
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=80)
    decision_day = DayField(label=gettext_lazy("Ngày ký quyết định"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, required=False)


class DecideCongress(forms.Form):
    """What the committee proposes and the congress decides."""

    form = forms.ChoiceField(label=gettext_lazy("Hình thức đại hội"))
    delegates = forms.IntegerField(
        label=gettext_lazy("Số đại biểu chính thức"), min_value=1, max_value=2000, required=False
    )
    guests = forms.IntegerField(label=gettext_lazy("Số khách mời"), min_value=0, max_value=2000, required=False)
    seats = forms.IntegerField(
        label=gettext_lazy("Số ủy viên Ban Chấp hành khóa mới"), min_value=1, max_value=200, required=False
    )
    chair_direct = forms.ChoiceField(label=gettext_lazy("Ai bầu Chủ tịch"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form"].choices = labels.form_choices()  # type: ignore[attr-defined]
        self.fields["chair_direct"].choices = labels.chair_choices()  # type: ignore[attr-defined]

    def clean_chair_direct(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["chair_direct"])


class Sure(forms.Form):
    """Nothing to fill in: only to be sure."""


class Nominate(forms.Form):
    chair = forms.BooleanField(label=gettext_lazy("Đề cử cả chức danh Chủ tịch"), required=False)


class WithdrawNominee(forms.Form):
    by_self = forms.BooleanField(label=gettext_lazy("Người được đề cử tự xin rút"), required=False)
    reason = ReasonField(label=gettext_lazy("Lý do rút"))


class ElectNominees(NewBallot):
    """A ballot whose names and seats the congress knows already."""

    kind = None  # type: ignore[assignment]
    candidates = None  # type: ignore[assignment]
    seats = None  # type: ignore[assignment]
    officers = None  # type: ignore[assignment]


class Votes(forms.Form):
    """What was counted on paper: the papers, the votes of each who stands. Cleaned data holds ``votes``."""

    issued = forms.IntegerField(
        label=gettext_lazy("Số phiếu phát ra"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=gettext_lazy("Có thể để trống; biên bản chừa chỗ để ghi tay."),
    )
    collected = forms.IntegerField(label=gettext_lazy("Số phiếu thu về"), min_value=0, max_value=100_000)
    invalid = forms.IntegerField(
        label=gettext_lazy("Trong đó không hợp lệ"), min_value=0, max_value=100_000, required=False
    )

    def __init__(self, *args: Any, nominees: Sequence[Nominee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.persons = [row.person_id for row in nominees]
        for row in nominees:
            self.fields[f"p{row.person_id}"] = forms.IntegerField(label=row.person.name, min_value=0, max_value=100_000)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["votes"] = {who: given[f"p{who}"] for who in self.persons if f"p{who}" in given}
        return given


class Slate(forms.Form):
    """Who stands in an election of the first meeting. Cleaned data holds ``persons`` as numbers."""

    persons = forms.MultipleChoiceField(
        label=gettext_lazy("Đưa vào danh sách bầu"), widget=forms.CheckboxSelectMultiple
    )
    seats = forms.IntegerField(label=gettext_lazy("Số người được bầu"), min_value=1, max_value=200)

    def __init__(self, *args: Any, persons: Sequence[tuple[int, str]], single: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["persons"].choices = [(str(pk), name) for pk, name in persons]  # type: ignore[attr-defined]
        if single:
            del self.fields["seats"]

    def clean_persons(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["persons"]]


class Results(forms.Form):
    """The new term and which post each of those elected holds. Cleaned data holds ``posts``."""

    planned_end = DayField(label=gettext_lazy("Nhiệm kỳ đến ngày"))
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định công nhận"), required=False, max_length=80)
    decision_day = DayField(label=gettext_lazy("Ngày ký"), required=False)

    def __init__(
        self, *args: Any, elected: Sequence[Nominee], decided: Mapping[int, Post] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.persons = [row.person_id for row in elected]
        decided = {**(decided or {}), **{row.person_id: Post.CHAIR for row in elected if row.post == Post.CHAIR}}
        free = [one for one in (Post.MEMBER, Post.VICE_CHAIR, Post.CHAIR) if one not in decided.values()]
        for row in elected:
            posts = [decided[row.person_id]] if row.person_id in decided else free or [Post.MEMBER]
            choices = [(post.value, post_title(BodyKind.EXECUTIVE_COMMITTEE, post)) for post in posts]
            self.fields[f"p{row.person_id}"] = forms.ChoiceField(label=row.person.name, choices=choices)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["posts"] = {who: Post(given[f"p{who}"]) for who in self.persons if f"p{who}" in given}
        return given


class DivideDelegates(forms.Form):
    """Groups and sections with their members, one a line. Cleaned data holds ``groups``."""

    standing = forms.IntegerField(
        label=gettext_lazy("Đại biểu đương nhiên"),
        min_value=0,
        max_value=500,
        help_text=gettext_lazy("Ủy viên Ban Chấp hành đương nhiệm; không tính vào số bầu ở các tổ."),
    )
    lines = forms.CharField(
        label=gettext_lazy("Tổ, bộ phận và số đoàn viên"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Mỗi dòng: tên; số đoàn viên. Dán thẳng từ bảng tính cũng được."),
    )

    def clean_lines(self) -> list[tuple[str, int]]:
        found = []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if not line.strip():
                continue
            name, _mark, size = line.replace("\t", ";").rpartition(";")
            digits = size.strip().replace(".", "")
            if not name.strip() or not (digits.isascii() and digits.isdigit() and len(digits) < 7):
                raise forms.ValidationError(_("Dòng %(line)d chưa đúng dạng: tên; số đoàn viên.") % {"line": number})
            found.append((name.strip(), int(digits)))
        return found

"""Forms of ballots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.intake.workbook import WorkbookError
from nongcot.staffing.ballots.census import CensusRead, from_file, pasted
from nongcot.staffing.ballots.kinds import MARKS, BallotKind, KeyField, Paper, Way
from nongcot.staffing.labels import ballots as labels
from nongcot.staffing.models import Ballot

MOST_FAULTS = 20


def _moment(given: dict[str, Any], name: str) -> datetime | None:
    day, time = given.get(f"{name}_on"), given.get(f"{name}_time")
    return timezone.make_aware(datetime.combine(day, time)) if day and time else None


class TimeField(forms.TimeField):
    """A time of day typed as 8:30, 08:30 or 8h30, Vietnamese time."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.TimeInput(attrs={"placeholder": "08:30", "autocomplete": "off"}, format="%H:%M")
        )
        options.setdefault("input_formats", ["%H:%M", "%Hh%M", "%Hh", "%H:%M:%S"])
        options.setdefault("error_messages", {"invalid": gettext_lazy("Xin nhập giờ:phút, ví dụ 08:30.")})
        super().__init__(**options)


class Census(forms.Form):
    """Lines pasted or in a file; cleaned data holds ``lines``."""

    pasted = forms.CharField(
        label=gettext_lazy("Danh sách người bầu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Mỗi dòng một người: họ tên; mã nhận biết. Dán thẳng từ bảng tính cũng được."),
    )
    file = forms.FileField(label=gettext_lazy("Hoặc chọn tệp bảng tính (Excel, CSV)"), required=False)

    def key_field(self) -> KeyField:
        raise NotImplementedError

    def read(self, given: dict[str, Any]) -> CensusRead:
        """Both sources together; what is wrong becomes an error of its field, all at once."""
        by = self.key_field()
        read = pasted(given.get("pasted") or "", by)
        self._complain("pasted", read)
        if given.get("file"):
            try:
                more = from_file(given["file"].read(), given["file"].name, by)
            except WorkbookError:
                self.add_error("file", _("Không mở được tệp này như một bảng tính."))
                return read
            self._complain("file", more)
            known = {line.key for line in read.lines}
            read.lines += [line for line in more.lines if line.key not in known]
        return read

    def _complain(self, field: str, read: CensusRead) -> None:
        for line, fault, text in read.faults[:MOST_FAULTS]:
            self.add_error(field, labels.fault(line, fault, text))
        if len(read.faults) > MOST_FAULTS:
            self.add_error(field, _("… và %(more)d dòng nữa.") % {"more": len(read.faults) - MOST_FAULTS})


class NewBallot(Census):
    """A ballot with its candidates, times and census."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=list(labels.KINDS.items()))
    title = forms.CharField(
        label=gettext_lazy("Tên cuộc bầu"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Bầu bổ sung Ban Chấp hành nhiệm kỳ 2023-2028."),
    )
    candidates = forms.CharField(
        label=gettext_lazy("Danh sách bầu cử"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Mỗi dòng một người; với biểu quyết, mỗi dòng một nội dung."),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Số người được bầu"),
        min_value=1,
        max_value=200,
        initial=1,
        help_text=gettext_lazy("Chỉ dùng cho bầu cử."),
    )
    way = forms.ChoiceField(label=gettext_lazy("Cách bầu"), choices=list(labels.WAYS.items()))
    opens_on = DayField(label=gettext_lazy("Mở ngày"))
    opens_time = TimeField(label=gettext_lazy("Lúc"))
    closes_on = DayField(label=gettext_lazy("Đóng ngày"))
    closes_time = TimeField(label=gettext_lazy("Lúc"))
    key_by = forms.ChoiceField(
        label=gettext_lazy("Mã nhận biết người bầu"),
        choices=list(labels.KEY_FIELDS.items()),
        help_text=gettext_lazy("Mỗi người một mã, không trùng. Số căn cước không được lưu dạng đọc được."),
    )
    officers = forms.BooleanField(
        label=gettext_lazy("Lấy cả cán bộ công đoàn của đơn vị vào danh sách"), required=False
    )

    field_order = (
        "kind", "title", "candidates", "seats", "way", "opens_on", "opens_time", "closes_on", "closes_time",
        "key_by", "officers", "pasted", "file",
    )  # fmt: skip

    def key_field(self) -> KeyField:
        return KeyField(self.cleaned_data.get("key_by") or KeyField.CODE)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["lines"] = self.read(given).lines
        given["opens_at"], given["closes_at"] = _moment(given, "opens"), _moment(given, "closes")
        if "kind" in given and "way" in given:
            given["kind"], given["way"] = BallotKind(given["kind"]), Way(given["way"])
        return given


class MoreVoters(Census):
    """Further lines for a census that is there."""

    reason = ReasonField(required=False, help_text=gettext_lazy("Cần ghi khi cuộc bầu đang mở."))
    field_order = ("pasted", "file", "reason")

    def __init__(self, *args: Any, ballot: Ballot, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ballot = ballot

    def key_field(self) -> KeyField:
        return KeyField(self.ballot.key_field)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["lines"] = self.read(given).lines
        if not given["lines"] and not self.errors:
            self.add_error("pasted", _("Chưa có dòng nào."))
        return given


class OldCode(forms.Form):
    """The code of the link that a voter hands in."""

    code = forms.CharField(
        label=gettext_lazy("Mã trên đường dẫn cũ"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=gettext_lazy("Không cần khi cuộc bầu chưa mở, hoặc người này chưa có đường dẫn."),
    )


class Reason(forms.Form):
    reason = ReasonField()


class Moment(forms.Form):
    """A new time of closing, with its reason."""

    closes_on = DayField(label=gettext_lazy("Đóng ngày"))
    closes_time = TimeField(label=gettext_lazy("Lúc"))
    reason = ReasonField()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["closes_at"] = _moment(given, "closes")
        return given


class Again(forms.Form):
    """When a ballot is held again."""

    title = forms.CharField(label=gettext_lazy("Tên cuộc bầu"), max_length=200)
    opens_on = DayField(label=gettext_lazy("Mở ngày"))
    opens_time = TimeField(label=gettext_lazy("Lúc"))
    closes_on = DayField(label=gettext_lazy("Đóng ngày"))
    closes_time = TimeField(label=gettext_lazy("Lúc"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["opens_at"], given["closes_at"] = _moment(given, "opens"), _moment(given, "closes")
        return given


class Tally(forms.Form):
    """The tally form of the papers: cleaned data holds ``paper``."""

    issued = forms.IntegerField(label=gettext_lazy("Số phiếu phát ra"), min_value=0)
    collected = forms.IntegerField(label=gettext_lazy("Số phiếu thu về"), min_value=0)
    invalid = forms.IntegerField(label=gettext_lazy("Số phiếu không hợp lệ"), min_value=0)
    blank = forms.IntegerField(label=gettext_lazy("Số phiếu trắng"), min_value=0)

    def __init__(self, *args: Any, kind: BallotKind, names: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind, self.places = kind, len(names)
        for place, name in enumerate(names):
            for mark in MARKS[kind]:
                label = name if kind is BallotKind.ELECTION else f"{name}: {labels.MARK_WORDS[mark]}"
                self.fields[f"p{place}{mark}"] = forms.IntegerField(label=label, min_value=0)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            counts = [{m: given[f"p{place}{m}"] for m in MARKS[self.kind]} for place in range(self.places)]
            given["paper"] = Paper(given["issued"], given["collected"], given["invalid"], given["blank"], counts)
        return given

    @staticmethod
    def initial_of(paper: Paper) -> dict[str, Any]:
        given = {name: getattr(paper, name) for name in ("issued", "collected", "invalid", "blank")}
        return given | {f"p{at}{mark}": n for at, each in enumerate(paper.counts) for mark, n in each.items()}

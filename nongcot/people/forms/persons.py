"""Forms about one person: what is known, the contract, help for a first-term chair; and two records held together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.ui.fields import DayField, ReasonField
from nongcot.infra.ui.words import show_phone
from nongcot.kernel.dates import is_partial_iso, show_partial
from nongcot.people import labels
from nongcot.people.kinds import Sex, SupportKind
from nongcot.people.models import Person

_PHONE = {"inputmode": "tel", "autocomplete": "off"}
_BORN = {"inputmode": "numeric", "placeholder": gettext_lazy("ngày/tháng/năm"), "autocomplete": "off"}
SEXES = [("", gettext_lazy("Chưa rõ")), (Sex.FEMALE.value, gettext_lazy("Nữ")), (Sex.MALE.value, gettext_lazy("Nam"))]
_YES_NO = [("", gettext_lazy("Chưa rõ")), ("yes", gettext_lazy("Có")), ("no", gettext_lazy("Không"))]
_BORN_HELP = gettext_lazy("Ví dụ 05/07/1985; nếu chưa rõ, ghi 7/1985 hoặc 1985.")


def show_born(born: str) -> str:
    return show_partial(born) if is_partial_iso(born) else born


def _chosen(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


class EditPerson(forms.Form):
    """Everything on record of a person. A citizen id on record is never shown: an empty field leaves it as it is."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=200)
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=SEXES, required=False)
    born = forms.CharField(
        label=gettext_lazy("Ngày sinh"), required=False, help_text=_BORN_HELP, widget=forms.TextInput(attrs=_BORN)
    )
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), required=False, widget=forms.TextInput(attrs=_PHONE))
    other_phones = forms.CharField(
        label=gettext_lazy("Điện thoại khác"),
        required=False,
        help_text=gettext_lazy("Nhiều số thì cách nhau bằng dấu phẩy."),
        widget=forms.TextInput(attrs=_PHONE),
    )
    email = forms.CharField(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    employer = forms.CharField(label=gettext_lazy("Nơi làm việc"), required=False)
    job = forms.CharField(label=gettext_lazy("Công việc chuyên môn"), required=False)
    direct_work = forms.ChoiceField(
        label=gettext_lazy("Trực tiếp sản xuất, công tác"),
        choices=_YES_NO,
        required=False,
        help_text=gettext_lazy(
            "Có: công nhân, người lao động trực tiếp làm ra sản phẩm, dịch vụ. Không: làm gián tiếp."
        ),
    )
    direct_work_on = DayField(
        label=gettext_lazy("Theo tình hình ngày"),
        required=False,
        help_text=gettext_lazy("Để trống: ngày hôm nay."),
    )
    education = forms.CharField(label=gettext_lazy("Trình độ chuyên môn"), required=False)
    political_theory = forms.CharField(label=gettext_lazy("Lý luận chính trị"), required=False)
    ethnicity = forms.CharField(label=gettext_lazy("Dân tộc"), required=False)
    party_member = forms.ChoiceField(label=gettext_lazy("Đảng viên"), choices=_YES_NO, required=False)
    citizen_id = forms.CharField(
        label=gettext_lazy("Số định danh cá nhân"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-secret": True}),
    )
    drop_citizen_id = forms.BooleanField(label=gettext_lazy("Xóa số định danh đang ghi"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    reason = ReasonField(
        label=gettext_lazy("Lý do sửa"),
        required=False,
        help_text=gettext_lazy("Cần ghi khi sửa hoặc xóa mục đã có; bổ sung mục còn trống thì không cần."),
    )
    SENSITIVE = ("ethnicity", "party_member", "citizen_id", "drop_citizen_id")

    def __init__(self, *args: Any, person: Person, sensitive: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not sensitive:
            for name in self.SENSITIVE:
                del self.fields[name]
        elif person.citizen_last4:
            known = _("Đang ghi số có bốn số cuối %(last4)s. Chỉ nhập khi cần thay số khác.")
            self.fields["citizen_id"].help_text = known % {"last4": person.citizen_last4}
        else:
            del self.fields["drop_citizen_id"]

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        names = ("name", "sex", "email", "employer", "job", "education", "political_theory", "ethnicity", "note")
        return {name: getattr(person, name) for name in names} | {
            "born": show_born(person.born),
            "phone": show_phone(person.phone),
            "other_phones": ", ".join(show_phone(number) for number in person.other_phones.split()),
            "party_member": _chosen(person.party_member),
            "direct_work": _chosen(person.direct_work),
            "direct_work_on": person.direct_work_on,
        }

    @staticmethod
    def values(given: dict[str, Any]) -> dict[str, Any]:
        """What was typed, as the verbs take it."""
        found = {name: value for name, value in given.items() if name not in ("reason", "drop_citizen_id")}
        for name in ("party_member", "direct_work"):
            if name in found:
                found[name] = {"yes": True, "no": False}.get(found[name])
        if "citizen_id" in found and not found["citizen_id"] and not given.get("drop_citizen_id"):
            del found["citizen_id"]
        return found


class MissingData(forms.Form):
    """For each of several persons only the fields that are empty: born, sex, phone."""

    def __init__(self, *args: Any, rows: Iterable[tuple[Person, str, tuple[str, ...]]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.listed = list(rows)
        for person, _title, lacking in self.listed:
            for name in lacking:
                self.fields[f"{name}_{person.pk}"] = self._field(name)

    @staticmethod
    def _field(name: str) -> forms.Field:
        if name == "sex":
            return forms.ChoiceField(label=_("Giới tính"), choices=SEXES, required=False)
        attributes = _BORN if name == "born" else _PHONE
        label = _("Ngày sinh") if name == "born" else _("Điện thoại")
        return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs=attributes))

    @property
    def people(self) -> Iterator[tuple[Person, str, list[BoundField]]]:
        for person, title, lacking in self.listed:
            yield person, title, [self[f"{name}_{person.pk}"] for name in lacking]

    def values(self, person: Person, lacking: tuple[str, ...]) -> dict[str, Any]:
        typed = {name: self.cleaned_data.get(f"{name}_{person.pk}") for name in lacking}
        return {name: value for name, value in typed.items() if value}


class Contract(forms.Form):
    """When the labour contract ends, or that it does not."""

    ends_on = DayField(label=gettext_lazy("Hợp đồng hết hạn ngày"), required=False)
    open_ended = forms.BooleanField(label=gettext_lazy("Hợp đồng không xác định thời hạn"), required=False)
    reason = ReasonField(
        label=gettext_lazy("Căn cứ"),
        required=False,
        help_text=gettext_lazy("Ví dụ: Phụ lục hợp đồng số 02 ngày 05/07/2026."),
    )


class GiveSupport(forms.Form):
    """How a first-term chair was helped."""

    kind = forms.ChoiceField(label=gettext_lazy("Việc đã làm"), widget=forms.RadioSelect)
    day = DayField(label=gettext_lazy("Ngày"))
    by_whom = forms.CharField(
        label=gettext_lazy("Người giúp đỡ, người gặp hoặc lớp tập huấn"), max_length=200, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Nội dung"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.value, labels.support(kind)) for kind in SupportKind]  # type: ignore[attr-defined]

    def clean_kind(self) -> SupportKind:
        return SupportKind(self.cleaned_data["kind"])


class MergePair(forms.Form):
    """Of each field in which two records differ, which value stays."""

    def __init__(self, *args: Any, differing: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        sides = [("keep", _("Hồ sơ 1")), ("drop", _("Hồ sơ 2"))]
        self.differing = tuple(differing)
        for name in self.differing:
            self.fields[name] = forms.ChoiceField(choices=sides, widget=forms.RadioSelect)
        self.fields["reason"] = ReasonField(required=False)

    @property
    def choices(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.differing}


class Why(forms.Form):
    """A reason and nothing else."""

    reason = ReasonField(required=False)

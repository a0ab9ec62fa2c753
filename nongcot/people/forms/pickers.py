"""Parts of forms for choosing a person or a unit: what is typed is searched, what is found is ticked.

Without JavaScript the button "Tìm" sends the form with ``again`` and it comes back with what was found; with it the
list follows the typing. A person who is not on record is entered right there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.kernel.citizen_ids import read_citizen_id
from nongcot.kernel.dates import read_partial
from nongcot.kernel.phones import read_phone
from nongcot.kernel.text import tidy
from nongcot.people import labels, picking, queries
from nongcot.people.kinds import Sex
from nongcot.people.models import Person
from nongcot.people.picking import Candidate

NEW, OTHER = "new", "other"  # a new person; a new person though somebody alike is on record


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be entered, as ``enter_person`` takes it."""

    values: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.values["name"])


@dataclass(slots=True)
class Pick:
    """What the template needs: the names of the fields, what may be chosen, what is."""

    name: str
    search_name: str
    search: str
    chosen: str
    candidates: list[Candidate]
    prefix: str = ""
    asked: bool = False
    alike: bool = False
    kind: str = "person"
    extra: dict[str, str] = field(default_factory=dict)


class Again(forms.Form):
    """A form that only comes back with what was typed, and no complaints, when ``again`` was pressed."""

    def full_clean(self) -> None:
        if self.is_bound and "again" in self.data:
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()

    def typed(self, name: str) -> str:
        """What stands in a field, bound or not."""
        return str(self[name].value() or "")


def _read_field(reader: Any, complaint: Any) -> Any:
    """A cleaner for one optional field: what ``reader`` makes of it, or the complaint."""

    def clean(self: forms.Form, name: str) -> str:
        written = tidy(self.cleaned_data.get(name) or "")
        if not written:
            return ""
        value = reader(written)
        if value is None:
            self.add_error(name, complaint)
            return ""
        return str(value)

    return clean


class PersonFields(Again):
    """The fields for one person: searched and ticked, or entered anew."""

    q = forms.CharField(label=gettext_lazy("Tìm theo tên (không cần dấu), điện thoại hoặc số căn cước"), required=False)
    person = forms.CharField(required=False, max_length=20)
    name = forms.CharField(label=gettext_lazy("Họ và tên"), required=False, max_length=200)
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), required=False)
    born = forms.CharField(
        label=gettext_lazy("Ngày sinh"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": gettext_lazy("ngày/tháng/năm")}),
        help_text=gettext_lazy("Có thể chỉ nhập năm sinh."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Điện thoại"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    citizen_id = forms.CharField(
        label=gettext_lazy("Số căn cước"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-secret": ""}),
    )

    def __init__(self, *args: Any, actor: User, near: int | None = None, required: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.near = actor, near
        self.person_required = required
        self._alike: list[Candidate] = []
        sexes = [("", _("chưa rõ")), *((kind.value, labels.sex(kind)) for kind in Sex)]
        self.fields["sex"].choices = sexes  # type: ignore[attr-defined]

    _born = _read_field(read_partial, gettext_lazy("Xin nhập dạng ngày/tháng/năm hoặc chỉ năm, ví dụ 05/07/1985."))
    _phone = _read_field(read_phone, gettext_lazy("Không phải một số điện thoại. Ví dụ: 0912 345 678."))
    _citizen = _read_field(
        read_citizen_id, gettext_lazy("Số căn cước có 12 chữ số (chứng minh nhân dân cũ: 9 chữ số).")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        chosen = given.get("person", "") or (NEW if given.get("name") else "")
        if chosen in (NEW, OTHER):
            given["who"] = self._new(sure=chosen == OTHER)
        elif chosen:
            given["who"] = self._known(chosen)
        else:
            given["who"] = None
            if self.person_required or given.get("q"):
                self.add_error("person", _("Xin chọn một người trong danh sách, hoặc chọn nhập người mới."))
        return given

    def _known(self, chosen: str) -> Person | None:
        found = queries.persons(self.actor).filter(pk=chosen).first() if _is_key(chosen) else None
        if found is None:
            self.add_error("person", _("Không tìm thấy người này trong các đơn vị bạn phụ trách."))
        return found

    def _new(self, *, sure: bool) -> NewPerson | None:
        values = {
            "name": tidy(self.cleaned_data.get("name") or ""),
            "sex": self.cleaned_data.get("sex") or "",
            "born": self._born("born"),
            "phone": self._phone("phone"),
            "citizen_id": self._citizen("citizen_id"),
        }
        if not any(c.isalpha() for c in values["name"]) or any(c.isdigit() for c in values["name"]):
            self.add_error("name", _("Xin nhập họ và tên, không có chữ số."))
            return None
        known = {key: values[key] for key in ("name", "born", "phone", "citizen_id")}
        self._alike = picking.possible_duplicates(self.actor, day=clock.today(), **known)
        if self._alike and not sure:
            self.add_error(
                "person", _("Đã có hồ sơ có thể là người này. Xin chọn hồ sơ đó, hoặc chọn “Là người khác”.")
            )
        return NewPerson(values)

    @property
    def pick(self) -> Pick:
        """For the template; asks what was searched for only now."""
        chosen, search = self.typed("person"), self.typed("q")
        today = clock.today()
        found = picking.find_persons(self.actor, search, day=today, near=self.near) if search else []
        known = {one.pk for one in found}
        found += [one for one in self._alike if one.pk not in known]
        if _is_key(chosen) and int(chosen) not in {one.pk for one in found}:
            rows = queries.persons(self.actor).filter(pk=chosen)
            found = [*picking.describe(self.actor, rows, day=today), *found]
        return Pick(
            name=self.add_prefix("person"),
            search_name=self.add_prefix("q"),
            search=search,
            chosen=chosen or (NEW if self.typed("name") else ""),
            candidates=found,
            prefix=self.prefix or "",
            asked=bool(search),
            alike=bool(self._alike),
        )


class UnitFields(Again):
    """The fields for one unit: searched and ticked. ``kinds`` are those that may be chosen."""

    q = forms.CharField(label=gettext_lazy("Tìm đơn vị theo tên (không cần dấu) hoặc mã"), required=False)
    other = forms.CharField(required=False, max_length=20)
    other_required = True

    def __init__(self, *args: Any, actor: User, kinds: Collection[str], but: int | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.kinds, self.but = actor, kinds, but

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        chosen = given.get("other", "")
        known = picking.unit_candidate(self.actor, int(chosen), day=clock.today()) if _is_key(chosen) else None
        given["chosen"] = queries.unit(self.actor, known.pk, day=clock.today()) if known else None
        if known is None and (chosen or self.other_required):
            self.add_error("other", _("Xin tìm và chọn một đơn vị."))
        return given

    @property
    def pick(self) -> Pick:
        chosen, search, today = self.typed("other"), self.typed("q"), clock.today()
        asked = bool(search) or self.other_required
        found = picking.find_units(self.actor, search, day=today, kinds=self.kinds, but=self.but) if asked else []
        if _is_key(chosen) and int(chosen) not in {one.pk for one in found}:
            mine = picking.unit_candidate(self.actor, int(chosen), day=today)
            found = [mine, *found] if mine else found
        return Pick(
            name="other",
            search_name="q",
            search=search,
            chosen=chosen,
            candidates=found,
            asked=bool(search),
            kind="unit",
        )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19

"""What is typed about a person, read and held against what is on record.

The same readers understand a form and, in ``intake.cells``, a spreadsheet: the kernel has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nongcot.infra import sealing
from nongcot.kernel.citizen_ids import read_citizen_id
from nongcot.kernel.dates import read_partial
from nongcot.kernel.names import sort_key
from nongcot.kernel.phones import read_phone
from nongcot.kernel.text import fold, nfc, tidy
from nongcot.people.errors import BadValues
from nongcot.people.kinds import Sex
from nongcot.people.models import Person

FIELDS = (
    "name", "sex", "born", "citizen_id", "phone", "other_phones", "email", "ethnicity", "education",
    "political_theory", "party_member", "direct_work", "direct_work_on", "employer", "job", "note",
)  # fmt: skip
SENSITIVE = frozenset({"citizen_id", "ethnicity", "party_member"})
HIDDEN = "•••"
_OLDEST_BORN, _YOUNGEST_AGE = 1900, 15
_LONGEST_PHONES = 100
_WHOLE_DAY = len("2026-07-05")


class _Bad(Exception):
    """The value cannot be; the text says why."""


def masked(last4: str) -> str:
    """How a citizen id is shown to all."""
    return f"•••• {last4}" if last4 else ""


def read_values(values: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The values as they are stored ("" or None for an empty one); keys are those of :data:`FIELDS`.

    Raises:
        BadValues: what is wrong with which field, all at once.
        KeyError: a field a person does not have.
    """
    read, errors = {}, {}
    for field, value in values.items():
        try:
            read[field] = _READERS[field](value, day)
        except _Bad as bad:
            errors[field] = str(bad)
    if errors:
        raise BadValues(errors)
    return read


def _text(longest: int) -> Callable[[Any, date], str]:
    def read(value: Any, _day: date) -> str:
        text = tidy(value or "")
        if len(text) > longest:
            raise _Bad(_("Dài quá %(longest)d ký tự.") % {"longest": longest})
        return text

    return read


def _note(value: Any, _day: date) -> str:
    return "\n".join(tidy(line) for line in nfc(value or "").splitlines()).strip()[:5000]


def _name(value: Any, day: date) -> str:
    name = _text(200)(value, day)
    if not any(c.isalpha() for c in name) or any(c.isdigit() for c in name):
        raise _Bad(_("Xin nhập họ và tên, không có chữ số."))
    return name


def _sex(value: Any, _day: date) -> str:
    if value and value not in set(Sex):
        raise _Bad(_("Giới tính là nam hoặc nữ."))
    return str(value or "")


def _born(value: Any, day: date) -> str:
    if not tidy(value or ""):
        return ""
    born = read_partial(value)
    if born is None:
        raise _Bad(_("Xin nhập ngày/tháng/năm, hoặc tháng/năm, hoặc chỉ năm sinh; ví dụ 05/07/1985."))
    if not _OLDEST_BORN <= int(born[:4]) <= day.year - _YOUNGEST_AGE:
        raise _Bad(_("Năm sinh %(year)s không hợp lý với cán bộ công đoàn.") % {"year": born[:4]})
    return born


def _citizen_id(value: Any, _day: date) -> str:
    if not tidy(value or ""):
        return ""
    digits = read_citizen_id(value)
    if digits is None:
        raise _Bad(_("Số định danh có 12 chữ số (chứng minh nhân dân cũ: 9 chữ số)."))
    return digits


def _phone(value: Any, _day: date) -> str:
    if not tidy(value or ""):
        return ""
    number = read_phone(value)
    if number is None:
        raise _Bad(_("Không phải một số điện thoại. Ví dụ: 0912 345 678."))
    return number


def _phones(value: Any, day: date) -> str:
    pieces = [piece for piece in nfc(value or "").replace(";", ",").replace("\n", ",").split(",") if piece.strip()]
    numbers = list(dict.fromkeys(_phone(piece, day) for piece in pieces))
    joined = " ".join(numbers)
    if len(joined) > _LONGEST_PHONES:
        raise _Bad(_("Nhiều số quá; xin giữ tối đa sáu số."))
    return joined


def _email(value: Any, _day: date) -> str:
    address = tidy(value or "")
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise _Bad(_("Không phải địa chỉ thư điện tử. Ví dụ: ten@congdoan.vn.")) from None
    return address


def _yes_no(value: Any, _day: date) -> bool | None:
    if value not in (True, False, None):
        raise _Bad(_("Chọn có, không, hoặc chưa rõ."))
    return value


def _day_told(value: Any, day: date) -> date | None:
    """The day of which something is told, a day or as typed: none that lies ahead."""
    if not isinstance(value, date):
        if not tidy(value or ""):
            return None
        read = read_partial(value)
        if read is None or len(read) < _WHOLE_DAY:
            raise _Bad(_("Xin nhập ngày/tháng/năm, ví dụ 05/07/2026."))
        value = date.fromisoformat(read)
    if value > day:
        raise _Bad(_("Ngày này chưa đến."))
    return value


_READERS: dict[str, Callable[[Any, date], Any]] = {
    "name": _name,
    "sex": _sex,
    "born": _born,
    "citizen_id": _citizen_id,
    "phone": _phone,
    "other_phones": _phones,
    "email": _email,
    "ethnicity": _text(60),
    "education": _text(200),
    "political_theory": _text(100),
    "party_member": _yes_no,
    "direct_work": _yes_no,
    "direct_work_on": _day_told,
    "employer": _text(300),
    "job": _text(200),
    "note": _note,
}


def with_days(person: Person, read: dict[str, Any], day: date) -> dict[str, Any]:
    """The values with the day a dated one holds on: as given, else today where it is new; none where nothing is told.

    A day left standing beside another answer is that of the old answer: the new one is of today.

    Raises:
        BadValues: a day of nothing told.
    """
    known, given = person.direct_work, read.get("direct_work", person.direct_work)
    if given is None:
        told = None
        if read.get("direct_work_on") not in (None, person.direct_work_on):
            raise BadValues({"direct_work": _("Chọn có hoặc không cho ngày này.")})
    elif given == known:
        told = read.get("direct_work_on") or person.direct_work_on
    else:
        told = read.get("direct_work_on")
        told = day if told in (None, person.direct_work_on) else told
    return {**read, "direct_work_on": told} if {"direct_work", "direct_work_on"} & read.keys() else read


def is_empty(value: Any) -> bool:
    return value is None or value == ""


def known(person: Person, field: str) -> Any:
    """What is on record; of a citizen id its mask, "" where there is none."""
    return masked(person.citizen_last4) if field == "citizen_id" else getattr(person, field)


def differs(person: Person, field: str, value: Any) -> bool:
    if field == "citizen_id":
        return (sealing.index(value) if value else "") != person.citizen_index
    return bool(known(person, field) != value)


def overwrites(person: Person, field: str, value: Any) -> bool:
    """Whether something on record would go. A birth known more precisely loses nothing: 1985 and 05/07/1985."""
    before = known(person, field)
    if is_empty(before):
        return False
    return not (field == "born" and isinstance(value, str) and value.startswith(before))


def write(person: Person, field: str, value: Any) -> list[Any]:
    """Put the value on the (unsaved) record; gives [before, after] as the audit trail keeps them."""
    before = known(person, field)
    if field == "citizen_id":
        person.citizen_sealed = sealing.seal(value) if value else None
        person.citizen_index = sealing.index(value) if value else ""
        person.citizen_last4 = value[-4:]
    else:
        setattr(person, field, value)
    if field in ("direct_work", "direct_work_on"):
        person.direct_work_source = None  # said by whoever writes this, no longer by a list
    if field == "name":
        person.search_key, person.sort_key = fold(value), sort_key(value)
    after = known(person, field)
    if field in SENSITIVE and field != "citizen_id":
        return [None if is_empty(before) else HIDDEN, None if is_empty(after) else HIDDEN]
    return [_kept(before), _kept(after)]


def _kept(value: Any) -> Any:
    """A value as JSON keeps it; "no" is not nothing."""
    return None if is_empty(value) else value.isoformat() if isinstance(value, date) else value

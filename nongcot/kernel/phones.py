"""Vietnamese telephone numbers as E.164, and one number somebody typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")
_FOREIGN = re.compile(r"\+(?!84)[\d ().-]{8,20}")
# The eleven-digit mobile prefixes that were shortened in 2018.
_RENUMBERED = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",
    "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number as E.164. ``rewritten``: it was in another form (code 84, old prefix); ``zero``: its 0 was lost."""

    e164: str
    rewritten: bool = False
    zero: bool = False


def _home(digits: str) -> str:
    """The number as dialled inside the country, the code 84 taken off."""
    for code in ("0084", "084", "84"):
        rest = digits[len(code) :]
        if digits.startswith(code) and (len(rest) in (9, 10) or (len(rest) in (10, 11) and rest[0] == "0")):
            return rest if rest[0] == "0" else "0" + rest
    return digits


def vietnamese(digits: str) -> Number | None:
    """One Vietnamese number from its digits alone, or None if they are none: "0912345678", "84912345678"."""
    if _MOBILE.fullmatch(digits):
        return Number("+84" + digits[1:])
    home = _home(digits)
    rewritten, zero = home != digits, False
    if home[:1] != "0" and len(home) in (9, 10):
        home, zero = "0" + home, True
    if len(home) == 11 and home[:4] in _RENUMBERED:
        home, rewritten = _RENUMBERED[home[:4]] + home[4:], True
    if len(home) == 10 and home.startswith("04"):  # Hà Nội before 2017
        home, rewritten = "024" + home[2:], True
    if _MOBILE.fullmatch(home) or _LANDLINE.fullmatch(home):
        return Number("+84" + home[1:], rewritten, zero)
    return None


def foreign(written: str) -> str | None:
    """A number with the code of another country ("+82 2-312-3456") as E.164, or None if it is none."""
    if not _FOREIGN.fullmatch(written):
        return None
    import phonenumbers  # its tables are large, and hardly anybody needs them

    try:
        number = phonenumbers.parse(written, None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def read_phone(written: str) -> str | None:
    """One number as a person types it, as E.164; None if it is none, or more than one."""
    bare = written.strip()
    if bare.startswith("+") and not re.match(r"\+\s*84", bare):
        return foreign(bare)
    if re.search(r"[^\d\s.+()-]", bare):
        return None
    found = vietnamese(re.sub(r"\D", "", bare))
    return found.e164 if found else None

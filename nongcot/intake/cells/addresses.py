"""How a person is addressed before the name: "Ông", "Bà", "Đ/c". It is no part of the name and may tell the sex."""

from __future__ import annotations

import re

from nongcot.kernel.text import fold
from nongcot.people.kinds import Sex

_ADDRESS = re.compile(
    r"^(?:(ông|bà|anh|chị|cô|chú|mr|mrs|ms)|đ\s*/\s*c|đ\s*\.\s*c|đc|đồng\s+chí|thầy)\s*[.:]?\s*(?:\((?:bà|ông)\)\s*)?(?=\S+\s+\S+)", re.IGNORECASE
)
_SEX = {
    "ông": Sex.MALE, "anh": Sex.MALE, "chú": Sex.MALE, "mr": Sex.MALE,
    "bà": Sex.FEMALE, "chị": Sex.FEMALE, "cô": Sex.FEMALE, "mrs": Sex.FEMALE, "ms": Sex.FEMALE,
}  # fmt: skip
# "Ông Cao Thắng" may be somebody of the family Ông; before one of these families it is an address.
_FAMILIES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh mai truong dao doan luong".split()
)


def strip_address(name: str) -> tuple[str, Sex | None]:
    """The tidy name without the address, and the sex the address tells."""
    found = _ADDRESS.match(name)
    if not found:
        return name, None
    rest = name[found.end() :]
    word = (found[1] or "").casefold()
    glued = found[0][-1:].isalpha()  # "Anhthư": a word that only begins so
    if glued or (word == "ông" and len(rest.split()) < 3 and fold(rest).split(" ")[0] not in _FAMILIES):
        return name, None
    return rest, _SEX.get(word)

"""What stands around a person's name: an address before it ("Ông", "Đ/c"), a post behind it ("(Chủ tịch)")."""

from __future__ import annotations

import re

from nongcot.intake.cells.posts import is_post_like, posts
from nongcot.kernel.text import fold
from nongcot.people.kinds import Sex

_ADDRESS = re.compile(
    r"^(?:(ông|bà|anh|chị|cô|chú|mr|mrs|ms)|đ\s*/\s*c|đ\s*\.\s*c|đc|đồng\s+chí|thầy)\s*[.:]?\s*(?:\((?:bà|ông)\)\s*)?(?=\S+\s+\S+)",
    re.IGNORECASE,
)
_SEX = {
    "ông": Sex.MALE, "anh": Sex.MALE, "chú": Sex.MALE, "mr": Sex.MALE,
    "bà": Sex.FEMALE, "chị": Sex.FEMALE, "cô": Sex.FEMALE, "mrs": Sex.FEMALE, "ms": Sex.FEMALE,
}  # fmt: skip
# "Ông Cao Thắng" may be somebody of the family Ông; before one of these families it is an address.
_FAMILIES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh mai truong dao doan "
    "luong".split()
)


def strip_address(name: str, usual: bool = True) -> tuple[str, Sex | None]:
    """The tidy name without the address, and the sex the address tells.

    ``usual`` is False where the other names around have no address: "Ông" is a family's name then.
    """
    found = _ADDRESS.match(name)
    if not found:
        return name, None
    rest = name[found.end() :]
    word = (found[1] or "").casefold()
    glued = found[0][-1:].isalpha()  # "Anhthư": a word that only begins so
    family = word == "ông" and not (usual and (len(rest.split()) > 2 or fold(rest).split(" ")[0] in _FAMILIES))
    if glued or family:
        return name, None
    return rest, _SEX.get(word)


_BEHIND = re.compile(r"^([^-–—,;:(\n]+?)\s*(?:\(([^()]+)\)|(?:\s[-–—]|[,;:\n]|[-–—]\s)\s*(.+?))\s*[.,;]*$", re.DOTALL)


def strip_post(name: str) -> tuple[str, str]:
    """The name without a post written behind it, and that post: "Nguyễn Văn An - Chủ tịch", "... (Phó Chủ tịch)"."""
    if len(name) > 120 or not any(c in name for c in "(-–—,;:\n"):
        return name, ""
    found = _BEHIND.match(name)
    written = (found[2] or found[3] or "").strip() if found else ""
    if not found or not written or " " not in found[1].strip() or is_post_like(found[1]):
        return name, ""
    read = posts(written)
    return (found[1].strip(), written) if read.value and read.problem is None else (name, "")

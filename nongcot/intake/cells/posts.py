"""Cells that name posts: one or several, in words or abbreviations, put on the bodies they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from nongcot.intake.cells.post_words import BODIES, ROLES, Atom, Piece, pieces, split
from nongcot.intake.cells.understood import CACHED, Cell, Understood, plain
from nongcot.intake.cells.words import is_empty, is_formula_error
from nongcot.intake.kinds import PostRead, ProblemKind, RepairKind
from nongcot.kernel.text import fold, tidy, tone_key
from nongcot.people.kinds import BodyKind, Mandate, Post

_LONGEST = 300
_BODY = {
    Atom.EXECUTIVE: BodyKind.EXECUTIVE_COMMITTEE,
    Atom.STANDING: BodyKind.STANDING_COMMITTEE,
    Atom.INSPECTION: BodyKind.INSPECTION_COMMITTEE,
    Atom.WOMEN: BodyKind.WOMENS_COMMITTEE,
}
_HEADS = frozenset({Atom.HEAD, Atom.SHORT_HEAD, Atom.INSPECTION_HEAD})
_HEADED = frozenset({Atom.INSPECTION, Atom.WOMEN})
_TOP = {Atom.CHAIR: Post.CHAIR, Atom.VICE_CHAIR: Post.VICE_CHAIR}
_GROUPS = {Atom.GROUP_LEADER: Post.GROUP_LEADER, Atom.DEPUTY_GROUP_LEADER: Post.DEPUTY_GROUP_LEADER}
_MONEY = {Atom.ACCOUNTANT: Post.ACCOUNTANT, Atom.TREASURER: Post.TREASURER}
# A tổ trưởng of work, not of the union.
_WORK_GROUPS = frozenset(
    {"sx", "san xuat", "chuyen mon", "bo mon", "dan pho", "ky thuat", "dan cu", "tu quan", "truong"}
)
_EXECUTIVE = BodyKind.EXECUTIVE_COMMITTEE
_USUAL = {
    (_EXECUTIVE, Post.CHAIR): "Chủ tịch",
    (_EXECUTIVE, Post.VICE_CHAIR): "Phó Chủ tịch",
    (_EXECUTIVE, Post.MEMBER): "Ủy viên Ban Chấp hành",
    (_EXECUTIVE, Post.ACCOUNTANT): "Kế toán",
    (_EXECUTIVE, Post.TREASURER): "Thủ quỹ",
    (BodyKind.STANDING_COMMITTEE, Post.MEMBER): "Ủy viên Ban Thường vụ",
    (BodyKind.INSPECTION_COMMITTEE, Post.HEAD): "Chủ nhiệm UBKT",
    (BodyKind.INSPECTION_COMMITTEE, Post.DEPUTY_HEAD): "Phó Chủ nhiệm UBKT",
    (BodyKind.INSPECTION_COMMITTEE, Post.MEMBER): "Ủy viên UBKT",
    (BodyKind.WOMENS_COMMITTEE, Post.HEAD): "Trưởng ban Nữ công",
    (BodyKind.WOMENS_COMMITTEE, Post.DEPUTY_HEAD): "Phó Trưởng ban Nữ công",
    (BodyKind.WOMENS_COMMITTEE, Post.MEMBER): "Ủy viên Ban Nữ công",
    (BodyKind.GROUP, Post.GROUP_LEADER): "Tổ trưởng",
    (BodyKind.GROUP, Post.DEPUTY_GROUP_LEADER): "Tổ phó",
}
# What everybody writes and reads is no repair: BCH, and the union's own name after the post.
_SPELLED = {tone_key("bch"): tone_key("Ban Chấp hành"), tone_key("btv"): tone_key("Ban Thường vụ")}
_UNION_AFTER = "|".join(" " + tone_key(union) for union in ("công đoàn cơ sở", "công đoàn", "cđcs", "cđ"))
_SHORT_FORMS = re.compile(rf"\b(?:bch|btv)\b|(?:{_UNION_AFTER})\b")


# When and how somebody came to the post: "(bầu bổ sung tháng 3/2025)", "từ 2023", "khóa VII, NK 2023-2028".
_ASIDE = re.compile(
    r"[(,]?\s*(?:(?:(?:được |mới )?bầu\s+bổ\s+sung|bổ\s+sung|tái\s+cử|tái\s+đắc\s+cử)"
    r"(?:(?:\s*(?:từ|ngày|tháng|năm)\b)*\s*\d[\d/.\-–\s]*)?"
    r"|(?:(?:từ|ngày|tháng|năm|nk|nhiệm\s*kỳ|khóa|khoá)\s*)+(?:\d[\d/.\-–\s]*|[IVX]+\b)"
    r"|\(\s*(?:19|20)\d\d\s*(?:[-–]\s*(?:(?:19|20)?\d\d|nay)\s*)?(?=\)))\s*\)?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Segment:
    """A role and what follows it up to the next role."""

    role: Atom | None
    deputy: bool = False
    rest: list[Piece] = field(default_factory=list)

    @property
    def bodies(self) -> list[Atom]:
        atoms = [p.atom for p in self.rest]
        if Atom.DUTY in atoms:
            atoms = atoms[: atoms.index(Atom.DUTY)]
        return list(dict.fromkeys(a for a in atoms if a in BODIES))

    def strays(self) -> bool:
        """Whether words remain that are neither understood nor the name of the union."""
        for piece in self.rest:
            if piece.atom is Atom.UNKNOWN:
                return True
            if piece.atom in (Atom.UNION, Atom.DUTY):
                return False
        return False


def _segments(part: list[Piece]) -> list[_Segment]:
    segments: list[_Segment] = []
    for piece in part:
        if piece.atom in (Atom.PROVISIONAL, Atom.ACTING):
            continue
        current = segments[-1] if segments else None
        waiting = current is not None and current.deputy and current.role is None
        if piece.atom is Atom.DEPUTY:
            segments.append(_Segment(None, deputy=True))
        elif piece.atom in ROLES and waiting and current is not None and not current.bodies:
            current.role = piece.atom
        elif piece.atom in ROLES and not _names_body(current):
            segments.append(_Segment(piece.atom))
        elif current is None:
            segments.append(_Segment(None, rest=[piece]))
        else:
            current.rest.append(piece)
    return segments


def _names_body(segment: _Segment | None) -> bool:
    """In "Tổ trưởng tổ kế toán" and "... công đoàn kế toán" the second role is part of the group's name."""
    return (
        segment is not None
        and segment.role in _GROUPS
        and any(p.atom in (Atom.GROUP, Atom.UNION) for p in segment.rest)
    )


def _group_name(rest: list[Piece]) -> str:
    """What names the group or section: the words after "tổ", "công đoàn" and the like."""
    return " ".join(p.text for p in rest if p.atom not in (Atom.GROUP, Atom.UNION, Atom.SECTION, Atom.NOTHING))


def _group_post(post: Post, rest: list[Piece]) -> list[PostRead]:
    name = _group_name(rest)
    said_union = any(
        p.atom in (Atom.UNION, Atom.SECTION) or (p.atom is Atom.GROUP and len(p.text.split()) > 1) for p in rest
    )
    if not said_union and fold(name) in _WORK_GROUPS:
        return []
    return [PostRead(BodyKind.GROUP, post, f"Tổ {name}" if name else "")]


def _section_post(segment: _Segment) -> list[PostRead]:
    post = Post.MEMBER if segment.role is Atom.MEMBER else _TOP.get(segment.role) if segment.role else None
    if segment.deputy and segment.role is Atom.CHAIR:
        post = Post.VICE_CHAIR
    after = segment.rest[[p.atom for p in segment.rest].index(Atom.SECTION) + 1 :]
    return [PostRead(BodyKind.SECTION, post, _group_name(after))] if post else []


def _head_posts(segment: _Segment) -> list[PostRead]:
    post = Post.DEPUTY_HEAD if segment.deputy else Post.HEAD
    bodies = [b for b in segment.bodies if b in _HEADED]
    if not bodies and segment.role is Atom.INSPECTION_HEAD and not segment.bodies:
        bodies = [Atom.INSPECTION]
    return [PostRead(_BODY[b], post) for b in bodies]


def _top_posts(segment: _Segment) -> list[PostRead]:
    deputy = segment.deputy or segment.role is Atom.VICE_CHAIR
    if Atom.INSPECTION in segment.bodies:
        return [PostRead(BodyKind.INSPECTION_COMMITTEE, Post.DEPUTY_HEAD if deputy else Post.HEAD)]
    if set(segment.bodies) - {Atom.EXECUTIVE}:
        return []
    return [PostRead(_EXECUTIVE, Post.VICE_CHAIR if deputy else Post.CHAIR)]


def _interpret(segment: _Segment) -> list[PostRead]:
    """The posts of one segment; none if it is not understood."""
    role = segment.role
    if role in _GROUPS:
        post = Post.DEPUTY_GROUP_LEADER if segment.deputy else _GROUPS[role]
        return _group_post(post, segment.rest)
    if Atom.SECTION in segment.bodies:
        return _section_post(segment)
    if segment.strays() or Atom.GROUP in segment.bodies:
        return []
    if role in _MONEY:
        return [] if segment.deputy or segment.bodies else [PostRead(_EXECUTIVE, _MONEY[role])]
    if role in _TOP:
        return _top_posts(segment)
    if role in _HEADS or (role is None and segment.deputy):
        return _head_posts(segment)
    if role is Atom.MEMBER:
        return [PostRead(_BODY[b], Post.MEMBER) for b in segment.bodies or [Atom.EXECUTIVE]]
    return []


def _bare_bodies(part: list[Piece], after_member: bool) -> list[PostRead]:
    """A part that names only bodies ("BCH", "UV BCH, UBKT"): a seat there."""
    atoms = [p.atom for p in part if p.atom not in (Atom.UNION, Atom.NOTHING)]
    if not atoms or any(a not in _BODY for a in atoms):
        return []
    if Atom.WOMEN in atoms and not after_member and not any(fold(p.text).startswith(("ban", "bnc")) for p in part):
        return []  # "Nữ công" alone may be its head
    return [PostRead(_BODY[a], Post.MEMBER) for a in atoms]


def _lone_role(part: list[Piece]) -> bool:
    return len(part) <= 2 and all(
        p.atom in (Atom.SHORT_HEAD, Atom.HEAD, Atom.INSPECTION_HEAD, Atom.MEMBER, Atom.DEPUTY) for p in part
    )


def _joined(parts: list[list[Piece]]) -> list[list[Piece]]:
    """ "UV - UBKT": a role left without its body takes the body of the next part."""
    joined: list[list[Piece]] = []
    for part in parts:
        takes_body = joined and _lone_role(joined[-1]) and part[0].atom in BODIES
        takes_name = joined and joined[-1][-1].atom in _GROUPS and part[0].atom is Atom.GROUP
        if takes_body or takes_name:
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined


@dataclass(slots=True)
class _Read:
    posts: list[PostRead] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    params: dict[str, Any] = field(default_factory=dict)


def _read_part(part: list[Piece], read: _Read) -> None:
    words = " ".join(dict.fromkeys(p.text for p in part))
    atoms = {p.atom for p in part}
    if Atom.PROVISIONAL in atoms:
        read.params["mandate"] = Mandate.PROVISIONAL.value
    says_nothing = atoms <= {Atom.NOTHING, Atom.PROVISIONAL, Atom.UNION, Atom.DUTY}
    if (says_nothing and (read.posts or Atom.UNION not in atoms)) or (part[0].atom is Atom.DUTY and read.posts):
        return
    if Atom.FORMER in atoms:
        read.unknown.append(words)
        return
    after_member = bool(read.posts) and read.posts[-1].post is Post.MEMBER
    posts = _bare_bodies(part, after_member)
    understood = bool(posts)
    for segment in [] if posts else _segments(part):
        found = _interpret(segment)
        leading = (
            segment.role is None
            and not segment.deputy
            and all(p.atom in (Atom.UNION, Atom.NOTHING) for p in segment.rest)
        )
        if found or leading:
            posts += found
            understood = understood or bool(found)
        else:
            read.unknown.append(words)
            break
    if not understood and words not in read.unknown:
        read.unknown.append(words)
    read.posts += posts


def _seats(posts: list[PostRead]) -> list[PostRead]:
    """One entry a post. A standing committee's member sits on the executive committee; its chair is no plain member."""
    kept = list(dict.fromkeys(posts))
    plain_seat = PostRead(_EXECUTIVE, Post.MEMBER)
    leads = any(p.body is _EXECUTIVE and p.post in (Post.CHAIR, Post.VICE_CHAIR) for p in kept)
    if leads:
        return [p for p in kept if p != plain_seat]
    standing = PostRead(BodyKind.STANDING_COMMITTEE, Post.MEMBER)
    if standing in kept and plain_seat not in kept:
        kept.insert(kept.index(standing), plain_seat)
    return kept


def _repairs(written: str, posts: list[PostRead]) -> tuple[RepairKind, ...]:
    usual = ", ".join(_USUAL.get((p.body, p.post), "?") for p in posts)
    spelled = _SHORT_FORMS.sub(lambda m: _SPELLED.get(m[0], ""), tone_key(written))
    return () if tone_key(usual) == spelled else (RepairKind.POST_WORDS,)


_PLAIN_MEMBER = re.compile(
    r"(?:la )?(?:cong doan vien|cdv|nghiep doan vien|(?:doan vien|dv)(?: cong doan| cd| cdcs| nghiep doan)?|dvcd)"
    r"(?: (?:uu tu|thuong|binh thuong))?|union member|ordinary member"
)


def says_plain_member(key: str) -> bool:
    """Whether a folded cell of posts says that somebody holds none: "Đoàn viên"."""
    return _PLAIN_MEMBER.fullmatch(key) is not None


@lru_cache(maxsize=CACHED)
def _posts(cell: str) -> Understood[list[PostRead]]:
    if is_empty(cell):
        return Understood([], problem=ProblemKind.NO_POST)
    if is_formula_error(cell):
        return Understood([], problem=ProblemKind.FORMULA_ERROR)
    lines = "\n".join(tidy(line) for line in cell.splitlines())[:_LONGEST]
    lines = _ASIDE.sub(" ", lines).strip() or lines
    read = _Read()
    parts = [found for words in split(lines) if (found := pieces(words))]
    for part in _joined(parts):
        if len(parts) == 1 or not says_plain_member(fold(" ".join(p.text for p in part))):
            _read_part(part, read)
    posts = _seats(read.posts)
    repairs = _repairs(tidy(cell), posts) if posts else ()
    if not posts and says_plain_member(fold(cell)):
        return Understood([], problem=ProblemKind.NO_OFFICER)
    if read.unknown or not posts:
        return Understood(
            posts, repairs, ProblemKind.UNKNOWN_POST, {**read.params, "part": "; ".join(read.unknown) or tidy(cell)}
        )
    return Understood(posts, repairs, None, read.params)


def posts(cell: Cell) -> Understood[list[PostRead]]:
    """The posts a cell names, in its order: "UV BTV, Chủ nhiệm UBKT", "PCT", "Tổ trưởng tổ CĐ may 3".

    What is not understood gives UNKNOWN_POST with params["part"]; the posts understood are returned all the same.
    params["mandate"] is "provisional" where the cell says "lâm thời".
    """
    found = _posts(plain(cell))
    return Understood(list(found.value), found.repairs, found.problem, found.params)


def is_post_like(cell: Cell) -> bool:
    """Whether a cell names at least one union post: for finding the column."""
    return isinstance(cell, str) and 0 < len(cell) <= _LONGEST and bool(_posts(cell).value)

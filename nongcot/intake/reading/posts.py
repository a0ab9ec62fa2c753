"""Posts where the body is given by a section ("ỦY BAN KIỂM TRA" above the rows), and the usual words for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from nongcot.intake.cells.posts import posts
from nongcot.intake.cells.understood import Understood
from nongcot.intake.cells.units import looks_like_unit
from nongcot.intake.kinds import PostRead, RepairKind
from nongcot.kernel.text import fold, tidy
from nongcot.people.kinds import BodyKind, Post

_NAMES_A_BODY = re.compile(
    r"\b(?:bch|ban chap hanh|ubkt|kiem tra|btv|thuong vu|nu cong|cong doan|cd|cdcs|uvbch|"
    r"cnubkt|bo phan|to)\b|ubkt|bch"
)
_DEPUTY = re.compile(r"\b(?:pho|p|deputy|vice)\b|^pcn")
_HEAD = re.compile(r"\b(?:chu nhiem|truong ban|truong|cn|tb|chu tich|head|chair)\b")
_MEMBER = re.compile(r"\b(?:uy vien|uv|thanh vien|tv|uvien|vien|member)\b")
_HEADED = frozenset({BodyKind.INSPECTION_COMMITTEE, BodyKind.WOMENS_COMMITTEE})
_POST_WORDS = {
    Post.CHAIR: "Chủ tịch",
    Post.VICE_CHAIR: "Phó Chủ tịch",
    Post.MEMBER: "Ủy viên",
    Post.HEAD: "Chủ nhiệm",
    Post.DEPUTY_HEAD: "Phó Chủ nhiệm",
    Post.GROUP_LEADER: "Tổ trưởng",
    Post.DEPUTY_GROUP_LEADER: "Tổ phó",
    Post.ACCOUNTANT: "Kế toán",
    Post.TREASURER: "Thủ quỹ",
}
_BODY_WORDS = {
    BodyKind.EXECUTIVE_COMMITTEE: "Ban Chấp hành",
    BodyKind.STANDING_COMMITTEE: "Ban Thường vụ",
    BodyKind.INSPECTION_COMMITTEE: "UBKT",
    BodyKind.WOMENS_COMMITTEE: "Ban Nữ công",
    BodyKind.SECTION: "công đoàn bộ phận",
    BodyKind.GROUP: "tổ công đoàn",
}
_NO_BODY_WORDS = frozenset(
    {Post.CHAIR, Post.VICE_CHAIR, Post.ACCOUNTANT, Post.TREASURER, Post.GROUP_LEADER, Post.DEPUTY_GROUP_LEADER}
)


def posts_text(found: Iterable[PostRead]) -> str:
    """ "Ủy viên Ban Chấp hành, Chủ nhiệm UBKT"."""
    texts = []
    for each in found:
        words = _POST_WORDS[each.post]
        if each.post in (Post.HEAD, Post.DEPUTY_HEAD) and each.body is BodyKind.WOMENS_COMMITTEE:
            words = words.replace("Chủ nhiệm", "Trưởng ban").replace("Phó Trưởng ban", "Phó Trưởng ban")
            texts.append(words.replace("Trưởng ban", "Trưởng Ban Nữ công"))
        elif (each.body is BodyKind.EXECUTIVE_COMMITTEE and each.post in _NO_BODY_WORDS) or each.body is BodyKind.GROUP:
            texts.append(words)
        else:
            texts.append(f"{words} {_BODY_WORDS[each.body]}")
    return ", ".join(texts)


@lru_cache(maxsize=4096)
def posts_in(cell: str, body: BodyKind | None) -> Understood[list[PostRead]]:
    """The posts a cell names, read inside the body its section gives: under "ỦY BAN KIỂM TRA" a plain "Ủy viên" is one
    of the inspection committee. A cell that names a body itself is read as it stands."""
    plain = posts(cell)
    if body is None or body is BodyKind.EXECUTIVE_COMMITTEE:
        return plain
    key = fold(cell)
    if _NAMES_A_BODY.search(key) and plain.problem is None:
        return plain
    post = _post_in(key, body)
    return Understood([PostRead(body, post)], (RepairKind.POST_WORDS,)) if post else plain


_UNION_BEHIND = re.compile(
    r"\b(?:công\s*đoàn\s*cơ\s*sở|cđcs|cđ\s*cs|nghiệp\s*đoàn|công\s*đoàn(?!\s*(?:viên|bộ\s*phận))|cđ)\s+(?=\S)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:[,;\n–—]|\s-\s)\s*")


@lru_cache(maxsize=4096)
def unit_behind_post(cell: str) -> tuple[str, str]:
    """The post and the union of "Chủ tịch CĐCS Công ty A", "PCT, Công ty B"; two empty texts if it names none."""
    for found in _UNION_BEHIND.finditer(cell):
        unit = tidy(cell[found.start() :])
        if looks_like_unit(unit) and posts(cell[: found.start()]).value:
            return cell[: found.start()].strip(" ,;-–\n"), unit
    for cut in _PARTS.finditer(cell):
        unit = tidy(cell[cut.end() :])
        if looks_like_unit(unit) and posts(cell[: cut.start()]).value:
            return cell[: cut.start()], unit
    return "", ""


def _post_in(key: str, body: BodyKind) -> Post | None:
    if body in _HEADED:
        if _HEAD.search(key):
            return Post.DEPUTY_HEAD if _DEPUTY.search(key) else Post.HEAD
        if _DEPUTY.search(key):
            return Post.DEPUTY_HEAD
    if body is BodyKind.SECTION and re.search(r"\bchu tich\b|\bct\b|\bpct\b|\bchair\b", key):
        return Post.VICE_CHAIR if re.search(r"\bpho\b|\bpct\b|\bp\b|\bvice\b", key) else Post.CHAIR
    if body is BodyKind.GROUP:
        return Post.DEPUTY_GROUP_LEADER if _DEPUTY.search(key) else None
    return Post.MEMBER if _MEMBER.search(key) else None


def post_of_section(body: BodyKind | None, post: Post | None) -> list[PostRead] | None:
    """The post of everybody in a section without a column of posts: a member of the body, a leader of a group."""
    if post is not None:
        return [PostRead(BodyKind.EXECUTIVE_COMMITTEE, post)]
    if body is None:
        return None
    return [PostRead(body, Post.GROUP_LEADER if body is BodyKind.GROUP else Post.MEMBER)]

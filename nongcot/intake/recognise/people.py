"""Officers kept across a row: a column for each post beside the union, or a column for each body marked with x."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nongcot.intake.cells.posts import is_post_like, posts
from nongcot.intake.cells.words import is_empty
from nongcot.intake.kinds import Field
from nongcot.intake.recognise.table import PersonColumns
from nongcot.kernel.text import fold
from nongcot.people.kinds import BodyKind, Post

if TYPE_CHECKING:
    from nongcot.intake.recognise.candidate import Candidate

F = Field
_PERSON_PREFIX = re.compile(r"^(?:họ\s*(?:và|&)?\s*tên|tên|ho\s*va\s*ten|ho\s*ten|đ/?c|đồng chí)\s*", re.I)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BODIES = {
    "bch": BodyKind.EXECUTIVE_COMMITTEE,
    "ban chap hanh": BodyKind.EXECUTIVE_COMMITTEE,
    "uv bch": BodyKind.EXECUTIVE_COMMITTEE,
    "btv": BodyKind.STANDING_COMMITTEE,
    "ban thuong vu": BodyKind.STANDING_COMMITTEE,
    "ubkt": BodyKind.INSPECTION_COMMITTEE,
    "uy ban kiem tra": BodyKind.INSPECTION_COMMITTEE,
    "nu cong": BodyKind.WOMENS_COMMITTEE,
    "ban nu cong": BodyKind.WOMENS_COMMITTEE,
}
_KEPT = {
    F.PHONE, F.EMAIL, F.BORN, F.BORN_MALE, F.BORN_FEMALE, F.SEX, F.MALE, F.FEMALE, F.CITIZEN_ID, F.FROM_DAY,
    F.ETHNICITY, F.EDUCATION, F.POLITICAL_THEORY, F.JOB,
}  # fmt: skip


def post_in_header(path: tuple[str, ...]) -> str | None:
    """The post that a header names: ("Chủ tịch", "Họ và tên") and ("Họ tên Chủ tịch",) both give "Chủ tịch"."""
    for text in path:
        bare = _PERSON_PREFIX.sub("", text).strip()
        without = _BRACKETS.sub("", bare).strip()
        bare = without if is_post_like(without) else bare
        spelled = "ch" in fold(bare) or (bare != text.strip() and "ct" in fold(bare))
        if bare and spelled and is_post_like(bare) and not fold(bare).startswith(("chuc vu", "chuc danh")):
            return bare
    return None


_LED = frozenset(
    {Post.CHAIR, Post.VICE_CHAIR, Post.HEAD, Post.DEPUTY_HEAD, Post.GROUP_LEADER, Post.DEPUTY_GROUP_LEADER}
)


def post_of_names(candidates: Sequence[Candidate], index: int | None) -> str:
    """The leading post that the header of the names tells ("Tổ phó > Họ và tên"); a plain member tells none."""
    path = next((c.column.path for c in candidates if c.column.index == index), ())
    for text in path:
        bare = _PERSON_PREFIX.sub("", text).strip()
        read = posts(bare)
        if read.value and read.problem is None and all(post.post in _LED for post in read.value):
            return bare
    return ""


def person_columns(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> list[PersonColumns]:
    """Columns of persons headed by a post, with the phone, birth ... columns that follow each. Changes ``chosen``:
    fields that belong to a person leave it."""
    if F.UNIT not in chosen or F.POST in chosen:
        return []
    found: list[PersonColumns] = []
    for c in candidates:
        index = c.column.index
        post = post_in_header(c.column.path)
        if (
            post
            and c.content.share("person") >= 0.5
            and (not found or found[-1].post_text != post or F.NAME in found[-1].columns)
        ):
            found.append(PersonColumns(post, {F.NAME: index}))
            continue
        guess = c.guesses[0][0] if c.guesses else None
        counted = guess in (F.FEMALE, F.MALE) and c.content.share("count") > c.content.share("flag")
        if (
            found
            and guess in _KEPT
            and (post in (None, found[-1].post_text))
            and guess not in found[-1].columns
            and not counted
        ):
            found[-1].columns[guess] = index
    for person in found:
        for own in person.columns.values():
            for name in [name for name, index in chosen.items() if index == own]:
                del chosen[name]
    return found


def concurrent_posts(candidates: Sequence[Candidate]) -> list[int]:
    """Columns "Chức vụ kiêm nhiệm" beside another column of posts: they add to it and mean nothing else."""
    posts_told = [c for c in candidates if any(found is F.POST for found, _ in c.guesses)]
    found = [
        c for c in posts_told if "kiem nhiem" in fold(c.column.header) and "chinh quyen" not in fold(c.column.header)
    ]
    if not found or len(found) == len(posts_told):
        return []
    for c in found:
        c.guesses = ()
    return [c.column.index for c in found]


def further_persons(
    candidates: Sequence[Candidate], chosen: dict[Field, int], phones: list[int]
) -> list[PersonColumns]:
    """In a table of officers whose names are headed by a post, further names headed by another: "Họ tên Tổ trưởng |
    SĐT | Họ tên Tổ phó | SĐT". Their columns leave ``chosen`` and ``phones``."""
    if F.POST in chosen or F.NAME not in chosen or not post_of_names(candidates, chosen[F.NAME]):
        return []
    found: list[PersonColumns] = []
    for c in candidates:
        index = c.column.index
        post = post_of_names(candidates, index)
        guess = c.guesses[0][0] if c.guesses else None
        if index > chosen[F.NAME] and post and c.content.share("person") >= 0.5:
            found.append(PersonColumns(post, {F.NAME: index}))
        elif found and guess in _KEPT and guess not in found[-1].columns:
            found[-1].columns[guess] = index
            phones[:] = [phone for phone in phones if phone != index]
            for name in [name for name, column in chosen.items() if column == index]:
                del chosen[name]
    return found


def headed_by_post(candidates: Sequence[Candidate], index: int | None) -> bool:
    """Whether the header of the column names a post: its persons hold it."""
    return any(c.column.index == index and post_in_header(c.column.path) is not None for c in candidates)


def names_body(c: Candidate) -> bool:
    """Whether the last header of the column is the name of a body alone."""
    return bool(c.column.path) and fold(c.column.path[-1]) in _BODIES


_POST_MARKS = frozenset(
    (
        "ct|pct|p ct|uv|tv|cn|pcn|p cn|tb|ptb|p tb|truong|pho|truong ban|pho ban|pho truong ban|chu nhiem|"
        "pho chu nhiem|uy vien|thanh vien|chu tich|pho chu tich"
    ).split("|")
)


def post_marks(c: Candidate) -> float:
    """How much of a column is posts, also those that say nothing without their body ("Trưởng ban", "CN")."""
    filled = [str(cell) for cell in c.cells if not is_empty(cell)]
    return sum(1 for cell in filled if fold(cell) in _POST_MARKS or is_post_like(cell)) / max(1, len(filled))


def flag_bodies(candidates: Sequence[Candidate], taken: set[int]) -> dict[int, BodyKind]:
    """Columns headed by a body alone and marked with x, or with the post held there: "BCH | BTV | UBKT"."""
    found = {}
    for c in candidates:
        body = _BODIES.get(fold(c.column.path[-1])) if c.column.path else None
        if body and c.column.index not in taken and c.content.filled and c.content.share("flag") + post_marks(c) >= 0.7:
            found[c.column.index] = body
    return found

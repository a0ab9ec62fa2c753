"""Decides what each column of a table holds: the words of its header first, confirmed or overruled by its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from nongcot.intake.kinds import Field, SheetKind
from nongcot.intake.recognise.candidate import Candidate
from nongcot.intake.recognise.content import Profile, fits, profile, strong_field
from nongcot.intake.recognise.direct import direct_columns
from nongcot.intake.recognise.lists import coded_units, facts_beside, settle_codes, settle_span
from nongcot.intake.recognise.people import (
    concurrent_posts,
    flag_bodies,
    further_persons,
    headed_by_post,
    names_body,
    person_columns,
    post_marks,
    post_of_names,
)
from nongcot.intake.recognise.sexes import counts_women, settle_births, settle_sexes
from nongcot.intake.recognise.summary import only_counts
from nongcot.intake.recognise.table import Block, Column
from nongcot.intake.recognise.ticked import ticked_kinds
from nongcot.intake.recognise.words import Guess, path_guesses
from nongcot.kernel.text import fold, nfc

F = Field
UNIT_FACTS = frozenset(
    {
        F.MEMBERS,
        F.SEATS_FIXED,
        F.CONGRESS_DAY,
        F.KIND,
        F.TERM,
        F.TERM_FROM,
        F.BEGAN_ON,
        F.SECTOR,
        F.UNIT_CODE,
        F.WORKERS,
    }
)
_OFFICER_FACTS = frozenset(
    {
        F.POST,
        F.BORN,
        F.BORN_MALE,
        F.BORN_FEMALE,
        F.BORN_YEAR,
        F.PHONE,
        F.SEX,
        F.FEMALE,
        F.MALE,
        F.CITIZEN_ID,
        F.UNIT,
        F.BODY,
        F.EMAIL,
        F.JOB,
        F.ETHNICITY,
        F.NUMBER,
    }
)
_REFUSED = 0.25  # content that fits less than this overrules the words, given enough cells
_ENOUGH = 3
_MOSTLY_POSTS = 0.8
_ADDRESSED = 0.15  # of the names in a column that has addresses before them
_WEAK = 0.4  # confidence of words that were not foreseen


def assign(
    columns: Sequence[Column], sample: Sequence[Sequence[Any]], header_row: int | None, data_row: int
) -> Block | None:
    """The block that these columns make, or None when they hold neither officers nor units.

    ``sample`` are rows below the header, as they stand. Columns without any header but with content may be in
    ``columns`` with an empty path.
    """
    candidates = [_candidate(column, sample) for column in columns]
    persons = any(c.guesses and c.guesses[0][0] in (F.NAME, F.FAMILY_NAME) for c in candidates)
    if persons:
        for c in candidates:  # beside persons "Nữ" counts nobody
            c.guesses = tuple(guess for guess in c.guesses if guess[0] is not F.WOMEN or len(c.guesses) == 1)
            c.guesses = tuple(guess for guess in c.guesses if guess[1] > _WEAK or guess[0] not in UNIT_FACTS)
    kinds = ticked_kinds(candidates)
    further = concurrent_posts(candidates)
    chosen = coded_units(candidates)
    if persons:
        chosen.update(direct_columns(candidates))
    phones: list[int] = []
    _choose(candidates, chosen, phones)
    _names(candidates, chosen)
    settle_births(candidates, chosen)
    settle_sexes(candidates, chosen)
    unsure = _from_content(candidates, chosen)
    _settle_units(candidates, chosen)
    beside = F.NAME not in chosen or MEMBER_LIST & set(chosen) or headed_by_post(candidates, chosen.get(F.NAME))
    people = person_columns(candidates, chosen) if beside else []
    kind = _kind(chosen, bool(people), counts_women(candidates, chosen))
    if kind is SheetKind.IGNORED or (kind is SheetKind.UNITS and _only_counts(candidates, chosen)):
        return None
    weak_code = settle_codes(candidates, chosen, kind)
    also = further_persons(candidates, chosen, phones) if kind is SheetKind.OFFICERS else []
    taken = set(chosen.values()) | set(phones)
    return Block(
        kind=kind,
        columns=chosen,
        first=min(column.index for column in columns),
        last=max(column.index for column in columns),
        header_row=header_row,
        data_row=data_row,
        more_phones=phones,
        people=people or also,
        more_posts=[index for index in further if index not in taken] if F.POST in chosen else [],
        kinds=kinds if kind is SheetKind.UNITS else {},
        flags=flag_bodies(candidates, taken) if kind is SheetKind.OFFICERS else {},
        facts=facts_beside(chosen, sample) if kind is SheetKind.OFFICERS else {},
        unknown=[c.column for c in candidates if c.column.index not in taken],
        paths=tuple(column.path for column in columns),
        unit_share=_unit_share(candidates, chosen),
        unsure_of_post=unsure,
        post_text="" if F.POST in chosen else post_of_names(candidates, chosen.get(F.NAME)),
        addressed=any(_addressed(c.content) for c in candidates),
        weak_code=weak_code,
    )


def _unit_share(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> float:
    found = next((c.content for c in candidates if c.column.index == chosen.get(F.UNIT)), None)
    return found.share("unit") if found and found.filled else 1.0


def _addressed(names: Profile) -> bool:
    share = names.share("addressed")
    return share >= _ADDRESSED and (share * names.filled > 1.5 or names.filled < 3 or names.share("called") > 0)


MEMBER_LIST = frozenset({F.MEMBERS, F.SEATS_FIXED})


def _only_counts(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> bool:
    if F.SUPERIOR_CODE in chosen:
        return False  # who has a superior is a unit, be it called "Phường An Phú"
    return any(only_counts(candidates, c) for c in candidates if c.column.index == chosen[F.UNIT])


def _candidate(column: Column, sample: Sequence[Sequence[Any]]) -> Candidate:
    cells = [row[column.index] for row in sample if column.index < len(row)]
    return Candidate(column, _in_context(column), profile(cells), cells)


def _in_context(column: Column) -> tuple[Guess, ...]:
    """The guesses of the words, with "Nam" and "Nữ" under "Ngày sinh" told from those under "Giới tính"."""
    guesses = path_guesses(column.path)
    if len(column.path) < 2 or not guesses:
        return guesses
    parent = fold(" ".join(column.path[:-1])).split()
    if guesses[0][0] in (F.MALE, F.FEMALE) and "sinh" in parent:
        return ((F.BORN_MALE if guesses[0][0] is F.MALE else F.BORN_FEMALE, 1.0),)
    return guesses


def _score(found: Field, confidence: float, content: Profile) -> float:
    fit = fits(found, content)
    if content.filled >= _ENOUGH and fit < _REFUSED:
        return 0.0
    if content.filled >= 1 and fit < 0.1 and (confidence < 0.9 or found is F.WOMEN):
        return 0.0
    strong = strong_field(content)
    if (
        strong in (F.EMAIL, F.SEX)
        and found is not strong
        and found in (F.PHONE, F.EMAIL, F.NAME, F.POST, F.BORN, F.UNIT)
    ):
        return 0.0
    if strong is F.NAME and found in (F.POST, F.BORN, F.PHONE):
        return 0.0
    if strong is F.POST and found is F.NAME:
        return 0.0
    return confidence + 0.5 * fit


def _choose(candidates: Sequence[Candidate], chosen: dict[Field, int], phones: list[int]) -> None:
    ranked = [
        (_score(found, confidence, c.content), -c.column.index, found, c)
        for c in candidates
        for found, confidence in c.guesses
    ]
    taken = set(chosen.values())
    for score, _, found, c in sorted((r for r in ranked if r[0] > 0), key=lambda r: (-r[0], -r[1])):
        index = c.column.index
        if index in taken:
            continue
        if found in chosen:
            if found is F.PHONE:
                phones.append(index)
                taken.add(index)
            elif found is F.BORN and F.BORN_YEAR not in chosen:
                chosen[F.BORN_YEAR] = index
                taken.add(index)
            elif found is F.POST and names_body(c):
                continue
            elif found is F.POST and fits(F.JOB, c.content) and F.JOB not in chosen and score < 1.6:
                chosen[F.JOB] = index
                taken.add(index)
            elif found is F.UNIT and F.EMPLOYER not in chosen:
                chosen[F.EMPLOYER] = index
                taken.add(index)
            continue
        chosen[found] = index
        taken.add(index)


def _names(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> None:
    """Names over one or two columns, also where one header stands over both or the second has none."""
    by_index = {c.column.index: c for c in candidates}
    if F.NAME in chosen and F.GIVEN_NAME not in chosen:
        index = chosen[F.NAME]
        beside = by_index.get(index + 1)
        if beside and _is_given_name(beside, by_index[index], set(chosen.values())):
            del chosen[F.NAME]
            chosen[F.FAMILY_NAME], chosen[F.GIVEN_NAME] = index, index + 1
    if F.FAMILY_NAME in chosen and F.GIVEN_NAME not in chosen:
        index = chosen.pop(F.FAMILY_NAME)
        beside = by_index.get(index + 1)
        if beside and _is_given_name(beside, by_index[index], set(chosen.values())):
            chosen[F.FAMILY_NAME], chosen[F.GIVEN_NAME] = index, index + 1
        elif F.NAME not in chosen:
            chosen[F.NAME] = index
    if F.GIVEN_NAME in chosen and F.FAMILY_NAME not in chosen:
        index = chosen.pop(F.GIVEN_NAME)
        content = by_index[index].content
        if content.share("unit") >= 0.5 and F.UNIT not in chosen and content.share("person") < 0.5:
            chosen[F.UNIT] = index
        elif F.NAME not in chosen:
            chosen[F.NAME] = index


def _is_given_name(beside: Candidate, family: Candidate, taken: set[int]) -> bool:
    if beside.column.index in taken or (beside.column.path and beside.column.path != family.column.path):
        return False
    texts = [nfc(cell) for cell in beside.cells if isinstance(cell, str) and cell.strip()]
    if len(texts) < 2 or beside.content.share("post") > 0.3 or beside.content.share("sex") > 0.8:
        return len(texts) == 1 and beside.column.path == family.column.path and bool(beside.column.path)
    short = sum(1 for text in texts if len(text.split()) <= 2 and text.replace(" ", "").isalpha())
    return short >= 0.8 * len(texts) and beside.content.share("people") < 0.6 and beside.content.share("flag") < 0.5


def _from_content(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> bool:
    """Fills in what no header named but a column's content says plainly; tells whether the posts were found so."""
    unsure = False
    _vague_posts(candidates, chosen)
    taken = set(chosen.values())
    for c in candidates:
        strong = strong_field(c.content)
        nameless = not c.column.path
        if strong is F.POST and F.POST not in chosen and chosen.get(F.JOB) == c.column.index and _of_union(c.cells):
            del chosen[F.JOB]
        elif c.column.index in taken and not (
            strong is F.POST and F.POST not in chosen and F.NOTE in chosen and chosen[F.NOTE] == c.column.index
        ):
            continue
        missing_name = strong is F.NAME and not {F.NAME, F.FAMILY_NAME} & set(chosen)
        overruled = bool(c.guesses) or nameless
        if strong is None or strong in chosen or not (overruled or missing_name or strong is F.POST):
            continue
        if strong is F.NAME and {F.NAME, F.FAMILY_NAME} & set(chosen):
            continue
        if strong is F.SEX and F.FEMALE in chosen:
            continue
        if chosen.get(F.NOTE) == c.column.index:
            del chosen[F.NOTE]
        chosen[strong] = c.column.index
        taken.add(c.column.index)
        unsure = unsure or strong is F.POST
    _unforeseen_unit(candidates, chosen, taken)
    _nameless(candidates, chosen, taken)
    return unsure


def _vague_posts(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> None:
    """ "Chức danh" with "Trưởng ban", "Ủy viên": posts of a body that only a title names, not jobs."""
    if F.POST in chosen or F.JOB not in chosen:
        return
    c = next(c for c in candidates if c.column.index == chosen[F.JOB])
    if any(found is F.POST for found, _ in c.guesses) and c.content.filled and post_marks(c) >= _MOSTLY_POSTS:
        chosen[F.POST] = chosen.pop(F.JOB)


_UNION_POST = re.compile(r"uv|uy vien|chu tich|bch|btv|ubkt|\b(?:ct|pct)\b")


def _of_union(cells: Sequence[Any]) -> bool:
    """Whether most of the posts are a union's and none could only be an enterprise's ("Tổ trưởng", "Kế toán")."""
    texts = [fold(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
    return sum(1 for text in texts if _UNION_POST.search(text)) >= 0.6 * len(texts)


_OF_UNITS = re.compile(r"\b(?:don vi|cong ty|cdcs|cong doan|co quan|doanh nghiep|nghiep doan|dn|cty|truong|to chuc)\b")
_OF_OTHERS = re.compile(
    r"\b(?:dao tao|tot nghiep|hoc|cap|khen|sinh(?! hoat)|ngay|so|so luong|cu|truoc|cap tren|truc thuoc|chuc vu)\b"
)


def _unforeseen_unit(candidates: Sequence[Candidate], chosen: dict[Field, int], taken: set[int]) -> None:
    """A column full of names of unions under words nobody foresaw that speak of a unit."""
    if F.UNIT in chosen:
        return
    for c in candidates:
        key = fold(c.column.header)
        told = _OF_UNITS.search(key) and not _OF_OTHERS.search(key)
        if told and not c.guesses and c.column.index not in taken and c.content.share("unit") >= 0.6:
            chosen[F.UNIT] = c.column.index
            taken.add(c.column.index)
            return


def _nameless(candidates: Sequence[Candidate], chosen: dict[Field, int], taken: set[int]) -> None:
    """Columns without a header: birth dates, units and ordinals by content alone."""
    for c in candidates:
        if c.column.path or c.column.index in taken or c.content.filled < 2:
            continue
        content = c.content
        if F.UNIT not in chosen and content.share("unit") >= 0.6:
            chosen[F.UNIT] = c.column.index
        elif not _BIRTHS & set(chosen) and content.share("date") + content.share("year") >= 0.7:
            chosen[F.BORN] = c.column.index
        elif F.NUMBER not in chosen and content.share("count") >= 0.8 and c.column.index == candidates[0].column.index:
            chosen[F.NUMBER] = c.column.index
        else:
            continue
        taken.add(c.column.index)


_BIRTHS = frozenset({F.BORN, F.BORN_MALE, F.BORN_FEMALE, F.BORN_YEAR})


def _settle_units(candidates: Sequence[Candidate], chosen: dict[Field, int]) -> None:
    """In lists of unions "Nữ" counts women, and "Tổng số" without "đoàn viên" counts nothing by itself."""
    has_person = bool({F.NAME, F.FAMILY_NAME} & set(chosen))
    if F.UNIT not in chosen or has_person:
        return
    by_index = {c.column.index: c for c in candidates}
    if F.FEMALE in chosen:
        index = chosen.pop(F.FEMALE)
        if F.MEMBERS in chosen and by_index[index].content.share("count") >= 0.5:
            chosen.setdefault(F.WOMEN, index)
    chosen.pop(F.MALE, None)
    if F.FROM_DAY in chosen and F.TO_DAY in chosen and F.TERM not in chosen and not {F.POST} & set(chosen):
        settle_span(candidates, chosen)
    elected = F.FROM_DAY in chosen and "bau" in fold(by_index[chosen[F.FROM_DAY]].column.header).split()
    if elected and not {F.CONGRESS_DAY, F.TERM_FROM, F.POST} & set(chosen):
        chosen[F.CONGRESS_DAY] = chosen.pop(F.FROM_DAY)


def _kind(chosen: dict[Field, int], people: bool, women: bool) -> SheetKind:
    found = set(chosen)
    if {F.NAME, F.FAMILY_NAME} & found and not people:
        return SheetKind.OFFICERS if _OFFICER_FACTS & found else SheetKind.IGNORED
    if F.UNIT in found and (UNIT_FACTS & found or women or people or {F.SUPERIOR, F.SUPERIOR_CODE} & found):
        return SheetKind.UNITS
    return SheetKind.IGNORED

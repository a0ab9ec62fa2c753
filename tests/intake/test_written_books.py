"""Each book of ``books`` is read to exactly what a person wrote down for it: units, officers, problems, duties."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from nongcot.intake.diagnosis import diagnose
from nongcot.intake.reading import read_files
from nongcot.regulations import load
from tests.intake.written import BOOKS, book_of, told, unit_key

AS_OF = date(2026, 11, 22)


def differences(path: Path) -> list[str]:
    """What a reading of the book gives too much (+) and too little (-)."""
    book = book_of(path)
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for _data, name in book.files]
        for file, (data, _name) in zip(paths, book.files, strict=True):
            file.write_bytes(data)
        reading = read_files(paths)
    diagnosis = diagnose(reading, day=AS_OF, rulebook=load())
    units, officers = told(diagnosis)
    wanted = book.expected
    found = _differ([f"{k}: {v}" for k, v in wanted.units.items()], [f"{k}: {v}" for k, v in units.items()])
    found += _differ(wanted.officers, officers)
    rejected = [f"{r.sheet}!{r.cell} {r.problem.value}" for r in reading.rejections]
    found += [f"rejected {line}" for line in _differ(wanted.rejected, rejected)]
    repaired = {f"{r.sheet}!{r.cell} {r.why.value}" for r in reading.repairs}
    found += [f"repaired - {line}" for line in wanted.repaired if line not in repaired]
    if wanted.duties is not None:
        due = [f"{d['check']} | {d['person'] or unit_key(d['unit'] or '')}" for d in diagnosis["duties"]]
        due = [line for line in due if not line.startswith("data.missing")]
        expected = [
            " | ".join([line.split(" | ")[0], _subject(line.split(" | ")[1], officers)]) for line in wanted.duties
        ]
        found += [f"duty {line}" for line in _differ(expected, due)]
    return found


def _subject(name: str, officers: list[str]) -> str:
    return name if any(f" | {name} | " in line for line in officers) else unit_key(name)


def _differ(wanted: list[str], got: list[str]) -> list[str]:
    left, over = list(wanted), []
    for line in got:
        if line in left:
            left.remove(line)
        else:
            over.append(line)
    return sorted([f"- {line}" for line in left] + [f"+ {line}" for line in over], key=lambda line: line[2:])


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_written_book_is_read_exactly(path: Path) -> None:
    assert differences(path) == []

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.forked import forked
from tests.intake.apply.test_apply import GARMENT, HOA, NAM
from tests.intake.workbooks import OFFICERS, UNITS, workbook

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def importer(tmp_path: Path, install_in: Callable[[Path], str]) -> Iterator[Run]:
    home = tmp_path / "home"
    with forked("tests.intake.apply.importer", home=home, database_url=install_in(home)) as run:
        yield run


def some_file(folder: Path) -> Path:
    people = [(n, f"Nguyễn Văn {chr(65 + n % 26)}", 1960 + n % 40, "Nam", GARMENT, "UV BCH", "", "") for n in range(40)]
    return workbook(
        folder / "a.xlsx",
        {
            "CĐCS": [UNITS, (1, GARMENT, "DN ngoài nhà nước", "1.250", 900, 11, "12.9.2022", "2022-2027")],
            "Cán bộ": [OFFICERS, (1, *HOA), (2, *NAM), *people],
        },
    )


def test_a_kill_after_any_table_leaves_nothing_half_done_and_the_next_try_does_all(
    tmp_path: Path, importer: Run
) -> None:
    number = importer("read", some_file(tmp_path)).stdout.strip()
    states = []
    for at in (1, 7, 9, 0):
        run = importer("apply", number, at)
        assert run.returncode == (-signal.SIGKILL if at else 0), run.stderr
        states.append(json.loads(run.stdout.splitlines()[0]))

    # Each try first tells what the one before it left behind.
    assert [state["state"] for state in states] == ["read", "applying", "applying", "applying"]
    assert [state["posts"] for state in states] == [[], [], [], []]
    assert len({json.dumps(state["counts"]) for state in states}) == 1
    assert int(run.stdout.splitlines()[1]) == 9, "the third kill is not after the last table"
    whole = json.loads(importer("rows").stdout)
    assert whole["state"] == "applied"
    assert len(whole["posts"]) == 43


def told(run: subprocess.CompletedProcess[str]) -> dict[str, object]:
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout.splitlines()[-1]))


def test_a_worker_killed_while_reading_is_followed_by_one_that_reads(tmp_path: Path, importer: Run) -> None:
    importer("receive", some_file(tmp_path))
    assert importer("work", 1).returncode == -signal.SIGKILL
    cut_off = told(importer("rows"))
    assert (cut_off["state"], cut_off["posts"]) == ("reading", [])

    assert importer("work", 0).stdout.strip() == "1", "the next worker buries the task"
    assert told(importer("rows")) == {**cut_off, "state": "read", "stopped": [1, "reading"]}


def test_a_worker_killed_while_applying_is_followed_by_one_that_applies(tmp_path: Path, importer: Run) -> None:
    number = importer("read", some_file(tmp_path)).stdout.strip()
    before = told(importer("enqueue", number))
    assert (before["state"], before["posts"]) == ("applying", [])
    assert importer("work", 5).returncode == -signal.SIGKILL
    assert told(importer("rows")) == before, "a kill leaves nothing behind, and nobody has noticed it yet"

    assert importer("work", 0).stdout.strip() == "1"
    whole = told(importer("rows"))
    assert (whole["state"], len(whole["posts"]), whole["stopped"]) == ("applied", 43, [1, "applying"])


def test_a_worker_that_dies_at_it_again_leaves_an_import_that_says_so_and_can_be_begun_again(
    tmp_path: Path, importer: Run
) -> None:
    number = importer("read", some_file(tmp_path)).stdout.strip()
    before = told(importer("enqueue", number))
    assert importer("work", 5).returncode == -signal.SIGKILL
    assert importer("work", 5).returncode == -signal.SIGKILL, "it went on, and died again"
    assert importer("work", 0).stdout.strip() == "1"
    assert told(importer("rows")) == {**before, "state": "stopped", "stopped": [2, "applying"]}
    assert importer("work", 0).stdout.strip() == "0"

    told(importer("enqueue", number))
    assert importer("work", 0).returncode == 0
    whole = told(importer("rows"))
    assert (whole["state"], len(whole["posts"]), whole["stopped"]) == ("applied", 43, [0, ""])


def test_a_worker_killed_while_undoing_takes_nothing_back_and_the_next_takes_all(tmp_path: Path, importer: Run) -> None:
    number = importer("read", some_file(tmp_path)).stdout.strip()
    empty = told(importer("rows"))
    importer("enqueue", number)
    assert importer("work", 0).returncode == 0
    applied = told(importer("rows"))
    importer("undo", number)
    assert importer("work", 4).returncode == -signal.SIGKILL
    assert told(importer("rows")) == {**applied, "state": "undoing"}, "as if nobody had asked"

    assert importer("work", 0).stdout.strip() == "1"
    undone = told(importer("rows"))
    assert (undone["state"], undone["posts"], undone["stopped"]) == ("undone", [], [1, "undoing"])
    trail = {"AuditEntry": undone["counts"].pop("AuditEntry")}
    assert {**undone["counts"], **trail} == {**empty["counts"], **trail}

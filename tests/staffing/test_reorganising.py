"""A plan of reorganisation: read from a file, foreseen, carried out whole or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from rich.console import Console

from nongcot.infra.audit.models import AuditEntry
from nongcot.people.api import rename_unit, units
from nongcot.people.kinds import EndReason, Mandate, Post, Role, UnitEnd, UnitKind
from nongcot.people.models import PostHeld, RoleGrant, Term, Unit, UnitReach, UnitSuccession, on_day
from nongcot.people.rules import service_length, service_periods
from nongcot.staffing import actions
from nongcot.staffing.commands import run_reorganise
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.reorganisation.kinds import Notice, Trouble
from nongcot.staffing.reorganisation.reading import read_plan
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.forked import environment

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
HEADER = "operation,code,into_code,name,superior_code,effective_on,default,posts\n"
DAY, EVE = date(2025, 7, 1), date(2025, 6, 30)


@pytest.fixture
def province():
    top = make.unit("Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION, code="P")
    one = make.unit("Liên đoàn Lao động huyện Một", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D1")
    make.unit("Liên đoàn Lao động huyện Hai", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D2")
    for code in "ABC":
        make.unit(f"Công đoàn cơ sở Công ty {code}", under=one, code=code)
    return top


def at(code):
    return Unit.objects.get(code=code)


def tree(day):
    codes = dict(Unit.objects.values_list("pk", "code"))
    found = units(SYSTEM, day=day).values_list("code", "day_name", "superior_id_on")
    return {code: (name, codes.get(above)) for code, name, above in found}


def plan_of(*rows):
    return read_plan((HEADER + "\n".join(rows)).encode(), "plan.csv")


def troubles(*rows):
    read = plan_of(*rows)
    effect, _holders = actions.foresee_plan(SYSTEM, read.operations, read.troubles)
    return [(one.line, one.kind) for one in effect.troubles]


def notices(*rows):
    read = plan_of(*rows)
    effect, _holders = actions.foresee_plan(SYSTEM, read.operations, read.troubles)
    return [(one.line, one.kind) for one in effect.notices]


def carry_out(*rows, actor=SYSTEM):
    read = plan_of(*rows)
    kept = actions.receive_plan(
        actor=actor, operations=read.operations, troubles=read.troubles, decision="QĐ 1", file_name="plan.csv"
    )
    actions.reorganise(actor=actor, plan=kept)
    return Reorganisation.objects.get(pk=kept.pk)


def test_the_eve_and_the_day_both_stay_right(province):
    before = tree(EVE)
    done = carry_out(
        "create,W,,Công đoàn phường Mới,P,2025-07-01,,",
        "split,D1,W,,,2025-07-01,x,",
        "split,D1,D2,,,2025-07-01,,",
        "merge,B,A,,,2025-07-01,,",
        "rename,A,,Công đoàn cơ sở Công ty A và B,,2025-07-01,,",
        "move,C,,,D2,2025-07-01,,",
    )

    assert tree(EVE) == before
    after = tree(DAY)
    assert after["A"] == ("Công đoàn cơ sở Công ty A và B", "W")  # went with the default part of the split district
    assert after["C"][1] == "D2"
    assert not after.keys() & {"B", "D1"}
    assert {(s.predecessor.code, s.successor.code, s.how) for s in UnitSuccession.objects.all()} == {
        ("D1", "W", UnitEnd.SPLIT),
        ("D1", "D2", UnitEnd.SPLIT),
        ("B", "A", UnitEnd.MERGED),
    }
    assert done.state == Reorganisation.State.APPLIED
    assert done.summary["counts"] | {"duties": 0} == {
        "created": 1, "renamed": 1, "moved": 2, "kinds": 0, "merged": 1, "split": 1, "ended": 0, "posts_ended": 0,
        "posts_going_on": 0, "terms_ended": 0, "grants_ended": 0, "duties": 0,
    }  # fmt: skip
    inside = UnitReach.objects.filter(ancestor=at("W"), unit=at("A")).get()
    assert (inside.from_day, inside.to_day) == (DAY, None)
    assert AuditEntry.objects.filter(action="people.end_unit", unit=at("B").pk, reason="QĐ 1").exists()


def test_posts_end_go_on_or_are_appointed_as_the_plan_says(province):
    for code in "ABC":
        make.post(make.person(f"Nguyễn Văn {code}"), at(code), Post.CHAIR, from_day=date(2023, 1, 1))
    make.term(at("C"), from_day=date(2023, 1, 1), planned_end=date(2028, 1, 1))
    user = make.officer(at("C"), Role.CHAIR, "chu-tich-c")
    carry_out(
        "create,N,,Công đoàn cơ sở Công ty Mới,D1,2025-07-01,,",
        "merge,A,N,,,2025-07-01,,",
        "merge,C,N,,,2025-07-01,,appoint",
    )

    assert PostHeld.objects.get(unit=at("A")).end_reason == EndReason.UNIT_ENDED
    held = PostHeld.objects.get(unit=at("N"))
    assert (held.person.name, held.from_day, held.mandate) == ("Nguyễn Văn C", DAY, Mandate.APPOINTED)
    assert PostHeld.objects.get(unit=at("C")).to_day == DAY
    assert Term.objects.get(body__unit=at("N")).planned_end == date(2028, 1, 1)
    assert [(g.unit.code, g.to_day) for g in RoleGrant.objects.filter(user=user).order_by("pk")] == [
        ("C", DAY),
        ("N", None),
    ]
    assert PostHeld.objects.get(unit=at("B")).to_day is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["merge,A,X,,,2025-07-01,,"], [(2, Trouble.UNKNOWN_UNIT)]),
        (["merge,X,A,,,2025-07-01,,"], [(2, Trouble.UNKNOWN_UNIT)]),
        (["end,A,,,,2019-07-01,,"], [(2, Trouble.NOT_ALIVE)]),
        (["end,A,,,,2020-01-01,,"], [(2, Trouble.NOT_ALIVE)]),
        (["end,A,,,,2020-01-02,,"], []),
        (["split,D1,D2,,,2025-07-01,,", "split,D1,W,Công đoàn phường Mới,P,2025-07-01,,"], [(2, Trouble.NO_DEFAULT)]),
        (["split,D1,D2,,,2025-07-01,x,", "split,D1,W,Công đoàn xã,P,2025-07-01,x,"], [(2, Trouble.TWO_DEFAULTS)]),
        (["end,A,,,,2025-07-01,,", "rename,A,,Tên khác,,2025-08-01,,"], [(3, Trouble.ENDED_TWICE)]),
        (["merge,A,B,,,2025-07-01,,", "merge,B,A,,,2025-07-01,,"], [(3, Trouble.INTO_NOT_ALIVE)]),
        (["merge,A,B,,,2025-07-01,,", "end,B,,,,2025-07-01,,"], [(2, Trouble.INTO_NOT_ALIVE)]),
        (["move,D1,,,A,2025-07-01,,"], [(2, Trouble.PLACING)]),
        (["move,D1,,,D2,2025-07-01,,", "move,D2,,,D1,2025-07-01,,"], [(3, Trouble.CIRCLE)]),
        (["create,A,,Công đoàn cơ sở Công ty Z,D1,2025-07-01,,"], [(2, Trouble.CODE_TAKEN)]),
        (["dissolve,A,,,,hôm nào,,"], [(2, Trouble.BAD_DAY)]),
        (["bay,A,,,,2025-07-01,,"], [(2, Trouble.UNKNOWN_OPERATION)]),
    ],
)
def test_what_cannot_be_done_is_told_by_its_row(province, rows, expected):
    assert troubles(*rows) == expected


def test_a_plan_that_makes_one_change_only_once_says_what_it_adds_by_itself(province):
    assert notices("end,D1,,,,2025-07-01,,") == [(2, Notice.BELOW_LEFT)]
    assert notices("merge,D1,D2,,,2025-07-01,,") == [(2, Notice.BELOW_MOVED)]
    assert notices("move,A,,,D1,2025-07-01,,") == [(2, Notice.SAME_SUPERIOR)]
    assert notices("merge,A,A,,,2025-07-01,,") == [(2, Notice.GOES_ON)]


def test_a_later_post_stands_in_the_way(province):
    make.post(make.person(), at("A"), Post.CHAIR, from_day=date(2025, 8, 1))
    assert troubles("end,A,,,,2025-07-01,,") == [(2, Trouble.LATER_POSTS)]
    assert troubles("end,A,,,,2025-08-02,,") == []


def test_vietnamese_headers_and_the_default_named_by_its_code():
    text = (
        "Phương án sắp xếp,,,,\n"
        "Thao tác,Mã đơn vị,Đơn vị tiếp nhận,Ngày hiệu lực,Mặc định\n"
        "Tách,D1,W1,01/07/2025,W2\nTách,D1,W2,01/07/2025,\nGiải thể,A,,1/7/2025,\n"
    )
    read = read_plan(text.encode(), "plan.csv")
    assert read.troubles == []
    assert [(op.kind.value, op.into_code, op.day, op.default) for op in read.operations] == [
        ("split", "W1", DAY, False),
        ("split", "W2", DAY, True),
        ("end", "", DAY, False),
    ]


def test_an_officer_reorganises_only_the_own_units(province):
    chair = make.officer(at("A"), Role.CHAIR, "chu-tich")
    with pytest.raises(PermissionDenied):
        carry_out("end,A,,,,2025-07-01,,", actor=chair)
    officer = make.officer(at("D1"), Role.SUPERIOR_OFFICER, "huyen-mot")
    make.unit("Công đoàn cơ sở Công ty Z", under=at("D2"), code="Z")
    with pytest.raises(actions.Refusal) as refused:
        carry_out("end,A,,,,2025-07-01,,", "end,Z,,,,2025-07-01,,", actor=officer)
    assert [one["kind"] for one in refused.value.summary["troubles"]] == [Trouble.OUT_OF_REACH]
    assert at("A").ended_on is None  # nothing of it was done


def test_the_command_says_what_it_did_and_a_second_run_is_refused_whole(province, tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text(HEADER + "merge,B,A,,,2025-07-01,,\n", encoding="utf-8")
    said = StringIO()
    console = Console(file=said, width=200)
    facts = {"file": file, "decision": "QĐ 1", "actor": SYSTEM, "console": console}

    assert run_reorganise(**facts, dry_run=True) == 0
    assert at("B").ended_on is None
    assert run_reorganise(**facts, dry_run=False) == 0
    assert at("B").ended_on == DAY
    assert run_reorganise(**facts, dry_run=False) == 2
    assert "Dòng 2, B" in said.getvalue()


def test_units_whose_kind_no_list_told_are_reorganised_like_any_other(province):
    """A list with one kind nobody understands is imported without it: no plan of the province may fail of that."""
    Unit.objects.filter(code__in=["A", "B", "D2"]).update(kind="")
    carry_out(
        "rename,A,,Công đoàn cơ sở Công ty A mới,,2025-07-01,,",
        "move,C,,,D2,2025-07-01,,",
        "merge,B,N,Tên không nói gì,,2025-07-01,,",
        "create,M,,Tên cũng không nói gì,D1,2025-07-01,,",
    )
    assert tree(DAY).items() >= {
        ("A", ("Công đoàn cơ sở Công ty A mới", "D1")),
        ("C", ("Công đoàn cơ sở Công ty C", "D2")),
        ("N", ("Tên không nói gì", "D1")),
    }
    assert (at("N").kind, at("M").kind) == ("", "enterprise")  # of the one it carries on; of those beside it


def test_a_kind_that_becomes_known_by_a_plan_was_not_known_before(province):
    Unit.objects.filter(code="A").update(kind="")
    read = read_plan(b"operation,code,effective_on,kind\nkind,A,2025-07-01,agency\n", "plan.csv")
    kept = actions.receive_plan(
        actor=SYSTEM, operations=read.operations, troubles=read.troubles, decision="Q", file_name="p.csv"
    )
    actions.reorganise(actor=SYSTEM, plan=kept)
    on = {day: units(SYSTEM, day=day).get(code="A").day_kind for day in (EVE, DAY)}
    assert on == {EVE: "", DAY: UnitKind.AGENCY}


@pytest.mark.parametrize("operation", ["merge", "split"])
def test_a_successor_on_record_takes_the_name_and_the_superior_its_rows_tell(province, operation):
    """As in July 2025: the new ward keeps the code of one of the old ones, and stands under the province."""
    rows = [
        f"{operation},D1,D2,Công đoàn phường Mới,P,2025-07-01,x,",
        "merge,D2,D2,Công đoàn phường Mới,P,2025-07-01,,",
    ]
    assert (3, Notice.GOES_ON) in notices(*rows)
    make_under = make.unit("Công đoàn khu Hai", under=at("D1"), kind=UnitKind.DIRECT_SUPERIOR, code="K")
    carry_out(*rows, f"merge,B,{make_under.code},,D2,2025-07-01,,")
    assert tree(EVE)["D2"] == ("Liên đoàn Lao động huyện Hai", "P")
    after = tree(DAY)
    assert after["D2"] == ("Công đoàn phường Mới", "P")
    assert after["K"] == ("Công đoàn khu Hai", "D2")
    assert (2, Notice.MOVED_TOO) in notices("merge,A,K,,P,2025-08-01,,")
    assert troubles("merge,A,K,,KHÔNG,2025-08-01,,") == [(2, Trouble.UNKNOWN_UNIT)]


def test_what_went_wrong_is_said_on_standard_error(province, tmp_path, capsys):
    file = tmp_path / "plan.csv"
    file.write_text(HEADER + "merge,KHÔNG,A,,,2025-07-01,,\n", encoding="utf-8")
    given = {"decision": "QĐ 1", "actor": SYSTEM, "console": Console()}
    assert run_reorganise(**given, file=file, dry_run=False) == 2
    out, err = capsys.readouterr()
    assert (out, "Dòng 2, KHÔNG" in err) == ("", True)


def test_a_person_s_years_of_service_run_on_across_a_merger_a_split_and_a_rename(province):
    hoa = make.person("Trần Thị Hoa")
    make.post(hoa, at("B"), Post.CHAIR, from_day=date(2020, 3, 1))
    carry_out("merge,B,A,,,2022-07-01,,continue")
    carry_out(
        "split,A,C,,,2023-07-01,x,continue",
        "split,A,N,Công đoàn cơ sở Công ty Mới,D1,2023-07-01,,continue",
    )
    carry_out("rename,C,,CĐCS Công ty C mới,,2024-07-01,,")

    held = list(PostHeld.objects.filter(person=hoa).order_by("from_day"))
    assert [(h.unit.code, h.from_day, h.to_day) for h in held] == [
        ("B", date(2020, 3, 1), date(2022, 7, 1)),
        ("A", date(2022, 7, 1), date(2023, 7, 1)),
        ("C", date(2023, 7, 1), None),
    ]
    today = date(2025, 3, 1)
    periods = service_periods([(h.from_day, h.to_day) for h in held], today)
    assert periods == [(date(2020, 3, 1), today)]
    assert service_length(periods) == (5, 0)
    assert at("C").name == "CĐCS Công ty C mới"  # as typed


def test_a_name_in_a_plan_is_kept_as_the_rename_form_keeps_it(province):
    carry_out("rename,A,,  CĐCS   Công ty  A ,,2025-07-01,,")
    rename_unit(actor=SYSTEM, unit=at("B"), name="  CĐCS   Công ty  A ", day=DAY)
    assert at("A").name == at("B").name == "CĐCS Công ty A"
    keys = Unit.objects.filter(code__in="AB", names__from_day=DAY).values_list("names__search_key", "names__match_key")
    assert len(set(keys)) == 1


@pytest.mark.parametrize("many", [1, 3, 100])
def test_lists_and_trees_of_any_day_ask_the_same_after_a_reorganisation(province, many, django_assert_num_queries):
    rows = [f"create,X{n},,Công đoàn cơ sở Công ty X{n},D1,2025-01-01,," for n in range(many)]
    carry_out(*rows)
    carry_out("merge,D1,D2,,,2025-07-01,,", *[f"rename,X{n},,Tên mới {n},,2025-07-01,," for n in range(many)])
    for day, above in ((EVE, "D1"), (DAY, "D2")):
        with django_assert_num_queries(2):
            found = tree(day)
        assert {found[f"X{n}"][1] for n in range(many)} == {above}
        with django_assert_num_queries(1):
            assert (
                UnitReach.objects.filter(on_day(day), ancestor__code=above, unit__code__startswith="X").count() == many
            )


KILLER = """
import os, signal, sys
from pathlib import Path
from nongcot.config import installation
installation.set_up()
from nongcot.infra.audit.api import System
from nongcot.staffing import actions
from nongcot.staffing.reorganisation.reading import read_plan
read = read_plan(Path(sys.argv[1]))
actor = System("test")
kept = actions.receive_plan(actor=actor, operations=read.operations, decision="QD", file_name="plan.csv")
def tell(percent):
    if percent >= 65:
        os.kill(os.getpid(), signal.SIGKILL)
actions.reorganise(actor=actor, plan=kept, tell=tell)
"""


def test_killed_in_the_middle_nothing_is_done(tmp_path, install_in):
    roster, plan = tmp_path / "units.csv", tmp_path / "plan.csv"
    roster.write_text(
        "code,name,kind,superior_code,from\nP,Liên đoàn Lao động tỉnh Sao Mai,provincial_federation,,2000-01-01\n"
        "A,Công đoàn cơ sở Công ty A,enterprise,P,2001-01-01\nB,Công đoàn cơ sở Công ty B,enterprise,P,2001-01-01\n",
        encoding="utf-8",
    )
    plan.write_text(HEADER + "merge,B,A,,,2025-07-01,,\nrename,A,,Tên mới,,2025-07-01,,\n", encoding="utf-8")
    home = environment(tmp_path / "home", install_in(tmp_path / "home"))

    def run(*words):
        return subprocess.run(
            [sys.executable, *words], env=home, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
        )

    command = "from nongcot.config.command import main; main()"
    assert run("-c", command, "import", str(roster), "--as-of", "2024-01-01").returncode == 0
    listed = ("-c", command, "units", "--as-of", "2025-07-01", "--format", "csv")
    before = run(*listed).stdout
    assert "B,Công đoàn cơ sở Công ty B" in before
    assert run("-c", KILLER, str(plan)).returncode == -signal.SIGKILL
    assert run(*listed).stdout == before
    assert run("-c", command, "reorganise", str(plan), "--decision", "QĐ 1").returncode == 0
    after = run(*listed).stdout
    assert "Tên mới" in after
    assert "B,Công đoàn" not in after

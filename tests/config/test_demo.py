"""The invented sample province: the same for one seed, fictional at first sight, and with something for every check."""

from __future__ import annotations

import stat
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nongcot.config import demo
from nongcot.config.demo import logins, places
from nongcot.config.demo.logins import DemoLogins
from nongcot.config.demo.story import tell
from nongcot.duties.api import Context, run
from nongcot.duties.checks import CHECKS
from nongcot.duties.checks.registry import OWN
from nongcot.duties.models import Duty
from nongcot.duties.sources import found_above
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.rulebook.api import rulebook
from nongcot.infra.sealing import unseal
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.kinds import GRASSROOTS_KINDS, Role, UnitEnd, UnitKind
from nongcot.people.models import Person, PostHeld, Term, Unit, UnitPlacement, UnitSuccession, on_day
from nongcot.staffing.kinds.completing import CaseEnd, Step
from nongcot.staffing.kinds.congress import CongressStep
from nongcot.staffing.models import (
    Ballot,
    Candidate,
    CompletionCase,
    Congress,
    CountedVote,
    Handover,
    Mentorship,
    Nominee,
    ProgrammeStep,
    Reorganisation,
    Reserve,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
BEFORE, AFTER = date(2025, 6, 1), date(2025, 7, 1)
GRASSROOTS = [kind.value for kind in GRASSROOTS_KINDS]


class Said:
    """Keeps what would be printed."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def print(self, *objects: object) -> None:
        self.lines.extend(str(o) for o in objects)


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: Any) -> Iterator[DemoLogins]:
    """The whole province in the database, built once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "now", lambda: datetime.combine(DAY, time(9), tzinfo=clock.VIETNAM))
            made = demo.build(day=DAY)
        yield made
        transaction.set_rollback(True)
    logins.path().unlink()  # else this process shows the sample province to all tests that follow


def alive() -> Any:
    return Unit.objects.filter(kind__in=GRASSROOTS, ended_on__isnull=True)


def test_one_seed_and_day_give_one_province() -> None:
    digests = [tell(seed=seed, day=DAY, unions=40).roster.digest() for seed in (7, 7, 8)]
    assert digests[0] == digests[1]
    assert digests[0] != digests[2]


def test_a_day_in_the_middle_of_the_story_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-01-01"):
        tell(seed=7, day=date(2025, 12, 31), unions=40)


def test_a_database_with_other_data_is_refused_and_left_alone() -> None:
    Unit.objects.create(name="Công đoàn cơ sở thật", kind=UnitKind.ENTERPRISE)
    with pytest.raises(demo.NotEmpty):
        demo.build(day=DAY)
    assert Unit.objects.count() == 1
    assert not demo.is_demo()


def test_the_numbers_are_those_of_a_small_province(province: DemoLogins) -> None:
    officers = PostHeld.objects.filter(on_day(DAY), unit__kind__in=GRASSROOTS).values("person").distinct().count()
    assert alive().count() == 407
    assert 4500 <= officers <= 5500
    assert Person.objects.count() - officers > 2500
    assert PostHeld.objects.filter(from_day__lt=date(2021, 11, 22)).count() > 1500


def test_everything_says_that_it_is_invented(province: DemoLogins) -> None:
    federations = Unit.objects.filter(kind=UnitKind.PROVINCIAL_FEDERATION)
    assert demo.is_demo()
    assert federations.count() == 2
    assert all(places.FICTIONAL in name for name in federations.values_list("names__name", flat=True))
    mark = AuditEntry.objects.get(action="demo.build")
    assert mark.changes["fictional"] is True
    assert {email.rpartition("@")[2] for email in Person.objects.exclude(email="").values_list("email", flat=True)} == {
        "saomai.example"
    }


def test_a_second_build_does_nothing_and_says_so(province: DemoLogins) -> None:
    said, before = Said(), (Person.objects.count(), Duty.objects.count(), User.objects.count())
    again = demo.build(day=DAY, console=said)
    assert (Person.objects.count(), Duty.objects.count(), User.objects.count()) == before
    assert said.lines == ["Dữ liệu mẫu tỉnh Sao Mai (dữ liệu hư cấu) đã có sẵn, không tạo lại."]
    assert province.built
    assert not again.built
    assert again.logins == province.logins


def test_the_passwords_are_kept_for_the_owner_of_the_machine_only(province: DemoLogins) -> None:
    assert stat.S_IMODE(logins.path().stat().st_mode) == 0o600
    assert len({login.password for login in province.logins}) == len(Role)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_signs_in_and_sees_its_units(province: DemoLogins, role: Role) -> None:
    login = next(login for login in province.logins if login.role == role)
    client = Client()
    page = client.post("/dang-nhap/", {"username": login.username, "password": login.password})
    assert page["Location"] == "/"
    user = User.objects.get(pk=client.session["_auth_user_id"])
    seen = api.units(user, day=DAY)
    assert login.unit in set(seen.values_list("day_name", flat=True))
    everything = role in (Role.FEDERATION_OFFICER, Role.READER)
    assert (alive().exclude(pk__in=seen.values("pk")).count() == 0) is everything


def test_every_check_found_something(province: DemoLogins) -> None:
    assert set(Duty.objects.values_list("code", flat=True)) >= OWN


def test_what_no_rule_of_today_limits_was_found_in_2024_and_is_closed(province: DemoLogins) -> None:
    replaced = Duty.objects.filter(code="committee.replaced_beyond_share")
    assert replaced.exists()
    assert not replaced.filter(closed_on__isnull=True).exists()


def test_about_two_thirds_of_the_unions_have_nothing_to_put_right(province: DemoLogins) -> None:
    wrong = Duty.objects.filter(closed_on__isnull=True).exclude(code="chair.first_term").values("unit")
    share = alive().exclude(pk__in=wrong).count() / alive().count()
    assert 0.58 <= share <= 0.75


def test_some_duties_are_old_and_some_are_new(province: DemoLogins) -> None:
    opened = Counter(Duty.objects.filter(closed_on__isnull=True).values_list("opened_on", flat=True))
    assert opened[DAY] > 0
    assert len(opened) >= 5
    assert min(opened) > date(2026, 6, 1)


def test_the_superior_of_most_unions_before_july_2025_was_a_district_that_has_ended(province: DemoLogins) -> None:
    old = alive().filter(began_on__lte=BEFORE)
    districts = Unit.objects.filter(name__startswith="Liên đoàn Lao động", kind=UnitKind.DIRECT_SUPERIOR)
    then = UnitPlacement.objects.filter(on_day(BEFORE), unit__in=old, superior__in=districts)
    assert set(districts.values_list("ended_on", flat=True)) == {AFTER}
    assert then.count() > old.count() / 2
    assert not UnitPlacement.objects.filter(on_day(BEFORE), unit__in=old, superior__began_on__gte=AFTER).exists()


def test_districts_are_gone_on_1_july_2025_and_communes_have_begun(province: DemoLogins) -> None:
    federation = User.objects.get(username="lien-doan")
    names = {day: set(api.units(federation, day=day).values_list("day_name", flat=True)) for day in (BEFORE, AFTER)}
    assert "Liên đoàn Lao động huyện Bắc Vân" in names[BEFORE] - names[AFTER]
    assert "Công đoàn xã Bắc Vân" in names[AFTER] - names[BEFORE]
    assert "Liên đoàn Lao động tỉnh Thanh Mai (dữ liệu hư cấu)" in names[BEFORE] - names[AFTER]
    assert "Liên đoàn Lao động tỉnh Sao Mai (dữ liệu hư cấu)" in names[AFTER] - names[BEFORE]
    assert "Liên đoàn Lao động tỉnh Sao Khuê (dữ liệu hư cấu)" in names[BEFORE] - names[AFTER]


def test_what_ended_in_2025_was_carried_on_by_somebody(province: DemoLogins) -> None:
    merged = UnitSuccession.objects.filter(on=AFTER)
    districts = Unit.objects.filter(name__startswith="Liên đoàn Lao động", kind=UnitKind.DIRECT_SUPERIOR)
    assert set(districts.values_list("id", flat=True)) <= set(merged.values_list("predecessor", flat=True))
    assert merged.filter(how=UnitEnd.MERGED, successor__kind=UnitKind.PROVINCIAL_FEDERATION).count() == 1


def test_every_union_alive_has_exactly_one_superior_today(province: DemoLogins) -> None:
    today = Q(placements__from_day__lte=DAY) & (Q(placements__to_day__isnull=True) | Q(placements__to_day__gt=DAY))
    superiors = alive().annotate(n=Count("placements", filter=today)).values_list("n", flat=True)
    assert set(superiors) == {1}


def test_no_two_placements_of_a_unit_overlap_and_none_leaves_a_gap(province: DemoLogins) -> None:
    stays = defaultdict(list)
    for unit, from_day, to_day in UnitPlacement.objects.values_list("unit", "from_day", "to_day").order_by("from_day"):
        stays[unit].append((from_day, to_day))
    broken = [unit for unit, rows in stays.items() if any(a[1] != b[0] for a, b in pairwise(rows))]
    assert broken == []


def test_a_commune_of_september_left_its_unions_to_the_province_in_between(province: DemoLogins) -> None:
    commune = Unit.objects.get(name="Công đoàn xã Tân Vân")
    union = alive().filter(placements__superior=commune, began_on__lt=BEFORE).order_by("id")[:1].get()
    above = [placed.superior.name for placed in union.placements.select_related("superior").order_by("from_day")]
    assert above == [
        "Liên đoàn Lao động huyện Tân Lộc Sơn",
        "Liên đoàn Lao động tỉnh Sao Mai (dữ liệu hư cấu)",
        "Công đoàn xã Tân Vân",
    ]


def test_terms_of_2023_were_cut_short_or_extended_to_2030_with_a_document(province: DemoLogins) -> None:
    of_2023 = Term.objects.filter(from_day__range=(date(2022, 11, 1), date(2023, 9, 1)), body__unit__in=alive())
    assert of_2023.filter(to_day__range=(date(2025, 9, 1), date(2025, 12, 31))).count() > 100
    extended = of_2023.filter(extensions__new_end__year=2030)
    assert extended.count() > 50
    assert not extended.filter(extensions__decision_number="").exists()


def test_nobody_was_elected_as_a_child(province: DemoLogins) -> None:
    rows = PostHeld.objects.exclude(person__born="").values_list("person__born", "from_day")
    assert min(from_day.year - int(born[:4]) for born, from_day in rows) >= 18


def test_no_decision_was_signed_by_a_superior_that_did_not_exist(province: DemoLogins) -> None:
    numbers = PostHeld.objects.filter(decision_day__lt=date(2025, 6, 20)).values_list("decision_number", flat=True)
    assert {number.partition("/")[2] for number in numbers} == {"QĐ-LĐLĐ", "QĐ-CĐKCN"}


def test_citizen_ids_fit_sex_and_year(province: DemoLogins) -> None:
    full = Person.objects.exclude(citizen_index="").exclude(born="")
    for person in full.order_by("id")[:300]:
        number = unseal(bytes(person.citizen_sealed or b""))
        assert len(number) == 12
        assert number[4:6] == person.born[2:4]
        assert int(number[3]) % 2 == (person.sex == "female")


def test_a_person_holds_no_post_twice_at_one_time(province: DemoLogins) -> None:
    twice = PostHeld.objects.filter(to_day__isnull=True).values("person", "body", "post").annotate(n=Count("pk"))
    assert list(twice.filter(n__gt=1)) == []
    assert not PostHeld.objects.filter(unit__ended_on__lt=F("to_day")).exists()


def test_there_is_work_in_progress_in_every_room_of_staffing(province: DemoLogins) -> None:
    steps = set(CompletionCase.objects.filter(closed_on__isnull=True).values_list("step", flat=True))
    assert steps >= {Step.PROPOSAL, Step.CONSENT, Step.PUBLICATION, Step.MINUTES}
    done = CompletionCase.objects.filter(end=CaseEnd.COMPLETED)
    assert done.count() >= 2
    assert all(
        PostHeld.objects.filter(on_day(DAY), unit=case.unit_id, post=case.post, body__kind=case.body).exists()
        for case in done
    )
    assert set(Candidate.objects.values_list("state", flat=True)) == {Candidate.State.PROPOSED, Candidate.State.CHOSEN}
    assert Reserve.objects.count() >= 4
    prepared = Congress.objects.filter(closed_on__isnull=True)
    assert {CongressStep.PLAN, CongressStep.CONSENT} <= set(prepared.values_list("step", flat=True))
    assert Nominee.objects.filter(congress__in=prepared).exists()
    assert ProgrammeStep.objects.count() >= 3
    assert Mentorship.objects.exists()
    assert set(Handover.objects.values_list("closed_on", flat=True)) == {None, DAY}
    assert Reorganisation.objects.get().state == Reorganisation.State.READ
    assert Unit.objects.filter(ended_on__gt=DAY).count() == 0  # a plan that was only looked at changes nothing


def test_of_two_ballots_one_is_open_and_one_counted(province: DemoLogins) -> None:
    opened, counted = Ballot.objects.order_by("pk")
    now = datetime.combine(DAY, time(9), tzinfo=clock.VIETNAM)
    assert opened.opens_at < now < opened.closes_at
    assert counted.closes_at < now
    assert CountedVote.objects.filter(ballot=counted).count() >= 4
    assert not CountedVote.objects.filter(ballot=opened).exists()


def test_a_look_at_a_few_unions_finds_what_the_look_at_all_finds(province: DemoLogins) -> None:
    context = Context(day=DAY, book=rulebook().on(DAY))
    facts = {one.unit: one for one in api.unit_facts(DAY)}
    everything = found_above(context, None)
    assert {one.code for found in everything.values() for one in found} >= set(CHECKS) - {*OWN, "chair.quiet"}
    units = sorted(facts)
    for part in (units[start : start + 20] for start in range(0, len(units), 20)):
        few = list(api.unit_facts(DAY, part))
        assert few == [facts[unit] for unit in part]
        found = found_above(context, part, few)
        assert {unit: found[unit] for unit in part if unit in found} == {
            unit: everything[unit] for unit in part if unit in everything
        }


def test_a_look_at_one_union_without_work_of_staffing_asks_little(province: DemoLogins) -> None:
    quiet = set(alive().values_list("pk", flat=True)) - {
        *PostHeld.objects.filter(Q(to_day__isnull=False) | Q(post="chair", from_day__gt=DAY - timedelta(days=366)))
        .values_list("unit", flat=True),
    }  # fmt: skip
    # what the demo's people began is looked at after the commit, which this transaction never comes to
    run(actor=System("test"), day=DAY, units=[min(quiet)])
    with CaptureQueriesContext(connection) as asked:
        assert not run(actor=System("test"), day=DAY, units=[min(quiet)]).anything
    questions = [query["sql"] for query in asked if query["sql"].startswith("SELECT") and " FROM " in query["sql"]]
    assert len(questions) <= 12, "\n".join(questions)

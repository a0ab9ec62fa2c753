"""Every check from end to end: a trouble made by actions is seen by who answers for it and ends by the page it names.

The page that a duty leads to is opened and sent as the responsible login; nothing is closed by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from html import escape
from typing import Any, NamedTuple

import pytest
from django.urls import reverse

from nongcot.duties.api import run
from nongcot.duties.checks import CHECKS
from nongcot.duties.kinds import Whose
from nongcot.duties.models import Duty
from nongcot.duties.queries import inbox
from nongcot.duties.resolving import resolve_url
from nongcot.infra.rulebook.api import enter_value, rulebook
from nongcot.people import api as people
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Ownership, Post, Role, UnitEnd, UnitKind
from nongcot.people.models import PostHeld, Term, Unit
from nongcot.staffing.actions import Written, ask_help, follow_duties, open_congress, record_congress_step
from nongcot.staffing.kinds.completing import SEAT_OF_DUTY
from nongcot.staffing.models import Congress, Mentorship
from nongcot.staffing.rules.handover import items_of
from tests.duties.resolving import BOARD, INSPECTION, LAST_CONGRESS, TODAY, World, typed, world
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
NEXT_YEAR = TODAY + timedelta(days=365)
Acts = Callable[[World], Any]
Resolves = Callable[[World, Role, Duty, str], Any]


class Case(NamedTuple):
    """``code``, a variant of it, what makes the trouble, what is done on the page the duty leads to."""

    code: str
    trouble: Acts
    resolve: Resolves
    variant: str = ""


def end(held: Any, reason: EndReason = EndReason.STEPPED_DOWN) -> None:
    people.end_post(actor=SYSTEM, held=held, day=TODAY, reason=reason)


def ends(which: Callable[[World], list[Any]]) -> Acts:
    return lambda world: [end(held) for held in which(world)]


def adds(count: int, **fields: Any) -> Acts:
    return lambda world: [world.record(world.person(), **fields) for _number in range(count)]


def fill(post: str) -> Resolves:
    """Record somebody new in the post; again while the duty stands. An empty seat has a case: its entry is the form."""

    def resolve(world: World, role: Role, duty: Duty, href: str) -> None:
        if duty.code in SEAT_OF_DUTY:
            follow_duties(day=TODAY)
            [href] = set(world.links(role, href, "/chuc-vu/moi/"))
        for _attempt in range(9):
            if Duty.objects.filter(pk=duty.pk, closed_on=None).exists():
                given = {"post": post, "from_day": typed(TODAY), "mandate": "by_election", **world.newcomer()}
                world.send(role, href, **given)

    return resolve


def end_one(world: World, role: Role, duty: Duty, href: str) -> None:
    """Out of the list of posts end the one recorded last in the body."""
    body = BodyKind.STANDING_COMMITTEE if duty.code == "committee.standing_not_allowed" else BOARD
    held = PostHeld.objects.filter(unit=world.union, body__kind=body, to_day=None).latest("pk")
    ending = [link for link in world.links(role, href, "/thoi/") if link == f"/chuc-vu/{held.pk}/thoi/"]
    world.send(role, ending[0], day=typed(TODAY), reason="relieved")


def hold_congress(world: World, role: Role, _duty: Duty, href: str) -> None:
    again = {}
    for held in world.board:
        held.refresh_from_db()
        if held.to_day is None:
            again |= {f"held-{held.person_id}-again_elected": "on", f"held-{held.person_id}-post": held.post}
    term = {"day": typed(TODAY), "planned_end": typed(TODAY + timedelta(days=1800)), "mandate": "congress", "rows": 0}
    world.send(role, href, seats_fixed=5, **term, **again)


def hold_late_congress(world: World, role: Role, duty: Duty, href: str) -> None:
    """The congress was held already: the page that prepares one leads to the form of its results."""
    hold_congress(world, role, duty, world.links(role, href, f"/don-vi/{world.union.pk}/dai-hoi/")[0])


def hold_prepared_congress(world: World, role: Role, duty: Duty, href: str) -> None:
    world.send(role, href, planned_on=typed(TODAY), form="plenary")
    assert Duty.objects.get(pk=duty.pk).closed_on is None
    congress = Congress.objects.get(unit=world.union)
    page = reverse("staffing:congress", args=[congress.pk])
    assert world.open(role, href).redirect_chain[-1][0].startswith(page)
    world.send(role, reverse("staffing:record-congress-step", args=[congress.pk, "congress"]), done_on=typed(TODAY))
    hold_congress(world, role, duty, world.links(role, page, f"/don-vi/{world.union.pk}/dai-hoi/")[0])


def prepares(*steps: str) -> Acts:
    """The union prepares a congress, these steps of it done."""

    def prepare(world: World) -> None:
        given = {"planned_on": TODAY + timedelta(days=60), "form": "plenary", "day": TODAY}
        congress = open_congress(actor=SYSTEM, unit=world.union, **given)
        for step in steps:
            record_congress_step(actor=SYSTEM, congress=congress, step=step, written=Written(TODAY), day=TODAY)

    return prepare


def writes_down(step: str) -> Resolves:
    """The page of the congress has the button; with it the step is done."""
    return lambda world, role, _duty, href: world.send(
        role, world.links(role, href, f"/buoc/{step}/")[0], done_on=typed(TODAY)
    )


def unit_of(kind: UnitKind, **fields: Any) -> Acts:
    def make_unit(world: World) -> None:
        world.union = make.unit("Công đoàn cơ sở khác", under=world.ward, kind=kind, **fields)
        make.grant(world.logins[Role.CHAIR], world.union, Role.CHAIR)

    return make_unit


def send(**fields: Any) -> Resolves:
    return lambda world, role, _duty, href: world.send(role, href, **fields)


def change_term(**fields: Any) -> Acts:
    return lambda world: people.correct_term(
        actor=SYSTEM, term=Term.objects.get(body__unit=world.union), reason="Theo nghị quyết", **fields
    )


def share_of_a_third(world: World) -> None:
    """A share of by-elections is decided anew, and two of five have been replaced."""
    decided = {"document_number": "5/QĐ", "issuer": "TLĐ", "article": "Điều 1", "decided_by": "Đoàn Chủ tịch"}
    enter_value(actor=SYSTEM, rule="committee.by_election_share", from_day=date(2026, 1, 1), value="1/3", **decided)
    for held in world.board[1:3]:
        end(held)
        world.record(world.person(), mandate=Mandate.BY_ELECTION, from_day=TODAY - timedelta(days=30))


def contract(world: World) -> None:
    ends_on = TODAY + timedelta(days=90)
    people.record_contract(actor=SYSTEM, person=world.chair.person, ends_on=ends_on, reason="HĐ 1")


def twin(world: World) -> None:
    known = world.chair.person
    world.record(make.person(known.name, born=known.born, phone=known.phone, sex=known.sex), Post.HEAD, body=INSPECTION)


def ended_superior(world: World) -> None:
    people.end_unit(actor=SYSTEM, unit=world.ward, day=TODAY, reason=UnitEnd.DISSOLVED)


def move(world: World, role: Role, _duty: Duty, href: str) -> None:
    world.send(role, href, other=world.other_ward.pk, day=typed(TODAY), decision_number="5/QĐ-LĐLĐ")


def new_chair(world: World) -> None:
    end(world.chair)
    world.record(world.person(), Post.CHAIR)


def lacking(**fields: Any) -> Acts:
    def lose(world: World) -> None:
        type(world.chair.person).objects.filter(pk=world.chair.person_id).update(**fields)
        run(actor=SYSTEM, day=TODAY, units=[world.union.pk])

    return lose


def tell_of(world: World, role: Role, _duty: Duty, href: str) -> None:
    who = world.chair.person_id
    world.send(role, href, **{f"born_{who}": "05/07/1985", f"phone_{who}": "0912 345 678"})


def without_committee(*, term: bool) -> Acts:
    """A union of which members and perhaps the term are known, and nobody."""

    def begin(world: World) -> None:
        unit_of(UnitKind.ENTERPRISE, sector="non_state")(world)
        people.count_members(actor=SYSTEM, unit=world.union, day=make.BEGAN, members=60)
        if term:
            people.record_term(
                actor=SYSTEM,
                unit=world.union,
                body=BOARD,
                from_day=LAST_CONGRESS,
                planned_end=NEXT_YEAR,
                seats_fixed=3,
            )

    return begin


def elect(world: World, role: Role, _duty: Duty, href: str) -> None:
    """A congress of newcomers only."""
    term = {"day": typed(TODAY), "planned_end": typed(TODAY + timedelta(days=1800)), "mandate": "congress", "rows": 1}
    new = {f"new-0-{name}": value for name, value in {**world.newcomer(), "phone": "0912345678"}.items()}
    world.send(role, href, seats_fixed=1, **term, **new, **{"new-0-post": "chair"})


def tick(world: World, role: Role, _duty: Duty, href: str) -> None:
    """The page shows the step of the week; its button leads to the form."""
    world.send(role, world.links(role, href, "/xong/")[0], note="Đã xong")


def new_chair_asks(world: World) -> None:
    new_chair(world)
    held = PostHeld.objects.filter(unit=world.union, post=Post.CHAIR).latest("pk")
    ask_help(actor=SYSTEM, held=held, question="Xin hướng dẫn nhận bàn giao")


def answer(world: World, role: Role, _duty: Duty, href: str) -> None:
    world.send(role, world.links(role, href, "/tra-loi/")[0], answer="Mai chúng tôi xuống")


def begins(days: int) -> Acts:
    """The chair of whom nothing is on record since took over so many days ago."""

    def began(world: World) -> None:
        end(world.chair)
        PostHeld.objects.filter(pk=world.chair.pk).delete()
        world.record(world.person(), Post.CHAIR, from_day=TODAY - timedelta(days=days))

    return began


def hears_of(world: World, role: Role, _duty: Duty, href: str) -> None:
    world.send(role, world.links(role, href, "/gap/")[0], note="Đã gọi điện")


def looks_back(world: World, role: Role, _duty: Duty, href: str) -> None:
    world.send(role, world.links(role, href, "/ket-thuc/")[0], note="Vững vàng")


def asks_the_chair_to_mentor(world: World) -> None:
    other = make.unit("Công đoàn cơ sở Gỗ", under=world.ward)
    people.record_post(actor=SYSTEM, unit=other, person=world.person(), body=BOARD, post=Post.CHAIR, from_day=TODAY)
    new = PostHeld.objects.get(unit=other)
    Mentorship.objects.create(
        person=new.person, unit=other, mentor=world.chair.person, mentor_unit=world.union, proposed_on=TODAY
    )
    run(actor=SYSTEM, day=TODAY, units=[world.union.pk])


def agrees(world: World, role: Role, _duty: Duty, href: str) -> None:
    world.send(role, world.links(role, href, "/dong-y/mentor/")[0])


def hands_over(world: World, role: Role, duty: Duty, href: str) -> None:
    things = [item.id for item in items_of(BOARD, Post.CHAIR, TODAY)]
    states = {f"state_{name}": "handed" for name in things}
    world.send(role, href, successor=world.board[1].person_id, **states)
    assert Duty.objects.get(pk=duty.pk).closed_on is None
    world.send(role, world.links(role, href, "/ket-thuc/")[0])


CASES = (
    Case("committee.no_chair", ends(lambda w: [w.chair]), fill("executive_committee:chair")),
    Case("committee.below_minimum", ends(lambda w: w.board[2:]), fill("executive_committee:member")),
    Case("committee.above_maximum", adds(11, from_day=LAST_CONGRESS), end_one),
    Case("committee.vacant_seats", ends(lambda w: w.board[4:]), fill("executive_committee:member")),
    Case("committee.over_fixed_size", adds(1, from_day=LAST_CONGRESS), end_one),
    Case("committee.replaced_beyond_share", share_of_a_third, hold_congress),
    Case("committee.standing_not_allowed", adds(1, body=BodyKind.STANDING_COMMITTEE, from_day=LAST_CONGRESS), end_one),
    Case("inspection.missing", ends(lambda w: w.inspectors), fill("inspection_committee:head")),
    Case(
        "inspection.too_many_committee_members",
        lambda w: [w.record(held.person, body=INSPECTION) for held in w.board[1:3]],
        fill("inspection_committee:member"),
    ),
    Case("term.ended", change_term(planned_end=TODAY - timedelta(days=1)), hold_late_congress),
    Case("term.ending", change_term(planned_end=TODAY + timedelta(days=90)), hold_prepared_congress),
    Case("congress.step_due", prepares(), writes_down("plan")),
    Case("congress.answer_due", prepares("plan"), writes_down("consent")),
    Case("chair.first_term", new_chair, send(kind="meeting", day=typed(TODAY), note="Gặp đầu nhiệm kỳ")),
    Case("chair.this_week", new_chair, tick),
    Case("handover.open", ends(lambda w: [w.chair]), hands_over),
    Case("chair.quiet", begins(30), hears_of),
    Case("chair.programme_ends", begins(100), looks_back),
    Case("chair.mentor_asked", asks_the_chair_to_mentor, agrees),
    Case("chair.asks_help", new_chair_asks, answer),
    Case("contract.ends_before_term", contract, send(ends_on="", open_ended="on", reason="Phụ lục 2")),
    Case("post.held_twice", lambda w: w.record(w.person(), Post.CHAIR, from_day=LAST_CONGRESS), end_one),
    Case("person.possible_duplicate", twin, send(reason="Cùng một người")),
    Case(
        "unit.below_founding_minimum",
        lambda w: people.count_members(actor=SYSTEM, unit=w.union, day=TODAY, members=4),
        send(day=typed(TODAY), members=70),
    ),
    Case(
        "unit.should_have_ended",
        unit_of(UnitKind.AGENCY),
        send(day=typed(TODAY), reason="ended_2025", decision_number="9/QĐ-LĐLĐ"),
    ),
    Case("unit.superior_ended", ended_superior, move),
    Case("data.missing", lacking(born="", phone=""), tell_of, "officers"),
    Case("data.missing", change_term(seats_fixed=None), send(seats_fixed=5), "seats"),
    Case("data.missing", change_term(planned_end=None), send(planned_end=typed(NEXT_YEAR), seats_fixed=5), "term"),
    Case("data.missing", without_committee(term=False), elect, "committee and term"),
    Case("data.missing", without_committee(term=True), fill("executive_committee:chair"), "committee"),
)
# What lacks here stands beside other lacks: the duty stays and asks for one thing less.
STEPS = (
    ("sector", unit_of(UnitKind.ENTERPRISE), send(sector="non_state")),
    ("ownership", unit_of(UnitKind.PUBLIC_SERVICE), send(ownership=Ownership.PUBLIC_PARTLY_FUNDED.value)),
)


@pytest.fixture
def here(django_capture_on_commit_callbacks: Any) -> World:
    with django_capture_on_commit_callbacks(execute=True):
        made = world()
    assert not open_here(made)
    return made


def open_here(made: World) -> list[str]:
    return list(Duty.objects.filter(unit=made.union, closed_on=None).values_list("code", flat=True))


def test_every_check_has_a_case():
    assert {case.code for case in CASES} == set(CHECKS)


def duty_of(code: str, unit: Unit) -> Duty:
    return Duty.objects.get(code=code, unit=unit, closed_on=None)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.code} {case.variant}".strip() for case in CASES])
def test_a_trouble_is_seen_by_who_answers_and_ends_by_the_page_it_names(
    case: Case, here: World, django_capture_on_commit_callbacks: Any
) -> None:
    commits = lambda: django_capture_on_commit_callbacks(execute=True)  # noqa: E731
    with commits():
        case.trouble(here)
    duty = duty_of(case.code, here.union)
    spec, role = CHECKS[case.code], Role(duty.role)
    assert role == spec.role
    assert duty.rule in (*spec.rules, spec.deadline)
    assert duty.document in rulebook().documents
    assert duty.article
    if spec.deadline:
        assert duty.due_on is not None
    login = here.logins[role]
    assert duty in inbox(login, day=TODAY, whose=Whose.MINE)
    page = here.open(role, reverse("duties:duty", args=[duty.pk]))
    href = resolve_url(duty)
    assert f'href="{escape(href)}"' in page.content.decode()
    assert here.open(role, href).status_code == 200
    with commits():
        case.resolve(here, role, duty, href)
    duty.refresh_from_db()
    assert (duty.closed_on, duty.close_reason) in {(TODAY, "facts_changed"), (TODAY, "unit_ended")}
    assert list(duty.events.values_list("kind", flat=True))[-1] == "closed"
    assert duty not in inbox(login, day=TODAY)
    assert not run(actor=SYSTEM, day=TODAY).anything, "a run for all has nothing to add"


@pytest.mark.parametrize(("lacks", "trouble", "resolve"), STEPS, ids=[step[0] for step in STEPS])
def test_of_several_lacks_the_page_fills_the_first(
    lacks: str, trouble: Acts, resolve: Resolves, here: World, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        trouble(here)
    duty = duty_of("data.missing", here.union)
    assert lacks in duty.facts["fields"]
    with django_capture_on_commit_callbacks(execute=True):
        resolve(here, Role.CHAIR, duty, resolve_url(duty))
    duty.refresh_from_db()
    assert lacks not in duty.facts["fields"]

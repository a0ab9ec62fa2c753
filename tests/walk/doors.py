"""What a door is, and the two sides it is asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.models import AuditEntry
from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import ApiToken, Scope
from nongcot.intake.apply.kinds import Plan
from nongcot.intake.kinds import Reading, SheetKind, SheetReading
from nongcot.intake.models import DoubtfulPair, Import, ImportedFile, RememberedMapping
from nongcot.intake.roster import build_roster
from nongcot.intake.stored import seal_file
from nongcot.intake.summary import summarise
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.kinds import BodyKind, DataRequestKind, Post, RecordKind, Role, UnitKind
from nongcot.people.models import DataRequest, Person, PostHeld, ProcessingLimit, RoleGrant, Term, Unit
from nongcot.staffing import actions as staffing
from nongcot.staffing.actions.ballots import count_ballot
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.kinds.reserves import Readiness
from nongcot.staffing.models import CompletionCase, Mentorship, Reorganisation
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind
from nongcot.staffing.rules.handover import ItemState, items_of
from tests.factories import ballots
from tests.factories import people as make

EVERYBODY = frozenset(Role)
EDITORS = frozenset({Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER, Role.CHAIR})
FEDERATION = frozenset({Role.FEDERATION_OFFICER})
IMPORTERS = frozenset({Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER})
OWN, FOREIGN = "own", "foreign"


@dataclass(frozen=True, slots=True)
class Side:
    """A superior with one union, an officer of it, a duty, and an import that was dropped."""

    superior: Unit
    union: Unit
    person: Person
    duty: Any
    imported: Import
    file: ImportedFile
    mapping: RememberedMapping
    held: PostHeld
    term: Term
    login: User
    grant: RoleGrant
    token: ApiToken


@dataclass(frozen=True, slots=True)
class Door:
    """One URL: how it is asked, who gets in. ``about`` gives the URL's arguments; a foreign one is never found (404).

    ``refused`` is what a role gets that may see the unit but not do this.
    """

    may: frozenset[Role] = EVERYBODY
    about: Callable[[Side], list[Any]] | None = None
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
    lets_in: int = 200
    refused: int = 403
    query: Callable[[Side], str] | None = None
    public: bool = False
    api: bool = False  # asked by a token of the login; what is sent is JSON
    sent: Callable[[Side], dict[str, Any]] | None = None  # what is sent, where it names the unit


def login_of(side: Side) -> Any:
    """A login of the union's chair."""
    return make.officer(side.union, Role.CHAIR)


def renamed(side: Side) -> int:
    """The entry of the trail that tells of a rename of the union."""
    told = AuditEntry.objects.filter(action="people.rename_unit", unit=side.union.pk)
    if not told.exists():
        name = f"{side.union.name} mới"
        api.rename_unit(actor=make.SYSTEM, unit=side.union, name=name, day=clock.today())
    return told.values_list("pk", flat=True)[0]


def tomorrow() -> str:
    return (clock.today() + timedelta(days=1)).strftime("%d/%m/%Y")


def postponed(duty: Any) -> Any:
    duty.postponed_to = clock.today() + timedelta(days=3)
    duty.save()
    return duty


def delegated(side: Side) -> Any:
    side.duty.delegated_to = make.user()
    side.duty.save()
    return side.duty


def post_of(side: Side) -> int:
    return side.person.posts.values_list("pk", flat=True)[0]


def twin(side: Side) -> Person:
    """A second record of the side's officer."""
    made = make.person(side.person.name)
    make.post(made, side.union)
    return made


def merged(side: Side) -> Any:
    return api.merge_persons(actor=make.SYSTEM, keep=side.person, drop=twin(side))


def told_apart(side: Side) -> Any:
    return api.keep_apart(actor=make.SYSTEM, a=side.person, b=twin(side))


def case_of(side: Side) -> Any:
    """An open case of completing the union's committee, its first step done."""
    today = clock.today()
    known = CompletionCase.objects.filter(unit=side.union, closed_on__isnull=True, post=Post.VICE_CHAIR.value).first()
    if known is not None:
        return known
    seat = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR)
    made = staffing.open_case(actor=make.SYSTEM, unit=side.union, seat=seat, way="by_election", day=today)
    written = staffing.Written(done_on=today, document_number="12/TTr-CĐCS")
    staffing.record_step(actor=make.SYSTEM, case=made, step="proposal", written=written, day=today)
    return made


def ending(side: Side) -> Any:
    """The duty of the union's term that ends."""
    return make.duty(side.union, "term.ending", facts={"shape": 1, "ends_on": "2030-01-01"})


def reserve_of(side: Side) -> Any:
    """The union's officer on its reserve list."""
    seat = Seat(BodyKind.EXECUTIVE_COMMITTEE, Post.VICE_CHAIR)
    given = {"unit": side.union, "person": side.person, "seat": seat, "readiness": Readiness.NOW}
    return side.union.reserves.first() or staffing.add_reserve(actor=make.SYSTEM, day=clock.today(), **given)


def candidacy_of(side: Side) -> list[int]:
    """The case with the union's officer among its candidates: (case, person)."""
    ProcessingLimit.objects.filter(person=side.person).delete()
    case = case_of(side)
    if not case.candidates.filter(person=side.person).exists():
        staffing.propose_candidate(actor=make.SYSTEM, case=case, person=side.person, day=clock.today())
    return [case.pk, side.person.pk]


def two_candidates(side: Side) -> int:
    """The same case with somebody else beside the officer: there is something to compare."""
    case = case_of(side)
    candidacy_of(side)
    if case.candidates.count() < 2:
        other = make.post(make.person("Hồ Thị Khác"), side.union).person
        staffing.propose_candidate(actor=make.SYSTEM, case=case, person=other, day=clock.today())
    return int(case.pk)


def record_of(side: Side) -> Any:
    ProcessingLimit.objects.filter(person=side.person).delete()
    given = {"kind": RecordKind.AWARD, "title": "Bằng khen", "from_day": clock.today()}
    return side.person.records.first() or api.add_record(actor=make.SYSTEM, person=side.person, **given)


def plan_of(side: Side) -> Reorganisation:
    """A plan of reorganisation that the side's superior brought in and that does nothing yet."""
    found = Reorganisation.objects.filter(unit=side.superior).first()
    if found is None:
        code, day = f"#{side.union.pk}", clock.today()
        rows = [
            Operation(1, OperationKind.RENAME, code, day, name="Công đoàn cơ sở Mới"),
            Operation(2, OperationKind.SPLIT, code, day, into_code=code, default=True),
            Operation(3, OperationKind.SPLIT, code, day, into_code="N1", name="Công đoàn cơ sở Tách ra"),
        ]
        kept = staffing.receive_plan(actor=make.SYSTEM, operations=rows, decision="QĐ 1")
        Reorganisation.objects.filter(pk=kept.pk).update(unit=side.superior)
        found = Reorganisation.objects.get(pk=kept.pk)
    return found


def first_chair(side: Side) -> PostHeld:
    """A chair of the side's union who took over ten days ago and never chaired before."""
    began = clock.today() - timedelta(days=10)
    return make.post(make.person("Lê Thị Mới"), side.union, Post.CHAIR, from_day=began)


def other_chair(side: Side) -> int:
    """The post of somebody who has long chaired the side's union: a mentor who can be named."""
    return make.post(make.person("Lê Thị Từng Trải"), side.union, Post.CHAIR, from_day=date(2016, 1, 1)).pk


def step_done(side: Side) -> PostHeld:
    """Such a chair, who has done the first step."""
    held = first_chair(side)
    staffing.do_step(actor=make.SYSTEM, held=held, step="know", day=clock.today())
    return held


def mentorship_of(side: Side, **agreed: Any) -> int:
    """A mentor proposed to such a chair."""
    held = first_chair(side)
    row = Mentorship.objects.create(
        person=held.person,
        unit=held.unit,
        mentor=side.person,
        mentor_unit=side.union,
        proposed_on=clock.today(),
        **agreed,
    )
    return row.pk


def agreed_mentorship(side: Side) -> int:
    """One to which both sides agreed."""
    return mentorship_of(side, chair_agreed_on=clock.today(), mentor_agreed_on=clock.today())


def done_chair(side: Side) -> PostHeld:
    """A new chair whose hundred days are over."""
    began = clock.today() - timedelta(days=120)
    return make.post(make.person("Lê Thị Xong"), side.union, Post.CHAIR, from_day=began)


def chair_post(side: Side) -> int:
    """The post of somebody who chairs the union now."""
    return make.post(make.person("Lê Thị Sắp Thôi"), side.union, Post.CHAIR, from_day=date(2024, 1, 1)).pk


def ended_post(side: Side) -> int:
    """A treasurer's post that ended a week ago: somebody has to hand over."""
    ended = clock.today() - timedelta(days=7)
    return make.post(make.person("Lê Thị Cũ"), side.union, Post.TREASURER, to_day=ended).pk


def handed_over(side: Side) -> int:
    """Such a post of which everything has been handed over, but not closed."""
    held = PostHeld.objects.get(pk=ended_post(side))
    item = {"state": ItemState.HANDED, "detail": "Đủ"}
    things = {one.id: item for one in items_of("executive_committee", "treasurer", clock.today())}
    given = {"day": clock.today(), "items": things, "successor": side.person}
    staffing.record_handover(actor=make.SYSTEM, held=held, **given)
    return held.pk


def help_asked(side: Side) -> tuple[PostHeld, int]:
    """Such a chair, and the number of what was asked."""
    held = first_chair(side)
    return held, staffing.ask_help(actor=make.SYSTEM, held=held, question="Xin hướng dẫn").pk


def data_request(side: Side) -> Any:
    asked = {"person": side.person, "kind": DataRequestKind.ACCESS, "requester": side.person.name}
    return api.register_request(actor=make.SYSTEM, received_on=clock.today(), **asked)


def to_limit(side: Side) -> int:
    """An open request to limit the data of the side's person, of which nothing is limited yet."""
    ProcessingLimit.objects.filter(person=side.person).delete()
    asked = {"person": side.person, "kind": DataRequestKind.RESTRICTION, "requester": side.person.name}
    return api.register_request(actor=make.SYSTEM, received_on=clock.today() - timedelta(days=1), **asked).pk


def limited(side: Side) -> int:
    """The side's person, whose data is limited since yesterday."""
    request = DataRequest.objects.get(pk=to_limit(side))
    api.limit_processing(actor=make.SYSTEM, request=request, day=clock.today() - timedelta(days=1))
    return side.person.pk


def ballot_of(side: Side) -> Any:
    """A ballot of the union, open, with two voters and no link yet."""
    # one closed without voters may stand before it in the same walk
    return side.union.ballots.filter(voters__isnull=False).first() or ballots.ballot(side.union, voters=2)


def voter_of(side: Side) -> int:
    return ballot_of(side).voters.values_list("pk", flat=True)[0]


def closed_ballot(side: Side) -> Any:
    """A ballot of the union that is closed and not counted."""
    return ballots.close(ballots.ballot(side.union, voters=0))


def counted(side: Side) -> Any:
    """A ballot of the union that was counted."""
    made = ballots.close(ballots.ballot(side.union, voters=0))
    count_ballot(actor=make.SYSTEM, ballot=made)
    return made


def side(top: Unit, name: str) -> Side:
    superior = make.unit(f"Công đoàn phường {name}", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    union = make.unit(f"Công đoàn cơ sở {name}", under=superior)
    person = make.person(f"Trần Thị {name}", citizen_id="079085005687", ethnicity="Khmer")
    held = make.post(person, union, Post.CHAIR, of=BodyKind.EXECUTIVE_COMMITTEE)
    login = make.user()
    grant = make.grant(login, union, Role.READER)
    day = clock.today()
    token, _secret = make_token(
        actor=login, name="Một chương trình", scope=Scope.READ, ends_on=day + timedelta(days=9), day=day
    )
    reading = Reading(sheets=[SheetReading("danh sách.xlsx", "DS", SheetKind.OFFICERS, 0)])
    imported = Import.objects.create(
        unit=superior,
        at=clock.now(),
        day=clock.today(),
        state=Import.State.DROPPED,
        summary=summarise(reading, Plan(build_roster(Reading()), clock.today())),
    )
    someone = {"name": f"Trần Thị {name}", "born": "1985", "sex": "", "phones": [], "citizen_last4": "", "posts": []}
    DoubtfulPair.objects.create(imported=imported, key="a~b", why="elsewhere", first=someone, second=someone)
    file = ImportedFile(imported=imported, name="danh sách.xlsx", sha256="0" * 64, size=3)
    file.file.save("walk", seal_file([b"abc"]))
    owner = top if name == "An Phú" else superior  # what is remembered belongs to a federation: one side's is foreign
    mapping = RememberedMapping.objects.create(unit=owner, fingerprint=name, example=name, at=clock.now())
    return Side(
        superior=superior,
        union=union,
        person=person,
        duty=make.duty(union),
        imported=imported,
        file=file,
        mapping=mapping,
        held=held,
        term=make.term(union),
        login=login,
        grant=grant,
        token=token,
    )

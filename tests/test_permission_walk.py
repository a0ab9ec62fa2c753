"""Every address, asked by every role and by nobody, about an own and a foreign unit.

A new URL name without an entry in ``WALK`` fails the first test: say there who may, before it goes live.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nongcot.infra.accounts.models import User
from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import ApiToken, Scope
from nongcot.infra.notices.actions import make_feed
from nongcot.intake.apply.kinds import Plan
from nongcot.intake.kinds import Reading, SheetKind, SheetReading
from nongcot.intake.models import Import, ImportedFile, RememberedMapping
from nongcot.intake.roster import build_roster
from nongcot.intake.stored import seal_file
from nongcot.intake.summary import summarise
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.kinds import BodyKind, DataRequestKind, Post, Role, UnitKind
from nongcot.people.models import Person, PostHeld, RoleGrant, Term, Unit
from tests.factories import people as make

pytestmark = pytest.mark.django_db

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


def data_request(side: Side) -> Any:
    asked = {"person": side.person, "kind": DataRequestKind.ACCESS, "requester": side.person.name}
    return api.register_request(actor=make.SYSTEM, received_on=clock.today(), **asked)


WALK: dict[str, Door] = {
    "duties:inbox": Door(query=lambda side: f"?unit={side.union.pk}"),
    "duties:inbox-file": Door(about=lambda side: ["csv"], query=lambda side: f"?unit={side.union.pk}"),
    "duties:several": Door(EDITORS, query=lambda side: f"?do=postpone&duty={side.duty.pk}"),
    "duties:gather": Door(query=lambda side: f"?unit={side.superior.pk}"),
    "duties:gather-file": Door(about=lambda side: ["xlsx"], query=lambda side: f"?unit={side.superior.pk}"),
    "duties:done": Door(query=lambda side: f"?unit={side.union.pk}"),
    "duties:done-file": Door(about=lambda side: ["xlsx"], query=lambda side: f"?unit={side.union.pk}"),
    "duties:duty": Door(about=lambda side: [side.duty.pk]),
    "duties:resume": Door(
        EDITORS, about=lambda side: [postponed(side.duty).pk], method="post", data={"once": "1"}, lets_in=302
    ),
    "duties:delegate": Door(
        EDITORS, about=lambda side: [side.duty.pk], method="post", data={"to_user": "0"}, lets_in=422
    ),
    "duties:take-back": Door(EDITORS, about=lambda side: [delegated(side).pk], method="post", lets_in=302),
    "duties:postpone": Door(
        EDITORS,
        about=lambda side: [side.duty.pk],
        method="post",
        data={"to": tomorrow(), "reason": "Chờ đại hội"},
        lets_in=302,
    ),
    "notices:mine": Door(),
    "notices:make-feed": Door(method="post"),
    "notices:revoke-feed": Door(method="post", lets_in=302),
    "notices:unsubscribe": Door(public=True, lets_in=404),  # the signature and the secret are the key: see below
    "notices:feed": Door(public=True, lets_in=404),
    "people:units": Door(),
    "people:unit": Door(about=lambda side: [side.union.pk]),
    "people:branch": Door(about=lambda side: [side.union.pk]),
    "people:correct-unit": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:count-members": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:rename-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:move-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:create-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:end-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:pick-unit": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:posts": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:record-post": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:pick-person": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:post": Door(about=lambda side: [post_of(side)]),
    "people:end-post": Door(EDITORS, about=lambda side: [post_of(side)]),
    "people:correct-post": Door(EDITORS, about=lambda side: [post_of(side)]),
    "people:withdraw-post": Door(EDITORS, about=lambda side: [post_of(side)]),
    "people:congress": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:extend-term": Door(IMPORTERS, about=lambda side: [make.term(side.union).pk]),
    "people:grants": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:grant-role": Door(IMPORTERS, about=lambda side: [side.union.pk]),
    "people:end-grant": Door(IMPORTERS, about=lambda side: [make.grant(make.user(), side.union, Role.CHAIR).pk]),
    "people:officers": Door(query=lambda side: f"?unit={side.union.pk}"),
    "people:officers-csv": Door(query=lambda side: f"?unit={side.union.pk}"),
    "people:officer": Door(about=lambda side: [side.person.pk]),
    "people:edit-person": Door(EDITORS, about=lambda side: [side.person.pk]),
    "people:record-contract": Door(EDITORS, about=lambda side: [side.person.pk]),
    "people:record-support": Door(IMPORTERS, about=lambda side: [side.person.pk]),
    "people:complete-persons": Door(EDITORS, about=lambda side: [side.union.pk]),
    "people:duplicates": Door(IMPORTERS),
    "people:compare-persons": Door(IMPORTERS, about=lambda side: [side.person.pk, twin(side).pk]),
    "people:keep-apart": Door(IMPORTERS, about=lambda side: [twin(side).pk, side.person.pk]),
    "people:undo-merge": Door(IMPORTERS, about=lambda side: [merged(side).pk]),
    "people:withdraw-apart": Door(IMPORTERS, about=lambda side: [told_apart(side).pk]),
    "people:data-requests": Door(IMPORTERS),
    "people:data-request": Door(IMPORTERS, about=lambda side: [data_request(side).pk]),
    "people:acknowledge-data-request": Door(IMPORTERS, about=lambda side: [data_request(side).pk]),
    "people:extend-data-request": Door(IMPORTERS, about=lambda side: [data_request(side).pk]),
    "people:close-data-request": Door(IMPORTERS, about=lambda side: [data_request(side).pk]),
    "people:person-data": Door(IMPORTERS, about=lambda side: [side.person.pk]),
    "people:register-data-request": Door(IMPORTERS, about=lambda side: [side.person.pk]),
    "people:export-person": Door(IMPORTERS, about=lambda side: [side.person.pk], method="post"),
    "people:erase-person": Door(FEDERATION, about=lambda side: [side.person.pk]),
    "people:citizen-id": Door(EDITORS, about=lambda side: [side.person.pk], method="post"),
    "intake:imports": Door(IMPORTERS),
    "intake:export": Door(IMPORTERS, method="post"),
    "intake:file": Door(IMPORTERS, about=lambda side: [side.file.pk], method="post"),
    "intake:mappings": Door(IMPORTERS),
    "intake:forget": Door(IMPORTERS, about=lambda side: [side.mapping.pk], method="post", lets_in=302),
    "intake:sheet": Door(IMPORTERS, about=lambda side: [side.imported.pk, 0]),
    "intake:ignore": Door(IMPORTERS, about=lambda side: [side.imported.pk, 0], method="post", lets_in=302),
    "intake:cells": Door(IMPORTERS, about=lambda side: [side.imported.pk]),
    "intake:changes": Door(IMPORTERS, about=lambda side: [side.imported.pk]),
    "intake:changes-book": Door(IMPORTERS, about=lambda side: [side.imported.pk], method="post"),
    "intake:undo": Door(IMPORTERS, about=lambda side: [side.imported.pk], lets_in=302),
    "intake:import": Door(IMPORTERS, about=lambda side: [side.imported.pk]),
    "intake:progress": Door(IMPORTERS, about=lambda side: [side.imported.pk], lets_in=302),
    "intake:apply": Door(IMPORTERS, about=lambda side: [side.imported.pk], method="post", lets_in=302),
    "intake:again": Door(IMPORTERS, about=lambda side: [side.imported.pk], method="post", lets_in=302),
    "intake:drop": Door(IMPORTERS, about=lambda side: [side.imported.pk], method="post", lets_in=302),
    "rulebook:rules": Door(),
    "rulebook:changes": Door(),
    "rulebook:documents": Door(),
    "rulebook:public": Door(public=True),
    "rulebook:rule": Door(),
    "rulebook:enter": Door(FEDERATION),
    "accounts:sign-in": Door(lets_in=302, public=True),
    "accounts:sign-out": Door(method="post", lets_in=302),
    "accounts:language": Door(method="post", data={"language": "en"}, lets_in=302, public=True),
    "accounts:mine": Door(),
    "accounts:second-step": Door(lets_in=302, public=True),
    "accounts:passkey-sign-in": Door(method="post", lets_in=302, public=True),
    "accounts:passkey-options": Door(method="post", public=True),
    "accounts:forgotten": Door(public=True),
    "accounts:reset": Door(public=True),
    "accounts:password": Door(),
    "accounts:confirm": Door(),
    "accounts:profile": Door(lets_in=302),  # asks for the password again first, as all with 302 do
    "accounts:end-session": Door(method="post", lets_in=302),
    "accounts:end-other-sessions": Door(method="post", lets_in=302),
    "accounts:factors": Door(lets_in=302),
    "accounts:code-app": Door(lets_in=302),
    "accounts:code-app-remove": Door(method="post", lets_in=302),
    "accounts:passkey-add": Door(lets_in=302),
    "accounts:passkey-add-options": Door(method="post", lets_in=302),
    "accounts:passkey-remove": Door(method="post", lets_in=302),
    "accounts:recovery": Door(lets_in=302),
    "accounts:recovery-kept": Door(method="post", lets_in=302),
    "accounts:users": Door(IMPORTERS),
    "accounts:user": Door(IMPORTERS, about=lambda side: [login_of(side).pk], refused=404),
    **{
        f"accounts:user-{verb}": Door(
            IMPORTERS, about=lambda side: [login_of(side).pk], method="post", lets_in=302, refused=404
        )
        for verb in ("link", "unlock", "remove-factor", "block", "unblock")
    },
    "start:begin": Door(lets_in=302, public=True),
    "start:federation": Door(lets_in=302, public=True),
    "start:administrator": Door(lets_in=302, public=True),
    "start:spreadsheet": Door(IMPORTERS),
}
TODAY = clock.today().isoformat()
TOMORROW = (clock.today() + timedelta(days=1)).isoformat()
WALK |= {
    "insight:dashboard": Door(query=lambda side: f"?unit={side.union.pk}"),
    "insight:report": Door(query=lambda side: f"?unit={side.union.pk}"),
    "insight:figures": Door(query=lambda side: f"?unit={side.union.pk}"),
    "insight:behind": Door(query=lambda side: f"?unit={side.union.pk}"),
    "httpapi:tokens": Door(),
    "httpapi:revoke": Door(about=lambda side: [side.token.pk], method="post", lets_in=404, refused=404),
    "api:openapi-json": Door(public=True),
    "api:openapi-view": Door(public=True),
    "api:api-root": Door(public=True, lets_in=404),
    "api:list_units": Door(api=True),
    "api:get_unit": Door(api=True, about=lambda side: [side.union.pk]),
    "api:open_unit": Door(
        IMPORTERS,
        api=True,
        method="post",
        sent=lambda side: {"name": "Công đoàn cơ sở mới", "kind": "enterprise", "superior": side.superior.pk},
        lets_in=201,
    ),
    "api:rename_unit": Door(
        IMPORTERS, lambda side: [side.union.pk], "post", {"name": "Công đoàn đổi tên", "day": TODAY}, api=True
    ),
    "api:move_unit": Door(
        IMPORTERS,
        lambda side: [side.union.pk],
        "post",
        sent=lambda side: {"superior": side.superior.pk, "day": TODAY},  # where it stands already
        lets_in=409,
        api=True,
    ),
    "api:end_unit": Door(
        IMPORTERS, lambda side: [side.union.pk], "post", {"day": TODAY, "reason": "dissolved"}, api=True
    ),
    "api:count_members": Door(
        EDITORS, lambda side: [side.union.pk], "post", {"day": TODAY, "members": 120, "women": 60}, api=True
    ),
    "api:correct_unit": Door(
        EDITORS, lambda side: [side.union.pk], "post", {"sector": "non_state", "reason": "Đối chiếu"}, api=True
    ),
    "api:list_persons": Door(api=True),
    "api:correct_person": Door(
        EDITORS,
        lambda side: [side.person.pk],
        "post",
        {"values": {"job": "Tổ trưởng may"}, "reason": "Chuyển tổ"},
        api=True,
    ),
    "api:record_contract": Door(
        EDITORS, lambda side: [side.person.pk], "post", {"open_ended": True, "reason": "Phụ lục 2"}, api=True
    ),
    # the same record twice: whoever sees the person gets the conflict
    "api:export_person": Door(IMPORTERS, lambda side: [side.person.pk], "post", {"reason": "Theo yêu cầu"}, api=True),
    # holds a post: refused with the reason to who may ask
    "api:erase_person": Door(
        FEDERATION, lambda side: [side.person.pk], "post", {"reason": "Theo yêu cầu"}, api=True, lets_in=409
    ),
    "api:merge_persons": Door(
        api=True,
        about=lambda side: [side.person.pk],
        method="post",
        sent=lambda side: {"drop": side.person.pk},
        lets_in=409,
    ),
    "api:undo_merge": Door(api=True, about=lambda _side: [1], method="post", lets_in=404),
    "api:record_congress": Door(
        EDITORS,
        method="post",
        sent=lambda side: {
            "unit": side.union.pk,
            "day": TODAY,
            "planned_end": "2190-01-01",
            "elected": [{"person": side.person.pk, "post": "chair"}],
        },
        lets_in=201,
        api=True,
    ),
    "api:get_person": Door(api=True, about=lambda side: [side.person.pk]),
    "api:list_posts": Door(api=True),
    "api:record_post": Door(
        EDITORS,
        method="post",
        sent=lambda side: {
            "unit": side.union.pk,
            "person": side.person.pk,
            "body": "inspection_committee",
            "post": "head",
            "from": TODAY,
        },
        lets_in=201,
        api=True,
    ),
    "api:correct_post": Door(
        EDITORS, lambda side: [side.held.pk], "post", {"decision_number": "9/QĐ", "reason": "Ghi sót"}, api=True
    ),
    "api:withdraw_post": Door(EDITORS, lambda side: [side.held.pk], "post", {"reason": "Ghi nhầm"}, api=True),
    "api:end_post": Door(
        EDITORS, lambda side: [side.held.pk], "post", {"day": TODAY, "reason": "term_ended"}, api=True
    ),
    "api:record_term": Door(
        EDITORS,
        method="post",
        sent=lambda side: {
            "unit": side.union.pk,
            "body": "executive_committee",
            "from": TODAY,
            "planned_end": "2190-01-01",
        },
        lets_in=201,
        api=True,
    ),
    "api:extend_term": Door(
        IMPORTERS,
        lambda side: [side.term.pk],
        "post",
        {"new_end": "2190-01-01", "decision_number": "1/QĐ", "decision_day": TODAY},
        lets_in=201,
        api=True,
    ),
    "api:list_grants": Door(api=True),
    "api:grant_role": Door(
        IMPORTERS,
        method="post",
        sent=lambda side: {"username": side.login.username, "unit": side.union.pk, "role": "chair", "from": TODAY},
        lets_in=201,
        api=True,
    ),
    "api:end_grant": Door(IMPORTERS, lambda side: [side.grant.pk], "post", {"day": TOMORROW}, api=True, refused=404),
    "api:list_duties": Door(api=True),
    "api:get_duty": Door(api=True, about=lambda side: [side.duty.pk]),
    "api:postpone": Door(
        EDITORS, lambda side: [side.duty.pk], "post", {"to": TOMORROW, "reason": "Chờ đại hội"}, api=True
    ),
    "api:delegate": Door(
        EDITORS,
        lambda side: [side.duty.pk],
        "post",
        sent=lambda side: {"username": side.login.username},
        api=True,
        lets_in=409,  # a reader may be given nothing
    ),
    "api:list_imports": Door(IMPORTERS, api=True),
    "api:get_import": Door(IMPORTERS, lambda side: [side.imported.pk], api=True),
    "api:send_workbook": Door(IMPORTERS, method="post", api=True, lets_in=422, refused=422),
    "api:apply_import": Door(IMPORTERS, lambda side: [side.imported.pk], "post", api=True, lets_in=409),
    "api:undo_import": Door(
        IMPORTERS, lambda side: [side.imported.pk], "post", {"reason": "Nhầm tệp"}, api=True, lets_in=409
    ),
    "api:list_rules_in_force": Door(api=True),
    "api:get_rule": Door(api=True),
    "api:enter_rule_value": Door(
        FEDERATION,
        method="post",
        data={
            "from": TODAY,
            "value": 20,
            "document_number": "12/QĐ-LĐLĐ",
            "issuer": "LĐLĐ tỉnh",
            "article": "Điều 1",
            "decided_by": "Ban Thường vụ",
        },
        lets_in=201,
        api=True,
    ),
}
# Of no unit: their arguments are the same for everybody.
FIXED: dict[str, list[Any]] = {
    "accounts:reset": ["MQ", "not-a-token"],
    "accounts:end-session": ["0"],
    "accounts:passkey-remove": [1],
    "rulebook:rule": ["committee.maximum"],
    "rulebook:enter": ["deadline.vacancy"],
}
FIXED |= {"insight:report": ["xlsx"], "insight:figures": ["ages"], "insight:behind": ["terms", "unknown"]}
FIXED |= {"api:get_rule": ["deadline.vacancy"], "api:enter_rule_value": ["deadline.vacancy"]}


FIXED |= {"notices:unsubscribe": ["1:forged"], "notices:feed": ["guessed"]}


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


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


@pytest.fixture
def sides() -> dict[str, Side]:
    top = make.federation()
    return {OWN: side(top, "An Phú"), FOREIGN: side(top, "Bình Khê")}


def ask(client: Client, name: str, about: Side) -> int:
    door = WALK[name]
    arguments = door.about(about) if door.about else FIXED.get(name, [])
    address = reverse(name, args=arguments) + (door.query(about) if door.query else "")
    response = send(client, name, address, about)
    if response.streaming:
        b"".join(response)
    return response.status_code


def send(client: Client, name: str, address: str, about: Side) -> Any:
    """The request as the login of the client's session makes it: the page by its cookie, the API by a token."""
    door = WALK[name]
    if not door.api:
        return getattr(client, door.method)(address, door.data)
    headers = {"Idempotency-Key": secrets.token_hex(8)}
    if "_auth_user_id" in client.session:
        user = User.objects.get(pk=client.session["_auth_user_id"])
        day = clock.today()
        _row, secret = make_token(actor=user, name="walk", scope=Scope.WRITE, ends_on=day + timedelta(days=1), day=day)
        headers["Authorization"] = f"Bearer {secret}"
    sent = door.sent(about) if door.sent else door.data
    data = sent if door.method == "get" else json.dumps(sent)
    return getattr(client, door.method)(address, data, content_type="application/json", headers=headers)


def unseen(name: str) -> int:
    """What somebody gets who may not even look: an app for some roles refuses the others before it looks."""
    of_importers = name.startswith("intake:") or name in {"api:get_import", "api:apply_import", "api:undo_import"}
    return 403 if of_importers else 404


def test_every_address_is_walked():
    assert sorted(set(names())) == sorted(WALK)


def by_role(name: str, sides: dict[str, Side], which: str) -> dict[Role, int]:
    """What each role of the own superior gets; what one of them did is taken back before the next one asks."""
    answers = {}
    for role in Role:
        with transaction.atomic():
            client = Client()
            client.force_login(make.officer(sides[OWN].superior, role))
            answers[role] = ask(client, name, sides[which])
            transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize("name", WALK)
def test_each_role_enters_its_own_unit_only_where_it_may(name, sides):
    door = WALK[name]
    expected = {role: door.lets_in if role in door.may else door.refused for role in Role}
    assert by_role(name, sides, OWN) == expected


@pytest.mark.parametrize("name", [name for name, door in WALK.items() if door.about or door.query or door.sent])
def test_a_foreign_unit_is_not_found(name, sides):
    expected = {role: 404 if role in WALK[name].may else unseen(name) for role in Role}
    assert by_role(name, sides, FOREIGN) == expected


@pytest.mark.parametrize("name", WALK)
def test_nobody_is_sent_to_sign_in(name, sides, client):
    make.user()  # where there is no login at all, the guided start answers
    door = WALK[name]
    status = ask(client, name, sides[OWN])
    if door.api:
        assert status == 401
        return
    if name == "accounts:sign-in":
        assert status == 200
        return
    if door.public:
        assert status == door.lets_in
        return
    assert status == 302
    arguments = door.about(sides[OWN]) if door.about else FIXED.get(name, [])
    response = getattr(client, door.method)(reverse(name, args=arguments), door.data)
    assert response["Location"].startswith(reverse("accounts:sign-in"))


@pytest.mark.parametrize("name", [name for name, door in WALK.items() if door.about or door.query or door.sent])
def test_a_login_without_a_grant_finds_nothing(name, sides, client):
    client.force_login(make.user())
    assert ask(client, name, sides[OWN]) == unseen(name)


@pytest.mark.parametrize("name", [name for name, door in WALK.items() if door.about])
def test_a_grant_that_has_ended_opens_nothing(name, sides, client):
    user = make.user()
    grant = make.grant(user, sides[OWN].superior)
    grant.to_day = clock.today()
    grant.save()
    client.force_login(user)
    assert ask(client, name, sides[OWN]) == unseen(name)


@pytest.mark.parametrize("name", [name for name, door in WALK.items() if door.method == "post" and not door.api])
def test_what_changes_something_is_never_done_by_get(name, sides, client):
    client.force_login(make.officer(sides[OWN].superior))
    door = WALK[name]
    assert (
        client.get(reverse(name, args=door.about(sides[OWN]) if door.about else FIXED.get(name, []))).status_code == 405
    )


def test_a_secret_calendar_shows_anybody_only_what_its_owner_sees(sides, client):
    secret = make_feed(actor=make.officer(sides[OWN].superior, Role.SUPERIOR_OFFICER))
    client.force_login(make.officer(sides[FOREIGN].superior))
    text = client.get(reverse("notices:feed", args=[secret])).content.decode()
    assert "An Phú" in text
    assert "Bình Khê" not in text


def test_lists_show_nothing_of_a_foreign_unit(sides, client):
    client.force_login(make.officer(sides[OWN].superior, Role.READER))
    for address in ("/", "/don-vi/", "/don-vi/?q=cong+doan", "/can-bo/", "/can-bo/danh-sach.csv"):
        response = client.get(address)
        text = b"".join(response).decode() if response.streaming else response.content.decode()
        assert "An Phú" in text, address
        assert "Bình Khê" not in text, address

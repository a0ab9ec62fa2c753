"""Rows of the roster for tests, made the way actions make them. Names are invented."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from nongcot.duties.checks import CHECKS
from nongcot.duties.models import Duty, DutyEvent
from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.kernel.names import sort_key
from nongcot.kernel.text import fold
from nongcot.people import actions
from nongcot.people.kinds import BodyKind, Mandate, Post, Role, UnitKind
from nongcot.people.models import Body, Person, PostHeld, RoleGrant, Term, Unit

SYSTEM = System("test")
BEGAN = date(2020, 1, 1)
PASSWORD = "mot-mat-khau-dai"
_numbers = count(1)


def unit(
    name: str = "",
    *,
    under: Unit | None = None,
    kind: UnitKind = UnitKind.ENTERPRISE,
    began: date = BEGAN,
    **fields: Any,
) -> Unit:
    """A unit that began in 2020, with its name, its superior and its reach."""
    name = name or f"Công đoàn cơ sở Công ty {next(_numbers)}"
    return actions.create_unit(actor=SYSTEM, name=name, kind=kind, superior=under, from_day=began, **fields)


def federation(name: str = "Liên đoàn Lao động tỉnh Sao Mai") -> Unit:
    return unit(name, kind=UnitKind.PROVINCIAL_FEDERATION)


def person(name: str = "", *, citizen_id: str = "", **fields: Any) -> Person:
    """A person; the citizen id is sealed as an import seals it."""
    name = name or f"Nguyễn Văn {'ABCDEFGHIJ'[next(_numbers) % 10]}"
    sealed = {
        "citizen_sealed": sealing.seal(citizen_id),
        "citizen_index": sealing.index(citizen_id),
        "citizen_last4": citizen_id[-4:],
    }
    return Person.objects.create(
        name=name, search_key=fold(name), sort_key=sort_key(name), **(sealed if citizen_id else {}), **fields
    )


def body(where: Unit, kind: BodyKind = BodyKind.EXECUTIVE_COMMITTEE, name: str = "") -> Body:
    return Body.objects.get_or_create(unit=where, kind=kind, name=name)[0]


def post(
    who: Person,
    where: Unit,
    kind: Post = Post.MEMBER,
    *,
    of: BodyKind = BodyKind.EXECUTIVE_COMMITTEE,
    from_day: date | None = BEGAN,
    to_day: date | None = None,
    **fields: Any,
) -> PostHeld:
    return PostHeld.objects.create(
        person=who, body=body(where, of), unit=where, post=kind, from_day=from_day, to_day=to_day, **fields
    )


def term(where: Unit, *, from_day: date = BEGAN, planned_end: date = date(2030, 1, 1), seats: int | None = 5) -> Term:
    return Term.objects.create(
        body=body(where), from_day=from_day, planned_end=planned_end, seats_fixed=seats, mandate=Mandate.CONGRESS
    )


def user(username: str = "", **fields: Any) -> User:
    username = username or f"nguoi-{next(_numbers)}"
    return User.objects.create_user(username, PASSWORD, **{"name": f"Người dùng {username}", **fields})


def grant(who: User, where: Unit, role: Role = Role.FEDERATION_OFFICER, from_day: date = BEGAN) -> RoleGrant:
    return actions.grant_role(actor=SYSTEM, user=who, unit=where, role=role, from_day=from_day)


def officer(where: Unit, role: Role = Role.FEDERATION_OFFICER, username: str = "") -> User:
    """A login with a role on a unit."""
    made = user(username)
    grant(made, where, role)
    return made


def duty(where: Unit, code: str = "committee.no_chair", **fields: Any) -> Duty:
    """An open duty with its event of opening."""
    given: dict[str, Any] = {
        "role": CHECKS[code].role.value,
        "facts": {"shape": 1, "known_posts": True},
        "rule": CHECKS[code].rules[0],
        "document": "tld-dieu-le-12",
        "article": "Điều 11",
        "opened_on": clock.today(),
        "due_on": clock.today(),
        **fields,
    }
    # where a test commits, the engine may have found the same duty already: this one takes its place
    same = {"person": given.get("person"), "subject": given.get("subject", "")}
    Duty.objects.filter(code=code, unit=where, closed_on__isnull=True, **same).delete()
    made = Duty.objects.create(code=code, unit=where, **given)
    DutyEvent.objects.create(duty=made, day=made.opened_on, kind="opened", actor_name="test", facts=made.facts)
    return made

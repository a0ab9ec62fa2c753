"""One union without a fault, logins over it, and pages sent as a browser sends them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from typing import Any

from django.test import Client

from nongcot.infra.accounts.models import User
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.api import Elected
from nongcot.people.kinds import BodyKind, Post, Role, Sector, Sex, UnitKind
from nongcot.people.models import Person, PostHeld, Unit
from tests.factories import people as make
from tests.factories.people import BEGAN, SYSTEM

BOARD, INSPECTION = BodyKind.EXECUTIVE_COMMITTEE, BodyKind.INSPECTION_COMMITTEE
TODAY = clock.today()
LAST_CONGRESS, NEXT_CONGRESS = TODAY - timedelta(days=700), TODAY + timedelta(days=1100)


def typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@dataclass(slots=True)
class World:
    """``union`` has a chair and four members of five seats, three inspectors, 60 members: nothing is due there."""

    top: Unit
    ward: Unit
    other_ward: Unit
    union: Unit
    board: list[PostHeld]
    inspectors: list[PostHeld]
    logins: dict[Role, User]
    client: Client = field(default_factory=Client)
    number: int = 0

    @property
    def chair(self) -> PostHeld:
        return self.board[0]

    def person(self, name: str = "", **fields: Any) -> Person:
        """Somebody of whom everything is known, and who is like nobody else."""
        self.number += 1
        name = (
            name or f"Đặng Thị {chr(0x41 + self.number // 20)}{'aeiouy'[self.number % 6]}{'bcdghklmn'[self.number % 9]}"
        )
        known = {"born": f"19{60 + self.number:02d}-03-08", "sex": Sex.FEMALE, "phone": f"+8491200{self.number:04d}"}
        return make.person(name, **{**known, **fields})

    def record(self, who: Person, post: Post = Post.MEMBER, body: BodyKind = BOARD, **fields: Any) -> PostHeld:
        given = {"actor": SYSTEM, "unit": self.union, "person": who, "body": body, "post": post, "from_day": TODAY}
        return people.record_post(**{**given, **fields})

    def newcomer(self) -> dict[str, str]:
        """The fields of a person who is not on record, as typed."""
        who = self.person()
        told = {"name": f"{who.name} Mới", "born": f"07/07/{who.born[:4]}", "sex": "female", "person": "new"}
        told["phone"] = f"0912{self.number:06d}"
        who.delete()
        return told

    def open(self, role: Role, address: str) -> Any:
        """A page as this role sees it."""
        self.client.force_login(self.logins[role])
        return self.client.get(address, follow=True)

    def send(self, role: Role, address: str, **fields: Any) -> Any:
        """One action page shown and sent; what it asks is answered yes. It must have been done."""
        page = self.open(role, address)
        assert page.status_code == 200
        assert page.context["form"] is not None
        address = page.redirect_chain[-1][0] if page.redirect_chain else address
        keys = {key: str(page.context[key]) for key in ("once", "seen")}
        given = {**keys, **_filled(page.context["form"]), **{name: str(value) for name, value in fields.items()}}
        answer = self.client.post(address, given)
        if answer.status_code == 200 and answer.context["confirmed"]:
            answer = self.client.post(address, {**given, "confirmed": answer.context["confirmed"]})
        assert answer.status_code == 302, _complaints(answer)
        return answer

    def links(self, role: Role, address: str, part: str) -> list[str]:
        """The addresses with this part that a page links to."""
        text = self.open(role, address).content.decode()
        return [unescape(found) for found in re.findall(r'href="([^"]*)"', text) if part in found]


def _filled(form: Any) -> dict[str, str]:
    """What stands in the fields of a form as it is shown."""
    rows = [row["post"] for row in getattr(form, "holders", ())]  # who is elected again is ticked by the test
    values = {bound.html_name: bound.value() for bound in (*form, *rows)}
    known = {name: value for name, value in values.items() if value not in (None, "", False)}
    return {name: typed(value) if isinstance(value, date) else str(value) for name, value in known.items()}


def _complaints(answer: Any) -> str:
    form = answer.context and answer.context.get("form")
    return f"{answer.status_code}: {form.errors.as_text() if form is not None else answer.content.decode()[:500]}"


def world() -> World:
    top = make.federation()
    ward, other = (make.unit(f"Công đoàn phường {name}", under=top, kind=UnitKind.DIRECT_SUPERIOR) for name in "AB")
    union = make.unit("Công đoàn cơ sở May Sao Mai", under=ward, sector=Sector.NON_STATE)
    made = World(top, ward, other, union, [], [], {})
    people.count_members(actor=SYSTEM, unit=union, day=BEGAN, members=60)
    board = [made.person() for _number in range(5)]
    elected = [Elected(who, Post.MEMBER if n else Post.CHAIR) for n, who in enumerate(board)]
    congress(made, LAST_CONGRESS, NEXT_CONGRESS, elected, seats=5)
    for number in range(3):
        made.record(made.person(), Post.MEMBER if number else Post.HEAD, INSPECTION, from_day=LAST_CONGRESS)
    rows = PostHeld.objects.filter(unit=union).order_by("pk")
    made.board, made.inspectors = list(rows[:5]), list(rows[5:])
    for role, unit in ((Role.FEDERATION_OFFICER, top), (Role.SUPERIOR_OFFICER, ward), (Role.CHAIR, union)):
        made.logins[role] = make.officer(unit, role)
    return made


def congress(world: World, day: date, planned_end: date, elected: list[Elected], seats: int | None) -> Any:
    return people.record_congress(
        actor=SYSTEM, unit=world.union, body=BOARD, day=day, planned_end=planned_end, seats_fixed=seats, elected=elected
    )

"""A federation, a ward with a factory and a foreign ward, and logins over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.models import AuditEntry
from nongcot.people.kinds import EndReason, Post, Role, Told, UnitKind
from nongcot.people.models import Person, PostHeld, Unit
from tests.factories import people as make


@dataclass(frozen=True, slots=True)
class Cast:
    """``chair`` holds the factory's only post; ``officer`` answers for the ward, ``head`` for the federation."""

    top: Unit
    ward: Unit
    other_ward: Unit
    factory: Unit
    foreign: Unit
    chair: Person
    held: PostHeld
    head: User
    officer: User
    leader: User


@pytest.fixture
def cast(db: None) -> Cast:
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    other_ward = make.unit("Công đoàn phường Bình Khê", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    factory = make.unit("Công đoàn cơ sở May Sao Mai", under=ward)
    foreign = make.unit("Công đoàn cơ sở Gỗ Bình Khê", under=other_ward)
    chair = make.person("Đặng Thị Ưởng", born="1985-07-05", phone="+84912345678")
    return Cast(
        top,
        ward,
        other_ward,
        factory,
        foreign,
        chair,
        make.post(chair, factory, Post.CHAIR),
        make.officer(top, Role.FEDERATION_OFFICER, "lien-doan"),
        make.officer(ward, Role.SUPERIOR_OFFICER, "phuong"),
        make.officer(factory, Role.CHAIR, "chu-tich"),
    )


@pytest.fixture
def union(cast: Any) -> Any:
    """The factory with a running term, a member, one who left, and one whose leaving is known already."""
    make.term(cast.factory)
    make.post(make.person("Vũ An"), cast.factory)
    make.post(make.person("Lý Bưởi"), cast.factory, to_day=date(2024, 1, 1), end_reason=EndReason.RETIRED)
    make.post(make.person("Tô Cam"), cast.factory, to_day=date(2026, 12, 1), end_reason=EndReason.RETIRED)
    Unit.objects.filter(pk=cast.factory.pk).update(told=Told.LEADERS)
    cast.factory.refresh_from_db()
    return cast


@pytest.fixture
def trail_of() -> Callable[[str], list[dict[str, Any]]]:
    """``trail_of("people.end_post")``: the changes of each such entry, oldest first."""

    def entries(action: str) -> list[dict[str, Any]]:
        rows = AuditEntry.objects.filter(action=action).order_by("pk")
        return [row.changes["changes"] for row in rows]

    return entries


class Page:
    """One action page as a browser uses it: shown once, sent with what it showed; asked again where it asks."""

    def __init__(self, client: Client, name: str, pk: int, query: str = "") -> None:
        self.client = client
        self.address = reverse(f"people:{name}", args=[pk]) + query
        self.shown = client.get(self.address)
        self.keys = {key: str(self.shown.context[key]) for key in ("once", "seen")}

    def send(self, *, sure: bool = True, **fields: Any) -> Any:
        """What came back; with ``sure`` the question "Đồng ý?" is answered."""
        answer = self.client.post(self.address, {**self.keys, **fields})
        if sure and answer.status_code == 200 and answer.context["confirmed"]:
            answer = self.client.post(self.address, {**self.keys, **fields, "confirmed": answer.context["confirmed"]})
        return answer


@pytest.fixture
def open_page(client: Client) -> Callable[..., Page]:
    """``open_page(user, "record-post", unit.pk)``: the page as this login sees it."""

    def opened(user: User, name: str, pk: int, query: str = "") -> Page:
        client.force_login(user)
        return Page(client, name, pk, query)

    return opened

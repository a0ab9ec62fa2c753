"""The choices of the lists."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from nongcot.kernel.text import tidy
from nongcot.people.kinds import BodyKind, Post


@dataclass(frozen=True, slots=True)
class OfficerFilter:
    """What a list of officers is narrowed to; a choice that is none is left out."""

    search: str
    body: str
    post: str
    unit: int | None

    @classmethod
    def read(cls, request: HttpRequest) -> OfficerFilter:
        given = request.GET
        body, post = given.get("body", ""), given.get("post", "")
        return cls(
            search=tidy(given.get("q", ""))[:100],
            body=body if body in set(BodyKind) else "",
            post=post if post in set(Post) else "",
            unit=number(given.get("unit", "")),
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.search or self.body or self.post or self.unit)


def number(text: str) -> int | None:
    """A positive whole number of an address, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

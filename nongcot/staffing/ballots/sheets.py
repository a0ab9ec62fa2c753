"""Links to print: each with its QR picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import qrcode
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from nongcot.staffing.ballots.secrets import spaced

_QUIET = 2  # modules of white around a picture


def address_of(request: HttpRequest) -> str:
    """Where voters go: at the address this site is told to have, else at the one it was just reached by."""
    path = reverse("voting:enter")
    return f"{settings.SITE_URL}{path}" if settings.ENVIRONMENT.site_url else request.build_absolute_uri(path)


def sheet_of(made: Iterable[Any], address: str) -> dict[str, Any]:
    """What a sheet shows: for each voter the name, the link, the code to type, the picture.

    In a link the code stands after #: that is never sent by a browser, so that no log can keep it.
    """
    slips = []
    for one in made:
        link = f"{address}#{one.code}"
        size, path = picture(link)
        slips.append({"name": one.name, "link": link, "code": spaced(one.code), "size": size, "path": path})
    return {"slips": slips, "address": address}


def picture(text: str) -> tuple[int, str]:
    """A QR code as (its width in modules, the path of an SVG of that width): a box for each run of dark modules."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    return len(rows) + 2 * _QUIET, "".join(_runs(rows))


def _runs(rows: list[list[bool]]) -> Iterator[str]:
    for y, row in enumerate(rows, start=_QUIET):
        x = _QUIET
        for dark, cells in groupby(row):
            length = len(list(cells))
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length

"""What the commands share: days and files as arguments, the database made ready, who acts."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from nongcot.config import installation

DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])
FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


def day_of(given: datetime | None) -> date:
    from nongcot.kernel import clock

    return given.date() if given else clock.today()


def ready() -> None:
    installation.set_up()
    installation.prepare_database()


def actor_here() -> Any:
    from django.utils.translation import gettext as _

    from nongcot.infra.audit.api import System

    return System(_("Dòng lệnh"))

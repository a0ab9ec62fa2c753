"""The first steps of an installation, each open only while there is no login at all."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.config.start import code
from nongcot.infra.accounts.api import anybody, create_user
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.people.api import create_unit, grant_role
from nongcot.people.kinds import Role, UnitKind
from nongcot.people.models import Unit

STARTER = System("first start")


def federation() -> Unit | None:
    """The federation of this installation, once it is named."""
    units = Unit.objects.filter(kind=UnitKind.PROVINCIAL_FEDERATION, ended_on__isnull=True)
    return units.order_by("pk").first()


def _still_empty() -> None:
    if anybody():
        raise Refused(_("Hệ thống đã có người quản trị. Xin đăng nhập."))


@transaction.atomic
def found_federation(*, actor: System, name: str, unit_code: str = "") -> Unit:
    """The provincial federation of this installation.

    Raises:
        Refused: there is a login already, a federation already, no name, or the code is taken.
    """
    _still_empty()
    if federation() is not None:
        raise Refused(_("Liên đoàn Lao động của hệ thống đã được đặt tên."))
    return create_unit(actor=actor, name=name, kind=UnitKind.PROVINCIAL_FEDERATION, code=unit_code or None)


@transaction.atomic
def create_first_administrator(*, actor: System, username: str, name: str, email: str, password: str) -> User:
    """The first login, a federation officer; the start code is void with it.

    Raises:
        Refused: there is a login already, no federation yet, or the names are empty.
    """
    place = federation()
    if place is None:
        raise Refused(_("Hãy ghi tên Liên đoàn Lao động trước."))
    Unit.objects.select_for_update().get(pk=place.pk)  # two who start at once: the second finds the first's login
    _still_empty()
    user = create_user(actor=actor, username=username, name=name, email=email, password=password)
    grant_role(actor=actor, user=user, unit=place, role=Role.FEDERATION_OFFICER, from_day=clock.today())
    transaction.on_commit(code.forget)
    return user

"""The one way a page of an import gets its import."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from nongcot.infra.accounts.models import User
from nongcot.intake import queries
from nongcot.intake.models import Import
from nongcot.people.api import IMPORTERS, require_role


def actor_of(request: HttpRequest) -> User:
    """The signed-in importer; everybody else is refused."""
    assert isinstance(request.user, User)  # noqa: S101  (every page but a few asks for a login)
    require_role(request.user, IMPORTERS)
    return request.user


def import_of(request: HttpRequest, pk: int) -> Import:
    """The import, if the actor may see it.

    Raises:
        Http404: there is none, or the actor may not see it.
    """
    try:
        return queries.one_import(actor_of(request), pk)
    except Import.DoesNotExist:
        raise Http404 from None

"""The HTTP API as a whole: its routers, its documentation, its addresses."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from nongcot.duties.endpoints import router as duties
from nongcot.infra.httpapi.auth import TokenAuth
from nongcot.infra.httpapi.problems import handle_problems
from nongcot.infra.httpapi.strict import absent, strict
from nongcot.infra.rulebook.endpoints import router as rules
from nongcot.intake.endpoints import router as imports
from nongcot.people import endpoints as people
from nongcot.staffing.endpoints.ballots import router as ballots
from nongcot.staffing.endpoints.completing import router as cases
from nongcot.staffing.endpoints.congress import router as congresses
from nongcot.staffing.endpoints.congress_elections import router as congress_elections
from nongcot.staffing.endpoints.congress_results import router as congress_results
from nongcot.staffing.endpoints.first_term import router as first_terms
from nongcot.staffing.endpoints.handover import router as handovers
from nongcot.staffing.endpoints.leaving import router as leaving
from nongcot.staffing.endpoints.mentors import meetings
from nongcot.staffing.endpoints.mentors import router as mentors
from nongcot.staffing.endpoints.reorganising import router as reorganisations
from nongcot.staffing.endpoints.reserves import router as reserves


class Api(NinjaAPI):
    """Its description takes two seconds to write, anybody may ask for it, and it is the same while the program runs."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        if path_prefix is not None or path_params:
            return super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        return self._described

    @cached_property
    def _described(self) -> OpenAPISchema:
        return super().get_openapi_schema()


api = Api(
    title="Nòng Cốt",
    version="1",
    description="The roster, duties and rules, with the permissions of the login a token speaks for.",
    urls_namespace="api",
    auth=TokenAuth(),
    docs_url="/docs",
    openapi_url="/openapi.json",
)
handle_problems(api)
api.add_router("/units", people.units)
api.add_router("/persons", people.persons)
api.add_router("/posts", people.posts)
api.add_router("/records", people.records)
api.add_router("/terms", people.terms)
api.add_router("/grants", people.grants)
api.add_router("/duties", duties)
api.add_router("/cases", cases)
api.add_router("/ballots", ballots)
api.add_router("/congresses", congresses)
api.add_router("/congresses", congress_elections)
api.add_router("/congresses", congress_results)
api.add_router("/reserves", reserves)
api.add_router("/rules", rules)
api.add_router("/imports", imports)
api.add_router("/reorganisations", reorganisations)
api.add_router("/first-terms", first_terms)
api.add_router("/first-terms", meetings)
api.add_router("/mentors", mentors)
api.add_router("/posts", leaving)
api.add_router("/handovers", handovers)


def addresses() -> tuple[list[Any], str, str]:
    """The API's addresses; a token opens them, so nobody is sent to the sign-in page."""
    patterns, app, space = api.urls
    for pattern in patterns:
        assert isinstance(pattern, URLPattern)  # noqa: S101  (the API is one level of plain paths)
        assert pattern.callback is not None  # noqa: S101
        pattern.callback = strict(api, pattern.callback)
        pattern.callback.login_required = False  # type: ignore[attr-defined]
    absent.login_required = False  # type: ignore[attr-defined]
    return [*patterns, path("<path:rest>", absent, name="absent")], app, space

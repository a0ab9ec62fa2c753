"""Every operation of the API, asked by a machine that tries what no person would: no failure, no undeclared answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from nongcot.config.endpoints import api
from nongcot.config.wsgi import application
from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import Scope
from nongcot.kernel import clock
from nongcot.people.kinds import Post
from tests.factories import people as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret() -> str:
    top = make.federation()
    union = make.unit("Công đoàn cơ sở An Phú", under=top)
    make.post(make.person("Trần Thị Hoa"), union, Post.CHAIR)
    make.term(union)
    make.duty(union)
    today = clock.today()
    ends = today + timedelta(days=1)
    return make_token(actor=make.officer(top), name="fuzz", scope=Scope.WRITE, ends_on=ends, day=today)[1]


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A request asked past Django's test client would close the connection that the test's transaction lives in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = application


@schema.parametrize()
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_an_operation_answers_as_it_is_described(case, secret):
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"})

"""Statistics of tables can be taken on either database, inside a transaction too."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.infra import bulk
from nongcot.people.models import Person, Unit


@pytest.mark.django_db
def test_statistics_are_taken_where_the_database_keeps_them() -> None:
    with CaptureQueriesContext(connection) as asked:
        bulk.analyse(Unit, Person)
    wanted = ['ANALYZE "people_unit", "people_person"'] if connection.vendor == "postgresql" else []
    assert [query["sql"] for query in asked] == wanted

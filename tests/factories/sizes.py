"""How large the tables of a test have become."""

from __future__ import annotations

from django.db import connection


def learn_sizes() -> None:
    """What a database learns by itself between transactions: here all is one, and empty tables plan badly."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

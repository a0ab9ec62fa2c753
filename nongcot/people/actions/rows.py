"""Rows of the database as JSON and back, exactly: what an action takes away so that another can bring it back."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

Stored = dict[str, str | None]


def stored(row: models.Model, fields: tuple[str, ...] | None = None) -> Stored:
    """The row's columns (or those among ``fields``) as text; bytes as base64, an empty one as None."""
    columns = row._meta.concrete_fields  # noqa: SLF001  (Django's public door to a model)
    wanted = [field for field in columns if fields is None or field.attname in fields]
    return {f.attname: None if getattr(row, f.attname) is None else f.value_to_string(row) for f in wanted}


def values(model: type[models.Model], data: Stored) -> dict[str, Any]:
    """What :func:`stored` kept, as values of the model's attributes."""
    columns = {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001
    return {name: None if text is None else columns[name].to_python(text) for name, text in data.items()}


def bring_back(model: type[models.Model], data: Stored) -> None:
    """Insert the row again, under its old number. A column added since takes its default."""
    model(**values(model, data)).save(force_insert=True)


def relations(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Every foreign key that points to ``model``, of any app: (model, attribute).

    Not those of derived tables, which the database keeps by itself and no constraint holds.
    """
    related: list[Any] = list(model._meta.get_fields(include_hidden=True))  # noqa: SLF001  (hidden: related_name="+")
    found = [
        rel for rel in related if rel.auto_created and not rel.concrete and getattr(rel.field, "db_constraint", False)
    ]
    return sorted(
        ((rel.related_model, rel.field.attname) for rel in found),
        key=lambda pair: (pair[0]._meta.label_lower, pair[1]),  # noqa: SLF001
    )


def point(model: type[models.Model], attribute: str, before: int, after: int) -> dict[str, Any] | None:
    """Let every row that points to ``before`` point to ``after``; gives what :func:`point_back` needs."""
    manager = model._default_manager  # noqa: SLF001
    rows = list(manager.filter(**{attribute: before}).order_by("pk").values_list("pk", flat=True))
    if not rows:
        return None
    manager.filter(pk__in=rows).update(**{attribute: after})
    label = model._meta.label_lower  # noqa: SLF001
    return {"model": label, "attribute": attribute, "before": before, "after": after, "rows": rows}


def gone(moved: dict[str, Any]) -> bool:
    """Whether a row that :func:`point` moved is no more, or points elsewhere by now."""
    return _still(moved).count() < len(moved["rows"])


def point_back(moved: dict[str, Any]) -> None:
    _still(moved).update(**{moved["attribute"]: moved["before"]})


def _still(moved: dict[str, Any]) -> models.QuerySet[Any]:
    manager = apps.get_model(moved["model"])._default_manager  # noqa: SLF001
    return manager.filter(pk__in=moved["rows"], **{moved["attribute"]: moved["after"]})

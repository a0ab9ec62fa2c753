"""What the first reader of a web process would wait for is done before it is asked anything."""

from __future__ import annotations

import gc
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import override


def warm_up() -> None:
    """Import every page, read the rules and the templates, then take all that lasts out of the collector's rounds.

    The database is not asked: connections are made after the process was forked. A round of the collector over the
    whole program takes 100 ms and more, in the middle of somebody's page; of what is frozen it never looks again.
    """
    from nongcot.infra.rulebook.api import files

    files()
    for language, _name in settings.LANGUAGES:
        with override(language):
            _know_addresses()
    for name in own_templates():
        get_template(name)
    gc.collect()
    gc.freeze()


def _know_addresses() -> None:
    """Django puts addresses together anew for each language, the first time that one is asked for."""
    resolver = get_resolver()
    for name in list(resolver.namespace_dict):
        resolver.namespace_dict[name][1].reverse_dict  # noqa: B018  (reading it fills it)


def own_templates() -> list[str]:
    """The names of the pages of this house, as they are asked for."""
    home = Path(__file__).parents[1]
    roots = [Path(app.path) / "templates" for app in apps.get_app_configs() if Path(app.path).is_relative_to(home)]
    return sorted(str(file.relative_to(root)) for root in roots for file in root.rglob("*.html"))

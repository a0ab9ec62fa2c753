from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "nongcot.infra.audit"
    label = "audit"

    def ready(self) -> None:
        post_migrate.connect(_keep_guards, sender=self, dispatch_uid="audit.guards")


def _keep_guards(using: str, **_kwargs: Any) -> None:
    """Altering a table on SQLite makes a new one without the old one's triggers: every migrate puts them up."""
    from nongcot.infra.audit.guards import TABLE, install_guards

    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        install_guards(connection)

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "nongcot.infra.audit"
    label = "audit"

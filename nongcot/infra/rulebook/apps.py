from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "nongcot.infra.rulebook"
    label = "rulebook"

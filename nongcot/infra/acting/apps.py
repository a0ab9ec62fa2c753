from django.apps import AppConfig


class ActingConfig(AppConfig):
    name = "nongcot.infra.acting"
    label = "acting"

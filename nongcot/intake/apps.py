from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "nongcot.intake"
    label = "intake"

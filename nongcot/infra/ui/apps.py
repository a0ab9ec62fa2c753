from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "nongcot.infra.ui"
    label = "ui"

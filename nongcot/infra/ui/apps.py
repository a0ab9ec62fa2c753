from django.apps import AppConfig
from django.urls import register_converter


class UiConfig(AppConfig):
    name = "nongcot.infra.ui"
    label = "ui"

    def ready(self) -> None:
        from nongcot.infra.ui.converters import FileKind

        register_converter(FileKind, "list-file")

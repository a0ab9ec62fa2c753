from django.apps import AppConfig


class StartConfig(AppConfig):
    name = "nongcot.config.start"
    label = "start"

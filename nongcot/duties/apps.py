from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "nongcot.duties"
    label = "duties"

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "nongcot.infra.notices"
    label = "notices"

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "nongcot.insight"
    label = "insight"

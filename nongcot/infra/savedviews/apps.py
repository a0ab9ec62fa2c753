from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    name = "nongcot.infra.savedviews"
    label = "savedviews"

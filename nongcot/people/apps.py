from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "nongcot.people"
    label = "people"

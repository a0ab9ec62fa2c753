from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class PeopleConfig(AppConfig):
    name = "nongcot.people"
    label = "people"

    def ready(self) -> None:
        from nongcot.people import derived, person_words, trail_words

        pre_migrate.connect(derived.before_migration, sender=self, dispatch_uid="people.derived")
        post_migrate.connect(derived.after_migration, sender=self, dispatch_uid="people.derived")
        trail_words.say()
        person_words.say()

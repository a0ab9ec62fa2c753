from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "nongcot.people"
    label = "people"

    def ready(self) -> None:
        from nongcot.infra.listfiles.api import ListKind, offer
        from nongcot.people import derived, trail_words
        from nongcot.people.lists import official

        pre_migrate.connect(derived.before_migration, sender=self, dispatch_uid="people.derived")
        post_migrate.connect(derived.after_migration, sender=self, dispatch_uid="people.derived")
        trail_words.say()
        title = _("Danh sách trích ngang cán bộ")
        offer(ListKind("people.officers", "people:officers", "trich-ngang-can-bo", title, official.workbook))

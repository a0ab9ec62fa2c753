from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "nongcot.intake"
    label = "intake"

    def ready(self) -> None:
        from nongcot.intake import erasing, trail_words
        from nongcot.people.api import on_erase

        trail_words.say()
        on_erase(erasing.forget_person)

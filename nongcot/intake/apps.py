from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "nongcot.intake"
    label = "intake"

    def ready(self) -> None:
        from nongcot.intake import erasing, queries, trail_words
        from nongcot.people.api import name_lists, on_erase

        trail_words.say()
        on_erase(erasing.forget_person)
        name_lists(queries.file_names)

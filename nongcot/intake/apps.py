from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "nongcot.intake"
    label = "intake"

    def ready(self) -> None:
        from nongcot.intake import trail_words

        trail_words.say()

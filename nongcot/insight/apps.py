from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "nongcot.insight"
    label = "insight"

    def ready(self) -> None:
        from nongcot.infra import events
        from nongcot.insight import kept, tasks

        events.subscribe("people.units_changed", kept.note_change)
        events.subscribe("duties.looked", tasks.on_looked)

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "nongcot.duties"
    label = "duties"

    def ready(self) -> None:
        from nongcot.duties import merging, tasks
        from nongcot.infra import events
        from nongcot.people.api import before_merge

        events.subscribe("people.units_changed", tasks.on_units_changed)
        events.subscribe("rulebook.value_entered", tasks.on_value_entered)
        before_merge(merging.step_aside)

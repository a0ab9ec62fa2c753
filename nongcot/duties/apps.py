from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "nongcot.duties"
    label = "duties"

    def ready(self) -> None:
        from nongcot.duties import merging, reminders, tasks
        from nongcot.infra import events
        from nongcot.infra.notices.api import provide
        from nongcot.people.api import before_merge

        events.subscribe("people.units_changed", tasks.keep_units, within=True)
        events.subscribe("people.units_changed", tasks.on_units_changed)
        events.subscribe("rulebook.value_entered", tasks.keep_value, within=True)
        events.subscribe("rulebook.value_entered", tasks.on_value_entered)
        provide(reminders.items)
        before_merge(merging.step_aside)

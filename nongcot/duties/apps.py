from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "nongcot.duties"
    label = "duties"

    def ready(self) -> None:
        from nongcot.duties import erasing, merging, reminders, tasks
        from nongcot.infra import events
        from nongcot.infra.notices.api import provide
        from nongcot.people.api import before_merge, on_erase

        events.subscribe("people.units_changed", tasks.keep_units, within=True)
        events.subscribe("people.units_changed", tasks.on_units_changed)
        events.subscribe("rulebook.value_entered", tasks.keep_value, within=True)
        events.subscribe("rulebook.value_entered", tasks.on_value_entered)
        provide(reminders.items)
        before_merge(merging.step_aside)
        on_erase(erasing.forget_person)

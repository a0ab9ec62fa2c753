from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "nongcot.staffing"
    label = "staffing"

    def ready(self) -> None:
        from nongcot.infra import events
        from nongcot.infra.notices.api import provide
        from nongcot.infra.ui import slots
        from nongcot.intake.api import followed_by_itself, made_by_itself
        from nongcot.people.api import PERSON_TOLD, before_merge, on_erase
        from nongcot.staffing import (
            due,
            erasing,
            erasing_ballots,
            exporting,
            merging,
            reminders,
            resolving,
            tasks,
            trail_words,
        )
        from nongcot.staffing.actions import forgetting
        from nongcot.staffing.labels import ballots, candidates, completing, first_term, handover, leaving, reserves
        from nongcot.staffing.labels import congress as congress_words
        from nongcot.staffing.models import BallotCandidate, Congress
        from nongcot.staffing.queries.completing import untouched

        completing.say()
        congress_words.say()
        candidates.say()
        reserves.say()
        resolving.take_over()
        made_by_itself(untouched)
        for key in (Congress.term, Congress.running, BallotCandidate.person):
            followed_by_itself(key.field)
        provide(reminders.items)
        on_erase(erasing.forget_in_cases)
        slots.provide(PERSON_TOLD, exporting.told)
        before_merge(merging.one_candidacy)
        events.subscribe("duties.looked", tasks.on_looked)
        events.subscribe("people.taking_back", tasks.on_taking_back, within=True)
        trail_words.say()
        first_term.say()
        handover.say()
        leaving.say()
        due.tell()
        on_erase(forgetting.forget_person)
        ballots.say()
        on_erase(erasing_ballots.forget_person)

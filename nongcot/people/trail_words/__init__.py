"""The words for what the audit trail holds of people and units."""

from nongcot.people.trail_words import persons, units


def say() -> None:
    """Tell the trail the words; done once when the app is ready."""
    units.say()
    persons.say()

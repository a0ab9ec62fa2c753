"""Invents persons: names by frequency, birth dates, phones, citizen ids that fit sex and century, jobs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from nongcot.config.demo import names
from nongcot.infra import sealing
from nongcot.kernel.names import sort_key
from nongcot.kernel.text import fold
from nongcot.people.kinds import Sex
from nongcot.people.models import Person

T = TypeVar("T")
_IN_PRODUCTION = ("Công nhân", "Thợ", "Lái", "Tổ trưởng")
_INVENTED_PROVINCES = ("098", "099")  # no province has these codes


class Inventor:
    """All chance of the demo comes from here, so that one seed gives one province."""

    def __init__(self, seed: int, day: date) -> None:
        self.rng = Random(seed)  # noqa: S311  (the same seed must give the same province)
        self.day = day
        self._births: set[tuple[str, str]] = set()
        self._years: set[tuple[str, str, str]] = set()
        self._citizens: set[str] = set()
        self._phones: set[str] = set()

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def pick(self, items: Sequence[T]) -> T:
        return items[self.rng.randrange(len(items))]

    def weighted(self, pairs: Sequence[tuple[T, float]]) -> T:
        return self.rng.choices([item for item, _ in pairs], [weight for _, weight in pairs])[0]

    def between(self, start: date, end: date) -> date:
        """A day of [start, end], a working day where there is one near."""
        found = start + timedelta(days=self.rng.randint(0, max((end - start).days, 0)))
        if found.weekday() == 6 and found > start:
            found -= timedelta(days=1)
        return found

    def person(self, *, women: float, jobs: Sequence[str], employer: str, at: date, party: float = 0.12) -> Person:
        """A new person who works at ``employer``, of an age to be elected on the day ``at``.

        Namesakes of one birth year are kept apart within an employer.
        """
        sex = Sex.FEMALE if self.chance(women) else Sex.MALE
        name, ethnicity = self._name(sex)
        born = self._born(at)
        while (name, born.isoformat()) in self._births or (name, str(born.year), employer) in self._years:
            name, ethnicity = self._name(sex)
            born = self._born(at)
        self._births.add((name, born.isoformat()))
        self._years.add((name, str(born.year), employer))
        person = Person(name=name, search_key=fold(name), sort_key=sort_key(name), sex=sex.value, born=born.isoformat())
        person.ethnicity = ethnicity
        person.employer, person.job = employer, self.pick(jobs)
        if len(name) % 5:  # a fifth did not tell
            person.direct_work, person.direct_work_on = person.job.startswith(_IN_PRODUCTION), min(at, self.day)
        person.education = self.weighted(names.EDUCATION)
        person.political_theory = self.weighted(names.POLITICAL_THEORY)
        person.party_member = self.chance(party)
        person.phone = self._phone()
        person.email = self._email(name, born) if self.chance(0.45) else ""
        self._identify(person, sex, born)
        return person

    def _name(self, sex: Sex) -> tuple[str, str]:
        if self.chance(names.SHARE_OF_MINORITIES):
            group, male, female = self.pick(names.MINORITIES)
            return self.pick(female if sex is Sex.FEMALE else male), group
        middle = self.weighted(names.MIDDLE_FEMALE if sex is Sex.FEMALE else names.MIDDLE_MALE)
        given = self.weighted(names.GIVEN_FEMALE if sex is Sex.FEMALE else names.GIVEN_MALE)
        while given in middle.split():
            given = self.weighted(names.GIVEN_FEMALE if sex is Sex.FEMALE else names.GIVEN_MALE)
        return " ".join(filter(None, (self.weighted(names.FAMILY), middle, given))), "Kinh"

    def _born(self, at: date) -> date:
        age = min(max(self.rng.gauss(36.5, 7.0), 22), 53)
        return at - timedelta(days=int(age * 365.25))

    def _phone(self) -> str:
        while True:
            phone = f"+84{self.pick(names.MOBILE_PREFIXES)}{self.rng.randrange(10**7):07d}"
            if phone not in self._phones:
                self._phones.add(phone)
                return phone

    def _email(self, name: str, born: date) -> str:
        words = fold(name).split()
        return f"{words[-1]}.{''.join(word[0] for word in words[:-1])}{born.year % 100:02d}@saomai.example"

    def _identify(self, person: Person, sex: Sex, born: date) -> None:
        """A citizen id: province, sex with century (Nghị định 137/2015/NĐ-CP, điều 7), year, six digits."""
        century = 2 * (born.year // 100 - 19) + (sex is Sex.FEMALE)
        number = ""
        while not number or number in self._citizens:
            number = f"{self.pick(_INVENTED_PROVINCES)}{century}{born.year % 100:02d}{self.rng.randrange(10**6):06d}"
        self._citizens.add(number)
        self.write_citizen_id(person, number)

    @staticmethod
    def write_citizen_id(person: Person, number: str) -> None:
        person.citizen_sealed = sealing.seal(number)
        person.citizen_index = sealing.index(number)
        person.citizen_last4 = number[-4:]

"""The grassroots unions: at which employers, where, since when, how large, and what became of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nongcot.config.demo import firms, places
from nongcot.config.demo.committees import Workplace
from nongcot.config.demo.firms import Branch, Institution
from nongcot.config.demo.invent import Inventor
from nongcot.config.demo.roster import Roster
from nongcot.config.demo.tree import Site, Tree
from nongcot.people.kinds import Ownership, Sector, UnitKind
from nongcot.people.models import MemberCount, Unit

ALIVE = 400
_MEDIAN, _SPREAD, _LARGEST = 66.0, 1.22, 9200
_COUNT_DAYS = (*(date(year, 12, 31) for year in range(2020, 2026)), date(2026, 6, 30))
_TRIES = 60
_COOPERATIVES = ("Thủy sản", "Vận tải", "Nông sản", "Gạch ngói")
_SOURCE = "Báo cáo số liệu đoàn viên"


@dataclass(slots=True)
class Employer:
    """An employer before its union is recorded."""

    name: str
    kind: UnitKind
    sector: Sector | None
    ownership: Ownership | None
    members: int
    women: float
    jobs: Sequence[str]
    groups: Sequence[str]
    in_zone: bool = False
    under_province: bool = False
    offices: Sequence[str] = firms.OFFICE_JOBS
    earlier: str = ""  # its name before it was converted or renamed


class Unions:
    """Records unions and the workplaces their officers come from."""

    def __init__(self, roster: Roster, inventor: Inventor, tree: Tree) -> None:
        self.roster, self.inventor, self.tree = roster, inventor, tree
        self._taken: set[str] = set()

    def found(self, employer: Employer, site: Site, began_on: date, *, end: date | None = None) -> Workplace:
        """Record the union of ``employer`` with its placements and counts."""
        inventor, roster = self.inventor, self.roster
        earlier: tuple[tuple[str, date], ...] = ()
        if employer.earlier:
            changed = inventor.between(max(began_on, date(2021, 12, 1)) + timedelta(days=90), date(2026, 8, 30))
            earlier = ((_title(employer.kind, employer.earlier), changed),)
        unit = roster.add_unit(
            _title(employer.kind, employer.name),
            employer.kind,
            began_on,
            sector=employer.sector,
            ownership=employer.ownership,
            earlier_names=earlier,
        )
        stays = site.province_stays if employer.under_province else site.zone_stays if employer.in_zone else site.stays
        roster.place(unit, *((superior, since) for superior, since in stays if end is None or since < end))
        women = self._count(unit, employer, began_on, end or inventor.day)
        return Workplace(
            unit=unit,
            members=employer.members,
            women=women,
            jobs=employer.jobs,
            employer=employer.name,
            groups=employer.groups,
            suffix=places.decision_suffix(stays[-1][0].name),
            party=0.1 if employer.sector is Sector.NON_STATE else 0.42,
            offices=employer.offices,
        )

    def _count(self, unit: Unit, employer: Employer, began_on: date, until: date) -> int:
        """Members at the end of each year, told backwards from today's number; gives today's women."""
        inventor = self.inventor
        share = min(max(inventor.rng.gauss(employer.women, 0.05), 0.0), 1.0)
        members = float(employer.members)
        first = began_on + timedelta(days=10)
        days = [day for day in _COUNT_DAYS if first < day < until]
        if first < until:
            days.insert(0, first) if first > _COUNT_DAYS[0] else None
        women_now = round(employer.members * share)
        rows = []
        for day in reversed(days):
            number = max(round(members), 5)
            rows.append(
                MemberCount(
                    unit=unit, day=day, members=number, women=round(number * share), source=f"{_SOURCE} {day:%m/%Y}"
                )
            )
            members /= 1 + inventor.rng.gauss(0.02, 0.07)
        self.roster.counts.extend(reversed(rows))
        return women_now

    # Employers

    def size(self, factor: float = 1.0) -> int:
        """Members by a heavy-tailed law: half of the unions below 70, the largest above 5,000."""
        drawn = math.exp(self.inventor.rng.gauss(math.log(_MEDIAN), _SPREAD)) * factor
        return int(min(max(drawn, 11), _LARGEST))

    def site(self) -> Site:
        """A commune, those with many unions more often."""
        return self.inventor.weighted([(site, site.weight) for site in self.tree.sites])

    def unique(self, name: str, site: Site) -> str:
        """``name``, or the name with the place where that is taken."""
        candidates = [name, f"{name} {site.bare}", *(f"{name} {n}" for n in ("II", "III", "IV", "V", "VI"))]
        found = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken.add(found)
        return found

    def enterprise(self, site: Site) -> Employer:
        inventor = self.inventor
        branch: Branch = inventor.weighted([(branch, branch.weight) for branch in firms.BRANCHES])
        in_zone = bool(site.zones) and inventor.chance(branch.zone)
        foreign = inventor.chance(0.55 if in_zone else 0.09)
        line = inventor.pick(branch.words)
        ownership, form, earlier = Ownership.FOREIGN_INVESTED if foreign else Ownership.PRIVATE, firms.LIMITED, ""
        brand = inventor.pick(firms.FOREIGN_BRANDS if foreign else firms.LOCAL_BRANDS)
        if not foreign and branch.words[0] in _COOPERATIVES and inventor.chance(0.22):
            ownership, form = Ownership.COOPERATIVE, "Hợp tác xã"
        elif not foreign and inventor.chance(0.4):
            form = firms.SHARES
        name = self.unique(f"{form} {line} {brand}", site)
        if form == firms.SHARES and inventor.chance(0.16):
            earlier = name.replace(firms.SHARES, firms.LIMITED)
        factor = branch.size * (1.9 if foreign else 0.85) * (0.35 if form == "Hợp tác xã" else 1.0)
        members = self.size(factor)
        return Employer(
            name,
            UnitKind.ENTERPRISE,
            Sector.NON_STATE,
            ownership,
            members,
            branch.women,
            branch.jobs,
            branch.groups,
            in_zone=in_zone,
            earlier=earlier,
        )

    def institution(self, pattern: Institution) -> tuple[Employer, Site]:
        """An institution at a place that has none of its name yet."""
        inventor = self.inventor
        site, name = self._somewhere(pattern)
        for _ in range(_TRIES):
            if name not in self._taken:
                break
            site, name = self._somewhere(pattern)
        name = self.unique(name, site)
        members = max(round(pattern.typical * math.exp(inventor.rng.gauss(0, 0.35))), 10)
        private = pattern.ownership is Ownership.PRIVATE or pattern.kind is UnitKind.SYNDICATE
        employer = Employer(
            name,
            pattern.kind,
            Sector.NON_STATE if private else Sector.STATE,
            pattern.ownership,
            members,
            pattern.women,
            pattern.jobs,
            pattern.groups,
            offices=("Kế toán", "Văn thư") if pattern.kind is not UnitKind.SYNDICATE else pattern.jobs,
        )
        return employer, site

    def _somewhere(self, pattern: Institution) -> tuple[Site, str]:
        site = self.site()
        words = {"place": site.bare, "commune": site.commune, "district": site.district.name}
        return site, pattern.name.format(**words, flower=self.inventor.pick(firms.FLOWERS))

    def state_firms(self, sites: Sequence[Site]) -> Iterator[tuple[Employer, Site]]:
        for name, women, members in firms.STATE_FIRMS:
            site = self.inventor.pick(sites)
            full = f"{firms.OWNED} {name.format(province='Sao Mai', place=site.bare)}"
            jobs = ("Công nhân vận hành", "Kỹ sư", "Nhân viên kỹ thuật", "Đội trưởng", "Nhân viên giao dịch")
            groups = ("Tổ Văn phòng", "Tổ Kỹ thuật", "Tổ Sản xuất {n}")
            yield (
                Employer(
                    self.unique(full, site),
                    UnitKind.ENTERPRISE,
                    Sector.STATE,
                    Ownership.STATE_OWNED,
                    members,
                    women,
                    jobs,
                    groups,
                    under_province=True,
                ),
                site,
            )

    def began(self) -> date:
        """The day an enterprise union of today was founded: more of them young than old."""
        inventor = self.inventor
        years = min(inventor.rng.expovariate(1 / 8.5) + 0.9, 29)
        return inventor.between(
            inventor.day - timedelta(days=int(years * 365)) - timedelta(days=20),
            inventor.day - timedelta(days=int(years * 365)),
        )


def _title(kind: UnitKind, employer: str) -> str:
    """The name of the union of an employer."""
    return f"Nghiệp đoàn {employer}" if kind is UnitKind.SYNDICATE else f"Công đoàn cơ sở {employer}"

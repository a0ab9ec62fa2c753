"""The levels above the grassroots: two old provinces, their districts and sectors, and what July 2025 made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from nongcot.config.demo import places
from nongcot.config.demo.places import FICTIONAL, LATE_START, OLD_PROVINCES, REFORM, ZONES, District, OldProvince
from nongcot.config.demo.roster import Roster
from nongcot.people.kinds import UnitEnd, UnitKind
from nongcot.people.models import Unit

_SUPERIOR = UnitKind.DIRECT_SUPERIOR


@dataclass(slots=True)
class Site:
    """A commune of today: where unions lie, and who stood above them when."""

    commune: str
    district: District
    weight: float
    stays: tuple[tuple[Unit, date], ...]  # the superiors of a union here, each from its first day
    zone_stays: tuple[tuple[Unit, date], ...]  # the same for an enterprise of an industrial zone here
    province_stays: tuple[tuple[Unit, date], ...]  # the same for a union directly under the province
    zones: tuple[str, ...]

    @property
    def bare(self) -> str:
        """"Bến Mai" of "phường Bến Mai"."""
        return self.commune.removeprefix("phường ").removeprefix("xã ").removeprefix("đặc khu ")


@dataclass(slots=True)
class Tree:
    province: Unit
    old_provinces: list[Unit] = field(default_factory=list)
    districts: list[Unit] = field(default_factory=list)
    officials: list[Unit] = field(default_factory=list)  # Công đoàn Viên chức tỉnh: ended in 2025
    zones: list[Unit] = field(default_factory=list)  # the first goes on, the second was merged into it
    communes: list[Unit] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)


def grow(roster: Roster) -> Tree:
    """All superior units with their names, placements and successions."""
    first, second = OLD_PROVINCES
    province = _federation(roster, first, renamed=True)
    other = _federation(roster, second, renamed=False)
    tree = Tree(province, [province, other])
    roster.place(other, (province, REFORM))
    roster.end(other, REFORM, UnitEnd.MERGED, province)
    for old, federation in zip(OLD_PROVINCES, tree.old_provinces, strict=True):
        _sectors(roster, tree, old, federation)
    roster.end(tree.zones[1], REFORM, UnitEnd.MERGED, tree.zones[0])
    for old, federation in zip(OLD_PROVINCES, tree.old_provinces, strict=True):
        for district in old.districts:
            _district(roster, tree, old, federation, district)
    return tree


def _federation(roster: Roster, old: OldProvince, *, renamed: bool) -> Unit:
    name = f"Liên đoàn Lao động {old.name} {FICTIONAL}"
    if not renamed:
        return roster.add_unit(name, UnitKind.PROVINCIAL_FEDERATION, old.began_on)
    newest = f"Liên đoàn Lao động {places.PROVINCE} {FICTIONAL}"
    kind = UnitKind.PROVINCIAL_FEDERATION
    return roster.add_unit(newest, kind, old.began_on, earlier_names=((name, REFORM),))


def _sectors(roster: Roster, tree: Tree, old: OldProvince, federation: Unit) -> None:
    officials = roster.add_unit(f"Công đoàn Viên chức {old.name}", _SUPERIOR, date(1994, 3, 1))
    roster.place(officials, (federation, old.began_on))
    roster.end(officials, places.ENDED_BY, UnitEnd.ENDED_2025)
    tree.officials.append(officials)
    name, goes_on = f"{ZONES} {old.name}", not tree.zones
    zone = roster.add_unit(
        f"{ZONES} {places.PROVINCE}" if goes_on else name,
        _SUPERIOR,
        date(2003, 5, 19) if goes_on else date(2006, 9, 1),
        earlier_names=((name, REFORM),) if goes_on else (),
    )
    roster.place(zone, (federation, old.began_on))
    tree.zones.append(zone)


def _district(roster: Roster, tree: Tree, old: OldProvince, federation: Unit, district: District) -> None:
    unit = roster.add_unit(f"Liên đoàn Lao động {district.name}", _SUPERIOR, old.began_on)
    roster.place(unit, (federation, old.began_on))
    tree.districts.append(unit)
    for commune in district.communes:
        tree.communes.append(_commune(roster, tree, old, federation, unit, district, commune))
    roster.end(unit, REFORM, UnitEnd.ENDED_2025, *tree.communes[-len(district.communes) :])


def _commune(
    roster: Roster, tree: Tree, old: OldProvince, federation: Unit, above: Unit, district: District, commune: str
) -> Unit:
    late = commune in places.LATE_COMMUNES
    began = LATE_START if late else REFORM
    unit = roster.add_unit(places.commune_union(commune), _SUPERIOR, began)
    roster.place(unit, (tree.province, began))
    old_zone, new_zone = tree.zones[tree.old_provinces.index(federation)], tree.zones[0]
    kind = next(kind for kind in places.WEIGHTS if commune.startswith(kind))
    start = old.began_on
    between = ((tree.province, REFORM),) if late else ()
    one_zone = old_zone is new_zone
    one_federation = federation is tree.province
    tree.sites.append(
        Site(
            commune=commune,
            district=district,
            weight=places.WEIGHTS[kind] * places.HEAVY.get(commune, 1.0),
            stays=((above, start), *between, (unit, began)),
            zone_stays=((old_zone, start),) if one_zone else ((old_zone, start), (new_zone, REFORM)),
            province_stays=((federation, start),) if one_federation else ((federation, start), (tree.province, REFORM)),
            zones=old.zones,
        )
    )
    return unit

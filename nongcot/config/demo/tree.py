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
Stays = tuple[tuple[Unit, date], ...]


@dataclass(slots=True)
class Site:
    """A commune of today: where unions lie, and who stood above them when."""

    commune: str
    district: District
    weight: float
    stays: Stays  # the superiors of a union here, each from its first day
    zone_stays: Stays  # the same for an enterprise of an industrial zone here
    province_stays: Stays  # the same for a union directly under the province
    zones: tuple[str, ...]

    @property
    def bare(self) -> str:
        """ "Bến Mai" of "phường Bến Mai"."""
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
    for name in district.communes:
        began = LATE_START if name in places.LATE_COMMUNES else REFORM
        commune = roster.add_unit(places.commune_union(name), _SUPERIOR, began)
        roster.place(commune, (tree.province, began))
        tree.communes.append(commune)
        between = ((tree.province, REFORM),) if began > REFORM else ()
        stays = ((unit, old.began_on), *between, (commune, began))
        tree.sites.append(_site(tree, old, federation, district, name, stays=stays))
    roster.end(unit, REFORM, UnitEnd.ENDED_2025, *tree.communes[-len(district.communes) :])


def _site(tree: Tree, old: OldProvince, federation: Unit, district: District, commune: str, *, stays: Stays) -> Site:
    kind = next(kind for kind in places.WEIGHTS if commune.startswith(kind))
    zone = tree.zones[tree.old_provinces.index(federation)]
    after_zone = () if zone is tree.zones[0] else ((tree.zones[0], REFORM),)
    after_province = () if federation is tree.province else ((tree.province, REFORM),)
    return Site(
        commune=commune,
        district=district,
        weight=places.WEIGHTS[kind] * places.HEAVY.get(commune, 1.0),
        stays=stays,
        zone_stays=((zone, old.began_on), *after_zone),
        province_stays=((federation, old.began_on), *after_province),
        zones=old.zones,
    )

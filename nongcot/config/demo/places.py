"""The invented province: names of its places. Pure data; none of these federations exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FICTIONAL = "(dữ liệu hư cấu)"
REFORM = date(2025, 7, 1)  # district level gone, commune unions new, provinces merged
LATE_START = date(2025, 9, 15)  # some commune unions were set up later; until then the province managed directly
ENDED_BY = date(2025, 6, 15)  # agencies, armed forces, schools paid from the budget: công văn 4173/TLĐ-ToC


@dataclass(frozen=True, slots=True)
class District:
    """One former district with the commune-level unions that came after it."""

    name: str
    communes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OldProvince:
    name: str
    began_on: date
    districts: tuple[District, ...]
    zones: tuple[str, ...]


PROVINCE = "tỉnh Sao Mai"

OLD_PROVINCES = (
    OldProvince(
        "tỉnh Thanh Mai",
        date(1976, 4, 12),
        (
            District("thành phố Thanh Mai", ("phường Bến Mai", "phường Tân Lĩnh", "phường Đông Mai", "phường Cầu Vân")),
            District("thị xã An Lĩnh", ("phường An Lĩnh", "phường Phú Khê", "xã Hòa Lĩnh")),
            District("huyện Bắc Vân", ("xã Bắc Vân", "xã Xuân Khê")),
            District("huyện Phú Giang", ("xã Phú Giang", "xã Mỹ Khê", "xã Long Vân")),
            District("huyện Tân Lộc Sơn", ("xã Lộc Sơn", "xã Tân Vân")),
            District("huyện Đông Khê", ("xã Đông Khê", "xã Bình Khê")),
        ),
        ("Khu công nghiệp Tân Lĩnh", "Khu công nghiệp Phú Khê I", "Khu công nghiệp Phú Khê II"),
    ),
    OldProvince(
        "tỉnh Sao Khuê",
        date(1992, 1, 8),
        (
            District("thành phố Khuê Sơn", ("phường Khuê Sơn", "phường Nam Khuê", "phường Vân Hải")),
            District("thị xã Hòa Giang", ("phường Hòa Giang", "xã Thạnh Giang")),
            District("huyện Sông Vân", ("xã Sông Vân", "xã Trà Giang")),
            District("huyện Thuận Khuê", ("xã Thuận Khuê", "xã Vĩnh Khuê")),
            District("huyện đảo Hòn Sao", ("đặc khu Hòn Sao",)),
        ),
        ("Khu công nghiệp Nam Khuê", "Khu chế xuất Hòa Giang"),
    ),
)
ZONES = "Công đoàn các Khu công nghiệp"

# Weight of each place in the number of unions: wards of the cities have many, islands few.
WEIGHTS = {"phường": 2.2, "xã": 1.5, "đặc khu": 0.7}
HEAVY = {"phường Tân Lĩnh": 2.1, "phường Nam Khuê": 1.6, "phường Phú Khê": 1.5}
LATE_COMMUNES = frozenset({"xã Tân Vân", "xã Vĩnh Khuê", "xã Long Vân", "xã Trà Giang"})


def commune_union(commune: str) -> str:
    """ "phường Bến Mai" gives "Công đoàn phường Bến Mai"."""
    return f"Công đoàn {commune}"


def decision_suffix(superior: str) -> str:
    """The abbreviation in the number of a superior union's decision ("QĐ-CĐP")."""
    if superior.startswith("Liên đoàn"):
        return "QĐ-LĐLĐ"
    for words, suffix in (("Công đoàn phường", "QĐ-CĐP"), ("Công đoàn xã", "QĐ-CĐX"), ("Công đoàn đặc khu", "QĐ-CĐĐK")):
        if superior.startswith(words):
            return suffix
    return "QĐ-CĐKCN" if superior.startswith(ZONES) else "QĐ-CĐN"

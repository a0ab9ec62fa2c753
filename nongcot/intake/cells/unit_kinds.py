"""What kind of unit a column "Loại hình" or the unit's own name tells."""

from __future__ import annotations

import re
from functools import lru_cache

from nongcot.intake.cells.understood import CACHED, Cell, Understood, plain
from nongcot.intake.cells.units import strip_labels
from nongcot.intake.cells.words import is_empty
from nongcot.intake.kinds import ProblemKind
from nongcot.kernel.text import fold
from nongcot.people.kinds import Ownership, Sector, UnitKind

Kind = tuple[UnitKind | None, Sector | None, Ownership | None]
UNKNOWN: Kind = (None, None, None)

_STATE_FIRM: Kind = (UnitKind.ENTERPRISE, Sector.STATE, Ownership.STATE_OWNED)
_FOREIGN: Kind = (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.FOREIGN_INVESTED)
_PRIVATE: Kind = (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.PRIVATE)
_NON_STATE: Kind = (UnitKind.ENTERPRISE, Sector.NON_STATE, None)
_COOPERATIVE: Kind = (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.COOPERATIVE)
_SERVICE: Kind = (UnitKind.PUBLIC_SERVICE, Sector.STATE, None)
_NON_PUBLIC: Kind = (UnitKind.NON_PUBLIC_SERVICE, Sector.NON_STATE, None)
_AGENCY: Kind = (UnitKind.AGENCY, Sector.STATE, None)

# Folded phrases, the more telling first. A phrase in a column's cell may stand anywhere in it.
_COLUMN: tuple[tuple[str, Kind], ...] = (
    ("co quan nha nuoc|hanh chinh nha nuoc|quan ly nha nuoc", _AGENCY),
    ("nghiep doan|nd", (UnitKind.SYNDICATE, Sector.NON_STATE, None)),
    ("ngoai cong lap|tu thuc|dan lap|su nghiep ngoai", _NON_PUBLIC),
    (
        "100 ngan sach|ngan sach dam bao|nsnn bao dam",
        (UnitKind.PUBLIC_SERVICE, Sector.STATE, Ownership.PUBLIC_FULLY_FUNDED),
    ),
    ("tu chu|mot phan ngan sach|tu bao dam", (UnitKind.PUBLIC_SERVICE, Sector.STATE, Ownership.PUBLIC_PARTLY_FUNDED)),
    ("su nghiep|svcl|dvsn|cong lap|snc|sncl", _SERVICE),
    ("hop tac xa|htx|lien hiep htx", _COOPERATIVE),
    ("fdi|nuoc ngoai|von ngoai|dtnn|100 von nuoc ngoai|lien doanh", _FOREIGN),
    (
        "ngoai nha nuoc|ngoai nn|ngoai qd|ngoai quoc doanh|knn|nnn|khong nha nuoc|ngoai khu vuc nha nuoc|dnnnn",
        _NON_STATE,
    ),
    ("tu nhan|dntn", _PRIVATE),
    ("dnnn|dn nha nuoc|doanh nghiep nha nuoc|nha nuoc|quoc doanh|von nha nuoc|dn nn", _STATE_FIRM),
    ("luc luong vu trang|llvt|cong an|quan doi|quoc phong|bo doi", (UnitKind.ARMED_FORCES, Sector.STATE, None)),
    ("hanh chinh|co quan|hcsn|hcnn|dang doan the|hc|cqhc|mat tran", _AGENCY),
    ("tnhh|co phan|cong ty cp|cty cp|tmcp", _NON_STATE),
    ("lien doan lao dong tinh|ldld tinh", (UnitKind.PROVINCIAL_FEDERATION, None, None)),
    ("cap tren truc tiep|cap tren", (UnitKind.DIRECT_SUPERIOR, None, None)),
    ("cdcs thanh vien|co so thanh vien", (UnitKind.MEMBER_UNION, None, None)),
    ("cong doan bo phan|cdbp|cd bo phan", (UnitKind.SECTION, None, None)),
    ("to cong doan|to cd", (UnitKind.GROUP, None, None)),
    ("doanh nghiep|dn|san xuat kinh doanh|sxkd", (UnitKind.ENTERPRISE, None, None)),
)


_NAMED = {kind.value: kind for kind in UnitKind}  # as our own exports and the API name them
# a cell that names only the level of the administration whose union it is
_LEVELS = {
    UnitKind.DIRECT_SUPERIOR: "phuong|xa|thi tran|dac khu|huyen|quan|thi xa|ward|commune|district",
    UnitKind.PROVINCIAL_FEDERATION: "tinh|province",
}
_NAMED |= {word: kind for kind, words in _LEVELS.items() for word in words.split("|")}


def _search(key: str, table: tuple[tuple[str, Kind], ...]) -> Kind | None:
    padded = f" {key} "
    return next((kind for phrases, kind in table for p in phrases.split("|") if f" {p} " in padded), None)


@lru_cache(maxsize=CACHED)
def _unit_kind(cell: str) -> Understood[Kind]:
    if is_empty(cell):
        return Understood(UNKNOWN)
    key = fold(cell)
    named = _NAMED.get(key.replace(" ", "_")) or _NAMED.get(key)
    found = (named, None, None) if named else _search(key, _COLUMN) or _own_kind(key)
    return Understood(found) if found else Understood(UNKNOWN, problem=ProblemKind.UNKNOWN_KIND)


def unit_kind(cell: Cell) -> Understood[Kind]:
    """Kind, sector and ownership from a column "Loại hình": "ĐVSN công lập", "DN ngoài nhà nước", "DN FDI", "HTX"."""
    return _unit_kind(plain(cell))


# How a unit's name begins, after "Công đoàn cơ sở" is taken off.
_SUPERIORS = (
    "cong doan phuong|cong doan xa|cong doan dac khu|cong doan cac khu|cong doan cac kcn|cong doan khu|"
    "cong doan kcn|cong doan kkt|"
    "cong doan huyen|cong doan quan|cong doan thi xa|cong doan thanh pho|cong doan giao duc|cong doan nganh|"
    "cong doan vien chuc|"
    "cong doan y te|cong doan cong thuong|cong doan xay dung|cong doan giao thong|cong doan tong cong ty|ldld huyen|"
    "ldld quan|"
    "ldld thi xa|ldld tp|ldld thanh pho|lien doan lao dong huyen|lien doan lao dong quan|lien doan lao dong thi xa|"
    "cd phuong|cd xa|"
    "cd dac khu|cd cac kcn|cd cac khu|cd kcn|cd khu|cd huyen|cd quan|cd vien chuc|cd nganh|cd giao duc"
).split("|")
_FIRMS = (
    "cong ty|cty|c ty|tnhh|xi nghiep|nha may|doanh nghiep|tong cong ty|tct|ngan hang|tap doan|khach san|sieu thi|"
    "dntn|hang|"
    "cua hang|lam truong|nong truong|co phan|chi nhanh cong ty|chi nhanh cty"
).split("|")
_SERVICES = (
    "truong|benh vien|bv|trung tam|vien|dai hoc|dh|cao dang|hoc vien|thpt|thcs|tieu hoc|mam non|mau giao|tram|ttyt|"
    "bvdk|bao tang|"
    "thu vien|ban quan ly|trung cap|nha van hoa|dai phat thanh|quy|phong kham"
).split("|")
_AGENCIES = (
    "phong|so|ubnd|uy ban nhan dan|chi cuc|cuc|cong doan co quan|co quan|van phong|kho bac|toa an|vien kiem sat|"
    "huyen uy|tinh uy|"
    "thanh uy|thanh tra|ban to chuc|ban tuyen giao|bao hiem xa hoi|hai quan|thue|dang uy|hoi lien hiep|hoi nong dan|"
    "hoi cuu"
).split("|")
_ARMED = "cong an|bo chi huy|quan su|bo doi|bien phong|ban chi huy quan su|quan doi|canh sat".split("|")


def _starts(key: str, beginnings: list[str]) -> bool:
    return any(key == b or key.startswith(b + " ") for b in beginnings)


def _own_kind(key: str) -> Kind | None:
    """What the name, or a column's cell that names the level ("Công đoàn phường", "Liên đoàn Lao động thành phố"),
    says of a union that is no ordinary grassroots union."""
    if _starts(key, ["tong lien doan"]):
        return (UnitKind.CONFEDERATION, None, None)
    if _starts(key, ["lien doan lao dong tinh", "ldld tinh", "lien doan lao dong thanh pho", "ldld thanh pho"]):
        return (UnitKind.PROVINCIAL_FEDERATION, None, None)
    if _starts(key, _SUPERIORS):
        return (UnitKind.DIRECT_SUPERIOR, None, None)
    if _starts(key, ["nghiep doan", "nd", "ndcs"]):
        return (UnitKind.SYNDICATE, Sector.NON_STATE, None)
    if _starts(key, ["cong doan bo phan", "cdbp", "cd bo phan"]):
        return (UnitKind.SECTION, None, None)
    if _starts(key, ["to cong doan", "to cd"]):
        return (UnitKind.GROUP, None, None)
    if _starts(key, ["cong doan co so thanh vien", "cdcs thanh vien", "cdcs tv"]):
        return (UnitKind.MEMBER_UNION, None, None)
    return None


def _employer(key: str) -> str:
    """The name without the words that say it is a union."""
    for words in ("cong doan co so", "cdcs", "cong doan", "cd"):
        if key.startswith(words + " "):
            return key[len(words) + 1 :]
    return key


_ENGLISH_FIRM = re.compile(
    r".+ (?:co|ltd|limited|jsc|corp|corporation|inc|incorporated|llc|plc|pte|gmbh|company|group|holdings?)"
)


def _employer_kind(key: str) -> Kind:
    if _starts(key, ["hop tac xa", "htx", "lien hiep htx"]):
        return _COOPERATIVE
    if _starts(key, _FIRMS):
        return _firm(f" {key} ")
    if _starts(key, _ARMED):
        return (UnitKind.ARMED_FORCES, Sector.STATE, None)
    if _starts(key, _SERVICES):
        private = any(f" {w} " in f" {key} " for w in ("tu thuc", "dan lap", "ngoai cong lap", "quoc te", "tu nhan"))
        return _NON_PUBLIC if private else _SERVICE
    if _starts(key, _AGENCIES):
        return _AGENCY
    return _firm(f" {key} ") if _ENGLISH_FIRM.fullmatch(key) else UNKNOWN


def _firm(padded: str) -> Kind:
    """A firm's sector only where the words say it: an MTV may belong to the state."""
    if " nha nuoc " in padded:
        return _STATE_FIRM
    if " mtv " in padded or " mot thanh vien " in padded or " tong cong ty " in padded or " tct " in padded:
        return (UnitKind.ENTERPRISE, None, None)
    if " tu nhan " in padded or " dntn " in padded:
        return _PRIVATE
    return (UnitKind.ENTERPRISE, None, None)


@lru_cache(maxsize=CACHED)
def unit_kind_from_name(name: str) -> Kind:
    """Kind, sector and ownership as far as the unit's name says them; (None, None, None) if it says nothing."""
    key = fold(strip_labels(name))
    if _starts(key, ["cdcs thanh vien", "cong doan co so thanh vien"]) or not _starts(key, ["cdcs", "cong doan co so"]):
        own = _own_kind(key)
        if own:
            return own
    return _employer_kind(_employer(key))

"""The union that the name of a sheet or of a file carries."""

from __future__ import annotations

import re

from nongcot.intake.cells.units import looks_like_unit
from nongcot.kernel.text import fold, tidy

_GENERIC_SHEET = re.compile(
    r"(?:sheet|trang tinh|trang|bang|table|bieu|mau|phu luc|pl|so lieu|data|du lieu|book|tong hop|th|"
    r"ds|danh sach|list|copy|ban sao)?(?: ?\d+)*"
    r"|.*(?:danh sach|trich ngang|tong hop|ghi chu|huong dan|mau|can bo|bch|ban chap hanh|ubkt|"
    r"uy ban kiem tra|nu cong|to truong|doan vien|thong ke|bieu).*"
    r"|(?:ds |th )?(?:cdcs|cong doan co so|can bo|cb|cbcd|don vi|officers?|units?|unions?|roster|"
    r"members)(?: \d+)*|(?:nam |thang |quy )?\d*|.*nhiem ky.*"
)
_ORGANISATION = re.compile(
    r"(?:cdcs|cong doan|cd|nghiep doan|nd|cong ty|cty|ct|tnhh|co phan|cp|tap doan|tong cong ty|tct|"
    r"truong|th|thcs|thpt|tieu hoc|mam non|mn|mg|mau giao|dai hoc|dh|cao dang|cd|"
    r"benh vien|bv|trung tam|tt|tram y te|tyt|nha may|nm|xi nghiep|xn|hop tac xa|htx|ngan hang|nh|"
    r"dntn|doanh nghiep|dn|chi nhanh|cn|quy|vien|phong|so|ban quan ly|bql|khach san|ks|sieu thi|"
    r"kho bac|van phong|vp|chi cuc|cuc|buu dien|dien luc|ubnd|dang uy|vien thong|cang|benh xa|"
    r"bao hiem|bhxh)\b.*"
)
_COMPANY_FORM = re.compile(r"(?:tnhh|cổ\s*phần|cp|mtv|liên\s*doanh|một\s*thành\s*viên)\b", re.I)


def name_in_label(label: str, certain: bool = False) -> str | None:
    """The union that the name of a sheet or file carries, or None for names like "Sheet1", "DS can bo".

    "1. TNHH Giày Thuận Hòa" gives "Công ty TNHH Giày Thuận Hòa": the form of a company implies the word. With
    ``certain`` any name that is not generic counts (several sheets of one kind, each with its own name).
    """
    bare = re.sub(
        r"^\s*(?:(?:\d{1,3}|[IVX]{1,5})\s*[.)\-_]+|\(\d{1,3}\))\s*", "", tidy(label.replace("_", " "))
    ).strip()
    bare = re.sub(r"^\d{1,3}\s+(?=\D)", "", bare)
    bare = re.sub(
        r"^(?:ds|danh sách|bch|ban chấp hành|danh sach|trích ngang)\s+"
        r"(?=(?:cđcs|công đoàn|nghiệp đoàn|cong doan|cdcs)\b)",
        "",
        bare,
        flags=re.I,
    )
    key = fold(bare)
    if sum(c.isalpha() for c in key) < 3:
        return None
    known = looks_like_unit(bare) or _ORGANISATION.fullmatch(key)
    if _GENERIC_SHEET.fullmatch(key) and not (known and len(key.split()) > 3):
        return None
    if not known and not certain:
        return None
    if _COMPANY_FORM.match(bare):
        return f"Công ty {bare}"
    return bare

"""Words of invented persons: Vietnamese names by frequency and sex, some of minorities, schooling. Pure data."""

from __future__ import annotations

Weighted = tuple[tuple[str, float], ...]


def _weighted(text: str) -> Weighted:
    """ "Nguyễn:38 Trần:11" as pairs; an underscore stands for a space, a lone "_" for nothing."""
    pairs = (part.rsplit(":", 1) for part in text.split())
    return tuple((word.replace("_", " ").strip(), float(weight)) for word, weight in pairs)


FAMILY = _weighted(
    "Nguyễn:36 Trần:11 Lê:9.5 Phạm:7 Hoàng:4 Huỳnh:1.6 Phan:4 Vũ:3.4 Võ:1.6 Đặng:2.4 Bùi:2.4 Đỗ:2.2 Hồ:1.3 "
    "Ngô:1.4 Dương:1.3 Lý:0.6 Đinh:1 Đào:0.9 Đoàn:0.9 Lương:0.8 Mai:0.7 Trịnh:0.9 Cao:0.7 Tạ:0.5 Lâm:0.5 "
    "Phùng:0.5 Hà:0.6 Tô:0.4 Thái:0.3 Châu:0.2 Kiều:0.3 Chu:0.4 Nghiêm:0.2 Trương:1.5 Lưu:0.6 Tống:0.2 Vương:0.3 "
    "Quách:0.2 Đàm:0.2"
)
MIDDLE_MALE = _weighted(
    "Văn:34 Hữu:5 Đức:6 Quang:5 Minh:6 Công:4 Đình:5 Ngọc:5 Xuân:4 Thanh:5 Quốc:4 Duy:3 Trọng:2.5 Hoàng:3 "
    "Viết:1.5 Mạnh:2 Tiến:2 Bá:1.5 Thế:2 Anh:2 Nhật:1 Chí:1.5 Phước:1 _:3"
)
MIDDLE_FEMALE = _weighted(
    "Thị:40 Thị_Thu:5 Thị_Thanh:5 Thị_Kim:4 Thị_Ngọc:5 Thị_Hồng:4 Thị_Bích:3 Thị_Mỹ:2.5 Thị_Minh:2 Ngọc:5 Thanh:4 "
    "Thu:4 Kim:3 Minh:3 Hồng:3 Phương:2 Bích:2 Thùy:1.5 Diệu:1 Quỳnh:1 Hoài:1"
)
GIVEN_MALE = _weighted(
    "Hùng:4 Dũng:4 Tuấn:5 Anh:3 Cường:4 Minh:3.5 Thành:4 Hải:4 Long:3.5 Sơn:3.5 Nam:3.5 Tùng:3 Đức:3 Hưng:3 "
    "Quang:2.5 Bình:3 Trung:3.5 Thắng:3 Hiếu:3 Phúc:2 Hoàng:2.5 Khánh:1.5 Phong:2 Kiên:2 Việt:2 Tâm:1.5 Lâm:2 "
    "Toàn:2 Vinh:2 Đạt:2.5 Tú:2 Chiến:1.5 Thịnh:1.5 Nghĩa:1.5 Lợi:1.5 Hòa:1.5 Tài:1.5 Khoa:1.5 Nhân:1.2 Huy:2.5 "
    "Giang:1.5 Duy:2 Mạnh:2 Quân:2 Trường:1.5 Sáng:0.8 Hậu:1 Luân:0.8 Thuận:1.2 Vũ:1.5 Khang:0.8 Lộc:1 Phước:1 "
    "Quý:1 Thiện:1"
)
GIVEN_FEMALE = _weighted(
    "Hương:4.5 Lan:4 Hoa:3 Hằng:4 Huyền:4 Linh:3.5 Trang:4 Thảo:3.5 Nga:3 Hà:4 Thủy:3.5 Hạnh:3.5 Mai:3 Dung:3 "
    "Phương:3.5 Loan:2.5 Yến:2.5 Nhung:3 Ngọc:3 Thu:2 Oanh:2 Hiền:3 Vân:3 Tuyết:2 Liên:2 Nguyệt:1.5 Hồng:2 "
    "Thúy:2.5 Bình:1 Tâm:1.5 Xuân:1.5 Chi:1.5 Anh:2.5 My:1 Vy:1 Ngân:1.5 Trâm:1.2 Quyên:1.5 Diễm:0.8 Giang:1.2 "
    "Thanh:2 Hòa:1.2 Duyên:1.5 Hoài:1 Lý:0.7 Sen:0.7 Thơm:0.7 Huệ:1.3 Cúc:0.8 Thoa:0.8 Lệ:0.8 Phượng:1.3 Hảo:0.8 "
    "Nhàn:0.6 Tươi:0.6 Đào:0.8 Ánh:1 Bích:1"
)

# Whole names of minorities, with the ethnic group: (group, male names, female names).
MINORITIES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "Tày",
        ("Nông Văn Thắng", "Nông Đức Chiến", "Bế Văn Lương", "Hoàng Văn Páo", "Ma Doãn Khánh", "Triệu Văn Hợp"),
        ("Nông Thị Bích", "Nông Thị Thắm", "Bế Thị Hoan", "Ma Thị Ngần", "Vi Thị Hảo", "Lộc Thị Yên"),
    ),
    (
        "Mường",
        ("Bùi Văn Nhởi", "Quách Công Lực", "Đinh Công Tuyên", "Bùi Minh Quế"),
        ("Bùi Thị Nhiến", "Quách Thị Thương", "Đinh Thị Nụ", "Bùi Thị Quỷnh"),
    ),
    (
        "Khmer",
        ("Thạch Sa Rây", "Thạch Ngọc Danh", "Kim Sô Phép", "Sơn Ra Đi", "Danh Hoàng Nam"),
        ("Thạch Thị Sa Mết", "Kim Thị Sa Pha", "Sơn Thị Na Ri", "Danh Thị Bé", "Lâm Thị Sô Phi"),
    ),
    ("Ê Đê", ("Y Bhưm Niê", "Y Khoa Niê", "Y Thanh Mlô", "Y Win Byă"), ("H' Hen Niê", "H' Lan Mlô", "H' Nga Êban")),
    ("Cơ Ho", ("K' Brêo", "K' Tâm", "K' Brội"), ("Ka Thẻm", "Ka Nhiều", "Ka Hương")),
    ("Hoa", ("Lâm Chấn Huy", "Trương Vĩ Hào", "Quách Tuấn Kiệt"), ("Lâm Tú Mỹ", "Trương Bội Linh", "Quách Mỹ Dung")),
)
SHARE_OF_MINORITIES = 0.028

EDUCATION = _weighted("Trung_học_phổ_thông:30 Trung_cấp:16 Cao_đẳng:16 Đại_học:33 Thạc_sĩ:4 Trung_học_cơ_sở:6")
POLITICAL_THEORY = _weighted("_:74 Sơ_cấp:15 Trung_cấp:9 Cao_cấp:1.5")
MOBILE_PREFIXES = (
    "90",
    "91",
    "93",
    "94",
    "96",
    "97",
    "98",
    "32",
    "33",
    "35",
    "36",
    "37",
    "38",
    "39",
    "70",
    "76",
    "77",
    "79",
    "81",
    "82",
    "83",
    "85",
    "86",
    "88",
)

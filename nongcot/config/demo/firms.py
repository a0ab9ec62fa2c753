"""Invented employers: what they make, how they are called, who works there. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from nongcot.people.kinds import Ownership, UnitKind


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of work: how its enterprises are named, how many women work there, who sits on its committees.

    ``size`` multiplies the usual number of members; ``groups`` name its union groups (``{n}`` is a number).
    """

    words: tuple[str, ...]
    women: float
    size: float
    jobs: tuple[str, ...]
    groups: tuple[str, ...]
    weight: float
    zone: float = 0.2  # share of its enterprises in industrial zones


OFFICE_JOBS = (
    "Trưởng phòng Hành chính - Nhân sự",
    "Nhân viên nhân sự",
    "Kế toán",
    "Phó phòng Kế hoạch",
    "Nhân viên văn phòng",
)
PLANT_GROUPS = ("Tổ Văn phòng", "Tổ Kho", "Tổ Cơ điện", "Tổ Bảo vệ - Nhà ăn", "Tổ Kiểm hàng")

BRANCHES = (
    Branch(
        ("May mặc", "May", "May xuất khẩu", "Thời trang"),
        0.82,
        1.9,
        ("Tổ trưởng chuyền may", "Công nhân may", "Kỹ thuật chuyền", "Nhân viên KCS", "Quản đốc xưởng may"),
        ("Tổ Chuyền {n}", "Tổ Cắt", "Tổ Hoàn thành", *PLANT_GROUPS),
        15,
        0.35,
    ),
    Branch(
        ("Giày", "Giày da", "Túi xách"),
        0.78,
        2.6,
        ("Tổ trưởng xưởng gò", "Công nhân may mũ giày", "Công nhân đế", "Nhân viên QC"),
        ("Tổ May mũ {n}", "Tổ Gò {n}", "Tổ Đế", *PLANT_GROUPS),
        7,
        0.5,
    ),
    Branch(
        ("Điện tử", "Linh kiện điện tử", "Vi mạch"),
        0.68,
        1.8,
        ("Trưởng ca sản xuất", "Công nhân lắp ráp", "Kỹ thuật viên SMT", "Nhân viên QA"),
        ("Tổ Lắp ráp {n}", "Tổ SMT", "Tổ QA", *PLANT_GROUPS),
        9,
        0.75,
    ),
    Branch(
        ("Chế biến gỗ", "Gỗ", "Nội thất"),
        0.42,
        1.1,
        ("Tổ trưởng tổ phôi", "Công nhân đứng máy", "Thợ sơn", "Nhân viên vật tư"),
        ("Tổ Phôi", "Tổ Lắp ráp {n}", "Tổ Sơn", *PLANT_GROUPS),
        8,
        0.35,
    ),
    Branch(
        ("Thủy sản", "Chế biến thủy sản", "Thực phẩm đông lạnh"),
        0.66,
        1.2,
        ("Tổ trưởng fillet", "Công nhân cấp đông", "Nhân viên KCS", "Thủ kho lạnh"),
        ("Tổ Fillet {n}", "Tổ Cấp đông", "Tổ Bao gói", *PLANT_GROUPS),
        6,
        0.25,
    ),
    Branch(
        ("Cơ khí", "Kết cấu thép", "Nhôm kính"),
        0.16,
        0.6,
        ("Thợ hàn", "Thợ tiện CNC", "Tổ trưởng gia công", "Kỹ sư cơ khí"),
        ("Tổ Gia công {n}", "Tổ Hàn", *PLANT_GROUPS),
        8,
        0.4,
    ),
    Branch(
        ("Bao bì", "Nhựa", "In và Bao bì"),
        0.4,
        0.7,
        ("Trưởng ca in", "Công nhân vận hành máy", "Nhân viên kho"),
        ("Tổ In", "Tổ Thổi {n}", *PLANT_GROUPS),
        7,
        0.5,
    ),
    Branch(
        ("Xây dựng", "Xây lắp", "Cầu đường"),
        0.14,
        0.5,
        ("Kỹ sư công trình", "Đội trưởng thi công", "Lái máy", "Kế toán công trường"),
        ("Đội Thi công {n}", "Tổ Văn phòng"),
        8,
        0.03,
    ),
    Branch(
        ("Vận tải", "Giao nhận Vận tải", "Xe khách"),
        0.12,
        0.5,
        ("Lái xe", "Điều độ viên", "Nhân viên bán vé", "Thợ sửa chữa"),
        ("Đội Xe {n}", "Tổ Sửa chữa", "Tổ Văn phòng"),
        5,
        0.05,
    ),
    Branch(
        ("Thương mại", "Thương mại Dịch vụ", "Xuất nhập khẩu"),
        0.5,
        0.35,
        ("Nhân viên kinh doanh", "Thủ kho", "Kế toán bán hàng", "Cửa hàng trưởng"),
        ("Tổ Bán hàng {n}", "Tổ Văn phòng"),
        12,
        0.05,
    ),
    Branch(
        ("Du lịch", "Khách sạn", "Khách sạn Du lịch"),
        0.58,
        0.4,
        ("Lễ tân", "Bếp trưởng", "Trưởng bộ phận buồng", "Nhân viên phục vụ"),
        ("Tổ Buồng", "Tổ Bếp", "Tổ Lễ tân"),
        5,
        0.0,
    ),
    Branch(
        ("Nông sản", "Chế biến hạt điều", "Thức ăn chăn nuôi"),
        0.6,
        0.7,
        ("Công nhân phân loại", "Trưởng ca", "Nhân viên thu mua", "Thủ kho"),
        ("Tổ Phân loại {n}", "Tổ Sấy", *PLANT_GROUPS),
        6,
        0.2,
    ),
    Branch(
        ("Gạch ngói", "Vật liệu xây dựng", "Bê tông"),
        0.2,
        0.45,
        ("Công nhân lò nung", "Tổ trưởng ra lò", "Lái xe nâng"),
        ("Tổ Tạo hình", "Tổ Ra lò", "Tổ Văn phòng"),
        4,
        0.1,
    ),
    Branch(
        ("Bảo vệ", "Dịch vụ Vệ sinh", "Môi trường"),
        0.45,
        0.9,
        ("Đội trưởng", "Nhân viên bảo vệ", "Công nhân vệ sinh"),
        ("Đội {n}", "Tổ Văn phòng"),
        3,
        0.05,
    ),
)

LOCAL_BRANDS = tuple(
    "Hoa Gạo|Sao Hôm|Mai Vàng|Cánh Buồm Nâu|Đồng Xanh Khuê|Bình Minh Lĩnh|Sông Vân|Hạt Ngọc Lĩnh|Trầu Vàng|"
    "Lúa Mới Khuê|Hương Khuê|Cầu Vồng Xanh|Mây Trắng Lĩnh|An Vân|Phúc Khuê|Đại Lĩnh|Tân Khuê|Vạn Vân|Hưng Lĩnh|"
    "Thuận Vân|Kim Khuê|Minh Lĩnh|Quang Vân|Thiên Lĩnh|Nhật Khuê|Hải Vân Khuê|Gió Khơi|Đất Lành Khuê|Bông Trang|"
    "Mười Giờ|Cỏ May|Ban Mai Lĩnh|Sen Khuê|Trúc Lĩnh|Đá Bạc Khuê|Biển Gọi|Nắng Khuê|Tre Lĩnh|Suối Vân|Rừng Khuê|"
    "Ngọc Vân|Thành Khuê|Đức Lĩnh Vân|Tiến Khuê|Việt Lĩnh|Long Khuê|Phát Lĩnh|Khải Vân|Trí Khuê|Bảo Lĩnh|Gia Vân|"
    "Hồng Lĩnh Khuê|Tâm Khuê|Phương Lĩnh|Mỹ Vân|Châu Khuê|Nam Lĩnh|Đông Vân|Tây Khuê|Bắc Lĩnh".split("|")
)
FOREIGN_BRANDS = tuple(
    "Haneulbit Vina|Mirinae Vina|Saebom Vina|Byeolsan Việt Nam|Gaonnuri Vina|Hoshizuku Việt Nam|Asagao Việt Nam|"
    "Kawabuki Vina|Minamori Việt Nam|Tsukiyama Việt Nam|Rui Mei Việt Nam|Jin Hua Xing|Yong Mei|Da Xing Lĩnh|"
    "Hui Long Khuê|Wan Tai Vina|Norvella Việt Nam|Lumarick Việt Nam|Castorine Việt Nam|Vestergård Khuê|"
    "Altamonte Vina|Sunmeadow Việt Nam|Brightloom Vina|Kestrelton Việt Nam|Orchadia Vina|Bluefjord Việt Nam|"
    "Taeyangsan Vina|Nunkot Vina|Hanareum Khuê|Duri Saem Vina".split("|")
)
LIMITED, SHARES, OWNED = "Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH Một thành viên"


@dataclass(frozen=True, slots=True)
class Institution:
    """Employers that are no enterprises: ``{place}`` is the bare name of the commune, ``{flower}`` a school's name."""

    name: str
    kind: UnitKind
    ownership: Ownership | None
    women: float
    typical: int  # members
    jobs: tuple[str, ...]
    groups: tuple[str, ...] = ("Tổ Văn phòng", "Tổ Chuyên môn {n}")


TEACHERS = ("Giáo viên", "Tổ trưởng chuyên môn", "Phó Hiệu trưởng", "Nhân viên thư viện", "Kế toán")
CIVIL_SERVANTS = ("Chuyên viên", "Phó Trưởng phòng", "Văn thư", "Kế toán", "Công chức địa chính")
FULLY, PARTLY = Ownership.PUBLIC_FULLY_FUNDED, Ownership.PUBLIC_PARTLY_FUNDED
PUBLIC, PRIVATE, AGENCY = UnitKind.PUBLIC_SERVICE, UnitKind.NON_PUBLIC_SERVICE, UnitKind.AGENCY

ALIVE_PUBLIC = (
    Institution(
        "Bệnh viện Đa khoa khu vực {place}",
        PUBLIC,
        PARTLY,
        0.7,
        340,
        ("Bác sĩ", "Điều dưỡng trưởng", "Điều dưỡng", "Kỹ thuật viên xét nghiệm"),
        ("Tổ Khoa Nội", "Tổ Khoa Ngoại", "Tổ Khoa Sản", "Tổ Hồi sức", "Tổ Dược", "Tổ Hành chính"),
    ),
    Institution(
        "Trung tâm Y tế khu vực {place}",
        PUBLIC,
        PARTLY,
        0.66,
        120,
        ("Bác sĩ", "Điều dưỡng", "Nữ hộ sinh", "Dược sĩ"),
        ("Tổ Điều trị", "Tổ Dự phòng", "Tổ Trạm y tế {n}"),
    ),
    Institution(
        "Trường Cao đẳng Nghề {place}",
        PUBLIC,
        PARTLY,
        0.44,
        110,
        TEACHERS,
        ("Tổ Khoa Cơ khí", "Tổ Khoa Điện", "Tổ Phòng Đào tạo"),
    ),
    Institution(
        "Trung tâm Đăng kiểm xe cơ giới {place}",
        PUBLIC,
        PARTLY,
        0.2,
        26,
        ("Đăng kiểm viên", "Nhân viên nghiệp vụ", "Kế toán"),
    ),
    Institution(
        "Ban Quản lý Bến xe {place}", PUBLIC, PARTLY, 0.3, 34, ("Điều hành bến", "Nhân viên bán vé", "Kế toán")
    ),
    Institution(
        "Trung tâm Dịch vụ việc làm {place}", PUBLIC, PARTLY, 0.55, 42, ("Tư vấn viên", "Chuyên viên", "Kế toán")
    ),
    Institution(
        "Trường Mầm non {flower}", PUBLIC, PARTLY, 0.97, 36, TEACHERS, ("Tổ Mẫu giáo", "Tổ Nhà trẻ", "Tổ Nuôi dưỡng")
    ),
)
ALIVE_PRIVATE = (
    Institution(
        "Trường Mầm non tư thục {flower}", PRIVATE, Ownership.PRIVATE, 0.98, 22, TEACHERS, ("Tổ Mẫu giáo", "Tổ Nhà trẻ")
    ),
    Institution("Trường Tiểu học - Trung học cơ sở tư thục {flower}", PRIVATE, Ownership.PRIVATE, 0.76, 58, TEACHERS),
    Institution(
        "Phòng khám Đa khoa {flower}",
        PRIVATE,
        Ownership.PRIVATE,
        0.72,
        30,
        ("Bác sĩ", "Điều dưỡng", "Lễ tân", "Dược sĩ"),
    ),
    Institution("Trung tâm Ngoại ngữ {flower}", PRIVATE, Ownership.PRIVATE, 0.7, 16, TEACHERS),
)
SYNDICATES = (
    Institution(
        "Nghề cá {place}",
        UnitKind.SYNDICATE,
        None,
        0.05,
        64,
        ("Thuyền trưởng", "Thuyền viên", "Máy trưởng"),
        ("Tổ Tàu thuyền {n}",),
    ),
    Institution("Xe ôm công nghệ {place}", UnitKind.SYNDICATE, None, 0.06, 48, ("Tài xế",), ("Tổ {n}",)),
    Institution("Bốc xếp Chợ {place}", UnitKind.SYNDICATE, None, 0.12, 37, ("Bốc xếp",), ("Tổ {n}",)),
    Institution("Giúp việc gia đình {place}", UnitKind.SYNDICATE, None, 0.96, 29, ("Giúp việc",), ("Tổ {n}",)),
)
SCHOOLS = (
    Institution("Trường Tiểu học {flower}", PUBLIC, FULLY, 0.8, 38, TEACHERS),
    Institution("Trường Trung học cơ sở {flower}", PUBLIC, FULLY, 0.68, 44, TEACHERS),
    Institution("Trường Trung học phổ thông {flower}", PUBLIC, FULLY, 0.6, 72, TEACHERS),
    Institution("Trường Mẫu giáo {flower}", PUBLIC, FULLY, 0.98, 27, TEACHERS),
)
AGENCIES = (
    Institution("Ủy ban nhân dân {commune}", AGENCY, FULLY, 0.42, 24, CIVIL_SERVANTS),
    Institution("Phòng Tài chính - Kế hoạch {district}", AGENCY, FULLY, 0.5, 14, CIVIL_SERVANTS),
    Institution("Phòng Nội vụ {district}", AGENCY, FULLY, 0.45, 12, CIVIL_SERVANTS),
    Institution("Tòa án nhân dân {district}", AGENCY, FULLY, 0.48, 19, ("Thẩm phán", "Thư ký tòa án", "Kế toán")),
    Institution("Kho bạc Nhà nước {district}", AGENCY, FULLY, 0.58, 21, ("Giao dịch viên", "Kế toán", "Thủ quỹ")),
)
ARMED_FORCES = (
    Institution(
        "Xưởng Quân giới {place}", UnitKind.ARMED_FORCES, None, 0.3, 90, ("Thợ sửa chữa", "Nhân viên kỹ thuật")
    ),
    Institution(
        "Nhà khách Công an {district}", UnitKind.ARMED_FORCES, None, 0.55, 25, ("Nhân viên phục vụ", "Kế toán")
    ),
)
FLOWERS = tuple(
    "Hoa Mặt Trời|Sao Khuê|Ánh Dương|Hoa Ban|Vành Khuyên|Sơn Ca|Hướng Dương|Măng Non|Tuổi Thơ|Hoa Sen|Ban Mai|"
    "Họa Mi|Bồ Câu Trắng|Rạng Đông|Búp Sen Hồng|Cầu Vồng|Hoa Hồng|Thiên Nga|Hải Âu|Bông Sen Vàng|Sao Sáng|Hoa Mai|"
    "Phượng Hồng|Én Nhỏ|Mặt Trời Nhỏ|Trần Bình Khuê|Lê Vân Hải|Phạm Lĩnh|Nguyễn Đông Giang|Hoàng Vân Sơn|"
    "Đặng Khuê Minh|Vũ Thanh Lĩnh".split("|")
)
STATE_FIRMS = (
    ("Cấp nước {province}", 0.32, 260),
    ("Môi trường Đô thị {province}", 0.46, 420),
    ("Điện lực {place}", 0.18, 190),
    ("Cao su Bắc Vân", 0.48, 2100),
    ("Xổ số kiến thiết {province}", 0.5, 130),
    ("Khai thác Công trình thủy lợi {place}", 0.2, 140),
    ("Cảng Hòa Giang", 0.15, 510),
    ("Lâm nghiệp Lộc Sơn", 0.2, 85),
    ("Đường sắt Vân Hải", 0.22, 160),
    ("Bảo trì Đường bộ {place}", 0.15, 70),
    ("Muối Hòn Sao", 0.4, 95),
    ("Xăng dầu Khuê Sơn", 0.3, 310),
)

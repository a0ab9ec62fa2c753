"""The words unions write in column headers, as rules: folded text (no diacritics, no punctuation) -> fields.

Each rule has a confidence: 1.0 where the words say it plainly, lower where the column's content must confirm. Rules for
a header under another header ("Ngày sinh" over "Nam", "Nữ") see both, joined by " > ".
"""

from __future__ import annotations

import re
from functools import lru_cache

from nongcot.intake.kinds import Field
from nongcot.kernel.text import fold, tidy

Guess = tuple[Field, float]
F = Field

# What a header may carry in front or behind without changing what it says.
_TAIL = r"(?: (?:x|danh dau x|neu co|ghi ro|neu la nu|dong chi|nguoi|vnd))*"


def _rules(*rows: tuple[str, Field | None, float]) -> list[tuple[re.Pattern[str], Field | None, float]]:
    return [(re.compile(f"(?:{pattern}){_TAIL}"), found, confidence) for pattern, found, confidence in rows]


# "parent > child". A None field: a column that is known and not wanted (day of issue of the citizen id, ...).
_PAIRS = _rules(
    (r".*(?:cccd|can cuoc|cmnd|chung minh|dinh danh|cmt).* > so.*", F.CITIZEN_ID, 1.0),
    (r".*(?:cccd|can cuoc|cmnd|chung minh|dinh danh|cmt).* > (?:ngay|noi).*", None, 1.0),
    (r".*sinh.* > (?:ngay|d|ng)", F.BORN_DAY, 1.0),
    (r".*sinh.* > (?:thang|t|th)", F.BORN_MONTH, 1.0),
    (r".*sinh.* > (?:ngay thang nam|dd mm yyyy|ngay sinh)", F.BORN, 1.0),
    (r".*sinh.* > noi.*", None, 1.0),
    (r"(?:ho (?:va )?ten.*|ho ten.*) > (?:ho|ho .*dem|ho .*lot|ho chu dem)", F.FAMILY_NAME, 1.0),
    (r"(?:ho (?:va )?ten.*|ho ten.*) > ten", F.GIVEN_NAME, 1.0),
    (r"(?:chuc (?:vu|danh)|cv|nhiem vu).* > (?:chuyen mon.*|chinh quyen.*|cm|cq|nghe nghiep|cong tac|don vi|cong viec|nha nuoc)", F.JOB, 1.0),
    (r"(?:chuc (?:vu|danh)|cv|nhiem vu).* > (?:.*cong doan.*|cd|cdcs|doan the.*|bch.*)", F.POST, 1.0),
    (r"(?:chuc (?:vu|danh)|cv|nhiem vu).* > dang.*", None, 1.0),
    (r".*(?:trinh do|hoc van).* > (?:chuyen mon.*|cm.*|cmnv|nghiep vu)", F.EDUCATION, 1.0),
    (r".*(?:trinh do|hoc van).* > (?:van hoa|hoc van|pho thong|vh|gdpt|giao duc.*)", F.GENERAL_EDUCATION, 1.0),
    (r".*(?:trinh do|hoc van).* > (?:ly luan.*|llct|chinh tri|ct|ll chinh tri|ll ct)", F.POLITICAL_THEORY, 1.0),
    (r".*(?:trinh do|hoc van).* > .*", None, 0.9),
    (r".*(?:doan vien|dvcd|\bdv\b).* > (?:tong so|ts|tong|chung|so luong|tong cong|so dv)", F.MEMBERS, 1.0),
    (r".*(?:doan vien|dvcd|\bdv\b).* > (?:.*nu)", F.WOMEN, 1.0),
    (r".*(?:lao dong|cnvcld|cnld|cong nhan|nld|\bld\b).* > (?:tong so|ts|tong|so luong)", F.WORKERS, 1.0),
    (r".*(?:lao dong|cnvcld|cnld|cong nhan|nld|\bld\b).* > .*", None, 0.9),
    (r".*(?:bch|ban chap hanh|uy vien).* > .*(?:dai hoi|dh|quyet dinh|an dinh|duoc bau|theo).*", F.SEATS_FIXED, 1.0),
    (r".*(?:bch|ban chap hanh|uy vien).* > .*(?:hien co|hien tai|khuyet|thuc te|thieu|nu|con lai).*", None, 1.0),
    (r".*dai hoi.* > (?:ngay.*|thoi gian.*|tg.*)", F.CONGRESS_DAY, 1.0),
    (r".*(?:quyet dinh|\bqd\b|van ban).* > (?:so.*)", F.DECISION_NUMBER, 1.0),
    (r".*(?:quyet dinh|\bqd\b|van ban).* > (?:ngay.*|ngay thang.*|thoi gian)", F.DECISION_DAY, 1.0),
    (r".*nhiem ky.* > (?:tu.*|bat dau)", F.TERM_FROM, 1.0),
    (r".*nhiem ky.* > (?:den.*|ket thuc|het.*)", F.TERM_TO, 1.0),
    (r".*(?:thoi gian|giu chuc|tham gia|dam nhiem|thoi diem).* > (?:tu.*|bat dau.*|ngay bat dau)", F.FROM_DAY, 1.0),
    (r".*(?:thoi gian|giu chuc|tham gia|dam nhiem|thoi diem).* > (?:den.*|ket thuc.*|thoi.*)", F.TO_DAY, 1.0),
    (r".*(?:hop dong|hdld).* > (?:den.*|het han.*|ket thuc.*|ngay het.*|thoi han.*)", F.CONTRACT_END, 1.0),
    (r".*(?:hop dong|hdld).* > .*", None, 1.0),
    (r".*(?:dien thoai|\bdt\b|lien he|lien lac).* > .*mail.*", F.EMAIL, 1.0),
    (r".*(?:dien thoai|\bdt\b|sdt).* > .*", F.PHONE, 0.9),
    (r".*dang.* > (?:ngay|nam).*", F.PARTY_JOINED, 0.9),
    (r"dang vien > .*", F.PARTY_MEMBER, 0.7),
    (r".*vao dang.* > .*", F.PARTY_JOINED, 0.7),
)

# A single header. The order matters: the narrower words first.
_SINGLE = _rules(
    (r"stt|tt|so tt|so thu tu|s tt|t t|s t t|no|thu tu|so tt trong.*", F.NUMBER, 1.0),
    (r"(?:ngay|noi|co quan) cap.*|.*(?:ngay|noi) cap(?: cccd| cmnd| the)?|chu ky|ky ten|ky nhan|anh|hinh anh", None, 1.0),
    (r"ngoai ngu|tin hoc|bac luong|he so.*|luong|muc luong|so so bhxh|bhxh|ma so thue|mst|don vi tinh|dvt|so tai khoan.*|ngan hang|stk|tuoi|do tuoi", None, 1.0),
    (r".*e ?mail.*|thu dien tu|hop thu.*|dia chi thu dien tu", F.EMAIL, 1.0),
    (r"(?:so )?(?:the )?(?:cccd|can cuoc|cmnd|cmtnd|cmt|chung minh|dinh danh|cc|gttt|cancuoc|socccd).*|so (?:the )?cccd.*|ma dinh danh.*|(?:national |citizen )?id(?: card)?(?: no| number)?|citizen id.*|so giay to.*|ma so dinh danh.*", F.CITIZEN_ID, 1.0),
    (r"ho (?:va )?ten (?:cha|me|bo|vo|chong|con|nguoi than|nguoi lien he|giam doc|thu truong|nguoi dung dau|nsdld).*", None, 1.0),
    (r"ho va ten dem|ho ten dem|ho dem|ho (?:va )?(?:chu )?(?:dem|lot)|ho va chu lot|ho va dem|ho va ten lot|ho lot|ho|last name|surname|family name", F.FAMILY_NAME, 1.0),
    (r"ho (?:va )?ten(?: (?:khai sinh|can bo.*|cb.*|uy vien.*|doan vien|dong chi|day du|chu in hoa|in hoa|nguoi.*|theo .*|cong doan vien|cbcd.*|uv.*|viet.*|thanh vien.*|nhan su.*))?|hoten|hovaten|ho chu dem va ten.*|ho ten dem va ten.*|ho (?:va )?(?:ten )?(?:chu )?(?:dem|lot) (?:va )?ten.*|full ?name|officer(?: name)?|name of officer", F.NAME, 1.0),
    (r"ho va|ho ten khac|bi danh|ten thuong goi|ten goi khac", None, 0.8),
    (r"ten (?:can bo|cbcd|uy vien|dong chi|nguoi).*|danh sach (?:can bo|uy vien|bch|ban chap hanh).*|name|can bo(?: cong doan)?|dong chi|nhan su", F.NAME, 0.8),
    (r"given name|first name|(?:ten |chu )?(?:dem|lot) va ten|dem ten|ten (?:dem|lot) (?:va )?ten", F.GIVEN_NAME, 1.0),
    (r"ten", F.GIVEN_NAME, 0.6),
    (r"noi sinh.*|que quan.*|nguyen quan|dia chi.*|noi o.*|cho o.*|thuong tru|tam tru|ho khau.*|address|(?:noi )?(?:dang ky )?(?:ho khau )?thuong tru.*|noi cu tru|xa phuong|tinh thanh(?: pho)?|dia ban|huyen.*|quan huyen|phuong xa", F.ADDRESS, 0.9),
    (r"(?:ngay|nam|thang|ng)[a-z ]*sinh(?: .*)?|sinh (?:ngay|nam)(?: .*)?|ngaysinh|namsinh|ntns|ntn sinh|ns|n ?sinh|ng ?sinh|n s|nam s|sn|ngay thang nam|d o b|dob|date of birth|birth.*|year of birth|born(?: .*)?|sinh", F.BORN, 1.0),
    (r"gioi tinh.*|gt|gioi|phai|phai tinh|nam nu|nu nam|sex|gender|g tinh|gtinh|gioitinh", F.SEX, 1.0),
    (r"nu|la nu|nu gioi|gioi tinh nu|female|can bo nu|phu nu|n u", F.FEMALE, 0.9),
    (r"nam|la nam|nam gioi|gioi tinh nam|male", F.MALE, 0.9),
    (r"ngay vao dang.*|vao dang.*|ngay ket nap dang.*|ket nap dang.*|nam vao dang.*|ngay vd|ngay chinh thuc.*|ngay (?:cong nhan )?dang vien.*|vao dcs.*", F.PARTY_JOINED, 1.0),
    (r"(?:ngay|nam|thoi gian) (?:vao|ket nap|gia nhap)(?: vao)? (?:cong doan|cd|to chuc).*|vao cong doan.*|gia nhap cong doan.*|ngay vao cd|(?:la )?doan vien tu.*|joined union.*", F.JOINED_UNION, 1.0),
    (r"ngay vao .*|nam vao .*|thoi gian vao .*|tham nien.*|ngay tuyen dung.*", None, 0.9),
    (r"la dang vien.*|dang vien.*|dang|party(?: member)?|dang vien dcs.*|dv dang|dcsvn|dang tich", F.PARTY_MEMBER, 1.0),
    (r".*(?:het han|ket thuc|thoi han|han|het|den ngay).*(?:hdld|hop dong).*|.*(?:hdld|hop dong).*(?:den|het|ket thuc|han).*|contract end.*|contract.*|hdld|hop dong lao dong|loai hdld|loai hop dong.*", F.CONTRACT_END, 0.7),
    (r"dan toc|dtoc|d toc|ethnic.*|thanh phan dan toc", F.ETHNICITY, 1.0),
    (r"ton giao|religion", F.RELIGION, 1.0),
    (r".*(?:ly luan|llct|ll ct|chinh tri|l l c t).*|political.*", F.POLITICAL_THEORY, 1.0),
    (r"(?:trinh do )?(?:van hoa|hoc van|pho thong|gdpt|giao duc pho thong).*|tdvh|td van hoa|td hoc van|tdhv|trinh do vh|lop", F.GENERAL_EDUCATION, 1.0),
    (r"(?:chuc (?:vu|danh)|cv)(?: \w+)* (?:chuyen mon|chinh quyen|nghe nghiep|cong tac|cq|cm|cong viec|nha nuoc|tai don vi|o don vi|tai cong ty|o cong ty|tai doanh nghiep|hien nay)(?: .*)?|cvcm|cvcq|nghe nghiep.*|cong viec.*|vi tri.*|nghe|job.*|occupation|chuyen mon dang lam.*|chuc danh chuyen mon.*|cong tac chuyen mon.*|cong viec chuyen mon.*|chuc vu kiem nhiem chinh quyen|chuc danh nghe.*|work position", F.JOB, 1.0),
    (r"chuc vu (?:trong )?dang|chuc vu cap uy.*|chuc vu doan thanh nien", None, 1.0),
    (r"(?:chuc (?:vu|danh|trach)|cv|nhiem vu|vai tro)(?: \w+)* (?:cong doan|cd|doan the|bch|cdcs|cong doan co so|ban chap hanh|duoc bau|dam nhiem|kiem nhiem|bau|dam nhan|trong bch)(?: .*)?|cvcd|c v cd|union (?:post|position|title)|position in (?:the )?union|chuc danh can bo cong doan|chuc vu cbcd|chuc danh cb cd", F.POST, 1.0),
    (r"chuc vu|chuc danh|cv|c vu|c v|chucvu|chucdanh|post(?:s)?|position|role|nhiem vu.*|chuc trach|chuc vu chuc danh|chuc danh chuc vu|vai tro|phan cong.*|chuc|chuc vu duoc phan cong", F.POST, 0.7),
    (r"trinh do|(?:trinh do )?(?:chuyen mon|cmnv|cm)(?: nghiep vu)?|tdcm|td cm|td chuyen mon|trinh do cm.*|trinh do chuyen mon.*|bang cap.*|hoc vi|education|qualification|chuyen nganh.*|nganh dao tao|trinh do dao tao|tdd?t", F.EDUCATION, 0.9),
    (r"ma (?:so )?(?:cong doan|cd|don vi) cap tren.*|superior code|ma cap tren.*", F.SUPERIOR_CODE, 1.0),
    (r"ma (?:so )?(?:cdcs|don vi|cong doan|dv|to chuc|cd|nghiep doan|nd)(?: .*)?|unit code|union code|ma so cdcs|madv|macdcs|madonvi", F.UNIT_CODE, 1.0),
    (r"ma|ma so|code|ma hieu|ky hieu", F.UNIT_CODE, 0.5),
    (r"(?:ten )?(?:cong doan |cd |don vi )?cap tren.*|cdct.*|(?:cong doan |cd )?(?:xa|phuong)(?: phuong| xa)?(?: dac khu)?(?: quan ly)?|don vi quan ly|cong doan quan ly|truc thuoc(?: (?:cong doan|cd|don vi).{0,15})?|superior.*|parent.*|thuoc cong doan|(?:cong doan|cd) (?:xa|phuong|kcn|khu cong nghiep)(?: (?:xa|phuong|dac khu|kcn|quan ly|truc tiep))*|cap quan ly", F.SUPERIOR, 0.9),
    (r".*(?:bch|ban chap hanh|uy vien|\buv\b).*(?:hien co|hien tai|khuyet|thuc te|con lai|thieu|hien nay|duong nhiem|duong chuc|\bnu\b|thay doi|bien dong).*|so .*khuyet.*", None, 1.0),
    (r"(?:(?:tong |so |ts |sl |so luong |s l )+)?(?:uy vien |uv |thanh vien )?(?:bch|ban chap hanh|uvbch|uv bch)(?: .*)?(?:dai hoi|dh|quyet dinh|an dinh|duoc bau|bau|duoc duyet|theo nq|theo nghi quyet|duyet)(?: .*)?", F.SEATS_FIXED, 1.0),
    (r"(?:tong so|so|ts|sl|so luong|tong|s l)(?: luong)? (?:uy vien|uv|thanh vien|nguoi)?(?: )?(?:bch|ban chap hanh|uvbch)(?: cdcs| cong doan(?: co so)?| khoa.*| nhiem ky.*)?|(?:tong so|so|so luong|sl) (?:uy vien|uv)(?: .*)?|bch dai hoi.*|dai hoi (?:bau|quyet dinh).*|so ghe.*|seats.*|committee size.*|bien che bch", F.SEATS_FIXED, 0.9),
    (r"(?:ngay|thoi gian|tg|thang|ngay thang|ngay to chuc|thoi diem)(?: nam)? (?:to chuc )?(?:dai hoi|dh)(?: .*)?|dai hoi ngay.*|dai hoi(?: cdcs| lan .*| gan nhat)?|ngay dh|congress.*|dai hoi nhiem ky", F.CONGRESS_DAY, 1.0),
    (r"(?:ngay )?(?:het|ket thuc)(?: han)? (?:nhiem ky|nk).*|term (?:to|end|ends).*|nhiem ky den.*", F.TERM_TO, 1.0),
    (r"(?:ngay )?bat dau (?:nhiem ky|nk).*|term (?:from|start|starts).*|nhiem ky tu.*", F.TERM_FROM, 1.0),
    (r"nhiem ky.*|nk|khoa|khoa nhiem ky|term.*|thoi gian nhiem ky", F.TERM, 1.0),
    (r"(?:ngay|nam|thoi gian)(?: \w+)* thanh lap.*|thanh lap.*|ngay cong nhan (?:cdcs|cong doan).*|founded.*|ngay tl", F.BEGAN_ON, 1.0),
    (r"(?:ngay |thoi gian )?(?:giai the|cham dut|ngung hoat dong|ket thuc hoat dong).*|ended on|dissolved.*", F.ENDED_ON, 1.0),
    (r"(?:so(?: va| )?ngay|so) (?:qd|quyet dinh|van ban|nghi quyet|nq|vb).*|(?:qd|quyet dinh)(?: so.*| cong nhan.*| chuan y.*| bo nhiem.*)?|decision(?: no| number)?|so hieu (?:qd|van ban|quyet dinh)|can cu qd|so qd.*", F.DECISION_NUMBER, 1.0),
    (r"(?:ngay|ngay thang(?: nam)?|thoi gian) (?:ky )?(?:qd|quyet dinh|ban hanh|ky|van ban)(?: .*)?|decision (?:date|day).*|ngay cong nhan.*|ngay chuan y.*", F.DECISION_DAY, 1.0),
    (r"ly do.*|reason.*|nguyen nhan.*", F.END_REASON, 1.0),
    (r"(?:ngay|thoi gian|thang|tu)(?: \w+)? (?:bau|bo nhiem|giu chuc|nhan chuc|nhan nhiem vu|tham gia|chi dinh|dam nhiem|nham chuc|vao bch)(?: .*)?|tu ngay.*|tu thang.*|tu nam.*|tu|tg tham gia.*|bat dau.*|from(?: day| date)?|start(?: .*)?|ngay bat dau.*|tham gia (?:bch|bct|tu).*|ngay tham gia.*|giu chuc tu.*|thoi gian dam nhiem|since", F.FROM_DAY, 1.0),
    (r"(?:ngay|thoi gian) (?:thoi|mien nhiem|ket thuc|nghi|thoi giu chuc|roi)(?: .*)?|den ngay.*|den thang.*|den nam.*|den|ket thuc.*|to(?: day| date)?|end(?: .*)?|until|thoi tham gia.*|thoi giu chuc.*|ngay ket thuc.*", F.TO_DAY, 1.0),
    (r"hinh thuc(?: .*)?|bau chi dinh.*|bau hoac chi dinh|nguon(?: .*)?|mandate.*|bau cu|hinh thuc", F.MANDATE, 0.9),
    (r"(?:so |tong so |ts |tong |sl )?(?:doan vien|dv|dvcd)(?: cong doan| cd| cdcs)? (?:la )?nu.*|nu (?:doan vien|dv|dvcd)(?: .*)?|(?:trong do|tr do)(?: so)?(?: doan vien| dv)?(?: la)? nu.*|so (?:dv )?nu|women.*|nu doan vien.*|female members|so luong nu|tong so nu|doan vien nu", F.WOMEN, 1.0),
    (r"(?:tong so|so|ts|sl|so luong|tong|t so|s l)(?: luong)? (?:doan vien|dv|dvcd|d vien)(?: .*)?|doan vien(?: cong doan| cd)?|dv|tsdv|sldv|tong dv|members.*|member count|number of members|union members|so doan vien|dvcd|doan vien hien co|tong so", F.MEMBERS, 0.9),
    (r"(?:(?:tong so|so|ts|sl|so luong|tong) )?(?:cnvcld|cnld|cnvc|lao dong|nld|cong nhan|nguoi lao dong|cbcnv|cbnv|ld|cong nhan lao dong)(?: .*)?|workers.*|employees.*", F.WORKERS, 0.9),
    (r"loai hinh.*|loai (?:cdcs|don vi|to chuc).*|loai|kind|type|hinh thuc so huu|khoi(?: .*)?", F.KIND, 0.9),
    (r"khu vuc.*|thanh phan kinh te.*|sector.*", F.SECTOR, 0.9),
    (r"(?:ten |thuoc )?(?:cong doan co so|cdcs|cd co so|cd cs|nghiep doan)(?: (?:nghiep doan|don vi|co quan|doanh nghiep|cong ty|thanh vien|truc thuoc|dang|noi|sinh hoat|hien nay|co so|nd|va|hoac|tham gia|phu trach))*|(?:ten )?(?:cong doan|cd)|ten (?:to chuc )?cong doan.*|to chuc cong doan|cong doan don vi|grassroots.*|union(?: name)?|name of union|tochuc", F.UNIT, 1.0),
    (r"ten don vi.*|don vi|dv cd|unit(?: name)?|ten (?:cong ty|doanh nghiep|co quan|truong).*|(?:cong ty|doanh nghiep|co quan)(?: don vi| doanh nghiep)?|don vi doanh nghiep|don vi truc thuoc|co quan don vi.*|doanh nghiep don vi|tendonvi|donvi|don vi co so", F.UNIT, 0.9),
    (r"(?:don vi|noi|co quan|dv|cq)(?: dang)? (?:cong tac|lam viec|ct|cong tac hien nay)(?: .*)?|dvct|dv ct|d v c t|noi lam viec.*|workplace|employer|noi ct", F.UNIT, 0.7),
    (r"phong ban|bo phan.*|phong|phong ban bo phan|department|to san xuat|phan xuong|xuong|to|chuyen|bo phan cong tac|phong khoa|khoa phong", F.EMPLOYER, 0.7),
    (r"ban|co cau|tham gia|thuoc ban|thanh phan|co cau ban|body|committee|cap uy|to chuc", F.BODY, 0.7),
    (r"(?:so )?(?:dien thoai|dt|sdt|dtdd|di dong|tel|phone|mobile|dien thai|dthoai|d thoai|so dt|dtlh|lien he|lien lac|hotline|so lien he|so di dong|so may|may|zalo|dd|sodienthoai|dienthoai)(?: (?:di dong|lien he|lien lac|ca nhan|co quan|rieng|nha rieng|cq|dd|no|number|zalo|ban|may ban|lh|cd|so|thuong dung))*|telephone|dt lien he|phone.*|mobile.*|dien thoai.*|so dien thoai.*|sdt .*", F.PHONE, 1.0),
    (r"ghi chu.*|note(?:s)?|remark(?:s)?|chu thich|ghi chu khac|gc|g chu", F.NOTE, 1.0),
)


def header_text(value: object) -> str:
    """A header cell as one tidy line."""
    return tidy(value.replace("\n", " ")) if isinstance(value, str) else ""


@lru_cache(maxsize=4096)
def single_guesses(text: str) -> tuple[Guess, ...]:
    """What one header cell can mean, best first; empty when unknown. ``text`` is tidy, with diacritics."""
    if not text or len(text) > 90:
        return ()
    if text in ("#", "№"):
        return ((F.NUMBER, 1.0),)
    key = fold(text)
    special = _by_diacritics(text, key)
    if special is not None:
        return special
    for pattern, found, confidence in _SINGLE:
        if pattern.fullmatch(key):
            return ((found, confidence),) if found else ()
    return ()


def _by_diacritics(text: str, key: str) -> tuple[Guess, ...] | None:
    """Short headers that only their diacritics tell apart, or that only the content can decide."""
    low = text.casefold().strip(" .:")
    if key == "nam" and ("ă" in low or "ǎ" in low):
        return ((F.BORN_YEAR, 0.5), (F.BORN, 0.4))
    if key == "nu":
        return ((F.FEMALE, 0.9), (F.WOMEN, 0.6), (F.BORN_FEMALE, 0.65))
    if key == "nam":
        return ((F.MALE, 0.9), (F.BORN_MALE, 0.65))
    if key == "dt":
        return ((F.ETHNICITY, 0.6), (F.PHONE, 0.5)) if low.startswith("d") else ((F.PHONE, 0.7), (F.ETHNICITY, 0.4))
    if key == "dv":
        return ((F.MEMBERS, 0.6), (F.PARTY_MEMBER, 0.5), (F.UNIT, 0.5))
    if key == "ten":
        return ((F.GIVEN_NAME, 0.6), (F.NAME, 0.5), (F.UNIT, 0.5))
    if key == "ho":
        return ((F.FAMILY_NAME, 0.9),)
    if key in ("chuc danh", "chuc vu", "cv", "chuc vu hien nay"):
        return ((F.POST, 0.7), (F.JOB, 0.6))
    if key in ("chuyen mon", "cm"):
        return ((F.EDUCATION, 0.8), (F.JOB, 0.5))
    if key == "to":
        return ((F.TO_DAY, 0.5), (F.EMPLOYER, 0.5)) if low == "to" else ((F.EMPLOYER, 0.5),)
    return None


@lru_cache(maxsize=4096)
def is_known_header(text: str) -> bool:
    """Whether the words are those of some header, wanted or not."""
    if single_guesses(text):
        return True
    key = fold(text)
    return bool(key) and len(text) <= 90 and any(found is None and p.fullmatch(key) for p, found, _ in _SINGLE)


@lru_cache(maxsize=4096)
def path_guesses(path: tuple[str, ...]) -> tuple[Guess, ...]:
    """What a column can mean whose headers, from the top down, are ``path``; best first."""
    texts = [text for text in path if text]
    if not texts:
        return ()
    if len(texts) == 1:
        return single_guesses(texts[0])
    parent, child = fold(" ".join(texts[:-1])), fold(texts[-1])
    if ("sinh" in parent.split()) and child == "nam" and "ă" in texts[-1].casefold():
        return ((F.BORN_YEAR, 1.0),)
    for pattern, found, confidence in _PAIRS:
        if pattern.fullmatch(f"{parent} > {child}"):
            return ((found, confidence),) if found else ()
    own = single_guesses(texts[-1])
    if own and own[0][1] >= 0.6:
        return own
    joined = single_guesses(" ".join(texts[-2:]))
    return joined or own or (() if is_known_header(texts[-1]) else path_guesses(tuple(texts[:-1])))


@lru_cache(maxsize=4096)
def names_a_part(path: tuple[str, ...]) -> bool:
    """Whether the last header of a path says something by itself or as a part of those above it."""
    if is_known_header(path[-1]):
        return True
    if len(path) < 2:
        return False
    parent, child = fold(" ".join(path[:-1])), fold(path[-1])
    telling = [pattern for pattern, _, confidence in _PAIRS if confidence >= 1.0]
    return any(pattern.fullmatch(f"{parent} > {child}") for pattern in telling) or bool(single_guesses(" ".join(path[-2:])))

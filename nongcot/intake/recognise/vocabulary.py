"""The vocabulary of column headers: what unions write above their columns, as data.

A rule is a line with the field (``-``: a column that is known and not wanted, like the day of issue of an id) and the
confidence, then its words, indented: regular expressions over folded text (no diacritics, no punctuation), one
alternative after another; a line ending in a backslash goes on below. The order counts: the narrower words first.
"""

# "parent > child": a header under another header.
PAIRS = r"""
CITIZEN_ID 1.0
    .*(?:cccd|can cuoc|cmnd|chung minh|dinh danh|cmt).* > so.*
- 1.0
    .*(?:cccd|can cuoc|cmnd|chung minh|dinh danh|cmt).* > (?:ngay|noi).*
BORN_DAY 1.0
    .*sinh.* > (?:ngay|d|ng)
BORN_MONTH 1.0
    .*sinh.* > (?:thang|t|th)
BORN 1.0
    .*sinh.* > (?:ngay thang nam|dd mm yyyy|ngay sinh)
- 1.0
    .*sinh.* > noi.*
FAMILY_NAME 1.0
    (?:ho (?:va )?ten.*|ho ten.*) > (?:ho|ho .*dem|ho .*lot|ho chu dem)
GIVEN_NAME 1.0
    (?:ho (?:va )?ten.*|ho ten.*) > ten
JOB 1.0
    (?:chuc (?:vu|danh)|cv|nhiem vu).* > (?:chuyen mon.*|chinh quyen.*|cm|cq|nghe nghiep|cong tac|don vi|\
    cong viec|nha nuoc)
POST 1.0
    (?:chuc (?:vu|danh)|cv|nhiem vu).* > (?:.*cong doan.*|cd|cdcs|doan the.*|bch.*)
- 1.0
    (?:chuc (?:vu|danh)|cv|nhiem vu).* > dang.*
EDUCATION 1.0
    .*(?:trinh do|hoc van).* > (?:chuyen mon.*|cm.*|cmnv|nghiep vu)
GENERAL_EDUCATION 1.0
    .*(?:trinh do|hoc van).* > (?:van hoa|hoc van|pho thong|vh|gdpt|giao duc.*)
POLITICAL_THEORY 1.0
    .*(?:trinh do|hoc van).* > (?:ly luan.*|llct|chinh tri|ct|ll chinh tri|ll ct)
- 0.9
    .*(?:trinh do|hoc van).* > .*
MEMBERS 1.0
    .*(?:doan vien|dvcd|\bdv\b).* > (?:tong so|ts|tong|chung|so luong|tong cong|so dv)
WOMEN 1.0
    .*(?:doan vien|dvcd|\bdv\b).* > (?:.*nu)
WORKERS 1.0
    .*(?:lao dong|cnvcld|cnld|cong nhan|nld|\bld\b).* > (?:tong so|ts|tong|so luong)
- 0.9
    .*(?:lao dong|cnvcld|cnld|cong nhan|nld|\bld\b).* > .*
SEATS_FIXED 1.0
    .*(?:bch|ban chap hanh|uy vien).* > .*(?:dai hoi|dh|quyet dinh|an dinh|duoc bau|theo).*
- 1.0
    .*(?:bch|ban chap hanh|uy vien).* > .*(?:hien co|hien tai|khuyet|thuc te|thieu|nu|con lai).*
CONGRESS_DAY 1.0
    .*dai hoi.* > (?:ngay.*|thoi gian.*|tg.*)
DECISION_NUMBER 1.0
    .*(?:quyet dinh|\bqd\b|van ban).* > (?:so.*)
DECISION_DAY 1.0
    .*(?:quyet dinh|\bqd\b|van ban).* > (?:ngay.*|ngay thang.*|thoi gian)
TERM_FROM 1.0
    .*nhiem ky.* > (?:tu.*|bat dau)
TERM_TO 1.0
    .*nhiem ky.* > (?:den.*|ket thuc|het.*)
FROM_DAY 1.0
    .*(?:thoi gian|giu chuc|tham gia|dam nhiem|thoi diem).* > (?:tu.*|bat dau.*|ngay bat dau)
TO_DAY 1.0
    .*(?:thoi gian|giu chuc|tham gia|dam nhiem|thoi diem).* > (?:den.*|ket thuc.*|thoi.*)
CONTRACT_END 1.0
    .*(?:hop dong|hdld).* > (?:den.*|het han.*|ket thuc.*|ngay het.*|thoi han.*)
- 1.0
    .*(?:hop dong|hdld).* > .*
EMAIL 1.0
    .*(?:dien thoai|\bdt\b|lien he|lien lac).* > .*mail.*
PHONE 0.9
    .*(?:dien thoai|\bdt\b|sdt).* > .*
PARTY_JOINED 0.9
    .*dang.* > (?:ngay|nam).*
PARTY_MEMBER 0.7
    dang vien > .*
PARTY_JOINED 0.7
    .*vao dang.* > .*
"""

# A header by itself.
SINGLE = r"""
BORN_DAY 0.6
    ngay(?: va)? thang
NUMBER 1.0
    stt|tt|so tt|so thu tu|s tt|t t|s t t|no|thu tu|so tt trong.*
- 1.0
    (?:ngay|noi|co quan) cap.*|.*(?:ngay|noi) cap(?: cccd| cmnd| the)?|chu ky|ky ten|ky nhan|anh|hinh anh
- 1.0
    ngoai ngu|tin hoc|bac luong|he so.*|luong|muc luong|so so bhxh|bhxh|ma so thue|mst|don vi tinh|dvt
    so tai khoan.*|ngan hang|stk|tuoi|do tuoi
- 1.0
    dau thoi gian|timestamp|thoi gian (?:gui|nop|dien|tra loi).*|submitted.*
    .*(?:doan vien|dvcd|\bdv\b).* (?:dau ky|ky truoc|dau nam|dau thang|tang.*|giam.*)
EMAIL 1.0
    .*e ?mail.*|thu dien tu|hop thu.*|dia chi thu dien tu
CITIZEN_ID 1.0
    (?:so )?(?:the )?(?:cccd|can cuoc|cmnd|cmtnd|cmt|chung minh|dinh danh|cc|gttt|cancuoc|socccd).*
    so (?:the )?cccd.*|ma dinh danh.*|(?:national |citizen )?id(?: card)?(?: no| number)?|citizen id.*
    so giay to.*|ma so dinh danh.*
- 1.0
    ho (?:va )?ten (?:cha|me|bo|vo|chong|con|nguoi than|nguoi lien he|giam doc|thu truong|nguoi dung dau|nsdld).*
FAMILY_NAME 1.0
    ho va ten dem|ho ten dem|ho dem|ho (?:va )?(?:chu )?(?:dem|lot)|ho va chu lot|ho va dem|ho va ten lot
    ho lot|ho|last name|surname|family name
NAME 1.0
    ho (?:va )?ten(?: (?:khai sinh|can bo.*|cb.*|uy vien.*|doan vien|dong chi|day du|chu in hoa|in hoa|\
    nguoi.*|theo .*|cong doan vien|cbcd.*|uv.*|viet.*|thanh vien.*|nhan su.*))?
    hoten|hovaten|ho chu dem va ten.*|ho ten dem va ten.*
    ho (?:va )?(?:ten )?(?:chu )?(?:dem|lot) (?:va )?ten.*|full ?name|officer(?: name)?|name of officer
NAME 0.9
    (?:ho (?:va )?ten|ten) (?:va |kem )?(?:chuc vu|chuc danh)(?: .*)?
- 0.8
    ho va|ho ten khac|bi danh|ten thuong goi|ten goi khac
NAME 0.8
    ten (?:can bo|cbcd|uy vien|dong chi|nguoi).*|danh sach (?:can bo|uy vien|bch|ban chap hanh).*|name
    can bo(?: cong doan)?|dong chi|nhan su
GIVEN_NAME 1.0
    given name|first name|(?:ten |chu )?(?:dem|lot) va ten|dem ten|ten (?:dem|lot) (?:va )?ten
GIVEN_NAME 0.6
    ten
ADDRESS 0.9
    noi sinh.*|que quan.*|nguyen quan|dia chi.*|noi o.*|cho o.*|thuong tru|tam tru|ho khau.*|address
    (?:noi )?(?:dang ky )?(?:ho khau )?thuong tru.*|noi cu tru|xa phuong|tinh thanh(?: pho)?|dia ban|huyen.*
    quan huyen|phuong xa
BORN 1.0
    (?:ngay|nam|thang|ng)[a-z ]*sinh(?: .*)?|sinh (?:ngay|nam)(?: .*)?|ngaysinh|namsinh|ntns|ntn sinh|ns
    n ?sinh|ng ?sinh|n s|nam s|sn|ngay thang nam|d o b|dob|date of birth|birth.*|year of birth|born(?: .*)?
    sinh
SEX 1.0
    ong ba|danh xung|xung ho|gioi tinh.*|gt|gioi|phai|phai tinh|nam nu|nu nam|sex|gender|g tinh|gtinh|gioitinh
FEMALE 0.9
    nu|la nu|nu gioi|gioi tinh nu|female|can bo nu|phu nu|n u
MALE 0.9
    nam|la nam|nam gioi|gioi tinh nam|male
DIRECT_WORK_ON 1.0
    (?:ngay tinh|tinh den ngay|theo tinh hinh ngay) truc tiep (?:san xuat|sx)
PARTY_JOINED 1.0
    ngay vao dang.*|vao dang.*|ngay ket nap dang.*|ket nap dang.*|nam vao dang.*|ngay vd|ngay chinh thuc.*
    ngay (?:cong nhan )?dang vien.*|vao dcs.*
JOINED_UNION 1.0
    (?:ngay|nam|thoi gian) (?:vao|ket nap|gia nhap)(?: vao)? (?:cong doan|cd|to chuc).*|vao cong doan.*
    gia nhap cong doan.*|ngay vao cd|(?:la )?doan vien tu.*|joined union.*
- 0.9
    ngay vao .*|nam vao .*|thoi gian vao .*|tham nien.*|ngay tuyen dung.*
PARTY_MEMBER 1.0
    la dang vien.*|dang vien.*|dang|party(?: member)?|dang vien dcs.*|dv dang|dcsvn|dang tich
CONTRACT_END 0.7
    .*(?:het han|ket thuc|thoi han|han|het|den ngay).*(?:hdld|hop dong).*
    .*(?:hdld|hop dong).*(?:den|het|ket thuc|han).*|contract end.*|contract.*|hdld|hop dong lao dong|loai hdld
    loai hop dong.*
ETHNICITY 1.0
    dan toc|dtoc|d toc|ethnic.*|thanh phan dan toc
RELIGION 1.0
    ton giao|religion
POLITICAL_THEORY 1.0
    .*(?:ly luan|llct|ll ct|chinh tri|l l c t).*|political.*
GENERAL_EDUCATION 1.0
    (?:trinh do )?(?:van hoa|hoc van|pho thong|gdpt|giao duc pho thong).*|tdvh|td van hoa|td hoc van|tdhv
    trinh do vh|lop
- 1.0
    (?:chuc (?:vu|danh|trach)|cv|nhiem vu)(?: .*)? (?:khoa cu|khoa truoc|nhiem ky truoc|nhiem ky cu|nk truoc|nk cu|\
    truoc day|truoc do|cu)
    (?:da )?tham gia (?:bch|btv|ban chap hanh|ubkt).*(?:khoa|nhiem ky|nk) (?:truoc|cu)
POST 0.8
    (?:chuc (?:vu|danh)|cv) (?:va )?(?:don vi|noi|co quan|dv)(?: cong tac| lam viec| ct)?
JOB 1.0
    (?:chuc (?:vu|danh)|cv)(?: \w+)* (?:chuyen mon|chinh quyen|nghe nghiep|cong tac|cq|cm|cong viec|nha nuoc|\
    tai don vi|o don vi|tai cong ty|o cong ty|tai doanh nghiep|hien nay)(?: .*)?
    cvcm|cvcq|nghe nghiep.*|cong viec.*|vi tri.*|nghe|job.*|occupation|chuyen mon dang lam.*
    chuc danh chuyen mon.*|cong tac chuyen mon.*|cong viec chuyen mon.*|chuc vu kiem nhiem chinh quyen
    chuc danh nghe.*|work position
- 1.0
    chuc vu (?:trong )?dang|chuc vu cap uy.*|chuc vu doan thanh nien
POST 1.0
    (?:chuc (?:vu|danh|trach)|cv|nhiem vu|vai tro)(?: \w+)* (?:cong doan|cd|doan the|bch|cdcs|cong doan co so|\
    ban chap hanh|duoc bau|dam nhiem|kiem nhiem|bau|dam nhan|trong bch)(?: .*)?
    cvcd|c v cd|union (?:post|position|title)|position in (?:the )?union|chuc danh can bo cong doan
    chuc vu cbcd|chuc danh cb cd
POST 0.7
    chuc vu|chuc danh|cv|c vu|c v|chucvu|chucdanh|post(?:s)?|position|role|nhiem vu.*|chuc trach
    chuc vu chuc danh|chuc danh chuc vu|vai tro|phan cong.*|chuc|chuc vu duoc phan cong
EDUCATION 0.9
    trinh do|(?:trinh do )?(?:chuyen mon|cmnv|cm)(?: nghiep vu)?|tdcm|td cm|td chuyen mon|trinh do cm.*
    trinh do chuyen mon.*|bang cap.*|hoc vi|education|qualification|chuyen nganh.*|nganh dao tao
    trinh do dao tao|tdd?t
BODY_NAME 1.0
    (?:ten |thuoc |tai |phu trach )?(?:to|nhom) (?:cong doan|cd|cdbp|cd bp|cong doan bo phan)(?: (?!truong|pho).*)?
    (?:ten |thuoc )?(?:cong doan bo phan|cdbp|cd bo phan|cd bp)(?: .*)?
    (?:ten|thuoc|phu trach|lanh dao) to(?: .*)?|to (?:phu trach|truc thuoc).*
SUPERIOR_CODE 1.0
    ma (?:so )?(?:cong doan|cd|don vi) cap tren.*|superior code|ma cap tren.*
UNIT_CODE 1.0
    ma (?:so )?(?:cdcs|don vi|cong doan|dv|to chuc|cd|nghiep doan|nd)(?: .*)?|unit code|union code|ma so cdcs
    madv|macdcs|madonvi|(?:don vi|cdcs|cong doan(?: co so)?|union|unit) (?:ma(?: so)?|code)
UNIT_CODE 0.5
    ma|ma so|code|ma hieu|ky hieu
SUPERIOR 0.9
    (?:ten )?(?:cong doan |cd |don vi )?cap tren.*|cdct.*
    (?:cong doan |cd )?(?:xa|phuong)(?: phuong| xa)?(?: dac khu)?(?: quan ly)?|don vi quan ly
    cong doan quan ly|truc thuoc(?: (?:cong doan|cd|don vi).{0,15})?|superior.*|parent.*|thuoc cong doan
    (?:cong doan|cd) (?:xa|phuong|kcn|khu cong nghiep)(?: (?:xa|phuong|dac khu|kcn|quan ly|truc tiep))*
    cap quan ly
- 1.0
    .*(?:bch|ban chap hanh|uy vien|\buv\b).*(?:hien co|hien tai|khuyet|thuc te|con lai|thieu|hien nay|\
    duong nhiem|duong chuc|\bnu\b|thay doi|bien dong).*
    so .*khuyet.*
SEATS_FIXED 1.0
    (?:(?:tong |so |ts |sl |so luong |s l )+)?(?:uy vien |uv |thanh vien )?(?:bch|ban chap hanh|uvbch|\
    uv bch)(?: .*)?(?:dai hoi|dh|quyet dinh|an dinh|duoc bau|bau|duoc duyet|theo nq|theo nghi quyet|duyet)(?: .*)?
SEATS_FIXED 0.9
    (?:tong so|so|ts|sl|so luong|tong|s l)(?: luong)? (?:uy vien|uv|thanh vien|nguoi)?(?: )?(?:bch|\
    ban chap hanh|uvbch)(?: cdcs| cong doan(?: co so)?| khoa.*| nhiem ky.*)?
    (?:tong so|so|so luong|sl) (?:uy vien|uv)(?: .*)?|bch dai hoi.*|dai hoi (?:bau|quyet dinh).*|so ghe.*
    seats.*|committee size.*|bien che bch
CONGRESS_DAY 1.0
    (?:ngay|thoi gian|tg|thang|ngay thang|ngay to chuc|thoi diem)(?: nam)? (?:to chuc )?(?:dai hoi|dh)(?: .*)?
    dai hoi ngay.*|dai hoi(?: cdcs| lan .*| gan nhat)?|ngay dh|congress.*|dai hoi nhiem ky
TERM_TO 1.0
    (?:ngay )?(?:het|ket thuc)(?: han)? (?:nhiem ky|nk).*|term (?:to|end|ends).*|nhiem ky den.*
TERM_FROM 1.0
    (?:ngay )?bat dau (?:nhiem ky|nk).*|term (?:from|start|starts).*|nhiem ky tu.*
TERM 1.0
    nhiem ky.*|nk|khoa|khoa nhiem ky|term.*|thoi gian nhiem ky
BEGAN_ON 1.0
    (?:ngay|nam|thoi gian)(?: \w+)* thanh lap.*|thanh lap.*|ngay cong nhan (?:cdcs|cong doan).*|founded.*
    ngay tl
ENDED_ON 1.0
    (?:ngay |thoi gian )?(?:giai the|cham dut|ngung hoat dong|ket thuc hoat dong).*|ended on|dissolved.*
DECISION_NUMBER 1.0
    (?:so(?: va| )?ngay|so) (?:qd|quyet dinh|van ban|nghi quyet|nq|vb).*
    (?:qd|quyet dinh)(?: so.*| cong nhan.*| chuan y.*| bo nhiem.*)?|decision(?: no| number)?
    so hieu (?:qd|van ban|quyet dinh)|can cu qd|so qd.*
DECISION_DAY 1.0
    (?:ngay|ngay thang(?: nam)?|thoi gian) (?:ky )?(?:qd|quyet dinh|ban hanh|ky|van ban)(?: .*)?
    decision (?:date|day).*|ngay cong nhan.*|ngay chuan y.*
END_REASON 1.0
    ly do.*|reason.*|nguyen nhan.*|end reason.*|why
FROM_DAY 1.0
    (?:ngay|thoi gian|thang|tu)(?: \w+)? (?:bau|bo nhiem|giu chuc|nhan chuc|nhan nhiem vu|tham gia|chi dinh|\
    dam nhiem|nham chuc|vao bch)(?: .*)?
    tu ngay.*|tu thang.*|tu nam.*|tu|tg tham gia.*|bat dau.*|from(?: day| date)?|start(?: .*)?|ngay bat dau.*
    tham gia (?:bch|bct|tu).*|ngay tham gia.*|giu chuc tu.*|thoi gian dam nhiem|since
TO_DAY 1.0
    (?:ngay|thoi gian) (?:thoi|mien nhiem|ket thuc|nghi|thoi giu chuc|roi)(?: .*)?|den ngay.*|den thang.*
    den nam.*|den|ket thuc.*|to(?: day| date)?|end(?: .*)?|until|thoi tham gia.*|thoi giu chuc.*
    ngay ket thuc.*
MANDATE 0.9
    hinh thuc(?: .*)?|bau chi dinh.*|bau hoac chi dinh|nguon(?: .*)?|mandate.*|bau cu|hinh thuc|how
WOMEN 1.0
    (?:so |tong so |ts |tong |sl )?(?:doan vien|dv|dvcd)(?: cong doan| cd| cdcs)? (?:la )?nu.*
    nu (?:doan vien|dv|dvcd)(?: .*)?|(?:trong do|tr do)(?: so)?(?: doan vien| dv)?(?: la)? nu.*|so (?:dv )?nu
    women.*|nu doan vien.*|female members|so luong nu|tong so nu|doan vien nu
MEMBERS 0.9
    (?:tong so|so|ts|sl|so luong|tong|t so|s l)(?: luong)? (?:doan vien|dv|dvcd|d vien)(?: .*)?
    doan vien(?: cong doan| cd)?|dv|tsdv|sldv|tong dv|members.*|member count|number of members|union members
    so doan vien|dvcd|doan vien hien co|tong so
WORKERS 0.9
    (?:(?:tong so|so|ts|sl|so luong|tong) )?(?:cnvcld|cnld|cnvc|lao dong|nld|cong nhan|nguoi lao dong|cbcnv|\
    cbnv|ld|cong nhan lao dong)(?: .*)?
    workers.*|employees.*
KIND 0.9
    loai hinh.*|loai (?:cdcs|don vi|to chuc).*|loai|kind|type|hinh thuc so huu|khoi(?: .*)?
SECTOR 0.9
    khu vuc.*|thanh phan kinh te.*|sector.*
UNIT 1.0
    (?:ten |thuoc )?(?:cong doan co so|cdcs|cd co so|cd cs|\
    nghiep doan)(?: (?:nghiep doan|don vi|co quan|doanh nghiep|cong ty|thanh vien|truc thuoc|dang|noi|\
    sinh hoat|hien nay|co so|nd|va|hoac|tham gia|phu trach))*
    (?:ten )?(?:cong doan|cd)|ten (?:to chuc )?cong doan.*|to chuc cong doan|cong doan don vi|grassroots.*
    (?:trade |labou?r |grassroots )?union(?: name)?|name of (?:the )?(?:trade )?union|tochuc
UNIT 0.9
    ten don vi.*|don vi|dv cd|unit(?: name)?|ten (?:cong ty|doanh nghiep|co quan|truong).*
    (?:cong ty|doanh nghiep|co quan)(?: don vi| doanh nghiep)?|don vi doanh nghiep|don vi truc thuoc
    co quan don vi.*|doanh nghiep don vi|tendonvi|donvi|don vi co so
UNIT 0.7
    (?:don vi|noi|co quan|dv|cq)(?: dang)? (?:cong tac|lam viec|ct|cong tac hien nay)(?: .*)?|dvct|dv ct
    d v c t|noi lam viec.*|workplace|employer|noi ct
EMPLOYER 0.7
    phong ban|bo phan.*|phong|phong ban bo phan|department|to san xuat|phan xuong|xuong|to|chuyen
    bo phan cong tac|phong khoa|khoa phong|to (?:chuyen mon|bo mon|khoi|nghiep vu|lam viec)
BODY 0.7
    ban|co cau|tham gia|thuoc ban|thanh phan|co cau ban|body|committee|cap uy|to chuc
PHONE 1.0
    (?:so )?(?:dien thoai|dt|sdt|dtdd|di dong|tel|phone|mobile|dien thai|dthoai|d thoai|so dt|dtlh|lien he|\
    lien lac|hotline|so lien he|so di dong|so may|may|zalo|dd|sodienthoai|\
    dienthoai)(?: (?:di dong|lien he|lien lac|ca nhan|co quan|rieng|nha rieng|cq|dd|no|number|zalo|ban|\
    may ban|lh|cd|so|thuong dung))*
    telephone|dt lien he|phone.*|mobile.*|dien thoai.*|so dien thoai.*|sdt .*
NOTE 1.0
    ghi chu.*|note(?:s)?|remark(?:s)?|chu thich|ghi chu khac|gc|g chu
"""

# Words anywhere in a header nobody foresaw: believed only where the column's content agrees.
WEAK = r"""
- 0.4
    .*\b(?:ty le|ti le|noi sinh|sinh hoat|sinh vien|nu cong|ket nap|dang vien|uu tu|cha|me|vo|chong|con)\b.*
    .*\b(?:hien co|hien tai|khuyet|thieu|thuc te|con lai|tang|giam)\b.*
MEMBERS 0.4
    (?!.*\bnu\b).*\b(?:doan vien|dvcd)\b.*
SEATS_FIXED 0.4
    (?!.*\bnu\b).*\b(?:bch|uvbch|ban chap hanh|uy vien)\b.*
CONGRESS_DAY 0.4
    .*\b(?:dai hoi|dh)\b.*
PHONE 0.4
    .*\b(?:dien thoai|sdt|dtdd|dt|di dong|zalo)\b.*
NAME 0.4
    .*\bho (?:va )?ten\b.*
POST 0.4
    .*\b(?:chuc vu|chuc danh|nhiem vu)\b.*
BORN 0.4
    .*\bsinh\b.*
FEMALE 0.4
    .*\bnu\b.*
"""

"""The words for what reading a spreadsheet finds: problems with what to do, repairs, columns, sheets, encodings.

Every function takes a kind (or its stored value) and gives words in the active language; a value that is not known
comes back as it is. The base text is Vietnamese.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from nongcot.intake.kinds import Encoding, Field, ProblemKind, RepairKind, SheetKind

# kind -> (what is wrong, what to do)
PROBLEMS: dict[str, tuple[str, str]] = {
    ProblemKind.NO_NAME: (
        word("Dòng này không có họ và tên."),
        word("Ghi họ và tên vào cột họ tên, hoặc xóa dòng nếu không phải là người."),
    ),
    ProblemKind.NO_UNIT: (
        word("Không biết người này thuộc công đoàn cơ sở nào."),
        word("Ghi tên công đoàn cơ sở trên dòng, ở dòng nhóm phía trên, ở tên trang tính hoặc ở tiêu đề."),
    ),
    ProblemKind.UNKNOWN_POST: (
        word("Không hiểu chức vụ công đoàn ghi ở ô này."),
        word("Ghi lại theo tên thường dùng, ví dụ: Chủ tịch, Phó Chủ tịch, UV BCH, Chủ nhiệm UBKT, Tổ trưởng."),
    ),
    ProblemKind.NO_POST: (
        word("Dòng này không có chức vụ công đoàn."),
        word("Ghi chức vụ công đoàn, ví dụ: Ủy viên Ban Chấp hành."),
    ),
    ProblemKind.BAD_DATE: (
        word("Không đọc được ngày tháng ở ô này."),
        word("Ghi theo ngày/tháng/năm, ví dụ 05/07/1985; nếu chỉ biết năm thì ghi 1985."),
    ),
    ProblemKind.IMPOSSIBLE_DATE: (
        word("Ngày tháng ở ô này không thể có trong thực tế."),
        word("Kiểm tra lại ngày, tháng và năm với giấy tờ gốc rồi ghi lại."),
    ),
    ProblemKind.BAD_PHONE: (
        word("Số điện thoại không đủ hoặc thừa chữ số."),
        word("Ghi đủ 10 chữ số của máy di động, hoặc mã vùng và số của máy cố định."),
    ),
    ProblemKind.BAD_CITIZEN_ID: (
        word("Số căn cước không đúng 12 chữ số (hoặc 9 chữ số với chứng minh nhân dân cũ)."),
        word("Đối chiếu với thẻ căn cước rồi ghi lại; nên để ô ở dạng chữ để không mất số 0 ở đầu."),
    ),
    ProblemKind.BAD_NUMBER: (
        word("Ô này phải là một số nguyên không âm."),
        word("Chỉ ghi số, ví dụ 1250 hoặc 1.250; lời giải thích để ở cột ghi chú."),
    ),
    ProblemKind.FORMULA_ERROR: (
        word("Công thức trong ô này bị lỗi nên không có giá trị."),
        word("Mở tệp, sửa công thức hoặc ghi thẳng giá trị vào ô."),
    ),
    ProblemKind.UNKNOWN_KIND: (
        word("Không hiểu loại hình công đoàn cơ sở ghi ở ô này."),
        word("Ghi lại, ví dụ: doanh nghiệp ngoài nhà nước, đơn vị sự nghiệp công lập, nghiệp đoàn cơ sở."),
    ),
    ProblemKind.DITTO_WITHOUT_ABOVE: (
        word("Ô ghi “như trên” nhưng phía trên không có giá trị nào."),
        word("Ghi rõ giá trị vào ô này."),
    ),
    ProblemKind.CONFLICTING_SEX: (
        word("Giới tính ghi ở các cột của dòng này trái nhau."),
        word("Giữ lại một cột đúng: Nam hoặc Nữ."),
    ),
    ProblemKind.TEXT_TOO_LONG: (
        word("Chữ trong ô này dài quá mức cho phép."),
        word("Rút gọn nội dung; phần giải thích để ở tài liệu khác."),
    ),
    ProblemKind.END_BEFORE_START: (
        word("Ngày kết thúc trước ngày bắt đầu."),
        word("Kiểm tra lại hai ngày; có thể ngày và tháng bị ghi đảo."),
    ),
    ProblemKind.EMPTY_FILE: (
        word("Tệp không có dữ liệu."),
        word("Kiểm tra xem đã chọn đúng tệp chưa; mở tệp, lưu lại rồi gửi lại."),
    ),
    ProblemKind.NOT_A_SPREADSHEET: (
        word("Tệp này không phải là bảng tính, dù tên có thể giống bảng tính."),
        word("Gửi tệp XLSX, XLS, ODS hoặc CSV; nếu là ảnh hay PDF thì cần nhập lại thành bảng tính."),
    ),
    ProblemKind.ENCRYPTED: (
        word("Tệp được đặt mật khẩu nên không mở được."),
        word("Mở tệp bằng mật khẩu, bỏ mật khẩu, lưu lại rồi gửi lại."),
    ),
    ProblemKind.TRUNCATED: (
        word("Tệp bị hỏng hoặc tải về chưa hết."),
        word("Tải lại hoặc xin lại tệp gốc; nếu mở được thì lưu thành tệp mới rồi gửi lại."),
    ),
    ProblemKind.TOO_LARGE: (
        word("Tệp lớn hơn mức cho phép."),
        word("Xóa hình ảnh và trang tính không dùng, hoặc chia thành nhiều tệp."),
    ),
    ProblemKind.ZIP_BOMB: (
        word("Tệp phình ra quá lớn khi mở nên không được đọc, để bảo đảm an toàn."),
        word("Xin lại tệp gốc; nếu tệp là thật thì lưu lại bằng Excel hoặc LibreOffice, chia thành nhiều tệp."),
    ),
    ProblemKind.TOO_MANY_COLUMNS: (
        word("Trang tính có quá nhiều cột."),
        word("Xóa các cột trống hoặc cột định dạng thừa ở bên phải bảng rồi lưu lại."),
    ),
    ProblemKind.TOO_MANY_ROWS: (
        word("Trang tính có quá nhiều dòng."),
        word("Xóa các dòng trống ở cuối bảng, hoặc chia thành nhiều tệp."),
    ),
    ProblemKind.UNKNOWN_ENCODING: (
        word("Không nhận ra bảng mã của chữ trong tệp này."),
        word("Lưu lại tệp dưới dạng XLSX hoặc CSV UTF-8 rồi gửi lại."),
    ),
    ProblemKind.NO_TABLE: (
        word("Không tìm thấy bảng danh sách nào."),
        word("Cần một dòng tiêu đề cột, ít nhất có họ và tên với chức vụ, hoặc tên công đoàn cơ sở."),
    ),
}
REPAIRS: dict[str, str] = {
    RepairKind.SPACES: word("Bỏ dấu cách thừa"),
    RepairKind.UNICODE_FORM: word("Đưa chữ về Unicode dựng sẵn"),
    RepairKind.CAPITALS: word("Sửa chữ hoa, chữ thường của tên"),
    RepairKind.DITTO: word("Thay “như trên” bằng giá trị ở trên"),
    RepairKind.PHONE_ZERO: word("Thêm số 0 đầu số điện thoại bị mất"),
    RepairKind.PHONE_FORMAT: word("Bỏ dấu chấm, dấu cách, đổi đầu số cũ của số điện thoại"),
    RepairKind.SECOND_PHONE: word("Tách ô có nhiều số điện thoại"),
    RepairKind.DATE_FORMAT: word("Đọc ngày ghi bằng chữ theo ngày/tháng/năm"),
    RepairKind.CENTURY: word("Thêm thế kỷ cho năm ghi hai chữ số"),
    RepairKind.YEAR_ONLY: word("Chỉ có năm hoặc tháng, giữ đúng phần đã biết"),
    RepairKind.NUMBER_TEXT: word("Đọc số ghi bằng chữ hoặc có dấu ngăn cách"),
    RepairKind.CITIZEN_ID_ZERO: word("Thêm số 0 đầu số căn cước bị mất"),
    RepairKind.POST_WORDS: word("Hiểu chức vụ viết tắt hoặc nhiều chức vụ trong một ô"),
    RepairKind.UNIT_WORDS: word("Đưa tên đơn vị về cách viết thống nhất"),
    RepairKind.ENCODING: word("Chuyển chữ từ bảng mã cũ (TCVN3, VNI) sang Unicode"),
    RepairKind.SEX_FROM_COLUMN: word("Lấy giới tính theo cột Nam, Nữ"),
    RepairKind.UNIT_FROM_GROUP_ROW: word("Lấy tên công đoàn cơ sở từ dòng nhóm phía trên"),
    RepairKind.UNIT_FROM_SHEET: word("Lấy tên công đoàn cơ sở từ tên hoặc tiêu đề trang tính"),
}
FIELDS: dict[str, str] = {
    Field.NUMBER: word("Số thứ tự"),
    Field.NAME: word("Họ và tên"),
    Field.FAMILY_NAME: word("Họ và tên đệm"),
    Field.GIVEN_NAME: word("Tên"),
    Field.BORN: word("Ngày sinh"),
    Field.BORN_MALE: word("Ngày sinh (nam)"),
    Field.BORN_FEMALE: word("Ngày sinh (nữ)"),
    Field.BORN_DAY: word("Ngày (sinh)"),
    Field.BORN_MONTH: word("Tháng (sinh)"),
    Field.BORN_YEAR: word("Năm sinh"),
    Field.SEX: word("Giới tính"),
    Field.MALE: word("Nam (đánh dấu)"),
    Field.FEMALE: word("Nữ (đánh dấu)"),
    Field.CITIZEN_ID: word("Số căn cước"),
    Field.PHONE: word("Điện thoại"),
    Field.EMAIL: word("Thư điện tử"),
    Field.ETHNICITY: word("Dân tộc"),
    Field.RELIGION: word("Tôn giáo"),
    Field.EDUCATION: word("Trình độ chuyên môn"),
    Field.GENERAL_EDUCATION: word("Trình độ văn hóa"),
    Field.POLITICAL_THEORY: word("Lý luận chính trị"),
    Field.PARTY_MEMBER: word("Đảng viên"),
    Field.PARTY_JOINED: word("Ngày vào Đảng"),
    Field.EMPLOYER: word("Nơi làm việc"),
    Field.JOB: word("Chức vụ chuyên môn"),
    Field.POST: word("Chức vụ công đoàn"),
    Field.BODY: word("Ban, ủy ban, tổ"),
    Field.FROM_DAY: word("Từ ngày"),
    Field.TO_DAY: word("Đến ngày"),
    Field.MANDATE: word("Hình thức bầu, chỉ định"),
    Field.END_REASON: word("Lý do thôi giữ chức vụ"),
    Field.DECISION_NUMBER: word("Số quyết định"),
    Field.DECISION_DAY: word("Ngày quyết định"),
    Field.CONTRACT_END: word("Ngày hết hạn hợp đồng lao động"),
    Field.JOINED_UNION: word("Ngày vào công đoàn"),
    Field.ADDRESS: word("Địa chỉ"),
    Field.NOTE: word("Ghi chú"),
    Field.UNIT: word("Tên công đoàn cơ sở"),
    Field.UNIT_CODE: word("Mã đơn vị"),
    Field.KIND: word("Loại hình"),
    Field.SECTOR: word("Khu vực"),
    Field.SUPERIOR: word("Công đoàn cấp trên"),
    Field.SUPERIOR_CODE: word("Mã công đoàn cấp trên"),
    Field.MEMBERS: word("Tổng số đoàn viên"),
    Field.WOMEN: word("Đoàn viên nữ"),
    Field.WORKERS: word("Tổng số lao động"),
    Field.SEATS_FIXED: word("Số ủy viên BCH do đại hội quyết định"),
    Field.CONGRESS_DAY: word("Ngày đại hội"),
    Field.TERM: word("Nhiệm kỳ"),
    Field.TERM_FROM: word("Nhiệm kỳ từ ngày"),
    Field.TERM_TO: word("Nhiệm kỳ đến ngày"),
    Field.BEGAN_ON: word("Ngày thành lập"),
    Field.ENDED_ON: word("Ngày kết thúc hoạt động"),
}
SHEET_KINDS: dict[str, str] = {
    SheetKind.OFFICERS: word("Danh sách cán bộ"),
    SheetKind.UNITS: word("Danh sách đơn vị"),
    SheetKind.IGNORED: word("Không dùng"),
}
ENCODINGS: dict[str, str] = {
    Encoding.UNICODE: word("Unicode"),
    Encoding.TCVN3: word("TCVN3 (ABC, phông .VnTime)"),
    Encoding.VNI: word("VNI (phông VNI-Times)"),
}


def _named(names: Mapping[str, str], value: str | None) -> str:
    if not value:
        return ""
    name = names.get(value)
    return str(value) if name is None else _(name)


def problem(kind: str) -> str:
    """What is wrong, as one sentence."""
    return _(PROBLEMS[kind][0]) if kind in PROBLEMS else str(kind)


def hint(kind: str) -> str:
    """What the reader should do about it, as one sentence; empty for a kind that is not known."""
    return _(PROBLEMS[kind][1]) if kind in PROBLEMS else ""


def repair(kind: str) -> str:
    """Why a cell was understood differently from what it says."""
    return _named(REPAIRS, kind)


def field_name(field: str) -> str:
    """The name of a column."""
    return _named(FIELDS, field)


def sheet_kind(kind: str) -> str:
    return _named(SHEET_KINDS, kind)


def encoding(value: str) -> str:
    return _named(ENCODINGS, value)

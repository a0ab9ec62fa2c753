"""The words for what reading a spreadsheet finds: problems with what to do, repairs, columns, sheets, encodings.

Every function takes a kind (or its stored value) and gives words in the active language; a value that is not known
comes back as it is. The base text is Vietnamese.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nongcot.intake.kinds import Encoding, Field, ProblemKind, RepairKind, SheetKind

# kind -> (what is wrong, what to do)
PROBLEMS: dict[str, tuple[str, str]] = {
    ProblemKind.NO_NAME: (
        gettext_noop("Dòng này không có họ và tên."),
        gettext_noop("Ghi họ và tên vào cột họ tên, hoặc xóa dòng nếu không phải là người."),
    ),
    ProblemKind.UNKNOWN_UNIT_CODE: (
        gettext_noop("Mã công đoàn cơ sở này không có trong danh sách công đoàn cơ sở nào đã đọc."),
        gettext_noop("Kiểm tra lại mã, hoặc gửi kèm danh sách công đoàn cơ sở có mã này."),
    ),
    ProblemKind.UNKNOWN_SUPERIOR_CODE: (
        gettext_noop("Mã cấp trên này không có trong danh sách đã đọc, cũng không có trong hệ thống."),
        gettext_noop("Kiểm tra lại mã, hoặc gửi kèm danh sách có cấp trên ấy; đơn vị vẫn được ghi nhận."),
    ),
    ProblemKind.NO_UNIT_NAME: (
        gettext_noop("Dòng này không có tên đơn vị."),
        gettext_noop("Ghi tên đơn vị vào cột tên, hoặc xóa dòng nếu không phải là đơn vị."),
    ),
    ProblemKind.NO_UNIT: (
        gettext_noop("Không biết người này thuộc công đoàn cơ sở nào."),
        gettext_noop("Ghi tên công đoàn cơ sở trên dòng, ở dòng nhóm phía trên, ở tên trang tính hoặc ở tiêu đề."),
    ),
    ProblemKind.UNKNOWN_POST: (
        gettext_noop("Không hiểu chức vụ công đoàn ghi ở ô này."),
        gettext_noop("Ghi lại theo tên thường dùng, ví dụ: Chủ tịch, Phó Chủ tịch, UV BCH, Chủ nhiệm UBKT, Tổ trưởng."),
    ),
    ProblemKind.NO_POST: (
        gettext_noop("Dòng này không có chức vụ công đoàn."),
        gettext_noop("Ghi chức vụ công đoàn, ví dụ: Ủy viên Ban Chấp hành."),
    ),
    ProblemKind.NO_OFFICER: (
        gettext_noop("Người này là đoàn viên, không giữ chức vụ công đoàn nên không đưa vào danh sách cán bộ."),
        gettext_noop("Không cần làm gì; nếu người này có chức vụ công đoàn thì ghi chức vụ vào ô này."),
    ),
    ProblemKind.BAD_DATE: (
        gettext_noop("Không đọc được ngày tháng ở ô này."),
        gettext_noop("Ghi theo ngày/tháng/năm, ví dụ 05/07/1985; nếu chỉ biết năm thì ghi 1985."),
    ),
    ProblemKind.IMPOSSIBLE_DATE: (
        gettext_noop("Ngày tháng ở ô này không thể có trong thực tế."),
        gettext_noop("Kiểm tra lại ngày, tháng và năm với giấy tờ gốc rồi ghi lại."),
    ),
    ProblemKind.BAD_PHONE: (
        gettext_noop("Số điện thoại không đủ hoặc thừa chữ số."),
        gettext_noop("Ghi đủ 10 chữ số của máy di động, hoặc mã vùng và số của máy cố định."),
    ),
    ProblemKind.BAD_CITIZEN_ID: (
        gettext_noop("Số căn cước không đúng 12 chữ số (hoặc 9 chữ số với chứng minh nhân dân cũ)."),
        gettext_noop("Đối chiếu với thẻ căn cước rồi ghi lại; nên để ô ở dạng chữ để không mất số 0 ở đầu."),
    ),
    ProblemKind.BAD_NUMBER: (
        gettext_noop("Ô này phải là một số nguyên không âm."),
        gettext_noop("Chỉ ghi số, ví dụ 1250 hoặc 1.250; lời giải thích để ở cột ghi chú."),
    ),
    ProblemKind.FORMULA_ERROR: (
        gettext_noop("Công thức trong ô này bị lỗi nên không có giá trị."),
        gettext_noop("Mở tệp, sửa công thức hoặc ghi thẳng giá trị vào ô."),
    ),
    ProblemKind.UNKNOWN_KIND: (
        gettext_noop("Không hiểu loại hình công đoàn cơ sở ghi ở ô này."),
        gettext_noop("Ghi lại, ví dụ: doanh nghiệp ngoài nhà nước, đơn vị sự nghiệp công lập, nghiệp đoàn cơ sở."),
    ),
    ProblemKind.DITTO_WITHOUT_ABOVE: (
        gettext_noop("Ô ghi “như trên” nhưng phía trên không có giá trị nào."),
        gettext_noop("Ghi rõ giá trị vào ô này."),
    ),
    ProblemKind.CONFLICTING_SEX: (
        gettext_noop("Giới tính ghi ở các cột của dòng này trái nhau."),
        gettext_noop("Giữ lại một cột đúng: Nam hoặc Nữ."),
    ),
    ProblemKind.TEXT_TOO_LONG: (
        gettext_noop("Chữ trong ô này dài quá mức cho phép."),
        gettext_noop("Rút gọn nội dung; phần giải thích để ở tài liệu khác."),
    ),
    ProblemKind.NOT_UNDERSTOOD: (
        gettext_noop("Không hiểu chữ ghi ở ô này."),
        gettext_noop("Ghi theo cách thường dùng của cột này (ví dụ: Nam hoặc Nữ; x hoặc để trống), hoặc để trống."),
    ),
    ProblemKind.END_BEFORE_START: (
        gettext_noop("Ngày kết thúc trước ngày bắt đầu."),
        gettext_noop("Kiểm tra lại hai ngày; có thể ngày và tháng bị ghi đảo."),
    ),
    ProblemKind.END_WITHOUT_DAY: (
        gettext_noop("Có lý do thôi nhưng không ghi đến ngày nào, nên chức vụ vẫn được tính là đang giữ."),
        gettext_noop("Ghi ngày thôi giữ chức vụ; nếu người này vẫn đang giữ chức vụ thì bỏ lý do thôi."),
    ),
    ProblemKind.EMPTY_FILE: (
        gettext_noop("Tệp không có dữ liệu."),
        gettext_noop("Kiểm tra xem đã chọn đúng tệp chưa; mở tệp, lưu lại rồi gửi lại."),
    ),
    ProblemKind.NOT_A_SPREADSHEET: (
        gettext_noop("Tệp này không phải là bảng tính, dù tên có thể giống bảng tính."),
        gettext_noop("Gửi tệp XLSX, XLS, ODS hoặc CSV; nếu là ảnh hay PDF thì cần nhập lại thành bảng tính."),
    ),
    ProblemKind.ENCRYPTED: (
        gettext_noop("Tệp được đặt mật khẩu nên không mở được."),
        gettext_noop("Mở tệp bằng mật khẩu, bỏ mật khẩu, lưu lại rồi gửi lại."),
    ),
    ProblemKind.TRUNCATED: (
        gettext_noop("Tệp bị hỏng hoặc tải về chưa hết."),
        gettext_noop("Tải lại hoặc xin lại tệp gốc; nếu mở được thì lưu thành tệp mới rồi gửi lại."),
    ),
    ProblemKind.TOO_LARGE: (
        gettext_noop("Tệp lớn hơn mức cho phép."),
        gettext_noop("Xóa hình ảnh và trang tính không dùng, hoặc chia thành nhiều tệp."),
    ),
    ProblemKind.ZIP_BOMB: (
        gettext_noop("Tệp phình ra quá lớn khi mở nên không được đọc, để bảo đảm an toàn."),
        gettext_noop("Xin lại tệp gốc; nếu tệp là thật thì lưu lại bằng Excel hoặc LibreOffice, chia thành nhiều tệp."),
    ),
    ProblemKind.TOO_MANY_COLUMNS: (
        gettext_noop("Trang tính có quá nhiều cột."),
        gettext_noop("Xóa các cột trống hoặc cột định dạng thừa ở bên phải bảng rồi lưu lại."),
    ),
    ProblemKind.TOO_MANY_ROWS: (
        gettext_noop("Trang tính có quá nhiều dòng."),
        gettext_noop("Xóa các dòng trống ở cuối bảng, hoặc chia thành nhiều tệp."),
    ),
    ProblemKind.UNKNOWN_ENCODING: (
        gettext_noop("Không nhận ra bảng mã của chữ trong tệp này."),
        gettext_noop("Lưu lại tệp dưới dạng XLSX hoặc CSV UTF-8 rồi gửi lại."),
    ),
    ProblemKind.NO_TABLE: (
        gettext_noop("Không tìm thấy bảng danh sách nào."),
        gettext_noop("Cần một dòng tiêu đề cột, ít nhất có họ và tên với chức vụ, hoặc tên công đoàn cơ sở."),
    ),
}
REPAIRS: dict[str, str] = {
    RepairKind.SPACES: gettext_noop("Bỏ dấu cách thừa"),
    RepairKind.UNICODE_FORM: gettext_noop("Đưa chữ về Unicode dựng sẵn"),
    RepairKind.CAPITALS: gettext_noop("Sửa chữ hoa, chữ thường của tên"),
    RepairKind.DITTO: gettext_noop("Thay “như trên” bằng giá trị ở trên"),
    RepairKind.PHONE_ZERO: gettext_noop("Thêm số 0 đầu số điện thoại bị mất"),
    RepairKind.PHONE_FORMAT: gettext_noop("Bỏ dấu chấm, dấu cách, đổi đầu số cũ của số điện thoại"),
    RepairKind.EXCHANGED: gettext_noop("Đổi lại số điện thoại và thư điện tử ghi nhầm cột của nhau"),
    RepairKind.SECOND_PHONE: gettext_noop("Tách ô có nhiều số điện thoại"),
    RepairKind.DATE_FORMAT: gettext_noop("Đọc ngày ghi bằng chữ theo ngày/tháng/năm"),
    RepairKind.CENTURY: gettext_noop("Thêm thế kỷ cho năm ghi hai chữ số"),
    RepairKind.YEAR_ONLY: gettext_noop("Chỉ có năm hoặc tháng, giữ đúng phần đã biết"),
    RepairKind.NUMBER_TEXT: gettext_noop("Đọc số ghi bằng chữ hoặc có dấu ngăn cách"),
    RepairKind.CITIZEN_ID_ZERO: gettext_noop("Thêm số 0 đầu số căn cước bị mất"),
    RepairKind.POST_WORDS: gettext_noop("Hiểu chức vụ viết tắt hoặc nhiều chức vụ trong một ô"),
    RepairKind.UNIT_WORDS: gettext_noop("Đưa tên đơn vị về cách viết thống nhất"),
    RepairKind.ENCODING: gettext_noop("Chuyển chữ từ bảng mã cũ (TCVN3, VNI) sang Unicode"),
    RepairKind.SEX_FROM_COLUMN: gettext_noop("Lấy giới tính theo cột Nam, Nữ"),
    RepairKind.UNIT_FROM_GROUP_ROW: gettext_noop("Lấy tên công đoàn cơ sở từ dòng nhóm phía trên"),
    RepairKind.UNIT_FROM_SHEET: gettext_noop("Lấy tên công đoàn cơ sở từ tên hoặc tiêu đề trang tính"),
    RepairKind.BY_HAND: gettext_noop("Người dùng sửa"),
    RepairKind.TITLE: gettext_noop("Bỏ từ xưng hô, học vị đứng trước họ tên"),
    RepairKind.VACANT: gettext_noop("Chức danh còn khuyết, không ghi thành người"),
}
FIELDS: dict[str, str] = {
    Field.NUMBER: gettext_noop("Số thứ tự"),
    Field.NAME: gettext_noop("Họ và tên"),
    Field.FAMILY_NAME: gettext_noop("Họ và tên đệm"),
    Field.GIVEN_NAME: gettext_noop("Tên"),
    Field.BORN: gettext_noop("Ngày sinh"),
    Field.BORN_MALE: gettext_noop("Ngày sinh (nam)"),
    Field.BORN_FEMALE: gettext_noop("Ngày sinh (nữ)"),
    Field.BORN_DAY: gettext_noop("Ngày (sinh)"),
    Field.BORN_MONTH: gettext_noop("Tháng (sinh)"),
    Field.BORN_YEAR: gettext_noop("Năm sinh"),
    Field.SEX: gettext_noop("Giới tính"),
    Field.MALE: gettext_noop("Nam (đánh dấu)"),
    Field.FEMALE: gettext_noop("Nữ (đánh dấu)"),
    Field.CITIZEN_ID: gettext_noop("Số căn cước"),
    Field.PHONE: gettext_noop("Điện thoại"),
    Field.EMAIL: gettext_noop("Thư điện tử"),
    Field.ETHNICITY: gettext_noop("Dân tộc"),
    Field.RELIGION: gettext_noop("Tôn giáo"),
    Field.EDUCATION: gettext_noop("Trình độ chuyên môn"),
    Field.GENERAL_EDUCATION: gettext_noop("Trình độ văn hóa"),
    Field.POLITICAL_THEORY: gettext_noop("Lý luận chính trị"),
    Field.PARTY_MEMBER: gettext_noop("Đảng viên"),
    Field.PARTY_JOINED: gettext_noop("Ngày vào Đảng"),
    Field.DIRECT_WORK: gettext_noop("Trực tiếp sản xuất, công tác"),
    Field.DIRECT_WORK_ON: gettext_noop("Ngày tính trực tiếp sản xuất"),
    Field.INDIRECT_WORK: gettext_noop("Làm việc gián tiếp (đánh dấu)"),
    Field.EMPLOYER: gettext_noop("Nơi làm việc"),
    Field.JOB: gettext_noop("Chức vụ chuyên môn"),
    Field.POST: gettext_noop("Chức vụ công đoàn"),
    Field.BODY: gettext_noop("Ban, ủy ban, tổ"),
    Field.BODY_NAME: gettext_noop("Tên tổ công đoàn, công đoàn bộ phận"),
    Field.FROM_DAY: gettext_noop("Từ ngày"),
    Field.TO_DAY: gettext_noop("Đến ngày"),
    Field.LAST_DAY: gettext_noop("Đến hết ngày (ngày cuối giữ chức vụ)"),
    Field.MANDATE: gettext_noop("Hình thức bầu, chỉ định"),
    Field.END_REASON: gettext_noop("Lý do thôi giữ chức vụ"),
    Field.DECISION_NUMBER: gettext_noop("Số quyết định"),
    Field.DECISION_DAY: gettext_noop("Ngày quyết định"),
    Field.CONTRACT_END: gettext_noop("Ngày hết hạn hợp đồng lao động"),
    Field.JOINED_UNION: gettext_noop("Ngày vào công đoàn"),
    Field.ADDRESS: gettext_noop("Địa chỉ"),
    Field.NOTE: gettext_noop("Ghi chú"),
    Field.UNIT: gettext_noop("Tên công đoàn cơ sở"),
    Field.UNIT_CODE: gettext_noop("Mã đơn vị"),
    Field.KIND: gettext_noop("Loại hình"),
    Field.SECTOR: gettext_noop("Khu vực"),
    Field.SUPERIOR: gettext_noop("Công đoàn cấp trên"),
    Field.SUPERIOR_CODE: gettext_noop("Mã công đoàn cấp trên"),
    Field.MEMBERS: gettext_noop("Tổng số đoàn viên"),
    Field.WOMEN: gettext_noop("Đoàn viên nữ"),
    Field.WORKERS: gettext_noop("Tổng số lao động"),
    Field.SEATS_FIXED: gettext_noop("Số ủy viên BCH do đại hội quyết định"),
    Field.CONGRESS_DAY: gettext_noop("Ngày đại hội"),
    Field.TERM: gettext_noop("Nhiệm kỳ"),
    Field.TERM_FROM: gettext_noop("Nhiệm kỳ từ ngày"),
    Field.TERM_TO: gettext_noop("Nhiệm kỳ đến ngày"),
    Field.BEGAN_ON: gettext_noop("Ngày thành lập"),
    Field.ENDED_ON: gettext_noop("Ngày kết thúc hoạt động"),
}
SHEET_KINDS: dict[str, str] = {
    SheetKind.OFFICERS: gettext_noop("Danh sách cán bộ"),
    SheetKind.UNITS: gettext_noop("Danh sách đơn vị"),
    SheetKind.IGNORED: gettext_noop("Không dùng"),
}
ENCODINGS: dict[str, str] = {
    Encoding.UNICODE: gettext_noop("Unicode"),
    Encoding.TCVN3: gettext_noop("TCVN3 (ABC, phông .VnTime)"),
    Encoding.VNI: gettext_noop("VNI (phông VNI-Times)"),
}


def _named(names: Mapping[str, str], value: str | None) -> str:
    if not value:
        return ""
    name = names.get(value)
    return str(value) if name is None else _(name)


def ends_told(columns: Collection[str]) -> str:
    """How "Đến ngày" of a list was taken; "" where it has none."""
    if Field.LAST_DAY in columns:
        return _("“Đến ngày” được hiểu là ngày cuối cùng còn giữ chức vụ; người kế nhiệm giữ chức từ ngày hôm sau.")
    if Field.TO_DAY in columns:
        return _("“Đến ngày” được hiểu là ngày đầu tiên không còn giữ chức vụ.")
    return ""


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

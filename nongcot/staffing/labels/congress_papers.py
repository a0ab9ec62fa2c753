"""The words of the documents of a congress: Vietnamese, as union documents are, whatever the reader's language."""

from __future__ import annotations

from nongcot.staffing.kinds.congress import Election
from nongcot.staffing.kinds.congress_papers import CongressPaper as Paper

# The kind of document, what stands for it behind the number, and what it is about.
TITLES = {
    Paper.PLAN: ("TỜ TRÌNH", "TTr", "Về việc xin tổ chức đại hội {unit}"),
    Paper.CONSENT: ("THÔNG BÁO", "TB", "Về việc đồng ý cho {unit} tổ chức đại hội"),
    Paper.SUMMONS: ("GIẤY TRIỆU TẬP", "GTT", "Đại biểu dự đại hội {unit}"),
    Paper.INVITATION: ("GIẤY MỜI", "GM", "Dự đại hội {unit}"),
    Paper.MINUTES: ("BIÊN BẢN", "BB", "Đại hội {unit}"),
    Paper.COUNT: ("BIÊN BẢN", "BB", "Kiểm phiếu bầu Ban Chấp hành {unit}"),
    Paper.FIRST_MEETING: ("BIÊN BẢN", "BB", "Phiên họp thứ nhất của Ban Chấp hành {unit}"),
    Paper.FILE: ("TỜ TRÌNH", "TTr", "Về việc đề nghị công nhận kết quả đại hội {unit}"),
    Paper.LIST: ("DANH SÁCH", "DS", "Trích ngang Ban Chấp hành {unit}"),
    Paper.RECOGNITION: ("QUYẾT ĐỊNH", "QĐ", "Về việc công nhận Ban Chấp hành và các chức danh của {unit}"),
}
# The elections of the first meeting, as its minutes name them.
MEETING = {
    Election.STANDING: "Bầu Ban Thường vụ",
    Election.MEETING_CHAIR: "Bầu Chủ tịch",
    Election.VICE_CHAIR: "Bầu Phó Chủ tịch",
    Election.INSPECTION: "Bầu Ủy ban kiểm tra",
    Election.INSPECTION_HEAD: "Bầu Chủ nhiệm Ủy ban kiểm tra",
}
SHORT = {
    Paper.PLAN: "Tờ trình kèm kế hoạch",
    Paper.CONSENT: "Thông báo đồng ý",
    Paper.SUMMONS: "Giấy triệu tập",
    Paper.INVITATION: "Giấy mời",
    Paper.MINUTES: "Biên bản đại hội",
    Paper.COUNT: "Biên bản kiểm phiếu",
    Paper.FIRST_MEETING: "Biên bản phiên họp thứ nhất",
    Paper.FILE: "Tờ trình đề nghị công nhận",
    Paper.LIST: "Danh sách trích ngang",
    Paper.RECOGNITION: "Quyết định công nhận",
}

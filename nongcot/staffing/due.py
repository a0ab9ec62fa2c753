"""What staffing tells the duties: its checks, their words, and the pages that resolve them."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from nongcot.duties.api import Duty, Resolution, Source, register
from nongcot.infra.ui.addresses import address
from nongcot.people.api import IMPORTERS
from nongcot.staffing.findings import congress as assembling
from nongcot.staffing.findings import first_term as findings
from nongcot.staffing.findings import handover as ended
from nongcot.staffing.labels import congress, handover
from nongcot.staffing.labels import first_term as words


def _programme(duty: Duty) -> str:
    """The programme of the chair the duty is about; the person where the post is told no more."""
    post = duty.facts.get("post")
    return address("staffing:first-term", post) if post else address("people:officer", duty.person_id)


FIRST_TERM = Source(
    findings.SPECS,
    findings.find,
    words.TITLES,
    words.TO_DO,
    words.SENTENCES,
    {
        "staffing.do_step": Resolution(gettext_noop("Chương trình 100 ngày"), _programme, gettext_noop("Mở")),
        "staffing.answer_help": Resolution(gettext_noop("Trả lời Chủ tịch mới"), _programme, gettext_noop("Trả lời")),
        "staffing.check_in": Resolution(gettext_noop("Hỏi thăm Chủ tịch mới"), _programme, gettext_noop("Mở")),
        "staffing.close_programme": Resolution(gettext_noop("Kết thúc chương trình 100 ngày"), _programme),
        "staffing.agree_mentor": Resolution(
            gettext_noop("Trả lời đề nghị kèm cặp"), lambda _duty: address("staffing:mentors"), gettext_noop("Trả lời")
        ),
    },
    findings.LAPSED,
)


def _handover(duty: Duty) -> str:
    post = duty.facts.get("ended")
    return address("staffing:handover", post) if post else address("staffing:handovers")


HANDOVER = Source(
    ended.SPECS,
    ended.find,
    handover.TITLES,
    handover.TO_DO,
    handover.SENTENCES,
    {"staffing.record_handover": Resolution(gettext_noop("Bàn giao khi thôi giữ chức vụ"), _handover)},
)


def _congress(duty: Duty) -> str:
    found = duty.facts.get("congress")
    return address("staffing:congress", found) if found else address("staffing:congresses")


CONGRESS = Source(
    assembling.SPECS,
    assembling.find,
    congress.TITLES,
    congress.TO_DO,
    congress.SENTENCES,
    {
        "staffing.do_congress_step": Resolution(gettext_noop("Chuẩn bị đại hội"), _congress, gettext_noop("Mở")),
        "staffing.answer_congress": Resolution(
            gettext_noop("Giải quyết việc đại hội của cấp dưới"), _congress, gettext_noop("Mở"), IMPORTERS
        ),
    },
)


def tell() -> None:
    """Done once, when the app is ready."""
    register(FIRST_TERM)
    register(HANDOVER)
    register(CONGRESS)

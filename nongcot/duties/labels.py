"""The words for findings: what is due, why, and what to do, as an experienced union officer writes them.

A finding holds a code and facts only; everything here gives Vietnamese or, through the catalogue, English. Functions
raise ``KeyError`` for a code that is no check.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from nongcot.duties.checks import CHECKS
from nongcot.duties.kinds import CloseReason, DutyState
from nongcot.kernel.findings import RuleRef
from nongcot.people import labels as people
from nongcot.people.kinds import Role
from nongcot.regulations import DocumentKind, Rulebook, RuleKind, load, show_day

Facts = Mapping[str, Any]

TITLES: dict[str, str] = {
    "committee.no_chair": gettext_noop("Chưa có Chủ tịch"),
    "committee.below_minimum": gettext_noop("Ban Chấp hành chưa đủ số ủy viên tối thiểu"),
    "committee.above_maximum": gettext_noop("Ban Chấp hành vượt số ủy viên tối đa"),
    "committee.vacant_seats": gettext_noop("Khuyết ủy viên Ban Chấp hành"),
    "committee.over_fixed_size": gettext_noop("Ban Chấp hành vượt số lượng đại hội quyết định"),
    "committee.replaced_beyond_share": gettext_noop("Bổ sung ủy viên vượt tỷ lệ trong nhiệm kỳ"),
    "committee.standing_not_allowed": gettext_noop("Có Ban Thường vụ khi Ban Chấp hành chưa đủ số ủy viên"),
    "inspection.missing": gettext_noop("Chưa có Ủy ban Kiểm tra"),
    "inspection.too_many_committee_members": gettext_noop("Ủy ban Kiểm tra có quá nhiều ủy viên Ban Chấp hành"),
    "term.ended": gettext_noop("Đã hết nhiệm kỳ"),
    "term.ending": gettext_noop("Sắp hết nhiệm kỳ"),
    "chair.first_term": gettext_noop("Chủ tịch lần đầu nhận nhiệm vụ"),
    "contract.ends_before_term": gettext_noop("Hợp đồng lao động hết hạn trước khi hết nhiệm kỳ"),
    "post.held_twice": gettext_noop("Nhiều người cùng giữ một chức danh"),
    "person.possible_duplicate": gettext_noop("Hai hồ sơ có thể là một người"),
    "unit.below_founding_minimum": gettext_noop("Không còn đủ số đoàn viên tối thiểu"),
    "unit.should_have_ended": gettext_noop("Thuộc loại hình đã kết thúc hoạt động"),
    "unit.superior_ended": gettext_noop("Công đoàn cấp trên đã kết thúc hoạt động"),
    "data.missing": gettext_noop("Thiếu thông tin"),
}

TO_DO: dict[str, str] = {
    "committee.no_chair": gettext_noop(
        "Hướng dẫn Ban Chấp hành bầu Chủ tịch, hoặc chỉ định; sau đó ghi chức danh cùng quyết định."
    ),
    "committee.below_minimum": gettext_noop("Xin ý kiến công đoàn cấp trên, bầu bổ sung và ghi ủy viên mới."),
    "committee.above_maximum": gettext_noop(
        "Đối chiếu danh sách với quyết định công nhận; ghi thôi tham gia đối với người không còn là ủy viên."
    ),
    "committee.vacant_seats": gettext_noop("Xin ý kiến công đoàn cấp trên, bầu bổ sung và ghi ủy viên mới."),
    "committee.over_fixed_size": gettext_noop(
        "Kiểm tra văn bản đồng ý của công đoàn cấp trên trực tiếp; nếu không có, rà soát lại danh sách ủy viên."
    ),
    "committee.replaced_beyond_share": gettext_noop(
        "Kiểm tra ý kiến đồng ý của công đoàn cấp trên trực tiếp đối với phần bổ sung vượt tỷ lệ."
    ),
    "committee.standing_not_allowed": gettext_noop(
        "Rà soát: kết thúc chức danh ở Ban Thường vụ, hoặc sửa số lượng ủy viên Ban Chấp hành nếu ghi chưa đúng."
    ),
    "inspection.missing": gettext_noop(
        "Ban Chấp hành bầu Ủy ban Kiểm tra, đề nghị cấp trên công nhận và ghi danh sách."
    ),
    "inspection.too_many_committee_members": gettext_noop(
        "Bầu bổ sung ủy viên Ủy ban Kiểm tra ngoài Ban Chấp hành, hoặc điều chỉnh danh sách."
    ),
    "term.ended": gettext_noop("Tổ chức đại hội và ghi nhiệm kỳ mới, hoặc ghi văn bản cho kéo dài nhiệm kỳ."),
    "term.ending": gettext_noop("Chuẩn bị đại hội, hoặc đề nghị công đoàn cấp trên cho kéo dài nhiệm kỳ."),
    "chair.first_term": gettext_noop("Gặp gỡ, phân công người giúp đỡ và mời tham gia lớp tập huấn gần nhất."),
    "contract.ends_before_term": gettext_noop(
        "Đề nghị người sử dụng lao động gia hạn hợp đồng đến hết nhiệm kỳ, rồi ghi ngày hết hạn mới."
    ),
    "post.held_twice": gettext_noop("Xác định ai đang giữ chức danh; ghi ngày thôi giữ đối với người còn lại."),
    "person.possible_duplicate": gettext_noop("So sánh hai hồ sơ; gộp nếu là một người, hoặc xác nhận là hai người."),
    "unit.below_founding_minimum": gettext_noop(
        "Kiểm tra số đoàn viên; phát triển đoàn viên, sáp nhập hoặc giải thể theo Điều lệ."
    ),
    "unit.should_have_ended": gettext_noop(
        "Ghi ngày kết thúc hoạt động và việc bàn giao tài chính, hồ sơ, con dấu; hoặc sửa loại hình nếu ghi chưa đúng."
    ),
    "unit.superior_ended": gettext_noop("Ghi công đoàn cấp trên mới của đơn vị cùng quyết định chuyển giao."),
    "data.missing": gettext_noop("Bổ sung thông tin của công đoàn và cán bộ."),
}

FIELDS: dict[str, str] = {
    "kind": gettext_noop("loại hình"),
    "sector": gettext_noop("khu vực (nhà nước, ngoài nhà nước)"),
    "ownership": gettext_noop("mức tự bảo đảm kinh phí"),
    "members": gettext_noop("số đoàn viên"),
    "executive_committee": gettext_noop("danh sách Ban Chấp hành"),
    "term": gettext_noop("nhiệm kỳ"),
    "seats_fixed": gettext_noop("số ủy viên đại hội quyết định"),
    "born": gettext_noop("ngày sinh"),
    "sex": gettext_noop("giới tính"),
    "phone": gettext_noop("số điện thoại"),
}

REASONS: dict[str, str] = {
    "citizen_id": gettext_noop("cùng số định danh cá nhân"),
    "name_birth": gettext_noop("cùng họ tên và ngày sinh"),
    "name_year_phone": gettext_noop("cùng họ tên, năm sinh và số điện thoại"),
    "name_year_unit": gettext_noop("cùng họ tên, năm sinh và cùng công đoàn"),
}

STATES: dict[str, str] = {
    DutyState.OPEN: gettext_noop("Đang mở"),
    DutyState.POSTPONED: gettext_noop("Đã hoãn"),
    DutyState.CLOSED: gettext_noop("Đã xong"),
}
CLOSE_REASONS: dict[str, str] = {
    CloseReason.FACTS_CHANGED: gettext_noop("Thông tin đã thay đổi, việc không còn"),
    CloseReason.RULE_CHANGED: gettext_noop("Quy định đã thay đổi"),
    CloseReason.UNIT_ENDED: gettext_noop("Công đoàn đã kết thúc hoạt động"),
    CloseReason.DAY_PASSED: gettext_noop("Thời gian của việc này đã qua"),
}


def learn(
    *, titles: Mapping[str, str], to_do: Mapping[str, str], sentences: Mapping[str, Callable[[Facts], str]]
) -> None:
    """The words for the checks of an app above."""
    TITLES.update(titles)
    TO_DO.update(to_do)
    _SENTENCES.update(sentences)


SUGGESTED = gettext_noop("Mức gợi ý của hệ thống, chờ Liên đoàn quyết định")
NO_ARTICLE = gettext_noop("chưa rõ điều")  # as the data say it where no source names the article
OWN_RULE = gettext_noop("Yêu cầu để danh sách đúng và dùng được, không phải quy định của văn bản")


def title(code: str) -> str:
    """What is due, in a few words."""
    return _(TITLES[code])


def to_do(code: str) -> str:
    """What resolves it."""
    return _(TO_DO[code])


def role_name(role: Role | str) -> str:
    """Who answers for it."""
    return people.role(role)


def close_reason(reason: CloseReason | str) -> str:
    return _(CLOSE_REASONS[reason]) if reason else ""


def field_name(field: str) -> str:
    return _(FIELDS[field]) if field in FIELDS else field


def sentence(code: str, facts: Facts) -> str:
    """What the finding says of this union, with its figures and days; the title alone when a figure is lacking."""
    try:
        return _SENTENCES[code](facts)
    except (TypeError, ValueError):
        return title(code)
    except KeyError:
        return title(code)  # raises KeyError itself where the code is no check


def _day(value: Any) -> str:
    found = date.fromisoformat(value)
    return show_day(found) if (get_language() or "vi").startswith("vi") else f"{found.day} {found:%b %Y}"


def _no_chair(facts: Facts) -> str:
    if not facts["known_posts"]:
        return _("Chưa có tên Chủ tịch và Ban Chấp hành trong danh sách")
    if facts.get("vacant_since"):
        return _("Khuyết Chủ tịch từ ngày %(day)s") % {"day": _day(facts["vacant_since"])}
    return _("Khuyết Chủ tịch")


def _above_maximum(facts: Facts) -> str:
    if facts.get("members") is None:
        return _("Ban Chấp hành có %(holders)d ủy viên, quá mức tối đa %(maximum)d") % facts
    return _("Ban Chấp hành có %(holders)d ủy viên; với %(members)d đoàn viên, mức tối đa là %(maximum)d") % facts


def _vacant_seats(facts: Facts) -> str:
    said = _("Khuyết %(vacant)d/%(seats)d ủy viên Ban Chấp hành") % facts
    if facts.get("vacant_since"):
        return _("%(said)s, từ ngày %(day)s") % {"said": said, "day": _day(facts["vacant_since"])}
    return said


def _over_fixed_size(facts: Facts) -> str:
    if facts["beyond_consent"]:
        return (
            _(
                "Ban Chấp hành có %(holders)d ủy viên, đại hội quyết định %(seats)d; "
                "kể cả khi cấp trên đồng ý cũng chỉ được %(allowed_with_consent)d"
            )
            % facts
        )
    return (
        _(
            "Ban Chấp hành có %(holders)d ủy viên, đại hội quyết định %(seats)d; "
            "cần văn bản đồng ý của cấp trên trực tiếp"
        )
        % facts
    )


def _term_ended(facts: Facts) -> str:
    if facts.get("extended"):
        return _("Nhiệm kỳ đã kéo dài đến ngày %(day)s, nay đã hết") % {"day": _day(facts["ended_on"])}
    return _("Nhiệm kỳ đã hết từ ngày %(day)s") % {"day": _day(facts["ended_on"])}


def _first_term(facts: Facts) -> str:
    if not facts.get("since"):
        return _("Chủ tịch lần đầu nhận nhiệm vụ")
    return _("Chủ tịch lần đầu nhận nhiệm vụ, từ ngày %(day)s") % {"day": _day(facts["since"])}


def _contract_ends(facts: Facts) -> str:
    days = {"contract": _day(facts["contract_ends_on"]), "term": _day(facts["term_ends_on"])}
    return _("Hợp đồng lao động hết hạn ngày %(contract)s, trước khi hết nhiệm kỳ ngày %(term)s") % days


def _held_twice(facts: Facts) -> str:
    post = people.post_title(facts["body"], facts["post"])
    named = {"holders": facts["holders"], "post": post, "place": facts.get("body_name") or ""}
    if named["place"]:
        return _("%(holders)d người cùng giữ chức danh %(post)s (%(place)s)") % named
    return _("%(holders)d người cùng giữ chức danh %(post)s") % named


def _duplicate(facts: Facts) -> str:
    reasons = "; ".join(_(REASONS[reason]) for reason in facts["reasons"])
    return _("Hai hồ sơ có thể là một người: %(reasons)s") % {"reasons": reasons}


def _should_have_ended(facts: Facts) -> str:
    kind = people.unit_kind(facts["kind"])
    return _("%(kind)s: loại hình này kết thúc hoạt động từ ngày %(day)s") % {
        "kind": kind,
        "day": _day(facts["ended_by"]),
    }


def _superior_ended(facts: Facts) -> str:
    named = {"superior": facts.get("superior") or _("Công đoàn cấp trên"), "day": _day(facts["ended_on"])}
    return _("%(superior)s đã kết thúc hoạt động từ ngày %(day)s") % named


def _data_missing(facts: Facts) -> str:
    said = [field_name(field) for field in facts.get("fields") or []]
    for field, count in sorted((facts.get("officers") or {}).items()):
        said.append(_("%(field)s của %(count)d cán bộ") % {"field": field_name(field), "count": count})
    return _("Thiếu %(fields)s") % {"fields": ", ".join(said)} if said else title("data.missing")


def _plain(template: str) -> Callable[[Facts], str]:
    return lambda facts: _(template) % facts


_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "committee.no_chair": _no_chair,
    "committee.below_minimum": _plain(
        gettext_noop("Ban Chấp hành chỉ có %(holders)d ủy viên, tối thiểu phải có %(minimum)d")
    ),
    "committee.above_maximum": _above_maximum,
    "committee.vacant_seats": _vacant_seats,
    "committee.over_fixed_size": _over_fixed_size,
    "committee.replaced_beyond_share": _plain(
        gettext_noop("Đã bổ sung %(added)d ủy viên trong nhiệm kỳ, vượt %(share)s của %(seats)d ủy viên (%(limit)d)")
    ),
    "committee.standing_not_allowed": _plain(
        gettext_noop(
            "Có Ban Thường vụ %(standing)d người trong khi Ban Chấp hành %(committee)d ủy viên, dưới %(minimum)d"
        )
    ),
    "inspection.missing": _plain(
        gettext_noop("Có %(members)d đoàn viên (từ %(required_from)d trở lên) nhưng chưa có Ủy ban Kiểm tra")
    ),
    "inspection.too_many_committee_members": _plain(
        gettext_noop(
            "%(committee_members)d/%(inspection_members)d ủy viên Ủy ban Kiểm tra là ủy viên Ban Chấp hành, "
            "tối đa %(limit)d"
        )
    ),
    "term.ended": _term_ended,
    "term.ending": lambda facts: _("Nhiệm kỳ hết vào ngày %(day)s") % {"day": _day(facts["ends_on"])},
    "chair.first_term": _first_term,
    "contract.ends_before_term": _contract_ends,
    "post.held_twice": _held_twice,
    "person.possible_duplicate": _duplicate,
    "unit.below_founding_minimum": _plain(
        gettext_noop("Chỉ còn %(members)d đoàn viên, tối thiểu để thành lập là %(minimum)d")
    ),
    "unit.should_have_ended": _should_have_ended,
    "unit.superior_ended": _superior_ended,
    "data.missing": _data_missing,
}


def why(rule: RuleRef | None, book: Rulebook | None = None) -> str:
    """The rule a finding rests on: its title, article and document, and whether anybody has checked the value."""
    if rule is None:
        return ""
    book = book or load()
    named = book.rules.get(rule.id)
    vietnamese = (get_language() or "vi").startswith("vi")
    rule_title = rule.id if named is None else named.title if vietnamese else named.title_en
    return f"{rule_title}. {source(rule, book)}"


def source(rule: RuleRef, book: Rulebook | None = None) -> str:
    """Article and document as they are cited, marked where nobody has checked the value against the text."""
    book = book or load()
    document = book.documents.get(rule.document)
    if document is None:
        return rule.document
    if document.kind is DocumentKind.OWN:
        named = book.rules.get(rule.id)
        suggested = named is not None and named.kind is RuleKind.OWN_DEADLINE
        return _(SUGGESTED) if suggested else _(OWN_RULE)
    parts = {
        "article": _(rule.article) if rule.article == NO_ARTICLE else rule.article,
        "number": document.number,
        "issuer": document.issuer,
    }
    cited = _("%(article)s, %(number)s của %(issuer)s") % parts
    return cited if rule.verified else _("%(cited)s (chưa kiểm chứng với văn bản gốc)") % {"cited": cited}


def deadline(code: str, book: Rulebook | None = None) -> str:
    """Where the due day of a check comes from; empty where the facts themselves fix it."""
    clock = CHECKS[code].deadline
    if clock is None:
        return ""
    rule = (book or load()).rules[clock]
    return rule.title if (get_language() or "vi").startswith("vi") else rule.title_en

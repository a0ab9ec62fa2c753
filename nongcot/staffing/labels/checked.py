"""The words of what is checked at a step."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nongcot.regulations import Rulebook
from nongcot.staffing.kinds.checked import Checked, CheckedKind, Standing

TONES = {Standing.GOOD: "good", Standing.WARN: "warn", Standing.UNKNOWN: "info"}


def standing(value: Standing) -> str:
    return {
        Standing.GOOD: _("đạt"),
        Standing.WARN: _("cần xem lại"),
        Standing.UNKNOWN: _("chưa có dữ liệu"),
    }[value]


def words(one: Checked) -> str:
    """One check in a sentence."""
    return {
        CheckedKind.SHARE: _share,
        CheckedKind.SIZE: _size,
        CheckedKind.MAXIMUM: _maximum,
        CheckedKind.ELIGIBLE: _eligible,
    }[one.kind](one)


def _share(one: Checked) -> str:
    facts = one.facts
    if facts.get("why") == "no_term":
        return _("Chưa ghi nhiệm kỳ hoặc số lượng ủy viên do đại hội quyết định nên chưa tính được tỷ lệ bổ sung.")
    told = _("Từ đầu nhiệm kỳ đã bổ sung %(added)s người trên số lượng %(seats)s.") % facts
    if facts.get("why") == "no_rule":
        return told + " " + _("Chưa có văn bản ghi mức tối đa.")
    if facts["limit"] is None:
        return told + " " + _("Quy định đang dùng không ghi mức tối đa.")
    told += " " + _("Được bổ sung tối đa %(limit)s người trong nhiệm kỳ, còn %(left)s.") % facts
    if (adds := facts["adds"]) not in {None, 0, 1}:
        told += " " + _("Lần này bổ sung %(adds)s người.") % {"adds": adds}
    if one.standing is Standing.WARN:
        told += " " + _("Vượt mức thì cần công đoàn cấp trên trực tiếp đồng ý.")
    elif adds == 0:
        told += " " + _("Người được giới thiệu đang là ủy viên Ban Chấp hành nên không tính là bổ sung.")
    elif one.standing is Standing.UNKNOWN:
        told += " " + _(
            "Ủy viên đang trong Ban Chấp hành nhận chức danh này thì không tính là bổ sung; người ngoài Ban Chấp hành "
            "thì vượt mức, cần công đoàn cấp trên trực tiếp đồng ý."
        )
    return told


def _size(one: Checked) -> str:
    if one.standing is Standing.UNKNOWN:
        return _("Ban Chấp hành %(holders)s người; chưa ghi số lượng do đại hội quyết định.") % one.facts
    told = _("Ban Chấp hành %(holders)s người; đại hội quyết định %(seats)s.") % one.facts
    if one.standing is Standing.WARN:
        told += " " + _("Cấp trên đồng ý bằng văn bản thì được đến %(allowed)s người.") % one.facts
    return told


def _maximum(one: Checked) -> str:
    if one.facts.get("why") == "no_members":
        return _("Ban Chấp hành %(holders)s người; chưa ghi số đoàn viên nên chưa rõ số lượng tối đa.") % one.facts
    if one.standing is Standing.UNKNOWN:
        told = _("Ban Chấp hành %(holders)s người; chưa có văn bản ghi số lượng tối đa cho loại đơn vị này.")
        return told % one.facts
    return _("Ban Chấp hành %(holders)s người; hướng dẫn cho tối đa %(maximum)s.") % one.facts


def _eligible(one: Checked) -> str:
    if one.standing is Standing.UNKNOWN:
        return _("Chưa giới thiệu ai để xét điều kiện.")
    if one.standing is Standing.GOOD:
        return _("%(persons)s người được giới thiệu, không có điều gì cần đối chiếu.") % one.facts
    return _("%(persons)s người được giới thiệu, %(looked)s người có điều cần đối chiếu.") % one.facts


def source(one: Checked, book: Rulebook) -> str:
    """Article and document of the rule a check rests on."""
    return f"{one.rule.article}, {book.documents[one.rule.document].number}" if one.rule else ""

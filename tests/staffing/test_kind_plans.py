"""Units that become of another kind by a plan: what fits together on the day is asked of the day as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from nongcot.people.api import units
from nongcot.people.kinds import UnitKind
from nongcot.people.models import Unit, UnitKindSpan
from nongcot.staffing import actions
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.reorganisation.kinds import Notice, Trouble
from nongcot.staffing.reorganisation.reading import read_plan
from nongcot.staffing.reorganisation.shown import shown_line
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
HEADER = "Thao tác,Mã đơn vị,Cấp trên,Ngày hiệu lực,Loại hình\n"
DAY, EVE = date(2025, 7, 1), date(2025, 6, 30)


@pytest.fixture
def province():
    top = make.unit("Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION, code="P")
    ward = make.unit("Công đoàn phường Một", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="W")
    factory = make.unit("Công đoàn cơ sở Công ty A", under=ward, code="A")
    make.unit("Công đoàn cơ sở thành viên Xưởng 1", under=factory, kind=UnitKind.MEMBER_UNION, code="M")
    return top


def read(*rows):
    return read_plan((HEADER + "\n".join(rows)).encode(), "plan.csv")


def foreseen(*rows):
    plan = read(*rows)
    return actions.foresee_plan(SYSTEM, plan.operations, plan.troubles)[0]


def troubles(*rows):
    return [(one.line, one.kind) for one in foreseen(*rows).troubles]


def carry_out(*rows):
    plan = read(*rows)
    kept = actions.receive_plan(
        actor=SYSTEM, operations=plan.operations, troubles=plan.troubles, cells=plan.cells, decision="QĐ 7/2025"
    )
    actions.reorganise(actor=SYSTEM, plan=kept)
    return Reorganisation.objects.get(pk=kept.pk)


def kinds(day):
    return dict(units(SYSTEM, day=day).values_list("code", "day_kind"))


def test_a_member_union_is_raised_and_moved_in_one_plan_in_any_order_of_rows(province):
    done = carry_out(
        "chuyển cấp trên,M,W,01/07/2025,",
        "đổi loại hình,M,,01/07/2025,CĐCS doanh nghiệp",
        "đổi loại hình,A,,01/07/2025,CĐCS đơn vị sự nghiệp ngoài công lập",
    )
    assert kinds(EVE) == {"P": "provincial_federation", "W": "direct_superior", "A": "enterprise", "M": "member_union"}
    assert kinds(DAY)["M"] == "enterprise"
    assert kinds(DAY)["A"] == "non_public_service"
    assert done.summary["counts"]["kinds"] == 2
    assert UnitKindSpan.objects.get(unit__code="A", to_day=None).decision_number == "QĐ 7/2025"
    told = [shown_line(row)["what"] for row in done.lines.filter(operation="kind")]
    assert told[0] == "Từ ngày 01/07/2025 Công đoàn cơ sở thành viên Xưởng 1 đổi loại hình thành CĐCS doanh nghiệp."


def test_what_does_not_fit_above_or_below_holds_the_plan_back(province):
    assert troubles("đổi loại hình,M,,01/07/2025,Doanh nghiệp") == [(2, Trouble.KIND_ABOVE)]
    assert troubles("đổi loại hình,A,,01/07/2025,Tổ công đoàn") == [(2, Trouble.KIND_BELOW)]
    assert troubles("đổi loại hình,W,,01/07/2025,Doanh nghiệp") == [(2, Trouble.KIND_BELOW)]
    assert troubles("đổi loại hình,A,,01/07/2025,") == [(2, Trouble.NO_KIND)]
    assert troubles("đổi loại hình,P,,01/07/2025,Nghiệp đoàn") == [(2, Trouble.FIXED_KIND)]
    # the member union below becomes a section on the same day: then it fits
    assert troubles("kết thúc,M,,01/07/2025,", "đổi loại hình,A,,01/07/2025,Tổ công đoàn") == []


def test_a_second_change_on_a_later_day_and_none_before_it(province):
    carry_out(
        "đổi loại hình,A,,01/07/2025,Nghiệp đoàn",
        "đổi loại hình,A,,01/08/2025,Đơn vị sự nghiệp công lập",
    )
    assert [kinds(day)["A"] for day in (EVE, DAY, date(2025, 7, 31), date(2025, 8, 1))] == [
        "enterprise",
        "syndicate",
        "syndicate",
        "public_service",
    ]
    assert Unit.objects.get(code="A").kind == "public_service"
    assert troubles("đổi loại hình,A,,01/08/2025,Doanh nghiệp") == [(2, Trouble.LATER_FACTS)]
    assert troubles("kết thúc,A,,01/07/2025,")[0] == (2, Trouble.LATER_FACTS)
    carry_out("đổi loại hình,A,,01/09/2025,Doanh nghiệp")
    assert UnitKindSpan.objects.filter(unit__code="A").count() == 4


def test_the_preview_tells_what_the_rules_of_the_new_kind_find(province):
    effect = foreseen("đổi loại hình,A,,01/01/2026,agency")
    (one,) = [one for one in effect.notices if one.kind == Notice.KIND_DUTIES]
    assert dict(one.facts) == {"opened": "1", "closed": "0"}  # a union of an agency should have ended in 2025
    assert foreseen("đổi loại hình,A,,01/01/2026,Nghiệp đoàn").notices == []
    assert [one.kind for one in foreseen("đổi loại hình,A,,01/07/2025,Doanh nghiệp").notices] == [Notice.SAME_KIND]

"""Pages and API of reorganisation: a plan sent, looked at, carried out; those of before; one unit at a time."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from nongcot.infra.audit.models import AuditEntry
from nongcot.people.kinds import Post, Role, UnitKind
from nongcot.people.models import PostHeld, Unit, UnitSuccession
from nongcot.staffing import actions
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.tasks import reorganising as tasks
from tests.factories import people as make

pytestmark = pytest.mark.django_db
HEAD = "Thao tác,Mã đơn vị,Đơn vị tiếp nhận,Tên mới,Cấp trên,Ngày hiệu lực,Mặc định,Chức vụ\n"
DAY = date(2025, 7, 1)


@pytest.fixture
def province():
    top = make.unit("Liên đoàn Lao động tỉnh Sao Mai", kind=UnitKind.PROVINCIAL_FEDERATION, code="P")
    one = make.unit("Liên đoàn Lao động huyện Một", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D1")
    make.unit("Liên đoàn Lao động huyện Hai", under=top, kind=UnitKind.DIRECT_SUPERIOR, code="D2")
    for code in "ABC":
        make.unit(f"Công đoàn cơ sở Công ty {code}", under=one, code=code)
    return top


@pytest.fixture
def officer(province, client):
    user = make.officer(province, Role.FEDERATION_OFFICER, "ban-to-chuc")
    client.force_login(user)
    return user


def at(code):
    return Unit.objects.get(code=code)


def send(client, *rows, decision="123/QĐ-LĐLĐ"):
    file = SimpleUploadedFile("phuong-an.csv", (HEAD + "\n".join(rows)).encode())
    response = client.post(reverse("staffing:plans"), {"workbook": file, "decision": decision})
    return response, Reorganisation.objects.first()


def page(client, name, plan, query=""):
    return client.get(reverse(f"staffing:{name}", args=[plan.pk]) + query).content.decode()


def test_a_plan_is_sent_looked_at_carried_out_and_kept(client, officer):
    make.post(make.person("Trần Thị Hoa"), at("B"), Post.CHAIR, from_day=date(2023, 1, 1))
    response, plan = send(client, "Sáp nhập,B,A,,,01/07/2025,,tiếp tục", "Đổi tên,A,,CĐCS Công ty A và B,,01/07/2025,,")

    assert response.url == reverse("staffing:plan", args=[plan.pk])
    assert plan.state == Reorganisation.State.READ
    assert at("B").ended_on is None  # nothing yet
    text = page(client, "plan-lines", plan)
    assert "Từ ngày 01/07/2025 Công đoàn cơ sở Công ty B sáp nhập vào CĐCS Công ty A và B." in text
    assert "1 chức vụ tiếp tục ở đơn vị tiếp nhận" in text

    client.post(reverse("staffing:plan-apply", args=[plan.pk]))  # without the tick
    assert at("B").ended_on is None
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    plan.refresh_from_db()
    assert plan.state == Reorganisation.State.APPLIED
    assert at("B").ended_on == DAY
    assert at("A").name == "CĐCS Công ty A và B"  # as typed
    assert PostHeld.objects.get(unit=at("A")).from_day == DAY
    told = AuditEntry.objects.get(action="staffing.reorganise")
    assert (told.reason, told.actor) == ("123/QĐ-LĐLĐ", officer)
    history = client.get(reverse("staffing:plans")).content.decode()
    assert "phuong-an.csv" in history
    assert "123/QĐ-LĐLĐ" in history
    assert "Đã thực hiện" in history
    unit = client.get(reverse("people:unit", args=[at("B").pk])).content.decode()
    assert "Nhập vào" in unit
    assert "CĐCS Công ty A và B" in unit
    assert "Tiếp nhận" in client.get(reverse("people:unit", args=[at("A").pk])).content.decode()


def test_every_trouble_is_told_by_row_column_value_and_what_to_do(client, officer):
    wrong = ("Sáp nhập,B,=KHONG-CO,,,01/07/2025,,", "Bay,A,,,,01/07/2025,,", "Kết thúc,C,,,,hôm qua,,")
    _response, plan = send(client, *wrong, "Đổi tên,A,,,,01/07/2025,,")
    told = [(r.number, r.troubled) for r in plan.lines.all()]
    assert told == [(2, True), (3, True), (4, True), (5, True)]
    text = page(client, "plan", plan)
    for part in ("4 điểm phải sửa", "Đơn vị tiếp nhận “=KHONG-CO”:", "Thao tác “Bay”:", "Ngày hiệu lực “hôm qua”:"):
        assert part in text
    assert "Thực hiện phương án" not in text
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    plan.refresh_from_db()
    assert plan.state == Reorganisation.State.READ
    assert at("A").names.count() == 1
    book = client.post(reverse("staffing:plan-book", args=[plan.pk]), {"loai": "vuong-mac"})
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 5
    assert rows[1][:4] == ("2", "Sáp nhập", "B", "=KHONG-CO")
    typed = sheet["D2"]  # what was typed stays text, also when somebody opens the cell and presses Enter
    assert (typed.data_type, typed.style_id > 0, typed.quotePrefix) == ("s", True, True)
    assert "KHONG-CO" in rows[1][-1]


def test_what_changed_since_the_preview_is_shown_before_anything_is_written(client, officer):
    _response, plan = send(client, "Kết thúc,A,,,,01/07/2025,,")
    make.post(make.person("Lê Văn Tám"), at("A"), Post.CHAIR, from_day=date(2024, 1, 1))
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    plan.refresh_from_db()
    assert plan.state == Reorganisation.State.READ
    assert at("A").ended_on is None
    assert "Dữ liệu đã có thay đổi khác" in page(client, "plan", plan)
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    assert at("A").ended_on == DAY


def test_a_plan_whose_worker_died_says_so_and_is_carried_out_again(client, officer):
    _response, plan = send(client, "Kết thúc,A,,,,01/07/2025,,")
    actions.start_reorganising(actor=officer, plan=plan)
    assert "Đang thực hiện" in page(client, "plan", plan)
    tasks.stopped(plan.pk)
    assert "Không có gì được ghi dở" in page(client, "plan", plan)
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    assert at("A").ended_on == DAY


def test_an_error_nobody_foresaw_leaves_the_plan_failed_and_all_units_as_they_were(client, officer, monkeypatch):
    _response, plan = send(client, "Kết thúc,A,,,,01/07/2025,,")

    def broken(*_args, **_facts):
        raise ZeroDivisionError

    monkeypatch.setattr("nongcot.staffing.actions.reorganising.write_effect", broken)
    actions.start_reorganising(actor=officer, plan=plan)
    with pytest.raises(ZeroDivisionError):
        tasks.reorganise.func(plan.pk)
    plan.refresh_from_db()
    assert (plan.state, plan.error) == (Reorganisation.State.FAILED, "ZeroDivisionError")
    assert "Có lỗi ngoài dự kiến" in page(client, "plan", plan)
    assert at("A").ended_on is None
    monkeypatch.undo()
    client.post(reverse("staffing:plan-again", args=[plan.pk]))
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    assert at("A").ended_on == DAY


def test_a_dropped_plan_stays_in_the_history_and_cannot_be_carried_out(client, officer):
    _response, plan = send(client, "Kết thúc,A,,,,01/07/2025,,")
    client.post(reverse("staffing:plan-drop", args=[plan.pk]))
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    assert at("A").ended_on is None
    assert "Đã bỏ" in client.get(reverse("staffing:plans")).content.decode()


def test_one_unit_is_merged_from_its_page(client, officer):
    assert (
        reverse("staffing:plan-merge", args=[at("B").pk])
        in client.get(reverse("people:unit", args=[at("B").pk])).content.decode()
    )
    given = {"into": "A", "name": "", "day": "01/07/2025", "posts": "end", "decision": "QĐ 5"}
    response = client.post(reverse("staffing:plan-merge", args=[at("B").pk]), given)
    plan = Reorganisation.objects.first()
    assert response.url == reverse("staffing:plan", args=[plan.pk])
    assert at("B").ended_on is None
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    assert UnitSuccession.objects.filter(predecessor=at("B"), successor=at("A"), on=DAY).exists()


def test_one_unit_is_split_from_its_page_though_it_has_no_code(client, officer):
    union = make.unit("Công đoàn cơ sở Công ty Không mã", under=at("D1"))
    make.unit("Công đoàn cơ sở Công ty Không mã", under=at("D2"))  # a namesake
    given = {"day": "01/07/2025", "posts": "end", "decision": "QĐ 6", "default": "2"}
    given |= {"into_1": "A", "into_2": "N", "name_2": "Công đoàn cơ sở Công ty Mới"}
    client.post(reverse("staffing:plan-split", args=[union.pk]), given)
    plan = Reorganisation.objects.first()
    text = page(client, "plan", plan)
    assert "Công đoàn cơ sở Công ty Mới (mặc định)" in text
    client.post(reverse("staffing:plan-apply", args=[plan.pk]), {"sure": "on"})
    union.refresh_from_db()
    assert union.ended_on == DAY
    assert {s.successor.code for s in UnitSuccession.objects.filter(predecessor=union)} == {"A", "N"}
    assert plan.lines.get(number=2).into == at("N")  # founded by the plan, and to be looked at


def test_colleagues_see_a_plan_and_other_federations_do_not(client, officer):
    _response, plan = send(client, "Kết thúc,A,,,,01/07/2025,,")
    client.force_login(make.officer(at("P"), Role.FEDERATION_OFFICER, "dong-nghiep"))
    assert client.get(reverse("staffing:plan", args=[plan.pk])).status_code == 200
    other = make.unit("Liên đoàn Lao động tỉnh Khác", kind=UnitKind.PROVINCIAL_FEDERATION, code="Q")
    client.force_login(make.officer(other, Role.FEDERATION_OFFICER, "tinh-khac"))
    assert client.get(reverse("staffing:plan", args=[plan.pk])).status_code == 404


@pytest.mark.parametrize("name", ["plan", "plan-lines", "plans"])
def test_the_pages_ask_the_same_however_long_a_plan_is(client, officer, name):
    counts = set()
    for number in (1, 3, 100):
        for n in range(number):
            if not Unit.objects.filter(code=f"X{n}").exists():
                make.unit(f"Công đoàn cơ sở Công ty X{n}", under=at("D1"), code=f"X{n}")
        _response, plan = send(client, *[f"Kết thúc,X{n},,,,01/07/2025,," for n in range(number)])
        address = reverse("staffing:plans") if name == "plans" else reverse(f"staffing:{name}", args=[plan.pk])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        counts.add(len(asked))
    assert len(counts) == 1

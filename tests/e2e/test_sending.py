"""The network goes while a file is being sent, or while its answer comes: nothing is lost, nothing comes twice."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nongcot.intake.models import Import
from nongcot.intake.views import importing
from nongcot.people.models import Person
from tests.intake.conftest import Province
from tests.intake.conftest import province as province  # noqa: PLC0414  (a fixture, for this file too)
from tests.intake.workbooks import officers

ROW = ("Trần Thị Hòa", "5/7/1985", "Nữ", "CĐCS Công ty TNHH May Xuân Lan", "Chủ tịch", "0912345678", "")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return officers(tmp_path / "danh sách.xlsx", ROW)


def test_a_file_is_stopped_on_its_way_then_sent_without_a_network_then_with_one(
    phone: Page, province: Province, sign_in, workbook: Path
) -> None:
    sign_in(phone, province.officer)
    phone.goto("/nhap-du-lieu/")
    phone.get_by_label("Tệp danh sách").set_input_files(workbook)
    send, stop = (phone.get_by_role("button", name=name) for name in ("Gửi và xem trước", "Dừng gửi"))
    held: list[Any] = []  # the file never arrives: its request stays under way until somebody stops it
    phone.route("**/nhap-du-lieu/", lambda route: held.append(route))  # noqa: PLW0108  (its driver marks it)
    send.click()
    stop.click()
    expect(send).to_be_enabled()
    expect(stop).to_be_hidden()
    held.pop().abort()
    phone.unroute("**/nhap-du-lieu/")
    phone.context.set_offline(True)
    send.click()
    expect(phone.get_by_text("Mất kết nối khi đang gửi. Chưa có gì được nhận; xin bấm gửi lại.")).to_be_visible()
    assert not Import.objects.exists()
    phone.context.set_offline(False)
    send.click()
    expect(phone.get_by_role("heading", name="Xem trước khi áp dụng")).to_be_visible()
    assert Import.objects.count() == 1
    phone.get_by_role("button", name="Áp dụng vào danh sách").click()
    expect(phone.get_by_role("heading", name="Kết quả nhập")).to_be_visible()
    assert Person.objects.count() == 1


def test_the_answer_to_a_file_is_lost_and_it_is_sent_again(
    phone: Page, province: Province, sign_in, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server has the file, the phone does not know: sent again it leads to the one preview there is."""
    kept, gone, receive = Event(), Event(), importing._receive

    def answer_late(*given: Any) -> Any:
        answer = receive(*given)
        kept.set()
        gone.wait(30)
        return answer

    monkeypatch.setattr(importing, "_receive", answer_late)
    sign_in(phone, province.officer)
    phone.goto("/nhap-du-lieu/")
    phone.get_by_label("Tệp danh sách").set_input_files(workbook)
    phone.get_by_role("button", name="Gửi và xem trước").click()
    assert kept.wait(30)
    phone.context.set_offline(True)
    gone.set()
    expect(phone.get_by_text("Tệp đã gửi hết nhưng mất kết nối trước khi có trả lời.")).to_be_visible()
    assert Import.objects.count() == 1
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Gửi và xem trước").click()
    expect(phone.get_by_text("Tệp này đã được nhận lúc")).to_be_visible()
    expect(phone.get_by_role("heading", name="Xem trước khi áp dụng")).to_be_visible()
    phone.goto("/nhap-du-lieu/")  # begun from the start, with a new form
    phone.get_by_label("Tệp danh sách").set_input_files(workbook)
    phone.get_by_role("button", name="Gửi và xem trước").click()
    expect(phone.get_by_text("Tệp này đã được nhận lúc")).to_be_visible()
    assert Import.objects.count() == 1

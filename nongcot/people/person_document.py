"""What is held on one person, as a document a person reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.infra.documents.letterhead import letterhead
from nongcot.infra.documents.official import Column, Heading, OfficialDocument, Paragraph, Table
from nongcot.infra.ui.words import show_phone
from nongcot.kernel import clock
from nongcot.people import labels
from nongcot.people.forms.persons import show_born


def document(data: dict[str, Any], *, issuer: str, day: date) -> OfficialDocument:
    """``data`` is what ``export_person`` gives; ``issuer`` the federation that answers."""
    name = data["person"]["name"]
    return OfficialDocument(
        title=_("BẢN CUNG CẤP DỮ LIỆU CÁ NHÂN"),
        subject=_("Toàn bộ dữ liệu hệ thống đang lưu về %(name)s") % {"name": name},
        letterhead=letterhead(issuer, day=day, number=_("Số: ……")),
        blocks=[
            Paragraph(_("Lập theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, theo yêu cầu của chủ thể dữ liệu.")),
            Heading(_("1. Thông tin cá nhân")),
            Table([Column(_("Mục"), 1), Column(_("Nội dung"), 2)], _facts(data["person"])),
            Heading(_("2. Chức vụ công đoàn")),
            _posts(data["posts"]),
            Heading(_("3. Đào tạo, bồi dưỡng, khen thưởng")),
            *_trained(data["records"].get("people.personrecord", [])),
            Heading(_("4. Các bản ghi khác")),
            *_records({name: rows for name, rows in data["records"].items() if name != "people.personrecord"}),
            *_told(data.get("told", [])),
            Heading(_("5. Nhật ký: ai đã xem, sửa, cung cấp dữ liệu này")),
            _log(data["log"]),
        ],
        language="en" if (get_language() or "vi").startswith("en") else "vi",
    )


def _day(text: str | None) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else ""


def _facts(person: dict[str, Any]) -> list[list[str]]:
    shown = {
        "sex": labels.sex,
        "born": show_born,
        "phone": show_phone,
        "other_phones": lambda value: ", ".join(show_phone(number) for number in value.split()),
        "party_member": lambda value: labels.yes_no(value == "True"),
        "direct_work": lambda value: labels.yes_no(value == "True"),
        "direct_work_on": _day,
    }
    person = {**person, "contract": _day(person["contract_ends_on"])}
    found = []
    for name in labels.PERSON_FIELDS:
        value = person.get(name)
        if value:
            found.append([labels.person_field(name), str(shown[name](value) if name in shown else value)])
    return found or [["", _("Không còn dữ liệu cá nhân.")]]


def _posts(posts: list[dict[str, Any]]) -> Table:
    columns = [Column(_("Chức vụ"), 2), Column(_("Đơn vị"), 3), Column(_("Từ ngày"), 1), Column(_("Đến ngày"), 1)]
    rows = [
        [labels.post_title(p["body"], p["post"]), str(p["unit"]), _day(p["from_day"]), _day(p["to_day"])] for p in posts
    ]
    return Table(columns, rows, small=True)


def _trained(rows: list[dict[str, Any]]) -> list[Any]:
    if not rows:
        return [Paragraph(_("Không có."))]
    columns = [
        Column(_("Loại"), 1),
        Column(_("Nội dung"), 2),
        Column(_("Thời gian"), 1),
        Column(_("Nơi đào tạo, cấp khen thưởng"), 2),
        Column(_("Số, ngày văn bản"), 1),
    ]
    return [Table(columns, [_trained_row(row) for row in rows], small=True)]


def _trained_row(row: dict[str, Any]) -> list[str]:
    first, end = (date.fromisoformat(row[name]) if row[name] else None for name in ("from_day", "to_day"))
    document = " ".join(part for part in (row["document_number"], _day(row["document_day"])) if part)
    title = f"{row['title']}. {row['note']}" if row["note"] else row["title"]
    return [labels.record(row["kind"]), title, labels.record_days(first, end), row["issuer"], document]


def _records(records: dict[str, list[dict[str, Any]]]) -> list[Any]:
    if not records:
        return [Paragraph(_("Không có."))]
    note = _("Bản JSON kèm theo có đầy đủ từng bản ghi: %(tables)s.")
    told = ", ".join(f"{table} ({len(rows)})" for table, rows in records.items())
    return [Paragraph(note % {"tables": told})]


def _told(sections: list[dict[str, Any]]) -> list[Any]:
    """What the apps above say in words, a table each."""
    found: list[Any] = []
    for one in sections:
        columns = [Column(title, 1) for title in one["columns"]]
        found += [Paragraph(f"{one['title']}:"), Table(columns, one["rows"], small=True)]
    return found


def _log(log: list[dict[str, Any]]) -> Table:
    columns = [Column(_("Lúc"), 1), Column(_("Người thực hiện"), 1.5), Column(_("Việc"), 2), Column(_("Thay đổi"), 2.5)]
    rows = [[_moment(line["at"]), line["by"], line["what"], _changes(line)] for line in log]
    return Table(columns, rows, small=True)


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}"


def _changes(line: dict[str, Any]) -> str:
    return "; ".join(f"{c['field']}: {c['before']} → {c['after']}" for c in line["changes"])

"""Handing over when a post ends: when it is due, the list of the post, the minutes, the end, the access."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from nongcot.duties import api as duties
from nongcot.duties.models import Duty
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import api as people
from nongcot.people.errors import Refused
from nongcot.people.kinds import BodyKind, EndReason, Post, Role, UnitKind
from nongcot.people.models import RoleGrant
from nongcot.staffing import actions
from nongcot.staffing.models import Handover
from nongcot.staffing.queries.handover import handover_of, open_handovers, to_hand_over
from nongcot.staffing.rules.handover import ItemState, checklists, items_of
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY, D = clock.today(), timedelta(days=1)
ENDED = TODAY - 5 * D


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def union(ward):
    return make.unit("Công đoàn cơ sở May Sao Mai", under=ward)


@pytest.fixture
def held(union):
    return make.post(make.person("Trần Thị Cũ"), union, Post.CHAIR, to_day=ENDED, end_reason=EndReason.RELIEVED)


@pytest.fixture
def successor(union):
    return make.post(make.person("Lê Thị Mới"), union, Post.CHAIR, from_day=ENDED).person


@pytest.fixture
def superior(ward):
    return make.officer(ward, Role.SUPERIOR_OFFICER)


def all_handed(held, **other):
    things = items_of(held.body.kind, held.post, held.to_day)
    return {item.id: {"state": other.get(item.id, ItemState.HANDED), "detail": "Đủ"} for item in things}


def test_every_post_with_a_list_is_a_post_there_is_and_the_chair_hands_over_seal_books_dues_and_members():
    for version in checklists():
        for item in version.items:
            assert item.title
            assert item.hint
            for pair in item.posts:
                body, _colon, post = pair.partition(":")
                assert body in set(BodyKind)
                assert post in set(Post)
    chair = {item.id for item in items_of("executive_committee", "chair", TODAY)}
    assert {"seal", "books", "dues", "members", "minutes", "cash"} <= chair
    assert "seal" not in {item.id for item in items_of("executive_committee", "treasurer", TODAY)}
    assert items_of("executive_committee", "member", TODAY) == ()


@pytest.mark.parametrize(
    "reason",
    [EndReason.STEPPED_DOWN, EndReason.RELIEVED, EndReason.RECALLED, EndReason.REMOVED, EndReason.TERM_ENDED, ""],
)
def test_each_way_a_post_ends_is_followed_by_a_handover(union, reason):
    make.post(make.person(), union, Post.CHAIR, to_day=ENDED, end_reason=reason)
    assert to_hand_over(TODAY).count() == 1


def test_a_wrong_record_a_new_term_of_the_same_person_and_history_are_followed_by_none(union):
    again = make.person()
    make.post(make.person(), union, Post.CHAIR, to_day=ENDED, end_reason=EndReason.CORRECTED)
    make.post(again, union, Post.TREASURER, to_day=ENDED, end_reason=EndReason.TERM_ENDED)
    make.post(again, union, Post.TREASURER, from_day=ENDED)
    make.post(make.person(), union, Post.MEMBER, to_day=ENDED)
    make.post(make.person(), union, Post.CHAIR, to_day=TODAY - 90 * D)
    assert not to_hand_over(TODAY).exists()
    late = make.post(make.person(), union, Post.CHAIR, to_day=TODAY - 90 * D + D)
    assert list(to_hand_over(TODAY)) == [late]


def test_it_is_due_until_everything_is_handed_over(held, successor, superior):
    with TestCase.captureOnCommitCallbacks(execute=True):
        row = actions.record_handover(
            actor=superior, held=held, day=TODAY, items=all_handed(held, cash=ItemState.MISSING), successor=successor
        )
    duty = Duty.objects.get(code="handover.open", closed_on__isnull=True)
    assert (duty.role, duty.due_on) == ("superior_officer", ENDED + 15 * D)
    with pytest.raises(Refused, match="Tiền mặt tồn quỹ"):
        actions.close_handover(actor=superior, held=held)
    actions.record_handover(
        actor=superior, held=held, day=TODAY, items=all_handed(held, cash=ItemState.NONE), successor=None
    )
    with pytest.raises(Refused, match="người nhận"):
        actions.close_handover(actor=superior, held=held)
    actions.record_handover(actor=superior, held=held, day=TODAY, items=all_handed(held), successor=successor)
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.close_handover(actor=superior, held=held)
    assert handover_of(held).pk == row.pk
    assert not Duty.objects.filter(code="handover.open", closed_on__isnull=True).exists()
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.record_handover(actor=superior, held=held, day=TODAY, items=all_handed(held))


def still_due(day):
    duties.run(actor=SYSTEM, day=day)
    return Duty.objects.filter(code="handover.open", closed_on__isnull=True)


@pytest.mark.parametrize("days", [89, 90, 91, 400])
def test_who_was_reminded_once_is_reminded_until_it_is_done_however_long_it_takes(held, superior, days):
    duty = still_due(TODAY).get()
    assert still_due(ENDED + days * D).get() == duty
    assert duty.due_on == ENDED + 15 * D
    assert list(open_handovers(superior, day=ENDED + days * D)) == [held]


def test_history_told_later_reminds_nobody_but_a_handover_that_was_begun_does(union, superior):
    past = make.post(make.person(), union, Post.CHAIR, to_day=TODAY - 200 * D)
    assert not still_due(TODAY).exists()
    actions.record_handover(actor=superior, held=past, day=TODAY, items={})
    assert still_due(TODAY).get().due_on == TODAY - 185 * D


@pytest.mark.parametrize("begun", [True, False])
def test_a_look_at_one_union_finds_what_ended_of_late_and_an_old_handover_that_was_begun(union, superior, begun):
    old = make.post(make.person("Vũ Cũ"), union, Post.CHAIR, to_day=TODAY - 200 * D)
    late = make.post(make.person("Trần Mới"), union, Post.CHAIR, to_day=ENDED)
    if begun:
        actions.record_handover(actor=superior, held=old, day=TODAY, items={})
    duties.run(actor=SYSTEM, day=TODAY, units=[union.pk])
    found = set(Duty.objects.filter(code="handover.open", closed_on=None).values_list("person", flat=True))
    assert found == ({old.person_id, late.person_id} if begun else {late.person_id})
    before = set(Duty.objects.values_list("pk", "closed_on"))
    duties.run(actor=SYSTEM, day=TODAY)
    assert set(Duty.objects.filter(unit=union, code="handover.open").values_list("pk", "closed_on")) <= before


def test_a_day_put_right_long_after_leaves_the_reminder_and_an_older_end_of_the_same_post_is_none(union, held):
    make.post(held.person, union, Post.CHAIR, from_day=date(2001, 1, 1), to_day=date(2005, 1, 1))
    assert still_due(TODAY).count() == 1
    later = TODAY + 200 * D
    people.correct_post(actor=SYSTEM, held=held, reason="Ghi sai ngày", to_day=ENDED - 3 * D)
    assert still_due(later).get().facts["ended_on"] == (ENDED - 3 * D).isoformat()


def test_those_above_end_it_with_a_reason_though_something_is_missing(held, union, superior):
    chair = make.officer(union, Role.CHAIR)
    assert still_due(TODAY).exists()
    with pytest.raises(PermissionDenied):
        actions.drop_handover(actor=chair, held=held, reason="Không giao được")
    with pytest.raises(Refused, match="lý do"):
        actions.drop_handover(actor=superior, held=held, reason=" ")
    row = actions.drop_handover(actor=superior, held=held, reason="Doanh nghiệp đã bỏ trốn, sổ sách thất lạc")
    assert (row.closed_on, row.items["items"]) == (TODAY, {})
    assert not still_due(TODAY).exists()
    assert not still_due(TODAY + 30 * D).exists()
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.record_handover(actor=superior, held=held, day=TODAY, items=all_handed(held))
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.drop_handover(actor=superior, held=held, reason="Lần nữa")
    entry = AuditEntry.objects.get(action="staffing.drop_handover")
    assert entry.reason == "Doanh nghiệp đã bỏ trốn, sổ sách thất lạc"


def test_the_page_that_ends_it_is_offered_to_those_above_alone_and_says_why_it_ended(client, held, union, superior):
    address, drop = (reverse(f"staffing:{name}", args=[held.pk]) for name in ("handover", "drop-handover"))
    client.force_login(make.officer(union, Role.CHAIR))
    assert drop not in client.get(address).content.decode()
    assert client.get(drop).status_code == 403
    client.force_login(superior)
    assert drop in client.get(address).content.decode()
    seen = client.get(drop).context["seen"]
    assert client.post(drop, {"once": "1", "seen": seen, "reason": "Người giữ đã <b>mất</b>"}).status_code == 302
    said = client.get(address).content.decode()
    assert 'name="successor"' not in said, "what is closed is read, not written"
    assert "Người giữ đã &lt;b&gt;mất&lt;/b&gt;" in said
    assert drop not in said


def test_days_things_and_persons_that_cannot_be_are_refused(held, superior, union):
    for day in (ENDED - D, TODAY + D):
        with pytest.raises(Refused, match="Ngày bàn giao"):
            actions.record_handover(actor=superior, held=held, day=day, items={})
    thing = {"ship": {"state": ItemState.HANDED, "detail": ""}}
    with pytest.raises(Refused, match="không có mục"):
        actions.record_handover(actor=superior, held=held, day=TODAY, items=thing)
    with pytest.raises(Refused, match="không giữ chức vụ"):
        actions.record_handover(actor=superior, held=held, day=TODAY, items={}, successor=make.person("Người lạ"))
    with pytest.raises(PermissionDenied):
        actions.record_handover(actor=make.officer(union, Role.READER), held=held, day=TODAY, items={})
    member = make.post(make.person(), union, Post.MEMBER, to_day=ENDED)
    with pytest.raises(Refused, match="không có danh mục"):
        actions.record_handover(actor=superior, held=member, day=TODAY, items={})


def test_the_access_moves_with_the_post_and_what_was_delegated_too(held, union, superior):
    former, new = make.officer(union, Role.CHAIR), make.user("moi")
    grant = RoleGrant.objects.get(user=former)
    duty = make.duty(union)
    duties.delegate(actor=superior, duty=duty, to_user=former)
    moved = actions.pass_on_access(actor=superior, held=held, ending=[grant], successor=new, day=TODAY)
    assert moved == 1
    grant.refresh_from_db()
    assert grant.to_day == TODAY
    assert RoleGrant.objects.filter(user=new, unit=union, role="chair", from_day=TODAY).exists()
    duty.refresh_from_db()
    assert duty.delegated_to == new
    with pytest.raises(PermissionDenied):
        actions.pass_on_access(actor=new, held=held, ending=[], successor=former, day=TODAY)
    with pytest.raises(Refused, match="Xin chọn"):
        actions.pass_on_access(actor=superior, held=held, ending=[], successor=None, day=TODAY)
    foreign = RoleGrant.objects.get(user=superior)
    with pytest.raises(Refused, match="Chỉ kết thúc quyền Chủ tịch"):
        actions.pass_on_access(actor=superior, held=held, ending=[foreign], successor=None, day=TODAY)


def test_without_a_login_of_the_successor_delegated_duties_go_back_to_the_role(held, union, superior):
    former = make.officer(union, Role.CHAIR)
    duty = make.duty(union)
    duties.delegate(actor=superior, duty=duty, to_user=former)
    grants = list(RoleGrant.objects.filter(user=former))
    assert actions.pass_on_access(actor=superior, held=held, ending=grants, successor=None, day=TODAY) == 1
    duty.refresh_from_db()
    assert duty.delegated_to is None


def test_the_end_of_a_post_leads_to_its_handover_and_the_minutes_say_how_it_ended(client, union, superior, successor):
    held = make.post(make.person("Trần Thị Cũ"), union, Post.ACCOUNTANT)
    client.force_login(superior)
    page = client.get(reverse("people:end-post", args=[held.pk]))
    sent = {"once": "1", "seen": page.context["seen"], "day": f"{ENDED:%d/%m/%Y}", "reason": "recalled", "note": ""}
    asked = client.post(reverse("people:end-post", args=[held.pk]), sent)
    done = client.post(reverse("people:end-post", args=[held.pk]), {**sent, "confirmed": asked.context["confirmed"]})
    address = reverse("staffing:handover", args=[held.pk])
    assert done.url == address
    page = client.get(address)
    assert "Sổ sách kế toán" in page.content.decode()
    assert "Con dấu của công đoàn" not in page.content.decode()
    states = {f"state_{item.id}": "handed" for item in items_of("executive_committee", "accountant", TODAY)}
    form = {
        "once": "2",
        "seen": "9999999",
        "day": f"{TODAY:%d/%m/%Y}",
        "successor": successor.pk,
        "detail_books": "<b>12</b> tập",
    }
    assert client.post(address, {**form, **states, "witness": "Bà Lan"}).status_code == 302
    word = client.get(reverse("staffing:handover-paper", args=[held.pk, "docx"]))
    document = Document(BytesIO(word.content))
    told = "\n".join(p.text for p in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "bãi nhiệm" in told.lower()
    assert "Lê Thị Mới" in told
    assert "<b>12</b> tập" in cells
    note = "(Ký, ghi rõ họ và tên)"
    signed = [
        ["BÊN GIAO", note, held.person.name],
        ["BÊN NHẬN", note, "Lê Thị Mới"],
        ["NGƯỜI CHỨNG KIẾN", note, "Bà Lan"],
    ]
    assert [cell.text.splitlines() for cell in document.tables[-2].rows[0].cells] == signed
    pdf = client.get(reverse("staffing:handover-paper", args=[held.pk, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert client.get(reverse("staffing:handover-paper", args=[held.pk, "exe"])).status_code == 404
    assert (
        client.post(reverse("staffing:close-handover", args=[held.pk]), {"once": "3", "seen": "9999999"}).status_code
        == 302
    )
    assert Handover.objects.get().closed_on == TODAY
    assert client.get(address).status_code == 200


def test_two_who_write_one_handover_see_each_others_things_before_anything_is_written_over(
    client, held, union, superior, successor
):
    address = reverse("staffing:handover", args=[held.pk])
    client.force_login(superior)
    seen = client.get(address).context["seen"]
    chair = make.officer(union, Role.CHAIR)
    first = all_handed(held, **{item: ItemState.MISSING for item in all_handed(held) if item != "seal"})
    actions.record_handover(actor=chair, held=held, day=TODAY, items=first, successor=successor)
    states = {f"state_{item}": "missing" for item in first}
    form = {"once": "1", "seen": seen, "day": f"{TODAY:%d/%m/%Y}", "successor": "", **states}
    answer = client.post(address, form)
    assert answer.status_code == 422
    told = [f"{change.field}: {change.after}" for line in answer.context["others"] for change in line.changes]
    assert "Con dấu của công đoàn: đã bàn giao" in told
    assert Handover.objects.get().items["items"]["seal"]["state"] == "handed"
    again = {**form, "once": "2", "seen": answer.context["seen"], "state_seal": "handed", "successor": successor.pk}
    assert client.post(address, again).status_code == 302
    close = reverse("staffing:close-handover", args=[held.pk])
    before = client.get(close).context["seen"]
    actions.record_handover(actor=chair, held=held, day=TODAY, items=all_handed(held), successor=successor)
    assert client.post(close, {"once": "3", "seen": before}).status_code == 422
    assert Handover.objects.get().closed_on is None


def test_lists_and_pages_ask_as_much_for_forty_as_for_one(client, held, union, superior, ward):
    client.force_login(superior)
    counts = []
    for more in (0, 2, 40):
        for _each in range(more):
            make.post(make.person(), make.unit(under=ward), Post.TREASURER, to_day=ENDED)
        client.get(reverse("staffing:handovers"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("staffing:handovers")).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert open_handovers(superior, day=TODAY).count() == 43


def test_erasure_empties_what_was_typed_and_a_merge_keeps_the_handover(held, successor, superior):
    items = all_handed(held)
    items["seal"]["detail"] = "Chị Trần Thị Cũ giữ"
    actions.record_handover(
        actor=superior, held=held, day=TODAY, items=items, successor=successor, note="Cũ", witness="Trần Thị Cũ"
    )
    keep = make.person("Trần Thị Cũ")
    make.post(keep, held.unit, Post.MEMBER, to_day=ENDED)
    people.merge_persons(actor=SYSTEM, keep=keep, drop=held.person)
    held.refresh_from_db()
    assert handover_of(held) is not None
    type(held).objects.filter(person=keep).update(from_day=None, to_day=date(2000, 1, 1))
    Handover.objects.update(dropped_because="Chị Trần Thị Cũ đã mất")
    people.erase_person(actor=SYSTEM, person=keep, reason="Theo yêu cầu")
    row = Handover.objects.get()
    assert (row.note, row.witness, row.dropped_because) == ("", "", "")
    assert {one["detail"] for one in row.items["items"].values()} == {""}
    assert row.items["items"]["seal"]["state"] == "handed"

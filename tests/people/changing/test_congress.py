"""What a congress decided, and the extension of a term: the verbs and their pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import api
from nongcot.people.api import Elected
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post, Told
from nongcot.people.models import Person, PostHeld, Term
from tests.factories import people as make
from tests.factories.people import BEGAN, SYSTEM

DAY, END = date(2026, 3, 8), date(2031, 3, 8)
BOARD = BodyKind.EXECUTIVE_COMMITTEE
DECIDED = {"day": "08/03/2026", "planned_end": "08/03/2031", "mandate": "congress", "rows": "2"}


def text(answer):
    return answer.content.decode()


def congress(cast, elected, **more):
    given = {"actor": cast.leader, "unit": cast.factory, "body": BOARD, "day": DAY, "planned_end": END}
    return api.record_congress(**{**given, "seats_fixed": 3, "elected": elected, **more})


def test_a_congress_writes_the_term_ends_old_posts_and_begins_new_ones(cast, trail_of):
    old = make.term(cast.factory)
    leaving = make.post(make.person("Lý Bưởi"), cast.factory)
    new = make.person("Vũ An")
    term = congress(cast, [Elected(cast.chair, Post.CHAIR), Elected(new, Post.MEMBER)], decision_number="7/QĐ")
    old.refresh_from_db()
    assert (old.to_day, term.from_day, term.planned_end, term.seats_fixed) == (DAY, DAY, END, 3)
    ended = PostHeld.objects.filter(to_day=DAY, end_reason=EndReason.TERM_ENDED).values_list("pk", flat=True)
    assert set(ended) == {cast.held.pk, leaving.pk}
    now = PostHeld.objects.filter(to_day__isnull=True).order_by("pk")
    assert [(p.person_id, p.post, p.from_day, p.mandate, p.decision_number) for p in now] == [
        (cast.chair.pk, "chair", DAY, "congress", "7/QĐ"),
        (new.pk, "member", DAY, "congress", "7/QĐ"),
    ]
    assert len(trail_of("people.end_post")) == len(trail_of("people.record_post")) == 2
    assert trail_of("people.record_term")[0]["planned_end"] == [None, "2031-03-08"]


def test_a_congress_tells_the_whole_committee(cast):
    cast.factory.told = Told.LEADERS
    cast.factory.save()
    congress(cast, [Elected(cast.chair, Post.CHAIR)])
    cast.factory.refresh_from_db()
    assert cast.factory.told == Told.ALL


def test_an_accountant_is_not_elected_and_stays(cast):
    kept = make.post(make.person("Trần Kim"), cast.factory, Post.ACCOUNTANT)
    congress(cast, [Elected(cast.chair, Post.CHAIR)])
    kept.refresh_from_db()
    assert kept.to_day is None
    with pytest.raises(api.Refused, match="không do đại hội bầu"):
        congress(cast, [Elected(cast.chair, Post.TREASURER)], day=date(2026, 4, 1))


def test_another_body_is_left_alone(cast):
    head = make.post(make.person("Trần Kim"), cast.factory, Post.HEAD, of=BodyKind.INSPECTION_COMMITTEE)
    congress(cast, [Elected(cast.chair, Post.CHAIR)])
    head.refresh_from_db()
    assert head.to_day is None


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("nobody", "Chưa có ai"),
        ("twice", "có tên hai lần"),
        ("two chairs", "Chỉ một người giữ chức danh Chủ tịch"),
        ("end", "phải sau ngày bắt đầu"),
        ("later post", "từ ngày 01/05/2026"),
        ("later term", "Đã ghi một nhiệm kỳ"),
    ],
)
def test_an_unsound_congress_is_refused_and_nothing_of_it_is_written(cast, wrong, why):
    other = make.person("Vũ An")
    make.term(cast.factory, from_day=date(2026, 4, 1) if wrong == "later term" else BEGAN)
    if wrong == "later post":
        make.post(other, cast.factory, from_day=date(2026, 5, 1))
    elected = {
        "nobody": [],
        "twice": [Elected(other, Post.CHAIR), Elected(other, Post.MEMBER)],
        "two chairs": [Elected(other, Post.CHAIR), Elected(cast.chair, Post.CHAIR)],
    }.get(wrong, [Elected(other, Post.CHAIR)])
    before = (list(PostHeld.objects.values()), list(Term.objects.values()), AuditEntry.objects.count())
    with pytest.raises(api.Refused, match=why):
        congress(cast, elected, **({"planned_end": DAY} if wrong == "end" else {}))
    assert (list(PostHeld.objects.values()), list(Term.objects.values()), AuditEntry.objects.count()) == before


def test_a_congress_of_a_foreign_unit_is_forbidden(cast):
    with pytest.raises(PermissionDenied):
        congress(cast, [Elected(cast.chair, Post.CHAIR)], unit=cast.foreign)


def test_a_congress_on_one_page_with_somebody_again_somebody_found_and_somebody_new(cast, open_page):
    found, leaving = make.person("Lý Bưởi"), make.person("Hồ Sen")
    make.post(found, cast.factory, Post.HEAD, of=BodyKind.INSPECTION_COMMITTEE)
    make.post(leaving, cast.factory, Post.VICE_CHAIR)
    page = open_page(cast.leader, "congress", cast.factory.pk)
    given = {
        **DECIDED,
        "seats_fixed": "5",
        f"held-{cast.chair.pk}-again_elected": "on",
        f"held-{cast.chair.pk}-post": "chair",
        f"held-{leaving.pk}-post": "vice_chair",
        "new-0-person": found.pk,
        "new-0-post": "vice_chair",
        "new-1-person": "new",
        "new-1-name": "Vũ An",
        "new-1-born": "1990",
        "new-1-post": "member",
    }
    asked = page.send(sure=False, **given)
    assert "Thôi giữ chức vụ do hết nhiệm kỳ: Hồ Sen." in text(asked)
    assert "Đại hội quyết định 5 ủy viên, danh sách có 3 người." in text(asked)
    assert not Person.objects.filter(name="Vũ An").exists()
    answer = page.send(**given)
    assert (answer.status_code, answer["Location"]) == (302, f"/don-vi/{cast.factory.pk}/#bodies")
    now = PostHeld.objects.filter(to_day__isnull=True, body__kind=BOARD).order_by("pk")
    assert [(p.person.name, p.post) for p in now] == [
        ("Đặng Thị Ưởng", "chair"),
        ("Lý Bưởi", "vice_chair"),
        ("Vũ An", "member"),
    ]
    assert page.send(**given).status_code == 302
    assert Term.objects.count() == 1


def test_rows_are_added_and_people_searched_without_losing_what_was_typed(cast, open_page):
    page = open_page(cast.leader, "congress", cast.factory.pk)
    typed = {**DECIDED, "new-0-q": "uong", "new-1-person": "new", "new-1-name": "Vũ An", "new-1-post": "member"}
    more = page.send(again="rows", **typed)
    assert more.status_code == 200
    for kept in (
        'value="08/03/2026"',
        'value="Vũ An"',
        'name="new-4-q"',
        f'name="new-0-person" value="{cast.chair.pk}"',
    ):
        assert kept in text(more), kept
    assert 'name="new-5-q"' not in text(more)
    assert "Còn chỗ cần sửa" not in text(more)
    # of the sitting chair nothing was sent: unticked, not elected again
    assert f'name="held-{cast.chair.pk}-again_elected" id' in text(more)


def test_a_wrong_row_keeps_the_others_and_says_where(cast, open_page):
    page = open_page(cast.leader, "congress", cast.factory.pk)
    answer = page.send(
        **DECIDED, **{"new-0-person": "new", "new-0-post": "chair", "new-1-q": "khong ai", "new-1-post": "member"}
    )
    assert answer.status_code == 422
    assert "Xin nhập họ và tên" in text(answer)
    assert "Xin chọn một người" in text(answer)
    assert not Term.objects.exists()


def test_the_body_is_chosen_by_its_address(cast, open_page):
    page = open_page(cast.leader, "congress", cast.factory.pk, "?body=inspection_committee")
    answer = page.send(**DECIDED, **{"new-0-person": cast.chair.pk, "new-0-post": "head"})
    assert answer.status_code == 302
    assert Term.objects.get().body.kind == "inspection_committee"
    cast.held.refresh_from_db()
    assert cast.held.to_day is None


# Extend a term


def test_a_term_is_extended_on_a_page_by_a_superior_only(cast, open_page, client, trail_of):
    term = make.term(cast.factory, planned_end=date(2027, 1, 1))
    page = open_page(cast.officer, "extend-term", term.pk)
    assert "Nhiệm kỳ hiện kết thúc ngày 01/01/2027." in text(page.shown)
    given = {"decision_number": "9/QĐ", "decision_day": "01/11/2026"}
    early = page.send(new_end="01/01/2027", **given)
    assert early.status_code == 422
    assert "phải sau ngày kết thúc hiện tại" in text(early)
    assert page.send(new_end="30/06/2027", **given).status_code == 302
    assert trail_of("people.extend_term") == [
        {"planned_end": ["2027-01-01", "2027-06-30"], "decision_number": [None, "9/QĐ"]}
    ]
    client.force_login(cast.leader)
    assert client.get(page.address).status_code == 403


def test_a_term_that_is_over_is_not_extended(cast):
    term = make.term(cast.factory)
    congress(cast, [Elected(cast.chair, Post.CHAIR)])
    with pytest.raises(api.Refused, match="đã kết thúc"):
        api.extend_term(actor=SYSTEM, term=term, new_end=END, decision_number="9", decision_day=DAY)


def test_a_mandate_of_the_congress_may_be_an_appointment(cast):
    congress(cast, [Elected(cast.chair, Post.CHAIR)], mandate=Mandate.APPOINTED)
    assert PostHeld.objects.get(to_day__isnull=True).mandate == "appointed"

"""Figures that are kept: true to what is counted at once, marked where facts changed since, for the same readers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.duties.api import run
from nongcot.infra.audit.api import System
from nongcot.insight import kept, past
from nongcot.insight.kinds import Question
from nongcot.insight.models import KeptFigures, PastFigures
from nongcot.insight.queries import figures
from nongcot.insight.scope import Scope
from nongcot.kernel import clock
from nongcot.people.api import move_unit, record_post
from nongcot.people.kinds import BodyKind, Post, Role, UnitKind
from tests.factories import people as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _large(monkeypatch):
    """Every unit with three unions is a large one."""
    monkeypatch.setattr(kept, "LARGE", 3)


@pytest.fixture
def ward():
    """A federation with one ward of three unions, of which one is in need and one was helped."""
    top = make.federation()
    ward = make.unit("Công đoàn phường An Phú", under=top, kind=UnitKind.DIRECT_SUPERIOR)
    for number in range(3):
        union = make.unit(f"Công đoàn cơ sở {number}", under=ward)
        person = make.person(born="1985", sex="female", education="Đại học", party_member=True, ethnicity="Mường")
        make.post(person, union, Post.CHAIR)
        make.term(union, planned_end=clock.today() + timedelta(days=400 * number))
    make.duty(union, "committee.no_chair", opened_on=clock.today())
    make.duty(union, "term.ended", opened_on=clock.today() - timedelta(9), closed_on=clock.today() - timedelta(2))
    return ward


@pytest.fixture
def officer(ward):
    return make.officer(ward, Role.SUPERIOR_OFFICER)


def scope(user, **given) -> Scope:
    return Scope(user, given.pop("day", clock.today()), **given)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def _body(page: str) -> str:
    return page[page.index('<ul class="tallies">') :]


def test_what_is_kept_is_what_is_counted_at_once(officer):
    assert kept.make_all() == 1
    told = kept.figures_for(scope(officer))
    assert told.made_at is not None
    assert not told.behind
    assert told.figures == figures(scope(officer))


def test_the_page_of_kept_figures_is_the_same_and_asks_no_facts(client, officer, ward):
    client.force_login(officer)
    before = text(client.get("/tinh-hinh/"))
    kept.make_all()
    with CaptureQueriesContext(connection) as asked:
        after = text(client.get("/tinh-hinh/"))
    assert not any("people_postheld" in query["sql"] for query in asked)
    assert "Số liệu tính lúc" in after
    assert "Tải lại trang" not in after
    assert _body(before) == _body(after)


def test_whoever_sees_more_and_asks_for_the_unit_sees_the_same_kept_figures(officer, ward):
    kept.make_all()
    above = make.officer(ward.placements.get().superior, Role.FEDERATION_OFFICER)
    told = kept.figures_for(scope(above, within=ward.pk))
    assert told.made_at is not None
    assert told.figures == figures(scope(above, within=ward.pk)) == figures(scope(officer))


def test_a_change_below_the_unit_is_told_until_the_figures_are_made_anew(client, officer, ward):
    client.force_login(officer)
    kept.make_all()
    union = make.unit("Công đoàn cơ sở mới", under=ward)
    kept.note_change(units=[union.pk])
    KeptFigures.objects.update(seconds=0)
    page = text(client.get("/tinh-hinh/"))
    assert "số liệu mới đang được tính" in page
    assert kept.is_due()
    assert kept.make_due() == 1
    assert not kept.is_due()
    told = kept.figures_for(scope(officer))
    assert (told.behind, told.figures) == (False, figures(scope(officer)))
    assert sum(row.total for row in told.figures.below.states) == 4


def test_a_change_elsewhere_leaves_them_as_they_are(officer):
    kept.make_all()
    elsewhere = make.unit("Công đoàn cơ sở khác", under=make.federation("Liên đoàn khác"))
    kept.note_change(units=[elsewhere.pk])
    assert not kept.figures_for(scope(officer)).behind
    kept.note_change(units=None)
    assert kept.figures_for(scope(officer)).behind


def test_an_action_and_the_look_that_follows_it_are_noted(officer, ward, django_capture_on_commit_callbacks):
    kept.make_all()
    union = ward.subordinates.order_by("pk").first().unit
    person = make.person("Nguyễn Văn Mới")
    make.post(person, union, Post.MEMBER)
    with django_capture_on_commit_callbacks(execute=True):
        record_post(
            actor=officer,
            person=person,
            unit=union,
            body=BodyKind.EXECUTIVE_COMMITTEE,
            post=Post.VICE_CHAIR,
            from_day=clock.today(),
        )
    assert kept.figures_for(scope(officer)).behind


def test_a_look_at_everything_has_all_figures_counted(officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run(actor=System("test"), day=clock.today())
    told = kept.figures_for(scope(officer))
    assert told.made_at is not None
    assert told.figures == figures(scope(officer))


def test_what_changes_while_it_is_counted_leaves_the_figures_behind(officer, ward, monkeypatch):
    def counted(asked: Scope):
        found = figures(asked)
        kept.note_change(units=[ward.pk])
        return found

    with monkeypatch.context() as during:
        during.setattr(kept, "figures", counted)
        kept.make_all()
    assert kept.figures_for(scope(officer)).behind


def test_another_day_several_units_and_small_units_are_counted_when_asked(officer, ward):
    small = make.unit("Công đoàn phường Nhỏ", under=ward.placements.get().superior, kind=UnitKind.DIRECT_SUPERIOR)
    make.unit("Công đoàn cơ sở Một mình", under=small)
    other = make.officer(small, Role.SUPERIOR_OFFICER)
    kept.make_all()
    assert KeptFigures.objects.get().unit == ward
    assert kept.figures_for(scope(officer, day=clock.today() - timedelta(days=1))).made_at is None
    assert kept.figures_for(scope(other)).made_at is None
    make.grant(officer, small, Role.SUPERIOR_OFFICER)
    assert kept.figures_for(scope(officer)).made_at is None
    assert sum(row.total for row in kept.figures_for(scope(officer)).figures.below.states) == 4


def test_yesterdays_figures_are_never_shown_and_are_made_anew(officer):
    kept.make_all()
    KeptFigures.objects.update(day=clock.today() - timedelta(days=1))
    assert kept.figures_for(scope(officer)).made_at is None
    assert kept.is_due()
    kept.make_due()
    assert KeptFigures.objects.get().day == clock.today()


@pytest.mark.parametrize(("minutes", "is_kept"), [(14, True), (16, False)])
def test_figures_long_behind_are_counted_when_asked_as_where_no_worker_runs(officer, ward, minutes, is_kept):
    kept.make_all()
    kept.note_change(units=[ward.pk])
    KeptFigures.objects.update(made_at=clock.now() - timedelta(minutes=minutes))
    told = kept.figures_for(scope(officer))
    assert (told.made_at is not None, told.behind) == (is_kept, is_kept)


def test_figures_are_made_anew_each_hour_though_no_change_was_noted(officer):
    kept.make_all()
    assert not kept.is_due()
    KeptFigures.objects.update(made_at=clock.now() - timedelta(minutes=61))
    assert kept.is_due()


def test_a_long_making_is_not_begun_again_at_once(officer, ward):
    kept.make_all()
    kept.note_change(units=[ward.pk])
    KeptFigures.objects.update(seconds=10)
    assert not kept.is_due()
    KeptFigures.objects.update(made_at=clock.now() - timedelta(seconds=201))
    assert kept.is_due()


def test_party_and_ethnicity_are_kept_from_those_who_may_not_know_them(client, ward):
    reader = make.officer(ward, Role.READER)
    kept.make_all()
    client.force_login(reader)
    page = text(client.get("/tinh-hinh/"))
    assert "Số liệu tính lúc" in page
    assert "Dưới 40 tuổi" in page
    assert "Đảng viên" not in page
    assert "Dân tộc" not in page
    assert "Đảng viên" not in text(client.get("/tinh-hinh/make_up/bang/"))


def test_figures_of_another_version_of_the_program_are_not_shown(officer):
    kept.make_all()
    for figures_ in ({"shape": 0, "figures": {}}, {"shape": 2, "figures": {"below": 3}}, None):
        KeptFigures.objects.update(figures=figures_)
        assert kept.figures_for(scope(officer)).made_at is None


def test_a_unit_nobody_is_granted_any_more_is_kept_no_more(officer):
    kept.make_all()
    officer.grants.all().delete()
    assert kept.make_all() == 0
    assert not KeptFigures.objects.exists()


def test_the_table_of_each_picture_has_a_page(client, officer):
    client.force_login(officer)
    for question in Question:
        assert "numbers-table" in text(client.get(f"/tinh-hinh/{question}/bang/"))
    assert client.get("/tinh-hinh/tien-luong/bang/").status_code == 404


def test_what_is_asked_for_is_not_asked_for_twice_but_again_when_nobody_did_it_for_an_hour():
    from django_tasks_db.models import DBTaskResult

    from nongcot.config.jobs import is_waiting
    from nongcot.insight.api import keep_figures_current

    assert not is_waiting(keep_figures_current)
    row = DBTaskResult.objects.create(
        task_path=keep_figures_current.module_path, args_kwargs={"args": [], "kwargs": {}}, backend_name="default"
    )
    assert is_waiting(keep_figures_current)
    DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=clock.now() - timedelta(minutes=61))
    assert not is_waiting(keep_figures_current)
    DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=clock.now(), status="SUCCESSFUL")
    assert not is_waiting(keep_figures_current)


def test_more_units_than_tiles_are_said(client, officer, monkeypatch):
    from nongcot.insight.views import dashboard

    superior = officer.grants.get().unit
    for number in range(3):
        ward = make.unit(f"Công đoàn khu {number}", under=superior, kind=UnitKind.DIRECT_SUPERIOR)
        make.unit(f"Công đoàn cơ sở của khu {number}", under=ward)
    client.force_login(officer)
    assert "chỉ có trong bảng số liệu" not in text(client.get("/tinh-hinh/"))
    monkeypatch.setattr(dashboard, "MOST_TILES", 2)
    page = text(client.get("/tinh-hinh/"))
    assert "1 đơn vị ít công đoàn cơ sở hơn chỉ có trong bảng số liệu." in page
    assert page.count("<b>100%</b>") == 2


# Earlier days

LAST_WEEK = clock.today() - timedelta(days=7)


@pytest.fixture
def moved(ward):
    """A second ward, to which one of the three unions went yesterday: below the first one it stood last week."""
    other = make.unit("Công đoàn phường Bình Khê", under=ward.placements.get().superior, kind=UnitKind.DIRECT_SUPERIOR)
    union = ward.subordinates.order_by("pk").first().unit
    make.unit("Công đoàn cơ sở ở lại", under=ward)
    make.duty(union, "term.ended", opened_on=LAST_WEEK - timedelta(9), closed_on=LAST_WEEK - timedelta(2))
    far = make.unit("Công đoàn cơ sở nơi khác", under=make.federation("Liên đoàn khác"))
    make.duty(far, "term.ended", opened_on=LAST_WEEK - timedelta(9), closed_on=LAST_WEEK - timedelta(2))
    move_unit(actor=System("test"), unit=union, superior=other, day=clock.today() - timedelta(days=1))
    return union


def test_an_earlier_day_is_counted_once_and_kept_as_it_was_counted(client, officer):
    kept.make_all()
    asked = scope(officer, day=LAST_WEEK)
    first, second = kept.figures_for(asked), kept.figures_for(asked)
    assert (first.made_at, second.behind) == (None, False)
    assert second.made_at is not None
    assert first.figures == second.figures == figures(asked)
    client.force_login(officer)
    with CaptureQueriesContext(connection) as seen:
        page = text(client.get(f"/tinh-hinh/?day={LAST_WEEK:%d/%m/%Y}"))
    assert not any("people_postheld" in query["sql"] for query in seen)
    assert "Số liệu tính lúc" in page
    assert kept.figures_for(scope(officer, day=LAST_WEEK - timedelta(days=1))).made_at is None


def test_who_sees_other_units_of_an_earlier_day_is_given_other_figures(officer, ward, moved):
    above = make.officer(ward.placements.get().superior, Role.FEDERATION_OFFICER)
    kept.make_all()
    asked = [scope(officer, day=LAST_WEEK), scope(officer, day=LAST_WEEK, within=ward.pk)]
    asked += [scope(above, day=LAST_WEEK, within=ward.pk), scope(above, day=LAST_WEEK)]
    for _ in range(2):
        found = [kept.figures_for(one).figures for one in asked]
        assert found == [figures(one) for one in asked]
    assert all(kept.figures_for(one).made_at for one in asked[:3])
    # below the ward stand three today; of the four of last week its officer sees those three, the federation all
    assert [sum(row.total for row in one.below.states) for one in found[:3]] == [3, 3, 4]


def test_a_change_is_told_and_the_worker_counts_the_earlier_day_anew(officer, ward):
    kept.make_all()
    asked = scope(officer, day=LAST_WEEK)
    kept.figures_for(asked)
    make.post(make.person(), ward.subordinates.first().unit, Post.MEMBER)
    kept.note_change(units=[ward.pk])
    assert kept.figures_for(asked).behind
    KeptFigures.objects.update(seconds=0)
    PastFigures.objects.update(seconds=0)
    assert kept.is_due()
    assert kept.make_due() == 2
    told = kept.figures_for(asked)
    assert (told.behind, told.figures) == (False, figures(asked))
    assert not kept.is_due()


@pytest.mark.parametrize(("minutes", "changed", "is_kept"), [(14, 1, 1), (16, 1, 0), (74, 0, 1), (76, 0, 0)])
def test_figures_of_an_earlier_day_grow_too_old_as_todays_do(officer, ward, minutes, changed, is_kept):
    kept.make_all()
    asked = scope(officer, day=LAST_WEEK)
    kept.figures_for(asked)
    made_at = clock.now() - timedelta(minutes=minutes)
    if made_at.astimezone(clock.VIETNAM).date() != clock.today():
        is_kept = 0  # what one may see is told by the day of asking
    PastFigures.objects.update(made_at=made_at)
    if changed:
        kept.note_change(units=[ward.pk])
    assert bool(kept.figures_for(asked).made_at) == bool(is_kept)


def test_nobody_is_given_party_and_ethnicity_of_an_earlier_day_because_another_may_know_them(officer, ward):
    reader = make.officer(ward, Role.READER)
    kept.make_all()
    for first, second in ((reader, officer), (officer, reader)):
        PastFigures.objects.all().delete()
        for user in (first, second, first):
            asked = scope(user, day=LAST_WEEK)
            assert kept.figures_for(asked).figures == figures(asked)
        assert PastFigures.objects.count() == 1


def test_earlier_days_are_kept_for_an_hour_and_not_more_than_some(officer, monkeypatch):
    monkeypatch.setattr(past, "MOST_DAYS", 2)
    kept.make_all()
    for days in (3, 2, 1):
        kept.figures_for(scope(officer, day=LAST_WEEK - timedelta(days=days)))
    assert sorted(PastFigures.objects.values_list("day", flat=True)) == [
        LAST_WEEK - timedelta(days=2),
        LAST_WEEK - timedelta(days=1),
    ]
    PastFigures.objects.update(asked_at=clock.now() - timedelta(minutes=76))
    kept.make_due()
    assert not PastFigures.objects.exists()

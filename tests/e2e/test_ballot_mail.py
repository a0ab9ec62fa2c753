"""The pages from which links of a ballot are sent by e-mail, wide and on a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import CensusLine, KeyField
from nongcot.staffing.models import BallotVoter
from tests.e2e.steps import follow
from tests.factories import ballots as make_ballots
from tests.factories import people as make


def test_links_are_sent_from_the_census_which_says_how_far_they_are(
    page, sign_in, assert_accessible, picture, settings
):
    settings.EMAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    union = make.unit("Công đoàn cơ sở May Sao Mai")
    ballot = make_ballots.prepare(make_ballots.ballot(union, voters=0, key_field=KeyField.EMAIL))
    lines = [CensusLine(n, f"Người bầu {n}", f"nb{n}@example.vn") for n in (1, 2, 3)]
    verbs.add_voters(actor=make.SYSTEM, ballot=ballot, lines=lines)
    BallotVoter.objects.filter(name="Người bầu 3").update(mailed="failed")
    sign_in(page, make.officer(union))
    page.goto(f"/kien-toan/bau-cu/{ballot.pk}/nguoi-bau/")
    page.get_by_role("link", name="Gửi đường dẫn bằng thư").click()
    expect(page.get_by_text("Nên gửi trước giờ mở")).to_be_visible()
    assert_accessible(page)
    picture(page, "x-ballot-mail")
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("#post")).to_contain_text("3 đã gửi, 0 đang chờ, 0 không gửi được")
    assert_accessible(page)
    picture(page, "x-ballot-mailed")
    follow(page.get_by_role("link", name="Đổi và gửi thư Người bầu 1"))
    assert_accessible(page)
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("status").first).to_contain_text("Đường dẫn cũ đã hết hiệu lực")

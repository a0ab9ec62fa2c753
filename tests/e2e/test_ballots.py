"""A voter on a phone of 360 px opens the own link, votes, changes the vote, and finds it in the published list."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.models import CountedVote
from tests.e2e.steps import follow
from tests.factories import ballots as make_ballots
from tests.factories import people as make


def test_a_voter_follows_the_link_votes_changes_it_and_finds_the_receipt(phone, assert_accessible, picture):
    ballot = make_ballots.ballot(make.unit("Công đoàn cơ sở May Sao Mai"), voters=1)
    (code,) = make_ballots.codes(ballot)
    phone.goto(f"/bp/#{code}")
    expect(phone.get_by_role("heading", name=ballot.title)).to_be_visible()
    assert code not in phone.url  # the script took it out of the address before it asked for anything
    assert_accessible(phone)
    picture(phone, "ballot-paper")
    phone.get_by_label("An", exact=True).check()
    phone.get_by_role("button", name="Bỏ phiếu").click()
    first = phone.locator("#receipt").inner_text()
    assert_accessible(phone)
    phone.get_by_role("button", name="Bầu lại").click()
    expect(phone.get_by_text("Mã này đã có phiếu trong hòm")).to_be_visible()
    phone.get_by_label("Bình").check()
    phone.get_by_role("button", name="Thay phiếu").click()
    receipt = phone.locator("#receipt").inner_text()
    assert receipt != first
    verbs.count_ballot(actor=make.SYSTEM, ballot=make_ballots.close(ballot))
    phone.get_by_role("link", name="Trang kết quả").click()
    phone.get_by_label("Mã biên nhận của bạn").fill(receipt)
    phone.get_by_role("button", name="Tìm phiếu").click()
    expect(phone.get_by_text(re.compile(f"{receipt}: Bình"))).to_be_visible()
    assert_accessible(phone)
    picture(phone, "ballot-result")
    assert CountedVote.objects.get().marks == "010"


def test_an_officer_prints_links_on_a_page_that_works_on_a_phone(phone, sign_in, assert_accessible, picture):
    union = make.unit("Công đoàn cơ sở May Sao Mai")
    ballot = make_ballots.ballot(union, voters=3)
    sign_in(phone, make.officer(union))
    phone.goto("/kien-toan/bau-cu/")
    assert_accessible(phone)
    follow(phone.get_by_role("link", name=ballot.title))
    assert_accessible(phone)
    picture(phone, "ballot")
    follow(phone.get_by_role("link", name="Danh sách, đường dẫn"))
    assert_accessible(phone)
    phone.get_by_role("button", name="In đường dẫn").click()
    expect(phone.locator(".slip")).to_have_count(3)
    assert_accessible(phone)
    picture(phone, "ballot-sheet")
    phone.goto(f"/kien-toan/bau-cu/don-vi/{union.pk}/")
    assert_accessible(phone)
    picture(phone, "ballot-new")

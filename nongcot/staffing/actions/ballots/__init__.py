"""The verbs of ballots. None of them tells, or could tell, who voted for whom (docs/adr/0004)."""

from nongcot.staffing.actions.ballots.counting import count_ballot, enter_tally
from nongcot.staffing.actions.ballots.lines import link_person
from nongcot.staffing.actions.ballots.links import Link, give_paper, issue_links, replace_link
from nongcot.staffing.actions.ballots.mailing import letter_failed, letter_sent, mail_link, mail_links, next_letter
from nongcot.staffing.actions.ballots.preparing import (
    create_ballot,
    move_closing,
    repeat_ballot,
    void_ballot,
    withdraw_name,
)
from nongcot.staffing.actions.ballots.register import add_voters, remove_voter
from nongcot.staffing.actions.ballots.voting import NotYours, cast_vote, withdraw_vote

__all__ = [
    "Link",
    "NotYours",
    "add_voters",
    "cast_vote",
    "count_ballot",
    "create_ballot",
    "enter_tally",
    "give_paper",
    "issue_links",
    "letter_failed",
    "letter_sent",
    "link_person",
    "mail_link",
    "mail_links",
    "move_closing",
    "next_letter",
    "remove_voter",
    "repeat_ballot",
    "replace_link",
    "void_ballot",
    "withdraw_name",
    "withdraw_vote",
]

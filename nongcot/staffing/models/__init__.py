"""What staffing keeps, one file a subject."""

from nongcot.staffing.models.ballots import Ballot, BallotCandidate, BallotVoter, CountedVote, SealedVote
from nongcot.staffing.models.candidates import Candidate
from nongcot.staffing.models.completing import CompletionCase, StepDone
from nongcot.staffing.models.congress import Congress, CongressBallot, CongressStepDone, Nominee
from nongcot.staffing.models.first_term import HelpAsked, Mentorship, ProgrammeClosed, ProgrammeStep
from nongcot.staffing.models.handover import Handover
from nongcot.staffing.models.papers import IssuedPaper
from nongcot.staffing.models.reorganisations import PlanLedger, PlanLine, Reorganisation
from nongcot.staffing.models.reserves import Reserve

__all__ = [
    "Ballot",
    "BallotCandidate",
    "BallotVoter",
    "Candidate",
    "CompletionCase",
    "Congress",
    "CongressBallot",
    "CongressStepDone",
    "CountedVote",
    "Handover",
    "HelpAsked",
    "IssuedPaper",
    "Mentorship",
    "Nominee",
    "PlanLedger",
    "PlanLine",
    "ProgrammeClosed",
    "ProgrammeStep",
    "Reorganisation",
    "Reserve",
    "SealedVote",
    "StepDone",
]

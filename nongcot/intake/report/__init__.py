"""The report of a diagnosis: what a federation has and what is due, as JSON, Excel, Word, PDF or on the terminal."""

from nongcot.intake.report.context import ReportContext
from nongcot.intake.report.terminal import print_diagnosis
from nongcot.intake.report.writing import KNOWN_SUFFIXES, write_report

__all__ = ["KNOWN_SUFFIXES", "ReportContext", "print_diagnosis", "write_report"]

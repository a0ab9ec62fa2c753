"""The dashboard as a report to send on: Word, PDF, Excel."""

from nongcot.insight.report.contents import Contents, gather
from nongcot.insight.report.writing import TYPES, write

__all__ = ["TYPES", "Contents", "gather", "write"]

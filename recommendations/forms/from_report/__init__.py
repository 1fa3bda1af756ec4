"""A report's items, looked through and corrected on one page."""

from recommendations.forms.from_report.page import ReportForm
from recommendations.forms.from_report.source import SourceForm
from recommendations.forms.from_report.typed import CAUSE, ITEM, Typed, lines_between

__all__ = ["CAUSE", "ITEM", "ReportForm", "SourceForm", "Typed", "lines_between"]

"""A report's items, looked through and corrected on one page."""

from recommendations.forms.from_report.page import ReportForm
from recommendations.forms.from_report.source import SourceForm
from recommendations.forms.from_report.typed import Typed

__all__ = ["ReportForm", "SourceForm", "Typed"]

"""What the committee reads."""

from reports.models.event import PaperEvent
from reports.models.paper import Meeting, Paper, Section

__all__ = ["Meeting", "Paper", "PaperEvent", "Section"]

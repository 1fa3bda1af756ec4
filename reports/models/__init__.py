"""What the committee reads."""

from reports.models.event import PaperEvent
from reports.models.expunction import Expunction, ExpunctionEvent, ExpungedValue
from reports.models.paper import Meeting, Paper, Section

__all__ = [
    "Expunction",
    "ExpunctionEvent",
    "ExpungedValue",
    "Meeting",
    "Paper",
    "PaperEvent",
    "Section",
]

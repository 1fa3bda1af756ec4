"""What the committee reads."""

from reports.models.event import PaperEvent
from reports.models.expunction import Expunction, ExpunctionEvent, ExpungedValue
from reports.models.issue import TOMBSTONE, Issue, IssuedCopy, IssuedFile, Release
from reports.models.paper import Meeting, Paper, RowChoice, Section
from reports.models.request import CommitteeRequest, MeetingNote, RequestEvent, RequestItem
from reports.models.template import TemplateEvent, TemplateFile, WordTemplate, WordTemplateQuerySet

__all__ = [
    "TOMBSTONE",
    "CommitteeRequest",
    "Expunction",
    "ExpunctionEvent",
    "ExpungedValue",
    "Issue",
    "IssuedCopy",
    "IssuedFile",
    "Meeting",
    "MeetingNote",
    "Paper",
    "PaperEvent",
    "Release",
    "RequestEvent",
    "RequestItem",
    "RowChoice",
    "Section",
    "TemplateEvent",
    "TemplateFile",
    "WordTemplate",
    "WordTemplateQuerySet",
]

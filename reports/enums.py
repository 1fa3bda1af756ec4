"""What a paper can be made of."""

from django.db import models


class PaperState(models.TextChoices):
    DRAFT = "draft", "Draft"
    RELEASED = "released", "Released"
    ISSUED = "issued", "Issued"


class Audience(models.TextChoices):
    PUBLIC = "public", "Public"
    INTERNAL = "internal", "Internal"


class SectionKind(models.TextChoices):
    """What a section shows beside its own narrative."""

    NARRATIVE = "narrative", "Narrative"
    PEEL_POSITION = "peel position", "PEEL position"
    PEEL_GRID = "peel grid", "PEEL grades"
    AREA_SUMMARIES = "area summaries", "Summaries by area"
    PEEL_FOLLOW_UP = "peel follow-up", "PEEL follow-up"
    KINDS_EXPLAINED = "kinds explained", "Kinds of inspection explained"
    INSPECTIONS_SINCE = "inspections since", "Inspections since the last meeting"
    NOTIFIED = "notified", "Inspections notified"
    PUBLISHED_REPORTS = "published reports", "Published reports with recommendations"
    REGISTER_POSITION = "register position", "Register position"
    OUTSTANDING_RED = "outstanding red", "Outstanding recommendations graded Red"
    REPORTS_FOR_REVIEW = "reports for review", "Reports for review"
    REPLIES_DUE = "replies due", "Replies due"
    NOTE_LINE = "note line", "What the committee is asked"
    CONTACT_OFFICER = "contact officer", "Contact officer"
    BACKGROUND_DOCUMENTS = "background documents", "Background documents"
    ATTACHMENTS = "attachments", "Attachments"
    OPEN_ITEMS = "open items", "Appendix of open items"


class PaperVerb(models.TextChoices):
    """What can be done to a meeting or its paper, as its timeline words it."""

    ADD_MEETING = "add meeting", "Meeting added"
    CHANGE_MEETING = "change meeting", "Meeting changed"
    START_PAPER = "start paper", "Paper started"
    CHANGE_PAPER = "change paper", "Paper changed"
    SET_CUT_OFF = "set cut-off", "Cut-off set"
    ADD_SECTION = "add section", "Section added"
    CHANGE_SECTION = "change section", "Section changed"
    MOVE_SECTION = "move section", "Section moved"
    REMOVE_SECTION = "remove section", "Section removed"

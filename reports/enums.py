"""What a paper can be made of."""

from django.db import models


class PaperState(models.TextChoices):
    DRAFT = "draft", "Draft"
    RELEASED = "released", "Released"
    ISSUED = "issued", "Issued"
    WITHDRAWN = "withdrawn", "Withdrawn"


class IssueKind(models.TextChoices):
    """What a version of an issued paper is."""

    ISSUE = "issue", "Issued"
    CORRECTION = "correction", "Corrected"
    WITHDRAWAL = "withdrawal", "Withdrawn"


class Audience(models.TextChoices):
    PUBLIC = "public", "Public"
    INTERNAL = "internal", "Internal"


class PaperFormat(models.TextChoices):
    """The formats in which a paper is issued."""

    HTML = "html", "Web page"
    DOCX = "docx", "Word"
    PDF = "pdf", "PDF"


class SectionKind(models.TextChoices):
    """What a section shows beside its own narrative."""

    NARRATIVE = "narrative", "Narrative"
    PEEL_POSITION = "peel position", "PEEL position"
    PEEL_GRID = "peel grid", "PEEL grades"
    AREA_SUMMARIES = "area summaries", "Summaries by area"
    PEEL_FOLLOW_UP = "peel follow-up", "PEEL follow-up"
    SINCE = "since the last meeting", "Since the last meeting"
    KINDS_EXPLAINED = "kinds explained", "Kinds of inspection explained"
    INSPECTIONS_SINCE = "inspections since", "Inspections since the last meeting"
    NOTIFIED = "notified", "Inspections notified"
    PUBLISHED_REPORTS = "published reports", "Published reports with recommendations"
    REGISTER_POSITION = "register position", "Register position"
    OUTSTANDING_RED = "outstanding red", "Outstanding recommendations graded Red"
    REPORTS_FOR_REVIEW = "reports for review", "Reports for review"
    REPLIES_DUE = "replies due", "Replies due"
    COMMITTEE_REQUESTS = "committee requests", "Requests from earlier meetings"
    NOTE_LINE = "note line", "What the committee is asked"
    CONTACT_OFFICER = "contact officer", "Contact officer"
    BACKGROUND_DOCUMENTS = "background documents", "Background documents"
    ATTACHMENTS = "attachments", "Attachments"
    OPEN_ITEMS = "open items", "Appendix of open items"


class Matter(models.TextChoices):
    """What sort of thing happened since the last meeting; in the order in which a paper tells of it."""

    CONDUCTED = "inspection conducted", "Inspection conducted"
    NOTIFIED = "inspection notified", "Inspection notified"
    PUBLISHED = "report published", "Report published"
    REPLY_MADE = "reply made", "Reply published"
    INPUT_SENT = "input sent", "Input sent to a reply"
    REPLY_DUE = "reply due", "Reply asked for"
    PHASE = "monitoring phase", "Monitoring phase"
    NEW = "new", "Added to the register"
    CLOSED = "closed", "Closed"
    SENT = "sent", "Sent to HMICFRS"
    RETURNED = "returned", "Returned"
    REOPENED = "reopened", "Reopened"
    RULED_OUT = "ruled out", "Ruled out"
    RULED_IN = "ruled in", "Ruled ours again"
    ALLOCATED = "allocated", "Given an owner"
    RE_OWNED = "re-owned", "Owner changed"
    RE_DATED = "re-dated", "Date changed"
    RATED = "rated", "Rating changed"
    PROGRESS = "progress", "Progress recorded"


class Check(models.TextChoices):
    """What is asked of a paper before it goes out; in the order of a page."""

    WITHHELD = "withheld", "What may not be told"
    BALANCE = "balance", "The balance"
    AGREEMENT = "agreement", "Prose, tables and rows"
    LAST_PAPER = "last paper", "The last paper’s number"
    WRITTEN_NUMBERS = "written numbers", "Numbers in the officer’s words"
    GRADES = "grades", "Grades of PEEL reports"
    COUNTS = "counts", "What reports contain"
    LISTED = "listed", "Items that are not in the paper"
    REDS = "reds", "Wording of what is graded Red"
    OWNERS = "owners", "Items without an owner"
    DATES = "dates", "Items without a date"
    DEADLINES = "deadlines", "Deadlines to confirm"
    REQUESTS = "requests", "Requests of the committee"
    NAMES = "names", "Names of people"
    INSPECTORATE = "inspectorate", "HMIC and HMICFRS"
    FINISH = "finish", "What a reader would stumble over"


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
    RELEASE = "release", "Paper released"
    CHANGE_AFTER_RELEASE = "change after release", "Back to draft: changed after it was released"
    RETURN = "return", "Sent back to draft"
    ISSUE = "issue", "Paper issued"
    START_CORRECTION = "start correction", "Correction started"
    ISSUE_CORRECTION = "issue correction", "Correction issued"
    WITHDRAW = "withdraw", "Paper withdrawn"
    CHOOSE_ROWS = "choose rows", "Rows of a section chosen"
    ADD_NOTE = "add note", "Noted on the meeting"
    CHANGE_NOTE = "change note", "Note on the meeting changed"
    REMOVE_NOTE = "remove note", "Note on the meeting removed"


class NoteKind(models.TextChoices):
    """What is noted of a meeting."""

    ORAL_UPDATE = "oral update", "Oral update"
    LATE_PAPER = "late paper", "Late paper"


class RequestOutcome(models.TextChoices):
    """What became of a request of the committee; none while it is open."""

    ANSWERED = "answered", "Answered in writing"
    ORALLY = "orally", "Answered orally"
    NOT_WANTED = "not wanted", "No longer wanted"
    IN_ERROR = "in error", "Recorded in error"


class RequestVerb(models.TextChoices):
    """What can be done to a request, as its timeline words it."""

    RECORD = "record", "Committee request recorded"
    CHANGE = "change", "Committee request changed"
    CARRY_OVER = "carry over", "Committee request carried over"
    SETTLE = "settle", "Outcome of a committee request recorded"
    REOPEN = "reopen", "Committee request opened again"
    CLEAR = "clear", "Committee request: wording for the public cleared"


class TemplateState(models.TextChoices):
    """Where a Word template of the force's own stands."""

    WAITING = "waiting", "Not in use yet"
    IN_USE = "in use", "In use"
    RETIRED = "retired", "No longer in use"


class TemplateVerb(models.TextChoices):
    """What can be done with a Word template, as its timeline words it."""

    ADD = "add", "Word template added"
    LAY_OUT = "lay out", "Styles and page of the Word template chosen"
    USE = "use", "Word template put in use"
    RETIRE = "retire", "Word template taken out of use"


class Ground(models.TextChoices):
    """The legal ground on which something is removed for good."""

    ERASURE = "erasure", "UK GDPR: erasure"
    RECTIFICATION = "rectification", "UK GDPR: rectification"
    COURT_ORDER = "court order", "Court order"
    OPERATIONAL_SECURITY = "operational security", "Operational security"
    ENTERED_IN_ERROR = "entered in error", "Personal data entered in error"
    OTHER = "other", "Another ground"


class ExpunctionState(models.TextChoices):
    PROPOSED = "proposed", "Waits for the DCC"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REFUSED = "refused", "Refused"
    AGREED = "agreed", "Agreed, not yet carried out"
    CARRIED_OUT = "carried out", "Carried out"


class ExpunctionVerb(models.TextChoices):
    """What is done to an expunction, as its timeline words it."""

    PROPOSE = "propose", "Expunction proposed"
    WITHDRAW = "withdraw", "Proposal withdrawn"
    REFUSE = "refuse", "Expunction refused"
    AGREE = "agree", "Expunction agreed"
    CARRY_OUT = "carry out", "Expunction carried out"
    CLEAN = "clean", "Storage cleaned"

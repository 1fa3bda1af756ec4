"""The inspectorate's kinds of things, and the words for them."""

from django.db import models


class InspectionKind(models.TextChoices):
    PEEL = "peel", "PEEL"
    NATIONAL_THEMATIC = "national thematic", "National thematic"
    JOINT_THEMATIC = "joint thematic", "Joint thematic"
    JTAI = "jtai", "Joint targeted area inspection (JTAI)"
    SUPER_COMPLAINT = "super-complaint", "Super-complaint"
    CRIME_DATA_INTEGRITY = "crime data integrity", "Crime data integrity"
    CHILD_PROTECTION = "child protection", "Child protection"
    CUSTODY = "custody", "Custody"
    INTEGRITY = "integrity", "Integrity"
    REGIONAL = "regional", "Regional"
    RAPID_REVIEW = "rapid review", "Rapid review"
    REVISIT = "revisit", "Revisit"
    ENGAGEMENT = "engagement", "Engagement"  # a workshop, a consultation, a list received
    OTHER = "other", "Other"


class OurPart(models.TextChoices):
    """What our force had to do with an inspection."""

    INSPECTED = "inspected", "Inspected"
    DATA_REQUEST = "data request", "Data request only"
    VOLUNTARY = "voluntary", "Took part voluntarily"
    NAMED = "named", "Named, no fieldwork here"
    NOT_INSPECTED = "not inspected", "Not inspected"
    NOT_STATED = "not stated", "Not stated"


class Stage(models.TextChoices):
    """How far an inspection has come on a day; derived from its milestones and publications, never stored."""

    COMING = "coming", "Coming"
    FIELDWORK = "fieldwork", "Fieldwork"
    AWAITING_REPORT = "awaiting report", "Awaiting report"
    PUBLISHED = "published", "Published"
    FINISHED = "finished", "Finished"  # an engagement: no report follows it


class MilestoneKind(models.TextChoices):
    NOTIFIED = "notified", "Notified"
    FIELDWORK = "fieldwork", "Fieldwork"
    HOT_DEBRIEF = "hot debrief", "Hot debrief"
    PRE_PUBLICATION_CHECK = "pre-publication check", "Pre-publication check"
    PUBLICATION = "publication", "Publication"
    RESPONSE_CLOSES = "response closes", "Response closes"  # a consultation or data request is answered by then


# Steps that come once fieldwork is over.
AFTER_FIELDWORK = (MilestoneKind.HOT_DEBRIEF, MilestoneKind.PRE_PUBLICATION_CHECK)


class Standing(models.TextChoices):
    """Whether a date is what was expected or what came to pass. Both are kept."""

    EXPECTED = "expected", "Expected"
    ACTUAL = "actual", "Actual"


class PublicationKind(models.TextChoices):
    NATIONAL_REPORT = "national report", "National report"
    FORCE_REPORT = "force report", "Force report"
    PHASE = "phase", "Phase of a report"
    LETTER = "letter", "Letter"
    RESEARCH = "research", "Research"
    STATEMENT = "statement", "Statement"
    RESPONSE = "response", "Response"


class ReplyKind(models.TextChoices):
    SECTION_55 = "section 55", "Section 55 response"
    JTAI_STATEMENT = "jtai statement", "JTAI statement of proposed action"
    SUPER_COMPLAINT = "super-complaint", "Super-complaint response"
    ACTION_PLAN = "action plan", "Action plan"
    OTHER = "other", "Other reply"


class CountOf(models.TextChoices):
    """What a reported count counts."""

    RECOMMENDATIONS = "recommendations", "Recommendations"
    AREAS_FOR_IMPROVEMENT = "areas for improvement", "Areas for improvement"
    CAUSES_OF_CONCERN = "causes of concern", "Causes of concern"


class CauseScope(models.TextChoices):
    NATIONAL = "national", "National"
    OURS = "ours", "Our force"


class GradingStanding(models.TextChoices):
    GRADED = "graded", "Graded"
    NOT_GRADED = "not graded", "Not graded"
    CARRIED_OVER = "carried over", "Carried over from an earlier inspection"


class Phase(models.TextChoices):
    """HMICFRS's monitoring phases."""

    SCAN = "scan", "Scan"
    ENGAGE = "engage", "Engage (enhanced monitoring)"


class DischargeRoute(models.TextChoices):
    """How HMICFRS's decision to discharge a cause of concern reached us."""

    PORTAL = "portal", "Its monitoring portal or list"
    INSPECTION = "inspection", "An inspection"
    REVISIT = "revisit", "A revisit"
    LETTER = "letter", "A letter"


class InspectionVerb(models.TextChoices):
    """What can be done to an inspection and what hangs on it, as its timeline words it."""

    LOAD_REFERENCE = "load reference", "Reference data loaded"
    START_REGISTER = "start register", "Register started"
    CHANGE_REGISTER = "change register", "Register's settings changed"
    ADD_FRAMEWORK = "add framework", "Framework added"
    CHANGE_FRAMEWORK = "change framework", "Framework changed"
    ADD_INSPECTION = "add inspection", "Inspection added"
    CHANGE_INSPECTION = "change inspection", "Inspection changed"
    EMBARGO = "embargo", "Embargo set"
    LIFT_EMBARGO = "lift embargo", "Embargo lifted"
    ADD_MILESTONE = "add milestone", "Milestone added"
    CHANGE_MILESTONE = "change milestone", "Milestone changed"
    REMOVE_MILESTONE = "remove milestone", "Milestone removed"
    ADD_PUBLICATION = "add publication", "Publication added"
    CHANGE_PUBLICATION = "change publication", "Publication changed"
    REMOVE_PUBLICATION = "remove publication", "Publication removed"
    SET_GRADINGS = "set gradings", "Gradings recorded"
    ADD_CAUSE = "add cause of concern", "Cause of concern added"
    CHANGE_CAUSE = "change cause of concern", "Cause of concern changed"
    REMOVE_CAUSE = "remove cause of concern", "Cause of concern removed"
    DISCHARGE_CAUSE = "discharge cause of concern", "Cause of concern discharged"
    ADD_REPLY_DUTY = "add reply duty", "Reply duty added"
    CHANGE_REPLY_DUTY = "change reply duty", "Reply duty changed"
    REMOVE_REPLY_DUTY = "remove reply duty", "Reply duty removed"
    SET_REPORTED_COUNTS = "set reported counts", "Reported counts recorded"
    SET_MONITORING_PHASE = "set monitoring phase", "Monitoring phase recorded"
    REMOVE_MONITORING_PHASE = "remove monitoring phase", "Monitoring phase removed"

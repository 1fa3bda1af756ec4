"""A register small enough to read in one look, with a paper on it and words planted where no public paper may go."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from inspections import actions as inspecting
from inspections.actions import AreaGrading, Count
from inspections.enums import (
    CauseScope,
    CountOf,
    GradingStanding,
    InspectionKind,
    MilestoneKind,
    OurPart,
    PublicationKind,
    ReplyKind,
    Standing,
)
from inspections.models import Inspection
from jac_tracker.dates import Precision, VagueDay, read_vague_day
from recommendations import actions as recommending
from recommendations.enums import DeadlineKind, Kind, Marking, Rag, Status
from recommendations.models import CommitteeWording, Recommendation
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from reports import actions
from reports.enums import SectionKind
from reports.models import Paper
from tests.factories.inspections import Reference, make_inspection, make_publication, make_reference
from tests.factories.laid_again import laid_again
from tests.factories.people import SETTER_UP, Cast, who_there_is
from tests.factories.recommendations import make_recommendation, make_update
from tests.factories.reports import make_empty_paper, make_meeting

LAST_TIME = datetime(2021, 11, 15, 9, tzinfo=UTC)
IN_PERIOD = datetime(2022, 2, 10, 9, tzinfo=UTC)
CUT_OFF = datetime(2022, 3, 24, 17, tzinfo=UTC)
LATER = datetime(2022, 4, 20, 9, tzinfo=UTC)

EMBARGOED, SENSITIVE = "QUETZAL", "OCELOT"
UNCLEARED, PROGRESS, INTERNAL = "MARMOSET", "PANGOLIN", "WOMBAT"
IN_NO_PAPER = (EMBARGOED, SENSITIVE, INTERNAL)
IN_NO_PUBLIC_PAPER = (*IN_NO_PAPER, UNCLEARED, PROGRESS)

KINDS = (
    (SectionKind.NARRATIVE, "Purpose of report", 1),
    (SectionKind.PEEL_POSITION, "PEEL inspection", 1),
    (SectionKind.PEEL_GRID, "Grades", 2),
    (SectionKind.AREA_SUMMARIES, "Area summaries", 2),
    (SectionKind.PEEL_FOLLOW_UP, "Follow-up", 2),
    (SectionKind.KINDS_EXPLAINED, "HMICFRS inspections", 1),
    (SectionKind.INSPECTIONS_SINCE, "", 1),
    (SectionKind.NOTIFIED, "", 1),
    (SectionKind.PUBLISHED_REPORTS, "Published reports", 1),
    (SectionKind.REPORTS_FOR_REVIEW, "Reports for review", 1),
    (SectionKind.REGISTER_POSITION, "The register", 1),
    (SectionKind.OUTSTANDING_RED, "Currently graded Red", 2),
    (SectionKind.REPLIES_DUE, "Replies due", 2),
    (SectionKind.NOTE_LINE, "Recommendation", 1),
    (SectionKind.CONTACT_OFFICER, "Contact officer", 1),
    (SectionKind.BACKGROUND_DOCUMENTS, "Background documents", 1),
    (SectionKind.ATTACHMENTS, "Attachments", 1),
    (SectionKind.OPEN_ITEMS, "Appendix: open items", 1),
)


@dataclass(frozen=True)
class SmallRegister:
    """The rows that tests change or look for."""

    reference: Reference
    peel: Inspection
    embargoed: Inspection
    red: Recommendation
    sensitive: Recommendation
    closed: Recommendation
    uncleared: CommitteeWording
    paper: Paper


@laid_again("inspections", "recommendations", "reports", alike=who_there_is)
def make_small_register(cast: Cast) -> SmallRegister:
    """Inspections before and in the period, two to come, and a paper of every kind of section, cut off in March."""
    reference = make_reference()
    peel = _peel(reference)
    red, uncleared = _integrity(cast, reference)
    closed, sensitive = _thematic(cast, reference)
    embargoed = _embargoed(cast)
    _to_come()
    make_meeting(date(2021, 12, 22), at=LAST_TIME)
    paper = make_empty_paper(cast, at=CUT_OFF, agenda_item="08", contact_post=cast.liaison.post)
    for kind, heading, level in KINDS:
        is_narrative = kind == SectionKind.NARRATIVE
        actions.add_section(
            paper=paper,
            kind=kind,
            heading=heading,
            level=level,
            is_numbered=bool(heading) and level == 1,
            before="To give the committee an *overview*." if is_narrative else "",
            by=SETTER_UP,
            at=CUT_OFF,
        )
    paper = actions.set_cut_off(paper=paper, cut_off_at=CUT_OFF, by=SETTER_UP, at=CUT_OFF)
    return SmallRegister(reference, peel, embargoed, red, sensitive, closed, uncleared, paper)


def _peel(reference: Reference) -> Inspection:
    """PEEL, published and recorded before the last meeting."""
    inspection = make_inspection("PEEL 2021", kind=InspectionKind.PEEL, at=LAST_TIME)
    publication = make_publication(
        inspection,
        title="PEEL 2021/22: Midshire Police",
        kind=PublicationKind.FORCE_REPORT,
        on=date(2021, 11, 11),
        framework=reference.peel,
        address="https://example.org/peel",
        note=f"{INTERNAL}: the page has moved twice.",
        at=LAST_TIME,
    )
    good, fair = reference.grade("Good"), reference.grade("Adequate")
    gradings = [
        AreaGrading(reference.area("Preventing crime"), GradingStanding.GRADED, good, "Prevention is good."),
        AreaGrading(reference.area("Responding to the public"), GradingStanding.GRADED, fair, "Calls wait."),
        AreaGrading(
            reference.area("Investigating crime"),
            GradingStanding.GRADED,
            fair,
            told_with=reference.area("Responding to the public"),
        ),
        AreaGrading(reference.area("Armed threats"), GradingStanding.NOT_GRADED),
    ]
    inspecting.set_gradings(publication=publication, gradings=gradings, by=SETTER_UP, at=LAST_TIME)
    counts = [Count(CountOf.AREAS_FOR_IMPROVEMENT, 5, includes_soft=True)]
    inspecting.set_reported_counts(publication=publication, counts=counts, by=SETTER_UP, at=LAST_TIME)
    return inspection


def _integrity(cast: Cast, reference: Reference) -> tuple[Recommendation, CommitteeWording]:
    """Crime data integrity, known before: one item is Red, and a reply moved in the period."""
    kind, published_on = InspectionKind.CRIME_DATA_INTEGRITY, date(2021, 9, 7)
    inspection = make_inspection("Crime data integrity", kind=kind, at=LAST_TIME)
    publication = make_publication(
        inspection, kind=PublicationKind.FORCE_REPORT, on=published_on, framework=reference.integrity, at=LAST_TIME
    )
    grade = reference.grade("Inadequate", reference.integrity)
    overall = AreaGrading(reference.area("Overall"), GradingStanding.GRADED, grade)
    inspecting.set_gradings(publication=publication, gradings=[overall], by=SETTER_UP, at=LAST_TIME)
    cause = inspecting.add_cause(
        publication=publication,
        scope=CauseScope.OURS,
        title="Crimes go unrecorded",
        text="Too many crimes are not recorded.",
        by=SETTER_UP,
        at=LAST_TIME,
    )
    duty = inspecting.add_reply_duty(
        publication=publication,
        kind=ReplyKind.SECTION_55,
        owed_by="Midshire PCC",
        owed_to="the Home Secretary",
        note=f"{INTERNAL}: the office is slow.",
        by=SETTER_UP,
        at=LAST_TIME,
    )
    inspecting.change_reply_duty(duty=duty, values={"our_input_sent_on": date(2022, 1, 10)}, by=SETTER_UP, at=IN_PERIOD)
    item = make_recommendation(
        cast,
        publication,
        at=LAST_TIME,
        cause=cause,
        deadline=DeadlineAsRead(
            "immediately", DeadlineKind.IMMEDIATE, date(2021, 9, 7), Precision.DAY, date(2021, 9, 7)
        ),
    )
    reason = f"{INTERNAL}: nobody has begun."
    told = make_update(cast, item, f"{PROGRESS}: staff are short.", rag=Rag.RED, rag_reason=reason, at=IN_PERIOD)
    liaison = cast.liaison.actor(IN_PERIOD.date())
    wording = recommending.write_wording(update=told, text="A new team records crime.", by=liaison, at=IN_PERIOD)
    recommending.clear_wording(wording=wording, by=liaison, at=IN_PERIOD)
    newer = make_update(cast, item, f"{PROGRESS}: staff have left.", at=CUT_OFF)
    wording = recommending.write_wording(update=newer, text=f"{UNCLEARED}: staff leave.", by=liaison, at=CUT_OFF)
    return Recommendation.objects.get(pk=item.pk), wording


def _thematic(cast: Cast, reference: Reference) -> tuple[Recommendation, Recommendation]:
    """Youth violence: fieldwork and report in the period, with items open, closed, others' and OFFICIAL-SENSITIVE."""
    inspection = inspecting.add_inspection(
        values={
            "kind": InspectionKind.JOINT_THEMATIC,
            "title": "Thematic inspection of serious youth violence",
            "short_title": "Youth violence",
            "our_part": OurPart.INSPECTED,
            "lead_body": reference.hmicfrs,
            "forces_count": 6,
            "background": "To see how forces respond.",
            "found": "Forces\n\n- know the **problem**\n- lack a plan",
        },
        other_forces=[(reference.north, ""), (reference.south, "two boroughs")],
        joint=[reference.ofsted],
        by=SETTER_UP,
        at=IN_PERIOD,
    )
    inspecting.add_milestone(
        inspection=inspection,
        kind=MilestoneKind.FIELDWORK,
        standing=Standing.ACTUAL,
        day=read_vague_day("7 to 11 February 2022", around=IN_PERIOD.date()),
        note=f"{INTERNAL}: parking at the north gate.",
        by=SETTER_UP,
        at=IN_PERIOD,
    )
    return _items_of_it(cast, inspection)


def _items_of_it(cast: Cast, inspection: Inspection) -> tuple[Recommendation, Recommendation]:
    """The report's items; those that are closed and OFFICIAL-SENSITIVE come back."""
    at = datetime(2022, 3, 1, 9, tzinfo=UTC)
    published_on = date(2022, 2, 24)
    publication = make_publication(inspection, title="Youth violence: a plan", on=published_on, at=at)
    counts = [Count(CountOf.RECOMMENDATIONS, 9, of_ours=3)]
    inspecting.set_reported_counts(publication=publication, counts=counts, by=SETTER_UP, at=at)
    deadline = DeadlineAsRead(
        "within six months", DeadlineKind.RELATIVE, date(2022, 8, 24), Precision.DAY, published_on
    )
    parts = (PartAsRead("a", "write it down"), PartAsRead("b", "fund it", ("home office",)))
    plan = {"title": "Make a plan", "text": "Forces should make a plan.", "deadline": deadline, "parts": parts}
    make_recommendation(cast, publication, at=at, **plan)
    waiting = {"title": "Ask the young", "text": "Forces should ask young people.", "kind": Kind.AFI}
    make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, at=at, **waiting)
    closed = make_recommendation(cast, publication, Status.CLOSED_COMPLETE, at=at, title="Count it")
    make_recommendation(cast, publication, Status.FOR_INFORMATION, at=at, title="For ministers")
    sensitive = make_recommendation(
        cast,
        publication,
        at=at,
        title=f"{SENSITIVE} plan",
        text=f"Forces should {SENSITIVE}.",
        marking=Marking.OFFICIAL_SENSITIVE,
    )
    return closed, sensitive


def _embargoed(cast: Cast) -> Inspection:
    """An inspection under embargo, with everything that can hang on one."""
    inspection = make_inspection(f"{EMBARGOED} review", embargoed=True, background=f"{EMBARGOED} why", at=IN_PERIOD)
    for standing in Standing:
        inspecting.add_milestone(
            inspection=inspection,
            kind=MilestoneKind.FIELDWORK,
            standing=standing,
            day=VagueDay.on(date(2022, 2, 1)),
            by=SETTER_UP,
            at=IN_PERIOD,
        )
    publication = make_publication(inspection, title=f"{EMBARGOED} report", on=date(2022, 2, 1), at=IN_PERIOD)
    cause = inspecting.add_cause(
        publication=publication, scope=CauseScope.OURS, title=f"{EMBARGOED} cause", by=SETTER_UP, at=IN_PERIOD
    )
    inspecting.add_reply_duty(
        publication=publication,
        kind=ReplyKind.OTHER,
        owed_by=f"The {EMBARGOED}",
        owed_to="us",
        by=SETTER_UP,
        at=IN_PERIOD,
    )
    make_recommendation(cast, publication, at=IN_PERIOD, title=f"{EMBARGOED} item", text=EMBARGOED, cause=cause)
    return inspection


def _to_come() -> None:
    for title, kind, day in (
        ("Digital forensics", InspectionKind.NATIONAL_THEMATIC, "W/C 4 April 2022"),
        ("Workshop", InspectionKind.ENGAGEMENT, "May 2022, date to be confirmed"),
    ):
        inspecting.add_milestone(
            inspection=make_inspection(title, kind=kind, at=IN_PERIOD),
            kind=MilestoneKind.FIELDWORK,
            standing=Standing.EXPECTED,
            day=read_vague_day(day, around=CUT_OFF.date()),
            by=SETTER_UP,
            at=IN_PERIOD,
        )

"""A small world of inspections, built through the actions: made-up forces, two frameworks, one register."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from inspections import actions
from inspections.enums import (
    CauseScope,
    InspectionKind,
    MilestoneKind,
    OurPart,
    Phase,
    PublicationKind,
    ReplyKind,
    Standing,
)
from inspections.models import (
    CauseOfConcern,
    Force,
    Framework,
    FrameworkArea,
    FrameworkGrade,
    Inspection,
    Inspectorate,
    Milestone,
    MonitoringPhase,
    Publication,
    Register,
    ReplyDuty,
)
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import VagueDay
from tests.factories.laid_again import laid_again
from tests.factories.people import LONG_AGO, SETTER_UP

WHEN = datetime(2022, 1, 10, 9, tzinfo=UTC)
"""When the factories record, unless told otherwise."""

_FIVE = ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate")
_DATA: dict[str, Any] = {
    "forces": [
        {"name": "Midshire Police", "short_name": "Midshire", "is_territorial": True},
        {"name": "Northshire Constabulary", "short_name": "Northshire", "is_territorial": True},
        {"name": "Southshire Police", "short_name": "Southshire", "is_territorial": True},
        {"name": "Harbour Police", "short_name": "Harbour", "is_territorial": False},
    ],
    "inspectorates": [
        {"name": "HM Inspectorate of Constabulary and Fire & Rescue Services", "short_name": "HMICFRS"},
        {"name": "Ofsted", "short_name": "Ofsted"},
        {"name": "Care Quality Commission", "short_name": "CQC"},
    ],
    "frameworks": [
        {
            "name": "PEEL 2021/22",
            "cycle": "2021/22",
            "comparable_with": "",
            "grades": [{"name": name, "meaning": f"What {name.lower()} means."} for name in _FIVE],
            "areas": [
                {"short_label": "Preventing crime", "full_question": "Preventing crime and anti-social behaviour"},
                {"short_label": "Responding to the public", "full_question": "Responding to the public"},
                {"short_label": "Investigating crime", "full_question": "Investigating crime"},
                {
                    "short_label": "Armed threats",
                    "full_question": "Protecting the public against armed threats",
                    "is_graded": False,
                },
            ],
        },
        {
            "name": "Crime data integrity",
            "cycle": "2014 to 2020",
            "comparable_with": "Crime data integrity",
            "grades": [{"name": name} for name in _FIVE if name != "Adequate"],
            "areas": [{"short_label": "Overall", "full_question": "Overall judgment", "is_overall": True}],
        },
    ],
}


@dataclass(frozen=True)
class Reference:
    """Reference data as tests name it: forces, inspectorates, a framework of five grades, one of four."""

    register: Register
    ours: Force
    north: Force
    south: Force
    harbour: Force
    hmicfrs: Inspectorate
    ofsted: Inspectorate
    cqc: Inspectorate
    peel: Framework
    integrity: Framework

    def area(self, short_label: str) -> FrameworkArea:
        """An area of either framework; "Overall" is that of crime data integrity."""
        return FrameworkArea.objects.get(short_label=short_label)

    def grade(self, name: str, framework: Framework | None = None) -> FrameworkGrade:
        """A grade of PEEL 2021/22, unless another framework is named."""
        return FrameworkGrade.objects.get(framework=framework or self.peel, name=name)


@laid_again("inspections")
def make_reference() -> Reference:
    """Forces, inspectorates, frameworks, and the register of Midshire Police with references like MP-2022-001."""
    actions.load_reference(data=_DATA, by=SETTER_UP, at=LONG_AGO)
    ours = Force.objects.get(short_name="Midshire")
    register = actions.start_register(
        force=ours,
        our_short_name="MP",
        policing_body="Midshire Police and Crime Commissioner",
        committee="Joint Audit Committee",
        committee_short_name="JAC",
        reference_prefix="MP",
        by=SETTER_UP,
        at=LONG_AGO,
    )
    return Reference(
        register=register,
        ours=ours,
        north=Force.objects.get(short_name="Northshire"),
        south=Force.objects.get(short_name="Southshire"),
        harbour=Force.objects.get(short_name="Harbour"),
        hmicfrs=Inspectorate.objects.get(short_name="HMICFRS"),
        ofsted=Inspectorate.objects.get(short_name="Ofsted"),
        cqc=Inspectorate.objects.get(short_name="CQC"),
        peel=Framework.objects.get(name="PEEL 2021/22"),
        integrity=Framework.objects.get(name="Crime data integrity"),
    )


def make_inspection(
    title: str = "Serious youth violence",
    *,
    kind: InspectionKind = InspectionKind.NATIONAL_THEMATIC,
    our_part: OurPart = OurPart.INSPECTED,
    embargoed: bool = False,
    by: Actor = SETTER_UP,
    at: datetime = WHEN,
    **values: Any,
) -> Inspection:
    """An inspection; its short title is its title unless `short_title` says otherwise."""
    given = {"kind": kind, "title": title, "short_title": title, "our_part": our_part, "is_embargoed": embargoed}
    return actions.add_inspection(values=given | values, by=by, at=at)


def make_publication(
    inspection: Inspection | None = None,
    *,
    title: str = "",
    kind: PublicationKind = PublicationKind.NATIONAL_REPORT,
    on: date | VagueDay = date(2022, 1, 7),
    framework: Framework | None = None,
    by: Actor = SETTER_UP,
    at: datetime = WHEN,
    **values: Any,
) -> Publication:
    """A publication of `inspection`, or of a new one, titled like the inspection unless told otherwise."""
    inspection = inspection or make_inspection()
    return actions.add_publication(
        inspection=inspection,
        kind=kind,
        title=title or inspection.title,
        day=on if isinstance(on, VagueDay) else VagueDay.on(on),
        framework=framework,
        by=by,
        at=at,
        **values,
    )


@dataclass(frozen=True)
class Hanging:
    """One of each thing that hangs on an inspection and its publication."""

    milestone: Milestone
    cause: CauseOfConcern
    reply: ReplyDuty
    phase: MonitoringPhase


def make_hanging(publication: Publication, *, by: Actor = SETTER_UP, at: datetime = WHEN) -> Hanging:
    """An expected milestone of the publication's inspection, a cause of concern, a section 55 reply, and a phase."""
    milestone = actions.add_milestone(
        inspection=publication.inspection,
        kind=MilestoneKind.FIELDWORK,
        standing=Standing.EXPECTED,
        day=VagueDay.on(date(2022, 4, 4)),
        by=by,
        at=at,
    )
    cause = actions.add_cause(publication=publication, scope=CauseScope.OURS, title="Risk is missed", by=by, at=at)
    reply = actions.add_reply_duty(
        publication=publication, kind=ReplyKind.SECTION_55, owed_by="The PCC", owed_to="HMICFRS", by=by, at=at
    )
    phase = actions.set_monitoring_phase(phase=Phase.SCAN, from_on=date(2018, 1, 1), by=by, at=at)
    return Hanging(milestone, cause, reply, phase)

"""A paper in which everything agrees, for tests to plant a disagreement in."""

from datetime import date, datetime
from typing import Any

from inspections.enums import GradingStanding, InspectionKind, PublicationKind
from recommendations.enums import Kind, Rag, Status
from reports.enums import Matter, SectionKind
from reports.paper import data
from reports.paper.checks import Subject
from reports.rules.options import TABLES
from tests.factories.checked import subject
from tests.factories.paper_data import (
    BEFORE,
    IN_PERIOD,
    framework,
    grading,
    inspection,
    item,
    milestone,
    publication,
    section,
)

AT_WORK, CLOSED = Status.IN_PROGRESS, Status.CLOSED_COMPLETE
PEEL = inspection(
    2,
    "PEEL 2021",
    kind=InspectionKind.PEEL,
    publications=(
        publication(
            2,
            "PEEL 2021",
            "11 November 2021",
            kind=PublicationKind.FORCE_REPORT,
            framework=framework(),
            gradings=(
                grading("Preventing crime", "Good", 1),
                grading("Custody", "Adequate", 2, standing=GradingStanding.CARRIED_OVER),
                grading("Armed threats", "", 3),
            ),
            known_at=BEFORE,
        ),
    ),
)
SLIP = data.Slip("Internal target", date(2022, 1, 1), date(2022, 5, 1), 2, ())
ITEMS = (
    item(1, rag=Rag.RED, title="Record crime", is_overdue=True, slips=(SLIP,)),
    item(2, portfolio="", portfolio_id=None, owner="", status=Status.AWAITING_ALLOCATION, rag=Rag.GREY),
    item(3, kind=Kind.AFI),
    item(4, status=CLOSED, rag=Rag.BLUE),
)


def change(matter: Matter, about: int, number: int = 0, at: datetime = IN_PERIOD, **values: Any) -> data.Change:
    return data.Change(matter, f"{matter}:{about}:{number}", about, at, **values)


SINCE_PASSAGES = (
    data.Passage(AT_WORK, AT_WORK, (), 1),
    data.Passage(None, Status.AWAITING_ALLOCATION, (("", Status.AWAITING_ALLOCATION),), 2),
    data.Passage(CLOSED, AT_WORK, ((CLOSED, AT_WORK),), 3),
    data.Passage(AT_WORK, CLOSED, ((AT_WORK, CLOSED),), 4),
)
CHANGES = (
    change(Matter.NEW, 2, new=Status.AWAITING_ALLOCATION),
    change(Matter.REOPENED, 3, old=CLOSED, new=AT_WORK),
    change(Matter.CLOSED, 4, old=AT_WORK, new=CLOSED),
    change(Matter.PROGRESS, 1, new="Begun.", happened_on=date(2022, 2, 1)),
    change(Matter.PROGRESS, 3, new="Done.", happened_on=date(2022, 2, 1)),
)
EVERYTHING = {"tables": [name for name, _ in TABLES]}
SECTIONS = (
    section(SectionKind.REGISTER_POSITION, "Position", 1, options=EVERYTHING),
    section(SectionKind.REGISTER_POSITION, "AFIs", 2, options={"item_kinds": ["afi"], **EVERYTHING}),
    section(SectionKind.OUTSTANDING_RED, "Red", 3),
    section(SectionKind.SINCE, "Since", 4),
    section(SectionKind.PUBLISHED_REPORTS, "Reports", 5),
    section(SectionKind.INSPECTIONS_SINCE, "Inspections", 6),
    section(SectionKind.PEEL_GRID, "Grid", 7),
    section(SectionKind.OPEN_ITEMS, "Appendix", 8, options={"columns": "all"}),
)


def sound_paper() -> Subject:
    """A paper that agrees with itself and with the register."""
    report = publication(1)
    other = publication(3, "Custody report", "8 January 2022", inspection_id=1)
    done = inspection(1, publications=(report, other), milestones=(milestone("1 February 2022"),))
    return subject(
        *SECTIONS,
        inspections=(done, PEEL),
        items=ITEMS,
        passages=SINCE_PASSAGES,
        changes=CHANGES,
        open_then=(data.OpenThen(date(2021, 12, 22), 2), data.OpenThen(date(2022, 3, 31), 3)),
    )

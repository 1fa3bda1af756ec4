"""The forward look: order, months, and what is late or undated."""

from datetime import timedelta

import pytest

from inspections import actions
from inspections.enums import InspectionKind, MilestoneKind, OurPart, Standing
from inspections.models import Inspection
from inspections.presenters.forward import forward_look
from jac_tracker.dates import read_vague_day
from tests.conftest import NOON, TODAY
from tests.factories.inspections import Reference, make_inspection, make_publication
from tests.factories.people import SETTER_UP

pytestmark = pytest.mark.django_db


def coming(
    title: str,
    *words: str,
    kind: MilestoneKind = MilestoneKind.FIELDWORK,
    standing: Standing = Standing.EXPECTED,
) -> Inspection:
    inspection = make_inspection(title, kind=InspectionKind.REGIONAL, our_part=OurPart.NAMED)
    for text in words:
        step(inspection, text, kind, standing)
    return inspection


def step(inspection: Inspection, text: str, kind: MilestoneKind, standing: Standing) -> None:
    day = read_vague_day(text, around=TODAY)
    actions.add_milestone(inspection=inspection, kind=kind, standing=standing, day=day, by=SETTER_UP, at=NOON)


def look() -> list[tuple[str, list[tuple[str, str]]]]:
    rows = Inspection.objects.prefetch_related("milestones", "publications")
    return [
        (month.heading, [(str(row.inspection), row.when) for row in month.rows]) for month in forward_look(rows, TODAY)
    ]


def test_the_notified_list_of_march_2022_stands_in_order_by_month(reference: Reference) -> None:
    coming("ROCU", "October 2022 (date TBC)")
    coming("Criminal justice outcomes", "May 2022 (date TBC)")
    coming("Diversity and inclusion workshop", "April 2022 (date TBC)")
    coming("Stop and search", "W/C 18 April")
    coming("Digital forensics", "W/C 4 April 2022")

    assert look() == [
        (
            "April 2022",
            [
                ("Diversity and inclusion workshop", "April 2022, date to be confirmed"),
                ("Digital forensics", "Week commencing 4 April 2022"),
                ("Stop and search", "Week commencing 18 April 2022"),
            ],
        ),
        ("May 2022", [("Criminal justice outcomes", "May 2022, date to be confirmed")]),
        ("October 2022", [("ROCU", "October 2022, date to be confirmed")]),
    ]


def test_what_has_no_date_comes_after_the_months_and_what_should_have_happened_last(reference: Reference) -> None:
    coming("Undated", "TBC")
    coming("Not heard of")
    coming("Late", "W/C 7 February 2022")
    coming("All year", "2022")
    coming("Later", "W/C 14 February 2022")

    assert look() == [
        ("January 2022", [("All year", "2022")]),
        ("Date to be confirmed", [("Undated", "Date to be confirmed"), ("Not heard of", "Date to be confirmed")]),
        (
            "Expected before today, nothing recorded since",
            [("Late", "Week commencing 7 February 2022"), ("Later", "Week commencing 14 February 2022")],
        ),
    ]


def test_what_has_come_to_pass_or_is_published_is_not_coming(reference: Reference) -> None:
    done = coming("Done", "W/C 14 February 2022")
    step(done, "15 February 2022", MilestoneKind.FIELDWORK, Standing.ACTUAL)
    step(done, "June 2022", MilestoneKind.PUBLICATION, Standing.EXPECTED)
    out = coming("Out", "June 2022", kind=MilestoneKind.PUBLICATION)
    make_publication(out, on=TODAY - timedelta(days=1))

    assert look() == [("June 2022", [("Done", "June 2022")])]


def test_notified_alone_is_undated_with_the_day_of_the_notice(reference: Reference) -> None:
    coming("Told", "28 February 2022", kind=MilestoneKind.NOTIFIED, standing=Standing.ACTUAL)

    [month] = forward_look(Inspection.objects.prefetch_related("milestones", "publications"), TODAY)

    assert [(row.what, row.when, row.note) for row in month.rows] == [
        ("Regional", "Date to be confirmed", "Notified 28 February 2022")
    ]

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from inspections.enums import CountOf, GradingStanding, InspectionKind, PublicationKind
from recommendations.enums import DeadlineKind, Kind, Rag, Status
from reports.enums import Check, SectionKind
from reports.paper import data
from reports.paper.checks import Mend, Where
from reports.paper.checks.finding import Severity
from tests.factories.checked import findings, found, subject
from tests.factories.paper_data import (
    BEFORE,
    IN_PERIOD,
    SINCE,
    cause,
    framework,
    grading,
    inspection,
    item,
    publication,
    section,
)

REPORT = (inspection(1, publications=(publication(1),)),)


def warned(check: Check, **values: Any) -> tuple[str, Where]:
    """The one warning of a check, and where it is mended."""
    (finding,) = findings(check, subject(inspections=REPORT, **values))
    assert finding.severity is Severity.WARNING
    return finding.sentence, finding.where


# Grades

QUESTIONS = framework(graded_areas=("Preventing crime", "Supporting victims", "Overall"))
GRADED = (
    grading("Preventing crime", "Good", 1),
    grading("Supporting victims", "Adequate", 2, standing=GradingStanding.CARRIED_OVER),
    grading("Overall", "Good", 3, is_overall=True),
    grading("Armed threats", "", 4),
)


def peel(**values: Any) -> tuple[data.Inspection, ...]:
    given: dict[str, Any] = {"kind": PublicationKind.FORCE_REPORT, "framework": QUESTIONS, "gradings": GRADED}
    report = publication(1, "PEEL 2021", **given | values)
    return (inspection(1, "PEEL 2021", kind=InspectionKind.PEEL, publications=(report,)),)


def test_a_report_with_every_grade_is_silent() -> None:
    assert found(Check.GRADES, subject(inspections=peel())) == []


@pytest.mark.parametrize("left_out", ["Preventing crime", "Supporting victims", "Overall"])
def test_a_grade_that_was_left_out_is_named(left_out: str) -> None:
    gradings = tuple(each for each in GRADED if each.area != left_out)

    (finding,) = findings(Check.GRADES, subject(inspections=peel(gradings=gradings)))

    assert finding.sentence == f"“PEEL 2021” has no grade for {left_out}."
    assert (finding.severity, finding.where) == (Severity.WARNING, Where(Mend.GRADES, "PEEL 2021", 1, inspection_id=1))


def test_a_question_that_is_graded_elsewhere_but_not_here_is_named() -> None:
    gradings = (grading("Preventing crime", "", 1), *GRADED[1:])

    assert found(Check.GRADES, subject(inspections=peel(gradings=gradings))) == [
        "“PEEL 2021” is recorded as not graded for Preventing crime, which PEEL 2021/22 grades."
    ]


@pytest.mark.parametrize("lacking", [{"gradings": ()}, {"framework": None}])
def test_a_new_report_on_the_force_without_any_grade_is_named(lacking: dict[str, Any]) -> None:
    assert found(Check.GRADES, subject(inspections=peel(**lacking))) == ["“PEEL 2021” has no grades."]
    old = peel(**lacking, known_at=BEFORE, day="11 November 2021")
    assert found(Check.GRADES, subject(inspections=old)) == []
    assert found(Check.GRADES, subject(inspections=peel(**lacking, kind=PublicationKind.LETTER))) == []


def test_grades_are_asked_of_published_peel_reports_alone() -> None:
    assert found(Check.GRADES, subject(inspections=peel(gradings=GRADED[1:], day="1 May 2022"))) == []
    other = tuple(replace(each, kind=InspectionKind.CUSTODY) for each in peel(gradings=GRADED[1:]))
    assert found(Check.GRADES, subject(inspections=other)) == []


# Counts


def test_what_a_report_counts_is_held_against_what_is_entered() -> None:
    counts = (
        data.Count(CountOf.RECOMMENDATIONS, 9, 3, False, ""),
        data.Count(CountOf.AREAS_FOR_IMPROVEMENT, 1, None, True, ""),
        data.Count(CountOf.CAUSES_OF_CONCERN, 2, None, False, ""),
    )
    report = publication(1, counts=counts, causes=(cause(1), cause(2)))
    items = (item(1), item(2, kind=Kind.JTAI_ACTION), item(3), item(4, kind=Kind.SOFT_AFI))
    others = item(5, status=Status.FOR_INFORMATION)

    def said(told: Any, *held: data.Item) -> list[str]:
        return found(Check.COUNTS, subject(inspections=(inspection(1, publications=(told,)),), items=held))

    assert said(report, *items, others) == []
    assert said(replace(report, causes=()), *items[:2]) == [
        "“Youth violence” has three recommendations for the force; the register holds two.",
        "“Youth violence” has one area for improvement for the force; the register holds none.",
        "“Youth violence” has two causes of concern for the force; the register holds none.",
    ]


def test_counts_lead_to_the_report() -> None:
    counted = publication(1, counts=(data.Count(CountOf.RECOMMENDATIONS, 1, None, False, ""),))

    (finding,) = findings(Check.COUNTS, subject(inspections=(inspection(1, publications=(counted,)),)))

    assert finding.where == Where(Mend.COUNTS, "Youth violence", 1, inspection_id=1)


# Items


@pytest.mark.parametrize(
    ("kind", "options", "is_told"),
    [
        (SectionKind.OPEN_ITEMS, {}, True),
        (SectionKind.OPEN_ITEMS, {"item_kinds": ["afi"]}, False),
        (SectionKind.REGISTER_POSITION, {"tables": []}, True),
        (SectionKind.REGISTER_POSITION, {"item_kinds": ["afi"]}, False),
        (SectionKind.OUTSTANDING_RED, {}, False),
    ],
)
def test_an_open_item_is_listed_or_counted_in_a_total(
    kind: SectionKind, options: dict[str, Any], is_told: bool
) -> None:
    told = subject(section(kind, "Section", options=options), inspections=REPORT, items=(item(1),))

    assert found(Check.LISTED, told) == (
        [] if is_told else ["MP-2022-001 (Review plans) is open, and neither listed nor counted in the paper."]
    )


@pytest.mark.parametrize(
    ("words", "is_listed"),
    [
        ("MP-2022-100 is open.", True),
        ("See MP-2022-100.", True),
        ("Items (MP-2022-100, MP-2022-104) are open.", True),
        ("MP-2022-1000 is open.", False),
        ("XMP-2022-100 is open.", False),
        ("MP-2022-099 to MP-2022-101 are open.", True),
        ("Three items (MP-2022-099 to MP-2022-101) are open.", True),
        ("MP-2022-100 to MP-2022-103 are open.", True),
        ("MP-2022-098 to MP-2022-100 are open.", True),
        ("MP-2022-101 to MP-2022-103 are open.", False),
        ("MP-2021-099 to MP-2021-101 are open.", False),
        ("XMP-2022-099 to XMP-2022-101 are open.", False),
        ("MP-2022-0099 to MP-2022-0101 are open.", False),
        ("MP-2022-099 to MP-2022-1000 are open.", True),
    ],
)
def test_an_item_is_listed_by_its_whole_reference_or_inside_a_run(words: str, is_listed: bool) -> None:
    plan = section(SectionKind.NARRATIVE, "Section", before=words)
    told = subject(plan, inspections=REPORT, items=(item(100),))

    assert (found(Check.LISTED, told) == []) is is_listed


def test_closed_items_need_not_be_listed() -> None:
    closed = item(1, status=Status.CLOSED_COMPLETE, rag=Rag.BLUE)

    assert found(Check.LISTED, subject(inspections=REPORT, items=(closed,))) == []


def test_an_item_that_is_held_back_leads_to_the_sections() -> None:
    assert warned(Check.LISTED, items=(item(1),))[1].mend is Mend.SECTIONS


def update(words: str = "Begun.", at: Any = IN_PERIOD, is_cleared: bool = True, number: int = 5) -> data.Update:
    return data.Update(words, at.date(), is_cleared, at, number)


@pytest.mark.parametrize(
    ("told", "newest", "expected"),
    [
        (update(), update(), None),
        (None, None, "MP-2022-001 is Red, and no wording about it has been cleared."),
        (None, update(is_cleared=False), "MP-2022-001 is Red, and no wording about it has been cleared."),
        (
            update(),
            update(at=IN_PERIOD + timedelta(days=9), is_cleared=False),
            "MP-2022-001 is Red, and its newest progress, as it stood on 10 February 2022, is not cleared: the paper "
            "tells of 1 February 2022.",
        ),
        (
            update(at=SINCE),
            update(at=SINCE),
            "MP-2022-001 is Red, and nothing has been recorded of it since the last paper: the wording is of "
            "22 December 2021.",
        ),
    ],
)
def test_a_red_has_a_current_wording(
    told: data.Update | None, newest: data.Update | None, expected: str | None
) -> None:
    made = subject(
        inspections=REPORT,
        items=(item(1, rag=Rag.RED, update=told), item(2)),
        internal={"items": (item(1, rag=Rag.RED, update=newest), item(2))},
    )

    assert found(Check.REDS, made) == ([expected] if expected else [])


def test_a_wording_is_written_where_the_newest_progress_is() -> None:
    red, inside = item(1, rag=Rag.RED), item(1, rag=Rag.RED, update=update(is_cleared=False, number=7))

    _, where = warned(Check.REDS, items=(red,), internal={"items": (inside,)})

    assert (where.mend, where.reference, where.number) == (Mend.WORDING, "MP-2022-001", 7)


CLOSED = item(9, owner="", status=Status.CLOSED_SUPERSEDED, rag=Rag.NONE)
DATED = data.Deadline("by May", DeadlineKind.FIXED, date(2022, 5, 31))


def test_an_open_item_has_an_owner() -> None:
    said, where = warned(Check.OWNERS, items=(item(1), item(2, owner=""), CLOSED))

    assert (said, where.mend, where.reference) == ("MP-2022-002 has no owner.", Mend.OWNER, "MP-2022-002")


def test_an_open_item_has_a_deadline_or_a_target() -> None:
    items = (item(1, deadline=DATED), item(2, target_on=date(2022, 5, 1)), item(3), CLOSED)

    said, where = warned(Check.DATES, items=items)

    assert (said, where.mend) == ("MP-2022-003 has neither a deadline nor an internal target.", Mend.TARGET)
    assert where.reference == "MP-2022-003"


def test_the_wording_of_a_deadline_is_confirmed() -> None:
    items = (
        item(1, deadline=DATED),
        item(2, deadline=DATED, is_deadline_confirmed=False),
        item(3, is_deadline_confirmed=False),
        replace(CLOSED, deadline=DATED, is_deadline_confirmed=False),
    )

    said, where = warned(Check.DEADLINES, items=items)

    assert (said, where.mend) == ("MP-2022-002: the deadline “by May” has not been confirmed.", Mend.DEADLINE)

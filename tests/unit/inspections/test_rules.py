"""What follows from dates, gradings and causes, case by case."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.enums import InspectionKind, MilestoneKind, Stage, Standing
from inspections.rules import (
    Raised,
    comparison_caveat,
    day_number,
    first_raised_year,
    grid_totals,
    repeats_itself,
    section_55_last_day,
    stage,
)
from jac_tracker.dates import Precision, VagueDay, read_vague_day

ON = date(2022, 3, 1)


@dataclass(frozen=True)
class Step:
    kind: str
    standing: str
    day: VagueDay

    earliest = property(lambda self: self.day.earliest)
    latest = property(lambda self: self.day.latest)
    precision = property(lambda self: self.day.precision)
    to_be_confirmed = property(lambda self: self.day.to_be_confirmed)


@dataclass(frozen=True)
class Report:
    earliest: date | None


def expected(words: str, kind: str = MilestoneKind.FIELDWORK) -> Step:
    return Step(kind, Standing.EXPECTED, read_vague_day(words, around=ON))


def actual(words: str, kind: str = MilestoneKind.FIELDWORK) -> Step:
    return Step(kind, Standing.ACTUAL, read_vague_day(words, around=ON))


@pytest.mark.parametrize(
    ("milestones", "published", "wanted"),
    [
        ([], [], Stage.COMING),
        ([actual("1 February 2022", MilestoneKind.NOTIFIED)], [], Stage.COMING),
        ([expected("W/C 7 March 2022")], [], Stage.COMING),
        ([expected("W/C 28 February 2022")], [], Stage.FIELDWORK),
        ([expected("W/C 7 February 2022")], [], Stage.AWAITING_REPORT),
        # An expected month is not fieldwork until it has passed, and neither is a day still to be confirmed.
        ([expected("March 2022")], [], Stage.COMING),
        ([expected("1 March 2022, date TBC")], [], Stage.COMING),
        ([expected("February 2022")], [], Stage.AWAITING_REPORT),
        ([actual("March 2022")], [], Stage.FIELDWORK),
        ([expected("TBC")], [], Stage.COMING),
        ([actual("not known")], [], Stage.AWAITING_REPORT),
        # What came to pass counts before what was expected.
        ([expected("W/C 7 February 2022"), actual("28 February to 4 March 2022")], [], Stage.FIELDWORK),
        ([expected("W/C 28 February 2022"), actual("21 to 25 February 2022")], [], Stage.AWAITING_REPORT),
        ([actual("18 February 2022", MilestoneKind.HOT_DEBRIEF)], [], Stage.AWAITING_REPORT),
        ([expected("18 February 2022", MilestoneKind.HOT_DEBRIEF)], [], Stage.COMING),
        ([expected("28 February 2022", MilestoneKind.RESPONSE_CLOSES)], [], Stage.AWAITING_REPORT),
        ([expected("1 March 2022", MilestoneKind.RESPONSE_CLOSES)], [], Stage.COMING),
        ([expected("W/C 28 February 2022")], [date(2022, 3, 1)], Stage.PUBLISHED),
        ([expected("W/C 28 February 2022")], [date(2022, 3, 2)], Stage.FIELDWORK),
        ([], [None], Stage.PUBLISHED),
    ],
)
def test_the_stage_follows_from_milestones_and_reports(
    milestones: list[Step], published: list[date | None], wanted: Stage
) -> None:
    assert stage(milestones, [Report(day) for day in published], ON) == wanted


def test_an_engagement_is_finished_where_others_await_a_report() -> None:
    workshop = [expected("W/C 7 February 2022")]

    assert stage(workshop, [], ON, kind=InspectionKind.ENGAGEMENT) == Stage.FINISHED
    assert stage(workshop, [], ON, kind=InspectionKind.REGIONAL) == Stage.AWAITING_REPORT


@pytest.mark.parametrize(
    ("published", "last_day"),
    [
        (date(2017, 9, 7), date(2017, 11, 1)),  # the crime data integrity report of the paper of November 2017
        (date(2022, 1, 1), date(2022, 2, 25)),
        (date(2020, 1, 6), date(2020, 3, 1)),  # a leap year
    ],
)
def test_a_section_55_reply_has_56_days_beginning_with_the_day_of_publication(published: date, last_day: date) -> None:
    assert section_55_last_day(published) == last_day
    assert day_number(published, published) == 1
    assert day_number(published, last_day) == 56


def test_our_input_of_2_november_2017_came_on_day_57() -> None:
    assert day_number(date(2017, 9, 7), date(2017, 11, 2)) == 57


CAUSES = {
    1: Raised(None, 2014),
    2: Raised(1, 2015),
    3: Raised(2, 2017),
    4: Raised(None, None),
    5: Raised(4, 2020),
    6: Raised(99, 2021),  # repeats one that the reader may not see
    7: Raised(8, 2019),
    8: Raised(7, 2018),
}


@pytest.mark.parametrize(
    ("cause", "year"), [(1, 2014), (2, 2014), (3, 2014), (4, None), (5, 2020), (6, 2021), (7, 2018), (99, None)]
)
def test_the_first_raised_year_follows_the_chain(cause: int, year: int | None) -> None:
    assert first_raised_year(cause, CAUSES) == year


@pytest.mark.parametrize(
    ("cause", "repeats", "loops"),
    [(1, None, False), (1, 1, True), (1, 3, True), (3, 1, False), (9, 7, False), (9, 99, False)],
)
def test_a_cause_repeats_itself_by_whatever_way_round(cause: int, repeats: int | None, loops: bool) -> None:
    assert repeats_itself(cause, repeats, CAUSES) is loops


SCALE = ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate")


def test_a_grid_adds_up_to_its_areas_with_empty_grades_kept() -> None:
    gradings = [("graded", "Good"), ("carried over", "Good"), ("graded", "Inadequate"), ("not graded", None)]

    totals = grid_totals(SCALE, gradings)

    assert (totals.areas, totals.graded, totals.not_graded) == (4, 3, 1)
    assert totals.by_grade == (
        ("Outstanding", 0),
        ("Good", 2),
        ("Adequate", 0),
        ("Requires improvement", 0),
        ("Inadequate", 1),
    )


@given(st.lists(st.sampled_from([("graded", grade) for grade in SCALE] + [("not graded", None)])))
def test_the_totals_of_a_grid_agree_with_its_rows(gradings: list[tuple[str, str | None]]) -> None:
    totals = grid_totals(SCALE, gradings)

    assert totals.graded + totals.not_graded == totals.areas == len(gradings)
    assert sum(number for _grade, number in totals.by_grade) == totals.graded


@pytest.mark.parametrize(
    ("first", "second", "comparable"),
    [
        (("PEEL 2016", "four"), ("PEEL 2017", "four"), True),
        (("PEEL 2017", "four"), ("PEEL 2021/22", ""), False),
        (("PEEL 2021/22", ""), ("PEEL 2021/22", ""), True),
        (("PEEL 2021/22", ""), ("PEEL 2023-25", ""), False),
    ],
)
def test_grades_are_compared_within_one_group_only(
    first: tuple[str, str], second: tuple[str, str], comparable: bool
) -> None:
    caveat = comparison_caveat(*first, *second)

    assert (caveat == "", "not directly comparable" in caveat) == (comparable, not comparable)


def test_precision_that_counts_as_close_is_what_the_database_is_asked_for_too() -> None:
    from inspections.rules import CLOSELY_KNOWN

    assert CLOSELY_KNOWN == (Precision.DAY, Precision.PERIOD, Precision.WEEK)

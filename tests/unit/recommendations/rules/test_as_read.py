"""Deadlines and parts as a person read them: recommendations.rules.as_read."""

from datetime import date

import pytest

from jac_tracker.dates import Precision
from recommendations.enums import DeadlineKind
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead, faults_of_parts

PUBLISHED = date(2022, 2, 25)
LATER = date(2022, 8, 25)
IMMEDIATE, RELATIVE, FIXED, NONE = DeadlineKind


@pytest.mark.parametrize(
    ("deadline", "published_on", "faults"),
    [
        (DeadlineAsRead(), PUBLISHED, ()),
        (DeadlineAsRead("as soon as practicable", NONE), PUBLISHED, ()),
        (DeadlineAsRead("", NONE, LATER), PUBLISHED, ("A deadline that is not given cannot have a date.",)),
        (DeadlineAsRead("Immediately", IMMEDIATE, PUBLISHED, None, PUBLISHED), PUBLISHED, ()),
        (
            DeadlineAsRead("Immediately", IMMEDIATE, LATER, None, PUBLISHED),
            PUBLISHED,
            ("What is to be done immediately has the day of publication for its date.",),
        ),
        (DeadlineAsRead("within six months", RELATIVE, LATER, Precision.DAY, PUBLISHED), PUBLISHED, ()),
        (
            DeadlineAsRead("within six months", RELATIVE, LATER, Precision.DAY, date(2023, 7, 18)),
            PUBLISHED,
            ("This deadline is reckoned from the day the report was first published.",),
        ),
        (
            DeadlineAsRead("within six months", RELATIVE, PUBLISHED, Precision.DAY, PUBLISHED),
            PUBLISHED,
            ("A deadline within a time of publication falls after the day of publication.",),
        ),
        (
            DeadlineAsRead("within six months", RELATIVE, None, None, PUBLISHED),
            PUBLISHED,
            ("A deadline within a time of publication falls after the day of publication.",),
        ),
        (DeadlineAsRead("within six months", RELATIVE), None, ()),
        (
            DeadlineAsRead("within six months", RELATIVE, LATER),
            None,
            ("This deadline is reckoned from publication, and the report has no publication date yet.",),
        ),
        (DeadlineAsRead("By August 2022", FIXED, date(2022, 8, 31), Precision.MONTH), PUBLISHED, ()),
        (DeadlineAsRead("by the next inspection", FIXED), PUBLISHED, ()),
        (DeadlineAsRead(" ", FIXED, LATER), PUBLISHED, ("Enter the deadline in the report's own words.",)),
    ],
)
def test_what_does_not_fit_together_in_a_deadline(deadline, published_on, faults) -> None:
    assert deadline.faults(published_on) == faults


def test_a_date_is_known_to_the_day_unless_told_otherwise() -> None:
    assert DeadlineAsRead("by then", FIXED, LATER).values()["deadline_precision"] == Precision.DAY
    assert DeadlineAsRead("by then", FIXED).values()["deadline_precision"] == ""


@pytest.mark.parametrize(
    ("parts", "faults"),
    [
        ([], ()),
        ([PartAsRead("a", "Train."), PartAsRead("b", "Audit.")], ()),
        ([PartAsRead("a", "Train."), PartAsRead(" a", "Audit.")], ("Two parts have the same letter.",)),
        ([PartAsRead(" ", "Train.")], ("Give each part its letter.",)),
        ([PartAsRead("a", " ")], ("Enter the text of each part.",)),
        (
            [PartAsRead("a", "Train.", deadline=DeadlineAsRead("", FIXED, LATER))],
            ("Part (a): Enter the deadline in the report's own words.",),
        ),
    ],
)
def test_what_is_wrong_with_parts(parts: list[PartAsRead], faults: tuple[str, ...]) -> None:
    assert faults_of_parts(tuple(parts), PUBLISHED) == faults


@pytest.mark.parametrize(
    ("part", "is_ours"),
    [
        (PartAsRead("a", "Train."), True),
        (PartAsRead("a", "Train.", ("college",)), False),
        (PartAsRead("a", "Train.", ("college", "all forces")), True),
        (PartAsRead("a", "Train.", ("college",), is_ours=True), True),
        (PartAsRead("a", "Train.", ("all forces",), is_ours=False), False),
    ],
)
def test_a_part_is_ours_by_its_addressees_unless_a_person_says_otherwise(part: PartAsRead, is_ours: bool) -> None:
    assert part.values()["is_ours"] is is_ours

"""All the deadlines of a text, in their order: recommendations.rules.deadline.reading."""

from datetime import date

from jac_tracker.dates import Precision
from recommendations.rules.deadline import Deadline, DeadlineKind, read_deadlines
from tests.unit.recommendations.rules.deadline.texts import PUBLISHED, read


def test_each_bullet_may_have_its_own_deadline() -> None:
    text = (
        "The force should:\n"
        "\u2022 by 31 March 2018, review its plan;\n"
        "\u2022 within six months, publish it; and\n"
        "\u2022 make sure that all staff are trained by the end of 2018."
    )

    found = read_deadlines(text, published=PUBLISHED)

    assert [(one.kind, one.date, one.phrase) for one in found] == [
        ("FIXED", date(2018, 3, 31), "by 31 March 2018"),
        ("RELATIVE", date(2018, 5, 9), "within six months"),
        ("FIXED", date(2018, 12, 31), "by the end of 2018"),
    ]


def test_a_lead_in_sets_the_deadline_and_its_bullets_standards() -> None:
    text = (
        "The force should immediately take steps to ensure that:\n\n"
        "- crimes are recorded within 24 hours;\n\n"
        "- victims hear back within 28 days; and\n\n"
        "- officers immediately tell a supervisor."
    )

    assert read_deadlines(text, published=PUBLISHED) == (
        Deadline(DeadlineKind.IMMEDIATE, PUBLISHED, Precision.DAY, "immediately"),
    )


def test_the_first_of_several_is_taken() -> None:
    text = "Forces should immediately stop the practice, and by 31 March 2018 report that they have."

    assert read(text).kind == DeadlineKind.IMMEDIATE
    assert [one.kind for one in read_deadlines(text, published=PUBLISHED)] == ["IMMEDIATE", "FIXED"]


def test_a_past_period_before_the_deadline_is_passed_over() -> None:
    text = "The force should audit the cases closed by 31 March 2018 and, within three months, publish what it finds."

    assert read_deadlines(text, published=PUBLISHED) == (
        Deadline(DeadlineKind.RELATIVE, date(2018, 2, 9), Precision.DAY, "within three months"),
    )


def test_a_text_without_deadline_has_none() -> None:
    assert read_deadlines("The force should improve.", published=PUBLISHED) == ()

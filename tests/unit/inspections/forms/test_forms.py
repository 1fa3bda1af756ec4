"""What the forms let through, and what they say of the rest."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from inspections.actions import AreaGrading, Count
from inspections.enums import CountOf, GradingStanding, OurPart
from inspections.forms import (
    AddInspectionForm,
    CountsForm,
    FrameworkForm,
    GradingsForm,
    InspectionForm,
    MilestoneForm,
    area_rows,
    grade_rows,
)
from inspections.models import Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import read_vague_day
from tests.factories.inspections import Reference

pytestmark = pytest.mark.django_db


def posted(**values: Any) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, value if isinstance(value, list) else [str(value)])
    return query


INSPECTION = {"kind": "peel", "title": "A title", "short_title": "Short", "our_part": OurPart.INSPECTED.value}


def test_an_inspection_is_read_with_its_forces_and_bodies(reference: Reference, liaison: Actor) -> None:
    bodies = [str(reference.cqc.pk)]
    form = AddInspectionForm(
        posted(**INSPECTION, forces_named="Northshire (two boroughs)", joint=bodies, is_embargoed="on"), actor=liaison
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data["forces_named"] == [(reference.north, "two boroughs")]
    assert form.cleaned_data["joint"] == [reference.cqc]
    assert form.cleaned_data["is_embargoed"] is True


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"kind": ""}, "kind", "Select the kind"),
        ({"title": " "}, "title", "Enter the title"),
        ({"our_part": "x"}, "our_part", "Select our part from the list"),
        (
            {"forces_named": "Narnia"},
            "forces_named",
            "There is no force called Narnia. Use its name, like Kent Police.",
        ),
        ({"forces_count": "many"}, "forces_count", "Number of forces inspected must be a whole number, like 1"),
        (
            {"forces_named": "Northshire, Southshire", "forces_count": 1},
            "forces_count",
            "2 other forces are named above: the number must be at least that",
        ),
    ],
)
def test_a_wrong_inspection_is_refused_at_the_field(
    values: dict[str, Any], field: str, message: str, reference: Reference, liaison: Actor
) -> None:
    form = InspectionForm(posted(**INSPECTION | values), actor=liaison)

    assert form.errors == {field: [message]}


def test_the_leading_inspectorate_is_not_among_the_others(reference: Reference, liaison: Actor) -> None:
    ofsted = str(reference.ofsted.pk)
    form = InspectionForm(posted(**INSPECTION, lead_body=ofsted, joint=[ofsted]), actor=liaison)

    assert form.errors == {"joint": ["Ofsted leads the inspection: choose the others"]}


def test_words_that_stand_as_they_were_keep_the_day_they_meant() -> None:
    then = read_vague_day("W/C 4 April", around=date(2022, 3, 1))

    def day(words: str) -> Any:
        form = MilestoneForm(posted(kind="fieldwork", day=words), today=date(2023, 3, 1), day_now=then)
        assert form.is_valid(), form.errors
        return form.cleaned_data["day"]

    assert day("W/C 4 April") == then
    assert day("W/C 11 April").earliest == date(2023, 4, 11)


# Gradings


def gradings_form(reference: Reference, data: Any = None, **options: Any) -> GradingsForm:
    framework = reference.peel
    return GradingsForm(data, areas=framework.areas.all(), grades=framework.grades.all(), **options)


def test_gradings_are_read_from_the_grid(reference: Reference) -> None:
    preventing, armed = reference.area("Preventing crime"), reference.area("Armed threats")
    responding, good = reference.area("Responding to the public"), reference.grade("Good")
    form = gradings_form(
        reference,
        posted(
            **{
                f"grade_{preventing.pk}": good.pk,
                f"narrative_{preventing.pk}": "Good work",
                f"grade_{armed.pk}": "not graded",
                f"told_with_{armed.pk}": preventing.pk,
                f"grade_{responding.pk}": good.pk,
                f"carried_{responding.pk}": "on",
            }
        ),
    )

    assert form.is_valid(), form.errors
    assert form.gradings() == [
        AreaGrading(preventing, GradingStanding.GRADED, good, "Good work"),
        AreaGrading(responding, GradingStanding.CARRIED_OVER, good),
        AreaGrading(armed, GradingStanding.NOT_GRADED, told_with=preventing),
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"grade_{0}": "999999"}, "Select a grade for Preventing crime from the list"),
        ({"narrative_{0}": "Text"}, "Select a grade for Preventing crime, or not graded"),
        ({"carried_{0}": "on"}, "Select a grade for Preventing crime, or not graded"),
        (
            {"grade_{0}": "not graded", "carried_{0}": "on"},
            "Preventing crime is not graded, so no grade is carried over",
        ),
        (
            {"grade_{0}": "not graded", "grade_{1}": "not graded", "told_with_{0}": "{1}", "narrative_{0}": "x"},
            "Preventing crime: either write a summary or share another area's",
        ),
        (
            {"grade_{0}": "not graded", "told_with_{0}": "{1}"},
            "Preventing crime: choose an area that is entered and has its own summary",
        ),
    ],
)
def test_a_wrong_grading_is_refused_at_its_area(values: dict[str, str], message: str, reference: Reference) -> None:
    first, second = reference.area("Preventing crime").pk, reference.area("Armed threats").pk
    data = {name.format(first, second): value.format(first, second) for name, value in values.items()}

    form = gradings_form(reference, posted(**data))

    assert [str(error) for errors in form.errors.values() for error in errors] == [message]


# Counts


def test_counts_are_read_for_what_has_a_number(publication: Publication) -> None:
    form = CountsForm(
        posted(
            number_recommendations=9, of_ours_recommendations=3, number_areas_for_improvement=0, includes_soft_x="on"
        )
    )

    assert form.is_valid(), form.errors
    assert form.counts() == [Count(CountOf.RECOMMENDATIONS, 9, 3), Count(CountOf.AREAS_FOR_IMPROVEMENT, 0)]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"of_ours_recommendations": 3}, "Enter how many recommendations there are"),
        ({"number_recommendations": 2, "of_ours_recommendations": 3}, "There are 2: no more than that can be for the"),
        ({"number_recommendations": 1000}, "Number of recommendations must be 999 or less"),
        ({"number_causes_of_concern": "-1"}, "Number of causes of concern must be 0 or more"),
    ],
)
def test_a_wrong_count_is_refused_at_the_field(values: dict[str, Any], message: str, publication: Publication) -> None:
    form = CountsForm(posted(**values))

    assert message in str(form.errors)


# Frameworks


def rows(prefix: str, *rows: dict[str, Any]) -> dict[str, Any]:
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    return data | {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def test_rows_stand_in_the_order_typed_and_empty_ones_are_left_out(reference: Reference) -> None:
    data = posted(
        **rows("grades", {"name": "Third"}, {"order": 2, "name": "Second"}, {}, {"order": 1, "name": "First"})
    )

    grades = grade_rows(None, data)

    assert grades.is_valid(), grades.errors
    assert [row.name for row in grades.wanted()] == ["First", "Second", "Third"]


def test_a_row_that_is_to_go_goes_and_one_that_lost_its_name_is_asked_about(reference: Reference) -> None:
    first, second, *_rest = reference.peel.grades.all()
    data = posted(
        **rows("grades", {"row": first.pk, "name": "Outstanding", "remove": "on"}, {"row": second.pk}, {"name": "New"})
    )

    grades = grade_rows(reference.peel, data)

    assert not grades.is_valid()
    assert [form.errors for form in grades] == [{}, {"name": ["Enter the grade, or tick remove"]}, {}]
    data["grades-1-name"] = "Good"
    grades = grade_rows(reference.peel, data)
    assert grades.is_valid()
    assert [(row.name, row.grade) for row in grades.wanted()] == [("Good", second), ("New", None)]


def test_an_area_may_leave_its_heading_to_its_label(reference: Reference) -> None:
    areas = area_rows(None, posted(**rows("areas", {"short_label": "Label", "is_not_graded": "on"})))

    assert areas.is_valid()
    [area] = areas.wanted()
    assert (area.short_label, area.full_question, area.is_graded) == ("Label", "Label", False)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (rows("areas", {}), "Enter at least one area."),
        ({}, "Enter at least one area."),
    ],
)
def test_rows_that_say_nothing_are_refused(data: dict[str, Any], message: str, reference: Reference) -> None:
    areas = area_rows(None, posted(**data))

    assert not areas.is_valid()
    assert message in str(areas.non_form_errors())


def test_the_same_row_is_not_sent_twice(reference: Reference) -> None:
    first = reference.peel.grades.all()[0]
    twice = [{"row": first.pk, "name": "One"}, {"row": first.pk, "name": "Two"}]

    grades = grade_rows(reference.peel, posted(**rows("grades", *twice)))

    assert grades.non_form_errors() == ["The same row was sent twice. Open the page again."]


def test_a_framework_needs_a_name_and_a_cycle(db: None) -> None:
    assert FrameworkForm(posted()).errors == {"name": ["Enter the name"], "cycle": ["Enter the cycle"]}

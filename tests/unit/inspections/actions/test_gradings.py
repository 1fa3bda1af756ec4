"""A publication's gradings, set all at once."""

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions
from inspections.actions import AreaGrading
from inspections.enums import GradingStanding, InspectionVerb
from inspections.models import Grading, Inspection, InspectionEvent, Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit
from tests.conftest import NOON, TODAY
from tests.factories.inspections import Reference, make_publication
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db
GRADED, NOT_GRADED, CARRIED = GradingStanding.GRADED, GradingStanding.NOT_GRADED, GradingStanding.CARRIED_OVER


def put(publication: Publication, by: Actor, *gradings: AreaGrading, shown: str | None = None) -> None:
    actions.set_gradings(publication=publication, gradings=gradings, shown=shown, by=by, at=NOON)


def rows(publication: Publication) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            row.area.short_label,
            row.standing,
            str(row.grade or ""),
            row.narrative,
            str(row.told_with.area if row.told_with else ""),
        )
        for row in publication.gradings.select_related("area", "grade", "told_with__area")
    ]


def test_gradings_are_set_with_a_summary_shared_between_areas(
    publication: Publication, reference: Reference, liaison: Actor
) -> None:
    area, grade = reference.area, reference.grade

    put(
        publication,
        liaison,
        AreaGrading(area("Responding to the public"), GRADED, grade("Adequate"), told_with=area("Investigating crime")),
        AreaGrading(area("Preventing crime"), CARRIED, grade("Good"), "Good work"),
        AreaGrading(area("Investigating crime"), GRADED, grade("Requires improvement"), "Told once"),
        AreaGrading(area("Armed threats"), NOT_GRADED),
    )

    assert rows(publication) == [
        ("Preventing crime", "carried over", "Good", "Good work", ""),
        ("Responding to the public", "graded", "Adequate", "", "Investigating crime"),
        ("Investigating crime", "graded", "Requires improvement", "Told once", ""),
        ("Armed threats", "not graded", "", "", ""),
    ]
    assert InspectionEvent.objects.filter(verb=InspectionVerb.SET_GRADINGS).count() == 1


def test_setting_again_changes_adds_and_takes_away_only_what_differs(
    publication: Publication, reference: Reference, liaison: Actor
) -> None:
    area, good, adequate = reference.area, reference.grade("Good"), reference.grade("Adequate")
    preventing, responding = area("Preventing crime"), area("Responding to the public")
    put(publication, liaison, AreaGrading(preventing, GRADED, good), AreaGrading(responding, GRADED, good))

    put(
        publication,
        liaison,
        AreaGrading(preventing, GRADED, good),
        AreaGrading(area("Investigating crime"), GRADED, adequate),
    )

    assert [row[:3] for row in rows(publication)] == [
        ("Preventing crime", "graded", "Good"),
        ("Investigating crime", "graded", "Adequate"),
    ]
    changes = Grading.history.order_by("history_id").values_list("area__short_label", "history_type")
    assert list(changes) == [
        ("Preventing crime", "+"),
        ("Responding to the public", "+"),
        ("Investigating crime", "+"),
        ("Responding to the public", "-"),
    ]


def test_areas_may_exchange_who_tells_and_may_go_together(
    publication: Publication, reference: Reference, liaison: Actor
) -> None:
    first, second, good = reference.area("Preventing crime"), reference.area("Investigating crime"), "Good"
    grade = reference.grade(good)
    put(
        publication,
        liaison,
        AreaGrading(first, GRADED, grade, "Told"),
        AreaGrading(second, GRADED, grade, told_with=first),
    )
    put(
        publication,
        liaison,
        AreaGrading(first, GRADED, grade, told_with=second),
        AreaGrading(second, GRADED, grade, "Told"),
    )
    assert [row[4] for row in rows(publication)] == ["Investigating crime", ""]

    put(publication, liaison)

    assert rows(publication) == []


def test_the_same_gradings_again_leave_no_trace(publication: Publication, reference: Reference, liaison: Actor) -> None:
    grading = AreaGrading(reference.area("Preventing crime"), GRADED, reference.grade("Good"))
    put(publication, liaison, grading)

    put(publication, liaison, grading)

    assert InspectionEvent.objects.filter(verb=InspectionVerb.SET_GRADINGS).count() == 1


def test_gradings_that_cannot_be_are_refused(publication: Publication, reference: Reference, liaison: Actor) -> None:
    area, good, overall = reference.area("Preventing crime"), reference.grade("Good"), reference.area("Overall")
    other = reference.area("Investigating crime")
    four = reference.grade("Good", reference.integrity)
    told = AreaGrading(other, GRADED, good, told_with=area)
    cases = {
        "Overall is not an area of PEEL 2021/22": [AreaGrading(overall, GRADED, four)],
        "Preventing crime: Good is not a grade of PEEL 2021/22": [AreaGrading(area, GRADED, four)],
        "The same area is graded twice": [AreaGrading(area, GRADED, good), AreaGrading(area, GRADED, good)],
        "an area that is not graded has no grade": [AreaGrading(area, NOT_GRADED, good)],
        "choose a grade, or say that the area is not graded": [AreaGrading(area, GRADED)],
        "Preventing crime: choose a grade": [AreaGrading(area, CARRIED)],
        "share the summary of an area that has one of its own": [told],
        "Preventing crime: share the summary": [AreaGrading(area, GRADED, good, told_with=area)],
        "Investigating crime: share": [told, AreaGrading(area, GRADED, good, told_with=other)],
        "Investigating crime: either write": [
            AreaGrading(other, GRADED, good, "Text", told_with=area),
            AreaGrading(area, GRADED, good),
        ],
    }
    for sentence, gradings in cases.items():
        with pytest.raises(NotPossible, match=sentence):
            put(publication, liaison, *gradings)

    assert rows(publication) == []


def test_a_publication_without_a_framework_has_no_gradings(
    inspection: Inspection, reference: Reference, liaison: Actor
) -> None:
    with pytest.raises(NotPossible, match="no framework to grade by"):
        put(make_publication(inspection), liaison, AreaGrading(reference.area("Armed threats"), NOT_GRADED))


def test_overtaken_gradings_are_refused(publication: Publication, reference: Reference, liaison: Actor) -> None:
    shown = actions.gradings_as_shown(publication)
    put(publication, liaison, AreaGrading(reference.area("Armed threats"), NOT_GRADED), shown=shown)

    with pytest.raises(StaleEdit):
        put(publication, liaison, shown=shown)


def test_only_a_liaison_officer_records_gradings(publication: Publication, cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        put(publication, cast.auditor.actor(TODAY))

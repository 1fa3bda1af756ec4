"""Reference data, frameworks, and whose register this is."""

import copy
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions
from inspections.actions import AreaGrading, AreaRow, GradeRow
from inspections.enums import GradingStanding, InspectionVerb
from inspections.management.reference import reference_data
from inspections.models import Force, Framework, FrameworkArea, FrameworkGrade, InspectionEvent, Publication, Register
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Role
from jac_tracker.history import StaleEdit, digest
from tests.conftest import NOON, TODAY
from tests.factories.inspections import Reference
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db


def test_the_reference_data_that_comes_with_the_app_loads_and_loads_again_without_a_trace(db: None) -> None:
    data = reference_data()
    actions.load_reference(data=data, by=SETTER_UP, at=NOON)
    events = InspectionEvent.objects.count()

    actions.load_reference(data=data, by=SETTER_UP, at=NOON)

    assert InspectionEvent.objects.count() == events
    assert Force.objects.filter(is_territorial=True).count() == 43
    assert Force.history.count() == Force.objects.count()


def test_the_peel_framework_of_2021_has_13_areas_11_of_them_graded_and_five_grades(db: None) -> None:
    actions.load_reference(data=reference_data(), by=SETTER_UP, at=NOON)
    framework = Framework.objects.get(name="PEEL 2021/22")

    assert [grade.name for grade in framework.grades.all()] == [
        "Outstanding",
        "Good",
        "Adequate",
        "Requires improvement",
        "Inadequate",
    ]
    assert framework.areas.count() == 13
    assert [area.short_label for area in framework.areas.filter(is_graded=False)] == [
        "Strategic policing requirement",
        "Armed threats",
    ]


def test_a_changed_force_is_changed_and_a_framework_that_is_in_is_left_alone(reference: Reference) -> None:
    data: dict[str, Any] = {
        "forces": [{"name": "Northshire Constabulary", "short_name": "The North", "is_territorial": True}],
        "inspectorates": [],
        "frameworks": [
            {"name": "PEEL 2021/22", "cycle": "Other", "grades": [{"name": "Fine"}], "areas": []},
        ],
    }

    actions.load_reference(data=data, by=SETTER_UP, at=NOON)

    assert Force.objects.get(pk=reference.north.pk).short_name == "The North"
    assert Framework.objects.get(pk=reference.peel.pk).cycle == "2021/22"


def test_only_an_administrator_keeps_reference_data_frameworks_and_settings(cast: Cast, reference: Reference) -> None:
    grades, areas = rows_of(reference.peel)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        by = cast.of(role).actor(TODAY)
        with pytest.raises(PermissionDenied):
            actions.load_reference(data={"forces": [], "inspectorates": [], "frameworks": []}, by=by, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.change_register(register=reference.register, values={"committee": "x"}, by=by, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.add_framework(values={"name": "x", "cycle": "x"}, grades=grades, areas=areas, by=by, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.change_framework(
                framework=reference.peel, values={"name": "x"}, grades=grades, areas=areas, by=by, at=NOON
            )
        with pytest.raises(PermissionDenied):
            actions.start_register(force=reference.north, by=by, at=NOON, **REGISTER)


# The register


REGISTER = {
    "our_short_name": "NC",
    "policing_body": "Northshire PCC",
    "committee": "Audit Committee",
    "committee_short_name": "AC",
    "reference_prefix": "NC",
}


def test_there_is_one_register(reference: Reference) -> None:
    with pytest.raises(NotPossible, match="started already"):
        actions.start_register(force=reference.north, by=SETTER_UP, at=NOON, **REGISTER)


@pytest.mark.parametrize("prefix", ["", "wmp", "W/P", "W P", "ÄÖ", "ELEVENCHARS"])
def test_a_prefix_is_capital_letters_and_figures(prefix: str, reference: Reference, administrator: Actor) -> None:
    with pytest.raises(NotPossible):
        actions.change_register(
            register=reference.register, values={"reference_prefix": prefix}, by=administrator, at=NOON
        )

    assert Register.objects.get().reference_prefix == "MP"


def test_settings_are_changed_unless_overtaken(reference: Reference, administrator: Actor) -> None:
    register = reference.register
    shown = digest(register, actions.REGISTER_FIELDS)
    actions.change_register(register=register, values={"committee": "Theirs"}, by=administrator, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_register(register=register, values={"committee": "Mine"}, shown=shown, by=administrator, at=NOON)

    event = InspectionEvent.objects.get(verb=InspectionVerb.CHANGE_REGISTER)
    assert (Register.objects.get().committee, event.by_post) == ("Theirs", administrator.post)


# Frameworks


def rows_of(framework: Framework) -> tuple[list[GradeRow], list[AreaRow]]:
    return (
        [GradeRow(row.name, row.meaning, row) for row in framework.grades.all()],
        [
            AreaRow(row.short_label, row.full_question, row.is_graded, row.is_overall, row)
            for row in framework.areas.all()
        ],
    )


def change(by: Actor, framework: Framework, grades: list[GradeRow], areas: list[AreaRow], **options: Any) -> None:
    actions.change_framework(
        framework=framework, values=options.pop("values", {}), grades=grades, areas=areas, by=by, at=NOON, **options
    )


def test_a_framework_is_added_in_the_order_given(reference: Reference, administrator: Actor) -> None:
    framework = actions.add_framework(
        values={"name": "PEEL 2025-27", "cycle": "2025-27"},
        grades=[GradeRow("Good"), GradeRow("Bad")],
        areas=[AreaRow("B", "The second letter"), AreaRow("A", "The first letter", is_graded=False)],
        by=administrator,
        at=NOON,
    )

    assert [grade.name for grade in framework.grades.all()] == ["Good", "Bad"]
    assert [area.short_label for area in framework.areas.all()] == ["B", "A"]


def test_a_new_framework_is_refused_as_a_changed_one_is(reference: Reference, administrator: Actor) -> None:
    grades, areas = [GradeRow("Good")], [AreaRow("A", "A")]
    with pytest.raises(NotPossible, match="already a framework called peel 2021/22"):
        actions.add_framework(
            values={"name": "peel 2021/22", "cycle": "x"}, grades=grades, areas=areas, by=administrator, at=NOON
        )
    with pytest.raises(NotPossible, match="Cycle: This field cannot be blank"):
        actions.add_framework(values={"name": "New"}, grades=grades, areas=areas, by=administrator, at=NOON)


def test_grades_and_areas_are_renamed_reordered_added_and_taken_away(
    reference: Reference, administrator: Actor
) -> None:
    grades, areas = rows_of(reference.integrity)
    renamed = GradeRow("Excellent", "New words", grades[0].grade)
    second = AreaRow("Timeliness", "How soon crimes are recorded")

    change(administrator, reference.integrity, [*grades[1:3], renamed], [second, *areas])

    assert [grade.name for grade in reference.integrity.grades.all()] == ["Good", "Requires improvement", "Excellent"]
    assert [area.short_label for area in reference.integrity.areas.all()] == ["Timeliness", "Overall"]
    assert FrameworkGrade.history.filter(history_type="-").get().name == "Inadequate"


def test_what_a_grading_uses_stays(
    publication: Publication, reference: Reference, administrator: Actor, liaison: Actor
) -> None:
    area, good = reference.area("Preventing crime"), reference.grade("Good")
    grading = AreaGrading(area, GradingStanding.GRADED, good)
    actions.set_gradings(publication=publication, gradings=[grading], by=liaison, at=NOON)
    grades, areas = rows_of(reference.peel)

    with pytest.raises(NotPossible, match="An inspection is graded by"):
        change(administrator, reference.peel, grades, [row for row in areas if row.area != area])
    with pytest.raises(NotPossible, match="An inspection is graded by"):
        change(administrator, reference.peel, [row for row in grades if row.grade != good], areas)
    change(administrator, reference.peel, grades, [row for row in areas if row.short_label != "Armed threats"])

    assert FrameworkArea.objects.filter(framework=reference.peel).count() == 3


def test_frameworks_that_cannot_be_are_refused(reference: Reference, administrator: Actor) -> None:
    framework = reference.peel
    grades, areas = rows_of(framework)
    other_grades, _ = rows_of(reference.integrity)
    exchanged = copy.copy(grades)
    exchanged[0] = GradeRow("Good", "", grades[0].grade)
    exchanged[1] = GradeRow("Outstanding", "", grades[1].grade)
    cases: dict[str, tuple[list[GradeRow], list[AreaRow], dict[str, Any]]] = {
        "already a framework called crime data integrity": (grades, areas, {"name": "crime data integrity"}),
        "at least one grade and one area": ([], areas, {}),
        "needs at least one grade": (grades, [], {}),
        "The same grade is named twice": ([*grades, GradeRow("good")], areas, {}),
        "The same area is named twice": (grades, [*areas, AreaRow("Armed THREATS", "x")], {}),
        "belongs to another framework": (other_grades, areas, {}),
        "Good is the name of another row as things stand": (exchanged, areas, {}),
        "Name: This field cannot be blank": (grades, areas, {"name": ""}),
    }
    for sentence, (wanted_grades, wanted_areas, values) in cases.items():
        with pytest.raises(NotPossible, match=sentence):
            change(administrator, framework, wanted_grades, wanted_areas, values=values)

    assert framework.history.count() == 1
    assert FrameworkGrade.history.filter(framework=framework).count() == 5


def test_an_unchanged_framework_leaves_no_trace_and_an_overtaken_change_is_refused(
    reference: Reference, administrator: Actor
) -> None:
    grades, areas = rows_of(reference.peel)
    shown = actions.framework_as_shown(reference.peel)
    change(administrator, reference.peel, grades, areas, shown=shown)
    assert not InspectionEvent.objects.filter(verb=InspectionVerb.CHANGE_FRAMEWORK).exists()

    change(administrator, reference.peel, grades, areas[::-1])

    with pytest.raises(StaleEdit):
        change(administrator, reference.peel, grades, areas, shown=shown)


def test_reference_data_loaded_before_the_past_is_as_at_that_past(reference: Reference) -> None:
    from jac_tracker.history import as_at

    assert as_at(Force, NOON - timedelta(days=365)).count() == 4

"""Milestones, expected and actual, and the monitoring phase."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions
from inspections.enums import InspectionVerb, MilestoneKind, Phase, Standing
from inspections.models import Inspection, InspectionEvent, Milestone, MonitoringPhase
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import VagueDay, read_vague_day
from jac_tracker.history import StaleEdit, digest
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db


def words(text: str) -> VagueDay:
    return read_vague_day(text, around=TODAY)


def add(
    inspection: Inspection, by: Actor, standing: Standing, text: str, kind: MilestoneKind = MilestoneKind.FIELDWORK
) -> Milestone:
    return actions.add_milestone(inspection=inspection, kind=kind, standing=standing, day=words(text), by=by, at=NOON)


def test_an_actual_date_leaves_the_expected_one_where_it_is(inspection: Inspection, liaison: Actor) -> None:
    add(inspection, liaison, Standing.EXPECTED, "W/C 7 February 2022")
    add(inspection, liaison, Standing.ACTUAL, "8 to 10 February 2022")

    assert [(row.standing, row.day.worded()) for row in Milestone.objects.all()] == [
        ("expected", "week commencing 7 February 2022"),
        ("actual", "8 to 10 February 2022"),
    ]


def test_a_changed_day_is_kept_in_the_history(inspection: Inspection, liaison: Actor) -> None:
    milestone = add(inspection, liaison, Standing.EXPECTED, "W/C 7 March 2022")

    actions.change_milestone(milestone=milestone, day=words("May 2022 (date TBC)"), by=liaison, at=NOON, why="Moved")

    assert list(Milestone.history.order_by("history_id").values_list("words", "history_change_reason")) == [
        ("W/C 7 March 2022", None),
        ("May 2022 (date TBC)", "Moved"),
    ]


def test_an_unchanged_milestone_leaves_no_trace(inspection: Inspection, liaison: Actor) -> None:
    milestone = add(inspection, liaison, Standing.EXPECTED, "W/C 7 March 2022")

    actions.change_milestone(milestone=milestone, values={"note": ""}, day=milestone.day, by=liaison, at=NOON)

    assert not InspectionEvent.objects.filter(verb=InspectionVerb.CHANGE_MILESTONE).exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2 March 2022", "This cannot have happened on a day that is still to come"),
        ("February 2022 (date TBC)", "What has happened is not to be confirmed"),
    ],
)
def test_what_has_happened_lies_in_the_past_and_is_known(
    text: str, sentence: str, inspection: Inspection, liaison: Actor
) -> None:
    with pytest.raises(NotPossible, match=sentence):
        add(inspection, liaison, Standing.ACTUAL, text)
    milestone = add(inspection, liaison, Standing.ACTUAL, "1 March 2022")
    with pytest.raises(NotPossible, match=sentence):
        actions.change_milestone(milestone=milestone, day=words(text), by=liaison, at=NOON)


def test_the_same_milestone_is_not_there_twice(inspection: Inspection, liaison: Actor) -> None:
    add(inspection, liaison, Standing.EXPECTED, "W/C 7 March 2022")
    other = add(inspection, liaison, Standing.EXPECTED, "W/C 14 March 2022")

    with pytest.raises(NotPossible, match="already there"):
        add(inspection, liaison, Standing.EXPECTED, "W/C 7 March 2022")
    with pytest.raises(NotPossible, match="already there"):
        actions.change_milestone(milestone=other, day=words("W/C 7 March 2022"), by=liaison, at=NOON)


def test_a_milestone_is_of_a_kind_that_there_is_and_its_note_is_short(inspection: Inspection, liaison: Actor) -> None:
    with pytest.raises(NotPossible, match="Milestone: Value 'picnic' is not a valid choice"):
        add(inspection, liaison, Standing.EXPECTED, "7 March 2022", "picnic")  # type: ignore[arg-type]
    milestone = add(inspection, liaison, Standing.EXPECTED, "7 March 2022")
    with pytest.raises(NotPossible, match="Note: Ensure this value has at most 300 characters"):
        actions.change_milestone(milestone=milestone, values={"note": "x" * 301}, by=liaison, at=NOON)
    with pytest.raises(NotPossible, match="Date as given: Ensure this value has at most 120 characters"):
        actions.change_milestone(milestone=milestone, day=VagueDay.on(TODAY, "x" * 121), by=liaison, at=NOON)


def test_expected_is_never_changed_into_actual(inspection: Inspection, liaison: Actor) -> None:
    milestone = add(inspection, liaison, Standing.EXPECTED, "1 March 2022")

    with pytest.raises(TypeError):
        actions.change_milestone(milestone=milestone, values={"standing": Standing.ACTUAL}, by=liaison, at=NOON)


def test_an_overtaken_change_is_refused(inspection: Inspection, liaison: Actor) -> None:
    milestone = add(inspection, liaison, Standing.EXPECTED, "1 March 2022")
    shown = digest(milestone, actions.MILESTONE_SHOWN)
    actions.change_milestone(milestone=milestone, day=words("2 March 2022"), by=liaison, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_milestone(milestone=milestone, values={"note": "Mine"}, shown=shown, by=liaison, at=NOON)


def test_a_milestone_is_removed_with_a_reason_and_stays_in_the_history(inspection: Inspection, liaison: Actor) -> None:
    milestone = add(inspection, liaison, Standing.EXPECTED, "1 March 2022")

    with pytest.raises(NotPossible, match="Say why"):
        actions.remove_milestone(milestone=milestone, by=liaison, at=NOON, why=" ")
    actions.remove_milestone(milestone=milestone, by=liaison, at=NOON, why="Entered twice")

    assert not Milestone.objects.exists()
    last = Milestone.history.latest("history_id")
    assert (last.history_type, last.words, last.history_change_reason) == ("-", "1 March 2022", "Entered twice")


def test_only_a_liaison_officer_keeps_milestones(inspection: Inspection, liaison: Actor, cast: Cast) -> None:
    milestone, owner = add(inspection, liaison, Standing.EXPECTED, "1 March 2022"), cast.owner.actor(TODAY)

    with pytest.raises(PermissionDenied):
        add(inspection, owner, Standing.EXPECTED, "2 March 2022")
    with pytest.raises(PermissionDenied):
        actions.change_milestone(milestone=milestone, values={"note": "x"}, by=owner, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.remove_milestone(milestone=milestone, by=owner, at=NOON, why="x")

    assert Milestone.objects.get() == milestone


# Monitoring phase


def phase(by: Actor, which: Phase, *on: int) -> MonitoringPhase:
    return actions.set_monitoring_phase(phase=which, from_on=date(*on), by=by, at=NOON)


def test_phases_follow_each_other(inspection: Inspection, liaison: Actor) -> None:
    phase(liaison, Phase.SCAN, 2018, 1, 1)
    phase(liaison, Phase.ENGAGE, 2020, 1, 1)
    phase(liaison, Phase.SCAN, 2021, 1, 1)

    with pytest.raises(NotPossible, match="already recorded from that day"):
        phase(liaison, Phase.ENGAGE, 2021, 1, 1)
    with pytest.raises(NotPossible, match="just before or after"):
        phase(liaison, Phase.SCAN, 2022, 1, 1)
    with pytest.raises(NotPossible, match="just before or after"):
        phase(liaison, Phase.ENGAGE, 2019, 1, 1)
    with pytest.raises(NotPossible, match="still to come"):
        phase(liaison, Phase.ENGAGE, 2022, 3, 2)

    assert [row.phase for row in MonitoringPhase.objects.all()] == ["scan", "engage", "scan"]


def test_a_phase_is_one_of_the_two(liaison: Actor) -> None:
    with pytest.raises(NotPossible, match="Phase: Value 'doze' is not a valid choice"):
        phase(liaison, "doze", 2018, 1, 1)  # type: ignore[arg-type]


def test_a_phase_recorded_in_error_is_removed_by_liaison_only(liaison: Actor, cast: Cast) -> None:
    row = phase(liaison, Phase.SCAN, 2018, 1, 1)

    with pytest.raises(PermissionDenied):
        actions.remove_monitoring_phase(phase=row, by=cast.dcc.actor(TODAY), at=NOON, why="x")
    with pytest.raises(PermissionDenied):
        phase(cast.dcc.actor(TODAY), Phase.ENGAGE, 2019, 1, 1)
    with pytest.raises(NotPossible, match="Say why"):
        actions.remove_monitoring_phase(phase=row, by=liaison, at=NOON, why="")
    actions.remove_monitoring_phase(phase=row, by=liaison, at=NOON, why="Another force")

    assert not MonitoringPhase.objects.exists()

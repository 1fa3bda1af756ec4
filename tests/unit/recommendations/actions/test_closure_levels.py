"""Closure levels: loaded once, added, renamed, described and retired by an administrator."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from inspections.management.reference import reference_data
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.enums import Verb
from recommendations.models import ClosureLevel, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def administrator(cast: Cast) -> Actor:
    return cast.administrator.actor(TODAY)


def verbs() -> list[str]:
    return [event.verb for event in RecommendationEvent.objects.all()]


def test_the_levels_that_come_with_the_app_are_loaded_where_there_is_none(administrator: Actor) -> None:
    loaded = actions.load_closure_levels(data=reference_data(), by=SETTER_UP, at=NOON)
    actions.change_closure_level(level=loaded[0], values={"name": "Desk"}, by=administrator, at=LATER)

    again = actions.load_closure_levels(data=reference_data(), by=SETTER_UP, at=LATER)

    assert [level.name for level in loaded] == ["Level 1", "Level 2", "Level 3"]
    assert all(level.meaning for level in loaded)
    assert again == []
    assert [level.name for level in ClosureLevel.objects.all()] == ["Desk", "Level 2", "Level 3"]
    assert verbs() == [Verb.LOAD_CLOSURE_LEVELS, Verb.CHANGE_CLOSURE_LEVEL]


def test_a_level_is_added_renamed_described_and_retired_under_its_history(administrator: Actor) -> None:
    level = actions.add_closure_level(name=" Level 4 ", meaning="An audit.", by=administrator, at=NOON)

    changed = actions.change_closure_level(
        level=level,
        values={"name": "Audit", "meaning": "An audit in force.", "is_active": False},
        by=administrator,
        at=LATER,
        why="Renamed.",
    )

    assert (changed.name, changed.meaning, changed.is_active) == ("Audit", "An audit in force.", False)
    assert [(row.name, row.is_active) for row in ClosureLevel.history.order_by("history_id")] == [
        ("Level 4", True),
        ("Audit", False),
    ]
    assert verbs() == [Verb.ADD_CLOSURE_LEVEL, Verb.CHANGE_CLOSURE_LEVEL]


def test_a_change_that_changes_nothing_leaves_no_trace(administrator: Actor) -> None:
    level = actions.add_closure_level(name="Level 1", by=administrator, at=NOON)

    actions.change_closure_level(level=level, values={"name": "Level 1"}, by=administrator, at=LATER)

    assert verbs() == [Verb.ADD_CLOSURE_LEVEL]


@pytest.mark.parametrize(("name", "sentence"), [("LEVEL 1", "There is already a level called"), (" ", "Give the")])
def test_a_name_that_is_taken_or_none_is_refused(name: str, sentence: str, administrator: Actor) -> None:
    actions.add_closure_level(name="Level 1", by=administrator, at=NOON)
    other = actions.add_closure_level(name="Level 2", by=administrator, at=NOON)

    with pytest.raises(NotPossible, match=sentence):
        actions.add_closure_level(name=name, by=administrator, at=LATER)
    with pytest.raises(NotPossible, match=sentence):
        actions.change_closure_level(level=other, values={"name": name}, by=administrator, at=LATER)

    assert [level.name for level in ClosureLevel.objects.all()] == ["Level 1", "Level 2"]


def test_a_change_overtaken_is_refused(administrator: Actor) -> None:
    level = actions.add_closure_level(name="Level 1", by=administrator, at=NOON)
    shown = digest(level, actions.CLOSURE_LEVEL_FIELDS)
    actions.change_closure_level(level=level, values={"meaning": "Theirs"}, by=administrator, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_closure_level(level=level, values={"meaning": "Ours"}, shown=shown, by=administrator, at=LATER)

    assert ClosureLevel.objects.get().meaning == "Theirs"


@pytest.mark.parametrize("name", ["liaison", "dcc", "owner", "lead", "auditor"])
def test_nobody_else_keeps_them(name: str, cast: Cast, administrator: Actor) -> None:
    level = actions.add_closure_level(name="Level 1", by=administrator, at=NOON)
    by = getattr(cast, name).actor(TODAY)

    with pytest.raises(PermissionDenied):
        actions.load_closure_levels(data=reference_data(), by=by, at=LATER)
    with pytest.raises(PermissionDenied):
        actions.add_closure_level(name="Level 2", by=by, at=LATER)
    with pytest.raises(PermissionDenied):
        actions.change_closure_level(level=level, values={"name": "Theirs"}, by=by, at=LATER)

    assert [level.name for level in ClosureLevel.objects.all()] == ["Level 1"]

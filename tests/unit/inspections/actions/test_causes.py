"""Causes of concern and the chains they make."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions
from inspections.enums import CauseScope
from inspections.models import CauseOfConcern, InspectionEvent, Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit, digest
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db


def raise_cause(by: Actor, year: int, **values: Any) -> CauseOfConcern:
    publication = make_publication(make_inspection(f"Inspection {year}"), on=date(year, 1, 7))
    return actions.add_cause(
        publication=publication, scope=CauseScope.OURS, title=f"Cause {year}", by=by, at=NOON, **values
    )


def change(by: Actor, cause: CauseOfConcern, **values: Any) -> None:
    actions.change_cause(cause=cause, values=values, by=by, at=NOON)


def test_a_cause_repeats_an_earlier_one(liaison: Actor) -> None:
    first = raise_cause(liaison, 2014)
    second = raise_cause(liaison, 2016, repeats=first, is_accelerated=True)

    assert (second.repeats, second.is_accelerated) == (first, True)


def test_a_cause_repeats_none_that_was_published_after_it(liaison: Actor) -> None:
    later = raise_cause(liaison, 2016)

    with pytest.raises(NotPossible, match="Cause 2016 was published after this one"):
        raise_cause(liaison, 2014, repeats=later)
    with pytest.raises(NotPossible, match="published after this one"):
        change(liaison, raise_cause(liaison, 2013), repeats=later)


def test_a_cause_never_repeats_itself_by_whatever_way_round(publication: Publication, liaison: Actor) -> None:
    def add(title: str, repeats: CauseOfConcern | None) -> CauseOfConcern:
        return actions.add_cause(
            publication=publication, scope=CauseScope.OURS, title=title, repeats=repeats, by=liaison, at=NOON
        )

    first = add("First", None)
    second = add("Second", first)
    third = add("Third", second)

    for repeats in (first, second, third):
        with pytest.raises(NotPossible, match="cannot repeat itself"):
            change(liaison, first, repeats=repeats)

    first.refresh_from_db()
    assert first.repeats is None


def test_an_overtaken_change_is_refused_and_an_empty_one_leaves_no_trace(liaison: Actor) -> None:
    cause = raise_cause(liaison, 2014)
    shown = digest(cause, actions.CAUSE_FIELDS)
    change(liaison, cause, title="Theirs")
    events = InspectionEvent.objects.count()

    with pytest.raises(StaleEdit):
        actions.change_cause(cause=cause, values={"title": "Mine"}, shown=shown, by=liaison, at=NOON)
    change(liaison, cause, title="Theirs")

    assert InspectionEvent.objects.count() == events


def test_a_cause_has_a_title(publication: Publication, liaison: Actor) -> None:
    with pytest.raises(NotPossible, match="Title: This field cannot be blank"):
        actions.add_cause(publication=publication, scope=CauseScope.OURS, title="", by=liaison, at=NOON)


def test_its_discharge_is_no_part_of_a_change(liaison: Actor) -> None:
    with pytest.raises(TypeError):
        change(liaison, raise_cause(liaison, 2014), discharged_on=TODAY)


def test_a_cause_entered_in_error_goes_while_nothing_needs_it(liaison: Actor) -> None:
    first = raise_cause(liaison, 2014)
    second = raise_cause(liaison, 2016, repeats=first)

    with pytest.raises(NotPossible, match="Say why"):
        actions.remove_cause(cause=second, by=liaison, at=NOON, why="")
    with pytest.raises(NotPossible, match="a later cause of concern hang on this one"):
        actions.remove_cause(cause=first, by=liaison, at=NOON, why="Entered twice")
    actions.remove_cause(cause=second, by=liaison, at=NOON, why="Entered twice")
    actions.remove_cause(cause=first, by=liaison, at=NOON, why="Entered twice")

    assert not CauseOfConcern.objects.visible_to(liaison).exists()


def test_only_a_liaison_officer_keeps_causes(publication: Publication, liaison: Actor, cast: Cast) -> None:
    cause, lead = raise_cause(liaison, 2014), cast.lead.actor(TODAY)

    with pytest.raises(PermissionDenied):
        actions.add_cause(publication=publication, scope=CauseScope.OURS, title="x", by=lead, at=NOON)
    with pytest.raises(PermissionDenied):
        change(lead, cause, title="x")
    with pytest.raises(PermissionDenied):
        actions.remove_cause(cause=cause, by=lead, at=NOON, why="x")

    assert CauseOfConcern.objects.visible_to(liaison).get() == cause

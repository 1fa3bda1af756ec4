"""The register as it had been recorded by a moment, and what one act changed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from pytest_django import DjangoAssertNumQueries

from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import AccessToken, Holding, PeopleEvent, Portfolio, Post
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import end_of_day
from jac_tracker.history import (
    as_at,
    as_at_of,
    changed_fields,
    entries_until,
    read_together,
    reading,
    record,
    standing_at,
    tracked_models,
    versions_until,
)
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def rename(portfolio: Portfolio, name: str, at: datetime) -> None:
    portfolio.name = name
    with transaction.atomic():
        record([portfolio], by=SETTER_UP, at=at, event=PeopleEvent(verb=PeopleVerb.CHANGE_PORTFOLIO))


def names_at(moment: datetime) -> list[str]:
    rows = as_at(Portfolio, moment).order_by("id")
    for has_many_versions in (False, True):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Portfolio, "versions_found_by", ("an index",) * has_many_versions)
            written_out = [(row.id, row.name, row.is_active) for row in standing_at(Portfolio, moment)]
        assert written_out == list(rows.values_list("id", "name", "is_active"))  # the same question
    return sorted(row.name for row in rows)


def own_values(model: type[Model], rows: QuerySet[Any]) -> list[tuple[Any, ...]]:
    return list(rows.values_list(*(field.attname for field in model._meta.concrete_fields)))


def test_a_row_is_read_as_it_stood_at_the_moment_and_not_as_it_stands(cast: Cast) -> None:
    rename(cast.crime, "Serious Crime", NOON)

    assert names_at(NOON - SECOND) == ["Crime", "Local Policing"]
    assert names_at(NOON) == ["Local Policing", "Serious Crime"]
    assert names_at(NOON + SECOND) == ["Local Policing", "Serious Crime"]


def test_nothing_had_been_recorded_before_the_beginning(cast: Cast) -> None:
    assert names_at(datetime(2015, 1, 1, tzinfo=NOON.tzinfo)) == []


def test_of_two_rows_of_one_instant_the_later_written_stands_and_no_row_comes_twice(cast: Cast) -> None:
    rename(cast.crime, "First", NOON)
    rename(cast.crime, "Second", NOON)

    assert names_at(NOON) == ["Local Policing", "Second"]


def test_what_was_removed_is_there_until_then(cast: Cast) -> None:
    portfolio = Portfolio(name="Short-lived")
    event: dict[str, Any] = {"by": SETTER_UP, "event": PeopleEvent(verb=PeopleVerb.ADD_PORTFOLIO)}
    with transaction.atomic():
        record([portfolio], at=NOON, **event)
        event["event"] = PeopleEvent(verb=PeopleVerb.CHANGE_PORTFOLIO)
        record([], removed=[portfolio], at=NOON + SECOND, **event)

    assert "Short-lived" in names_at(NOON)
    assert "Short-lived" not in names_at(NOON + SECOND)


def test_of_some_objects_the_same_rows_stood(cast: Cast) -> None:
    late = Portfolio(name="Late")
    rename(cast.crime, "First", NOON)
    rename(cast.crime, "Second", NOON)
    rename(late, "Late", NOON + SECOND)
    some = Portfolio.objects.exclude(pk=cast.local.pk)

    for moment in (NOON - SECOND, NOON, NOON + SECOND):
        standing = {row.history_id for row in as_at(Portfolio, moment) if row.id != cast.local.pk}

        assert {row.history_id for row in as_at_of(some, moment)} == standing
    assert [row.name for row in as_at_of(some, NOON)] == ["Second"]


def test_what_was_recorded_by_a_moment_comes_in_the_order_of_recording(cast: Cast) -> None:
    rename(cast.crime, "First", NOON)
    rename(cast.crime, "Second", NOON)
    rename(cast.crime, "Third", NOON + SECOND)

    versions = [row.name for row in versions_until(Portfolio, NOON) if row.id == cast.crime.pk]
    entries = list(entries_until(PeopleEvent, NOON))

    assert versions == ["Crime", "First", "Second"]
    assert entries == own_values(PeopleEvent, PeopleEvent.objects.filter(at__lte=NOON).order_by("at", "id"))
    assert len(entries) == PeopleEvent.objects.count() - 1


def test_what_is_read_together_is_what_is_read_apart(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(cast.crime, "First", NOON)
    rename(cast.crime, "Second", NOON + SECOND)
    readings = [
        standing_at(Portfolio, NOON),
        standing_at(AccessToken, NOON),  # of which nothing was recorded
        versions_until(Portfolio, NOON + SECOND, ("id", "name")),
        standing_at(Portfolio, NOON + SECOND),
        entries_until(PeopleEvent, NOON),
        standing_at(Holding, NOON),
    ]

    with django_assert_num_queries(1 if connection.vendor == "postgresql" else len(readings)):
        together = [list(rows) for rows in read_together(readings)]

    assert together == [list(each) for each in readings]
    assert [bool(rows) for rows in together] == [True, False, True, True, True, True]
    monkeypatch.setattr(reading, "_answers_several_at_once", lambda: False)  # a connection that binds on the server
    with django_assert_num_queries(len(readings)):
        assert [list(rows) for rows in read_together(readings)] == together


def test_a_day_in_summer_ends_by_londons_clock(cast: Cast) -> None:
    midnight = datetime(2022, 6, 30, 23, tzinfo=UTC)
    rename(cast.crime, "June", midnight - SECOND)
    rename(cast.crime, "July", midnight)
    end = end_of_day(date(2022, 6, 30))

    assert "June" in names_at(end)
    assert [row.name for row in versions_until(Portfolio, end) if row.id == cast.crime.pk][-1] == "June"
    assert len(list(entries_until(PeopleEvent, end))) == PeopleEvent.objects.count() - 1


def test_a_removal_that_comes_late_still_comes_last(cast: Cast) -> None:
    portfolio = Portfolio(name="Short-lived")
    with transaction.atomic():
        record([portfolio], by=SETTER_UP, at=NOON, event=PeopleEvent(verb=PeopleVerb.ADD_PORTFOLIO))
        late = record(
            [], removed=[portfolio], by=SETTER_UP, at=NOON - SECOND, event=PeopleEvent(verb=PeopleVerb.CHANGE_PORTFOLIO)
        )

    assert late.at == NOON
    assert names_at(NOON) == ["Crime", "Local Policing"]


def test_a_row_of_history_has_the_models_own_fields_and_the_objects_number(cast: Cast) -> None:
    row = as_at(Post, NOON).get(id=cast.lead.post.pk)

    assert (row.title, row.role, row.portfolio_id) == ("ACC Crime", Role.PORTFOLIO_LEAD, cast.crime.pk)


def test_the_fields_that_an_act_changed_are_those_that_differ(cast: Cast) -> None:
    cast.owner.post.title, cast.owner.post.portfolio = "Head of Crime Data", cast.local
    with transaction.atomic():
        record([cast.owner.post], by=SETTER_UP, at=NOON, event=PeopleEvent(verb=PeopleVerb.CHANGE_POST))
    newer, older = Post.history.filter(id=cast.owner.post.pk)

    found = [(change.field.name, change.old, change.new) for change in changed_fields(Post, older, newer)]

    assert found == [
        ("title", "Force Crime Registrar", "Head of Crime Data"),
        ("portfolio", cast.crime.pk, cast.local.pk),
    ]


def test_of_a_new_row_the_fields_that_were_given_a_value_count_as_changed(cast: Cast) -> None:
    first = Holding.history.get(post=cast.owner.post)

    assert {change.field.name: change.new for change in changed_fields(Holding, None, first)} == {
        "post": cast.owner.post.pk,
        "user": cast.owner.user.pk,
        "from_on": first.from_on,
    }


def test_every_app_has_its_tracked_models() -> None:
    labels = {model._meta.app_label for model in tracked_models()}

    assert labels == {"accounts", "inspections", "recommendations", "reports"}
    assert Portfolio in tracked_models()
    assert PeopleEvent not in tracked_models()

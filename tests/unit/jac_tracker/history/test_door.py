"""The one write door."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError

from jac_tracker.accounts import actions
from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import Holding, PeopleEvent, Portfolio, Post, User
from jac_tracker.history import OutsideTheDoor, StaleEdit, digest, drift, record, refuse_stale
from tests.conftest import NOON
from tests.factories.people import LONG_AGO, SETTER_UP, Cast

pytestmark = pytest.mark.django_db


def renamed(portfolio: Portfolio, name: str) -> Portfolio:
    portfolio.name = name
    return portfolio


def event(**values: Any) -> PeopleEvent:
    return PeopleEvent(verb=PeopleVerb.CHANGE_PORTFOLIO, **values)


def test_a_change_leaves_one_history_row_with_actor_post_moment_reason_and_act(cast: Cast) -> None:
    by = cast.administrator.actor(NOON.date())

    with transaction.atomic():
        done = record([renamed(cast.crime, "Serious Crime")], by=by, at=NOON, why="Merged", event=event())

    row = Portfolio.history.filter(id=cast.crime.pk).first()
    assert (row.name, row.history_type, row.history_date, row.history_change_reason, row.act) == (
        "Serious Crime", "~", NOON, "Merged", done.act,
    )  # fmt: skip
    assert (row.history_user, row.history_post) == (cast.administrator.user, cast.administrator.post)
    assert Portfolio.history.filter(id=cast.crime.pk).count() == 2


def test_an_unchanged_object_leaves_no_history_row_and_the_act_still_one_event(cast: Cast) -> None:
    before = Portfolio.history.count()

    with transaction.atomic():
        record([cast.crime], by=SETTER_UP, at=NOON, event=event())

    assert Portfolio.history.count() == before
    assert PeopleEvent.objects.filter(at=NOON).count() == 1


def test_the_same_value_in_another_type_is_no_change(cast: Cast) -> None:
    holding = Holding.objects.get(post=cast.owner.post)
    holding.from_on = holding.from_on.isoformat()  # type: ignore[assignment]

    with transaction.atomic():
        record([holding], by=SETTER_UP, at=NOON, event=event())

    assert Holding.history.filter(id=holding.pk).count() == 1


def test_many_objects_of_one_act_share_its_number(cast: Cast) -> None:
    with transaction.atomic():
        done = record(
            [renamed(cast.crime, "A"), renamed(cast.local, "B")], by=SETTER_UP, at=NOON, event=event()
        )  # fmt: skip

    assert list(Portfolio.history.filter(act=done.act).order_by("name").values_list("name", flat=True)) == ["A", "B"]


def test_the_reason_of_one_act_does_not_stick_to_the_next(cast: Cast) -> None:
    with transaction.atomic():
        record([renamed(cast.crime, "A")], by=SETTER_UP, at=NOON, why="First", event=event())
        record([renamed(cast.crime, "B")], by=SETTER_UP, at=NOON, event=event())

    reasons = Portfolio.history.filter(id=cast.crime.pk).values_list("name", "history_change_reason")
    assert list(reasons[:2]) == [("B", None), ("A", "First")]


def test_an_object_carries_no_mark_of_an_act_afterwards(cast: Cast) -> None:
    portfolio = Portfolio.objects.get(pk=cast.crime.pk)
    before = set(vars(portfolio))

    with transaction.atomic():
        record([renamed(portfolio, "A")], by=SETTER_UP, at=NOON, why="First", event=event())

    assert set(vars(portfolio)) == before


def test_history_of_an_object_never_runs_backwards_when_a_lock_is_won_out_of_order(cast: Cast) -> None:
    with transaction.atomic():
        record([renamed(cast.crime, "A")], by=SETTER_UP, at=NOON, event=event())
        late = record([renamed(cast.crime, "B")], by=SETTER_UP, at=NOON - timedelta(seconds=1), event=event())

    assert late.at == NOON
    assert Portfolio.history.filter(id=cast.crime.pk).first().name == "B"


def test_a_removed_object_leaves_a_row_that_says_so(cast: Cast) -> None:
    with transaction.atomic():
        portfolio = Portfolio(name="Short-lived")
        record([portfolio], by=SETTER_UP, at=LONG_AGO, event=event())
        pk = portfolio.pk
        record([], removed=[portfolio], by=SETTER_UP, at=NOON, why="Mistake", event=event())

    assert list(Portfolio.history.filter(id=pk).values_list("history_type", "history_change_reason")) == [
        ("-", "Mistake"),
        ("+", None),
    ]


@pytest.mark.django_db(transaction=True)
def test_recording_needs_the_callers_transaction() -> None:
    with pytest.raises(OutsideTheDoor):
        record([Portfolio(name="Loose")], by=SETTER_UP, at=NOON, event=event())

    assert not Portfolio.objects.exists()


def test_an_act_that_fails_half_way_leaves_nothing(cast: Cast) -> None:
    events = PeopleEvent.objects.count()

    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        record(
            [renamed(cast.crime, "A"), Portfolio(name=cast.local.name)], by=SETTER_UP, at=NOON, event=event()
        )  # fmt: skip

    assert Portfolio.objects.get(pk=cast.crime.pk).name == "Crime"
    assert PeopleEvent.objects.count() == events


# Every other way to write


WRITES = {
    "save": lambda cast: renamed(cast.crime, "X").save(),
    "save of one field": lambda cast: renamed(cast.crime, "X").save(update_fields=["name"]),
    "create": lambda cast: Portfolio.objects.create(name="X"),
    "get_or_create": lambda cast: Portfolio.objects.get_or_create(name="X"),
    "update_or_create": lambda cast: Portfolio.objects.update_or_create(name="Crime", defaults={"is_active": False}),
    "update": lambda cast: Portfolio.objects.filter(name="Crime").update(name="X"),
    "update by the base manager": lambda cast: Portfolio._base_manager.filter(name="Crime").update(name="X"),
    "update by the default manager": lambda cast: Portfolio._default_manager.filter(name="Crime").update(name="X"),
    "bulk_create by the base manager": lambda cast: Portfolio._base_manager.bulk_create([Portfolio(name="X")]),
    "bulk_create": lambda cast: Portfolio.objects.bulk_create([Portfolio(name="X")]),
    "bulk_update": lambda cast: Portfolio.objects.bulk_update([renamed(cast.crime, "X")], ["name"]),
    "delete of what others point to": lambda cast: Portfolio(pk=cast.crime.pk, name="Crime").delete(),
    "delete of what nothing points to": lambda cast: Portfolio.objects.get(name="Spare").delete(),
    "delete of many": lambda cast: Portfolio.objects.filter(name="Crime").delete(),
    "related manager": lambda cast: cast.crime.posts.update(title="X"),
    "creation by a related manager": lambda cast: cast.crime.posts.create(title="X", role="owner"),
    "save without history": lambda cast: renamed(cast.crime, "X").save_without_historical_record(),
    "delete of many by the base manager": lambda cast: Portfolio._base_manager.all().delete(),
    "an event changed by the base manager": lambda cast: PeopleEvent._base_manager.update(why="X"),
    "an event": lambda cast: PeopleEvent(verb=PeopleVerb.ADD_POST, at=NOON, by_system="x").save(),
    "events in bulk": lambda cast: PeopleEvent.objects.all().delete(),
}


@pytest.mark.parametrize("way", WRITES)
def test_every_write_round_the_door_is_refused_and_changes_nothing(way: str, cast: Cast) -> None:
    with transaction.atomic():
        record([Portfolio(name="Spare")], by=SETTER_UP, at=LONG_AGO, event=event())
    before = snapshot()

    with pytest.raises((OutsideTheDoor, ProtectedError)), transaction.atomic():
        WRITES[way](cast)

    assert snapshot() == before


def test_loading_a_fixture_round_the_door_is_refused(cast: Cast, tmp_path: Any) -> None:
    fixture = tmp_path / "portfolio.json"
    fixture.write_text('[{"model": "accounts.portfolio", "pk": 999, "fields": {"name": "X"}}]', encoding="utf-8")

    with pytest.raises(OutsideTheDoor), transaction.atomic():
        call_command("loaddata", str(fixture), verbosity=0)

    assert not Portfolio.objects.filter(pk=999).exists()


def snapshot() -> list[Any]:
    models = [Portfolio, Post, Holding, PeopleEvent, Portfolio.history.model, User]
    return [list(model._default_manager.order_by("pk").values()) for model in models]


# Drift


@pytest.mark.drifts
@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE accounts_portfolio SET name = 'X' WHERE name = 'Crime'", "the row is not what its history says"),
        ("INSERT INTO accounts_portfolio (name, is_active) VALUES ('X', TRUE)", "the row is not what its history says"),
        ("DELETE FROM accounts_portfolio WHERE name = 'Spare'", "the row is gone and its history does not say so"),
    ],
)
def test_drift_finds_what_was_written_behind_the_doors_back(statement: str, fault: str, cast: Cast) -> None:
    from django.db import connection

    with transaction.atomic():
        record([Portfolio(name="Spare")], by=SETTER_UP, at=LONG_AGO, event=event())
    assert drift() == []

    with connection.cursor() as cursor:
        cursor.execute(statement)

    assert [line.split(": ", 1)[1] for line in drift()] == [fault]


# Lost edits


def test_the_digest_is_of_the_named_values_only(cast: Cast) -> None:
    before = digest(cast.crime, ["name"])

    cast.crime.is_active = False

    assert digest(cast.crime, ["name"]) == before
    assert digest(cast.crime, ["name", "is_active"]) != digest(cast.local, ["name", "is_active"])


def test_a_save_over_somebody_elses_edit_is_refused_with_the_row_as_it_is(cast: Cast) -> None:
    shown = digest(cast.crime, actions.PORTFOLIO_FIELDS)
    actions.change_portfolio(portfolio=cast.crime, values={"name": "Theirs"}, by=SETTER_UP, at=NOON)

    with pytest.raises(StaleEdit) as refusal:
        actions.change_portfolio(
            portfolio=cast.crime, values={"name": "Mine"}, shown=shown, by=SETTER_UP, at=NOON
        )  # fmt: skip

    assert refusal.value.current.name == "Theirs"  # type: ignore[attr-defined]
    assert Portfolio.objects.get(pk=cast.crime.pk).name == "Theirs"


def test_a_mangled_digest_counts_as_a_difference(cast: Cast) -> None:
    with pytest.raises(StaleEdit):
        refuse_stale(cast.crime, actions.PORTFOLIO_FIELDS, "")


def test_an_event_needs_exactly_one_actor(cast: Cast) -> None:
    class Nobody:
        user_id = None
        post_id = None
        system_name = ""

    with pytest.raises(Exception, match="has_one_actor"), transaction.atomic():
        record([], by=Nobody(), at=datetime(2022, 1, 1, tzinfo=UTC), event=event())

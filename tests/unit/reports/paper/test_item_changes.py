"""What is found of one item: each guard of it, with two versions made by hand."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from jac_tracker.accounts.models import Post
from recommendations.enums import Rag, Status, Verb
from reports.paper.blocks import Audience
from reports.paper.data import Change, Item, Matter
from reports.paper.gather.changes import ItemChanges
from reports.paper.gather.passages import Start
from tests.factories.paper_data import CUT_OFF, IN_PERIOD, PERIOD, SINCE, decision, item

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
POSTS = {1: SimpleNamespace(title="ACC Crime"), 2: SimpleNamespace(title="Head of Custody")}
FIRST: dict[str, Any] = {
    "status": Status.IN_PROGRESS,
    "rag": Rag.GREEN,
    "owner_post_id": 1,
    "deadline_on": None,
    "internal_target_on": date(2022, 3, 1),
    "history_date": SINCE,
}


class Two:
    """The versions of an item at the two ends of the period."""

    def __init__(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        self.ends = {
            SINCE: SimpleNamespace(**FIRST | old),
            CUT_OFF: SimpleNamespace(**FIRST | {"history_date": IN_PERIOD} | old | new),
        }

    def at(self, number: int, moment: datetime) -> Any:
        return self.ends[moment]


class Posts:
    def rows(self, model: type) -> Any:
        assert model is Post
        return POSTS


def found(
    one: Item,
    *moves: Any,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
    start: Start | None = None,
    audience: Audience = PUBLIC,
) -> list[Change]:
    began = start or Start(frozenset({one.id}), {one.id: Status.IN_PROGRESS})
    finder = ItemChanges(Two(old or {}, new or {}), Posts(), PERIOD, began, audience)  # type: ignore[arg-type]
    return list(finder.of(one, moves, ()))


def move(was: Status | str, now: Status, verb: Verb = Verb.HOLD, at: datetime = IN_PERIOD) -> Any:
    return SimpleNamespace(id=7, verb=verb, from_status=was, to_status=now, at=at, happened_on=None, why="Because")


def test_nothing_recorded_is_nothing_told() -> None:
    assert found(item()) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"owner_post_id": 2}, [(Matter.RE_OWNED, "ACC Crime", "Head of Custody")]),
        ({"owner_post_id": None}, {"owner_post_id": 2}, [(Matter.ALLOCATED, "", "Head of Custody")]),
        ({}, {"owner_post_id": None}, []),
        ({}, {"internal_target_on": date(2022, 5, 1)}, [(Matter.RE_DATED, "1 March 2022", "1 May 2022")]),
        ({"internal_target_on": None}, {"internal_target_on": date(2022, 5, 1)}, []),
        ({"deadline_on": date(2022, 4, 1)}, {"deadline_on": None}, [(Matter.RE_DATED, "1 April 2022", "")]),
        ({}, {"rag": Rag.RED}, [(Matter.RATED, "Green", "Red")]),
        # The first rating comes with the owner; a rating no longer speaks once the item has left the desk.
        ({"status": Status.AWAITING_ALLOCATION, "rag": Rag.GREY}, {"status": Status.IN_PROGRESS, "rag": Rag.RED}, []),
        # Of an item that is closed by now, its closing is told.
        ({}, {"status": Status.CLOSED_COMPLETE, "rag": Rag.BLUE, "owner_post_id": 2}, []),
    ],
)
def test_what_differs_between_the_two_ends_is_told(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[Matter, str, str]]
) -> None:
    assert [(each.matter, each.old, each.new) for each in found(item(), old=old, new=new)] == expected


@pytest.mark.parametrize(
    ("step", "public", "internal"),
    [
        (move("", Status.AWAITING_ALLOCATION, Verb.REGISTER), Matter.NEW, Matter.NEW),
        (move(Status.FOR_INFORMATION, Status.IN_PROGRESS, Verb.REOPEN), Matter.RULED_IN, Matter.RULED_IN),
        (move(Status.CLOSED_COMPLETE, Status.IN_PROGRESS, Verb.REOPEN), Matter.REOPENED, Matter.REOPENED),
        (move(Status.IN_PROGRESS, Status.NOT_APPLICABLE), Matter.RULED_OUT, Matter.RULED_OUT),
        (move(Status.IN_PROGRESS, Status.WITHDRAWN), Matter.RULED_OUT, Matter.RULED_OUT),
        (move(Status.APPROVED, Status.WITH_HMICFRS, Verb.SUBMIT), Matter.SENT, Matter.SENT),
        (move(Status.WITH_HMICFRS, Status.IN_PROGRESS, Verb.HMICFRS_RETURNS), Matter.RETURNED, Matter.RETURNED),
        (move(Status.WITH_DCC, Status.IN_PROGRESS, Verb.RETURN_CLAIM), None, Matter.RETURNED),
        (move(Status.IN_PROGRESS, Status.ON_HOLD), None, None),
    ],
)
def test_a_step_is_told_as_the_balance_counts_it(step: Any, public: Matter | None, internal: Matter | None) -> None:
    for audience, matter, why in ((PUBLIC, public, ""), (INTERNAL, internal, "Because")):
        told = [(each.matter, each.reason) for each in found(item(), step, audience=audience)]

        assert told == ([(matter, why)] if matter else [])


def test_a_closing_that_was_taken_back_does_not_have_the_day_of_the_one_that_stands() -> None:
    again = IN_PERIOD + timedelta(days=9)
    closed = item(status=Status.CLOSED_COMPLETE, decision=decision(at=again, decided_by="The inspector"))
    steps = (
        move(Status.IN_PROGRESS, Status.CLOSED_COMPLETE),
        move(Status.CLOSED_COMPLETE, Status.IN_PROGRESS, Verb.REOPEN),
        move(Status.IN_PROGRESS, Status.CLOSED_COMPLETE, at=again),
    )

    told = found(closed, *steps, new={"status": Status.CLOSED_COMPLETE})

    assert [(each.matter, each.happened_on, each.by) for each in told] == [
        (Matter.CLOSED, None, ""),
        (Matter.REOPENED, None, ""),
        (Matter.CLOSED, again.date(), "The inspector"),
    ]


@pytest.mark.parametrize(("status", "expected"), [(Status.IN_PROGRESS, [Matter.NEW]), (Status.CLOSED_COMPLETE, [])])
def test_of_an_item_that_was_held_back_its_coming_alone_is_told_while_it_is_open(
    status: Status, expected: list[Matter]
) -> None:
    held_back = Start(frozenset({1}), {})

    told = found(item(status=status), move(Status.IN_PROGRESS, status), new={"owner_post_id": 2}, start=held_back)

    assert [each.matter for each in told] == expected

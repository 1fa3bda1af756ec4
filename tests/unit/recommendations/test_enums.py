"""Statuses and their groups, and the words for what is done: recommendations.enums."""

import pytest

from recommendations.enums import (
    AT_WORK,
    CLOSED,
    DESKS,
    EDITABLE,
    KEPT,
    OPEN,
    SET_ASIDE,
    SUBMITTED,
    Status,
    Verb,
)
from recommendations.workflow import ACTS, MOVES

# Taken over from an old register, the lists that come in, the boards and the closure levels: none is done to an item
# that is there.
ON_NO_ITEM = {
    *(Verb.OPENING_BALANCE, Verb.ADD_BOARD, Verb.CHANGE_BOARD),
    *(Verb.BEGIN_INTAKE, Verb.SETTLE_INTAKE, Verb.FINISH_INTAKE, Verb.DROP_INTAKE, Verb.DECIDE_ON_LIST),
    *(Verb.LOAD_CLOSURE_LEVELS, Verb.ADD_CLOSURE_LEVEL, Verb.CHANGE_CLOSURE_LEVEL),
}


def test_every_status_is_open_closed_or_set_aside_and_only_one_of_them() -> None:
    groups = (OPEN, CLOSED, SET_ASIDE)

    assert [status for status in Status if sum(status in group for group in groups) != 1] == []


def test_open_is_every_status_but_closed_for_information_not_applicable_and_withdrawn() -> None:
    assert {status.value for status in OPEN} == {
        "awaiting allocation",
        "in progress",
        "on hold",
        "with portfolio lead",
        "with liaison",
        "with dcc",
        "approved",
        "with hmicfrs",
    }


def test_the_other_groups_hold_what_their_names_say() -> None:
    assert {status.value for status in CLOSED} == {"closed complete", "closed superseded", "closed no further action"}
    assert set(OPEN - AT_WORK) == {Status.AWAITING_ALLOCATION}
    assert set(Status) - KEPT == {Status.WITHDRAWN}
    assert SUBMITTED <= AT_WORK and DESKS <= AT_WORK
    assert {status.value for status in EDITABLE} == {
        "awaiting allocation",
        "in progress",
        "on hold",
        "with portfolio lead",
        "with liaison",
        "with dcc",
        "approved",
        "for information",
        "not applicable",
    }


def test_every_verb_is_a_row_of_one_of_the_two_tables() -> None:
    assert set(MOVES) | set(ACTS) == set(Verb) - ON_NO_ITEM
    assert set(MOVES) & set(ACTS) == set()


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_has_words_of_its_own(verb: Verb) -> None:
    assert [other for other in Verb if other.label == verb.label] == [verb]
    assert verb.label[0].isupper()


@pytest.mark.parametrize("act", [*MOVES.values(), *ACTS.values()], ids=lambda act: act.verb.name)
def test_every_row_has_words_for_its_button_and_its_history(act) -> None:
    assert act.button[0].isupper() and not act.button.endswith(".")
    assert act.told[0].islower() and not act.told.endswith(".")

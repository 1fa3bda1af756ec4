"""Every status with every act and everybody who might try it, against a table written apart from the code's."""

import pytest

from jac_tracker.accounts.actor import Actor
from recommendations import actions
from recommendations.enums import CLOSED, Status, Verb
from recommendations.models import Recommendation
from recommendations.workflow import (
    ACTS,
    MOVES,
    ON_CLAIM,
    ON_ROWS,
    act_for,
    acts_in_hand,
    available_acts,
    available_moves,
    blockers,
)
from tests.factories.inspections import make_publication
from tests.factories.people import EVERYBODY, Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation
from tests.unit.recommendations.workflow.expected import EXPECTED
from tests.unit.recommendations.workflow.items import TODAY, item_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verb", [*MOVES, *ACTS])
def test_an_act_is_open_to_just_those_in_the_table_in_just_those_statuses(cast: Cast, verb: Verb) -> None:
    item = item_for(cast, verb)
    actors = {name: getattr(cast, name).actor(TODAY) for name in EVERYBODY}

    found = {}
    for status in Status:
        item.status = status  # in memory alone: some statuses have no way that leads to them yet
        may = {name for name, actor in actors.items() if blockers(act_for(verb), item, actor) == ()}
        found[status.value, verb.name.lower()] = may

    assert found == {cell: who for cell, who in EXPECTED.items() if cell[1] == verb.name.lower()}


def test_the_table_leaves_out_no_status_and_no_act() -> None:
    assert set(EXPECTED) == {(status.value, verb.name.lower()) for status in Status for verb in [*MOVES, *ACTS]}


@pytest.mark.parametrize("verb", [*MOVES, *ACTS])
def test_a_command_may_do_whatever_the_status_allows(cast: Cast, verb: Verb) -> None:
    item = item_for(cast, verb)
    command = Actor.system("load_demo")

    allowed = set()
    for status in Status:
        item.status = status
        if blockers(act_for(verb), item, command) == ():
            allowed.add(status.value)

    assert allowed == {status for (status, act), who in EXPECTED.items() if act == verb.name.lower() and who}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("liaison", ["rule not ours", "propose not applicable", "hold", "hmicfrs closes", "propose in error"]),
        ("owner", []),
        ("lead", []),
        ("dcc", []),
        ("reader", []),
    ],
)
def test_the_moves_open_on_an_item_in_progress(cast: Cast, name: str, expected: list[str]) -> None:
    item = make_recommendation(cast, make_publication())

    moves = available_moves(item, getattr(cast, name).actor(TODAY))

    assert [move.verb.value for move in moves] == expected


def test_the_acts_open_to_an_owner_on_an_item_in_progress(cast: Cast) -> None:
    item = make_recommendation(cast, make_publication())

    acts = available_acts(item, cast.owner.actor(TODAY))

    assert [act.verb.value for act in acts if act.verb not in ON_ROWS] == [
        "record progress",
        "set target",
        "extend target",
        "write claim",
        "add evidence",
        "add action",
    ]


def test_answers_lie_in_a_leads_hands_only_while_something_is_asked(cast: Cast) -> None:
    item = make_recommendation(cast, make_publication())
    lead = cast.lead.actor(TODAY)
    of_the_item = set(Verb) - ON_CLAIM - ON_ROWS
    assert [act.verb for act in acts_in_hand(item, lead, None, of_the_item)] == [Verb.SET_RAG]

    proposal = actions.propose_not_applicable(
        recommendation=item, portfolio=cast.crime, by=cast.liaison.actor(TODAY), at=REGISTERED_AT, why="No such unit."
    )

    in_hand = acts_in_hand(item, lead, proposal, of_the_item)
    assert [(act.verb.value, said) for act, said in in_hand.items()] == [
        ("agree not applicable", ()),
        ("refuse not applicable", ()),
        ("set rag", ()),
    ]


def test_finding_what_can_be_done_to_an_item_costs_one_statement_whoever_asks(
    cast: Cast, django_assert_max_num_queries
) -> None:
    item = make_recommendation(cast, make_publication())
    item = Recommendation.objects.select_related("publication__inspection").get(pk=item.pk)

    for name in EVERYBODY:
        actor = getattr(cast, name).actor(TODAY)
        with django_assert_max_num_queries(1):
            acts_in_hand(item, actor, None, set(Verb) - ON_CLAIM - ON_ROWS)


def test_every_end_of_a_move_is_a_status_that_another_may_start_from_or_that_is_final() -> None:
    starts = {status for move in MOVES.values() for status in move.starts}
    ends = {status for move in MOVES.values() for status in move.ends}

    assert ends - starts == {Status.WITHDRAWN}
    assert ends >= CLOSED

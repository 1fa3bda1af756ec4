"""The sentences that say why an act cannot be done: recommendations.workflow.blocking."""

import pytest

from inspections.enums import InspectionKind
from jac_tracker.accounts.actor import Actor
from recommendations import actions
from recommendations.enums import Status, Verb
from recommendations.models import Recommendation
from recommendations.workflow import MOVES, act_for, blockers
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import EVERYBODY, Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation
from tests.unit.recommendations.workflow.expected import EXPECTED
from tests.unit.recommendations.workflow.items import TODAY, item_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verb", MOVES)
def test_a_refusal_is_one_sentence_or_more(cast: Cast, verb: Verb) -> None:
    item = item_for(cast, verb)
    sentences: set[str] = set()

    for status in Status:
        item.status = status
        for name in EVERYBODY:
            sentences |= {*blockers(act_for(verb), item, getattr(cast, name).actor(TODAY))}

    assert sentences != set()
    assert {sentence for sentence in sentences if sentence[0] not in "“YONTH" or sentence[-1] != "."} == set()


def said(item: Recommendation, verb: Verb, actor: Actor) -> str:
    return " ".join(blockers(act_for(verb), item, actor))


def test_the_wrong_status_is_named_with_the_right_ones(cast: Cast) -> None:
    item = make_recommendation(cast, make_publication(), Status.ON_HOLD)

    assert said(item, Verb.RULE_NOT_OURS, cast.liaison.actor(TODAY)) == (
        "“Rule not ours” is for an item that is awaiting allocation or in progress. This one is on hold."
    )
    assert said(item, Verb.REOPEN, cast.liaison.actor(TODAY)) == (
        "“Reopen” is for an item that is closed, for information or not applicable. This one is on hold."
    )


def test_the_hands_in_which_an_act_lies_are_named(cast: Cast) -> None:
    item = make_recommendation(cast, make_publication())

    assert said(item, Verb.HOLD, cast.owner.actor(TODAY)) == "Only a liaison officer can do this."
    assert said(item, Verb.RECORD_PROGRESS, cast.other_owner.actor(TODAY)) == (
        "Only the owner or a liaison officer can do this."
    )


def test_an_item_that_hmicfrs_tracks_is_not_the_dccs_to_close(cast: Cast) -> None:
    item = make_recommendation(cast, make_publication(), tracked=True)

    assert said(item, Verb.DCC_CLOSES, cast.dcc.actor(TODAY)) == (
        "HMICFRS tracks this item, so only HMICFRS can close it."
    )


def test_an_item_that_hmicfrs_does_not_track_is_not_its_to_close(cast: Cast) -> None:
    item = make_recommendation(cast, make_publication(), tracked=False)

    assert said(item, Verb.HMICFRS_CLOSES, cast.liaison.actor(TODAY)) == (
        "HMICFRS does not track this item, so it cannot decide on it. The force decides itself."
    )


def test_what_is_embargoed_cannot_be_put_to_a_lead_who_cannot_see_it(cast: Cast) -> None:
    secret = make_inspection("An unannounced visit", kind=InspectionKind.CUSTODY, embargoed=True)
    item = make_recommendation(cast, make_publication(secret), Status.AWAITING_ALLOCATION)

    assert said(item, Verb.PROPOSE_NOT_APPLICABLE, cast.liaison.actor(TODAY)) == (
        "The inspection is embargoed, so no portfolio lead can see this item to rule on it. Lift the embargo first."
    )


@pytest.mark.parametrize("verb", [verb for verb, move in MOVES.items() if move.starts and not move.answers])
def test_while_a_proposal_stands_every_move_but_its_answer_waits(cast: Cast, verb: Verb) -> None:
    item = make_recommendation(cast, make_publication(), tracked=verb != Verb.DCC_CLOSES)
    actions.propose_in_error(
        recommendation=item, by=cast.second_liaison.actor(TODAY), at=REGISTERED_AT, why="It is there twice."
    )
    item.status = sorted(MOVES[verb].starts)[0]
    (who, *_) = sorted(EXPECTED[item.status, verb.name.lower()])
    actor = getattr(cast, who).actor(TODAY)

    assert said(item, verb, actor) == "This item is proposed as entered in error. That must be answered first."


def test_nothing_proposed_is_nothing_to_answer(cast: Cast) -> None:
    item = make_recommendation(cast, make_publication())

    assert said(item, Verb.AGREE_IN_ERROR, cast.dcc.actor(TODAY)) == (
        "Nothing has been proposed on this item, so there is nothing to answer."
    )


def test_who_proposed_does_not_answer(cast: Cast) -> None:
    item = make_recommendation(cast, make_publication())
    actions.propose_in_error(recommendation=item, by=cast.liaison.actor(TODAY), at=REGISTERED_AT, why="There twice.")

    assert said(item, Verb.AGREE_IN_ERROR, cast.liaison.actor(TODAY)) == (
        "You made this proposal, so somebody else must answer it."
    )

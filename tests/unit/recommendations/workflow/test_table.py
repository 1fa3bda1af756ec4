"""Every status with every act and everybody who might try it, against a table written apart from the code's."""

from datetime import date
from typing import Any

import pytest

from inspections.enums import InspectionKind
from jac_tracker.accounts.actor import Actor
from recommendations import actions
from recommendations.enums import CLOSED, ProposalKind, Status, Verb
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
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import Cast, make_cast
from tests.factories.recommendations import REGISTERED_AT, claim_up_to, make_recommendation, write_claim

pytestmark = pytest.mark.django_db

TODAY = date(2022, 2, 1)

# Who may, by the letter in a cell. The item is the owner's, in the lead's portfolio; the other lead was asked whether
# it applies; the liaison officer made whatever proposal stands on it.
LETTERS = {
    ".": set(),
    "L": {"liaison", "second_liaison"},
    "A": {"other_lead"},
    "D": {"dcc"},
    "S": {"second_liaison", "dcc"},
    "O": {"owner", "liaison", "second_liaison"},
    "P": {"lead", "liaison", "second_liaison"},
    "W": {"owner"},
    "E": {"lead"},
}

MOVES_EXPECTED = """
                          register allocate rule_not_ours propose_not_applicable agree_not_applicable refuse_not_applicable hold resume hmicfrs_closes dcc_closes reopen propose_in_error agree_in_error refuse_in_error
awaiting allocation       .        L        L             L                      A                    A                     .    .      L              D          .      L                S              S
in progress               .        .        L             L                      A                    A                     L    .      L              D          .      L                S              S
on hold                   .        .        .             .                      .                    A                     .    L      L              D          .      L                S              S
with portfolio lead       .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S
with liaison              .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S
with dcc                  .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S
approved                  .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S
with hmicfrs              .        .        .             .                      .                    A                     .    .      L              D          .      L                S              S
closed complete           .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S
closed superseded         .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S
closed no further action  .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S
for information           .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S
not applicable            .        .        .             .                      .                    A                     .    .      .              .          L      L                S              S
withdrawn                 .        .        .             .                      .                    .                     .    .      .              .          .      .                .              .
"""  # noqa: E501

ACTS_EXPECTED = """
                          record_progress set_rag set_target extend_target confirm_deadline reallocate edit_text set_parts set_marking set_governance record_hmicfrs_status set_tracked write_wording clear_wording
awaiting allocation       O               .       O          O             L                .          L         L         L           L              L                     L           L             L
in progress               O               P       O          O             L                L          L         L         L           L              L                     L           L             L
on hold                   O               P       O          O             L                L          L         L         L           L              L                     L           L             L
with portfolio lead       O               P       O          O             L                L          L         L         L           L              L                     L           L             L
with liaison              O               P       O          O             L                L          L         L         L           L              L                     L           L             L
with dcc                  O               P       O          O             L                L          L         L         L           L              L                     L           L             L
approved                  O               P       O          O             L                L          L         L         L           L              L                     L           L             L
with hmicfrs              O               P       O          O             .                L          .         .         L           L              L                     L           L             L
closed complete           .               .       .          .             .                .          .         .         L           .              L                     L           L             L
closed superseded         .               .       .          .             .                .          .         .         L           .              L                     L           L             L
closed no further action  .               .       .          .             .                .          .         .         L           .              L                     L           L             L
for information           .               .       .          .             L                .          L         L         L           .              L                     L           L             L
not applicable            .               .       .          .             L                .          L         L         L           .              L                     L           L             L
withdrawn                 .               .       .          .             .                .          .         .         .           .              .                     .           .             .
"""  # noqa: E501

CLAIM_EXPECTED = """
                          claim pass_claim check_evidence approve return_claim withdraw_claim change_after_signing submit hmicfrs_returns force_closes write_claim change_claim
awaiting allocation       .     .          .              .       .            .              .                    .      .               .            .           .
in progress               O     .          .              .       .            .              .                    .      .               .            O           .
on hold                   .     .          .              .       .            .              .                    .      .               .            .           .
with portfolio lead       .     E          .              .       E            O              O                    .      .               .            .           W
with liaison              .     .          L              .       L            O              O                    .      .               .            .           W
with dcc                  .     .          .              D       D            O              O                    .      .               .            .           W
approved                  .     .          .              .       .            O              O                    L      .               L            .           W
with hmicfrs              .     .          .              .       .            .              .                    .      L               L            .           .
closed complete           .     .          .              .       .            .              .                    .      .               .            .           .
closed superseded         .     .          .              .       .            .              .                    .      .               .            .           .
closed no further action  .     .          .              .       .            .              .                    .      .               .            .           .
for information           .     .          .              .       .            .              .                    .      .               .            .           .
not applicable            .     .          .              .       .            .              .                    .      .               .            .           .
withdrawn                 .     .          .              .       .            .              .                    .      .               .            .           .
"""  # noqa: E501

ROWS_EXPECTED = """
                          add_evidence replace_evidence set_aside_evidence add_action change_action do_action drop_action sign_off_action return_action
awaiting allocation       O            O                O                  O          O             O         O           E               E
in progress               O            O                O                  O          O             O         O           E               E
on hold                   O            O                O                  O          O             O         O           E               E
with portfolio lead       O            O                O                  O          O             O         O           E               E
with liaison              O            O                O                  O          O             O         O           E               E
with dcc                  O            O                O                  O          O             O         O           E               E
approved                  O            O                O                  O          O             O         O           E               E
with hmicfrs              O            O                O                  O          O             O         O           E               E
closed complete           .            .                .                  .          .             .         .           .               .
closed superseded         .            .                .                  .          .             .         .           .               .
closed no further action  .            .                .                  .          .             .         .           .               .
for information           .            .                .                  .          .             .         .           .               .
not applicable            .            .                .                  .          .             .         .           .               .
withdrawn                 .            .                .                  .          .             .         .           .               .
"""  # noqa: E501

EVERYBODY = (
    "liaison",
    "second_liaison",
    "owner",
    "lead",
    "other_owner",
    "other_lead",
    "dcc",
    "secretary",
    "reader",
    "auditor",
    "administrator",
)


def cells(table: str) -> dict[tuple[str, str], set[str]]:
    """(status, act) -> who may."""
    head, *rows = table.strip("\n").splitlines()
    names = head.split()
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        letters = row[26:].split()
        assert len(letters) == len(names)
        found |= {(row[:26].strip(), name): LETTERS[letter] for name, letter in zip(names, letters, strict=True)}
    return found


EXPECTED = cells(MOVES_EXPECTED) | cells(ACTS_EXPECTED) | cells(CLAIM_EXPECTED) | cells(ROWS_EXPECTED)


@pytest.fixture
def cast() -> Cast:
    make_reference()
    return make_cast()


def item_for(cast: Cast, verb: Verb) -> Recommendation:
    """An item on which everything but status and person lets the act go ahead."""
    item = make_recommendation(cast, make_publication(), tracked=verb not in (Verb.DCC_CLOSES, Verb.FORCE_CLOSES))
    act = act_for(verb)
    if verb == Verb.CLAIM:
        write_claim(cast, item, at=REGISTERED_AT)
    elif verb in ON_CLAIM:
        claim_up_to(cast, item, Status.WITH_PORTFOLIO_LEAD, at=REGISTERED_AT)
    by: dict[str, Any] = {"recommendation": item, "by": cast.liaison.actor(TODAY), "at": REGISTERED_AT, "why": "So."}
    match getattr(act, "answers", None):
        case ProposalKind.NOT_APPLICABLE:
            actions.propose_not_applicable(**by, portfolio=cast.local)
        case ProposalKind.IN_ERROR:
            actions.propose_in_error(**by)
    item.refresh_from_db()
    return item


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


@pytest.mark.parametrize("verb", MOVES)
def test_a_refusal_is_one_sentence_or_more(cast: Cast, verb: Verb) -> None:
    item = item_for(cast, verb)

    for status in Status:
        item.status = status
        for name in EVERYBODY:
            said = blockers(act_for(verb), item, getattr(cast, name).actor(TODAY))
            assert all(sentence[0] in "“YONTH" and sentence.endswith(".") for sentence in said), said


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


# The sentences


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


def test_every_end_of_a_move_is_a_status_that_another_may_start_from_or_that_is_final() -> None:
    starts = {status for move in MOVES.values() for status in move.starts}
    ends = {status for move in MOVES.values() for status in move.ends}

    assert ends - starts == {Status.WITHDRAWN}
    assert ends >= CLOSED

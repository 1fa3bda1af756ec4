"""A claim as it is written and made: recommendations.actions.claiming."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions as inspections_actions
from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.enums import Status, Verb
from recommendations.models import Recommendation, RecommendationEvent
from recommendations.rules.as_read import PartAsRead
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import REGISTERED_AT, make_evidence, make_recommendation, write_claim
from tests.unit.recommendations.actions.claims import (
    AT,
    LATER,
    TODAY,
    act,
    claim_of,
    exhibit_of,
    leaves,
    status_of,
    written,
)

PARTS = (PartAsRead("a", "Do this", is_ours=True), PartAsRead("b", "Do that", is_ours=False))


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    """In progress, with one piece of evidence and nothing claimed."""
    made = make_recommendation(cast, publication)
    make_evidence(cast, made, at=AT)
    return made


# Writing


def test_an_owner_writes_a_claim_as_far_as_it_has_come(cast: Cast, item: Recommendation) -> None:
    claim = act(cast, "write_claim", item, answers={}, exhibits=[], how_it_will_last=" ")

    assert (claim.number, claim.standing, claim.round, claim.begun_at, claim.for_post) == (
        1,
        "being written",
        1,
        AT,
        None,
    )
    assert [row.user for row in claim.claimants.all()] == [cast.owner.user]
    assert status_of(item) == Status.IN_PROGRESS


def test_what_is_written_anew_takes_the_place_of_what_was_written(cast: Cast, item: Recommendation) -> None:
    act(cast, "write_claim", item, **written(item))
    other = make_evidence(cast, item, "Audit", at=AT)

    claim = act(
        cast, "write_claim", item, at=LATER, answers={"": " Nearly. "}, exhibits=[other, other], how_it_will_last="So."
    )

    assert item.claims.count() == 1
    assert [(row.part_letter, row.text) for row in claim.answers.all()] == [("", "Nearly.")]
    assert [row.evidence for row in claim.exhibits.all()] == [other]
    assert claim.how_it_will_last == "So."
    assert claim.begun_at == AT


def test_an_answer_taken_out_is_gone_and_its_history_stays(cast: Cast, item: Recommendation) -> None:
    claim = act(cast, "write_claim", item, **written(item))
    row = claim.answers.get()

    act(cast, "write_claim", item, at=LATER, answers={"": " "}, exhibits=[], how_it_will_last="")

    assert not claim.answers.exists()
    assert not claim.exhibits.exists()
    assert [row.history_type for row in type(row).history.filter(id=row.pk)] == ["-", "+"]


def test_liaison_writes_for_the_owner_citing_the_message(cast: Cast, item: Recommendation) -> None:
    with pytest.raises(NotPossible, match=r"^Say which message of the owner's this comes from\.$"):
        act(cast, "write_claim", item, "liaison", **written(item), cites=" ")

    claim = act(cast, "write_claim", item, "liaison", **written(item), cites=" Mail of 1 March ")

    assert claim.cites == "Mail of 1 March"
    assert [row.user for row in claim.claimants.all()] == [cast.liaison.user]


@pytest.mark.parametrize("who", ["lead", "other_owner", "dcc", "auditor", "secretary"])
def test_nobody_else_writes_a_claim(cast: Cast, item: Recommendation, who: str) -> None:
    with pytest.raises(PermissionDenied):
        act(cast, "write_claim", item, who, **written(item), cites="Mail")


def test_a_claim_answers_each_part_of_ours_and_no_other(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, parts=PARTS)

    for letter in ("", "b", "z"):
        with pytest.raises(NotPossible, match=rf"^This item has no part \({letter}\) of ours to answer\.$"):
            act(cast, "write_claim", item, **written(item, answers={letter: "Done."}))
    claim = act(cast, "write_claim", item, **written(item, answers={"a": "Done."}))

    assert [row.part_letter for row in claim.answers.all()] == ["a"]


def test_an_exhibit_is_evidence_of_the_same_item_that_stands(
    cast: Cast, item: Recommendation, publication: Publication
) -> None:
    elsewhere = make_evidence(cast, make_recommendation(cast, publication), "Elsewhere", at=AT)
    old = item.evidence.get()
    actions.set_aside_evidence(evidence=old, by=cast.owner.actor(TODAY), at=AT, why="Mistaken.")

    for row in (elsewhere, old):
        with pytest.raises(NotPossible, match=r"does not stand on this item, so it cannot be an exhibit\.$"):
            act(cast, "write_claim", item, **written(item, exhibits=[row]))


def test_a_claim_written_over_another_is_refused(cast: Cast, item: Recommendation) -> None:
    before = actions.claim_digest(item)
    act(cast, "write_claim", item, **written(item), shown=before)

    with pytest.raises(StaleEdit):
        act(cast, "write_claim", item, at=LATER, **written(item, how_it_will_last="Mine."), shown=before)
    act(cast, "write_claim", item, at=LATER, **written(item), shown=actions.claim_digest(item))

    assert before == ""
    assert claim_of(item).how_it_will_last == "It is audited each month."


# Making it


def test_a_claim_that_is_made_goes_to_the_portfolio_lead(cast: Cast, item: Recommendation) -> None:
    act(cast, "write_claim", item, **written(item))

    claim = act(cast, "claim", item, at=LATER)

    assert (claim.standing, claim.for_post, claim.claimed_by, claim.claimed_at) == (
        "made",
        cast.owner.post,
        cast.owner.user,
        LATER,
    )
    assert status_of(item) == Status.WITH_PORTFOLIO_LEAD
    assert not claim.sign_offs.exists()
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.by_user, event.by_post) == (Verb.CLAIM, cast.owner.user, cast.owner.post)


def test_a_claim_that_changed_since_it_was_shown_is_not_made(cast: Cast, item: Recommendation) -> None:
    act(cast, "write_claim", item, **written(item))
    shown = actions.signable(item)
    act(cast, "write_claim", item, "liaison", **written(item, answers={"": "Theirs."}, cites="Mail"))

    with pytest.raises(StaleEdit):
        act(cast, "claim", item, shown=shown)

    assert (status_of(item), claim_of(item).standing) == (Status.IN_PROGRESS, "being written")
    act(cast, "claim", item, shown=actions.signable(item))
    assert status_of(item) == Status.WITH_PORTFOLIO_LEAD


def test_a_claim_that_is_not_whole_is_refused_with_all_that_is_missing(cast: Cast, item: Recommendation) -> None:
    missing = "Say how the recommendation has been met. Name at least one exhibit. Say how it will last."
    with pytest.raises(NotPossible) as before:
        act(cast, "claim", item)
    act(cast, "write_claim", item, answers={}, exhibits=[], how_it_will_last="")
    with pytest.raises(NotPossible) as after:
        act(cast, "claim", item)

    assert (str(before.value), str(after.value)) == (missing, missing)


def test_an_answer_to_a_part_that_is_gone_does_not_come_along(cast: Cast, publication: Publication) -> None:
    two = (PARTS[0], PartAsRead("b", "Do that", is_ours=True))
    item = make_recommendation(cast, publication, parts=two)
    make_evidence(cast, item, at=AT)
    act(cast, "write_claim", item, **written(item, answers={"a": "Done.", "b": "Done too."}))
    act(cast, "set_parts", item, "liaison", parts=two[:1], why="Misread.")

    claim = act(cast, "claim", item)

    assert [row.part_letter for row in claim.answers.all()] == ["a"]


def test_liaison_claims_for_the_owner_by_the_message_cited_last(cast: Cast, item: Recommendation) -> None:
    act(cast, "write_claim", item, **written(item))
    with pytest.raises(NotPossible, match=r"^Say which message of the owner's this comes from\.$"):
        act(cast, "claim", item, "liaison")

    claim = act(cast, "claim", item, "liaison", cites="Mail")

    assert (claim.cites, claim.claimed_by, claim.for_post) == ("Mail", cast.liaison.user, cast.owner.post)
    assert {row.user for row in claim.claimants.all()} == {cast.owner.user, cast.liaison.user}


def test_what_is_embargoed_cannot_be_claimed(cast: Cast, item: Recommendation) -> None:
    act(cast, "write_claim", item, **written(item))
    inspections_actions.set_embargo(
        inspection=item.publication.inspection, embargoed=True, by=SETTER_UP, at=AT, why="As asked."
    )

    with pytest.raises(NotPossible, match=r"Lift the embargo first\.$"):
        act(cast, "claim", item, "liaison", cites="Mail")
    with pytest.raises(PermissionDenied):
        act(cast, "claim", item)


def test_somebody_deactivated_claims_nothing(cast: Cast, item: Recommendation) -> None:
    act(cast, "write_claim", item, **written(item))
    leaves(cast.owner)

    with pytest.raises(PermissionDenied):
        act(cast, "claim", item)


def test_what_came_back_is_claimed_again_under_the_next_number(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    first = claim_of(item)
    act(cast, "return_claim", item, "lead", why="Not yet.")
    assert actions.claim_digest(item) == ""

    act(cast, "write_claim", item, **written(item))
    second = act(cast, "claim", item)

    first.refresh_from_db()
    assert (first.standing, first.number, second.number, second.standing) == ("returned", 1, 2, "made")
    act(cast, "pass_claim", item, "lead")
    assert status_of(item) == Status.WITH_LIAISON


def test_a_claim_being_written_waits_while_the_item_is_closed_and_reopened(cast: Cast, item: Recommendation) -> None:
    draft = act(cast, "write_claim", item, **written(item))
    act(cast, "rule_not_ours", item, "liaison", why="Misread.")
    with pytest.raises(NotPossible):
        act(cast, "write_claim", item, **written(item))
    act(cast, "reopen", item, "liaison", source="Letter", why="It is ours.")

    made = act(cast, "claim", item)

    assert (made.pk, made.number) == (draft.pk, 1)


def test_a_command_writes_claims_and_withdraws(cast: Cast, item: Recommendation) -> None:
    command = Actor.system("load_demo", on=TODAY)
    write_claim(cast, item, at=REGISTERED_AT + timedelta(days=1))

    claim = act(cast, "claim", item, by=command)
    act(cast, "withdraw_claim", item, by=command, why="Wait.")

    assert (claim.claimed_by, exhibit_of(item).number) == (None, 2)

"""Who may decide on a claim, and what a verdict does: recommendations.actions.deciding and signing."""

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.enums import Rag, Status, Verb
from recommendations.models import Recommendation, RecommendationEvent
from recommendations.rules.as_read import PartAsRead
from recommendations.workflow import content_of, fingerprint
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.unit.recommendations.actions.claims import (
    AT_DESK,
    LATER,
    TODAY,
    act,
    claim_of,
    refused,
    status_of,
    written,
)


@pytest.mark.parametrize(("status", "name", "who", "to"), AT_DESK)
def test_a_desk_passes_a_claim_on_with_a_row_of_what_it_signed(
    cast: Cast, publication: Publication, status: Status, name: str, who: str, to: Status
) -> None:
    item = make_recommendation(cast, publication, status)
    act(cast, "set_rag", item, "liaison", rag=Rag.RED, why="It slips.")
    content = content_of(item, claim_of(item))

    act(cast, name, item, who, shown=actions.signable(item), at=LATER)

    row = claim_of(item).sign_offs.latest("id")
    member = getattr(cast, who)
    assert (row.desk, row.verdict, row.round, row.at) == (status, "passed", 1, LATER)
    assert (row.by_user, row.by_post, row.claimed_by, row.claimed_post) == (
        member.user,
        member.post,
        cast.owner.user,
        cast.owner.post,
    )
    assert (row.content, row.fingerprint) == (content, fingerprint(content))
    moved = Recommendation.objects.get(pk=item.pk)
    assert (moved.status, moved.rag, moved.rag_reason) == (to, Rag.RED, "It slips.")
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.from_status, event.to_status) == (Verb(name.replace("_", " ")), status, to)


@pytest.mark.parametrize(("status", "name", "who", "to"), AT_DESK)
def test_a_desk_returns_a_claim_with_a_reason_and_the_claim_is_over(
    cast: Cast, publication: Publication, status: Status, name: str, who: str, to: Status
) -> None:
    item = make_recommendation(cast, publication, status)
    with pytest.raises(NotPossible, match=r"^Give a reason\.$"):
        act(cast, "return_claim", item, who, why=" ")

    act(cast, "return_claim", item, who, why=" Not yet. ")

    row = claim_of(item).sign_offs.latest("id")
    assert (row.desk, row.verdict, row.reason) == (status, "returned", "Not yet.")
    assert (claim_of(item).standing, status_of(item), actions.signable(item)) == ("returned", "in progress", "")


@pytest.mark.parametrize(("status", "name", "who", "to"), AT_DESK)
@pytest.mark.parametrize("verdict", ["the desk's own", "return_claim"])
def test_what_was_not_shown_is_not_signed(
    cast: Cast, publication: Publication, status: Status, name: str, who: str, to: Status, verdict: str
) -> None:
    item = make_recommendation(cast, publication, status)
    verdict = name if verdict == "the desk's own" else verdict

    with pytest.raises(StaleEdit):
        act(cast, verdict, item, who, shown="0" * 64, why="So.")
    assert status_of(item) == status
    act(cast, verdict, item, who, shown=actions.signable(item), why="So.")


@pytest.mark.parametrize(("status", "name", "who", "to"), AT_DESK)
def test_nobody_else_decides_at_a_desk(
    cast: Cast, publication: Publication, status: Status, name: str, who: str, to: Status
) -> None:
    item = make_recommendation(cast, publication, status)
    mine = {"liaison", "second_liaison"} if who == "liaison" else {who}

    everybody = {"liaison", "second_liaison", "lead", "other_lead", "dcc", "owner", "other_owner", "auditor"}
    for other in [*sorted(everybody - mine), "secretary", "reader", "administrator"]:
        for verdict in (name, "return_claim"):
            with pytest.raises(PermissionDenied):
                act(cast, verdict, item, other, why="So.")


def test_a_command_decides_at_every_desk(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    command = Actor.system("load_demo", on=TODAY)

    for name in ("pass_claim", "check_evidence", "approve"):
        act(cast, name, item, by=command)

    assert status_of(item) == Status.APPROVED


@pytest.mark.parametrize(("status", "name", "who", "to"), AT_DESK)
def test_while_a_proposal_waits_no_desk_decides(
    cast: Cast, publication: Publication, status: Status, name: str, who: str, to: Status
) -> None:
    item = make_recommendation(cast, publication, status)
    act(cast, "propose_in_error", item, "second_liaison", why="It is there twice.")

    sentence = "This item is proposed as entered in error. That must be answered first."
    assert refused(cast, name, item, who) == sentence
    assert refused(cast, "return_claim", item, who) == sentence
    act(cast, "agree_in_error", item, "liaison")
    assert (claim_of(item).standing, status_of(item)) == ("overtaken", "withdrawn")


@pytest.mark.parametrize(("status", "name", "who", "to"), AT_DESK)
def test_a_claim_that_is_whole_no_more_goes_no_further(
    cast: Cast, publication: Publication, status: Status, name: str, who: str, to: Status
) -> None:
    item = make_recommendation(cast, publication, status)
    act(cast, "set_parts", item, "liaison", parts=[PartAsRead("a", "Do this", is_ours=True)], why="Misread.")
    assert status_of(item) == Status.WITH_PORTFOLIO_LEAD

    assert refused(cast, "pass_claim", item, "lead") == (
        "The claim is not whole any more, so it can only be changed, returned or withdrawn. Answer part (a)."
    )
    act(cast, "change_claim", item, **written(item, answers={"a": "Done."}))
    act(cast, "pass_claim", item, "lead")
    assert [row.part_letter for row in claim_of(item).answers.all()] == ["a"]

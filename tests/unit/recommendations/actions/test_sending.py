"""An approved claim carried out: recommendations.actions.sending, and what closing does to a claim."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from recommendations.enums import AT_WORK, CLOSED, Rag, Status, Verb
from recommendations.models import Decision, Recommendation, RecommendationEvent
from tests.factories.people import Cast
from tests.factories.recommendations import close, make_recommendation
from tests.unit.recommendations.actions.claims import AT, TODAY, act, claim_of, status_of, written

DAY = timedelta(days=1)


@pytest.fixture
def approved(cast: Cast, publication: Publication) -> Recommendation:
    """Approved on 11 January."""
    return make_recommendation(cast, publication, Status.APPROVED)


APPROVED_ON = TODAY.replace(month=1, day=11)


@pytest.mark.parametrize("sent_on", [APPROVED_ON, TODAY])
def test_an_approved_item_is_sent_to_hmicfrs(cast: Cast, approved: Recommendation, sent_on) -> None:
    act(cast, "submit", approved, "liaison", sent_on=sent_on)

    assert (status_of(approved), claim_of(approved).submitted_on) == (Status.WITH_HMICFRS, sent_on)
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.happened_on, event.by_post) == (Verb.SUBMIT, sent_on, cast.liaison.post)


@pytest.mark.parametrize(("name", "day"), [("submit", "sent_on"), ("force_closes", "closed_on")])
def test_it_is_carried_out_neither_before_the_approval_nor_in_the_future(
    cast: Cast, publication: Publication, name: str, day: str
) -> None:
    item = make_recommendation(cast, publication, Status.APPROVED, tracked=name == "submit")

    with pytest.raises(
        NotPossible, match=r"^The day cannot be before the Deputy Chief Constable approved the claim\.$"
    ):
        act(cast, name, item, "liaison", **{day: APPROVED_ON - DAY})
    with pytest.raises(NotPossible, match=r"cannot be in the future\.$"):
        act(cast, name, item, "liaison", **{day: TODAY + DAY})
    assert status_of(item) == Status.APPROVED


def test_the_approval_that_counts_is_that_of_the_last_round(cast: Cast, approved: Recommendation) -> None:
    act(cast, "change_claim", approved, **written(approved, how_it_will_last="By hand."))
    for name, who in (("pass_claim", "lead"), ("check_evidence", "liaison"), ("approve", "dcc")):
        act(cast, name, approved, who)

    with pytest.raises(NotPossible):
        act(cast, "submit", approved, "liaison", sent_on=TODAY - DAY)
    act(cast, "submit", approved, "liaison", sent_on=TODAY)


@pytest.mark.parametrize(("name", "tracked"), [("submit", False), ("force_closes", True)])
def test_who_closes_turns_on_whether_hmicfrs_tracks_it(
    cast: Cast, publication: Publication, name: str, tracked: bool
) -> None:
    item = make_recommendation(cast, publication, Status.APPROVED, tracked=tracked)
    day = {"sent_on": TODAY} if name == "submit" else {"closed_on": TODAY}

    with pytest.raises(NotPossible):
        act(cast, name, item, "liaison", **day)


@pytest.mark.parametrize("who", ["owner", "lead", "dcc", "auditor"])
def test_only_liaison_carries_it_out(cast: Cast, approved: Recommendation, who: str) -> None:
    for name, values in (
        ("submit", {"sent_on": TODAY}),
        ("force_closes", {"closed_on": TODAY}),
        ("hmicfrs_returns", {"returned_on": TODAY, "why": "More."}),
    ):
        with pytest.raises(PermissionDenied):
            act(cast, name, approved, who, **values)


def test_hmicfrs_returns_what_was_sent_and_the_claim_is_over(cast: Cast, approved: Recommendation) -> None:
    act(cast, "submit", approved, "liaison", sent_on=TODAY - DAY)
    with pytest.raises(NotPossible, match=r"^HMICFRS cannot return an item before it was sent\.$"):
        act(cast, "hmicfrs_returns", approved, "liaison", returned_on=TODAY - 2 * DAY, why="More.")
    with pytest.raises(NotPossible, match=r"^Give a reason\.$"):
        act(cast, "hmicfrs_returns", approved, "liaison", returned_on=TODAY, why="")
    with pytest.raises(NotPossible, match=r"cannot be in the future\.$"):
        act(cast, "hmicfrs_returns", approved, "liaison", returned_on=TODAY + DAY, why="More.")

    act(cast, "hmicfrs_returns", approved, "liaison", returned_on=TODAY, why="More.")

    assert (status_of(approved), claim_of(approved).standing) == (Status.IN_PROGRESS, "returned")
    act(cast, "write_claim", approved, **written(approved))
    assert act(cast, "claim", approved).number == 2


@pytest.mark.parametrize("status", [Status.APPROVED, Status.WITH_HMICFRS])
def test_the_force_closes_its_own_by_the_approval(cast: Cast, publication: Publication, status: Status) -> None:
    item = make_recommendation(cast, publication, status)
    act(cast, "set_tracked", item, "liaison", tracked=False, since_on=TODAY, why="So they say.")

    act(cast, "force_closes", item, "liaison", closed_on=TODAY)

    closed, decision = Recommendation.objects.get(pk=item.pk), Decision.objects.get(recommendation=item)
    assert (closed.status, closed.rag, closed.closed_on) == (Status.CLOSED_COMPLETE, Rag.BLUE, TODAY)
    assert (decision.outcome, decision.decided_on, decision.decided_by, decision.route, decision.document) == (
        Status.CLOSED_COMPLETE,
        TODAY,
        "Deputy Chief Constable",
        "our dcc",
        "Approval of claim 1 on 11 January 2022",
    )
    assert claim_of(item).standing == "accepted"


@pytest.mark.parametrize("outcome", sorted(CLOSED))
@pytest.mark.parametrize("status", sorted(AT_WORK))
def test_hmicfrs_closes_from_any_open_status_and_a_claim_made_is_over(
    cast: Cast, publication: Publication, status: Status, outcome: Status
) -> None:
    item = make_recommendation(cast, publication, status)

    close(cast, item, outcome, at=AT)

    standings = list(item.claims.values_list("standing", flat=True))
    over = "accepted" if outcome == Status.CLOSED_COMPLETE else "overtaken"
    assert standings == ([] if status in {Status.IN_PROGRESS, Status.ON_HOLD} else [over])
    assert status_of(item) == outcome


def test_what_was_closed_is_reopened_and_claimed_again(cast: Cast, approved: Recommendation) -> None:
    close(cast, approved, at=AT)
    act(cast, "reopen", approved, "liaison", source="Letter", why="It is not met.")
    act(cast, "write_claim", approved, **written(approved))

    second = act(cast, "claim", approved)

    assert (second.number, second.round, status_of(approved)) == (2, 1, Status.WITH_PORTFOLIO_LEAD)
    for name, who in (("pass_claim", "lead"), ("check_evidence", "liaison"), ("approve", "dcc")):
        act(cast, name, approved, who)
    act(cast, "submit", approved, "liaison", sent_on=TODAY)
    assert [(claim.number, claim.standing) for claim in approved.claims.all()] == [(1, "accepted"), (2, "made")]

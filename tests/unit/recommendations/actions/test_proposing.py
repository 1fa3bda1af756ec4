"""Rulings that one proposes and another answers: recommendations.actions.proposing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from jac_tracker.history import record
from recommendations import actions
from recommendations.enums import Marking, Status, Verb
from recommendations.models import Proposal, Recommendation, RecommendationEvent
from tests.factories.people import LONG_AGO, SETTER_UP, Cast, make_member
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
TODAY = AT.date()


def propose(cast: Cast, item: Recommendation, who: str = "liaison", **values: Any) -> Proposal:
    given = {"portfolio": cast.crime, "why": "We have no custody suite."} | values
    return actions.propose_not_applicable(recommendation=item, **given, by=getattr(cast, who).actor(TODAY), at=AT)


def propose_in_error(cast: Cast, item: Recommendation, who: str = "liaison") -> Proposal:
    return actions.propose_in_error(
        recommendation=item, why="It was registered twice.", by=getattr(cast, who).actor(TODAY), at=AT
    )


def answer(cast: Cast, item: Recommendation, name: str, who: str, why: str = "") -> Recommendation:
    act = getattr(actions, name)
    return act(recommendation=item, by=getattr(cast, who).actor(TODAY), at=LATER, why=why)


def waiting(cast: Cast, publication: Publication, **values: Any) -> Recommendation:
    return make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, **values)


def test_a_proposed_item_stays_where_it_is_marked_proposed(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)

    proposal = propose(cast, item)

    item.refresh_from_db()
    assert (item.status, item.rag) == ("awaiting allocation", "grey")
    assert (proposal.kind, proposal.portfolio, proposal.answer) == ("not applicable", cast.crime, "")
    assert (proposal.proposed_by, proposal.proposed_post) == (cast.liaison.user, cast.liaison.post)
    event = item.events.latest("id")
    assert (event.verb, event.why, event.to_status) == (
        "propose not applicable",
        "We have no custody suite.",
        "awaiting allocation",
    )


def test_agreed_by_the_lead_asked_the_item_is_not_applicable(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    propose(cast, item, portfolio=cast.local)

    answer(cast, item, "agree_not_applicable", "other_lead")

    item.refresh_from_db()
    proposal = Proposal.objects.get()
    assert (item.status, item.rag) == ("not applicable", "")
    assert (proposal.answer, proposal.answered_by, proposal.answered_post) == (
        "agreed",
        cast.other_lead.user,
        cast.other_lead.post,
    )
    event = item.events.latest("id")
    assert (event.verb, event.from_status, event.to_status) == (
        "agree not applicable",
        "in progress",
        "not applicable",
    )


def test_refused_it_stays_with_the_reason_and_may_be_proposed_again(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    propose(cast, item)

    answer(cast, item, "refuse_not_applicable", "lead", "It applies to us.")

    item.refresh_from_db()
    assert (item.status, Proposal.objects.get().answer_reason) == ("awaiting allocation", "It applies to us.")
    propose(cast, item)
    assert Proposal.objects.count() == 2


@pytest.mark.parametrize("who", ["owner", "other_lead", "dcc", "second_liaison", "auditor"])
def test_nobody_but_the_lead_asked_answers(cast: Cast, publication: Publication, who: str) -> None:
    item = waiting(cast, publication)
    propose(cast, item)

    with pytest.raises(PermissionDenied):
        answer(cast, item, "agree_not_applicable", who)

    assert Proposal.objects.get().answer == ""


def test_a_proposal_is_answered_once(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    propose(cast, item)
    answer(cast, item, "refuse_not_applicable", "lead", "It applies to us.")

    with pytest.raises(NotPossible, match="there is nothing to answer"):
        answer(cast, item, "agree_not_applicable", "lead")

    assert (Proposal.objects.get().answer, Recommendation.objects.get().status) == ("refused", "awaiting allocation")


def test_there_is_one_open_proposal_at_most(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    propose(cast, item)

    with pytest.raises(NotPossible, match="proposed as not applicable"):
        propose_in_error(cast, item, "second_liaison")


def test_the_lead_asked_sees_an_official_sensitive_item_in_full_until_it_is_answered(
    cast: Cast, publication: Publication
) -> None:
    item = waiting(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)
    lead = cast.lead.actor(TODAY)
    assert not Recommendation.objects.visible_to(lead).exists()

    propose(cast, item)
    assert list(Recommendation.objects.in_full_to(lead)) == [item]
    assert not Recommendation.objects.visible_to(cast.other_lead.actor(TODAY)).exists()

    answer(cast, item, "refuse_not_applicable", "lead", "It applies to us.")
    assert not Recommendation.objects.visible_to(lead).exists()


def test_where_nobody_leads_the_portfolio_another_lead_answers_with_a_reason(
    cast: Cast, publication: Publication
) -> None:
    item = waiting(cast, publication)
    propose(cast, item)
    gone = Holding.objects.get(post=cast.lead.post)
    people.end_holding(holding=gone, to_on=TODAY - timedelta(days=1), by=SETTER_UP, at=LONG_AGO)

    with pytest.raises(NotPossible, match="You stand in for the lead who was asked, so give a reason"):
        answer(cast, item, "agree_not_applicable", "other_lead")
    answer(cast, item, "agree_not_applicable", "other_lead", "Crime has no lead this month.")

    assert Recommendation.objects.get().status == "not applicable"


def test_a_lead_who_proposed_as_liaison_leaves_the_answer_to_another_lead(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    people.hand_over(
        post=cast.lead.post, to=cast.liaison.user, from_on=TODAY - timedelta(days=9), by=SETTER_UP, at=LONG_AGO
    )
    propose(cast, item)

    with pytest.raises(NotPossible, match="You made this proposal"):
        answer(cast, item, "agree_not_applicable", "liaison", "I lead Crime too.")
    answer(cast, item, "agree_not_applicable", "other_lead", "The lead made the proposal.")

    assert Proposal.objects.get().answered_post == cast.other_lead.post


def test_an_acting_lead_of_the_portfolio_answers_before_another_lead(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    acting = make_member("Ace Acting", "Temporary ACC Crime", Role.PORTFOLIO_LEAD, cast.crime)
    people.end_holding(
        holding=Holding.objects.get(post=cast.lead.post), to_on=TODAY - timedelta(days=1), by=SETTER_UP, at=LONG_AGO
    )
    propose(cast, item)

    with pytest.raises(PermissionDenied):
        answer(cast, item, "agree_not_applicable", "other_lead", "I could.")
    actions.agree_not_applicable(recommendation=item, by=acting.actor(TODAY), at=LATER)

    assert Proposal.objects.get().answered_post == acting.post


def test_a_portfolio_out_of_use_is_not_asked(cast: Cast, publication: Publication) -> None:
    people.change_portfolio(portfolio=cast.local, values={"is_active": False}, by=SETTER_UP, at=LONG_AGO)
    cast.local.refresh_from_db()

    with pytest.raises(NotPossible, match="Local Policing is no longer in use"):
        propose(cast, waiting(cast, publication), portfolio=cast.local)


# Entered in error


@pytest.mark.parametrize("who", ["second_liaison", "dcc"])
@pytest.mark.parametrize("status", [Status.AWAITING_ALLOCATION, Status.ON_HOLD, Status.CLOSED_COMPLETE])
def test_a_second_liaison_officer_or_the_dcc_withdraws_an_item_from_anywhere(
    cast: Cast, publication: Publication, status: Status, who: str
) -> None:
    item = make_recommendation(cast, publication, status)
    propose_in_error(cast, item)

    answer(cast, item, "agree_in_error", who)

    item.refresh_from_db()
    assert (item.status, item.rag, item.closed_on, item.review_on) == ("withdrawn", "", None, None)


@pytest.mark.parametrize("who", ["owner", "lead", "secretary", "auditor", "administrator"])
def test_nobody_else_agrees_to_withdraw(cast: Cast, publication: Publication, who: str) -> None:
    item = make_recommendation(cast, publication)
    propose_in_error(cast, item)

    with pytest.raises(PermissionDenied):
        answer(cast, item, "agree_in_error", who)


def test_who_proposed_to_withdraw_neither_agrees_nor_refuses(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    propose_in_error(cast, item)

    for name in ("agree_in_error", "refuse_in_error"):
        with pytest.raises(NotPossible, match="You made this proposal"):
            answer(cast, item, name, "liaison", "On reflection.")

    assert (Recommendation.objects.get().status, Proposal.objects.get().answer) == ("in progress", "")


def test_an_item_kept_stays_where_it_was(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.ON_HOLD)
    propose_in_error(cast, item)

    answer(cast, item, "refuse_in_error", "dcc", "They are two items.")

    item.refresh_from_db()
    event = item.events.latest("id")
    assert (item.status, event.verb, event.why) == ("on hold", "refuse in error", "They are two items.")


def test_withdrawn_is_final(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITHDRAWN)

    for name in ("rule_not_ours", "resume", "propose_in_error"):
        with pytest.raises(NotPossible, match="This one is withdrawn: entered in error"):
            answer(cast, item, name, "liaison", "Bring it back.")


# What stands behind the code


def test_the_database_refuses_an_answer_by_the_proposer(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    proposal = propose(cast, item)
    proposal.answer, proposal.answered_by, proposal.answered_at = "agreed", cast.liaison.user, LATER
    event = RecommendationEvent(verb=Verb.AGREE_NOT_APPLICABLE, recommendation=item, to_status=item.status)

    with pytest.raises(IntegrityError), transaction.atomic():
        record([proposal], by=cast.liaison.actor(TODAY), at=LATER, event=event)


def test_the_database_refuses_a_second_open_proposal(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    propose(cast, item)
    second = Proposal(recommendation=item, kind="in error", reason="Twice.", proposed_at=AT)
    event = RecommendationEvent(verb=Verb.PROPOSE_IN_ERROR, recommendation=item, to_status=item.status)

    with pytest.raises(IntegrityError), transaction.atomic():
        record([second], by=cast.second_liaison.actor(TODAY), at=LATER, event=event)


@pytest.mark.parametrize("marking", Marking)
def test_a_lead_who_stands_in_sees_what_is_asked_only_where_nobody_asked_may_answer(
    cast: Cast, publication: Publication, marking: Marking
) -> None:
    item = waiting(cast, publication, marking=marking)
    propose(cast, item)
    stand_in = cast.other_lead.actor(TODAY)
    assert not Recommendation.objects.in_full_to(stand_in).filter(pk=item.pk).exists()

    people.deactivate_person(person=cast.lead.user, by=SETTER_UP, at=LONG_AGO, why="Retired.")

    assert Recommendation.objects.in_full_to(stand_in).filter(pk=item.pk).exists()
    answer(cast, item, "agree_not_applicable", "other_lead", why="ACC Crime is away.")
    assert not Recommendation.objects.in_full_to(stand_in).filter(pk=item.pk).exists()


# Taken back


@pytest.mark.parametrize("kind", ["not_applicable", "in_error"])
def test_who_proposed_takes_it_back_and_the_item_stays_where_it_was(
    cast: Cast, publication: Publication, kind: str
) -> None:
    item = make_recommendation(cast, publication)
    if kind == "in_error":
        propose_in_error(cast, item)
    else:
        propose(cast, item)

    answer(cast, item, f"take_back_{kind}", "liaison", "On reflection.")

    proposal, event = Proposal.objects.get(), item.events.latest("id")
    item.refresh_from_db()
    assert (item.status, proposal.answer, proposal.answered_by) == ("in progress", "taken back", cast.liaison.user)
    assert (event.verb, event.why) == (f"take back {kind.replace('_', ' ')}", "On reflection.")
    actions.hold(recommendation=item, review_on=TODAY + timedelta(9), by=cast.liaison.actor(TODAY), at=LATER, why="So.")


@pytest.mark.parametrize("who", ["second_liaison", "lead", "dcc", "owner", "auditor"])
def test_nobody_takes_back_the_proposal_of_another(cast: Cast, publication: Publication, who: str) -> None:
    item = make_recommendation(cast, publication)
    propose(cast, item)

    with pytest.raises(PermissionDenied, match="Only whoever made the proposal"):
        answer(cast, item, "take_back_not_applicable", who, "On reflection.")

    assert Proposal.objects.get().answer == ""


def test_there_must_be_a_proposal_to_take_back_and_a_reason(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(NotPossible, match="there is nothing to answer"):
        answer(cast, item, "take_back_in_error", "liaison", "On reflection.")
    propose(cast, item)
    with pytest.raises(NotPossible, match="Give a reason"):
        answer(cast, item, "take_back_not_applicable", "liaison")


def test_the_database_lets_nobody_but_the_proposer_take_back(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    proposal = propose(cast, item)
    proposal.answer, proposal.answered_by, proposal.answered_at = "taken back", cast.dcc.user, LATER
    event = RecommendationEvent(verb=Verb.TAKE_BACK_NOT_APPLICABLE, recommendation=item, to_status=item.status)

    with pytest.raises(IntegrityError), transaction.atomic():
        record([proposal], by=cast.dcc.actor(TODAY), at=LATER, event=event)

"""What a walk consists of: the item and those around it, trying an act on it, and what must hold after every step."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from inspections import actions as inspections_actions
from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import drift
from recommendations import actions
from recommendations.enums import Status
from recommendations.models import Decision, Recommendation, RecommendationEvent
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.unit.recommendations.actions.plain_model import CLOSED, LIAISONS, PEOPLE, PORTFOLIOS, RAGS, Model

START = datetime(2022, 2, 1, 9, tzinfo=UTC)

# Mostly somebody who may, so that a walk gets somewhere.
ANYBODY = st.sampled_from([*PEOPLE, *LIAISONS, *LIAISONS, *LIAISONS])
POSTS = st.sampled_from([*PEOPLE, *PORTFOLIOS, *PORTFOLIOS])
LEAD_OR_NOT = st.sampled_from(["lead", "other_lead", "lead", "other_lead", "dcc", "liaison"])
SECOND_OR_NOT = st.sampled_from([*LIAISONS, "dcc", *LIAISONS, "dcc", "owner"])


def timely(*statuses: str, asked: str = "", after: int = 0) -> Callable[[Any], Any]:
    """The rule is for an item with that status and proposal, after so many acts; one try in four comes at any time."""

    def fits(walk: "Walker") -> bool:
        kind = walk.model.asked.kind if walk.model.asked else ""
        is_time = walk.model.status in statuses and kind == asked and walk.model.acts > after
        return is_time or walk.tries % 4 == 0

    return precondition(fits)


def now_and_then(times: int) -> Callable[[Any], Any]:
    """The rule is tried at one try in so many."""

    def is_its_turn(walk: "Walker") -> bool:
        return walk.tries % times == 0

    return precondition(is_its_turn)


class Walker(RuleBasedStateMachine):
    """One item's life, tried by everybody, in a transaction that is rolled back when it ends."""

    cast: ClassVar[Cast]
    publication: ClassVar[Publication]

    def __init__(self) -> None:
        super().__init__()
        self.rolled_back = transaction.atomic()
        self.rolled_back.__enter__()
        self.model = Model()
        self.tries = 0
        self.at = START
        self.pk = make_recommendation(self.cast, self.publication, Status.AWAITING_ALLOCATION, at=START).pk

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rolled_back.__exit__(None, None, None)

    # The world around the item

    @now_and_then(6)
    @rule(who=st.sampled_from(PEOPLE))
    def somebody_leaves_or_returns(self, who: str) -> None:
        who = min(self.model.away, default=who)  # one at a time: with nobody there nothing happens
        person = getattr(self.cast, who).user
        change = people.reactivate_person if who in self.model.away else people.deactivate_person
        change(person=person, by=SETTER_UP, at=self.at, why="Posted.")
        self.model.away ^= {who}

    @precondition(lambda self: self.model.embargoed or self.tries % 5 == 0)
    @rule()
    def the_embargo_is_set_or_lifted(self) -> None:
        self.model.embargoed = not self.model.embargoed
        inspections_actions.set_embargo(
            inspection=self.publication.inspection,
            embargoed=self.model.embargoed,
            by=SETTER_UP,
            at=self.at,
            why="As asked.",
        )

    @precondition(lambda self: self.tries % 4 != 0)
    @rule()
    def nobody_tries_anything(self) -> None:
        """What keeps a walk going where nothing is timely, as when the item is withdrawn."""
        self.tries += 1

    # Trying an act

    def attempt(self, name: str, who: str, is_allowed: bool, **values: Any) -> bool:
        """Try it; the item and the model must agree on whether it goes through. Says whether it did."""
        act = getattr(actions, name)
        at, actor = self.at, getattr(self.cast, who).actor(self.at.date())
        self.tries += 1
        self.at += timedelta(days=45 if self.tries % 7 == 0 else 0, minutes=20)
        try:
            act(recommendation=Recommendation.objects.get(pk=self.pk), by=actor, at=at, **values)
        except (NotPossible, PermissionDenied) as refusal:
            assert not is_allowed, f"{name} by {who} was refused: {refusal}"
            return False
        assert is_allowed, f"{name} by {who} went through"
        self.model.acts += 1
        return True

    def given_to(self, to: str) -> dict[str, Any]:
        portfolio = getattr(self.cast, PORTFOLIOS.get(to, "crime"))
        return {"owner_post": getattr(self.cast, to).post, "portfolio": portfolio}

    # What must hold after every step

    @invariant()
    def the_item_is_where_the_model_says(self) -> None:
        item = Recommendation.objects.get(pk=self.pk)
        assert item.status == self.model.status
        assert (item.owner_post_id is not None) == bool(self.model.owner)
        assert item.proposals.filter(answer="").count() == (self.model.asked is not None)

    @invariant()
    def the_status_is_the_fold_of_the_events(self) -> None:
        events = list(RecommendationEvent.objects.filter(recommendation=self.pk).order_by("id"))
        assert len(events) == self.model.acts
        assert [event.from_status for event in events] == ["", *(event.to_status for event in events[:-1])]
        assert events[-1].to_status == self.model.status
        assert [event.at for event in events] == sorted(event.at for event in events)

    @invariant()
    def every_event_has_an_actor_a_post_and_a_time(self) -> None:
        for event in RecommendationEvent.objects.filter(recommendation=self.pk):
            assert event.by_user_id and event.by_post_id and event.at

    @invariant()
    def the_rag_fits_the_status(self) -> None:
        item = Recommendation.objects.get(pk=self.pk)
        assert item.rag in RAGS.get(item.status, {""})

    @invariant()
    def what_is_closed_has_its_day_and_its_decision(self) -> None:
        item = Recommendation.objects.get(pk=self.pk)
        decisions = list(Decision.objects.filter(recommendation=self.pk).order_by("id"))
        assert len(decisions) == self.model.decisions
        assert (item.closed_on is not None) == (item.status in CLOSED)
        if item.status in CLOSED:
            assert (decisions[-1].outcome, decisions[-1].decided_on) == (item.status, item.closed_on)

    @invariant()
    def nobody_answered_their_own_proposal(self) -> None:
        item = Recommendation.objects.get(pk=self.pk)
        for proposal in item.proposals.exclude(answer=""):
            assert proposal.answered_by_id != proposal.proposed_by_id

    @invariant()
    def rows_and_history_agree(self) -> None:
        assert drift() == []

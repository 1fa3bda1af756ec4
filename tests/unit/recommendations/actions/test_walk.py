"""Random histories of an item beside a plain model of the rules: whoever tries whatever, both must agree.

The model is written from the rules as they are told, not from the code.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from inspections import actions as inspections_actions
from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import drift
from recommendations import actions
from recommendations.enums import DecisionRoute, Rag, Status
from recommendations.models import Decision, Recommendation, RecommendationEvent
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.unit.recommendations.actions.plain_model import (
    CLOSED,
    LEADS,
    LIAISONS,
    OPEN,
    PEOPLE,
    PORTFOLIOS,
    RAGS,
    Asked,
    Model,
)

START = datetime(2022, 2, 1, 9, tzinfo=UTC)

# Mostly somebody who may, so that a walk gets somewhere.
ANYBODY = st.sampled_from([*PEOPLE, *LIAISONS, *LIAISONS, *LIAISONS])
POSTS = st.sampled_from([*PEOPLE, *PORTFOLIOS, *PORTFOLIOS])
LEAD_OR_NOT = st.sampled_from(["lead", "other_lead", "lead", "other_lead", "dcc", "liaison"])
SECOND_OR_NOT = st.sampled_from([*LIAISONS, "dcc", *LIAISONS, "dcc", "owner"])


def timely(*statuses: str, asked: str = "", after: int = 0) -> Callable[[Any], Any]:
    """The rule is for an item with that status and proposal, after so many acts; one try in four comes at any time."""

    def fits(walk: "Walk") -> bool:
        kind = walk.model.asked.kind if walk.model.asked else ""
        is_time = walk.model.status in statuses and kind == asked and walk.model.acts > after
        return is_time or walk.tries % 4 == 0

    return precondition(fits)


def now_and_then(times: int) -> Callable[[Any], Any]:
    """The rule is tried at one try in so many."""

    def is_its_turn(walk: "Walk") -> bool:
        return walk.tries % times == 0

    return precondition(is_its_turn)


class Walk(RuleBasedStateMachine):
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

    # What is tried on it

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

    @timely("awaiting allocation")
    @rule(who=ANYBODY, to=POSTS)
    def allocate(self, who: str, to: str) -> None:
        model = self.model
        is_allowed = (
            model.status == "awaiting allocation"
            and model.asked is None
            and model.is_liaison(who)
            and model.can_own(to)
        )
        if self.attempt("allocate", who, is_allowed, **self.given_to(to)):
            model.status = "in progress"
            model.owner, model.portfolio = to, PORTFOLIOS.get(to, "crime")

    @timely("in progress", "on hold")
    @rule(who=ANYBODY, to=POSTS, why=st.sampled_from(["It moved.", ""]))
    def reallocate(self, who: str, to: str, why: str) -> None:
        model = self.model
        at_work = model.status in {"in progress", "on hold"}
        is_allowed = bool(at_work and model.is_liaison(who) and model.can_own(to) and why)
        if self.attempt("reallocate", who, is_allowed, **self.given_to(to), why=why):
            model.owner, model.portfolio = to, PORTFOLIOS.get(to, "crime")

    def given_to(self, to: str) -> dict[str, Any]:
        portfolio = getattr(self.cast, PORTFOLIOS.get(to, "crime"))
        return {"owner_post": getattr(self.cast, to).post, "portfolio": portfolio}

    @timely("awaiting allocation", "in progress", after=4)
    @rule(who=ANYBODY, why=st.sampled_from(["Others are meant.", " "]))
    def rule_not_ours(self, who: str, why: str) -> None:
        model = self.model
        is_allowed = model.status in {"awaiting allocation", "in progress"} and model.asked is None
        if self.attempt("rule_not_ours", who, bool(is_allowed and model.is_liaison(who) and why.strip()), why=why):
            model.status = "for information"

    @timely("awaiting allocation", "in progress", after=4)
    @rule(who=ANYBODY, portfolio=st.sampled_from(["crime", "local"]))
    def propose_not_applicable(self, who: str, portfolio: str) -> None:
        model = self.model
        is_allowed = (
            model.status in {"awaiting allocation", "in progress"}
            and model.asked is None
            and model.is_liaison(who)
            and not model.embargoed
        )
        chosen = getattr(self.cast, portfolio)
        if self.attempt("propose_not_applicable", who, is_allowed, portfolio=chosen, why="No such unit."):
            model.asked = Asked("not applicable", who, portfolio)

    @timely("awaiting allocation", "in progress", asked="not applicable")
    @rule(who=LEAD_OR_NOT, why=st.sampled_from(["I agree.", ""]))
    def agree_not_applicable(self, who: str, why: str) -> None:
        model = self.model
        is_allowed = model.may_answer_not_applicable(who) and model.status in {"awaiting allocation", "in progress"}
        if is_allowed and model.asked and LEADS[model.asked.portfolio] != who:
            is_allowed = bool(why)
        if self.attempt("agree_not_applicable", who, is_allowed, why=why):
            model.status, model.asked = "not applicable", None

    @timely("awaiting allocation", "in progress", asked="not applicable")
    @rule(who=LEAD_OR_NOT, why=st.sampled_from(["It applies.", ""]))
    def refuse_not_applicable(self, who: str, why: str) -> None:
        is_allowed = self.model.may_answer_not_applicable(who) and bool(why)
        if self.attempt("refuse_not_applicable", who, is_allowed, why=why):
            self.model.asked = None

    @timely("in progress")
    @rule(who=ANYBODY, days=st.sampled_from([1, 30, 90, 0, -1]))
    def hold(self, who: str, days: int) -> None:
        model = self.model
        is_allowed = model.status == "in progress" and model.asked is None and model.is_liaison(who) and days > 0
        review_on = self.at.date() + timedelta(days=days)
        if self.attempt("hold", who, is_allowed, review_on=review_on, why="Guidance is awaited."):
            model.status = "on hold"

    @timely("on hold")
    @rule(who=ANYBODY)
    def resume(self, who: str) -> None:
        model = self.model
        is_allowed = model.status == "on hold" and model.asked is None and model.is_liaison(who)
        if self.attempt("resume", who, is_allowed, why="It is out."):
            model.status = "in progress"

    @timely(*OPEN, after=6)
    @rule(who=ANYBODY, outcome=st.sampled_from([*sorted(CLOSED), "withdrawn"]), days=st.integers(-1, 1))
    def hmicfrs_closes(self, who: str, outcome: str, days: int) -> None:
        model = self.model
        is_allowed = (
            model.status in OPEN
            and model.asked is None
            and model.is_liaison(who)
            and model.tracked
            and outcome in CLOSED
            and days <= 0
        )
        decision = {
            "outcome": outcome,
            "decided_on": self.at.date() + timedelta(days=days),
            "decided_by": "HM Inspector",
            "route": DecisionRoute.LETTER,
            "document": "Letter",
        }
        if self.attempt("hmicfrs_closes", who, is_allowed, **decision):
            model.status = outcome
            model.decisions += 1

    @timely(*OPEN, after=6)
    @rule(who=st.sampled_from(["dcc", "liaison", "lead"]), outcome=st.sampled_from(sorted(CLOSED)))
    def dcc_closes(self, who: str, outcome: str) -> None:
        model = self.model
        is_allowed = (
            model.status in OPEN
            and model.asked is None
            and model.is_dcc(who)
            and not model.tracked
            and outcome != "closed complete"
        )
        decision = {"outcome": outcome, "decided_on": self.at.date(), "document": "Minutes", "why": "Disbanded."}
        if self.attempt("dcc_closes", who, is_allowed, **decision):
            model.status = outcome
            model.decisions += 1

    @timely(*CLOSED, "for information", "not applicable")
    @rule(who=ANYBODY, source=st.sampled_from(["A letter", ""]))
    def reopen(self, who: str, source: str) -> None:
        model = self.model
        is_allowed = model.status in CLOSED | {"for information", "not applicable"} and model.asked is None
        is_allowed = bool(is_allowed and model.is_liaison(who) and source)
        if self.attempt("reopen", who, is_allowed, source=source, why="It is not met."):
            model.status = "in progress" if model.owner else "awaiting allocation"

    @timely(*OPEN, *CLOSED)
    @rule(who=ANYBODY)
    def propose_in_error(self, who: str) -> None:
        model = self.model
        is_allowed = model.status != "withdrawn" and model.asked is None and model.is_liaison(who)
        if self.attempt("propose_in_error", who, is_allowed, why="It is there twice."):
            model.asked = Asked("in error", who)

    @precondition(lambda self: self.model.asked and self.model.acts > 8)  # withdrawn is final, and ends the walk
    @rule(who=SECOND_OR_NOT)
    def agree_in_error(self, who: str) -> None:
        if self.attempt("agree_in_error", who, self.model.may_answer_in_error(who)):
            self.model.status, self.model.asked = "withdrawn", None

    @timely(*OPEN, *CLOSED, asked="in error")
    @rule(who=SECOND_OR_NOT)
    def refuse_in_error(self, who: str) -> None:
        if self.attempt("refuse_in_error", who, self.model.may_answer_in_error(who), why="They are two."):
            self.model.asked = None

    @now_and_then(2)
    @rule(who=ANYBODY, cites=st.sampled_from(["Mail", ""]))
    def record_progress(self, who: str, cites: str) -> None:
        model = self.model
        for_owner = model.is_liaison(who) and (bool(cites) or not model.owner)
        is_allowed = model.status in OPEN and (model.is_own(who) or for_owner)
        self.attempt("record_progress", who, is_allowed, text="More is done.", cites=cites)

    @now_and_then(2)
    @rule(who=ANYBODY, rag=st.sampled_from([Rag.RED, Rag.GREY]), n=st.integers())
    def set_rag(self, who: str, rag: Rag, n: int) -> None:
        model = self.model
        at_work = model.status in {"in progress", "on hold"}
        in_hand = model.is_liaison(who) or model.leads(who, model.portfolio)
        self.attempt("set_rag", who, at_work and in_hand and rag == Rag.RED, rag=rag, why=f"It slips ({n}).")

    @now_and_then(3)
    @rule(who=st.sampled_from(["liaison", "owner"]))
    def set_tracked(self, who: str) -> None:
        model = self.model
        is_allowed = model.status != "withdrawn" and model.is_liaison(who)
        given = {"tracked": not model.tracked, "since_on": self.at.date(), "why": "So says the portal."}
        if self.attempt("set_tracked", who, is_allowed, **given):
            model.tracked = not model.tracked

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


@pytest.fixture
def walk(cast: Cast, publication: Publication) -> Iterator[type[Walk]]:
    Walk.cast, Walk.publication = cast, publication
    yield Walk


@pytest.mark.parametrize("share", range(10))
def test_the_register_and_the_rules_agree_on_any_walk(walk: type[Walk], thorough: bool, share: int) -> None:
    examples, steps = (200, 50) if thorough else (2, 40)
    run_state_machine_as_test(walk, settings=settings(max_examples=examples, stateful_step_count=steps))

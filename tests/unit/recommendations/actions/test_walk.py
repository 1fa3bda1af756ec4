"""Random histories of an item beside a plain model of the rules: whoever tries whatever, both must agree.

The model is written from the rules as they are told, not from the code.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from inspections.models import Publication
from recommendations.enums import DecisionRoute, Rag
from tests.factories.people import Cast
from tests.unit.recommendations.actions.plain_model import CLOSED, LEADS, OPEN, PORTFOLIOS, Asked
from tests.unit.recommendations.actions.walker import (
    ANYBODY,
    LEAD_OR_NOT,
    POSTS,
    SECOND_OR_NOT,
    Walker,
    now_and_then,
    timely,
)


class Walk(Walker):
    """What is tried on the item."""

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
    @rule(who=ANYBODY, rag=st.sampled_from([Rag.RED, Rag.GREY]))
    def set_rag(self, who: str, rag: Rag) -> None:
        model = self.model
        at_work = model.status in {"in progress", "on hold"}
        in_hand = model.is_liaison(who) or model.leads(who, model.portfolio)
        self.attempt("set_rag", who, at_work and in_hand and rag == Rag.RED, rag=rag, why=f"It slips ({self.tries}).")

    @now_and_then(3)
    @rule(who=st.sampled_from(["liaison", "owner"]))
    def set_tracked(self, who: str) -> None:
        model = self.model
        is_allowed = model.status != "withdrawn" and model.is_liaison(who)
        given = {"tracked": not model.tracked, "since_on": self.at.date(), "why": "So says the portal."}
        if self.attempt("set_tracked", who, is_allowed, **given):
            model.tracked = not model.tracked


@pytest.fixture
def walk(cast: Cast, publication: Publication) -> Iterator[type[Walk]]:
    Walk.cast, Walk.publication = cast, publication
    yield Walk


@pytest.mark.parametrize("share", range(10))
def test_the_register_and_the_rules_agree_on_any_walk(walk: type[Walk], thorough: bool, share: int) -> None:
    examples, steps = (200, 50) if thorough else (2, 40)
    run_state_machine_as_test(walk, settings=settings(max_examples=examples, stateful_step_count=steps))

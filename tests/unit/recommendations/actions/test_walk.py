"""Random histories of an item beside a plain model of the rules: whoever tries whatever, both must agree.

The model is written from the rules as they are told, not from the code.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from inspections.models import Publication
from recommendations.enums import DecisionRoute, Rag
from tests.factories.people import Cast
from tests.unit.recommendations.actions.claim_walk import VERDICTS, ClaimWalk
from tests.unit.recommendations.actions.plain_model import (
    AT_WORK,
    CLOSED,
    DESKS,
    OPEN,
    OWNING,
    PEOPLE,
    PORTFOLIOS,
    REOPENABLE,
    SIGNED,
    Asked,
)
from tests.unit.recommendations.actions.walker import ANYBODY, REASON_OR_NOT, RIGHT, now_and_then, timely

POSTS = st.sampled_from([*PEOPLE, *sorted(OWNING) * 3])


class Walk(ClaimWalk):
    """What is tried on the item itself."""

    @timely("awaiting allocation")
    @rule(who=ANYBODY, to=POSTS)
    def allocate(self, who: str, to: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            is_free = model.status == "awaiting allocation" and model.asked is None
            return is_free and model.is_liaison(who) and model.can_own(to)

        who = self.one_of(who, may)
        if self.attempt("allocate", who, may(who), **self.given_to(to)):
            model.status = "in progress"
            model.owner, model.portfolio = to, PORTFOLIOS.get(to, "crime")

    @rule(to=POSTS)
    def the_item_goes_on(self, to: str) -> None:
        """What brings it nearer to its end, by whoever may, so that a walk gets to the last desk and beyond."""
        model, walk = self.model, cast(Any, self)  # a rule may be called like any function
        match model.status:
            case _ if model.asked is not None:
                in_error = model.asked.kind == "in error"
                walk.refuse_in_error(RIGHT) if in_error else walk.refuse_not_applicable(RIGHT, "It applies.")
            case "awaiting allocation":
                walk.allocate(RIGHT, to)
            case "in progress" if not model.evidence:
                walk.add_evidence(RIGHT, "Mail")
            case "in progress" if not model.claim_is_whole:
                walk.write_claim(RIGHT, True, "Mail")
            case "in progress":
                walk.make_claim(RIGHT, "Mail")
            case "approved" if model.tracked:
                walk.submit(RIGHT, 0)
            case "on hold":
                walk.resume(RIGHT)
            case status if status in DESKS:
                self.decide(VERDICTS[status], RIGHT, "So it is.")
            case status if status in REOPENABLE:
                walk.reopen(RIGHT, "A letter")

    @precondition(lambda self: self.model.acts < 12)
    @rule(to=POSTS)
    def the_item_goes_on_quickly(self, to: str) -> None:
        cast(Any, self).the_item_goes_on(to)

    @precondition(lambda self: self.model.status in SIGNED)
    @rule(to=POSTS)
    def the_item_goes_on_from_a_desk(self, to: str) -> None:
        cast(Any, self).the_item_goes_on(to)

    @precondition(lambda self: self.model.status in AT_WORK and self.tries % 4 == 0)
    @rule(who=ANYBODY, to=POSTS, portfolio=st.sampled_from(["", "", "crime", "local"]), why=REASON_OR_NOT)
    def reallocate(self, who: str, to: str, portfolio: str, why: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            return bool(model.status in AT_WORK and model.is_liaison(who) and model.can_own(to) and why)

        who = self.one_of(who, may)
        if self.attempt("reallocate", who, may(who), **self.given_to(to, portfolio), why=why):
            model.owner, model.portfolio = to, portfolio or PORTFOLIOS.get(to, "crime")

    @timely("awaiting allocation", "in progress", after=8)
    @rule(who=ANYBODY, why=st.sampled_from(["Others are meant.", " "]))
    def rule_not_ours(self, who: str, why: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            is_free = model.status in {"awaiting allocation", "in progress"} and model.asked is None
            return is_free and model.is_liaison(who) and bool(why.strip())

        who = self.one_of(who, may)
        if self.attempt("rule_not_ours", who, may(who), why=why):
            model.status = "for information"

    @timely("awaiting allocation", "in progress", after=4)
    @rule(who=ANYBODY, portfolio=st.sampled_from(["crime", "local"]))
    def propose_not_applicable(self, who: str, portfolio: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            is_free = model.status in {"awaiting allocation", "in progress"} and model.asked is None
            return is_free and model.is_liaison(who) and not model.embargoed

        who = self.one_of(who, may)
        chosen = getattr(self.cast, portfolio)
        if self.attempt("propose_not_applicable", who, may(who), portfolio=chosen, why="No such unit."):
            model.asked = Asked("not applicable", who, portfolio)

    @timely("awaiting allocation", "in progress", asked="not applicable")
    @rule(who=ANYBODY, why=REASON_OR_NOT)
    def agree_not_applicable(self, who: str, why: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            may_answer = model.may_answer(who, "not applicable") and not model.embargoed
            if not may_answer or model.status not in {"awaiting allocation", "in progress"}:
                return False
            return bool(why) or model.leads(who, model.asked.portfolio)

        who = self.one_of(who, may)
        if self.attempt("agree_not_applicable", who, may(who), why=why):
            model.status, model.asked = "not applicable", None

    @timely("awaiting allocation", "in progress", asked="not applicable")
    @rule(who=ANYBODY, why=REASON_OR_NOT)
    def refuse_not_applicable(self, who: str, why: str) -> None:
        def may(who: str) -> bool:
            return self.model.may_answer(who, "not applicable") and bool(why)

        who = self.one_of(who, may)
        if self.attempt("refuse_not_applicable", who, may(who), why=why):
            self.model.asked = None

    @timely("in progress", after=8)
    @rule(who=ANYBODY, days=st.sampled_from([1, 30, 90, 0, -1]))
    def hold(self, who: str, days: int) -> None:
        model = self.model

        def may(who: str) -> bool:
            return model.status == "in progress" and model.asked is None and model.is_liaison(who) and days > 0

        who = self.one_of(who, may)
        review_on = self.at.date() + timedelta(days=days)
        if self.attempt("hold", who, may(who), review_on=review_on, why="Guidance is awaited."):
            model.status = "on hold"

    @timely("on hold")
    @rule(who=ANYBODY)
    def resume(self, who: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            return model.status == "on hold" and model.asked is None and model.is_liaison(who)

        who = self.one_of(who, may)
        if self.attempt("resume", who, may(who), why="It is out."):
            model.status = "in progress"

    @precondition(lambda self: self.model.acts > 14 and self.tries % 5 == 0)
    @rule(who=ANYBODY, outcome=st.sampled_from([*sorted(CLOSED), "withdrawn"]), days=st.integers(-1, 1))
    def hmicfrs_closes(self, who: str, outcome: str, days: int) -> None:
        model = self.model

        def may(who: str) -> bool:
            is_free = model.status in OPEN and model.asked is None and model.tracked
            return is_free and model.is_liaison(who) and outcome in CLOSED and days <= 0

        who = self.one_of(who, may)
        decision = {
            "outcome": outcome,
            "decided_on": self.at.date() + timedelta(days=days),
            "decided_by": "HM Inspector",
            "route": DecisionRoute.LETTER,
            "document": "Letter",
        }
        if self.attempt("hmicfrs_closes", who, may(who), **decision):
            model.status = outcome
            model.decisions += 1
            model.end_claim()

    @precondition(lambda self: self.model.acts > 14 and self.tries % 5 == 0)
    @rule(who=ANYBODY, outcome=st.sampled_from(sorted(CLOSED)))
    def dcc_closes(self, who: str, outcome: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            is_free = model.status in OPEN and model.asked is None and not model.tracked
            return is_free and model.is_dcc(who) and outcome != "closed complete"

        who = self.one_of(who, may)
        decision = {"outcome": outcome, "decided_on": self.at.date(), "document": "Minutes", "why": "Disbanded."}
        if self.attempt("dcc_closes", who, may(who), **decision):
            model.status = outcome
            model.decisions += 1
            model.end_claim()

    @timely(*REOPENABLE)
    @rule(who=ANYBODY, source=st.sampled_from(["A letter", ""]))
    def reopen(self, who: str, source: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            return bool(model.status in REOPENABLE and model.asked is None and model.is_liaison(who) and source)

        who = self.one_of(who, may)
        if self.attempt("reopen", who, may(who), source=source, why="It is not met."):
            model.status = "in progress" if model.owner else "awaiting allocation"

    @now_and_then(4)
    @rule(who=ANYBODY)
    def propose_in_error(self, who: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            return model.status != "withdrawn" and model.asked is None and model.is_liaison(who)

        who = self.one_of(who, may)
        if self.attempt("propose_in_error", who, may(who), why="It is there twice."):
            model.asked = Asked("in error", who)

    @precondition(lambda self: self.model.asked and self.model.acts > 20)  # withdrawn is final, and ends the walk
    @rule(who=ANYBODY)
    def agree_in_error(self, who: str) -> None:
        who = self.one_of(who, lambda who: self.model.may_answer(who, "in error"))
        if self.attempt("agree_in_error", who, self.model.may_answer(who, "in error")):
            self.model.status, self.model.asked = "withdrawn", None
            self.model.end_claim()

    @precondition(lambda self: self.model.asked or self.tries % 8 == 0)
    @rule(who=ANYBODY)
    def refuse_in_error(self, who: str) -> None:
        who = self.one_of(who, lambda who: self.model.may_answer(who, "in error"))
        if self.attempt("refuse_in_error", who, self.model.may_answer(who, "in error"), why="They are two."):
            self.model.asked = None

    @now_and_then(4)
    @rule(who=ANYBODY, cites=st.sampled_from(["Mail", ""]))
    def record_progress(self, who: str, cites: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            for_owner = model.is_liaison(who) and (bool(cites) or not model.owner)
            return model.status in OPEN and (model.is_own(who) or for_owner)

        who = self.one_of(who, may)
        self.attempt("record_progress", who, may(who), text="More is done.", cites=cites)

    @now_and_then(4)
    @rule(who=ANYBODY, rag=st.sampled_from([Rag.RED, Rag.GREY]))
    def set_rag(self, who: str, rag: Rag) -> None:
        model = self.model

        def may(who: str) -> bool:
            in_hand = model.is_liaison(who) or model.leads(who, model.portfolio)
            return model.status in AT_WORK and in_hand and rag == Rag.RED

        who = self.one_of(who, may)
        self.attempt("set_rag", who, may(who), rag=rag, why=f"It slips ({self.tries}).")

    @now_and_then(5)
    @rule(who=ANYBODY)
    def set_tracked(self, who: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            return model.status != "withdrawn" and model.is_liaison(who)

        who = self.one_of(who, may)
        given = {"tracked": not model.tracked, "since_on": self.at.date(), "why": "So says the portal."}
        if self.attempt("set_tracked", who, may(who), **given):
            model.tracked = not model.tracked


@pytest.fixture
def walk(cast: Cast, publication: Publication) -> Iterator[type[Walk]]:
    Walk.cast, Walk.publication = cast, publication
    yield Walk


@pytest.mark.by_turns
@pytest.mark.parametrize("share", range(20))
def test_the_register_and_the_rules_agree_on_any_walk(walk: type[Walk], thorough: bool, share: int) -> None:
    walks = 250 if thorough else 10
    run_state_machine_as_test(walk, settings=settings(max_examples=walks, stateful_step_count=50))

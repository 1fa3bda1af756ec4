"""What a walk consists of: the item and those around it, trying an act on it, and what must hold after every step."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from inspections import actions as inspections_actions
from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding
from jac_tracker.history import as_at
from recommendations import actions
from recommendations.enums import Status, Verdict
from recommendations.models import (
    Claim,
    ClaimAnswer,
    Decision,
    Evidence,
    Exhibit,
    Part,
    Recommendation,
    RecommendationEvent,
)
from recommendations.workflow import claim_content, content_of, fingerprint
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.plugins.history import drift_now
from tests.unit.recommendations.actions.plain_model import CLOSED, PEOPLE, PORTFOLIOS, RAGS, SIGNED_BY, Model

START = datetime(2022, 2, 1, 9, tzinfo=UTC)

RIGHT = "whoever may"
# Mostly somebody who may, so that a walk gets somewhere.
ANYBODY = st.sampled_from([*PEOPLE, *[RIGHT] * 9])
REASON_OR_NOT = st.sampled_from(["So it is.", "So it is.", "So it is.", ""])
ACTING = st.sampled_from(
    [
        *[("second_liaison", post) for post in ("owner", "lead", "dcc")],
        *[("other_lead", post) for post in ("lead", "owner", "liaison")],
        *[("other_owner", "lead"), ("owner", "lead"), ("lead", "owner"), ("dcc", "lead"), ("liaison", "dcc")],
    ]
)
# What is read as at a moment, by how each is told to be of the item.
READ_BACK: tuple[tuple[Any, str], ...] = (
    (Recommendation, "id"),
    (Part, "recommendation"),
    (Evidence, "recommendation"),
    (Claim, "recommendation"),
    (ClaimAnswer, "claim"),
    (Exhibit, "claim"),
)


def timely(*statuses: str, asked: str = "", after: int = 0) -> Callable[[Any], Any]:
    """The rule is for an item with that status and proposal, after so many acts; one try in eight comes at any time."""

    def fits(walk: "Walker") -> bool:
        kind = walk.model.asked.kind if walk.model.asked else ""
        is_time = walk.model.status in statuses and kind == asked and walk.model.acts > after
        return is_time or walk.tries % 8 == 0

    return precondition(fits)


def now_and_then(times: int) -> Callable[[Any], Any]:
    """The rule is tried at one try in so many."""
    return precondition(lambda walk: walk.tries % times == 0)


class Walker(RuleBasedStateMachine):
    """One item's life, tried by everybody, in a transaction that is rolled back when it ends."""

    cast: ClassVar[Cast]
    publication: ClassVar[Publication]

    def __init__(self) -> None:
        super().__init__()
        self.rolled_back = transaction.atomic()
        self.rolled_back.__enter__()
        self.model = Model()
        self.tries = self.checked = 0
        self.at = START
        self.pk = make_recommendation(self.cast, self.publication, Status.AWAITING_ALLOCATION, at=START).pk
        self.known: dict[tuple[str, date], Actor] = {}
        self.past: list[tuple[datetime, dict[str, list[Any]]]] = []
        self.frozen: list[Any] = []
        self.was_refused = False

    def teardown(self) -> None:
        try:
            assert drift_now() == []
            for moment, then in self.past:
                assert {name: rows for name, rows in self.read(moment).items() if rows != then[name]} == {}
        finally:
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
        self.known.clear()

    @now_and_then(5)
    @rule(who_and_post=ACTING)
    def somebody_acts_for_another_or_no_longer(self, who_and_post: tuple[str, str]) -> None:
        if self.model.acting is not None:
            self.at += timedelta(days=1)
            holding = Holding.objects.get(is_acting=True, to_on=None)
            people.end_holding(holding=holding, to_on=self.at.date() - timedelta(days=1), by=SETTER_UP, at=self.at)
            self.model.acting = None
        elif not self.model.away:
            who, post = (getattr(self.cast, name) for name in who_and_post)
            on = self.at.date()
            people.hand_over(post=post.post, to=who.user, from_on=on, is_acting=True, by=SETTER_UP, at=self.at)
            self.model.acting = who_and_post
        self.known.clear()

    @precondition(lambda self: self.model.embargoed or self.tries % 7 == 0)
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

    @precondition(lambda self: self.tries % 8 != 0 and self.model.status == "withdrawn")
    @rule()
    def nobody_tries_anything(self) -> None:
        """What keeps a walk going where nothing is timely, as when the item is withdrawn."""
        self.tries += 1

    # Trying an act

    def one_of(self, who: str, may: Callable[[str], bool]) -> str:
        return next((name for name in PEOPLE if may(name)), "liaison") if who == RIGHT else who

    def attempt(self, name: str, who: str, is_allowed: bool, of: Any = None, **values: Any) -> bool:
        """Try it; the item and the model must agree on whether it goes through. Says whether it did."""
        act = getattr(actions, name)
        at, actor = self.at, self.actor(who)
        self.tries += 1
        self.pass_time()
        target = {"evidence": of} if of is not None else {"recommendation": Recommendation(pk=self.pk)}
        is_allowed = is_allowed and self.model.sees(who)
        try:
            act(**target, by=actor, at=at, **values)
        except (NotPossible, PermissionDenied) as refusal:
            assert not is_allowed, f"{name} by {who} was refused: {refusal}"
            self.was_refused = True
            return False
        assert is_allowed, f"{name} by {who} went through"
        self.model.acts += 1
        self.was_refused = False
        return True

    def actor(self, who: str) -> Actor:
        """Somebody as on this day; looked up again once the posts they hold may have changed."""
        key = (who, self.at.date())
        if key not in self.known:
            self.known[key] = getattr(self.cast, who).actor(self.at.date())
        return self.known[key]

    def pass_time(self) -> None:
        """Twenty minutes of a working day, and now and then half a quarter."""
        self.at += timedelta(days=45 if self.tries % 7 == 0 else 0, minutes=20)
        if self.at.hour >= 17:
            self.at = self.at.replace(hour=9) + timedelta(days=1)

    def given_to(self, to: str, portfolio: str = "") -> dict[str, Any]:
        portfolio = portfolio or PORTFOLIOS.get(to, "crime")
        return {"owner_post": getattr(self.cast, to).post, "portfolio": getattr(self.cast, portfolio)}

    # What must hold after every step

    @invariant()
    def the_item_is_as_the_model_says(self) -> None:
        if self.checked == self.tries:
            return
        self.checked = self.tries
        item = Recommendation.objects.get(pk=self.pk)
        if self.was_refused:
            assert (item.status, self.events().count()) == (self.model.status, self.model.acts)
            return
        self.check_item(item)
        self.check_events()
        self.check_claim(item)
        self.check_frozen(item)
        if self.tries % 10 == 0:
            self.past.append((self.at - timedelta(minutes=1), self.read()))

    def check_item(self, item: Recommendation) -> None:
        model = self.model
        assert item.status == model.status
        assert item.rag in RAGS.get(item.status, {""})
        assert item.owner_post_id == (getattr(self.cast, model.owner).post.pk if model.owner else None)
        assert item.proposals.filter(answer="").count() == (model.asked is not None)
        decisions = list(Decision.objects.filter(recommendation=self.pk).order_by("id"))
        assert len(decisions) == model.decisions
        assert (item.closed_on is not None) == (item.status in CLOSED)
        if item.status in CLOSED:
            assert (decisions[-1].outcome, decisions[-1].decided_on) == (item.status, item.closed_on)

    def events(self) -> "models.QuerySet[RecommendationEvent]":
        return RecommendationEvent.objects.filter(recommendation=self.pk).order_by("id")

    def check_events(self) -> None:
        """The status is the fold of the events; every event has an actor, a post and a time."""
        events = list(self.events())
        assert len(events) == self.model.acts
        assert [event.from_status for event in events] == ["", *(event.to_status for event in events[:-1])]
        assert events[-1].to_status == self.model.status
        assert [event.at for event in events] == sorted(event.at for event in events)
        assert all(event.by_user_id and event.by_post_id and event.at for event in events)

    def check_claim(self, item: Recommendation) -> None:
        """Who signed at which desk is as the model says, nobody on their own, and bound to what the item says now."""
        found, told = item.claims.standing().first(), self.model.claim
        assert (found is None) == (told is None)
        if found is None or told is None:
            assert self.model.status not in SIGNED_BY
            return
        assert (found.number, found.standing == "made") == (told.number, told.is_made)
        typists = {getattr(self.cast, name).user.pk: name for name in PEOPLE}
        assert {typists[pk] for pk in found.claimants.values_list("user", flat=True)} == told.typists
        if not told.is_made:
            assert self.model.status not in SIGNED_BY
            return
        assert (found.round, found.for_post) == (told.round, getattr(self.cast, told.post).post)
        rows = list(found.sign_offs.filter(round=found.round))
        same = Verdict.SAME_POST
        assert {row.desk: "" if row.verdict == same else typists[row.by_user_id] for row in rows} == told.signed
        assert told.signed.keys() == SIGNED_BY[self.model.status]
        now = fingerprint(content_of(item, found)) if rows else ""
        assert {row.fingerprint for row in rows} <= {now}
        deciding = [row for row in rows if row.verdict != same]
        assert len({row.by_user_id for row in deciding}) == len(deciding)
        assert not {row.by_user_id for row in deciding} & set(found.claimants.values_list("user", flat=True))

    def check_frozen(self, item: Recommendation) -> None:
        """What was claimed, proved and decided on stands still while an item is closed."""
        if item.status not in CLOSED:
            self.frozen = []
            return
        now = [
            [item.text, item.title, item.rag, item.closed_on, item.owner_post_id, item.internal_target_on],
            [claim_content(claim) for claim in item.claims.all()],
            list(item.evidence.values_list("number", "is_set_aside", "replaces")),
            list(item.parts.values_list("letter", "text", "is_ours")),
        ]
        assert self.frozen in ([], now)
        self.frozen = now

    def read(self, moment: datetime | None = None) -> dict[str, list[Any]]:
        """All rows of the item, now or as at a moment."""
        claims = [claim.pk for claim in Claim.objects.filter(recommendation=self.pk)]
        found = {}
        for model, by in READ_BACK:
            rows: models.QuerySet[Any] = as_at(model, moment) if moment else model._base_manager.all()
            columns = [field.attname for field in model._meta.concrete_fields]
            of_it = {f"{by}__in": claims if by == "claim" else [self.pk]}
            found[model.__name__] = sorted(rows.filter(**of_it).values_list(*columns), key=str)
        return found

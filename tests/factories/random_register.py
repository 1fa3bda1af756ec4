"""A register on which anything happens."""

import random
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from inspections import actions as inspecting
from inspections.models import Inspection
from jac_tracker.accounts.actions import NotPossible
from recommendations import actions as recommending
from recommendations.enums import AT_WORK, CLOSED, OPEN, DecisionRoute, Kind, Marking, Rag, Status
from recommendations.models import Recommendation
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation

ACTS = [
    *["register"] * 6,
    *["close", "rate", "reopen", "target", "extend"] * 2,
    *["allocate", "reallocate", "rule_out", "mark", "embargo"],
]


class RandomRegister:
    """Acts at random on a register, an act a step; what the rules do not allow does not happen."""

    acts: Sequence[str] = ACTS

    def __init__(self, cast: Cast, chance: random.Random, *, begins: datetime, step: timedelta) -> None:
        self.cast, self.chance, self.at, self.step = cast, chance, begins, step

    def act(self) -> None:
        self.at += self.step
        with suppress(NotPossible, PermissionDenied), transaction.atomic():
            getattr(self, self.chance.choice(self.acts))()

    @property
    def mine(self) -> dict[str, Any]:
        return {"by": self.cast.liaison.actor(self.at.date()), "at": self.at}

    def some_item(self, statuses: Iterable[Status] = OPEN) -> Recommendation:
        found = list(Recommendation.objects.filter(status__in=statuses).order_by("id"))
        if not found:
            raise NotPossible("There is none.")
        return self.chance.choice(found)

    def some_inspection(self) -> Inspection:
        """One that has published something."""
        return self.chance.choice(list(Inspection.objects.exclude(publications=None).order_by("id")))

    def register(self) -> None:
        make_recommendation(
            self.cast,
            self.some_inspection().publications.earliest("id"),
            self.chance.choice([Status.AWAITING_ALLOCATION, Status.IN_PROGRESS, Status.ON_HOLD]),
            at=self.at,
            kind=self.chance.choice([Kind.RECOMMENDATION, Kind.AFI]),
        )

    def allocate(self) -> None:
        owner = self.chance.choice([self.cast.owner, self.cast.other_owner]).post
        recommending.allocate(
            recommendation=self.some_item([Status.AWAITING_ALLOCATION]), owner_post=owner, **self.mine
        )

    def rate(self) -> None:
        rag = self.chance.choice([Rag.RED, Rag.AMBER, Rag.GREEN])
        recommending.set_rag(recommendation=self.some_item(AT_WORK), rag=rag, why="As it is", **self.mine)

    def target(self) -> None:
        recommending.set_target(
            recommendation=self.some_item(), target_on=self.at.date() + timedelta(days=20), **self.mine
        )

    def extend(self) -> None:
        item = self.some_item()
        if item.internal_target_on is None:
            raise NotPossible("There is no target.")
        later = item.internal_target_on + timedelta(days=30)
        recommending.extend_target(recommendation=item, target_on=later, why="It takes longer", **self.mine)

    def reallocate(self) -> None:
        other = self.chance.choice([self.cast.owner, self.cast.other_owner]).post
        recommending.reallocate(recommendation=self.some_item(AT_WORK), owner_post=other, why="Moved", **self.mine)

    def rule_out(self) -> None:
        recommending.rule_not_ours(recommendation=self.some_item(), why="Others", **self.mine)

    def close(self) -> None:
        recommending.hmicfrs_closes(
            recommendation=self.some_item(),
            outcome=self.chance.choice(sorted(CLOSED)),
            decided_on=self.at.date() - timedelta(days=self.chance.choice([0, 0, 9])),
            decided_by="HMICFRS",
            route=DecisionRoute.PORTAL,
            document="List",
            **self.mine,
        )

    def reopen(self) -> None:
        item = self.some_item(CLOSED | {Status.FOR_INFORMATION})
        recommending.reopen(recommendation=item, source="A revisit", why="Not done", **self.mine)

    def mark(self) -> None:
        marking = self.chance.choice(list(Marking))
        recommending.set_marking(recommendation=self.some_item(), marking=marking, why="As it is", **self.mine)

    def embargo(self) -> None:
        inspection = self.some_inspection()
        inspecting.set_embargo(inspection=inspection, embargoed=not inspection.is_embargoed, by=SETTER_UP, at=self.at)

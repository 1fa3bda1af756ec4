"""How far HMICFRS looks before it closes an item: levels in the force's own words, kept by an administrator."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections.actions.writing import one_at_a_time
from inspections.permissions import keeper_of_settings
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import digest, record, refuse_stale
from recommendations.enums import Verb
from recommendations.models import ClosureLevel, RecommendationEvent

CLOSURE_LEVEL_FIELDS = ("name", "meaning", "is_active")


@transaction.atomic
def load_closure_levels(*, data: Mapping[str, Any], by: Actor, at: datetime) -> list[ClosureLevel]:
    """Bring in the levels of `data` (the form of `fixtures/reference.json`) to begin with; none where there is one.

    From then on an administrator keeps them, under whatever names.
    """
    by = keeper_of_settings(by)
    one_at_a_time()
    if ClosureLevel.objects.exists():
        return []
    rows = [ClosureLevel(name=level["name"], meaning=level["meaning"]) for level in data["closure_levels"]]
    record(rows, by=by, at=at, event=RecommendationEvent(verb=Verb.LOAD_CLOSURE_LEVELS))
    return rows


@transaction.atomic
def add_closure_level(*, name: str, meaning: str = "", by: Actor, at: datetime) -> ClosureLevel:
    """A new level. Raises NotPossible for a name that is taken, by a retired one too."""
    by = keeper_of_settings(by)
    one_at_a_time()
    level = ClosureLevel(name=name.strip(), meaning=meaning.strip())
    _refuse_name(level)
    record([level], by=by, at=at, event=RecommendationEvent(verb=Verb.ADD_CLOSURE_LEVEL))
    return level


@transaction.atomic
def change_closure_level(
    *,
    level: ClosureLevel,
    values: Mapping[str, Any],
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> ClosureLevel:
    """Rename, describe or retire a level, or take it up again. Decisions keep the name that it had.

    Nothing is recorded where nothing differs. Raises StaleEdit, and NotPossible for a name that is taken.
    """
    by = keeper_of_settings(by)
    one_at_a_time()
    level = ClosureLevel.objects.locked().get(pk=level.pk)
    refuse_stale(level, CLOSURE_LEVEL_FIELDS, shown)
    before = digest(level, CLOSURE_LEVEL_FIELDS)
    level.name = values.get("name", level.name).strip()
    level.meaning = values.get("meaning", level.meaning).strip()
    level.is_active = values.get("is_active", level.is_active)
    _refuse_name(level)
    if digest(level, CLOSURE_LEVEL_FIELDS) != before:
        record([level], by=by, at=at, why=why, event=RecommendationEvent(verb=Verb.CHANGE_CLOSURE_LEVEL))
    return level


def _refuse_name(level: ClosureLevel) -> None:
    if not level.name:
        raise NotPossible("Give the level a name.")
    if ClosureLevel.objects.filter(name__iexact=level.name).exclude(pk=level.pk).exists():
        raise NotPossible(f"There is already a level called {level.name}.")

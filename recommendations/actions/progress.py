"""Progress as it is reported, with the RAG that goes with it."""

from collections.abc import Iterator
from datetime import date, datetime

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from jac_tracker.history import refuse_stale
from recommendations.actions.judging import judged_rag
from recommendations.actions.rehearsing import one_act
from recommendations.actions.turn import Turn, begin, faults_of_source, refuse
from recommendations.enums import Rag, Verb
from recommendations.models import ProgressUpdate, Recommendation
from recommendations.workflow import Need

PROGRESS_FIELDS = ("rag", "rag_reason", "forecast_on")
RAG_FIELDS = ("rag", "rag_reason")


@one_act
def record_progress(
    *,
    recommendation: Recommendation,
    text: str,
    rag: Rag | None = None,
    rag_reason: str = "",
    forecast_on: date | None = None,
    happened_on: date | None = None,
    cites: str = "",
    corrects: ProgressUpdate | None = None,
    shown: str | None = None,
    by: Actor,
    at: datetime,
) -> ProgressUpdate:
    """Add an update to an item, never to be edited; `corrects` points back to the one it puts right.

    Without a RAG or a forecast the item keeps the ones it has. `happened_on` is the day it tells of, today unless
    given. Somebody who writes for the owner cites the owner's message. Raises StaleEdit if the item's PROGRESS_FIELDS
    changed since they were `shown`.
    """
    turn = begin(Verb.RECORD_PROGRESS, recommendation, by, {Need.PROGRESS: text})
    today = london_day(at)
    happened_on = happened_on or today
    refuse_stale(turn.item, PROGRESS_FIELDS, shown)
    refuse(_faults(turn, today, happened_on, forecast_on, cites, corrects))
    turn.item.updated_at = at
    if rag is not None:
        turn.item.rag, turn.item.rag_reason = judged_rag(turn.item, rag, rag_reason, today)
    turn.item.forecast_on = forecast_on or turn.item.forecast_on
    update = ProgressUpdate(
        recommendation=turn.item,
        text=text.strip(),
        rag=turn.item.rag,
        forecast_on=forecast_on,
        happened_on=happened_on,
        at=at,
        by_user=turn.by.user,
        by_post=turn.by.post,
        cites=cites.strip(),
        corrects=corrects,
    )
    turn.end(at, happened_on=happened_on, cites=cites, why=rag_reason, others=[update])
    return update


def _faults(
    turn: Turn,
    today: date,
    happened_on: date,
    forecast_on: date | None,
    cites: str,
    corrects: ProgressUpdate | None,
) -> Iterator[str]:
    yield from faults_of_source(turn, cites)
    if happened_on > today:
        yield "Progress cannot be recorded for a day to come."
    if forecast_on is not None and forecast_on < happened_on:
        yield "The forecast cannot come before the day that the progress is for."
    if corrects is not None and corrects.recommendation_id != turn.item.pk:
        yield "An update can correct only an earlier one of the same item."


@one_act
def set_rag(
    *, recommendation: Recommendation, rag: Rag, shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Recommendation:
    """Set the RAG without an update. One that differs from the suggested needs its reason."""
    turn = begin(Verb.SET_RAG, recommendation, by)
    refuse_stale(turn.item, RAG_FIELDS, shown)
    chosen = judged_rag(turn.item, rag, why, london_day(at))
    if chosen == (turn.item.rag, turn.item.rag_reason):
        raise NotPossible(f"The RAG is already {chosen[0].label}.")
    turn.item.rag, turn.item.rag_reason = chosen
    return turn.end(at, why=why)

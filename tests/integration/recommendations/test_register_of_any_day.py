"""The register of any day beside a replay of every act, for items that went through anything in any order."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.models import Publication
from jac_tracker.dates import end_of_day, london_day
from jac_tracker.history import as_at, as_at_of, counted_each, record
from recommendations.enums import CLOSED, OPEN, Rag, Status, Verb
from recommendations.models import Recommendation, RecommendationEvent
from tests.conftest import TODAY
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import REGISTER, counted, references

pytestmark = pytest.mark.django_db

ITEMS = 5
AT_WORK = [(Status.IN_PROGRESS, rag) for rag in (Rag.RED, Rag.AMBER, Rag.GREEN)]
OVER = [
    (Status.CLOSED_COMPLETE, Rag.BLUE),
    *((status, Rag.NONE) for status in (Status.CLOSED_SUPERSEDED, Status.FOR_INFORMATION, Status.NOT_APPLICABLE)),
]
# Which item, what becomes of it, and after how long: many of one moment, some of one day.
ACTS = st.tuples(
    st.integers(0, ITEMS - 1), st.sampled_from([*AT_WORK, *OVER]), st.sampled_from([0, 0, 1, 5, 24, 24, 90])
)

Act = tuple[int, tuple[Status, Rag], int]
Standing = dict[str, tuple[str, str]]


@dataclass
class Replay:
    """What each item was, by its reference, after every act in turn."""

    now: Standing = field(default_factory=dict)
    then: list[tuple[datetime, Standing]] = field(default_factory=list)

    def note(self, item: Recommendation, at: datetime) -> None:
        self.now = {**self.now, item.reference: (item.status, item.rag)}
        self.then.append((at, self.now))

    def at(self, moment: datetime) -> Standing:
        return next((standing for at, standing in reversed(self.then) if at <= moment), {})


def do(item: Recommendation, becomes: tuple[Status, Rag], at: datetime) -> None:
    before = item.status
    item.status, item.rag = becomes
    item.closed_on = london_day(at) if item.status in CLOSED else None
    event = RecommendationEvent(verb=Verb.EDIT_TEXT, recommendation=item, from_status=before, to_status=item.status)
    with transaction.atomic():
        record([item], by=SETTER_UP, at=at, event=event)


def standing(rows: Any) -> Standing:
    found = [(reference, (status, rag)) for reference, status, rag in rows.values_list("reference", "status", "rag")]
    assert len(found) == len(dict(found)), "an item comes twice"
    return dict(found)


def test_any_day_is_read_as_a_replay_of_every_act_has_it(cast: Cast, publication: Publication, people: People) -> None:
    items = [
        # The first, the fourth, the second, the fifth, the third: recorded in another order than they are numbered.
        make_recommendation(cast, publication, at=REGISTERED_AT + timedelta(hours=20 * (2 * number % ITEMS)))
        for number in range(ITEMS)
    ]

    @settings(max_examples=12)
    @given(acts=st.lists(ACTS, max_size=25), which=st.integers(0, 1_000))
    def agree(acts: list[Act], which: int) -> None:
        with transaction.atomic():
            replay = done(acts, items)
            check_queries(replay)
            check_page(people, replay, replay.then[which % len(replay.then)][0])
            transaction.set_rollback(True)

    agree()


def done(acts: list[Act], items: list[Recommendation]) -> Replay:
    """Do the acts, one after the other."""
    replay = Replay()
    for version in Recommendation.history.order_by("history_date", "history_id"):
        replay.note(version, version.history_date)
    at = replay.then[-1][0]
    fresh = {item.pk: item for item in Recommendation.objects.all()}
    for number, becomes, hours in acts:
        at += timedelta(hours=hours)
        item = fresh[items[number].pk]
        do(item, becomes, at)
        replay.note(item, at)
    return replay


def check_queries(replay: Replay) -> None:
    moments = [replay.then[0][0] - timedelta(seconds=1), *dict.fromkeys(at for at, _standing in replay.then)]
    every, open_then = Recommendation.objects.all(), []
    for moment in moments:
        then = replay.at(moment)
        open_then.append({reference: is_now for reference, is_now in then.items() if is_now[0] in OPEN})
        assert standing(as_at(Recommendation, moment)) == standing(as_at_of(every, moment)) == then
        assert standing(every.open_at(moment)) == open_then[-1]
    with CaptureQueriesContext(connection) as statements:
        found = counted_each([every.open_at(moment) for moment in moments], "rag")
    assert found == [Counter(rag for _status, rag in then.values()) for then in open_then]
    assert len(statements) == 1


def check_page(people: People, replay: Replay, moment: datetime) -> None:
    day = min(london_day(moment), TODAY)
    then = replay.at(end_of_day(day))
    page = people.liaison.page(REGISTER, as_at=day.isoformat())
    shown = {label: number for label, (number, _href) in counted(page).items()}
    rags = Counter(Rag(rag).label for status, rag in then.values() if status in OPEN)
    statuses = Counter(Status(status).label for status, _rag in then.values())

    assert references(page) == sorted(reference for reference, (status, _rag) in then.items() if status in OPEN)
    assert {label: shown.get(label, 0) for label in (*rags, *statuses)} == rags | statuses

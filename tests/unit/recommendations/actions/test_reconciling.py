"""What a person decides about HMICFRS's list."""

import random
from datetime import date, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit, digest
from jac_tracker.sheets import Cell
from recommendations import actions
from recommendations.actions import DECISION_FIELDS, Asked, reconciling
from recommendations.enums import HmicfrsStatus, IntakeStanding, ListAnswer, Pile, Verb
from recommendations.intake.gathering import Comparison
from recommendations.models import Decision, Intake, ListDecision, Recommendation, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.inspections import make_reference
from tests.factories.intakes import make_intake
from tests.factories.lists import list_of, many_rows, plan_of
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.their_lists import compared_with, make_reconciliation, row_of, their_row

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)


@pytest.fixture
def intake(cast: Cast) -> Intake:
    return make_reconciliation(cast)


def compared(cast: Cast, *rows: dict[str, Cell]) -> Comparison:
    return compared_with(cast.liaison.actor(TODAY), *rows)


def decided(cast: Cast, intake: Intake, row: Any, answer: ListAnswer = ListAnswer.ACCEPT, **more: Any) -> ListDecision:
    given = {"note": "" if answer == ListAnswer.ACCEPT else "As the letter of May says."} | more
    return actions.decide_on_list(
        intake=intake, compared=row, answer=answer, **given, by=cast.liaison.actor(TODAY), at=LATER
    )


def test_what_hmicfrs_says_goes_on_its_own_track_and_the_item_stays(
    cast: Cast, item: Recommendation, intake: Intake
) -> None:
    versions = item.history.count()
    (row,) = compared(cast, row_of(item, Status="Complete", HMICFRS_comments="Evidence seen.")).rows
    assert row.pile is Pile.STATUS_DIFFERS and row.is_ended_there_and_open_here

    decided(cast, intake, row, records_status=True)

    track = item.hmicfrs_statuses.get()
    assert (track.hmicfrs_reference, track.status, track.comment, track.status_on) == (
        "4001", HmicfrsStatus.COMPLETE, "Evidence seen.", date(2022, 2, 1),
    )  # fmt: skip
    item.refresh_from_db()
    assert (item.status, item.history.count()) == ("in progress", versions)
    acts = RecommendationEvent.objects.filter(at=LATER).order_by("id").values_list("verb", "by_user", "by_post")
    who = (cast.liaison.user.pk, cast.liaison.post.pk)
    assert list(acts) == [(Verb.RECORD_HMICFRS_STATUS, *who), (Verb.DECIDE_ON_LIST, *who)]


def test_a_decision_is_an_act_on_its_item_and_leaves_its_status(
    cast: Cast, item: Recommendation, intake: Intake
) -> None:
    pair, lone = compared(cast, row_of(item), their_row(Reference="4002", Recommendation="Check cells.")).rows[::-1]

    for row in (pair, lone):
        decided(cast, intake, row, note="As the letter says.")

    events = RecommendationEvent.objects.filter(verb=Verb.DECIDE_ON_LIST).order_by("id")
    assert list(events.values_list("recommendation", "from_status", "to_status", "why")) == [
        (item.pk, "in progress", "in progress", "As the letter says."),
        (None, "", "", "As the letter says."),
    ]


def test_what_is_decided_is_not_new_on_the_next_list(cast: Cast, item: Recommendation, intake: Intake) -> None:
    listed = row_of(item, Status="Complete")
    new = their_row(Reference="4002", Report="Custody", Recommendation="Check cells every hour.")
    for row in compared(cast, listed, new).rows:
        decided(cast, intake, row, records_status=row.item is not None)

    again = compared(cast, new, their_row(Reference="4003", Recommendation="Train all in first aid."), listed)

    assert [row.row and row.row.entry.reference for row in again.undecided] == ["4003"]


@pytest.mark.parametrize(
    "change",
    [
        {"Status": "Superseded"},
        {"Recommendation": "The force should record every crime within 48 hours of the report."},
        {"Deadline": TODAY},
    ],
)
def test_what_says_something_else_is_new_again(
    cast: Cast, item: Recommendation, intake: Intake, change: dict[str, Cell]
) -> None:
    (row,) = compared(cast, row_of(item)).rows
    decided(cast, intake, row)

    assert compared(cast, row_of(item)).undecided == []
    assert len(compared(cast, row_of(item, **change)).undecided) == 1


def test_an_item_that_is_not_listed_is_recorded_as_that_and_stays_open(
    cast: Cast, item: Recommendation, intake: Intake
) -> None:
    (row,) = compared(cast).rows
    assert row.pile is Pile.OURS_ONLY

    decided(cast, intake, row, ListAnswer.RAISE, records_status=True)

    track = item.hmicfrs_statuses.get()
    assert (track.status, track.status_on) == (HmicfrsStatus.NOT_LISTED, intake.opening_on)
    item.refresh_from_db()
    assert item.status == "in progress"
    assert compared(cast).undecided == []


def test_a_pair_that_is_two_is_taken_apart(cast: Cast, item: Recommendation, intake: Intake) -> None:
    (row,) = compared(cast, row_of(item)).rows

    decided(cast, intake, row, ListAnswer.APART)

    assert [each.pile for each in compared(cast, row_of(item)).undecided] == [Pile.THEIRS_ONLY, Pile.OURS_ONLY]


def test_what_agrees_is_accepted_together_each_with_its_own_act(
    cast: Cast, item: Recommendation, publication: Publication, intake: Intake
) -> None:
    other = make_recommendation(cast, publication, title="Care", text="Victims should be told of bail.")
    listed = row_of(item), row_of(other, Reference="4002", Status=None)
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": LATER}

    first = actions.accept_what_agrees(intake=intake, rows=compared(cast, *listed).rows, records_status=True, **by)
    again = actions.accept_what_agrees(intake=intake, rows=compared(cast, *listed).rows, **by)

    assert (first, again) == (2, 0)
    assert RecommendationEvent.objects.filter(verb=Verb.DECIDE_ON_LIST).count() == 2
    assert (item.hmicfrs_statuses.count(), other.hmicfrs_statuses.count()) == (1, 0)


def test_only_what_agrees_is_accepted_together(cast: Cast, item: Recommendation, intake: Intake) -> None:
    rows = compared(cast, row_of(item, Status="Complete")).rows

    with pytest.raises(NotPossible, match="Only rows that agree"):
        actions.accept_what_agrees(intake=intake, rows=rows, by=cast.liaison.actor(TODAY), at=LATER)


def test_many_that_agree_cost_no_more_statements_than_few(
    cast: Cast, item: Recommendation, publication: Publication, intake: Intake
) -> None:
    def statements(*listed: dict[str, Cell]) -> int:
        rows = compared(cast, *listed).rows
        with CaptureQueriesContext(connection) as captured:
            actions.accept_what_agrees(intake=intake, rows=rows, by=cast.liaison.actor(TODAY), at=LATER)
        return len(captured)

    two = [make_recommendation(cast, publication, text=f"Do thing {n} of this.") for n in range(2)]
    few = statements(row_of(item), *(row_of(each, Reference=f"41{n}") for n, each in enumerate(two)))
    ten = [make_recommendation(cast, publication, text=f"Show how thing {n} was done.") for n in range(10)]
    rows = [row_of(each, Reference=f"42{n}") for n, each in enumerate(ten)]

    assert statements(row_of(item), *(row_of(each, Reference=f"41{n}") for n, each in enumerate(two)), *rows) == few


def test_of_what_agrees_all_is_accepted_or_nothing(
    cast: Cast, item: Recommendation, publication: Publication, intake: Intake
) -> None:
    other = make_recommendation(cast, publication, title="Care", text="Victims should be told of bail.")
    rows = compared(cast, row_of(item), row_of(other, Reference="4002")).rows
    actions.edit_text(
        recommendation=other, values={"text": "Another."}, by=cast.liaison.actor(TODAY), at=NOON, why="As printed."
    )
    before = hash_of_all_tables()

    with pytest.raises(NotPossible, match="has changed since"):
        actions.accept_what_agrees(
            intake=intake, rows=rows, records_status=True, by=cast.liaison.actor(TODAY), at=LATER
        )

    assert hash_of_all_tables() == before


def test_a_decision_that_breaks_off_leaves_nothing(
    cast: Cast, item: Recommendation, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = compared(cast, row_of(item)).rows
    monkeypatch.setattr(reconciling, "record_acts", Mock(side_effect=RuntimeError))
    by: dict[str, Any] = {"intake": intake, "records_status": True, "by": cast.liaison.actor(TODAY), "at": LATER}
    before = hash_of_all_tables()

    with pytest.raises(RuntimeError):
        actions.accept_what_agrees(rows=[row], **by)
    with pytest.raises(RuntimeError):
        actions.decide_on_list(compared=row, answer=ListAnswer.ACCEPT, **by)

    assert hash_of_all_tables() == before


def test_what_is_done_there_and_open_here_is_not_accepted_with_others(
    cast: Cast, item: Recommendation, intake: Intake
) -> None:
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": NOON}
    actions.record_hmicfrs_status(recommendation=item, hmicfrs_reference="4001", status=HmicfrsStatus.COMPLETE, **by)
    (row,) = compared(cast, row_of(item, Status="Complete")).rows
    assert row.pile is Pile.AGREE

    with pytest.raises(NotPossible, match="Only rows that agree"):
        actions.accept_what_agrees(intake=intake, rows=[row], **by)


def test_a_decision_can_be_changed_by_whoever_saw_it(cast: Cast, item: Recommendation, intake: Intake) -> None:
    (row,) = compared(cast, row_of(item, Status="Complete")).rows
    unseen = digest(None, DECISION_FIELDS)
    first = decided(cast, intake, row, ListAnswer.OURS, shown=unseen)

    with pytest.raises(StaleEdit):
        decided(cast, intake, row, ListAnswer.RAISE, shown=unseen)
    decided(cast, intake, row, ListAnswer.RAISE, shown=digest(first, DECISION_FIELDS))

    kept = ListDecision.objects.get()
    assert (kept.answer, kept.history.count()) == (ListAnswer.RAISE, 2)


def test_an_item_that_changed_since_it_was_compared_is_looked_at_again(
    cast: Cast, item: Recommendation, intake: Intake
) -> None:
    (row,) = compared(cast, row_of(item)).rows
    actions.edit_text(
        recommendation=item, values={"text": "Another."}, by=cast.liaison.actor(TODAY), at=NOON, why="As printed."
    )

    with pytest.raises(NotPossible, match="has changed since"):
        decided(cast, intake, row)


@pytest.mark.parametrize(
    ("answer", "more", "sentence"),
    [
        (ListAnswer.RAISE, {"note": " "}, "Say in a note why."),
        (ListAnswer.APART, {"records_status": True}, "for an item that it is not about"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_and_writes_nothing(
    cast: Cast, item: Recommendation, intake: Intake, answer: ListAnswer, more: dict[str, Any], sentence: str
) -> None:
    (row,) = compared(cast, row_of(item)).rows
    before = hash_of_all_tables()

    with pytest.raises(NotPossible, match=sentence):
        decided(cast, intake, row, answer, **more)

    assert hash_of_all_tables() == before


def test_what_is_alone_is_no_pair_and_has_no_track(cast: Cast, publication: Publication, intake: Intake) -> None:
    (row,) = compared(cast, their_row()).rows

    with pytest.raises(NotPossible, match="Only a pair"):
        decided(cast, intake, row, ListAnswer.APART)
    with pytest.raises(NotPossible, match="There is no item"):
        decided(cast, intake, row, records_status=True)


def test_what_gives_no_status_has_none_to_record(cast: Cast, item: Recommendation, intake: Intake) -> None:
    (row,) = compared(cast, row_of(item, Status=None)).rows

    with pytest.raises(NotPossible, match="gives no status"):
        decided(cast, intake, row, records_status=True)


def test_nobody_but_liaison_decides(cast: Cast, item: Recommendation, intake: Intake) -> None:
    (row,) = compared(cast, row_of(item)).rows

    for name in ("owner", "lead", "dcc", "secretary", "reader", "auditor", "administrator"):
        by: dict[str, Any] = {"by": getattr(cast, name).actor(TODAY), "at": LATER}
        with pytest.raises(PermissionDenied):
            actions.decide_on_list(intake=intake, compared=row, answer=ListAnswer.ACCEPT, **by)
        with pytest.raises(PermissionDenied):
            actions.accept_what_agrees(intake=intake, rows=[row], **by)
        with pytest.raises(PermissionDenied):
            actions.finish_reconciling(intake=intake, comparison=compared(cast), **by)


def test_nothing_is_decided_on_a_list_that_was_dropped(cast: Cast, item: Recommendation, intake: Intake) -> None:
    (row,) = compared(cast, row_of(item)).rows
    actions.drop_intake(intake=intake, by=cast.liaison.actor(TODAY), at=NOON)

    with pytest.raises(NotPossible, match="dropped already"):
        decided(cast, intake, row)


def test_nothing_is_decided_on_a_list_that_is_to_be_taken_over(cast: Cast, item: Recommendation) -> None:
    (row,) = compared(cast, row_of(item)).rows

    with pytest.raises(NotPossible, match="was not brought in as HMICFRS's"):
        decided(cast, make_intake(cast), row)


# A list is done


def finished(cast: Cast, intake: Intake, *rows: dict[str, Cell]) -> Intake:
    return actions.finish_reconciling(
        intake=intake, comparison=compared(cast, *rows), by=cast.liaison.actor(TODAY), at=LATER
    )


def test_a_list_is_done_when_every_row_is_decided(cast: Cast, item: Recommendation, intake: Intake) -> None:
    rows = row_of(item), their_row(Reference="4002", Recommendation="Check cells."), their_row(Status="Nearly")
    for row in compared(cast, *rows).rows:
        decided(cast, intake, row, ListAnswer.ACCEPT if row.item else ListAnswer.RAISE)

    done = finished(cast, intake, *rows)

    assert (done.standing, done.counts) == (IntakeStanding.DONE, {"accept": 1, "raise": 1, "left out": 1})
    event = RecommendationEvent.objects.get(verb=Verb.FINISH_INTAKE)
    assert (event.by_user, event.by_post, event.at) == (cast.liaison.user, cast.liaison.post, LATER)
    assert done.history.count() == 2
    with pytest.raises(NotPossible, match="This list is done already"):
        decided(cast, intake, row)


def test_a_list_with_rows_to_decide_is_not_done_and_it_is_said_which(
    cast: Cast, item: Recommendation, intake: Intake
) -> None:
    rows = row_of(item, Status="Complete"), their_row(Reference="4002", Recommendation="Check cells.")
    before = hash_of_all_tables()

    with pytest.raises(NotPossible) as refused:
        finished(cast, intake, *rows)

    assert str(refused.value) == "2 rows are still to be decided: status differs (1), theirs only (1)."
    assert hash_of_all_tables() == before


# No list closes anything


def perturbed(items: list[Recommendation], rng: random.Random) -> list[dict[str, Cell]]:
    """Their list of these items: some left out, twice, reworded, without a reference, and nearly all done with."""
    rows = []
    for number, item in enumerate(items):
        given: dict[str, Cell] = {
            "Reference": str(4000 + number) if rng.random() < 0.7 else None,
            "Status": rng.choice(["Complete", "Superseded", "No further action", "Open", None]),
            "Recommendation": item.text if rng.random() < 0.6 else item.text.replace("should", "must soon"),
        }
        rows += [row_of(item, **given)] * rng.choices([0, 1, 2], [10, 85, 5])[0]
    rng.shuffle(rows)
    return rows


def test_no_list_and_no_decision_closes_anything(cast: Cast, thorough: bool) -> None:
    make_reference()
    sheet = list_of(*many_rows(500 if thorough else 8))
    asked = Asked(sheet, plan_of(sheet, adds_names=True), "the old register", TODAY)
    actions.take_over(asked=asked, by=cast.liaison.actor(TODAY), at=NOON)
    items = list(Recommendation.objects.select_related("publication"))
    intake = make_reconciliation(cast)
    before = list(Recommendation.objects.order_by("pk").values())
    rng = random.Random(5)
    for _ in range(2):
        rows = perturbed(items, rng)
        for row in compared(cast, *rows).undecided:
            pair = row.item is not None and row.row is not None
            answer = rng.choice([each for each in ListAnswer if pair or each != ListAnswer.APART])
            said = row.row.entry.status if row.row else row.pile == Pile.OURS_ONLY
            records = bool(row.item and said and answer != ListAnswer.APART and rng.random() < 0.8)
            decided(cast, intake, row, answer, note="So I say.", records_status=records)

        left = compared(cast, *rows).undecided

        # What was taken apart has other partners now, or none; nothing else is asked again.
        apart = ListDecision.objects.filter(answer=ListAnswer.APART).count()
        assert len(left) <= 2 * apart
    assert list(Recommendation.objects.order_by("pk").values()) == before
    verbs = set(RecommendationEvent.objects.filter(at=LATER).values_list("verb", flat=True))
    assert verbs == {Verb.RECORD_HMICFRS_STATUS, Verb.DECIDE_ON_LIST}
    assert not Decision.objects.exists()

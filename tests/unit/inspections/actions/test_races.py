"""Two people at once: one act goes through, the other is told, and nobody's work is lost.

That the locks decide is proved with them taken away, on PostgreSQL: SQLite lets only one write at a time anyway.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from inspections import actions
from inspections.actions import causes, gradings, inspections, replies
from inspections.enums import CauseScope, GradingStanding, ReplyKind
from tests.conftest import NOON, TODAY
from tests.factories.inspections import Reference, make_inspection, make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast, make_cast
from tests.side_by_side import at_once, slowly, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

Attempt = Callable[..., Any]  # yet without who does it and when


@pytest.fixture
def reference(transactional_db: None) -> Reference:
    return make_reference()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def by_two_officers(cast: Cast, attempts: list[Attempt]) -> list[str]:
    """Each attempt by a liaison officer of its own, at once; what became of them."""
    officers = (cast.liaison.actor(TODAY), cast.second_liaison.actor(TODAY))
    return at_once(*(partial(attempt, by=by, at=NOON) for attempt, by in zip(attempts, officers, strict=True)))


def same_title(reference: Reference) -> list[Attempt]:
    values = {"kind": "peel", "title": "The same", "short_title": "The same", "our_part": "inspected"}
    return [partial(actions.add_inspection, values=values)] * 2


def two_edits(reference: Reference) -> list[Attempt]:
    inspection = make_inspection()
    shown = actions.inspection_as_shown(inspection, ["scope"])
    edit = partial(actions.change_inspection, inspection=inspection, shown=shown)
    return [partial(edit, values={"scope": scope}) for scope in ("Hers", "His")]


def a_loop_of_inspections(reference: Reference) -> list[Attempt]:
    first, second = make_inspection("First"), make_inspection("Second")
    change = actions.change_inspection
    return [
        partial(change, inspection=one, values={"follows": other}) for one, other in ((first, second), (second, first))
    ]


def a_loop_of_causes(reference: Reference) -> list[Attempt]:
    add = partial(actions.add_cause, publication=make_publication(), scope=CauseScope.OURS, by=SETTER_UP, at=NOON)
    first, second = add(title="First"), add(title="Second")
    return [
        partial(actions.change_cause, cause=one, values={"repeats": other})
        for one, other in ((first, second), (second, first))
    ]


def two_section_55_replies(reference: Reference) -> list[Attempt]:
    owe = partial(actions.add_reply_duty, publication=make_publication(), owed_by="PCC", owed_to="HMICFRS")
    return [partial(owe, kind=ReplyKind.SECTION_55)] * 2


def two_gradings(reference: Reference) -> list[Attempt]:
    publication = make_publication(framework=reference.peel)
    area = reference.area("Preventing crime")
    put = partial(actions.set_gradings, publication=publication, shown=actions.gradings_as_shown(publication))
    return [
        partial(put, gradings=[actions.AreaGrading(area, GradingStanding.GRADED, reference.grade(grade))])
        for grade in ("Good", "Adequate")
    ]


RACES = [
    (same_title, inspections, "_refuse_nonsense", "NotPossible"),
    (two_edits, inspections, "_refuse_nonsense", "StaleEdit"),
    (a_loop_of_inspections, inspections, "_refuse_nonsense", "NotPossible"),
    (a_loop_of_causes, causes, "_refuse_later", "NotPossible"),
    (two_section_55_replies, replies, "_refuse_nonsense", "NotPossible"),
    (two_gradings, gradings, "_refuse_nonsense", "StaleEdit"),
]


@pytest.mark.parametrize(("race", "module", "question", "refusal"), RACES, ids=[race[0].__name__ for race in RACES])
def test_of_two_at_once_one_goes_through_and_the_other_is_told(
    race: Callable[[Reference], list[Attempt]],
    module: Any,
    question: str,
    refusal: str,
    reference: Reference,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempts = race(reference)
    slowly(monkeypatch, module, question)

    assert by_two_officers(cast, attempts) == [refusal, "done"]


@pytest.mark.drifts
@pytest.mark.parametrize(("race", "module", "question", "refusal"), RACES, ids=[race[0].__name__ for race in RACES])
def test_without_the_locks_both_go_through_or_the_database_has_to_refuse(
    race: Callable[[Reference], list[Attempt]],
    module: Any,
    question: str,
    refusal: str,
    reference: Reference,
    cast: Cast,
    unlocked: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempts = race(reference)
    together(monkeypatch, module, question)

    outcomes = by_two_officers(cast, attempts)

    assert outcomes in (["done", "done"], ["IntegrityError", "done"])

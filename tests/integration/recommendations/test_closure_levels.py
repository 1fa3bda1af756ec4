"""The administrator's pages of closure levels, and the drop-down from which liaison chooses one."""

from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.history import digest
from recommendations import actions
from recommendations.enums import Status, Verb
from recommendations.models import ClosureLevel, Decision
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import CASES, page_of, state_of
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db

LEVELS = "/closure-levels/"


def add(name: str, **values: Any) -> ClosureLevel:
    return actions.add_closure_level(name=name, **values, by=SETTER_UP, at=NOON)


def shown(level: ClosureLevel) -> str:
    return digest(level, actions.CLOSURE_LEVEL_FIELDS)


def test_a_level_is_added_changed_and_retired(people: People) -> None:
    administrator = people.administrator
    assert "There is no closure level yet." in words(administrator.page(LEVELS))

    added = administrator.post(f"{LEVELS}add/", name="Level 1", meaning="A signature.")
    level = ClosureLevel.objects.get()
    administrator.post(f"{LEVELS}{level.pk}/", name="Desk", meaning="A desk.", as_shown=shown(level))

    assert (added.status_code, added["Location"]) == (302, LEVELS)
    assert "Desk A desk. Not in use" in words(administrator.page(LEVELS))  # its box was not ticked


def test_a_change_overtaken_comes_back_with_both_texts(people: People) -> None:
    level = add("Level 1")
    before = shown(level)
    actions.change_closure_level(level=level, values={"meaning": "Theirs"}, by=SETTER_UP, at=NOON)

    answer = people.administrator.post(
        f"{LEVELS}{level.pk}/", name="Level 1", meaning="Mine", is_active="on", as_shown=before
    )

    assert answer.status_code == 409
    assert "In the register now Theirs What you typed Mine" in words(answer.content.decode())
    assert ClosureLevel.objects.get().meaning == "Theirs"


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Enter the level's name"), ("level 1", "There is already a level called"), ("x" * 81, "80 characters or")],
)
def test_a_name_that_cannot_be_is_said_at_its_field(name: str, said: str, people: People) -> None:
    add("Level 1")

    page = words(people.administrator.post(f"{LEVELS}add/", name=name).content.decode())

    assert page.count(said) == 2
    assert ClosureLevel.objects.count() == 1


@pytest.mark.parametrize("name", ["liaison", "owner", "dcc", "auditor"])
def test_nobody_else_keeps_them(name: str, people: People) -> None:
    level = add("Level 1")

    for place in (LEVELS, f"{LEVELS}add/", f"{LEVELS}{level.pk}/"):
        assert getattr(people, name).get(place).status_code == 403
        assert getattr(people, name).post(place, name="Theirs").status_code in {403, 405}
    assert ClosureLevel.objects.get().name == "Level 1"


def test_a_decision_names_a_level_in_use_and_keeps_its_name(
    people: People, cast: Cast, publication: Publication
) -> None:
    level = add("Level 1", meaning="A signature.")
    actions.change_closure_level(level=add("Level 0"), values={"is_active": False}, by=SETTER_UP, at=NOON)
    item = make_recommendation(cast, publication)

    page = words(people.liaison.page(page_of(Verb.HMICFRS_CLOSES, item)))
    people.liaison.post(page_of(Verb.HMICFRS_CLOSES, item), **CASES[Verb.HMICFRS_CLOSES].data)
    actions.change_closure_level(level=level, values={"name": "Desk"}, by=SETTER_UP, at=NOON)

    assert "Not given Level 1: A signature." in page
    assert "Level 0" not in page
    assert Decision.objects.get().closure_level == "Level 1"
    assert "Closure level: Level 1." in words(people.liaison.page(f"/register/{item.reference}/"))


@pytest.mark.parametrize("level", ["Level 9", "Level 0", "\x00", "x" * 5000])
def test_a_level_that_is_not_in_use_is_refused_and_nothing_is_decided(
    level: str, people: People, cast: Cast, publication: Publication
) -> None:
    actions.change_closure_level(level=add("Level 0"), values={"is_active": False}, by=SETTER_UP, at=NOON)
    item = make_recommendation(cast, publication)
    before = state_of(item)

    answer = people.liaison.post(
        page_of(Verb.HMICFRS_CLOSES, item), **CASES[Verb.HMICFRS_CLOSES].data | {"closure_level": level}
    )

    assert "Select the closure level from the list" in words(answer.content.decode())
    assert state_of(item) == before
    assert item.status == Status.IN_PROGRESS

"""The lettered parts of an item, added, changed and removed one at a time."""

from typing import Any

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.models import Part, Recommendation
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


def page_of(item: Recommendation) -> str:
    return f"/register/{item.reference}/set-parts/"


def with_parts(cast: Cast, publication: Publication) -> Recommendation:
    parts = [PartAsRead("a", "Audit", ("all forces",)), PartAsRead("b", "Train", is_ours=False)]
    return make_recommendation(cast, publication, parts=parts)


def typed(item: Recommendation, **values: Any) -> dict[str, Any]:
    return {
        "letter": "c",
        "text": "Report",
        "is_ours": "",
        "is_met": "",
        "deadline_kind": "NONE",
        "reason": "As printed.",
        "as_shown": actions.parts_digest(item),
        **values,
    }


def parts_of(item: Recommendation) -> list[tuple[str, str, bool]]:
    return [(part.letter, part.text, part.is_ours) for part in Part.objects.filter(recommendation=item)]


AB = [("a", "Audit", True), ("b", "Train", False)]


def test_a_part_is_added_and_the_others_stay_as_they_are(people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)

    answer = people.liaison.post(page_of(item), **typed(item))

    assert (answer.status_code, answer["Location"]) == (302, f"/register/{item.reference}/")
    assert parts_of(item) == [*AB, ("c", "Report", True)]
    assert Part.objects.get(letter="a").addressees == ["all forces"]


def test_a_part_is_changed_and_can_get_another_letter(people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)

    page = people.liaison.page(page_of(item), letter="b")
    people.liaison.post(f"{page_of(item)}?letter=b", **typed(item, letter="d", text="Train all", is_ours="yes"))

    assert "Change part (b)" in page
    assert ">Train</textarea>" in page.replace("\n", "")
    assert parts_of(item) == [AB[0], ("d", "Train all", True)]


def test_a_part_is_removed(people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)

    people.liaison.post(f"{page_of(item)}?letter=b", **typed(item, letter="b", step="remove"))

    assert parts_of(item) == [AB[0]]


def test_nothing_is_removed_where_no_part_is_named(people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)

    people.liaison.post(page_of(item), **typed(item, step="remove"))

    assert parts_of(item) == [*AB, ("c", "Report", True)]


def test_a_letter_that_is_taken_is_refused_at_its_field(people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)

    page = words(people.liaison.post(page_of(item), **typed(item, letter="a")).content.decode())

    assert page.count("Another part has this letter. Enter one that is free") == 2
    assert parts_of(item) == AB


def test_what_does_not_fit_the_report_is_said_at_the_form(people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)

    page = words(people.liaison.post(page_of(item), **typed(item, deadline_kind="FIXED")).content.decode())

    assert "Part (c): Enter the deadline in the report's own words." in page


def test_a_form_overtaken_comes_back_with_what_was_typed(people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)
    data = typed(item, letter="b", text="Mine")
    actions.set_parts(
        recommendation=item,
        parts=[PartAsRead("b", "Theirs")],
        by=cast.second_liaison.actor(TODAY),
        at=NOON,
        why="Theirs.",
    )

    answer = people.liaison.post(f"{page_of(item)}?letter=b", **data)

    page = words(answer.content.decode())
    assert answer.status_code == 409
    assert "Text In the register now Theirs What you typed Mine" in page
    assert parts_of(item) == [("b", "Theirs", True)]


@pytest.mark.parametrize("letter", ["z", "\x00", "\N{PILE OF POO}", "x" * 5000])
def test_a_letter_that_no_part_has_is_not_there(
    letter: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = with_parts(cast, publication)

    assert people.liaison.get(page_of(item), letter=letter).status_code == 404


@pytest.mark.parametrize("name", ["owner", "lead", "dcc", "auditor", "secretary"])
def test_nobody_else_changes_parts(name: str, people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)

    assert getattr(people, name).get(page_of(item)).status_code == 403
    assert getattr(people, name).post(page_of(item), **typed(item)).status_code == 403
    assert parts_of(item) == AB

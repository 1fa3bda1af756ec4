"""The register's search."""

import pytest

from inspections.models import Publication
from tests.conftest import NOON
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import REGISTER, references

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2022-001", True),
        ("TRAINING", True),
        ("crime training 24", True),
        ("crime unicorns", False),
        ("100%", True),
        ("10%", False),
        ("snake_case", True),
        ("snake_cas_", False),
        ("snakeXcase", False),
        ("o'brien's", True),
        ('"quoted"', True),
        ("back\\slash", True),
        ("\x00", True),  # nothing is left of it, so nothing is asked for
        ("crime\x00", True),
        ("\N{PILE OF POO}", False),
        ("a" * 201, False),
        ("; DROP TABLE", False),
    ],
)
def test_every_word_typed_is_looked_for_as_it_stands(
    words: str, found: bool, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    text = "Training is 100% done, says O'Brien's \"quoted\" snake_case back\\slash note."
    make_update(cast, item, text, at=NOON)

    now, then = people.liaison.page(REGISTER, q=words), people.liaison.page(REGISTER, q=words, as_at="2022-03-01")

    assert references(now) == references(then) == (["MP-2022-001"] if found else [])


def test_a_search_of_many_words_is_answered(people: People, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)

    assert references(people.liaison.page(REGISTER, q=" ".join(f"{n:x}" for n in range(70)))) == []
    assert "must be 200 characters or fewer" in people.liaison.page(REGISTER, q="x" * 1_000_000)

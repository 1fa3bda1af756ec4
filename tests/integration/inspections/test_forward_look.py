"""The forward look."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.enums import MilestoneKind, Standing
from jac_tracker.dates import read_vague_day
from tests.conftest import NOON
from tests.factories.inspections import make_inspection
from tests.factories.people import SETTER_UP
from tests.integration.inspections.conftest import Statements

pytestmark = pytest.mark.django_db


def coming(title: str, words: str, *, embargoed: bool = False) -> None:
    actions.add_milestone(
        inspection=make_inspection(title, embargoed=embargoed),
        kind=MilestoneKind.FIELDWORK,
        standing=Standing.EXPECTED,
        day=read_vague_day(words, around=date(2099, 1, 1)),
        by=SETTER_UP,
        at=NOON,
    )


def test_what_is_coming_stands_under_its_month_in_our_wording(liaison: Client, owner: Client) -> None:
    coming("Digital forensics", "W/C 6 April 2099")
    coming("Criminal justice outcomes", "May 2099 (date TBC)")
    coming("Planted zebra", "May 2099", embargoed=True)

    page, kept = (browser.get(reverse("forward_look")).content.decode() for browser in (owner, liaison))

    places = [page.index(words) for words in (
        "April 2099</h2>", "Week commencing 6 April 2099", "May 2099</h2>", "May 2099, date to be confirmed"
    )]  # fmt: skip
    assert places == sorted(places)
    assert "zebra" in kept and "zebra" not in page


def test_nothing_coming_says_so(owner: Client) -> None:
    assert "Nothing has been notified that is still to come." in owner.get(reverse("forward_look")).content.decode()


def test_it_costs_the_same_with_one_row_and_with_fifty(liaison: Client, statements: Statements) -> None:
    coming("One", "May 2099")
    few = statements(liaison, reverse("forward_look"))

    for number in range(49):
        coming(f"Number {number}", f"W/C {1 + number % 28} June 2099")

    assert statements(liaison, reverse("forward_look")) == few <= 12

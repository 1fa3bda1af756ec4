"""No input is an error of ours: every form and every list of the route table takes what nobody should type.

A new row of the table is tried without a word here. Two of the awful texts, of each form two others, go into all fields
at once, and each into one alone, the others as the page has them; where the run is thorough, each into each. The answer
is a page that says what is wrong; or what was meant is done, and the page after it drawn. Nothing typed comes back as
markup.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.architecture.full_stage import FullStage, full_stage, roles_of, undone
from tests.architecture.page_forms import Fields, SentForm, queries_of
from tests.architecture.route_table import ROUTES

# Drifts: the stage is written at length behind the write door.
pytestmark = [pytest.mark.django_db, pytest.mark.drifts, pytest.mark.by_turns]

MARKUP = "<script>alert(1)</script>"
AWFUL = [f"{MARKUP}\x00b\N{PILE OF POO}\ud800\ufffe", "0", "-1", "9" * 400, "4 April 0000"]
MEGABYTE = "x" * 1_000_000
MORE_AWFUL = [
    MEGABYTE,
    "\x00",
    "99999",
    "1e400",
    "NaN",
    "٣",
    "((((" * 50,
    "<b>{{ x }}",
    "=1+1",
    "31/02/2022",
    "../../etc",
    " \t\n",
]
QUERIES = ["page", "sort", "as_at", "q", "next", "kind", "letter"]

_LATER_ROW = re.compile(r"-[1-9][0-9]*-")  # of a formset, where one row is like another

PAGES = [name for name, route in ROUTES.items() if "GET" in route.methods]
FORMS = [name for name in PAGES if "POST" in ROUTES[name].methods and name != "account_logout"]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[FullStage]:
    with django_db_blocker.unblock():
        on_stage = full_stage()
        staged = on_stage.__enter__()
    yield staged
    with django_db_blocker.unblock():
        on_stage.__exit__(None, None, None)


def two_for(name: str) -> list[str]:
    """Two of the awful texts: the markup, with which much else is wrong too, and another, its own for each route."""
    return [AWFUL[0], AWFUL[1 + zlib.crc32(name.encode()) % (len(AWFUL) - 1)]]


def encoded(values: Fields) -> str:
    pairs = [(name, value) for name, several in values.items() for value in several]
    return "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs)


def send(client: Client, place: str, values: Fields) -> str:
    """What is wrong with the answer, and with the page it leads to; empty when all is well."""
    with undone():
        answer = client.post(place, encoded(values), content_type="application/x-www-form-urlencoded")
        if answer.status_code == 302:
            after = client.get(urlsplit(answer["Location"]).path)
            return "" if after.status_code in {200, 302, 404} and not repeats(after) else f"then {after.status_code}"
    says_so = any(
        words in answer.content for words in (b"govuk-error-summary", b"Somebody else changed", b"govuk-warning")
    )
    if repeats(answer):
        return "markup that was typed comes back as markup"
    return "" if answer.status_code in {200, 409, 422} and says_so else f"{answer.status_code} and no word of it"


def repeats(answer: Any) -> bool:
    is_markup = "html" in answer.get("Content-Type", "html")
    return is_markup and not answer.streaming and MARKUP.encode() in answer.content


def tries(form: SentForm, thorough: bool) -> Iterator[tuple[str, Fields]]:
    """Each awful text in one field alone, and the field left out; one of these where the run is not thorough."""
    yield "a megabyte", form.values | {name: [MEGABYTE] for name in form.typed[:1]}
    names = [name for name in form.values if thorough or not _LATER_ROW.search(name)]
    awful: list[list[str]] = [[], *([text] for text in AWFUL + MORE_AWFUL * thorough)]
    for place, name in enumerate(names):
        for values in awful if thorough else [awful[place % len(awful)]]:
            yield f"{name}={values}"[:60], form.values | {name: values}


def tries_at_once(form: SentForm, every: list[str]) -> Iterator[tuple[str, Fields]]:
    """Each awful text in every field."""
    for awful in every:
        yield f"all={awful[:20]!r}", {name: [awful] for name in form.values}
    yield "all twice", {name: ["1", "x"] for name in form.values}


@pytest.mark.parametrize("name", FORMS)
def test_no_text_in_a_form_is_an_error_of_ours(name: str, stage: FullStage, thorough: bool) -> None:
    role = roles_of(name)[0]
    client = stage.client(name, role)
    forms = [(page.address, page.form) for page in stage.pages(name, role) if page.form]

    faults = []
    for number, (address, form) in enumerate(forms):  # the later ones are the first with other choices
        is_whole = thorough or number == 0
        alone = tries(form, thorough) if is_whole else ()
        at_once = AWFUL if thorough else two_for(name) if is_whole else AWFUL[:1]
        for tried, values in (*tries_at_once(form, at_once), *alone):
            if fault := send(client, form.action or address, values):
                faults.append(f"{address} {tried}: {fault}")

    assert forms
    assert faults == [], "\n".join(faults)


def test_a_number_that_nothing_has_is_not_there(stage: FullStage) -> None:
    numbers = {key for key, target in stage.targets.items() if isinstance(target, int)}
    numbered = [name for name in PAGES if numbers & set(ROUTES[name].target)]

    for name, number in product(numbered, (0, 99_999, 2**63)):
        targets = [number if key in numbers else stage.targets[key] for key in ROUTES[name].target]
        answer = stage.client(name, roles_of(name)[0]).get(reverse(name, args=targets))
        assert answer.status_code == 404, (name, number)


@pytest.mark.parametrize("name", PAGES)
def test_no_text_in_an_address_is_an_error_of_ours(name: str, stage: FullStage, thorough: bool) -> None:
    role = roles_of(name)[0]
    client = stage.client(name, role)
    place = stage.address(name)
    opened = client.get(place)
    page = "" if opened.streaming else opened.content.decode(errors="replace")
    own = queries_of(page) if "<main" in page else set()
    asked = sorted({*QUERIES, *own})
    every = [*AWFUL, "x" * 100_000, *MORE_AWFUL[1:]] if thorough else [*two_for(name), "x" * 100_000]
    tried = [{query: ["1", awful] for query in asked} for awful in every]
    for at, query in enumerate(asked if own or thorough else []):
        tried += [{query: [awful]} for awful in (every if thorough else [every[at % len(every)]])]

    # A page passes over what it does not know; a list to be saved, or a table for programs, says that it does not.
    is_file = "sheet" in ROUTES[name].target or name == "register_to_edit" or ROUTES[name].is_api
    fine = {200, 302, 404} | ({400} if is_file else set())
    faults = []
    for values in tried:
        with undone():
            answer = client.get(f"{place}?{encoded(values)}")
        if answer.status_code not in fine or repeats(answer):
            faults.append(f"{ {query: value[-1][:20] for query, value in values.items()} }: {answer.status_code}")

    assert faults == [], "\n".join(faults)

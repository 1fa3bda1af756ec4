"""No input is an error of ours: every form and every list of the route table takes what nobody should type.

A new row of the table is tried without a word here. A megabyte and the like go into each field in turn, the others as
the page has them. The answer is a page that says what is wrong; or what was meant is done, and the page after it drawn.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.architecture.full_stage import FullStage, full_stage, roles_of, undone
from tests.architecture.page_forms import Fields, SentForm, queries_of
from tests.architecture.route_table import ROUTES

# Drifts: the stage is written at length behind the write door.
pytestmark = [pytest.mark.django_db, pytest.mark.drifts]

MEGABYTE = "x" * 1_000_000
AWFUL = ["a\x00b\N{PILE OF POO}\ud800\ufffe", "0", "-1", "9" * 400, "4 April 0000", MEGABYTE]
MORE_AWFUL = [
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


def encoded(values: Fields) -> str:
    pairs = [(name, value) for name, several in values.items() for value in several]
    return "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs)


def send(client: Client, place: str, values: Fields) -> str:
    """What is wrong with the answer, and with the page it leads to; empty when all is well."""
    with undone():
        answer = client.post(place, encoded(values), content_type="application/x-www-form-urlencoded")
        if answer.status_code == 302:
            after = client.get(urlsplit(answer["Location"]).path)
            return "" if after.status_code in {200, 302, 404} else f"then {after.status_code}"
    says_so = any(
        words in answer.content for words in (b"govuk-error-summary", b"Somebody else changed", b"govuk-warning")
    )
    return "" if answer.status_code in {200, 409, 422} and says_so else f"{answer.status_code} and no word of it"


def tries(form: SentForm, thorough: bool) -> Iterator[tuple[str, Fields]]:
    for name in form.values:
        if name == "csrfmiddlewaretoken" or (_LATER_ROW.search(name) and not thorough):
            continue
        for awful in AWFUL + MORE_AWFUL * thorough:
            yield f"{name}={awful[:20]!r}", form.values | {name: [awful]}
        yield f"{name} twice", form.values | {name: ["1", "x"]}
        yield f"no {name}", {other: values for other, values in form.values.items() if other != name}
    yield "all", {name: [AWFUL[0]] for name in form.values}


@pytest.mark.parametrize("name", FORMS)
def test_no_text_in_a_form_is_an_error_of_ours(name: str, stage: FullStage, thorough: bool) -> None:
    role = roles_of(name)[0]
    client = stage.client(name, role)
    forms = [(page.address, page.form) for page in stage.pages(name, role) if page.form]

    faults = []
    for address, form in forms if thorough else forms[:1]:
        for tried, values in tries(form, thorough):
            if fault := send(client, form.action or address, values):
                faults.append(f"{tried}: {fault}")

    assert forms
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("name", PAGES)
def test_no_text_in_an_address_is_an_error_of_ours(name: str, stage: FullStage, thorough: bool) -> None:
    role = roles_of(name)[0]
    client = stage.client(name, role)
    place = stage.address(name)
    opened = client.get(place)
    page = "" if opened.streaming else opened.content.decode(errors="replace")
    own = queries_of(page) if "<main" in page else set()
    asked = sorted({*QUERIES, *own})
    alone = asked if own or thorough else []

    faults = []
    for awful in [*AWFUL[:-1], "x" * 100_000, *MORE_AWFUL * thorough]:
        for values in [{query: [awful]} for query in alone] + [{query: ["1", awful] for query in asked}]:
            with undone():
                answer = client.get(f"{place}?{encoded(values)}")
            if answer.status_code not in {200, 302, 404}:
                faults.append(f"{list(values)}={awful[:20]!r}: {answer.status_code}")

    assert faults == [], "\n".join(faults)

"""The accessibility statement: public, and with the parts that the regulations set."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from inspections import actions
from tests.conftest import NOON
from tests.factories.inspections import make_reference
from tests.factories.people import SETTER_UP

pytestmark = pytest.mark.django_db


def test_the_statement_is_open_to_strangers_and_has_its_set_parts(client: Client):
    page = client.get("/accessibility/")

    assert page.status_code == 200
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page.content.decode()) == [
        "How accessible this service is",
        "Feedback and contact information",
        "Enforcement procedure",
        "Technical information about this service&rsquo;s accessibility",
        "Preparation of this statement",
    ]


def test_the_statement_cannot_be_posted_to(client: Client):
    assert client.post("/accessibility/").status_code == 405


def contact(page: Any) -> str:
    """What the statement says between its heading on contacts and the next, without the tags."""
    part = page.content.decode().split("Feedback and contact information</h2>")[1].split("<h2")[0]
    return " ".join(re.sub("<[^>]*>", " ", part).split())


CONTACTS = {
    ("", ""): "No email or postal address has been entered for this register yet.",
    ("office@force.example", ""): "what you need it in. email office@force.example",
    ("", "Headquarters, <Midtown>"): "what you need it in. write to Headquarters, &lt;Midtown&gt;",
    ("office@force.example", "Headquarters"): "what you need it in. email office@force.example write to Headquarters",
}


@pytest.mark.parametrize("given", CONTACTS)
def test_the_statement_says_whom_to_tell_or_that_there_is_nobody_yet(client: Client, given: tuple[str, str]):
    values = dict(zip(("contact_email", "contact_address"), given, strict=True))
    actions.change_register(register=make_reference().register, values=values, by=SETTER_UP, at=NOON)

    said = contact(client.get("/accessibility/"))

    assert CONTACTS[given] in said
    assert ("No email" in said) == (given == ("", ""))


def test_the_statement_stands_before_the_register_is_started_and_costs_one_statement(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    with django_assert_num_queries(1):
        page = client.get("/accessibility/")

    assert "No email or postal address has been entered" in contact(page)

"""The accessibility statement: public, and with the parts that the regulations set."""

import re

import pytest
from django.test import Client

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

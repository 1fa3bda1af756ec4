"""Pages for what went wrong: friendly, in our frame, and standing on nothing that may itself be broken."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.views import defaults

from tests.factories.people import make_cast


@pytest.fixture
def a_request():
    return RequestFactory().get("/")


def test_the_page_for_our_own_fault_needs_no_database(a_request):
    page = defaults.server_error(a_request)

    assert page.status_code == 500
    assert "Sorry, something went wrong" in page.content.decode()


def test_the_page_for_what_cannot_be_read_needs_no_database(a_request):
    page = defaults.bad_request(a_request, Exception("secret detail"))

    assert page.status_code == 400
    assert "We could not read that request" in page.content.decode()
    assert "secret detail" not in page.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_said_in_our_frame(client: Client):
    client.force_login(make_cast().auditor.user)

    page = client.get("/no-such-page/")

    assert page.status_code == 404
    assert "<h1" in page.content.decode()
    assert "Aud Auditor" in page.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_said_to_strangers_too(client: Client):
    page = client.get("/no-such-page/\x00")

    assert page.status_code == 404
    assert "Page not found" in page.content.decode()


@pytest.mark.django_db
def test_a_form_gone_stale_says_so_and_saves_nothing():
    client = Client(enforce_csrf_checks=True)

    page = client.post("/sign-in/", {"login": "a@force.example"})

    assert page.status_code == 403
    assert "Your page had gone stale" in page.content.decode()


REFUSALS = {
    "Only a liaison officer <closes> items.": "Only a liaison officer &lt;closes&gt; items. Nothing was changed.",
    "": "None of the posts you hold today lets you see this page or do what you asked. Nothing was changed.",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("sentence", "printed"), REFUSALS.items(), ids=["a sentence", "none"])
def test_who_may_not_is_told_why_and_what_to_do_next(
    sentence: str, printed: str, client: Client, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_given: object, **_named: object) -> None:
        raise PermissionDenied(*([sentence] if sentence else []))

    monkeypatch.setattr("jac_tracker.accounts.views.people.render", refuse)
    client.force_login(make_cast().administrator.user)

    page = client.get("/people/")

    assert page.status_code == 403
    assert re.findall(r'<p class="govuk-body">(.*?)</p>', page.content.decode()) == [
        printed,
        "If you should be able to, ask the administrator to check your posts. Tell them the address of this page.",
        '<a class="govuk-link" href="/">Go to your work</a>',
    ]

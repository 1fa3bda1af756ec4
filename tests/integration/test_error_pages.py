"""Pages for what went wrong: friendly, in our frame, and standing on nothing that may itself be broken."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, connections, transaction
from django.test import Client, RequestFactory
from django.views import defaults

from jac_tracker.accounts.models import Portfolio
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


@contextmanager
def saved_by_somebody_else(portfolio: Portfolio) -> Iterator[None]:
    """Somebody holds the portfolio's row, on a connection of their own, until the block ends."""
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Portfolio.objects.locked().get(pk=portfolio.pk)
            held.set()
            done.wait(timeout=60)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(timeout=60)
    try:
        yield
    finally:
        done.set()
        holder.join(timeout=60)


@pytest.fixture
def impatience(transactional_db: None) -> Iterator[None]:
    """Give up waiting for a lock after 50 milliseconds."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50" if connection.vendor == "sqlite" else "SET lock_timeout = '50ms'")
    yield
    connection.close()  # the next one is as patient as ever


@pytest.mark.race
def test_who_waited_too_long_for_somebody_elses_change_is_told_that_nothing_was_saved(client: Client, impatience: None):
    cast = make_cast()
    client.force_login(cast.administrator.user)
    form = f"/portfolios/{cast.crime.pk}/change/"
    shown = client.get(form).context["form"]
    values = {name: field.value() or "" for name in shown.fields for field in [shown[name]]} | {"name": "Another"}

    with saved_by_somebody_else(cast.crime):
        page = client.post(form, values)

    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert "Somebody else was saving the same thing" in page.content.decode()
    assert Portfolio.objects.get(pk=cast.crime.pk).name == "Crime"
    assert client.post(form, values).status_code == 302


@pytest.mark.django_db
def test_another_fault_of_the_database_stays_a_fault(client: Client, monkeypatch: pytest.MonkeyPatch):
    def fail(*_given: object, **_named: object) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr("jac_tracker.accounts.views.people.render", fail)
    client.force_login(make_cast().administrator.user)

    with pytest.raises(OperationalError):
        client.get("/people/")

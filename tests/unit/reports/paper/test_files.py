"""A file that cannot be made is said in a sentence, by whatever asks for one, and is never a fault of the page."""

import logging
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from jac_tracker.accounts.actions import NotPossible
from reports import actions
from reports.models import Issue, Paper
from reports.paper.files import FileNotMade, make, why_unusable
from reports.paper.render import FORMATS, chart, pdf
from reports.paper.render.typesetting import TypesettingFailed
from reports.paper.template import SPECIMEN, examine
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_reference
from tests.factories.issues import released
from tests.factories.people import Cast
from tests.factories.reports import make_short_paper
from tests.factories.templates import make_template, plain, used_template

pytestmark = pytest.mark.django_db
SAYS = (
    "The typesetter failed or took too long. Try again in a few minutes; if it fails again, tell whoever looks after "
    "this service."
)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    make_reference()
    return make_short_paper(cast)


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typesetter that fails whatever it is given."""

    def fail(*_given: object) -> bytes:
        raise TypesettingFailed("unknown font family: arimo")

    monkeypatch.setattr(pdf, "typeset", fail)
    monkeypatch.setattr(chart, "drawn", fail)


@pytest.mark.usefixtures("stopped")
def test_a_file_that_the_typesetter_fails_on_is_not_made_and_the_log_says_why(caplog: pytest.LogCaptureFixture) -> None:
    for name in ("pdf", "docx"):  # the specimen has a chart, which is a picture in Word
        with pytest.raises(FileNotMade) as refusal:
            make(SPECIMEN, FORMATS[name])
        assert str(refusal.value) == f"The {FORMATS[name].label} file cannot be made. {SAYS}"

    assert make(SPECIMEN, FORMATS["html"]).content
    assert {(each.levelno, each.getMessage()) for each in caplog.records} == {
        (logging.ERROR, "The typesetter failed: unknown font family: arimo")
    }


@pytest.mark.usefixtures("stopped")
def test_a_download_says_that_the_file_cannot_be_made_and_offers_the_others(cast: Cast, paper: Paper) -> None:
    browser = Client()
    browser.force_login(cast.secretary.user)
    held_on = paper.meeting.held_on

    answer = browser.get(reverse("paper_download", args=[held_on, "pdf"]))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The PDF file cannot be made" in page
    assert SAYS in page
    offered = [name for name in FORMATS if f'href="{reverse("paper_download", args=[held_on, name])}"' in page]
    assert offered == ["html", "docx"]


@pytest.mark.usefixtures("stopped")
def test_nothing_is_issued_where_a_file_cannot_be_made(cast: Cast, paper: Paper) -> None:
    released(cast, paper)

    with pytest.raises(NotPossible, match=rf"^The PDF file cannot be made\. {SAYS}$"):
        actions.issue_paper(paper=paper, by=cast.secretary.actor(TODAY), at=NOON + timedelta(minutes=9))

    assert Issue.objects.count() == 0


@pytest.mark.usefixtures("stopped")
def test_the_command_says_that_the_file_cannot_be_made(paper: Paper, tmp_path: Path) -> None:
    held_on: date = paper.meeting.held_on

    with pytest.raises(CommandError, match=rf"^The PDF file cannot be made\. {SAYS}$"):
        call_command("paper", held_on.isoformat(), "--format", "pdf", "--output", str(tmp_path / "paper.pdf"))


def test_a_template_is_not_blamed_for_the_typesetter(cast: Cast, request: pytest.FixtureRequest) -> None:
    used_template()
    template = make_template(plain(), "House")
    browser = Client()
    browser.force_login(cast.secretary.user)
    request.getfixturevalue("stopped")

    answer = browser.get(reverse("specimen_on_template", args=[template.pk]))

    assert (answer.status_code, SAYS in answer.content.decode()) == (409, True)
    assert examine(plain()).faults == (SAYS,)
    assert why_unusable() == SAYS
    with pytest.raises(FileNotMade) as refusal:
        make(SPECIMEN, FORMATS["docx"])
    assert str(refusal.value) == f"The Word file cannot be made. {SAYS}"

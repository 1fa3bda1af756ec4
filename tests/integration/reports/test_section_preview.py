"""The preview on a section's form: the section as the paper would print it, and nothing saved."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from reports import actions
from reports.enums import PaperState, SectionKind
from reports.models import Paper, PaperEvent, Section
from tests.conftest import NOON
from tests.factories.people import SETTER_UP
from tests.factories.reports import MARCH, add_section, put_in_state

pytestmark = pytest.mark.django_db
PREVIEW = {"preview": "yes"}


@pytest.fixture
def section(paper: Paper) -> Section:
    return add_section(paper, SectionKind.NOTIFIED, "To come", before="Before.", after="After.")


def address(section: Section) -> str:
    return reverse("change_section", args=[MARCH, section.pk])


def typed(browser: Client, section: Section, **changes: str) -> dict[str, str]:
    """What a browser would send after these changes."""
    form = browser.get(address(section)).context["form"]
    values = {name: str(value) for name, value in form.initial.items() if value not in (None, False)}
    return values | changes


def drawn(answer: Any) -> list[str]:
    """What the preview holds, a line each."""
    page = html.fromstring(answer.content.decode())
    (part,) = page.xpath("//section[@id='preview']//div[@class='app-preview__drawn']")
    return [line for line in (" ".join(text.split()) for text in part.itertext()) if line]


def test_what_is_typed_is_drawn_and_kept_and_not_saved(liaison: Client, section: Section) -> None:
    before = (PaperEvent.objects.count(), Section.history.count())
    sent = typed(liaison, section, heading="Coming", before="We **know**:\n\n- one", after="That <b>is</b> all.")

    answer = liaison.post(address(section), sent | PREVIEW)

    assert answer.status_code == 200
    assert drawn(answer) == [
        "Coming",
        "We",
        "know",
        ":",
        "one",
        "The force has had no notice of further inspections.",
        "That <b>is</b> all.",
    ]
    assert {name: answer.context["form"][name].value() for name in sent} == sent
    assert (PaperEvent.objects.count(), Section.history.count()) == before
    section.refresh_from_db()
    assert section.heading == "To come"


def test_a_preview_keeps_the_digest_of_what_was_shown(liaison: Client, section: Section) -> None:
    sent = typed(liaison, section, before="Mine")
    actions.change_section(section=section, values={"before": "Theirs"}, by=SETTER_UP, at=NOON)

    again = liaison.post(address(section), sent | PREVIEW).context["form"]
    saved = liaison.post(address(section), {name: again[name].value() for name in sent})

    assert saved.status_code == 409
    assert saved.context["conflicts"] == (("Your words before it", "Theirs", "Mine"),)


def test_a_new_section_is_drawn_before_it_is_added(liaison: Client, paper: Paper) -> None:
    sections = list(paper.sections.values_list("heading", flat=True))
    sent = {"heading": "New", "level": "1", "position": "1", "is_numbered": "on", "before": "Words"}

    answer = liaison.post(f"{reverse('add_section', args=[MARCH])}?kind=narrative", sent | PREVIEW)

    assert drawn(answer) == ["1.", "New", "Words"]
    assert list(paper.sections.values_list("heading", flat=True)) == sections


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"heading": "x" * 201}, "Heading must be 200 characters or fewer"),
        ({"level": "9"}, "Select the level from the list"),
        (
            {"heading": "Deep", "level": "3"},
            "“Deep” would stand more than one level below the heading before it. Headings go down one level at a time.",
        ),
    ],
)
def test_what_saving_would_refuse_is_said_in_place_of_the_preview(
    changes: dict[str, str], sentence: str, liaison: Client, section: Section
) -> None:
    answer = liaison.post(address(section), typed(liaison, section, **changes) | PREVIEW)

    assert (answer.status_code, drawn(answer)) == (200, [sentence])
    assert "The section cannot be drawn as it is typed" in answer.content.decode()


def test_what_the_section_lacks_is_told_beside_the_officers_words(liaison: Client, paper: Paper) -> None:
    section = add_section(paper, SectionKind.PEEL_GRID, "Grades", before="The words.")

    answer = liaison.post(address(section), typed(liaison, section) | PREVIEW)

    assert drawn(answer)[0] == "Lacks something"
    assert drawn(answer)[2:] == ["Grades", "The words."]


def test_a_section_that_prints_nothing_says_so(liaison: Client, paper: Paper) -> None:
    section = add_section(paper, SectionKind.NARRATIVE)

    answer = liaison.post(address(section), typed(liaison, section) | PREVIEW)

    assert drawn(answer) == ["The section prints nothing."]


def test_a_preview_leaves_a_release_as_it_is_and_an_issued_paper_alone(
    liaison: Client, paper: Paper, section: Section
) -> None:
    put_in_state(paper, PaperState.RELEASED)
    released = liaison.post(address(section), typed(liaison, section, before="Other") | PREVIEW)
    paper.refresh_from_db()
    assert (released.status_code, paper.state) == (200, PaperState.RELEASED)

    put_in_state(paper, PaperState.ISSUED)
    issued = liaison.post(address(section), typed(liaison, section, before="Other") | PREVIEW)
    assert drawn(issued) == ["The paper has been issued, so its content is fixed. Start a correction to change it."]


@pytest.mark.parametrize(
    "words", ["\x00", "\ud800🦉\ufffe", "<script>alert(1)</script>", "[x](javascript:alert(1))", "(" * 5000]
)
def test_no_words_break_the_preview(liaison: Client, section: Section, words: str) -> None:
    answer = liaison.post(
        address(section), typed(liaison, section, before=words.encode("utf-8", "replace").decode()) | PREVIEW
    )

    part = html.fromstring(answer.content.decode()).xpath("//section[@id='preview']")[0]
    assert answer.status_code == 200
    assert part.xpath(".//script | .//a[starts-with(@href, 'javascript')]") == []


def test_a_preview_is_sent_with_a_token_and_for_drafters_alone(
    paper: Paper, section: Section, secretary: Client, reader: Client, liaison: Client
) -> None:
    sent = typed(liaison, section) | PREVIEW
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = liaison.cookies

    assert strict.post(address(section), sent).status_code == 403
    assert [browser.post(address(section), sent).status_code for browser in (secretary, reader)] == [403, 403]

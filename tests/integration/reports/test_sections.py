"""The pages of a paper's sections."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import Inspection
from reports import actions
from reports.enums import SectionKind
from reports.models import Paper, Section
from tests.conftest import NOON
from tests.factories.inspections import make_inspection
from tests.factories.people import SETTER_UP
from tests.factories.reports import add_section, make_paper

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 31)
PLAIN = {"heading": "New", "level": "1", "before": "", "after": ""}


def adding(kind: str) -> str:
    return f"{reverse('add_section', args=[MARCH])}?kind={kind}"


def address(name: str, section: Section) -> str:
    return reverse(name, args=[MARCH, section.pk])


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def headings(paper: Paper) -> list[str]:
    return [str(section) for section in paper.sections.all()]


def shown(browser: Client, section: Section) -> dict[str, str]:
    """What a browser would send back untouched."""
    form = browser.get(address("change_section", section)).context["form"]
    values = {name: value for name, value in form.initial.items() if value not in (None, False)}
    return {name: str(value) if name == "level" else value for name, value in values.items()}


def test_the_kind_is_chosen_first(liaison: Client, paper: Paper) -> None:
    page = liaison.get(reverse("add_section", args=[MARCH]))

    assert "What should the section show?" in text(page)
    assert "Every open item in one table" in text(page)


@pytest.mark.parametrize("kind", ["", "nonsense", "\x00", "🦉"])
def test_a_kind_that_is_none_is_told(liaison: Client, paper: Paper, kind: str) -> None:
    answer = liaison.get(reverse("add_section", args=[MARCH]), {"kind": kind})

    assert answer.status_code == 200
    assert "Select what the section should show" in text(answer)


@pytest.mark.parametrize("kind", SectionKind)
def test_every_kind_can_be_added(liaison: Client, paper: Paper, kind: SectionKind) -> None:
    assert liaison.get(adding(kind)).status_code == 200

    answer = liaison.post(adding(kind), PLAIN | {"position": "1"})

    assert answer["Location"] == paper.get_absolute_url()
    assert (headings(paper)[0], paper.sections.all()[0].kind) == ("New", kind)


def test_a_section_is_added_where_it_is_wanted(liaison: Client, paper: Paper) -> None:
    places = liaison.get(adding("narrative")).context["form"].fields["position"].choices
    assert places[1] == ("2", "After “Purpose of report”")

    liaison.post(adding("narrative"), PLAIN | {"position": "2"})

    assert headings(paper)[:2] == ["Purpose of report", "New"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"level": "3", "position": "1"}, "“New” would stand more than one level below the heading before it."),
        ({"level": "9"}, "Select the level from the list"),
        ({"position": "99"}, "Select where it stands from the list"),
        ({"heading": "x" * 201}, "Heading must be 200 characters or fewer"),
        ({"option_marker": "§"}, "Select the list marker from the list"),
    ],
)
def test_what_is_wrong_with_a_section_is_told(
    values: dict[str, str], message: str, liaison: Client, paper: Paper
) -> None:
    before = headings(paper)

    answer = liaison.post(adding("notified"), PLAIN | {"position": "2"} | values)

    assert answer.status_code == 200
    assert message in text(answer)
    assert headings(paper) == before


def test_a_section_is_changed(liaison: Client, paper: Paper) -> None:
    section = add_section(paper, SectionKind.NOTIFIED, "To come", options={"kinds": ["peel"]})

    answer = liaison.post(
        address("change_section", section),
        shown(liaison, section)
        | {"heading": "Coming", "option_marker": "1.)", "before": "Words.\n\n- one", "is_numbered": "on"},
    )

    section.refresh_from_db()
    assert answer["Location"] == paper.get_absolute_url()
    assert (section.heading, section.is_numbered) == ("Coming", True)
    assert section.options == {"kinds": ["peel"], "marker": "1.)"}
    assert section.before == "Words.\n\n- one"


def test_a_section_sent_back_untouched_leaves_no_history(liaison: Client, paper: Paper) -> None:
    section = add_section(paper, SectionKind.PUBLISHED_REPORTS, "Reports", options={"marker": "i."}, before="Words")

    liaison.post(address("change_section", section), shown(liaison, section))

    assert Section.history.filter(id=section.pk).count() == 1


def test_an_overtaken_section_shows_both_texts_and_options(liaison: Client, paper: Paper) -> None:
    one: Inspection = make_inspection("PEEL 2018", kind="peel")
    two: Inspection = make_inspection("PEEL 2021", kind="peel")
    section = add_section(paper, SectionKind.PEEL_POSITION, "PEEL")
    mine = shown(liaison, section) | {"before": "Mine", "option_inspection": str(one.pk)}
    theirs = {"before": "Theirs", "options": {"inspection": two.pk}}
    actions.change_section(section=section, values=theirs, by=SETTER_UP, at=NOON)

    answer = liaison.post(address("change_section", section), mine)
    conflicts = {label: (was, typed) for label, was, typed in answer.context["conflicts"]}
    again = liaison.post(
        address("change_section", section), mine | {"as_shown": answer.context["form"].data["as_shown"]}
    )

    section.refresh_from_db()
    assert answer.status_code == 409
    assert conflicts == {
        "Your words before it": ("Theirs", "Mine"),
        "PEEL inspection": ("PEEL 2021", "PEEL 2018"),
    }
    assert (again.status_code, section.before, section.options) == (302, "Mine", {"inspection": one.pk})


def test_sections_are_moved_by_small_buttons(liaison: Client, paper: Paper) -> None:
    second = paper.sections.all()[1]
    order = headings(paper)

    up = liaison.post(address("move_section", second), {"way": "up"})
    assert headings(paper)[:2] == [order[1], order[0]]
    # It is the first now, so that the next step can only be back: the focus goes there.
    assert up["Location"] == f"{paper.get_absolute_url()}#section-{second.pk}-down"

    refused = liaison.post(address("move_section", second), {"way": "up"}, follow=True)
    assert f"“{second}” is already the first of its level here." in text(refused)

    down = liaison.post(address("move_section", second), {"way": "down"})
    assert headings(paper) == order
    assert down["Location"] == f"{paper.get_absolute_url()}#section-{second.pk}-down"


def test_a_move_is_told_in_the_row_and_described_by_its_controls(liaison: Client, paper: Paper) -> None:
    section = add_section(paper, SectionKind.NARRATIVE, "Spare")
    above = list(paper.sections.all())[-2]

    page = text(liaison.post(address("move_section", section), {"way": "in"}, follow=True))
    again = text(liaison.get(paper.get_absolute_url()))

    told = f"“Spare” is moved in. It belongs to “{above}” now."
    assert f'<p class="app-outline__moved" id="section-{section.pk}-moved">{told}</p>' in page
    assert f'id="section-{section.pk}-out" name="way" value="out" aria-describedby="section-{section.pk}-moved"' in page
    assert page.count("aria-describedby") == 1
    assert "govuk-notification-banner" not in page
    assert "is moved in" not in again


@pytest.mark.parametrize("typed", [{}, {"way": ""}, {"way": "sideways"}, {"way": "\x00"}])
def test_a_way_that_is_none_moves_nothing(liaison: Client, paper: Paper, typed: dict[str, str]) -> None:
    order = headings(paper)

    answer = liaison.post(address("move_section", paper.sections.all()[1]), typed, follow=True)

    assert "Say which way the section goes: up, down, in or out." in text(answer)
    assert headings(paper) == order


def test_a_section_is_removed_with_a_reason(liaison: Client, paper: Paper) -> None:
    section = add_section(paper, SectionKind.NARRATIVE, "Spare")

    bare = liaison.post(address("remove_section", section), {"why": ""})
    done = liaison.post(address("remove_section", section), {"why": "Not needed"}, follow=True)

    assert "Enter a reason" in text(bare)
    assert "“Spare” is removed." in text(done)
    assert liaison.get(address("change_section", section)).status_code == 404


def test_a_section_with_others_under_it_is_kept(liaison: Client, paper: Paper) -> None:
    section = paper.sections.get(kind=SectionKind.INSPECTIONS_SINCE)

    answer = liaison.post(address("remove_section", section), {"why": "Not needed"})

    assert "“HMICFRS inspections” has sections under it. Move or remove them first." in text(answer)


def test_a_section_belongs_to_the_paper_in_its_address(liaison: Client, paper: Paper, cast: Any) -> None:
    other = make_paper(cast, date(2022, 6, 30)).sections.all()[0]

    for name in ("change_section", "remove_section"):
        assert liaison.get(address(name, other)).status_code == 404
    assert liaison.post(address("move_section", other), {"way": "up"}).status_code == 404


def test_an_embargoed_inspection_cannot_be_guessed_through_an_option(secretary: Client, paper: Paper) -> None:
    hidden = make_inspection("QUETZAL", kind="peel", embargoed=True)
    add_section(paper, SectionKind.PEEL_POSITION, "PEEL", options={"inspection": hidden.pk})

    said = text(secretary.get(paper.get_absolute_url()))

    assert "QUETZAL" not in said
    assert "PEEL inspection: An inspection you may not see" in said


def test_the_rows_of_a_section_are_chosen_with_a_reason_and_shown_on_its_page(liaison: Client, paper: Paper) -> None:
    section = paper.sections.get(kind=SectionKind.SINCE)
    href = address("choose_rows", section)
    page = liaison.get(href)
    typed = {"as_shown": page.context["form"]["as_shown"].value(), "matter": "closed", "words": "One is expected."}

    bare = liaison.post(href, typed | {"why": ""})
    half = liaison.post(href, typed | {"why": "The letter is late", "words": ""})
    done = liaison.post(href, typed | {"why": "The letter is late"}, follow=True)
    stale = liaison.post(href, typed | {"why": "Again"})

    assert "Nothing was recorded in the period, so no rows are proposed." in text(page)
    assert bare.context["form"].errors.keys() == {"why"}
    assert half.context["form"].errors.keys() == {"words"}
    assert "Closed: added “One is expected”. Reason: The letter is late" in text(done)
    assert "Somebody else has changed the rows" in text(stale)
    assert section.row_choices.count() == 1


def test_a_section_of_another_kind_has_no_rows_to_choose(liaison: Client, paper: Paper) -> None:
    section = paper.sections.get(kind=SectionKind.NOTE_LINE)

    assert liaison.get(address("choose_rows", section)).status_code == 404
    assert "Choose the rows" not in text(liaison.get(address("change_section", section)))

"""No input is an error of ours: each form takes what nobody should type, and answers."""

from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from reports.enums import SectionKind
from reports.models import Paper
from tests.factories.reports import add_section

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 31)
AWFUL = ["\x00", "\N{PILE OF POO}", "\ud800", "\ufffe", "0", "-1", "9" * 400, "4 April 0000", "x" * 10**6, "((((" * 50]
FIELDS = "held_on_day held_on_month held_on_year place note agenda_item contact_post title marking since_on_day"
FIELDS += " since_on_month since_on_year since_reason day_day day_month day_year hour heading level is_numbered before"
FIELDS += " after position option_kinds option_marker option_inspection option_inspections option_tables option_order"
FIELDS += " why direction as_shown"
FORMS = ["add_meeting", "change_meeting", "start_paper", "change_paper", "set_agenda_number", "set_cut_off"]
SECTION_FORMS = ["change_section", "move_section", "remove_section"]


@pytest.mark.parametrize("name", [*FORMS, *SECTION_FORMS, *(f"add {kind}" for kind in SectionKind)])
def test_no_text_is_an_error_of_ours(name: str, liaison: Client, paper: Paper) -> None:
    section = add_section(paper, SectionKind.REPORTS_FOR_REVIEW, "Review")
    if name.startswith("add "):
        address = f"{reverse('add_section', args=[MARCH])}?kind={quote(name.removeprefix('add '))}"
    elif name in SECTION_FORMS:
        address = reverse(name, args=[MARCH, section.pk])
    else:
        address = reverse(name, args=[] if name == "add_meeting" else [MARCH])

    for awful in AWFUL:
        fields = FIELDS.split() if len(awful) < 10**5 else ["note", "heading", "before"]
        body = "&".join(f"{field}={quote(awful.encode('utf-8', 'surrogatepass'))}" for field in fields)
        answer = liaison.post(address, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {200, 302, 409}, (awful[:20], answer.status_code)
        if not paper.sections.filter(pk=section.pk).exists():  # any words are a reason to remove, and lawfully
            break


@pytest.mark.parametrize("name", ["change_section", "remove_section"])
def test_no_number_is_an_error_of_ours(name: str, liaison: Client, paper: Paper) -> None:
    for number in (0, 999, 2**31, 2**63, 10**40):
        assert liaison.get(reverse(name, args=[MARCH, number])).status_code == 404


@pytest.mark.parametrize("query", ["?page=0", "?page=999", "?page=x", "?page=%00", "?page=" + "9" * 500])
def test_no_page_number_is_an_error_of_ours(query: str, liaison: Client, paper: Paper) -> None:
    assert liaison.get(reverse("meetings") + query).status_code == 200


def test_a_paper_of_awful_words_is_drawn_all_the_same(liaison: Client, paper: Paper) -> None:
    for number, awful in enumerate(
        ["\N{PILE OF POO}" * 50, "א" * 80, "x" * 49_000, "*" * 5_000, "[" * 2_000, "| a |\n" * 300]
    ):
        add_section(paper, SectionKind.NARRATIVE, f"Awful {number}", before=awful, after=awful[:100])

    for format in ("html", "docx", "pdf"):
        assert liaison.get(reverse("paper_download", args=[MARCH, format])).status_code in {200, 409}
    assert liaison.get(reverse("paper_preview", args=[MARCH])).status_code == 200

"""A paper of awful words is a paper all the same, and no page of a list is an error of ours."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from reports.enums import SectionKind
from reports.models import Paper
from tests.factories.reports import add_section

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 31)


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

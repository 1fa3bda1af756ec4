"""Entering an item of a report: its deadline is read from the text in a step before, and confirmed by a person."""

from datetime import date
from typing import Any

import pytest

from inspections import actions as inspecting
from inspections.enums import CauseScope
from inspections.models import Publication
from jac_tracker.dates import Precision, VagueDay
from recommendations.enums import DeadlineKind, Kind, Marking, Status
from recommendations.models import Recommendation
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import REGISTERED_AT
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db

TEXT = "By 31 May 2022, the force should record every crime."


def page_of(publication: Publication) -> str:
    return f"/publications/{publication.pk}/register/"


def typed(**values: Any) -> dict[str, Any]:
    return {
        "kind": "recommendation",
        "number_in_report": "3",
        "title": "Record every crime",
        "text": TEXT,
        "text_source": "report",
        "deadline_kind": "NONE",
        "marking": "official",
        "addressees": ["all forces"],
        "step": "register",
        **values,
    }


def test_the_deadline_is_read_first_and_confirmed_with_the_rest(
    people: People, cast: Cast, publication: Publication
) -> None:
    liaison = people.liaison
    begun = typed(step="read")
    del begun["deadline_kind"]

    read = liaison.post(page_of(publication), **begun)
    page = read.content.decode()
    done = liaison.post(
        page_of(publication),
        **typed(
            deadline_words="By 31 May 2022",
            deadline_kind="FIXED",
            deadline_on_day="31",
            deadline_on_month="5",
            deadline_on_year="2022",
            deadline_precision="day",
            confirmed="on",
        ),
    )

    assert read.status_code == 200
    assert "The text says “By 31 May 2022”, which we read as 31 May 2022" in words(page)
    assert "There is a problem" not in page
    assert 'value="By 31 May 2022"' in page
    assert TEXT in page
    assert (done.status_code, done["Location"]) == (302, "/register/MP-2022-001/")
    item = Recommendation.objects.get()
    assert (item.status, item.kind, item.text) == (Status.AWAITING_ALLOCATION, Kind.RECOMMENDATION, TEXT)
    assert (item.deadline_words, item.deadline_kind) == ("By 31 May 2022", DeadlineKind.FIXED)
    assert item.deadline_on == item.first_deadline_on == date(2022, 5, 31)
    assert item.deadline_confirmed_by == cast.liaison.user


def test_a_deadline_not_checked_is_not_confirmed(people: People, cast: Cast, publication: Publication) -> None:
    data = typed(deadline_kind="IMMEDIATE", deadline_words="Immediately")

    people.liaison.post(page_of(publication), **data)

    item = Recommendation.objects.get()
    assert (item.deadline_on, item.deadline_basis_on) == (date(2022, 1, 7), date(2022, 1, 7))
    assert (item.deadline_confirmed_by, item.first_deadline_on) == (None, None)


def test_a_deadline_reckoned_from_publication_keeps_what_it_is_reckoned_from(
    people: People, cast: Cast, publication: Publication
) -> None:
    data = typed(
        deadline_kind="RELATIVE",
        deadline_words="Within six months",
        deadline_on_day="7",
        deadline_on_month="7",
        deadline_on_year="2022",
    )

    people.liaison.post(page_of(publication), **data)

    item = Recommendation.objects.get()
    assert (item.deadline_on, item.deadline_basis_on) == (date(2022, 7, 7), date(2022, 1, 7))
    assert item.deadline_precision == Precision.DAY


def test_what_does_not_fit_together_is_said_at_the_form(people: People, cast: Cast, publication: Publication) -> None:
    no_words = people.liaison.post(page_of(publication), **typed(deadline_kind="FIXED"))
    no_text = people.liaison.post(page_of(publication), **typed(text=""))
    both = people.liaison.post(page_of(publication), **typed(text_source="not entered"))
    nothing = people.liaison.post(page_of(publication), step="register")

    assert "Enter the deadline in the report's own words." in words(no_words.content.decode())
    assert "Enter the text, or say that it is not yet entered" in words(no_text.content.decode())
    assert "Say whether the text is the report's words or a summary" in words(both.content.decode())
    for message in ["Select the kind", "Enter a title", "Select the kind of deadline, or read it from the text",
                    "Select the marking"]:  # fmt: skip
        assert message in words(nothing.content.decode()), message
    assert Recommendation.objects.count() == 0


def test_one_after_the_other_can_be_registered(people: People, cast: Cast, publication: Publication) -> None:
    liaison = people.liaison

    answer = liaison.post(page_of(publication), **typed(step="register_next"))

    assert (answer.status_code, answer["Location"]) == (302, page_of(publication))
    assert "MP-2022-001 is registered. It awaits allocation." in words(liaison.page(page_of(publication)))


def test_a_report_without_a_day_says_that_nothing_can_be_reckoned(
    people: People, cast: Cast, publication: Publication
) -> None:
    undated = make_publication(
        make_inspection("Undated"), on=VagueDay(None, None, Precision.UNKNOWN, to_be_confirmed=True)
    )

    page = words(people.liaison.post(page_of(undated), **typed(step="read")).content.decode())

    assert "The report has no day of publication yet, so no deadline can be reckoned." in page


def test_only_the_causes_of_this_report_are_offered(people: People, cast: Cast, publication: Publication) -> None:
    other = make_publication(make_inspection("Other"))
    inspecting.add_cause(
        publication=publication, scope=CauseScope.OURS, title="Own cause", by=SETTER_UP, at=REGISTERED_AT
    )
    foreign = inspecting.add_cause(
        publication=other, scope=CauseScope.OURS, title="Foreign cause", by=SETTER_UP, at=REGISTERED_AT
    )

    page = people.liaison.page(page_of(publication))
    refused = people.liaison.post(page_of(publication), **typed(cause=foreign.pk))

    assert "Own cause" in page
    assert "Foreign cause" not in page
    assert "Select a cause of concern from the list" in words(refused.content.decode())


def test_marking_is_kept(people: People, cast: Cast, publication: Publication) -> None:
    people.liaison.post(page_of(publication), **typed(marking="official-sensitive"))

    assert Recommendation.objects.get().marking == Marking.OFFICIAL_SENSITIVE


@pytest.mark.parametrize("name", ["owner", "lead", "dcc", "secretary", "auditor", "reader", "administrator"])
def test_nobody_else_registers(name: str, people: People, cast: Cast, publication: Publication) -> None:
    browser = getattr(people, name)

    assert browser.get(page_of(publication)).status_code == 403
    assert browser.post(page_of(publication), **typed()).status_code == 403
    assert Recommendation.objects.count() == 0


def test_a_report_that_is_none_is_not_there(people: People, publication: Publication) -> None:
    assert people.liaison.get("/publications/999999999999999999999/register/").status_code == 404


@pytest.mark.parametrize("step", ["read", "register", "nonsense"])
def test_no_input_breaks_the_page(step: str, people: People, cast: Cast, publication: Publication) -> None:
    for value in ["\x00", "\N{PILE OF POO}", "x" * 1_000_000, "<script>alert(1)</script>", "9" * 5000, "0000"]:
        for name in ["text", "title", "kind", "cause", "addressees", "deadline_words", "deadline_kind", "theme",
                     "deadline_on_day", "deadline_on_year", "deadline_precision", "confirmed"]:  # fmt: skip
            answer = people.liaison.post(page_of(publication), **typed(**{"step": step, name: value}))
            assert answer.status_code in {200, 302}, (name, value[:20])
            assert "<script>alert" not in answer.content.decode()

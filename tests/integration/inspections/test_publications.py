"""The pages of publications, gradings, causes of concern, replies and counts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.actions import AreaGrading, Count
from inspections.enums import CountOf, GradingStanding
from inspections.models import Inspection, Publication, Register
from tests.conftest import NOON
from tests.factories.inspections import Hanging, Reference, make_hanging, make_publication
from tests.factories.people import SETTER_UP

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanging(publication: Publication) -> Hanging:
    return make_hanging(publication)


def shown(client: Client, address: str) -> dict[str, Any]:
    """What the form at an address would send if nothing were touched."""
    form = client.get(address).context["form"]
    values: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        if hasattr(value, "year"):
            values |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        elif value not in (None, False):
            values[name] = getattr(value, "words", "") or getattr(value, "worded", lambda value=value: value)()
    return values


def test_a_publication_is_added_with_both_dates(inspection: Inspection, liaison: Client) -> None:
    values = {
        "kind": "national report",
        "title": "State of policing",
        "day": "12 July 2018",
        "page_on_day": "18",
        "page_on_month": "7",
        "page_on_year": "2023",
        "address": "https://hmicfrs.example/report",
    }

    liaison.post(reverse("add_publication", args=[inspection.pk]), values)

    publication = inspection.publications.get()
    assert (publication.day.worded(), str(publication.page_on), publication.framework) == (
        "12 July 2018",
        "2023-07-18",
        None,
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": ""}, "Enter the title"),
        ({"day": ""}, "Enter the original publication date"),
        ({"address": "javascript:alert(1)"}, "The address must be a web address, like https://example.org"),
        ({"page_on_day": "1"}, "Date the web page shows must include a month and year"),
        (
            {"page_on_day": "1", "page_on_month": "1", "page_on_year": "2017"},
            "The web page&#x27;s date comes before the original date.",
        ),
    ],
)
def test_a_wrong_publication_is_refused(
    values: dict[str, str], message: str, inspection: Inspection, liaison: Client
) -> None:
    right = {"kind": "letter", "title": "A letter", "day": "12 July 2018"}

    answer = liaison.post(reverse("add_publication", args=[inspection.pk]), right | values)

    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not inspection.publications.exists()


def test_a_publication_is_changed_overtaken_and_removed(publication: Publication, liaison: Client) -> None:
    address = reverse("change_publication", args=[publication.pk])
    mine = shown(liaison, address) | {"title": "Mine"}
    actions.change_publication(publication=publication, values={"title": "Theirs"}, by=SETTER_UP, at=NOON)

    overtaken = liaison.post(address, mine)

    assert (overtaken.status_code, overtaken.context["conflicts"]) == (409, (("Title", "Theirs", "Mine"),))
    liaison.post(address, mine | {"as_shown": overtaken.context["form"].data["as_shown"]})
    publication.refresh_from_db()
    assert publication.title == "Mine"
    liaison.post(reverse("remove_publication", args=[publication.pk]), {"reason": "Entered twice"})
    assert liaison.get(address).status_code == 404


# Gradings


def test_gradings_are_recorded_and_an_untouched_form_leaves_no_trace(
    publication: Publication, reference: Reference, liaison: Client
) -> None:
    address = reverse("grading", args=[publication.pk])
    area = reference.area("Preventing crime")
    values = {f"grade_{area.pk}": reference.grade("Good").pk, f"narrative_{area.pk}": "Much is done well."}

    answer = liaison.post(address, shown(liaison, address) | values)
    events = publication.inspection.events.count()
    liaison.post(address, shown(liaison, address))

    row = publication.gradings.get()
    assert answer["Location"] == reverse("findings", args=[publication.inspection_id])
    assert (row.area, str(row.grade), row.narrative) == (area, "Good", "Much is done well.")
    assert publication.inspection.events.count() == events


def test_overtaken_gradings_show_what_differs(publication: Publication, reference: Reference, liaison: Client) -> None:
    address = reverse("grading", args=[publication.pk])
    area = reference.area("Preventing crime")
    mine = shown(liaison, address) | {f"grade_{area.pk}": reference.grade("Good").pk, f"narrative_{area.pk}": "Mine"}
    theirs = AreaGrading(area, GradingStanding.CARRIED_OVER, reference.grade("Adequate"), "Mine")
    actions.set_gradings(publication=publication, gradings=[theirs], by=SETTER_UP, at=NOON)

    answer = liaison.post(address, mine)

    assert answer.status_code == 409
    assert answer.context["conflicts"] == (
        ("Preventing crime", "Adequate", "Good"),
        ("Preventing crime: carried over", "Yes", "No"),
    )
    assert str(publication.gradings.get().grade) == "Adequate"


def test_a_publication_without_a_framework_says_what_to_do(inspection: Inspection, liaison: Client) -> None:
    publication = make_publication(inspection)

    for answer in (liaison.get(reverse("grading", args=[publication.pk])),
                   liaison.post(reverse("grading", args=[publication.pk]))):  # fmt: skip
        assert "Choose its framework first" in answer.content.decode()


# Causes of concern


def test_a_cause_is_added_changed_and_removed(publication: Publication, hanging: Hanging, liaison: Client) -> None:
    values = {"title": "Again", "scope": "ours", "repeats": hanging.cause.pk, "is_accelerated": "on"}
    liaison.post(reverse("add_cause", args=[publication.pk]), values)
    cause = publication.causes.get(title="Again")
    assert (cause.repeats, cause.is_accelerated) == (hanging.cause, True)

    address = reverse("change_cause", args=[cause.pk])
    liaison.post(address, shown(liaison, address) | {"text": "In full"})
    cause.refresh_from_db()
    assert (cause.text, cause.repeats) == ("In full", hanging.cause)

    back = reverse("change_cause", args=[hanging.cause.pk])
    looped = liaison.post(back, shown(liaison, back) | {"repeats": cause.pk})
    assert "A cause of concern cannot repeat itself." in looped.content.decode()
    needed = liaison.post(reverse("remove_cause", args=[hanging.cause.pk]), {"reason": "x"})
    assert "a later cause of concern hang on this one" in needed.content.decode()
    liaison.post(reverse("remove_cause", args=[cause.pk]), {"reason": "x"})
    assert publication.causes.get() == hanging.cause


# Replies


def test_a_section_55_reply_is_proposed_with_its_last_day(publication: Publication, liaison: Client) -> None:
    address = reverse("add_reply_duty", args=[publication.pk])
    proposed = shown(liaison, address)
    assert (proposed["kind"], proposed["owed_by"]) == ("section 55", Register.objects.get().policing_body)

    liaison.post(address, proposed)

    assert publication.reply_duties.get().day.worded() == "3 March 2022"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"day": "4 March 2022"}, "the last day is 3 March 2022"),
        ({"owed_by": ""}, "Enter who owes it"),
        (
            {"our_input_sent_on_day": "31", "our_input_sent_on_month": "2", "our_input_sent_on_year": "2022"},
            "Date our input was sent must be a real date",
        ),
        (
            {"reply_published_on_day": "1", "reply_published_on_month": "1", "reply_published_on_year": "2099"},
            "The reply cannot have been published on a day that is still to come.",
        ),
    ],
)
def test_a_wrong_reply_is_refused(
    values: dict[str, str], message: str, publication: Publication, liaison: Client
) -> None:
    address = reverse("add_reply_duty", args=[publication.pk])

    answer = liaison.post(address, shown(liaison, address) | values)

    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not publication.reply_duties.exists()


def test_our_input_is_recorded_on_a_reply(hanging: Hanging, liaison: Client) -> None:
    address = reverse("change_reply_duty", args=[hanging.reply.pk])
    sent = {"our_input_sent_on_day": "2", "our_input_sent_on_month": "feb", "our_input_sent_on_year": "2022"}

    liaison.post(address, shown(liaison, address) | sent)

    hanging.reply.refresh_from_db()
    assert (str(hanging.reply.our_input_sent_on), hanging.reply.day.worded()) == ("2022-02-02", "3 March 2022")
    liaison.post(reverse("remove_reply_duty", args=[hanging.reply.pk]), {"reason": "Not owed"})
    assert liaison.get(address).status_code == 404


# Counts


def test_counts_are_recorded_and_overtaken_counts_show_what_differs(publication: Publication, liaison: Client) -> None:
    address = reverse("set_reported_counts", args=[publication.pk])
    mine = shown(liaison, address) | {"number_recommendations": "9", "of_ours_recommendations": "3"}
    theirs = Count(CountOf.AREAS_FOR_IMPROVEMENT, 18, includes_soft=True)
    actions.set_reported_counts(publication=publication, counts=[theirs], by=SETTER_UP, at=NOON)

    answer = liaison.post(address, mine)

    assert answer.status_code == 409
    assert answer.context["conflicts"] == (
        ("Number of recommendations", "", "9"),
        ("Number for the police", "", "3"),
        ("Number of areas for improvement", "18", ""),
        ("The number includes soft AFIs: remarks in the text that the report does not set out as AFIs", "Yes", "No"),
    )
    liaison.post(address, mine | {"as_shown": answer.context["form"].data["as_shown"]})
    row = publication.reported_counts.get()
    assert (row.count_of, row.number, row.of_ours) == ("recommendations", 9, 3)

"""No input is an error of ours: each form takes what nobody should type, and answers."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import Publication
from tests.factories.inspections import Reference, make_hanging

pytestmark = pytest.mark.django_db

AWFUL = ["\x00", "\N{PILE OF POO}", "\ud800", "\ufffe", "0", "-1", "9" * 400, "4 April 0000", "x" * 10**6, "((((" * 50]
_TEXTS = "title short_title scope our_part_note complainant forces_named forces_count forces_note follows kind our_part"
_TEXTS += " lead_body joint background found day note standing page_on_day page_on_month page_on_year address framework"
_TEXTS += " text repeats reason phase from_on_day from_on_month from_on_year owed_by owed_to our_input_sent_on_year"
_TEXTS += " number_recommendations of_ours_recommendations allocated_to_recommendations note_recommendations as_shown"
_TEXTS += " embargoed name cycle comparable_with committee policing_body reference_prefix our_short_name"
_TEXTS += " grades-TOTAL_FORMS areas-TOTAL_FORMS grades-0-name grades-0-order grades-0-row areas-0-short_label"

FORMS = {
    "add_inspection": "",
    "change_inspection": "inspection",
    "change_narrative": "inspection",
    "set_embargo": "inspection",
    "add_milestone": "inspection",
    "change_milestone": "milestone",
    "remove_milestone": "milestone",
    "add_publication": "inspection",
    "change_publication": "publication",
    "remove_publication": "publication",
    "grading": "publication",
    "set_reported_counts": "publication",
    "add_cause": "publication",
    "change_cause": "cause",
    "remove_cause": "cause",
    "add_reply_duty": "publication",
    "change_reply_duty": "reply",
    "remove_reply_duty": "reply",
    "set_monitoring_phase": "",
    "remove_monitoring_phase": "phase",
}
SETTINGS = {"add_framework": "", "change_framework": "framework", "settings": ""}


@pytest.mark.parametrize("name", [*FORMS, *SETTINGS])
def test_no_text_is_an_error_of_ours(
    name: str, liaison: Client, cast: Any, publication: Publication, reference: Reference
) -> None:
    if name in SETTINGS:
        liaison.force_login(cast.administrator.user)
    hanging = make_hanging(publication)
    targets = {
        "inspection": publication.inspection_id,
        "publication": publication.pk,
        "milestone": hanging.milestone.pk,
        "cause": hanging.cause.pk,
        "reply": hanging.reply.pk,
        "phase": hanging.phase.pk,
        "framework": reference.peel.pk,
    }
    target = {**FORMS, **SETTINGS}[name]
    address = reverse(name, args=[targets[target]] if target else [])
    grades = [f"{field}_{area.pk}" for area in reference.peel.areas.all()[:1] for field in ("grade", "told_with")]

    for awful in AWFUL:
        fields = [*_TEXTS.split(), *grades] if len(awful) < 10**5 else ["title", "note", "name", "committee"]
        body = "&".join(f"{field}={quote(awful.encode('utf-8', 'surrogatepass'))}" for field in fields)
        answer = liaison.post(address, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {200, 302, 409}, (awful[:20], answer.status_code)
        if liaison.get(address).status_code == 404:  # any words are a reason to remove, and lawfully
            break


@pytest.mark.parametrize("name", ["inspection", "findings", "change_milestone", "grading", "change_cause", "framework"])
def test_no_number_is_an_error_of_ours(name: str, liaison: Client, cast: Any) -> None:
    if name == "framework":
        liaison.force_login(cast.administrator.user)

    for number in (0, 999, 2**31, 2**63, 10**40):
        assert liaison.get(reverse(name, args=[number])).status_code == 404

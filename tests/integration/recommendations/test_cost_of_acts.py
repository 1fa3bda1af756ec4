"""What an act by form asks the database: the same few questions, whatever lies behind the item."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Publication
from jac_tracker.history import digest
from recommendations import actions
from recommendations.actions import PROGRESS_FIELDS
from recommendations.enums import Status, Verb
from recommendations.models import Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_evidence, make_recommendation, make_update
from tests.integration.recommendations.act_cases import page_of
from tests.integration.recommendations.conftest import Browser, People

pytestmark = pytest.mark.django_db


def asked(browser: Browser, verb: Verb, item: Recommendation, **data: str) -> int:
    """How many statements the act takes beside the savepoint that stands here for its transaction."""
    with CaptureQueriesContext(connection) as captured:
        answer = browser.post(page_of(verb, item), **data)
    assert answer.status_code == 302, answer.content.decode()
    return sum("SAVEPOINT" not in query["sql"] for query in captured)


def test_progress_by_form_takes_at_most_eleven_statements(people: People, cast: Cast, publication: Publication) -> None:
    item, old = (make_recommendation(cast, publication, at=NOON - timedelta(days=30)) for _ in range(2))
    for number in range(8):
        make_update(cast, old, f"Step {number} is done.", at=NOON - timedelta(days=9 - number))
    owner = people.owner

    first, later = (
        asked(owner, Verb.RECORD_PROGRESS, each, text="Begun.", rag="green", as_shown=digest(each, PROGRESS_FIELDS))
        for each in (item, Recommendation.objects.get(pk=old.pk))
    )

    assert first == later <= 11


def test_a_verdict_takes_at_most_eighteen_statements(people: People, cast: Cast, publication: Publication) -> None:
    item, more = (make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD) for _ in range(2))
    exhibits = [more.evidence.get(), *(make_evidence(cast, more, f"Minutes {n}", at=NOON) for n in range(8))]
    actions.change_claim(
        recommendation=more,
        answers={"": "It is done, and audited."},
        exhibits=exhibits,
        how_it_will_last="It is part of the monthly audit.",
        by=cast.owner.actor(TODAY),
        at=NOON,
    )
    lead = people.lead

    few, many = (
        asked(lead, Verb.PASS_CLAIM, each, reason="Proved.", as_shown=actions.signable(each)) for each in (item, more)
    )

    assert few == many <= 18

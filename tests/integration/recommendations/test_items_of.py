"""The items of an inspection, on the inspection's own page."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from inspections.models import Publication
from recommendations.enums import Marking, Status
from tests.conftest import TODAY
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import Cast, Member
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import references

pytestmark = pytest.mark.django_db


def drawn(publication: Publication, member: Member) -> str:
    context = Context({"inspection": publication.inspection, "actor": member.actor(TODAY)})
    return Template("{% load register %}{% items_of inspection actor %}").render(context)


def test_an_inspections_page_lists_its_items_and_no_others(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication, title="Ours")
    make_recommendation(cast, publication, Status.CLOSED_COMPLETE)
    make_recommendation(cast, make_publication(make_inspection("Another")))

    page = people.liaison.page(f"/inspections/{publication.inspection_id}/")

    assert references(page) == ["MP-2022-001", "MP-2022-002"]
    assert f"/register/?inspection={publication.inspection_id}&amp;status=all" in page
    assert f"/publications/{publication.pk}/register/" in page


def test_each_reader_sees_what_the_register_shows_them(cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication, title="Our own words")
    make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)

    assert references(drawn(publication, cast.owner)) == ["MP-2022-001", "MP-2022-002"]
    assert references(drawn(publication, cast.secretary)) == ["MP-2022-001"]
    assert "Our own words" in drawn(publication, cast.owner)
    assert "Our own words" not in drawn(publication, cast.secretary)
    assert references(drawn(publication, cast.administrator)) == []


def test_nothing_under_embargo_is_listed(cast: Cast, embargoed: Publication) -> None:
    make_recommendation(cast, embargoed)

    assert references(drawn(embargoed, cast.owner)) == []
    assert references(drawn(embargoed, cast.dcc)) == ["MP-2022-001"]


@pytest.mark.parametrize("name", ["liaison", "owner", "secretary"])
def test_it_costs_one_statement(name: str, cast: Cast, publication: Publication) -> None:
    for _number in range(3):
        make_recommendation(cast, publication)
    member = getattr(cast, name)
    actor = member.actor(TODAY)
    template = Template("{% load register %}{% items_of inspection actor %}")
    context = Context({"inspection": publication.inspection, "actor": actor})

    with CaptureQueriesContext(connection) as captured:
        template.render(context)

    assert len(captured) == 1

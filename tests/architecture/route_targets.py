"""The objects that the addresses of the route table name: one of each, open to everybody who may see any."""

from typing import Any

from jac_tracker.accounts.models import Holding
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import make_paper

Targets = dict[str, Any]


def make_targets(cast: Cast) -> Targets:
    """Key of the table -> what stands in the address."""
    make_reference()
    publication = make_publication()
    item = make_recommendation(cast, publication)
    paper = make_paper(cast)
    return {
        "role": "liaison",
        "person": cast.owner.user.pk,
        "portfolio": cast.crime.pk,
        "post": cast.owner.post.pk,
        "holding": Holding.objects.get(post=cast.owner.post).pk,
        "reference": item.reference,
        "meeting": paper.meeting.held_on,
        "section": paper.sections.earliest("position").pk,
        "format": "html",
    }

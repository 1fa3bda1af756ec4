"""What a form that closes an item takes in."""

import pytest
from django.http import QueryDict

from inspections.models import Publication
from recommendations.enums import Marking
from recommendations.forms.closing import DccClosesForm, HmicfrsClosesForm
from recommendations.models import Recommendation
from tests.conftest import TODAY
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import Cast, Member
from tests.factories.recommendations import make_recommendation

pytestmark = pytest.mark.django_db

REFUSAL = ["Enter the reference of an item of this register, for example like this one's"]
FORMS = [HmicfrsClosesForm, DccClosesForm]


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    return make_publication()


@pytest.mark.parametrize("form", FORMS)
def test_a_successor_is_looked_for_among_what_the_actor_may_know_of(
    form: type[HmicfrsClosesForm | DccClosesForm], cast: Cast, publication: Publication
) -> None:
    # No page shows this: whoever may close sees everything. It holds if another role is ever let in.
    item = make_recommendation(cast, publication)
    embargoed = make_recommendation(cast, make_publication(make_inspection("Undercover policing", embargoed=True)))
    marked = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)

    def errors(member: Member, reference: str) -> list[str]:
        data = QueryDict(mutable=True)
        data["successor"] = reference
        asked = form(data, item=item, actor=member.actor(TODAY), today=TODAY)
        return list(asked.errors.get("successor", []))

    hidden: list[Recommendation] = [embargoed, marked]
    assert [errors(cast.liaison, one.reference) for one in hidden] == [[], []]
    assert [errors(cast.other_owner, one.reference) for one in hidden] == [REFUSAL, REFUSAL]
    assert errors(cast.other_owner, "MP-1999-999") == REFUSAL
    assert errors(cast.other_owner, item.reference.lower()) == []

"""The page of each act on an item: who may open it, and what it does."""

import pytest

from inspections.models import Publication
from jac_tracker.accounts.roles import Role
from jac_tracker.text import lower_first
from recommendations.enums import Verb
from recommendations.models import Recommendation, RecommendationEvent
from recommendations.presenters.acts import route_of
from recommendations.views.acts import PAGES
from recommendations.workflow import act_for
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.act_cases import CASES, HANDS, ROLES, page_after, page_of, state_of, typed
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


def test_every_act_of_the_table_has_its_case() -> None:
    assert set(CASES) == set(PAGES)


@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_an_act_is_done_on_its_page_and_leads_back_to_the_item(
    verb: Verb, people: People, cast: Cast, publication: Publication
) -> None:
    case = CASES[verb]
    item = case.make(cast, publication)
    browser = getattr(people, case.by)

    page = words(browser.page(page_of(verb, item)))
    answer = browser.post(page_of(verb, item), **typed(case, cast, Recommendation.objects.get(pk=item.pk)))

    assert act_for(verb).button in page
    assert (answer.status_code, answer.get("Location")) == (302, page_after(verb, item)), answer.content.decode()[:9000]
    now = Recommendation.objects.get(pk=item.pk)
    assert {name: getattr(now, name) for name in case.then} == case.then
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.by_user, event.recommendation_id) == (
        case.event or verb,
        getattr(cast, case.by).user,
        item.pk,
    )
    assert f"{item.reference}: {lower_first(verb.label)}." in words(browser.page(page_after(verb, item)))


@pytest.mark.by_turns
@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_nobody_else_opens_the_page_or_does_the_act(
    verb: Verb, people: People, cast: Cast, publication: Publication
) -> None:
    case = CASES[verb]
    item = case.make(cast, publication)
    before = state_of(item)

    for name in set(ROLES) - HANDS.get(verb, {"liaison"}):
        browser = getattr(people, name)
        data = typed(case, cast, Recommendation.objects.get(pk=item.pk))
        assert browser.get(page_of(verb, item)).status_code == 403, name
        assert browser.post(page_of(verb, item), **data).status_code == 403, name
    assert state_of(item) == before


@pytest.mark.by_turns
@pytest.mark.parametrize("verb", CASES, ids=route_of)
def test_an_act_on_what_is_not_visible_is_not_there(
    verb: Verb, people: People, cast: Cast, embargoed: Publication
) -> None:
    item = make_recommendation(cast, embargoed)

    for name in ("owner", "lead", "other_owner"):
        is_let_in = Role(getattr(cast, name).post.role) in route_roles(verb)  # by the route, whatever the item
        assert getattr(people, name).get(page_of(verb, item)).status_code == (404 if is_let_in else 403), name


def route_roles(verb: Verb) -> set[Role]:
    """The roles that an act's route lets in before it looks at an item."""
    hands = HANDS.get(verb, {"liaison"})
    members = {"liaison": Role.LIAISON, "dcc": Role.DCC, "lead": Role.PORTFOLIO_LEAD}
    if verb == Verb.RETURN_CLAIM:  # whichever desk it is with
        return set(members.values())
    if "owner" in hands:
        return {Role.OWNER, Role.PORTFOLIO_LEAD, Role.LIAISON}
    return {members[name] for name in hands}

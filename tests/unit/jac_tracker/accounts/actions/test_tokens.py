"""Tokens: made for oneself, revoked by oneself or an administrator, and open for as long as all is well."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from jac_tracker.accounts import actions
from jac_tracker.accounts.actions.tokens import MOST_TOKENS
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import PeopleVerb, TokenPurpose
from jac_tracker.accounts.models import AccessToken, PeopleEvent
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast, Member

pytestmark = pytest.mark.django_db

LAST_DAY = TODAY + timedelta(days=30)


def make(member: Member, purpose: TokenPurpose = TokenPurpose.API, **values: Any) -> tuple[AccessToken, str]:
    given = {"name": "Power BI", "expires_on": LAST_DAY, "by": member.actor(TODAY), "at": NOON}
    return actions.make_token(purpose=purpose, **given | values)


def opened(secret: str, on: Any = TODAY, purpose: TokenPurpose = TokenPurpose.API) -> AccessToken | None:
    return AccessToken.objects.opened_by(secret, purpose, on)


def test_a_token_is_kept_as_a_digest_alone(cast: Cast) -> None:
    token, secret = make(cast.liaison)

    kept = AccessToken.objects.values().get() | AccessToken.history.values().get() | PeopleEvent.objects.values().last()

    assert len(secret) >= 40
    assert secret not in repr(kept)
    assert (opened(secret), token.user) == (token, cast.liaison.user)
    assert opened(token.digest) is None


def test_making_and_revoking_are_acts_on_the_person(cast: Cast) -> None:
    token, _secret = make(cast.owner)
    actions.revoke_token(token=token, by=cast.administrator.actor(TODAY), at=NOON)

    made, revoked = PeopleEvent.objects.order_by("id").filter(person=cast.owner.user).reverse()[:2][::-1]
    assert (made.verb, made.by_post, made.details["name"]) == (PeopleVerb.MAKE_TOKEN, cast.owner.post, "Power BI")
    assert (revoked.verb, revoked.by_post) == (PeopleVerb.REVOKE_TOKEN, cast.administrator.post)


def test_a_token_opens_nothing_once_it_is_revoked_or_expired_or_its_person_is_gone(cast: Cast) -> None:
    revoked, first = make(cast.owner)
    actions.revoke_token(token=revoked, by=cast.owner.actor(TODAY), at=NOON)
    _expiring, second = make(cast.owner)
    _orphaned, third = make(cast.reader)
    actions.deactivate_person(person=cast.reader.user, by=SETTER_UP, at=NOON, why="She left.")

    assert opened(first) is None
    assert (opened(second, LAST_DAY) is None, opened(second, LAST_DAY + timedelta(days=1)) is None) == (False, True)
    assert opened(third) is None
    assert opened(second, purpose=TokenPurpose.CALENDAR) is None


def test_a_token_stays_revoked_when_its_person_comes_back(cast: Cast) -> None:
    _token, secret = make(cast.reader)
    reader = cast.reader.actor(TODAY)
    given = {"person": cast.reader.user, "by": SETTER_UP, "at": NOON}
    actions.deactivate_person(**given, why="She left.")

    with pytest.raises(PermissionDenied):
        make(cast.reader, by=reader)
    actions.reactivate_person(**given, why="She is back.")

    assert opened(secret) is None
    assert AccessToken.objects.get().revoked_at == NOON


def test_a_new_address_of_a_calendar_takes_the_place_of_the_old_one(cast: Cast) -> None:
    _old, first = make(cast.owner, TokenPurpose.CALENDAR)
    _others, others = make(cast.lead, TokenPurpose.CALENDAR)

    _new, second = make(cast.owner, TokenPurpose.CALENDAR)

    found = [opened(secret, purpose=TokenPurpose.CALENDAR) is None for secret in (first, second, others)]
    assert found == [True, False, False]


def test_nobody_has_more_tokens_than_can_be_kept_in_mind(cast: Cast) -> None:
    for _ in range(MOST_TOKENS):
        make(cast.owner)

    with pytest.raises(actions.NotPossible, match="10 tokens already"):
        make(cast.owner)
    make(cast.lead)


def test_a_day_gone_by_is_refused(cast: Cast) -> None:
    with pytest.raises(actions.NotPossible, match="must not have gone by"):
        make(cast.owner, expires_on=TODAY - timedelta(days=1))


def test_who_holds_no_post_and_a_command_make_none(cast: Cast) -> None:
    nobody = actions.add_person(name="Nia", email="nia@force.example", by=SETTER_UP, at=NOON)

    for by in (Actor.of(nobody, TODAY), SETTER_UP):
        with pytest.raises(PermissionDenied):
            make(cast.owner, by=by)


def test_a_token_is_revoked_once_by_its_person_or_an_administrator(cast: Cast) -> None:
    token, _secret = make(cast.owner)

    with pytest.raises(PermissionDenied):
        actions.revoke_token(token=token, by=cast.liaison.actor(TODAY), at=NOON)
    actions.revoke_token(token=token, by=cast.owner.actor(TODAY), at=NOON)
    with pytest.raises(actions.NotPossible, match="revoked already"):
        actions.revoke_token(token=token, by=cast.owner.actor(TODAY), at=NOON)

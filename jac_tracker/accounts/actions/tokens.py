"""Acts on the tokens with which programs read what a person may."""

import secrets
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions.refusals import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import PeopleVerb, TokenPurpose
from jac_tracker.accounts.models import AccessToken, PeopleEvent, User
from jac_tracker.accounts.models.token import digest_of
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import record

MOST_TOKENS = 10
_SECRET_BYTES = 32


@transaction.atomic
def make_token(
    *, purpose: TokenPurpose, name: str, expires_on: date, by: Actor, at: datetime
) -> tuple[AccessToken, str]:
    """A token for the actor, and its secret, which is told here and never again.

    A new address of a calendar takes the place of the old one, which is revoked. Raises PermissionDenied for whoever
    holds no post, NotPossible for a day gone by or where the person has `MOST_TOKENS` of the purpose already.
    """
    if by.user is None or by.post is None:
        raise PermissionDenied("Only who holds a post can let a program read for them.")
    if expires_on < by.on:
        raise NotPossible("The last day must not have gone by.")
    person = User.objects.locked().get(pk=by.user.pk)  # two at once would each find room for one more
    if not person.is_active:
        raise PermissionDenied("Only who may sign in can let a program read for them.")
    usable = list(AccessToken.objects.usable(by.on).filter(user=by.user, purpose=purpose))
    replaced = usable if purpose == TokenPurpose.CALENDAR else []
    if len(usable) - len(replaced) >= MOST_TOKENS:
        raise NotPossible(f"You have {MOST_TOKENS} tokens already. Revoke one that is no longer needed.")
    for token in replaced:
        token.revoked_at = at
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    made = AccessToken(
        user=by.user, purpose=purpose, name=name, digest=digest_of(secret), made_at=at, expires_on=expires_on
    )
    event = PeopleEvent(verb=PeopleVerb.MAKE_TOKEN, person=by.user, details={"purpose": purpose.value, "name": name})
    record([*replaced, made], by=by, at=at, event=event)
    return made, secret


@transaction.atomic
def revoke_token(*, token: AccessToken, by: Actor, at: datetime) -> AccessToken:
    """Let a token open nothing any more. One's own, or as an administrator anybody's: else PermissionDenied.

    Raises NotPossible for one that is revoked already.
    """
    token = AccessToken.objects.locked().get(pk=token.pk)
    if token.user_id != by.user_id or by.user_id is None:
        if not by.may(Duty.KEEP_PEOPLE):
            raise PermissionDenied("Only an administrator revokes what belongs to somebody else.")
        by = by.under(Duty.KEEP_PEOPLE)
    if token.revoked_at is not None:
        raise NotPossible("This is revoked already.")
    token.revoked_at = at
    details = {"purpose": token.purpose, "name": token.name}
    record([token], by=by, at=at, event=PeopleEvent(verb=PeopleVerb.REVOKE_TOKEN, person=token.user, details=details))
    return token

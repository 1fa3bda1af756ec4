"""Acts on people. Nobody is deleted: who leaves is deactivated."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actions.refusals import (
    NotPossible,
    keeper_of_people,
    one_at_a_time,
    refuse_to_leave_nobody,
    refusing_a_second,
)
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import AccessToken, PeopleEvent, User
from jac_tracker.history import record, refuse_stale

PERSON_FIELDS = ("name", "rank", "number", "email")
_TAKEN = "Somebody in this register has that email address. Enter another one"


@transaction.atomic
def add_person(
    *, name: str, email: str, rank: str = "", number: str = "", password: str = "", by: Actor, at: datetime
) -> User:
    """A new person. Without a password nobody can sign in as them until one is set.

    Raises NotPossible if somebody has the e-mail address, in whatever case.
    """
    by = keeper_of_people(by)
    person = User(name=name, email=email.lower(), rank=rank, number=number, joined_at=at)
    person.password = make_password(password or None)
    details = {field: ["", getattr(person, field)] for field in PERSON_FIELDS}
    event = PeopleEvent(verb=PeopleVerb.ADD_PERSON, person=person, details=details)
    with refusing_a_second("email", _TAKEN):
        record([person], by=by, at=at, event=event)
    return person


@transaction.atomic
def change_person(
    *, person: User, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> User:
    """Change name, rank, number or e-mail address; nothing is recorded where nothing differs.

    Raises StaleEdit if they changed since they were `shown`, NotPossible if somebody else has the e-mail address.
    """
    by = keeper_of_people(by)
    person = User.objects.locked().get(pk=person.pk)
    refuse_stale(person, PERSON_FIELDS, shown)
    wanted = {field: values[field] for field in PERSON_FIELDS if field in values}
    if "email" in wanted:
        wanted["email"] = wanted["email"].lower()
    changed = {field: [getattr(person, field), new] for field, new in wanted.items() if new != getattr(person, field)}
    if changed:
        for field, (_old, new) in changed.items():
            setattr(person, field, new)
        event = PeopleEvent(verb=PeopleVerb.CHANGE_PERSON, person=person, details=changed)
        with refusing_a_second("email", _TAKEN):
            record([person], by=by, at=at, why=why, event=event)
    return person


@transaction.atomic
def set_password(*, person: User, password: str, by: Actor, at: datetime) -> User:
    """Give a person a password to sign in with, which ends their sessions. The password itself is in no history."""
    by = keeper_of_people(by)
    person = User.objects.locked().get(pk=person.pk)
    person.password = make_password(password)
    record([person], by=by, at=at, event=PeopleEvent(verb=PeopleVerb.SET_PASSWORD, person=person))
    return person


@transaction.atomic
def change_password(*, password: str, by: Actor, at: datetime) -> User:
    """Change the actor's own password, which everybody may; it ends their other sessions, and is in no history.

    Raises PermissionDenied for a command, which has none.
    """
    if by.user is None:
        raise PermissionDenied("Only a person has a password to change.")
    person = User.objects.locked().get(pk=by.user.pk)
    person.password = make_password(password)
    record([person], by=by, at=at, event=PeopleEvent(verb=PeopleVerb.CHANGE_PASSWORD, person=person))
    return person


@transaction.atomic
def deactivate_person(*, person: User, by: Actor, at: datetime, why: str) -> None:
    """Stop a person from signing in; whoever is signed in is signed out, and what read for them reads no more.

    Raises NotPossible for oneself, so that nobody shuts themselves out, and for who is deactivated already.
    """
    by = keeper_of_people(by)
    if person.pk == by.user_id:
        raise NotPossible("You cannot deactivate yourself. Ask another administrator.")
    one_at_a_time()
    _set_active(person, False, PeopleVerb.DEACTIVATE_PERSON, by, at, why)
    refuse_to_leave_nobody(by, by.on)


@transaction.atomic
def reactivate_person(*, person: User, by: Actor, at: datetime, why: str) -> None:
    """Let a person sign in again. Raises NotPossible for who is active."""
    _set_active(person, True, PeopleVerb.REACTIVATE_PERSON, keeper_of_people(by), at, why)


def _set_active(person: User, active: bool, verb: PeopleVerb, by: Actor, at: datetime, why: str) -> None:
    person = User.objects.locked().get(pk=person.pk)
    if person.is_active == active:
        raise NotPossible(f"{person} is already {'active' if active else 'deactivated'}.")
    person.is_active = active
    # None of them opens anything now; nor shall they when the person comes back, perhaps years later.
    tokens = [] if active else list(AccessToken.objects.locked().filter(user=person, revoked_at__isnull=True))
    for token in tokens:
        token.revoked_at = at
    record([person, *tokens], by=by, at=at, why=why, event=PeopleEvent(verb=verb, person=person))

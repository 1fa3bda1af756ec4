"""manage.py start_register: begin an empty register for a force."""

import difflib
import getpass
import sys
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError, transaction
from django.utils import timezone

from inspections import actions
from inspections.management.reference import reference_data
from inspections.models import Force, Inspection, Register
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.forms import PersonForm
from jac_tracker.accounts.models import User
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import london_day
from jac_tracker.env import env
from jac_tracker.text import clean_line
from recommendations.actions import load_closure_levels

PASSWORD_VARIABLE = "ADMIN_PASSWORD"
POST_TITLE = "Register Administrator"


class Command(BaseCommand):
    help = (
        "Begin an empty register: reference data, whose register it is, and the first administrator. The "
        f"administrator's password is asked for, or read from {PASSWORD_VARIABLE} or from standard input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", required=True, help='the force\'s name, like "Kent Police"')
        parser.add_argument("--short-name", help="what the paper calls the force; the prefix unless given")
        parser.add_argument("--committee", required=True, help='the committee\'s name, like "Joint Audit Committee"')
        parser.add_argument("--committee-short-name", help="the committee's short name; its initials unless given")
        parser.add_argument("--policing-body", required=True, help="the local policing body the committee also serves")
        parser.add_argument("--prefix", required=True, help="what our references begin with, in capitals, like KP")
        parser.add_argument(
            "--contact-email", default="", help="whom to tell that a page cannot be used, like an office"
        )
        parser.add_argument("--contact-address", default="", help="the same by post, in one line")
        parser.add_argument("--admin-name", required=True, help="the name of the first administrator")
        parser.add_argument("--admin-email", required=True, help="the email address they sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        given = {name: clean_line(value) if isinstance(value, str) else value for name, value in options.items()}
        try:
            _refuse_unless_empty()
            person = _administrator(given)
            password = _password(person)
            register = _start(given, person, password, timezone.now())
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(f"The database is not ready ({error}). Run manage.py migrate first.") from error
        except people.NotPossible as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Started: {register}. Sign in as {person['email']} and add people and posts.")


def _refuse_unless_empty() -> None:
    if Register.objects.exists() or User.objects.exists() or Inspection.objects.exists():
        raise CommandError("There is a register in this database already. Use an empty database for another.")


def _administrator(given: dict[str, Any]) -> dict[str, Any]:
    form = PersonForm({"name": given["admin_name"], "email": given["admin_email"]})
    if not form.is_valid():
        raise CommandError(" ".join(str(message) for messages in form.errors.values() for message in messages))
    return {"name": form.cleaned_data["name"], "email": form.cleaned_data["email"]}


def _password(person: dict[str, Any]) -> str:
    """From the environment, a prompt (twice), or the first line of standard input."""
    password = env.str(PASSWORD_VARIABLE, default="")
    if not password and sys.stdin.isatty():
        password = getpass.getpass(f"Password for {person['email']}: ")
        if getpass.getpass("The same again: ") != password:
            raise CommandError("The two passwords differ. Run the command again.")
    elif not password:
        password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise CommandError(f"Give the administrator's password: set {PASSWORD_VARIABLE}, or write it to the command.")
    try:
        validate_password(password, User(**person))
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password


@transaction.atomic
def _start(given: dict[str, Any], person: dict[str, Any], password: str, now: datetime) -> Register:
    by = Actor.system("start_register", london_day(now))
    actions.load_reference(data=reference_data(), by=by, at=now)
    load_closure_levels(data=reference_data(), by=by, at=now)
    register = actions.start_register(
        force=_force(given["force"]),
        our_short_name=given["short_name"] or given["prefix"],
        policing_body=given["policing_body"],
        committee=given["committee"],
        committee_short_name=given["committee_short_name"] or _initials(given["committee"]),
        reference_prefix=given["prefix"],
        contact_email=given["contact_email"],
        contact_address=given["contact_address"],
        by=by,
        at=now,
    )
    post = people.add_post(title=POST_TITLE, role=Role.ADMINISTRATOR, by=by, at=now)
    user = people.add_person(password=password, by=by, at=now, **person)
    people.hand_over(post=post, to=user, from_on=london_day(now), by=by, at=now)
    return register


def _force(name: str) -> Force:
    forces = {words.lower(): force for force in Force.objects.all() for words in (force.short_name, force.name)}
    if found := forces.get(name.lower()):
        return found
    close = dict.fromkeys(
        forces[words].name for words in difflib.get_close_matches(name.lower(), forces, n=3, cutoff=0.75)
    )
    advice = f"Did you mean {' or '.join(close)}?" if close else "Give its full name, like Kent Police."
    raise CommandError(f"There is no force called {name}. {advice}")


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper()) or name

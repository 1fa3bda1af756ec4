"""A small cast, the same in every test: one person for each role, and an owner with a portfolio."""

from collections.abc import Hashable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from django.db.models import Max

from jac_tracker.accounts import actions
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import PeopleEvent, Portfolio, Post, User
from jac_tracker.accounts.roles import Role
from tests.factories.laid_again import laid_again

LONG_AGO = datetime(2015, 1, 5, 9, tzinfo=UTC)
SETTER_UP = Actor.system("tests", on=LONG_AGO.date())


@dataclass(frozen=True)
class Member:
    """Somebody of the cast."""

    user: User
    post: Post

    def actor(self, on: date) -> Actor:
        return Actor.of(self.user, on)


@dataclass(frozen=True)
class Cast:
    """Who plays in the tests. The owner and the lead belong to `crime`, the other two to `local`."""

    crime: Portfolio
    local: Portfolio
    liaison: Member
    second_liaison: Member
    owner: Member
    lead: Member
    other_owner: Member
    other_lead: Member
    dcc: Member
    secretary: Member
    reader: Member
    auditor: Member
    administrator: Member

    def of(self, role: Role) -> Member:
        """The first member with the role."""
        return {
            Role.LIAISON: self.liaison,
            Role.OWNER: self.owner,
            Role.PORTFOLIO_LEAD: self.lead,
            Role.DCC: self.dcc,
            Role.SECRETARY: self.secretary,
            Role.READER: self.reader,
            Role.AUDITOR: self.auditor,
            Role.ADMINISTRATOR: self.administrator,
        }[role]


EVERYBODY = tuple(field.name for field in fields(Cast) if field.type is Member)
"""The names under which the cast's members stand in it."""


def who_there_is(cast: Cast) -> Hashable:
    """All that can be known of people and their posts: the keys of the cast, and of the newest act."""
    people = [(member.user.pk, member.post.pk) for member in (getattr(cast, name) for name in EVERYBODY)]
    return (*people, PeopleEvent.objects.aggregate(last=Max("pk"))["last"])


def make_member(name: str, title: str, role: Role, portfolio: Portfolio | None = None) -> Member:
    """A person with a post, held since 2015 and still."""
    email = f"{name.lower().replace(' ', '.')}@force.example"
    user = actions.add_person(name=name, email=email, password="a long password", by=SETTER_UP, at=LONG_AGO)
    post = actions.add_post(title=title, role=role, portfolio=portfolio, by=SETTER_UP, at=LONG_AGO)
    actions.hand_over(post=post, to=user, from_on=LONG_AGO.date(), by=SETTER_UP, at=LONG_AGO)
    return Member(user, post)


@laid_again("jac_tracker")
def make_cast() -> Cast:
    """The whole cast, made through the actions."""
    crime = actions.add_portfolio(name="Crime", by=SETTER_UP, at=LONG_AGO)
    local = actions.add_portfolio(name="Local Policing", by=SETTER_UP, at=LONG_AGO)
    return Cast(
        crime=crime,
        local=local,
        liaison=make_member("Lia Liaison", "HMICFRS Force Liaison Officer", Role.LIAISON),
        second_liaison=make_member("Lin Second", "Deputy Liaison Officer", Role.LIAISON),
        owner=make_member("Olive Owner", "Force Crime Registrar", Role.OWNER, crime),
        lead=make_member("Pat Lead", "ACC Crime", Role.PORTFOLIO_LEAD, crime),
        other_owner=make_member("Omar Other", "Head of Neighbourhoods", Role.OWNER, local),
        other_lead=make_member("Paz Other", "ACC Local Policing", Role.PORTFOLIO_LEAD, local),
        dcc=make_member("Dee Deputy", "Deputy Chief Constable", Role.DCC),
        secretary=make_member("Sam Secretary", "Committee Secretary", Role.SECRETARY),
        reader=make_member("Rae Reader", "Committee Member", Role.READER),
        auditor=make_member("Aud Auditor", "Internal Auditor", Role.AUDITOR),
        administrator=make_member("Ada Admin", "Register Administrator", Role.ADMINISTRATOR),
    )

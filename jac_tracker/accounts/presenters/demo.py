"""Whom the demonstration lets you sign in as."""

from dataclasses import dataclass
from datetime import date

from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role


@dataclass(frozen=True)
class DemoPerson:
    """Somebody the demonstration lets you sign in as. `post` is empty where it would say the role again."""

    role: str
    label: str
    post: str
    user_id: int


def demo_people(on: date) -> list[DemoPerson]:
    """One person for each role, in the order of the roles: the one who has held a post of it longest."""
    holdings = (
        Holding.objects.current(on)
        .filter(user__is_active=True, post__is_active=True)
        .select_related("post")
        .order_by("from_on", "id")
    )
    first: dict[str, Holding] = {}
    for holding in holdings:
        first.setdefault(holding.post.role, holding)
    return [_person(role, first[role]) for role in Role if role in first]


def _person(role: Role, holding: Holding) -> DemoPerson:
    post = holding.post.title if holding.post.title != role.label else ""
    return DemoPerson(role.name.lower().replace("_", "-"), role.label, post, holding.user_id)

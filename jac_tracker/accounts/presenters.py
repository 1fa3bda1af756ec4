"""What the pages about people print."""

from dataclasses import dataclass

from django.utils import timezone

from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import london_day


@dataclass(frozen=True)
class DemoPerson:
    """Somebody the demonstration lets you sign in as."""

    role: str
    label: str
    post: str
    user_id: int


def demo_people() -> list[DemoPerson]:
    """One person for each role, in the order of the roles: the one who has held a post of it longest."""
    holdings = (
        Holding.objects.current(london_day(timezone.now()))
        .filter(user__is_active=True, post__is_active=True)
        .select_related("post")
        .order_by("from_on", "id")
    )
    first = {}
    for holding in holdings:
        first.setdefault(holding.post.role, holding)
    return [
        DemoPerson(role.name.lower(), role.label, first[role].post.title, first[role].user_id)
        for role in Role
        if role in first
    ]

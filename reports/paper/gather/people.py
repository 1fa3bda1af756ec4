"""Posts, and who held them then."""

from datetime import date

from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import Holding, PeopleEvent, Post, User
from reports.paper.data import Contact
from reports.paper.gather.past import Past


def contact_officer(post_id: int | None, past: Past, on: date) -> Contact | None:
    """The post's title and its holder on the day; who acts in it stands before who holds it for good.

    None where there is no such post.
    """
    post = past.rows(Post).get(post_id) if post_id else None
    if post is None:
        return None
    holdings = [
        row
        for row in past.rows(Holding).values()
        if row.post_id == post_id and row.from_on <= on and (row.to_on is None or on <= row.to_on)
    ]
    holdings.sort(key=lambda row: (row.is_acting, row.from_on, row.id))
    return Contact(post.title, _named_then(holdings[-1].user_id, past) if holdings else "")


def _named_then(user_id: int, past: Past) -> str:
    """A person's rank and name as they were. People are not tracked: their changes since are taken back one by one."""
    person = User.objects.get(pk=user_id)
    changes = PeopleEvent.objects.filter(person=person, verb=PeopleVerb.CHANGE_PERSON, at__gt=past.moment)
    for details in changes.order_by("-at", "-id").values_list("details", flat=True):
        for field, (old, _new) in details.items():
            setattr(person, field, old)
    return str(person)

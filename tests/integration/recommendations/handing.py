"""A post that somebody leaves, its pages, and what is typed there."""

import re
from datetime import timedelta
from typing import Any

from jac_tracker.accounts import actions as holdings
from jac_tracker.accounts.roles import Role
from recommendations import actions
from recommendations.actions import NoteTyped, note_digest
from recommendations.forms.handing_over import items_digest
from recommendations.models import HandOverNote, Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast, make_member
from tests.integration.recommendations.conftest import Browser

HOUR = timedelta(hours=1)
OTHERS = ["lead", "other_owner", "other_lead", "dcc", "secretary", "auditor", "reader", "administrator"]


def leaving(cast: Cast) -> str:
    return f"/posts/{cast.owner.post.pk}/leaving/"


def notes_page(cast: Cast) -> str:
    return f"/posts/{cast.owner.post.pk}/notes/"


def leave(cast: Cast, item: Recommendation, text: str, who: str = "owner") -> None:
    by = getattr(cast, who).actor(TODAY)
    actions.leave_notes(post=cast.owner.post, notes=[NoteTyped(item, text)], by=by, at=NOON - HOUR)


def typed(notes: dict[Recommendation, str]) -> dict[str, Any]:
    """What the form sends, drawn before anybody left a note on these items."""
    boxes = {f"note_{item.pk}": text for item, text in notes.items()}
    shown = {f"shown_{item.pk}": note_digest(None) for item in notes}
    return {**boxes, **shown, "as_shown": items_digest(notes)}


def successor_of(cast: Cast) -> Browser:
    """Who holds the owner's post from today on, at their browser."""
    member = make_member("Nia Next", "Head of Something", Role.OWNER)
    holdings.hand_over(post=cast.owner.post, to=member.user, from_on=TODAY, by=SETTER_UP, at=NOON - HOUR)
    return Browser(member)


def keys(page: str) -> list[str]:
    """What the buttons of single notes send."""
    return re.findall(r'name="note" value="([^"]+)"><button class="app-link-button"', page)


def notes() -> set[tuple[str, str]]:
    return set(HandOverNote.objects.values_list("text", "written_by__name"))

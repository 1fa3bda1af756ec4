"""What every page's frame prints."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from inspections.models import Register
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.presenters import demo_people
from jac_tracker.accounts.roles import Duty


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the menu."""

    label: str
    href: str
    is_current: bool


# Url name, words, and the duties of which one opens the page.
_MENU: list[tuple[str, str, tuple[Duty, ...]]] = [
    ("home", "Your work", tuple(Duty)),
    ("register", "Register", (Duty.SEE_HEADLINES,)),
    ("inspections", "Inspections", (Duty.SEE_HEADLINES,)),
    ("forward_look", "Forward look", (Duty.SEE_HEADLINES,)),
    ("meetings", "Meetings and papers", (Duty.READ_ISSUED_PAPERS, Duty.READ_DRAFT_PAPERS)),
    ("people", "People and posts", (Duty.KEEP_PEOPLE,)),
    ("frameworks", "Frameworks", (Duty.KEEP_SETTINGS,)),
    ("settings", "Settings", (Duty.KEEP_SETTINGS,)),
]


def page(request: HttpRequest) -> dict[str, Any]:
    """The register's own facts, the actor and the menu. Asks the database once, and only for who is signed in."""
    actor = getattr(request, "actor", None)
    if actor is None:
        # Called by the sign-in page alone, which is allauth's own and can be given nothing in another way.
        people = partial(demo_people, request.today) if settings.DEMO_SIGN_IN else ()  # type: ignore[attr-defined]
        return {"demo_sign_in": settings.DEMO_SIGN_IN, "demo_people": people}
    register = Register.objects.select_related("force").first()
    return {"register": register, "actor": actor, "navigation": _navigation(request.path, actor)}


def _navigation(path: str, actor: Actor) -> list[NavigationItem]:
    items = [(label, reverse(name)) for name, label, duties in _MENU if any(actor.may(duty) for duty in duties)]
    return [
        NavigationItem(label, href, path == href or (href != "/" and path.startswith(href))) for label, href in items
    ]

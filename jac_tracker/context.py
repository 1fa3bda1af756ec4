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
from jac_tracker.middleware import actor_of


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the menu."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class _Entry:
    """A page of the menu: its url name, the duties of which one opens it, and where else its own pages lie."""

    name: str
    label: str
    duties: tuple[Duty, ...]
    also: tuple[str, ...] = ()


_MENU = [
    _Entry("home", "Your work", tuple(Duty)),
    _Entry("register", "Register", (Duty.SEE_HEADLINES,), also=("/boards/",)),
    _Entry(
        "inspections",
        "Inspections",
        (Duty.SEE_HEADLINES,),
        also=("/publications/", "/milestones/", "/causes/", "/replies/", "/monitoring/"),
    ),
    _Entry("forward_look", "Forward look", (Duty.SEE_HEADLINES,)),
    _Entry(
        "meetings",
        "Meetings and papers",
        (Duty.READ_ISSUED_PAPERS, Duty.READ_DRAFT_PAPERS),
        also=("/committee-requests/",),
    ),
    _Entry("audit_log", "Audit log", (Duty.READ_AUDIT_LOG,)),
    _Entry("expunctions", "Removed for good", (Duty.SEE_EVERYTHING,)),
    _Entry("people", "People and posts", (Duty.KEEP_PEOPLE,), also=("/posts/", "/portfolios/", "/holdings/")),
    _Entry("frameworks", "Frameworks", (Duty.KEEP_SETTINGS,)),
    _Entry("closure_levels", "Closure levels", (Duty.KEEP_SETTINGS,)),
    _Entry("settings", "Settings", (Duty.KEEP_SETTINGS,)),
]


def page(request: HttpRequest) -> dict[str, Any]:
    """The register's own facts, the actor and the menu. Asks the database once, and only for who is signed in."""
    if not hasattr(request, "today"):
        return {}  # turned away, for a wrong host name, before anybody asked who it is
    actor = actor_of(request)
    if actor is None:
        # Called by the sign-in page alone, which is allauth's own and can be given nothing in another way.
        people = partial(demo_people, request.today) if settings.DEMO_SIGN_IN else ()
        return {"demo_sign_in": settings.DEMO_SIGN_IN, "demo_people": people}
    register = Register.objects.select_related("force").first()
    return {"register": register, "actor": actor, "navigation": _navigation(request.path, actor)}


def _navigation(path: str, actor: Actor) -> list[NavigationItem]:
    entries = [entry for entry in _MENU if any(actor.may(duty) for duty in entry.duties)]
    return [_item(entry, reverse(entry.name), path) for entry in entries]


def _item(entry: _Entry, href: str, path: str) -> NavigationItem:
    is_current = path == href if href == "/" else path.startswith((href, *entry.also))
    return NavigationItem(entry.label, href, is_current)

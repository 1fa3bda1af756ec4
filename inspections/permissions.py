"""May this actor do this to inspections, frameworks and settings?"""

from django.core.exceptions import PermissionDenied

from inspections.models import Inspection
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty


def may_see(actor: Actor, inspection: Inspection) -> bool:
    """Whether the inspection exists for the actor: what `Inspection.objects.visible_to` says, of one in hand."""
    if actor.may(Duty.SEE_EVERYTHING):
        return True
    return actor.may(Duty.SEE_HEADLINES) and not inspection.is_embargoed


def may_keep(actor: Actor) -> bool:
    """Whether the actor enters and changes inspections and what hangs on them."""
    return actor.may(Duty.KEEP_REGISTER)


def may_see_history(actor: Actor) -> bool:
    """Whether the actor sees who did what to an inspection, and why."""
    return actor.may(Duty.SEE_EVERYTHING)


def may_see_lateness(actor: Actor) -> bool:
    """Whether the actor sees days left and days late of a reply that is somebody else's to give."""
    return actor.may(Duty.SEE_EVERYTHING)


def may_see_response(actor: Actor) -> bool:
    """Whether the actor sees the response to a report while it is put together."""
    return actor.may(Duty.SEE_EVERYTHING)


def keeper(by: Actor) -> Actor:
    """The actor under the post that keeps inspections. Raises PermissionDenied where no post does."""
    if not by.may(Duty.KEEP_REGISTER):
        raise PermissionDenied("Only a liaison officer keeps inspections.")
    return by.under(Duty.KEEP_REGISTER)


def keeper_of_settings(by: Actor) -> Actor:
    """The actor under the post that keeps frameworks and settings. Raises PermissionDenied where no post does."""
    if not by.may(Duty.KEEP_SETTINGS):
        raise PermissionDenied("Only an administrator keeps frameworks and settings.")
    return by.under(Duty.KEEP_SETTINGS)

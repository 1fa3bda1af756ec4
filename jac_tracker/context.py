"""What every page's frame prints."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from inspections.models import Register


def page(request: HttpRequest) -> dict[str, Any]:
    """The register's own facts and the actor, for the header. Asks the database once, and only for who is signed in."""
    actor = getattr(request, "actor", None)
    register = Register.objects.select_related("force").first() if actor is not None else None
    return {"register": register, "actor": actor, "demo_sign_in": settings.DEMO_SIGN_IN}

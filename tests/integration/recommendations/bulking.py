"""What the pages for many items are sent, and what they send on."""

import re
from html import unescape
from typing import Any

from jac_tracker.history import digest
from recommendations.actions.bulk import SHOWN_FIELDS
from recommendations.enums import Verb
from recommendations.models import Recommendation, RecommendationEvent
from tests.factories.people import Cast

BULK = "/register/bulk/"
WHY = "The field moves to neighbourhoods."


def sent(*items: Recommendation) -> list[str]:
    """The rows as a preview sends them on."""
    return [f"{digest(item, SHOWN_FIELDS)}:{item.reference}" for item in items]


def to_owner(cast: Cast, *items: Recommendation, **more: Any) -> dict[str, Any]:
    return {"what": "owner", "owner_post": cast.other_owner.post.pk, "reason": WHY, "row": sent(*items)} | more


def events(verb: Verb) -> list[str]:
    found = RecommendationEvent.objects.filter(verb=verb).order_by("recommendation__reference")
    return [event.recommendation.reference for event in found]


def hidden(page: str) -> dict[str, list[str]]:
    """What the form of a preview sends."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.split("<main")[1]):
        found.setdefault(name, []).append(unescape(value))
    return found

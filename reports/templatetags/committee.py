"""`{% load committee %}`: what the committee asked for, told to pages of other apps, which it knows and they do not."""

from typing import Any

from django import template

from jac_tracker.accounts.actor import Actor
from recommendations.presenters.reading import Reading
from reports.presenters import requests_about_item

register = template.Library()


@register.inclusion_tag("reports/requests_about.html")
def requests_about(item: Any, reading: Reading, actor: Actor) -> dict[str, Any]:
    """What the committee asked about an item of a reading: one statement where it asked nothing."""
    return {"rows": requests_about_item(item.id, reading, actor)}

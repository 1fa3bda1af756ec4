"""`{% load register %}`: what the register tells pages of other apps, which it knows and they do not know it; and what
several of its own pages tell alike."""

from datetime import date
from typing import Any

from django import template
from django.urls import reverse

from inspections.models import Inspection
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding, Post
from recommendations.models import Recommendation
from recommendations.presenters.causes import causes_of_inspection
from recommendations.presenters.handing_over import barred_leads, is_left_vacant, numbers_of
from recommendations.presenters.items import items_of_inspection
from recommendations.presenters.signed import Content, exhibits_in, facts_in

register = template.Library()


@register.inclusion_tag("recommendations/items_of.html")
def items_of(inspection: Inspection, actor: Actor) -> dict[str, Any]:
    """The items of an inspection that the actor may see, by report, as a table: one statement."""
    return {
        "inspection": inspection,
        "reports": items_of_inspection(inspection, actor),
        "all_of_them": f"{reverse('register')}?inspection={inspection.pk}&status=all",
    }


@register.inclusion_tag("recommendations/causes_of.html")
def causes_of(inspection: Inspection, actor: Actor) -> dict[str, Any]:
    """Our causes of concern of an inspection that stand, for who records their discharge: one statement at most."""
    return {"causes": causes_of_inspection(inspection, actor)}


@register.inclusion_tag("recommendations/what_it_owns.html")
def what_it_owns(post: Post, today: date, ending: Holding | None = None) -> dict[str, Any]:
    """How much a post owns, in numbers alone, and what whoever hands it over should know: five statements.

    `ending` is the holding that is about to be ended, if one is.
    """
    return {
        "numbers": numbers_of(post),
        "barred": barred_leads(post, today),
        "is_left_vacant": is_left_vacant(ending, today) if ending else False,
    }


@register.inclusion_tag("recommendations/signed.html")
def signed(content: Content, item: Recommendation) -> dict[str, Any]:
    """Everything that a verdict on an item is bound to, with its files to be opened."""
    return {"content": content, "item": item, "facts": facts_in(content), "exhibits": exhibits_in(content)}

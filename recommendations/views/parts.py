"""The lettered parts of an item, one at a time."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.enums import Verb
from recommendations.forms.text import PartForm
from recommendations.models import Part, Recommendation
from recommendations.presenters.parts import as_read, initial_of
from recommendations.views.acts import act_context, done, item_in_hand
from recommendations.workflow import act_for

ACT = act_for(Verb.SET_PARTS)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def set_parts(request: ActorRequest, reference: str) -> HttpResponse:
    """Add a part, or change or remove the one whose letter the address names: `?letter=b`."""
    item = item_in_hand(request, reference, ACT)
    parts = list(Part.objects.filter(recommendation=item).order_by("letter", "pk"))
    part = _named(parts, request.GET.get("letter", ""))
    others = [other for other in parts if other != part]
    form = PartForm(
        request.POST if request.method == "POST" else None,
        part=part,
        taken={other.letter for other in others},
        initial={**initial_of(part), "as_shown": actions.parts_digest(item)},
    )
    context = act_context(item, ACT, request) | {"form": form, "part": part, "parts": parts}
    if form.is_valid():
        kept = [as_read(other) for other in others]
        if part is None or request.POST.get("step") != "remove":
            kept.append(form.as_read(item.publication.earliest))
        try:
            actions.set_parts(
                recommendation=item,
                parts=kept,
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
                why=form.cleaned_data["reason"],
            )
        except StaleEdit as stale:
            assert isinstance(stale.current, Recommendation)
            form.show_as_now(actions.parts_digest(stale.current))
            now = next((row for row in stale.current.parts.all() if part and row.letter == part.letter), None)
            context["conflicts"] = [("Text", now.text if now else "", form.cleaned_data["text"])]
            return render(request, "recommendations/set_parts.html", context, status=409)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, item, ACT)
    return render(request, "recommendations/set_parts.html", context)


def _named(parts: list[Part], letter: str) -> Part | None:
    if not letter:
        return None
    part = next((part for part in parts if part.letter == letter), None)
    if part is None:
        raise Http404
    return part

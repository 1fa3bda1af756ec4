"""One change to many items: choose it, look at every row, confirm."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.actions import MOST_AT_ONCE
from recommendations.filters import RegisterFilter
from recommendations.forms.bulk import BulkForm
from recommendations.presenters import bulk as presenting
from recommendations.presenters.bulk import Chosen
from recommendations.presenters.lookups import Lookups
from recommendations.presenters.reading import Reading
from recommendations.rules.owning import OWNING_ROLES

LONGEST_FILTERS = 900  # fewer than the values that a query may hold

OVERTAKEN = "Somebody else changed {} after you were shown the list. Nothing has been changed. Look at it again."


@dataclass(frozen=True)
class Sent:
    """The rows that a form names: the reference of each, and its digest where a preview has shown it."""

    shown: dict[str, str]

    @classmethod
    def by(cls, query: QueryDict) -> "Sent":
        parted = [value.partition(":") for value in query.getlist("row")]
        return cls({reference: as_shown for as_shown, _colon, reference in parted if reference})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.SEE_HEADLINES)
def bulk(request: ActorRequest) -> HttpResponse:
    """GET: the items chosen in the list, and what to do to them. POST: what that would do; confirmed, do it."""
    if request.actor.roles.isdisjoint(OWNING_ROLES):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request, _chosen_in_the_list(request))
    sent = Sent.by(request.POST)
    chosen = presenting.chosen_by_reference(sent.shown, request.actor, Reading(request.today))
    form = _form(request, chosen)
    if not chosen.items or chosen.is_too_many or form is None or not form.is_valid():
        return _ask(request, chosen, form)
    if request.POST.get("step") != "confirm":
        return _preview(request, chosen, form)
    return _confirm(request, chosen, form, sent)


def _chosen_in_the_list(request: ActorRequest) -> Chosen:
    """The rows ticked, or all that fit the filters of the address; of them those that are the actor's to change."""
    reading = Reading(request.today)
    if not request.GET.get("every"):
        return presenting.chosen_by_reference(request.GET.getlist("item"), request.actor, reading).in_hand(
            request.actor
        )
    lookups = Lookups.of(request.actor, reading)
    fitting = RegisterFilter(request.GET, actor=request.actor, reading=reading, lookups=lookups)
    return presenting.chosen_by_filter(fitting.shown).in_hand(request.actor)


def _form(request: ActorRequest, chosen: Chosen) -> BulkForm | None:
    """The form of what the actor may change of these items; none where that is nothing."""
    offered = chosen.changes(request.actor)
    data = request.POST if request.method == "POST" else None
    return BulkForm(data, offered=offered, today=request.today) if offered else None


def _ask(request: ActorRequest, chosen: Chosen, form: BulkForm | None = None) -> HttpResponse:
    has_form = bool(chosen.items) and not chosen.is_too_many
    context = {
        "chosen": chosen,
        "most": MOST_AT_ONCE,
        "left_out_words": _left_out_words(chosen.left_out),
        "form": (form or _form(request, chosen)) if has_form else None,
        "back": _list_address(request),
        "filters": _filters_of(request),
    }
    return render(request, "recommendations/bulk.html", context)


def _preview(
    request: ActorRequest,
    chosen: Chosen,
    form: BulkForm,
    sent: Sent | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    """Every row as it is and as it would be, and every refusal in the words of the single act."""
    refusals = actions.refusals_of(items=chosen.items, change=form.change, **_signed(request, form))
    preview = presenting.preview_of(chosen, form.change, refusals, sent.shown if sent else None)
    context: dict[str, Any] = {
        "preview": preview,
        "leave_out_label": f"Leave out {_items(len(preview.refused))} and look again",
        "confirm_label": f"Change {_items(len(preview.going))}",
        "reason": form.cleaned_data["reason"],
        "kept": form.kept,
        "left_out": chosen.left_out,
        "left_out_words": _left_out_words(chosen.left_out),
        "warning": warning,
        "back": _list_address(request),
        "filters": _filters_of(request),
    }
    return render(request, "recommendations/bulk_preview.html", context, status=status)


def _confirm(request: ActorRequest, chosen: Chosen, form: BulkForm, sent: Sent) -> HttpResponse:
    if chosen.left_out:
        gone = "An item is not there for you any more. Nothing has been changed. Look at the list again."
        return _preview(request, chosen, form, sent, gone, status=409)
    shown = {item: sent.shown[item.reference] for item in chosen.items}
    try:
        changed = actions.change_together(shown=shown, change=form.change, **_signed(request, form))
    except StaleEdit as stale:
        return _preview(
            request, chosen, form, sent, OVERTAKEN.format(getattr(stale.current, "reference", "an item")), status=409
        )
    except (NotPossible, PermissionDenied) as refusal:
        return _preview(request, chosen, form, sent, f"Nothing has been changed. {refusal}", status=409)
    what, becomes = form.change.what.label, presenting.words_after(form.change)
    messages.success(request, f"{what} of {_items(len(changed))} changed: {becomes}.")
    return redirect(_list_address(request))


def _signed(request: ActorRequest, form: BulkForm) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now(), "why": form.cleaned_data["reason"]}


def _items(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"


def _left_out_words(number: int) -> str:
    return f"{_items(number)} left out, because they are not yours to change or not there for you." if number else ""


# The way back to the list that the items were chosen in


def _filters_of(request: ActorRequest) -> str:
    """The filters of the list, as the forms of these pages carry them along."""
    if request.method == "POST":
        return str(request.POST.get("filters", ""))
    kept = request.GET.copy()
    for name in ("item", "every", "page", "ticked"):
        kept.pop(name, None)
    return str(kept.urlencode())


def _list_address(request: ActorRequest) -> str:
    filters = QueryDict(_filters_of(request).encode("ascii", "ignore")[:LONGEST_FILTERS])
    return f"{reverse('register')}?{filters.urlencode()}" if filters else reverse("register")

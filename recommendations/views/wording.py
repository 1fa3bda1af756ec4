"""What the committee is told of an update: written, then cleared in an act of its own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker import forms
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.enums import Verb
from recommendations.forms.keeping import WordingForm
from recommendations.models import CommitteeWording, ProgressUpdate
from recommendations.views.acts import act_context, done, item_in_hand
from recommendations.workflow import act_for


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def write_wording(request: ActorRequest, reference: str, pk: int) -> HttpResponse:
    """Write what the committee is told of an update, or write it anew."""
    act = act_for(Verb.WRITE_WORDING)
    item = item_in_hand(request, reference, act)
    update = get_object_or_404(ProgressUpdate, recommendation=item, pk=pk)
    wording = CommitteeWording.objects.filter(update=update).first()
    shown = wording or CommitteeWording(update=update)
    initial = {"text": shown.text, "as_shown": digest(shown, actions.WORDING_FIELDS)}
    form = WordingForm(request.POST if request.method == "POST" else None, initial=initial)
    context = act_context(item, act, request) | {"form": form, "update": update, "wording": wording}
    if form.is_valid():
        values = form.cleaned_data
        try:
            actions.write_wording(
                update=update, text=values["text"], shown=values["as_shown"], by=request.actor, at=timezone.now()
            )
        except StaleEdit as stale:
            form.show_as_now(digest(stale.current, actions.WORDING_FIELDS))
            context["conflicts"] = forms.conflicts(form, stale.current)
            return render(request, "recommendations/write_wording.html", context, status=409)
        except NotPossible as refusal:
            form.add_error("text", str(refusal))
        else:
            return done(request, item, act)
    return render(request, "recommendations/write_wording.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_REGISTER)
def clear_wording(request: ActorRequest, reference: str, pk: int) -> HttpResponse:
    """Let public papers print the wording of an update, as it is shown."""
    act = act_for(Verb.CLEAR_WORDING)
    item = item_in_hand(request, reference, act)
    wording = get_object_or_404(CommitteeWording, update__pk=pk, update__recommendation=item)
    shown = {"as_shown": digest(wording, actions.WORDING_FIELDS)}
    form = forms.EditForm(request.POST if request.method == "POST" else None, initial=shown)
    context: dict[str, Any] = act_context(item, act, request) | {"form": form, "wording": wording}
    if form.is_valid():
        try:
            actions.clear_wording(
                wording=wording, shown=form.cleaned_data["as_shown"], by=request.actor, at=timezone.now()
            )
        except StaleEdit:
            form.show_as_now(shown["as_shown"])
            form.add_error(
                None, "Somebody has changed the wording since you read it. Read it again before you clear it"
            )
            return render(request, "recommendations/clear_wording.html", context, status=409)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, item, act)
    return render(request, "recommendations/clear_wording.html", context)

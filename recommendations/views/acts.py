"""One page for each act on an item: the same five beats, told by a table which form and which action."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, View, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.forms import DigestField
from jac_tracker.history import StaleEdit
from jac_tracker.text import lower_first
from recommendations import actions
from recommendations.enums import Verb, Verdict
from recommendations.forms.acting import ActForm, PerhapsReasonForm, ReasonForm
from recommendations.forms.claiming import ChangeClaimForm, WriteClaimForm
from recommendations.forms.closing import DccClosesForm, HmicfrsClosesForm
from recommendations.forms.dates import ConfirmDeadlineForm, ExtendTargetForm, SetTargetForm
from recommendations.forms.desks import (
    ForceClosesForm,
    HmicfrsReturnsForm,
    MakeClaimForm,
    PassForm,
    ReturnForm,
    SubmitForm,
    VerdictForm,
)
from recommendations.forms.keeping import (
    ClearReplyForm,
    GovernanceForm,
    HmicfrsStatusForm,
    MarkingForm,
    TrackedForm,
    TrackedThroughForm,
    WriteReplyForm,
)
from recommendations.forms.moving import HoldForm, ProposeNotApplicableForm, ReopenForm
from recommendations.forms.owning import AllocateForm, ReallocateForm
from recommendations.forms.progress import ProgressForm, RagForm
from recommendations.forms.text import EditTextForm
from recommendations.models import Recommendation, SignOff
from recommendations.permissions import Hand, may_see, may_see_whole
from recommendations.views.loading import item_of
from recommendations.workflow import ON_CLAIM, ON_RESPONSE, Act, Move, act_for, blockers, not_allowed


@dataclass(frozen=True)
class ActPage:
    """What an act's page asks and shows, and the action it calls. `named` may stand in the address: `?corrects=12`."""

    form: type[ActForm]
    action: Callable[..., Any]
    template: str = "act"
    named: tuple[str, ...] = ()


PAGES: dict[Verb, ActPage] = {
    # Moves
    Verb.ALLOCATE: ActPage(AllocateForm, actions.allocate),
    Verb.RULE_NOT_OURS: ActPage(ReasonForm, actions.rule_not_ours),
    Verb.PROPOSE_NOT_APPLICABLE: ActPage(ProposeNotApplicableForm, actions.propose_not_applicable),
    Verb.AGREE_NOT_APPLICABLE: ActPage(PerhapsReasonForm, actions.agree_not_applicable),
    Verb.REFUSE_NOT_APPLICABLE: ActPage(ReasonForm, actions.refuse_not_applicable),
    Verb.HOLD: ActPage(HoldForm, actions.hold),
    Verb.RESUME: ActPage(ReasonForm, actions.resume),
    Verb.HMICFRS_CLOSES: ActPage(HmicfrsClosesForm, actions.hmicfrs_closes),
    Verb.DCC_CLOSES: ActPage(DccClosesForm, actions.dcc_closes),
    Verb.REOPEN: ActPage(ReopenForm, actions.reopen),
    Verb.TAKE_BACK_NOT_APPLICABLE: ActPage(ReasonForm, actions.take_back_not_applicable),
    Verb.PROPOSE_IN_ERROR: ActPage(ReasonForm, actions.propose_in_error),
    Verb.AGREE_IN_ERROR: ActPage(PerhapsReasonForm, actions.agree_in_error),
    Verb.REFUSE_IN_ERROR: ActPage(ReasonForm, actions.refuse_in_error),
    Verb.TAKE_BACK_IN_ERROR: ActPage(ReasonForm, actions.take_back_in_error),
    # Moves of a claim
    Verb.WRITE_CLAIM: ActPage(WriteClaimForm, actions.write_claim, "write_claim"),
    Verb.CHANGE_CLAIM: ActPage(ChangeClaimForm, actions.change_claim, "write_claim"),
    Verb.CLAIM: ActPage(MakeClaimForm, actions.claim, "decide"),
    Verb.PASS_CLAIM: ActPage(PassForm, actions.pass_claim, "decide"),
    Verb.CHECK_EVIDENCE: ActPage(VerdictForm, actions.check_evidence, "decide"),
    Verb.APPROVE: ActPage(VerdictForm, actions.approve, "decide"),
    Verb.RETURN_CLAIM: ActPage(ReturnForm, actions.return_claim, "decide"),
    Verb.WITHDRAW_CLAIM: ActPage(ReasonForm, actions.withdraw_claim),
    Verb.SUBMIT: ActPage(SubmitForm, actions.submit),
    Verb.HMICFRS_RETURNS: ActPage(HmicfrsReturnsForm, actions.hmicfrs_returns),
    Verb.FORCE_CLOSES: ActPage(ForceClosesForm, actions.force_closes),
    # Acts that leave the status alone
    Verb.RECORD_PROGRESS: ActPage(ProgressForm, actions.record_progress, "record_progress", named=("corrects",)),
    Verb.SET_RAG: ActPage(RagForm, actions.set_rag),
    Verb.SET_TARGET: ActPage(SetTargetForm, actions.set_target, "set_target"),
    Verb.EXTEND_TARGET: ActPage(ExtendTargetForm, actions.extend_target, "extend_target"),
    Verb.CONFIRM_DEADLINE: ActPage(ConfirmDeadlineForm, actions.confirm_deadline, "confirm_deadline"),
    Verb.REALLOCATE: ActPage(ReallocateForm, actions.reallocate),
    Verb.EDIT_TEXT: ActPage(EditTextForm, actions.edit_text),
    Verb.SET_MARKING: ActPage(MarkingForm, actions.set_marking),
    Verb.SET_GOVERNANCE: ActPage(GovernanceForm, actions.set_governance, "set_governance"),
    Verb.RECORD_HMICFRS_STATUS: ActPage(HmicfrsStatusForm, actions.record_hmicfrs_status),
    Verb.SET_TRACKED: ActPage(TrackedForm, actions.set_tracked),
    Verb.SET_TRACKED_THROUGH: ActPage(TrackedThroughForm, actions.set_tracked_through),
    Verb.WRITE_REPLY: ActPage(WriteReplyForm, actions.write_reply, "write_reply"),
    Verb.CLEAR_REPLY: ActPage(ClearReplyForm, actions.clear_reply, "clear_reply"),
}

# What a post must carry to come as far as an item's own hands. Owning is no duty: whoever sees headlines may own.
_DUTIES: dict[Hand, tuple[Duty, ...]] = {
    Hand.LIAISON: (Duty.KEEP_REGISTER,),
    Hand.OWNER: (Duty.SEE_HEADLINES,),
    Hand.LEAD: (Duty.SIGN_OFF,),
    Hand.LEAD_ASKED: (Duty.SIGN_OFF,),
    Hand.PROPOSER: (Duty.KEEP_REGISTER,),
    Hand.DCC: (Duty.APPROVE,),
    Hand.DESK: (Duty.SIGN_OFF, Duty.KEEP_REGISTER, Duty.APPROVE),
    Hand.CLAIMANT: (Duty.SEE_HEADLINES,),
    Hand.ACTING: (Duty.SEE_HEADLINES,),
    Hand.STAND_IN: (Duty.SIGN_OFF,),
    Hand.STAND_IN_ON_ACTION: (Duty.SIGN_OFF,),
}


def duties_for(act: Act) -> tuple[Duty, ...]:
    """The duties of which one lets a post try the act on some item."""
    return tuple(duty for hand in act.who for duty in _DUTIES[hand])


def page_for(verb: Verb) -> View[[str]]:
    """The view of an act of the table."""
    view = partial(_act_page, verb=verb)
    guarded = requires(*duties_for(act_for(verb)))(view)
    return require_http_methods(["GET", "HEAD", "POST"])(guarded)


def _act_page(request: ActorRequest, reference: str, *, verb: Verb) -> HttpResponse:
    page, act, status = PAGES[verb], act_for(verb), 200
    item = item_of(request, reference)
    if sentence := not_allowed(act, item, request.actor):
        if said := said_already(request, item, act):
            return said
        raise PermissionDenied(sentence)
    form = page.form(
        request.POST if request.method == "POST" else None,
        item=item,
        actor=request.actor,
        today=request.today,
        initial={name: request.GET.get(name, "") for name in page.named},
    )
    overtaken: dict[str, Any] = {}
    if form.is_valid():
        try:
            written = page.action(recommendation=item, **form.arguments(), by=request.actor, at=timezone.now())
        except StaleEdit as stale:
            status = 409
            form.show_as_now(form.digest_of(stale.current))  # type: ignore[arg-type]
            overtaken = form.overtaken(stale.current)
        except (NotPossible, PermissionDenied) as refusal:
            if said := said_already(request, item, act):
                return said
            if isinstance(refusal, PermissionDenied):
                raise
            form.add_error(None, str(refusal))
        else:  # an action gives the item back as it left it, or a row of its own on it
            return done(request, getattr(written, "recommendation", written), act)
    elif said := said_already(request, item, act):
        return said
    context = act_context(item, act, request) | {"form": form} | overtaken
    return render(request, f"recommendations/{page.template}.html", context, status=status)


# Which the pages of acts that have a view of their own share


def item_in_hand(request: ActorRequest, reference: str, act: Act) -> Recommendation:
    """The item, if the act on it lies in the actor's hands; else 404, or 403 with the sentence that says whose."""
    item = item_of(request, reference)
    if sentence := not_allowed(act, item, request.actor):
        raise PermissionDenied(sentence)
    return item


def said_already(request: ActorRequest, item: Recommendation, act: Act) -> HttpResponse | None:
    """Where to go with a verdict that is sent a second time, by a double click or from a page left open.

    None for any other act, and for a verdict that the actor has not given on what the page shows.
    """
    if request.method != "POST" or not isinstance(act, Move) or not act.decides:
        return None
    given = SignOff.objects.filter(
        claim=Subquery(item.claims.order_by("-number").values("pk")[:1]),
        round=F("claim__round"),
        by_user=request.actor.user,
        verdict=Verdict.RETURNED if act.verb == Verb.RETURN_CLAIM else Verdict.PASSED,
        desk__in=act.starts,
        fingerprint=DigestField().clean(request.POST.get("as_shown")),
    )
    if not given.exists():
        return None
    messages.info(request, f"{item.reference}: you have decided this already. Nothing was recorded a second time.")
    return redirect(page_after(act, item, request))


def act_context(item: Recommendation, act: Act, request: ActorRequest) -> dict[str, Any]:
    """What every act's page prints; `refusals` take the place of the form, and `back` is where it was come from."""
    back = reverse("claim_of", args=[item.reference]) if act.verb in ON_CLAIM else item.get_absolute_url()
    if act.verb in ON_RESPONSE:
        back = reverse("reply_pack", args=[item.publication_id])
    return {"item": item, "act": act, "refusals": blockers(act, item, request.actor), "back": back}


def done(request: ActorRequest, item: Recommendation, act: Act) -> HttpResponse:
    """Say what was done, and go on to `page_after`."""
    messages.success(request, f"{item.reference}: {lower_first(act.verb.label)}.")
    return redirect(page_after(act, item, request))


def page_after(act: Act, item: Recommendation, request: ActorRequest) -> str:
    """The claim or the response after an act on it, else the item, as far as the actor sees them as the act has left
    them; home after that."""
    if act.verb in ON_RESPONSE:
        return reverse("reply_pack", args=[item.publication_id])
    if act.verb in ON_CLAIM and may_see_whole(request.actor, item):
        return reverse("claim_of", args=[item.reference])
    return item.get_absolute_url() if may_see(request.actor, item) else reverse("home")

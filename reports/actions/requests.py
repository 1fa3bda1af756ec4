"""What the committee asked for, from the meeting at which it did until it is answered."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections.models import CauseOfConcern, Inspection
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.dates import london_day, worded_day
from jac_tracker.history import StaleEdit, digest, record, refuse_stale
from recommendations.models import Recommendation
from reports.actions.meetings import keeper_of_meetings
from reports.actions.papers import drafter
from reports.enums import RequestOutcome, RequestVerb
from reports.models import CommitteeRequest, Meeting, RequestEvent, RequestItem
from reports.models.request import ANSWERED

REQUEST_FIELDS = ("words", "minute", "asked_of", "inspection", "cause", "is_private")
DUE_FIELDS = ("answer_by",)
# What a clearance is bound to, beside the answer.
PRINTED_FIELDS = ("words", "minute", "is_private")
CLEARED_FIELDS = (*PRINTED_FIELDS, "outcome", "answer", "cleared_words", "cleared_answer")


@transaction.atomic
def record_request(
    *,
    meeting: Meeting,
    words: str,
    asked_of: Post,
    answer_by: Meeting,
    minute: str = "",
    items: Sequence[Recommendation] = (),
    inspection: Inspection | None = None,
    cause: CauseOfConcern | None = None,
    is_private: bool = False,
    by: Actor,
    at: datetime,
) -> CommitteeRequest:
    """Record what the committee asked for at a meeting, of which post, about what, and by which later meeting.

    Raises NotPossible for a meeting yet to be held, one to answer by that is no later, and what the actor may not see.
    """
    by = keeper_of_meetings(by)
    if meeting.held_on > london_day(at):
        raise NotPossible("This meeting has not been held yet. What is asked there can be recorded afterwards.")
    request = CommitteeRequest(
        meeting=meeting,
        minute=minute,
        words=words.strip(),
        asked_of=asked_of,
        answer_by=answer_by,
        inspection=inspection,
        cause=cause,
        is_private=is_private,
    )
    _refuse_wrong(request, items, by)
    about = [RequestItem(request=request, recommendation=item) for item in dict.fromkeys(items)]
    record([request, *about], by=by, at=at, event=RequestEvent(verb=RequestVerb.RECORD, request=request))
    return request


@transaction.atomic
def change_request(
    *,
    request: CommitteeRequest,
    values: Mapping[str, Any],
    items: Sequence[Recommendation] | None = None,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> CommitteeRequest:
    """Change what a request says, of whom it is asked or what it is about; what is printed must be cleared anew.

    `shown` is `request_digest` of what was shown. Raises StaleEdit, and NotPossible as `record_request` does.
    """
    by = keeper_of_meetings(by)
    request = _locked(request)
    if shown is not None and shown != request_digest(request):
        raise StaleEdit(request)
    cleared = digest(request, PRINTED_FIELDS)
    for field in REQUEST_FIELDS:
        setattr(request, field, values.get(field, getattr(request, field)))
    request.words = request.words.strip()
    standing = list(request.about.select_related("recommendation"))
    items = [each.recommendation for each in standing] if items is None else items
    _refuse_wrong(request, items, by)
    if digest(request, PRINTED_FIELDS) != cleared:
        _take_back_clearance(request)
    known = {each.recommendation_id for each in standing}
    new = [RequestItem(request=request, recommendation=item) for item in dict.fromkeys(items) if item.pk not in known]
    gone = [each for each in standing if each.recommendation not in items]
    event = RequestEvent(verb=RequestVerb.CHANGE, request=request)
    record([request, *new], by=by, at=at, why=why, event=event, removed=gone)
    return request


def request_digest(request: CommitteeRequest) -> str:
    """What a form over a request carries: a fingerprint of its fields and of the items it is about."""
    numbers = sorted(request.about.values_list("recommendation_id", flat=True))
    return hashlib.sha256(f"{digest(request, REQUEST_FIELDS)} {numbers}".encode()).hexdigest()[:32]


@transaction.atomic
def carry_over_request(
    *, request: CommitteeRequest, to: Meeting, shown: str | None = None, by: Actor, at: datetime, why: str
) -> CommitteeRequest:
    """Let an open request be answered by a later meeting, with a reason.

    `shown` is the digest of DUE_FIELDS as they were read. Raises StaleEdit, and NotPossible for a settled request, for
    a meeting that is no later than the one it waits for, and without a reason.
    """
    by = keeper_of_meetings(by)
    request = _still_open(request)
    refuse_stale(request, DUE_FIELDS, shown)
    _refuse_silence(why, "Say why it is carried over.")
    if to.held_on <= request.answer_by.held_on:
        raise NotPossible(f"Choose a meeting after that of {worded_day(request.answer_by.held_on)}.")
    request.answer_by = to
    event = RequestEvent(verb=RequestVerb.CARRY_OVER, request=request)
    record([request], by=by, at=at, why=why.strip(), event=event)
    return request


@transaction.atomic
def settle_request(
    *,
    request: CommitteeRequest,
    outcome: RequestOutcome,
    answer: str,
    answered_in: Meeting | None = None,
    answered_by: Post | None = None,
    by: Actor,
    at: datetime,
) -> CommitteeRequest:
    """Record what became of an open request: the answer, for which meeting and by which post, or why there is none.

    Raises NotPossible without words, without meeting or post for an answer, for a meeting before the one that asked,
    and for an oral answer at a meeting yet to be held.
    """
    by = keeper_of_meetings(by)
    request = _still_open(request)
    _refuse_silence(answer, "Give the answer." if outcome in ANSWERED else "Say why.")
    if outcome in ANSWERED:
        if answered_in is None or answered_by is None:
            raise NotPossible("Say for which meeting it was answered, and by which post.")
        if answered_in.held_on < request.meeting.held_on:
            raise NotPossible("It cannot have been answered before it was asked.")
        if outcome == RequestOutcome.ORALLY and answered_in.held_on > london_day(at):
            raise NotPossible("An oral answer is given at a meeting, and this one has not been held yet.")
        request.answered_in, request.answered_by = answered_in, answered_by
    request.outcome, request.answer, request.settled_at = outcome, answer.strip(), at
    record([request], by=by, at=at, event=RequestEvent(verb=RequestVerb.SETTLE, request=request))
    return request


@transaction.atomic
def reopen_request(*, request: CommitteeRequest, by: Actor, at: datetime, why: str) -> CommitteeRequest:
    """Open a settled request again, with a reason; the history keeps the answer. Raises NotPossible for an open one."""
    by = keeper_of_meetings(by)
    request = _locked(request)
    _refuse_silence(why, "Say why it is opened again.")
    if request.is_open:
        raise NotPossible("This request is open already.")
    request.outcome, request.answer, request.settled_at = "", "", None
    request.answered_in = request.answered_by = None
    request.cleared_answer = ""
    event = RequestEvent(verb=RequestVerb.REOPEN, request=request)
    record([request], by=by, at=at, why=why.strip(), event=event)
    return request


@transaction.atomic
def clear_request(
    *, request: CommitteeRequest, words: str, answer: str = "", shown: str | None = None, by: Actor, at: datetime
) -> CommitteeRequest:
    """Say what public papers tell of a request, and of its answer where there is one.

    `shown` is the digest of CLEARED_FIELDS as they were read. Raises StaleEdit, and NotPossible for what was asked in
    private, without words, and for the answer to an open request.
    """
    by = drafter(by)
    request = _locked(request)
    refuse_stale(request, CLEARED_FIELDS, shown)
    if request.is_private:
        raise NotPossible("This was asked in private, so no public paper tells of it.")
    _refuse_silence(words, "Say what the public paper says was asked.")
    if answer.strip() and request.is_open:
        raise NotPossible("This request is open, so there is no answer to clear.")
    if (request.cleared_words, request.cleared_answer) == (words.strip(), answer.strip()):
        raise NotPossible("This wording has been cleared already.")
    request.cleared_words, request.cleared_answer = words.strip(), answer.strip()
    request.cleared_by, request.cleared_at = by.user, at
    record([request], by=by, at=at, event=RequestEvent(verb=RequestVerb.CLEAR, request=request))
    return request


def _locked(request: CommitteeRequest) -> CommitteeRequest:
    return CommitteeRequest.objects.locked().get(pk=request.pk)


def _still_open(request: CommitteeRequest) -> CommitteeRequest:
    request = _locked(request)
    if not request.is_open:
        raise NotPossible("Somebody has recorded what became of this request. Open it again to change that.")
    return request


def _take_back_clearance(request: CommitteeRequest) -> None:
    request.cleared_words = request.cleared_answer = ""
    request.cleared_by = request.cleared_at = None


def _refuse_silence(words: str, sentence: str) -> None:
    if not words.strip():
        raise NotPossible(sentence)


def _refuse_wrong(request: CommitteeRequest, items: Sequence[Recommendation], by: Actor) -> None:
    _refuse_silence(request.words, "Say what was asked.")
    if request.answer_by.held_on <= request.meeting.held_on:
        raise NotPossible("Choose a meeting after the one at which it was asked.")
    numbers = {item.pk for item in items}
    if Recommendation.objects.visible_to(by).filter(pk__in=numbers).count() < len(numbers):
        raise NotPossible("Choose items that are in the register.")
    for subject in (request.inspection, request.cause):
        if subject and not type(subject).objects.visible_to(by).filter(pk=subject.pk).exists():
            raise NotPossible("Choose an inspection and a cause of concern that are in the register.")

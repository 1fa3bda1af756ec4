"""What the committee asked for at earlier meetings: what is open, and what became of the rest in the period."""

from collections.abc import Callable, Iterator, Sequence

from jac_tracker.dates import worded_day, worded_number
from reports.enums import RequestOutcome
from reports.paper.blocks import Block, Flow, paragraph, strong
from reports.paper.compose.setting import Setting, flow, with_lead
from reports.paper.data import Request
from reports.paper.words import capitalised, counted, ended, has_or_have, is_or_are, joined, was_or_were

_TIMES = {1: "once", 2: "twice"}


def committee_requests(setting: Setting) -> Iterator[Block]:
    """How many requests are open and how many were settled, then each with its words, as far as they may be told."""
    waiting = [each for each in setting.data.requests if each.outcome is None]
    settled = [each for each in setting.data.requests if each.outcome is not None]
    if setting.chosen("order", "asked") == "due":
        waiting.sort(key=lambda each: each.due_on)
    if setting.chosen("shown", "both") == "open":
        settled = []
    has_headings = bool(waiting and settled) and not setting.is_summary
    yield paragraph(_waiting_words(setting, waiting))
    yield from _listed(setting, waiting, _open_entry)
    if settled:
        if has_headings:
            yield setting.heading(f"Settled {setting.since_last}")
        yield paragraph(_settled_words(settled, "" if has_headings else f"{setting.since_last}, "))
        yield from _listed(setting, settled, _settled_entry)


def _waiting_words(setting: Setting, waiting: Sequence[Request]) -> str:
    if not waiting:
        return "Nothing that the committee asked for at an earlier meeting is waiting for an answer."
    number = len(waiting)
    what = counted(number, "request from an earlier meeting", "requests from earlier meetings")
    words = f"{capitalised(what)} {is_or_are(number)} waiting for an answer."
    late = sum(_is_late(setting, each) for each in waiting)
    if late:
        which = "It" if number == 1 else "All of them" if late == number else capitalised(worded_number(late))
        words += f" {which} {was_or_were(late)} to be answered by an earlier meeting."
    return words


def _settled_words(settled: Sequence[Request], opening: str) -> str:
    dropped = sum(each.outcome is RequestOutcome.NOT_WANTED for each in settled)
    answered = len(settled) - dropped
    words = []
    if answered:
        words.append(f"{counted(answered, 'request')} {has_or_have(answered)} been answered")
    if dropped:
        what = worded_number(dropped) if answered else counted(dropped, "request")
        words.append(f"{what} {is_or_are(dropped)} no longer wanted")
    return f"{capitalised(opening + joined(words))}."


def _listed(
    setting: Setting, requests: Sequence[Request], entry: Callable[[Setting, Request], Flow]
) -> Iterator[Block]:
    if setting.is_summary:
        return
    if told := [each for each in requests if each.words]:
        yield setting.listed([entry(setting, each) for each in told])
    if held := len(requests) - len(told):
        which = "It" if len(requests) == 1 else capitalised(counted(held, "of them", "of them"))
        yield paragraph(f"{which} {has_or_have(held)} no wording cleared for this paper.")


def _open_entry(setting: Setting, request: Request) -> Flow:
    about = f"It is about {joined(request.about)}." if request.about else ""
    words = [about, _due(setting, request), _carried(request)]
    return (*_asked(request), paragraph(" ".join(filter(None, words))))


def _settled_entry(setting: Setting, request: Request) -> Flow:
    about = f"It was about {joined(request.about)}. " if request.about else ""
    lead = _outcome(setting, request)
    if not request.answer:
        what = "reason" if request.outcome is RequestOutcome.NOT_WANTED else "answer"
        return (*_asked(request), paragraph(f"{about}{lead}. The {what} has no wording cleared for this paper."))
    not_cleared = "" if request.is_answer_cleared else " (not cleared for publication)"
    answer = with_lead(paragraph(about, strong(f"{lead}{not_cleared}:"), " "), flow(request.answer))
    return (*_asked(request), *answer)


def _asked(request: Request) -> Flow:
    minute = f", minute {request.minute}" if request.minute else ""
    notes = [
        "" if request.is_cleared else "not cleared for publication",
        "asked in private" if request.is_private else "",
    ]
    noted = f" ({'; '.join(filter(None, notes))})" if any(notes) else ""
    return with_lead(paragraph(strong(f"{worded_day(request.asked_on)}{minute}{noted}:"), " "), flow(request.words))


def _due(setting: Setting, request: Request) -> str:
    is_now = request.due_on == setting.data.paper.meeting_on
    which = "this meeting" if is_now else f"the meeting of {worded_day(request.due_on)}"
    return f"It {'was' if _is_late(setting, request) else 'is'} for the {request.asked_of} to answer by {which}."


def _carried(request: Request) -> str:
    if not request.moved:
        return ""
    times = _TIMES.get(request.moved, f"{worded_number(request.moved)} times")
    words = (
        f"It was first to be answered by the meeting of {worded_day(request.first_due_on)}, and carried over {times}."
    )
    reasons = [ended(reason) for reason in request.reasons if reason]
    return f"{words} {'Reason' if len(reasons) == 1 else 'Reasons'}: {' '.join(reasons)}" if reasons else words


def _outcome(setting: Setting, request: Request) -> str:
    if request.outcome is RequestOutcome.NOT_WANTED or request.answered_on is None:
        return "No longer wanted"
    is_now = request.answered_on == setting.data.paper.meeting_on
    which = "this meeting" if is_now else f"the meeting of {worded_day(request.answered_on)}"
    how = f"orally at {which}" if request.outcome is RequestOutcome.ORALLY else f"for {which}"
    return f"Answered {how} by the {request.answered_by}"


def _is_late(setting: Setting, request: Request) -> bool:
    return request.due_on < setting.data.paper.meeting_on

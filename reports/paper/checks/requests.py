"""Whether the paper tells of what the committee asked for."""

from collections.abc import Iterator

from jac_tracker.dates import worded_day
from reports.enums import Check, SectionKind
from reports.paper.checks.finding import Finding, Mend, Severity, Where
from reports.paper.checks.subject import Subject
from reports.paper.words import capitalised, counted, is_or_are


def requests(subject: Subject) -> Iterator[Finding]:
    """A section tells of the requests that are open, and each of them, or its answer, has a cleared wording."""
    told = subject.data.requests
    waiting = [each for each in told if each.outcome is None]
    if not any(each.kind is SectionKind.COMMITTEE_REQUESTS for each in subject.data.paper.sections):
        if number := len(waiting):
            open_now = f"{capitalised(counted(number, 'request'))} of the committee {is_or_are(number)} open"
            sentence = f"{open_now}, and no section tells of {'it' if number == 1 else 'them'}."
            yield _warning(sentence, Where(Mend.SECTIONS, "the committee’s requests"))
        return
    for each in told:
        where = Where(Mend.REQUEST, f"asked on {worded_day(each.asked_on)}", number=each.id)
        asked = f"What was asked of the {each.asked_of} on {worded_day(each.asked_on)}"
        if not each.words:
            yield _warning(f"{asked} has no cleared wording.", where)
        elif each.outcome is not None and not each.answer:
            yield _warning(f"{asked} is settled, and of how there is no cleared wording.", where)


def _warning(sentence: str, where: Where) -> Finding:
    return Finding(Check.REQUESTS, Severity.WARNING, sentence, where)

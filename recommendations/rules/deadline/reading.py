"""Reading the deadlines of a text."""

from collections.abc import Iterator
from datetime import date

from recommendations.rules.deadline.governing import governs
from recommendations.rules.deadline.kinds import NO_DEADLINE, Deadline
from recommendations.rules.deadline.phrases import find_phrases
from recommendations.rules.deadline.sentences import clauses_with


def read_deadline(text: str, *, published: date) -> Deadline:
    """The first deadline that a recommendation's text sets, or NONE. A proposal: a person always confirms it.

    Only a phrase that governs "should" counts: at the head of the sentence, beside "should", or where the sentence
    says by when it is done. The dates of an audit, standards to keep ("within 24 hours of a report") and what the
    inspectorate itself will do are not deadlines.

    Immediately is the day of publication. Months are counted from it on the calendar and clipped to the month's end;
    working days are those of England and Wales. "By" a month, season, quarter or year is its last day, "before" it the
    day before its first. A month or season without a year is the first to end on or after publication. A winter has
    the year it begins in, and "2019/20" is the financial year to 31 March 2020.

    Any text gives an answer, in time that grows with its length alone. Where the day named does not exist, lies
    outside the calendar or hangs on another event, the kind stays and the date is None.
    """
    return next(_deadlines(text, published), NO_DEADLINE)


def read_deadlines(text: str, *, published: date) -> tuple[Deadline, ...]:
    """Every deadline that the text sets, in its order: more than one means it should be split into parts."""
    return tuple(_deadlines(text, published))


def _deadlines(text: str, published: date) -> Iterator[Deadline]:
    for clause, phrase in clauses_with(text, find_phrases(text)):
        due, precision = phrase.due(published)
        if governs(clause, phrase, is_past=due is not None and due < published):
            yield Deadline(phrase.kind, due, precision, text[phrase.start : phrase.end])

"""A report's day of publication, its reader, and sentences with dates in them that are no deadlines."""

from datetime import date

from recommendations.rules.deadline import Deadline, read_deadline

PUBLISHED = date(2017, 11, 9)


def read(text: str) -> Deadline:
    return read_deadline(text, published=PUBLISHED)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


DISTRACTORS = [
    "We inspected ten forces between 27 February and 1 March 2017.",
    "In 2016, HMIC found delays in the cases closed by 31 March 2016.",
    "By 31 March 2017, four forces had plans.",
    "HMICFRS will follow this up in the autumn.",
    "We will return to the force within six months.",
    "Calls are answered within ten seconds and cases are reviewed every 28 days.",
    "Officers should review bail within 28 days of arrest.",
    "The force should audit the cases recorded between 1 January 2017 and 31 March 2017.",
    "The force should look again at the cases closed by 31 March 2016.",
    "Officers should explain bail immediately after arrest.",
    "It is the third report on this topic.",
    "The code takes effect from 1 April 2018.",
]

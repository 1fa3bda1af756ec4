"""What is asked of a paper before it goes out.

Each check is a pure function from what was put together, and what stands beside it, to what is wrong. A figure is never
held against itself: what the paper says is counted again from what was gathered. What a section is limited to, and what
counts as an area, a grade or an item of ours, the checks ask as the composers do.
"""

from collections.abc import Callable, Iterator, Mapping

from reports.enums import Check
from reports.paper.checks import agreement, figures, finish, naming, register, requests, withheld
from reports.paper.checks.finding import Checks, Finding, Mend, Outcome, Where, told_once
from reports.paper.checks.subject import Subject

__all__ = ["Checks", "Finding", "Mend", "Outcome", "Subject", "Where", "check"]

CHECKS: Mapping[Check, Callable[[Subject], Iterator[Finding]]] = {
    Check.WITHHELD: withheld.withheld,
    Check.BALANCE: figures.balance,
    Check.AGREEMENT: agreement.agreement,
    Check.LAST_PAPER: figures.last_paper,
    Check.WRITTEN_NUMBERS: figures.written_numbers,
    Check.GRADES: register.grades,
    Check.COUNTS: register.reported_counts,
    Check.LISTED: register.listed,
    Check.REDS: register.reds,
    Check.OWNERS: register.owners,
    Check.DATES: register.dates,
    Check.DEADLINES: register.deadlines,
    Check.REQUESTS: requests.requests,
    Check.NAMES: naming.names,
    Check.INSPECTORATE: naming.inspectorate,
    Check.FINISH: finish.finish,
}


def check(subject: Subject) -> Checks:
    """Every check, with what it finds."""
    return Checks(tuple(Outcome(each, tuple(told_once(ask(subject)))) for each, ask in CHECKS.items()))

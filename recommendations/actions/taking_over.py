"""Taking over the list of an old register: all of it or nothing."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from inspections.models import Register
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from recommendations.actions.adding import add_and_change
from recommendations.actions.opening import Asked, Taken, open_register
from recommendations.intake.gathering import known_to
from recommendations.intake.judging import judge
from recommendations.intake.plan import Plan
from recommendations.intake.verdicts import JudgedList


def digest_of(judged: JudgedList, plan: Plan, on: date) -> str:
    """A short fingerprint of a dry run: every verdict with what the row states, and what holds of all rows."""
    rows = [(row.number, row.verdict.name, row.values, row.item and row.item.pk, row.changes) for row in judged.rows]
    said = (plan.text_source, plan.kind, on, rows)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


@transaction.atomic
def take_over(*, asked: Asked, by: Actor, at: datetime) -> Taken:
    """Bring the rows of a list into the register: new items, and changes where they were agreed to.

    Into an empty register it writes the opening balance, recorded at the end of the day asked for, or now if that is
    today; with the posts, portfolios, boards and reports that were agreed to. In one that is in use, each row goes by
    the acts that a page would do. Refused rows stay out. Raises PermissionDenied for anybody but liaison, and
    NotPossible, naming the row, where an act refuses, where the verdicts are no longer those that were shown, and for
    an opening balance to come or before what it stands on was entered.
    """
    *_before, taken = _steps(asked, by, at)
    return taken


@dataclass(frozen=True)
class TakingOver:
    """`take_over` for a page that says how far it is: whoever leaves off in the middle has taken over nothing.

    `after` is done in the same transaction, once all is written.
    """

    asked: Asked
    by: Actor
    at: datetime
    after: Callable[[Taken], None] = lambda _taken: None

    def steps(self) -> Iterator[Taken]:
        """How far it is, again and again; after the last, it is written. Raises as `take_over` does."""
        with transaction.atomic():
            for taken in _steps(self.asked, self.by, self.at):
                yield taken
            self.after(taken)


def _steps(asked: Asked, by: Actor, at: datetime) -> Iterator[Taken]:
    if not by.may(Duty.KEEP_REGISTER):
        raise PermissionDenied("Only a liaison officer takes over a register.")
    by = by.under(Duty.KEEP_REGISTER)
    book = Register.objects.locked().first()
    if book is None:
        raise NotPossible("The register has not been started. Run manage.py start_register first.")
    known = known_to(by)
    taken = Taken(judge(asked.sheet, asked.plan, known, asked.on), was_empty=known.is_empty)
    if asked.shown is not None and digest_of(taken.judged, asked.plan, asked.on) != asked.shown:
        raise NotPossible("The register has changed since this was looked at. Look at the rows again.")
    rows = [row for row in taken.judged.rows if row.verdict in asked.wanted]
    taken.of = len(rows)
    yield taken
    if known.is_empty:
        yield from open_register(rows, asked, known, taken, book, by, at)
    else:
        yield from add_and_change(rows, asked, known, taken, by, at)

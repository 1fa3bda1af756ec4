"""A deadline and a lettered part as a person read them in a report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jac_tracker.dates import Precision
from recommendations.enums import DeadlineKind
from recommendations.rules.addressees import names_us


@dataclass(frozen=True)
class DeadlineAsRead:
    """What a report says about when: its words as printed, and what they mean.

    `on` is the last day on which it is met, None where the words settle none; `basis_on` the day it is reckoned from.
    """

    words: str = ""
    kind: DeadlineKind = DeadlineKind.NONE
    on: date | None = None
    precision: Precision | None = None
    basis_on: date | None = None

    def values(self) -> dict[str, object]:
        """The values of a Deadlined row's fields."""
        closely = self.precision or Precision.DAY
        return {
            "deadline_words": self.words.strip(),
            "deadline_kind": DeadlineKind(self.kind),
            "deadline_basis_on": self.basis_on,
            "deadline_on": self.on,
            "deadline_precision": closely if self.on else "",
        }

    def faults(self, published_on: date | None) -> tuple[str, ...]:
        """Sentences that say what does not fit together, for a report of that day. Empty is right."""
        return tuple(self._faults(published_on))

    def _faults(self, published_on: date | None) -> Iterator[str]:
        if self.kind == DeadlineKind.NONE:
            if self.on is not None:
                yield "A deadline that is not given cannot have a date."
            return
        if not self.words.strip():
            yield "Enter the deadline in the report's own words."
        if self.kind == DeadlineKind.FIXED:
            return
        if published_on is None:
            if self.on is not None:
                yield "This deadline is reckoned from publication, and the report has no publication date yet."
            return
        if self.basis_on != published_on:
            yield "This deadline is reckoned from the day the report was first published."
        if self.kind == DeadlineKind.IMMEDIATE and self.on != published_on:
            yield "What is to be done immediately has the day of publication for its date."
        if self.kind == DeadlineKind.RELATIVE and (self.on is None or self.on <= published_on):
            yield "A deadline within a time of publication falls after the day of publication."


NO_DEADLINE_READ = DeadlineAsRead()


@dataclass(frozen=True)
class PartAsRead:
    """A lettered part. Whether it is ours follows from its addressees, unless a person says otherwise."""

    letter: str
    text: str
    addressees: tuple[str, ...] = ()
    deadline: DeadlineAsRead = NO_DEADLINE_READ
    is_ours: bool | None = None
    is_met: bool | None = None

    def values(self) -> dict[str, object]:
        """The values of a Part's fields."""
        return {
            "letter": self.letter.strip(),
            "text": self.text,
            "addressees": list(self.addressees),
            "is_ours": names_us(self.addressees) if self.is_ours is None else self.is_ours,
            "is_met": self.is_met,
            **self.deadline.values(),
        }


def faults_of_parts(parts: tuple[PartAsRead, ...], published_on: date | None) -> tuple[str, ...]:
    """Sentences that say what is wrong with the parts of one item. Empty is right."""
    letters = [part.letter.strip() for part in parts]
    faults = []
    if "" in letters:
        faults.append("Give each part its letter.")
    if len(set(letters)) < len(letters):
        faults.append("Two parts have the same letter.")
    if any(not part.text.strip() for part in parts):
        faults.append("Enter the text of each part.")
    faults += [f"Part ({part.letter}): {fault}" for part in parts for fault in part.deadline.faults(published_on)]
    return tuple(faults)

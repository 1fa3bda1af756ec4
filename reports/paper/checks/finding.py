"""What a check finds, and all that the checks found together."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from reports.enums import Check


class Severity(Enum):
    """A blocker stops the release; a warning wants a sentence from whoever releases the paper."""

    BLOCKER = "blocker"
    WARNING = "warning"


class Mend(Enum):
    """Where a finding can be put right."""

    SECTION = "the section"
    SETTINGS = "the settings of the paper"
    SECTIONS = "the sections of the paper"
    ITEM = "the item"
    OWNER = "the owner of the item"
    TARGET = "the target of the item"
    DEADLINE = "the deadline of the item"
    WORDING = "the wording of the update"
    GRADES = "the grades of the publication"
    COUNTS = "the counts of the publication"
    INSPECTION = "the inspection"
    REQUEST = "the request of the committee"


@dataclass(frozen=True)
class Where:
    """What is to be mended, by the number of a section, an update, a publication, an inspection or a request, or the
    reference of an item. `inspection_id` is the inspection that a publication belongs to; `name` what a link to it
    says."""

    mend: Mend
    name: str
    number: int = 0
    reference: str = ""
    inspection_id: int = 0


@dataclass(frozen=True)
class Finding:
    """One thing that a check found, in a sentence that stands alone."""

    check: Check
    severity: Severity
    sentence: str
    where: Where


@dataclass(frozen=True)
class Outcome:
    """What one check found: its blockers first, each told once; nothing where it holds."""

    check: Check
    findings: tuple[Finding, ...]

    @property
    def blockers(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is Severity.BLOCKER)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is Severity.WARNING)


@dataclass(frozen=True)
class Checks:
    """Every check that was made, in the order of a page."""

    outcomes: tuple[Outcome, ...]

    @property
    def blockers(self) -> tuple[Finding, ...]:
        return tuple(each for outcome in self.outcomes for each in outcome.blockers)

    @property
    def blocking(self) -> tuple[Outcome, ...]:
        """The checks that stop the paper."""
        return tuple(each for each in self.outcomes if each.blockers)

    @property
    def to_accept(self) -> tuple[Outcome, ...]:
        """The checks whose warnings want a sentence, one for all that a check found."""
        return tuple(each for each in self.outcomes if each.warnings)

    @property
    def held(self) -> tuple[Check, ...]:
        """The checks that found nothing."""
        return tuple(each.check for each in self.outcomes if not each.findings)

    @property
    def digest(self) -> str:
        """A fingerprint of every warning: what is accepted is accepted as it was found."""
        found = [[each.check.value, each.sentence] for outcome in self.outcomes for each in outcome.warnings]
        return hashlib.sha256(json.dumps(found).encode()).hexdigest()


def told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings in order, without any whose sentence was told before, the blockers first."""
    seen: set[str] = set()
    fresh = [each for each in findings if not (each.sentence in seen or seen.add(each.sentence))]  # type: ignore[func-returns-value]
    yield from sorted(fresh, key=lambda each: each.severity is Severity.WARNING)

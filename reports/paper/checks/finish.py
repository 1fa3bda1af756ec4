"""Whether a paper is finished, to the eye and the ear."""

from collections.abc import Iterator

from reports.enums import Check
from reports.paper.checks.finding import Finding, Mend, Severity, Where
from reports.paper.checks.subject import Subject
from reports.paper.structure import warnings


def finish(subject: Subject) -> Iterator[Finding]:
    """What a careful reader of either paper would stumble over, though a file can be made with it."""
    for draft in subject.drafts.values():
        for sentence in warnings(draft.document):
            yield Finding(Check.FINISH, Severity.WARNING, sentence, Where(Mend.SECTIONS, "of the paper"))

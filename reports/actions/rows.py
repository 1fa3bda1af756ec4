"""What the officer chooses of the rows that are proposed for a section."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record
from reports.actions.papers import back_to_draft, drafter, still_open
from reports.enums import Matter, PaperVerb, SectionKind
from reports.models import PaperEvent, RowChoice, Section


@dataclass(frozen=True)
class NewRow:
    """A row in the officer's own words, and what it stands with."""

    matter: Matter
    words: str


def rows_digest(section: Section) -> str:
    """What a page of choices carries, so that nobody's choices are undone by one who has not seen them."""
    numbers = sorted(section.row_choices.values_list("pk", flat=True))
    return hashlib.sha256(repr(numbers).encode()).hexdigest()


@transaction.atomic
def choose_rows(
    *,
    section: Section,
    taken_out: Mapping[str, Matter],
    kept: Collection[int] = (),
    added: NewRow | None = None,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str,
) -> Section:
    """Take out the proposed rows with these keys and no others, keep of the added rows these, and perhaps add one.

    Each choice that is new is a row of its own with the reason. Raises NotPossible without a reason, for a section of a
    kind that proposes no rows, where nothing would change, and where somebody else has chosen since.
    """
    by = drafter(by)
    paper = still_open(section.paper)
    section = Section.objects.select_related("paper__meeting").get(pk=section.pk)
    if section.kind != SectionKind.SINCE:
        raise NotPossible("No rows are proposed for a section of this kind.")
    if shown is not None and shown != rows_digest(section):
        raise NotPossible("Somebody else has changed the rows since you opened this page. Open it again.")
    if not why.strip():
        raise NotPossible("Say why.")
    if added is not None and not added.words.strip():
        raise NotPossible("Write the row to add.")
    standing = list(section.row_choices.all())
    known = {choice.key for choice in standing}
    removed = [each for each in standing if (each.key not in taken_out if each.key else each.pk not in kept)]
    new = [
        RowChoice(section=section, matter=matter, key=key, reason=why.strip())
        for key, matter in taken_out.items()
        if key not in known
    ]
    if added is not None:
        new.append(RowChoice(section=section, matter=added.matter, words=added.words.strip(), reason=why.strip()))
    if not new and not removed:
        raise NotPossible("Nothing has been changed.")
    event = PaperEvent(verb=PaperVerb.CHOOSE_ROWS, meeting=section.paper.meeting)
    record(new, by=by, at=at, why=why.strip(), event=event, removed=removed)
    back_to_draft(paper, event, by=by)
    return section

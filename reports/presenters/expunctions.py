"""What the pages about removing something for good print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst

from jac_tracker.dates import london_day, worded_day, worded_moment
from jac_tracker.history.expunging import Find, Passage, strings_of
from recommendations.models import StoredFile
from reports.enums import ExpunctionState, Ground
from reports.models import Expunction

ROWS_SHOWN = 100
_AROUND = 60  # characters of an excerpt before and behind the words

COLOURS = {
    ExpunctionState.PROPOSED: "yellow",
    ExpunctionState.WITHDRAWN: "grey",
    ExpunctionState.REFUSED: "grey",
    ExpunctionState.AGREED: "orange",
    ExpunctionState.CARRIED_OUT: "green",
}


@dataclass(frozen=True)
class ExpunctionRow:
    """An expunction in the list, or at the head of its page."""

    expunction: Expunction

    @property
    def what(self) -> str:
        """What kind of thing and where; never the words."""
        if self.expunction.file_id is not None:
            return "A file"
        item = self.expunction.recommendation
        return f"Words in {item.reference}" if item else "Words in the whole register"

    @property
    def ground(self) -> str:
        if self.expunction.ground == Ground.OTHER:
            return self.expunction.ground_words
        return str(self.expunction.get_ground_display())

    @property
    def colour(self) -> str:
        return COLOURS[ExpunctionState(self.expunction.state)]

    @property
    def proposed(self) -> str:
        return worded_moment(self.expunction.proposed_at)

    def facts(self) -> list[tuple[str, Any]]:
        """What is known of it, label and words. The words to remove are there until they are gone."""
        it = self.expunction
        facts = [
            ("Where", self.what),
            ("Legal ground", self.ground),
            ("Reason", it.reason),
            ("Proposed by", f"{it.proposed_post} ({it.proposed_by}), {worded_moment(it.proposed_at)}"),
        ]
        if it.file is not None:
            facts.append(("SHA-256 of the file", it.file.sha256))
        if it.decided_at is not None:
            facts.append(("Decided by", f"{it.decided_post} ({it.decided_by}), {worded_moment(it.decided_at)}"))
        if it.decision_reason:
            facts.append(("Why not", it.decision_reason))
        if it.carried_out_at is not None:
            facts.append(("Carried out", f"{worded_moment(it.carried_out_at)}: {_values(it.count)} replaced"))
            facts.append(("Storage cleaned", worded_day(london_day(it.cleaned_at)) if it.cleaned_at else "Not yet"))
        if it.words_sha256:
            facts.append(("SHA-256 of the words", it.words_sha256))
        return facts


@dataclass(frozen=True)
class Change:
    """One text that would change, with all its earlier versions."""

    where: str
    column: str
    before: str
    words: str
    after: str
    versions: int


def changes(finds: Sequence[Find], words: str) -> tuple[list[Change], int]:
    """The texts that would change, the first of them shown with the words around, and how many more there are."""
    groups: dict[tuple[type[models.Model], int, str], list[Find]] = {}
    for each in finds:
        if not (each.model is StoredFile and each.name == "key"):
            groups.setdefault((each.tracked, each.number, each.name), []).append(each)
    shown = [_change(group, words) for group in list(groups.values())[:ROWS_SHOWN]]
    return shown, len(groups) - len(shown)


def _change(group: Sequence[Find], words: str) -> Change:
    now = next((each for each in group if not each.is_version), group[-1])
    before, told, after = _excerpt(now.old, words)
    return Change(
        where=_name_of(now),
        column=now.column,
        before=before,
        words=told,
        after=after,
        versions=sum(each.is_version for each in group),
    )


def _name_of(each: Find) -> str:
    kind = str(each.tracked._meta.verbose_name)
    row = models.QuerySet(model=each.tracked).filter(pk=each.number).first()
    name = f"{kind} {each.number}"
    reference = getattr(row, "reference", "") or getattr(getattr(row, "recommendation", None), "reference", "")
    return capfirst(f"{name} of {reference}" if reference else name)


def _excerpt(value: Any, words: str) -> tuple[str, str, str]:
    """What stands before the words, the words, and what stands behind; or all of it where there are none."""
    texts = list(strings_of(value))
    for text in texts:
        found = Passage(words).exact.search(text) if words else None
        if found:
            start, end = found.span()
            before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
            return "…" * (start > _AROUND) + before, found.group(), after + "…" * (len(text) - end > _AROUND)
    return "", (texts or [""])[0][: 2 * _AROUND], ""


def _values(count: int | None) -> str:
    return "1 value" if count == 1 else f"{count or 0:,} values"


def misses_in_words(misses: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """What nearly is the words, the most frequent first, as far as a page can show it."""
    return sorted(misses, key=lambda miss: (-miss[1], miss[0]))[:20]

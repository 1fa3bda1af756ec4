"""A report as it is looked through: its own lines, and beside them what was read out of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inspections.enums import CountOf
from inspections.models import ReportedCount
from jac_tracker.dates import worded_number
from jac_tracker.text import lower_first
from recommendations.enums import Kind
from recommendations.forms.from_report import CAUSE, ITEM, ReportForm
from recommendations.rules.report import Held, Lines, already_held

_COUNTED = {
    CountOf.RECOMMENDATIONS: frozenset({Kind.RECOMMENDATION}),
    CountOf.AREAS_FOR_IMPROVEMENT: frozenset({Kind.AFI}),
}


@dataclass(frozen=True)
class Excerpt:
    """Some lines of the source."""

    lines: Lines
    text: str

    @property
    def where(self) -> str:
        first, last = self.lines.first, self.lines.last
        return f"Line {first:,}" if first == last else f"Lines {first:,} to {last:,}"


@dataclass(frozen=True)
class Row:
    """A cause of concern or an item, with the lines that it was read from and those before it that nothing was."""

    key: str
    form: Any
    name: str
    before: Excerpt | None
    excerpt: Excerpt | None
    is_item: bool = True
    is_first: bool = False
    is_last: bool = False
    parts: tuple[tuple[str, Any], ...] = ()
    twin: Held | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """All rows in the order of the report, and the lines after the last of them."""

    rows: list[Row]
    after: Excerpt | None
    counts: list[str]


def page_of(form: ReportForm, held: Sequence[Held], counts: Iterable[ReportedCount], causes_held: int) -> Page:
    """What the page shows of a form."""
    source, left = form.typed.source, form.typed.left
    rows: list[tuple[Lines | None, Row]] = []
    done = 0
    for key, cause in form.causes.items():
        row = Row(key, cause, f"Cause of concern {len(rows) + 1}", None, None, is_item=False)
        rows.append((form.typed.lines(f"{CAUSE}{key}"), row))
    total = len(form.items)
    for number, (key, item) in enumerate(form.items.items(), 1):
        row = Row(
            key,
            item,
            f"Item {number} of {total}",
            None,
            None,
            is_first=number == 1,
            is_last=number == total,
            parts=tuple(zip(form.typed.parts(key), form.parts[key], strict=True)),
            twin=_twin(form, key, item, held),
            doubts=tuple(filter(str.strip, str(form.typed.data.get(f"{ITEM}{key}-doubts", "")).split("\n")))[:12],
        )
        rows.append((form.typed.lines(f"{ITEM}{key}"), row))
    shown: list[Row] = []
    for lines, row in _in_order(rows):
        before = _left_between(source, left, done, lines.first) if lines else None
        excerpt = _excerpt(source, lines.first, lines.last) if lines else None
        shown.append(replace(row, before=before, excerpt=excerpt))
        done = max(done, lines.last if lines else 0)
    after = _left_between(source, left, done, len(source) + 1)
    return Page(shown, after, list(_counts(form, held, counts, causes_held)))


def _left_between(source: list[str], left: list[Lines], done: int, to: int) -> Excerpt | None:
    """What was left between two lines, from the first of it to the last."""
    runs = [run for run in left if done < run.first and run.last < to]
    return _excerpt(source, runs[0].first, runs[-1].last) if runs else None


def _in_order(rows: list[tuple[Lines | None, Row]]) -> list[tuple[Lines | None, Row]]:
    """Causes of concern where they stand among the items, which keep their order."""
    causes = [row for row in rows if not row[1].is_item]
    placed: list[tuple[Lines | None, Row]] = []
    for lines, row in rows:
        if not row.is_item:
            continue
        while causes and lines and (causes[0][0] is None or causes[0][0].first <= lines.first):
            placed.append(causes.pop(0))
        placed.append((lines, row))
    return [*placed, *causes]


def _excerpt(source: list[str], first: int, last: int) -> Excerpt | None:
    """The lines from the first to the last that is there, blank ones at either end aside."""
    last = min(last, len(source))
    while first <= last and not source[first - 1].strip():
        first += 1
    while first <= last and not source[last - 1].strip():
        last -= 1
    return Excerpt(Lines(first, last), "\n".join(source[first - 1 : last])) if first <= last else None


def _twin(form: ReportForm, key: str, item: Any, held: Sequence[Held]) -> Held | None:
    data = form.typed.data
    kind = str(data.get(item.add_prefix("kind"), ""))
    texts = [str(data.get(item.add_prefix("text"), ""))]
    texts += [str(data.get(part.add_prefix("text"), "")) for part in form.parts[key]]
    number = str(data.get(item.add_prefix("number_in_report"), ""))
    return already_held(held, kind=Kind(kind), number=number, text=" ".join(texts)) if kind in Kind.values else None


# What the report says that it contains


def _counts(form: ReportForm, held: Sequence[Held], counts: Iterable[ReportedCount], causes_held: int) -> Iterator[str]:
    here = Counter(
        str(form.typed.data.get(item.add_prefix("kind"), "")) for item in form.items.values() if not item.is_left_out
    )
    there = Counter(item.kind for item in held)
    for count in counts:
        kinds = set(_COUNTED.get(CountOf(count.count_of), ()))
        if count.includes_soft:
            kinds.add(Kind.SOFT_AFI)
        new = sum(here[kind.value] for kind in kinds)
        old = sum(there[kind.value] for kind in kinds)
        if count.count_of == CountOf.CAUSES_OF_CONCERN:
            new, old = sum(not cause.is_left_out for cause in form.causes.values()), causes_held
        yield _worded(count, new, old)


def _worded(count: ReportedCount, new: int, old: int) -> str:
    """What the report says beside what there is."""
    what = lower_first(count.get_count_of_display())
    says = f"The report says that it has {worded_number(count.number)} {what}"
    says += f", {worded_number(count.of_ours)} of them for the police." if count.of_ours is not None else "."
    found = f"{worded_number(new)} {'is' if new == 1 else 'are'} to be entered here"
    found += f" and {worded_number(old)} {'is' if old == 1 else 'are'} in the register already" if old else ""
    if new + old in (count.number, count.of_ours):
        return f"{says} That agrees: {found}."
    gap = new + old - count.number
    return (
        f"{says} It does not agree: {found}, {worded_number(abs(gap))} {'more' if gap > 0 else 'fewer'} than it says."
    )

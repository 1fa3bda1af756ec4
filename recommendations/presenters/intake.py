"""What the pages of a list that comes in print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from jac_tracker.addresses import query_with
from jac_tracker.dates import worded_day
from jac_tracker.text import lower_first
from recommendations.enums import IntakePurpose, IntakeStanding
from recommendations.intake.columns import Field
from recommendations.intake.known import Known, Named
from recommendations.intake.verdicts import Judged, JudgedList, Verdict
from recommendations.models import Intake

COLOURS = {Verdict.CREATE: "green", Verdict.CHANGE: "blue", Verdict.UNCHANGED: "grey", Verdict.REFUSE: "red"}


@dataclass(frozen=True)
class RowShown:
    """One row as the dry run shows it. `details` has a line for each refusal and note, for what is new, and for
    each change."""

    number: int
    reference: str
    title: str
    verdict: str
    colour: str
    details: Sequence[str]


@dataclass(frozen=True)
class CountShown:
    number: int
    label: str
    href: str
    is_chosen: bool


def counts_of(judged: JudgedList, query: QueryDict) -> list[CountShown]:
    """How many rows there are of each verdict, each with the address of those alone."""
    chosen = query.get("verdict", "")
    every = CountShown(len(judged.rows), "In the list", query_with(query, verdict=None, page=None), not chosen)
    return [
        every,
        *(
            CountShown(
                number, verdict.value, query_with(query, verdict=verdict.name, page=None), chosen == verdict.name
            )
            for verdict, number in judged.counts.items()
        ),
    ]


def what_became(counts: Mapping[str, int]) -> dict[str, Any]:
    """What a page tells of a list that was taken over, from the counts that are kept of it; nothing of one that was
    dropped."""
    if not counts:
        return {}
    verdicts = [(verdict.value, counts[verdict.name]) for verdict in Verdict]
    return {
        "counts": verdicts,
        "total": sum(number for _label, number in verdicts),
        "done": counts["DONE"],
        "refused": counts[Verdict.REFUSE.name],
    }


def chosen_rows(judged: JudgedList, query: QueryDict) -> list[Judged]:
    """The rows of the verdict that the address names; all of them where it names none."""
    verdict = Verdict.__members__.get(query.get("verdict", ""))
    return list(judged.rows) if verdict is None else judged.of(verdict)


def row_shown(row: Judged, known: Known) -> RowShown:
    return RowShown(
        row.number,
        row.reference,
        row.title,
        row.verdict.value,
        COLOURS[row.verdict],
        [
            *map(str, row.refusals),
            *row.notes,
            *([_as_new(row, known)] if row.verdict is Verdict.CREATE else []),
            *(_changed(*change, known) for change in row.changes),
        ],
    )


def _as_new(row: Judged, known: Known) -> str:
    """What a new item would begin with, in a line."""
    told = {each: _shown(each, value, known) for each, value in row.values.items()}
    words = [told[each] for each in (Field.KIND, Field.REPORT, Field.STATUS, Field.RAG, Field.OWNER) if each in told]
    days = (Field.DEADLINE_ON, Field.TARGET_ON, Field.REVIEW_ON, Field.CLOSED_ON)
    return "; ".join([*words, *(f"{lower_first(each.value)} {told[each]}" for each in days if each in told)])


def _changed(each: Field, old: Any, new: Any, known: Known) -> str:
    was, becomes = _shown(each, old, known), f"“{_shown(each, new, known)}”"
    return f"{each.value}: “{was}” becomes {becomes}" if was else f"{each.value}: {becomes}"


def _shown(each: Field, value: Any, known: Known) -> str:
    if isinstance(value, Named):
        return value.name or known.choices.get(each, {}).get(value.pk or 0, "")
    if hasattr(value, "label"):
        return str(value.label)
    return worded_day(value) if hasattr(value, "isoformat") else str(value or "")


@dataclass(frozen=True)
class Link:
    label: str
    href: str
    is_current: bool


def steps_of(intake: Intake, current: str) -> list[Link]:
    """The pages on which a list is settled, in their order; none for one that is over."""
    if intake.standing != IntakeStanding.BEGUN:
        return []
    route = intake.route
    last = "4. Decide" if intake.purpose == IntakePurpose.RECONCILE else "4. Rows"
    pages = {
        f"{route}_sheet": "1. Sheet",
        f"{route}_columns": "2. Columns",
        f"{route}_words": "3. Days and words",
        route: last,
    }
    return [Link(label, reverse(route, args=[intake.pk]), route == current) for route, label in pages.items()]


def new_names(judged: JudgedList) -> list[tuple[str, Iterable[str]]]:
    """What is to be entered beside the items: "New posts" and their names."""
    labels = {
        Field.OWNER: "New posts",
        Field.REPORT: "New inspections, each with its report",
        Field.PORTFOLIO: "New portfolios",
        Field.BOARD: "New boards",
    }
    return [(labels[each], list(names.values())) for each, names in judged.new_names().items()]

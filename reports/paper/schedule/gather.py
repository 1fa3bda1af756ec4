"""What of a comparison with HMICFRS's list is raised with HMICFRS."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from inspections.models import Register
from jac_tracker.dates import london_day
from recommendations.enums import HmicfrsStatus, ListAnswer, Pile
from recommendations.intake.comparing import Compared
from recommendations.intake.gathering import Comparison
from recommendations.models import Intake, ListDecision
from reports.paper.schedule.data import Disagreement, Said, ScheduleData


def gather_schedule(intake: Intake, comparison: Comparison, at: datetime) -> ScheduleData:
    """What was decided to be raised, as both sides said it then, and holds still. No item that is marked or under
    embargo is in it."""
    register = Register.objects.select_related("force").get()
    raised = [(row, decision) for row in comparison.rows if (decision := _raised(row, comparison)) is not None]
    out = [(row, decision) for row, decision in raised if _may_go_out(row, comparison)]
    return ScheduleData(
        force=register.force.name,
        source=intake.source,
        listed_on=intake.opening_on,
        on=london_day(at),
        rows=tuple(_disagreement(row, decision, comparison) for row, decision in out),
    )


def kept_out(comparison: Comparison) -> list[Compared]:
    """What was to be raised, and is not: its item is marked or under embargo, or that of which it is a duplicate."""
    return [row for row in comparison.rows if _raised(row, comparison) is not None and not _may_go_out(row, comparison)]


def _raised(row: Compared, comparison: Comparison) -> ListDecision | None:
    decision = comparison.decision_on(row)
    return decision if decision is not None and decision.answer == ListAnswer.RAISE else None


def _may_go_out(row: Compared, comparison: Comparison) -> bool:
    items = [each.item for each in (row, comparison.double_of(row)) if each is not None]
    return not any(item is not None and not item.may_be_told for item in items)


def _disagreement(row: Compared, decision: ListDecision, comparison: Comparison) -> Disagreement:
    return Disagreement(
        pile=Pile(decision.pile),
        our_reference=row.item.entry.key if row.item else "",
        title=row.item.title if row.item else "",
        ours=_said(decision.compared.get("ours")),
        theirs=_said(decision.compared.get("theirs")),
        differs=tuple(Pile(each) for each in decision.compared.get("differs", ())),
        note=decision.note,
        list_row=row.row.number if row.row else None,
        doubles=_doubles(row, comparison),
    )


def _doubles(row: Compared, comparison: Comparison) -> str:
    """ "4001, row 7 of the list", or our reference."""
    double = comparison.double_of(row)
    if double is None:
        return ""
    if row.item is not None:
        return row.found.doubles
    return f"{double.row.entry.reference}, row {double.row.number} of the list".removeprefix(", ") if double.row else ""


def _said(side: Mapping[str, Any] | None) -> Said | None:
    if side is None:
        return None
    return Said(
        reference=side["reference"],
        report=side["report"],
        text=side["text"],
        deadline_on=date.fromisoformat(side["deadline_on"]) if side["deadline_on"] else None,
        status=HmicfrsStatus(side["status"]) if side["status"] in HmicfrsStatus.values else None,
    )

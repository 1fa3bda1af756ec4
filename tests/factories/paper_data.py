"""What a paper is told, made by hand: values for tests of its arithmetic and its words, without a database."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from inspections.enums import (
    GradingStanding,
    InspectionKind,
    MilestoneKind,
    OurPart,
    PublicationKind,
    ReplyKind,
    Stage,
    Standing,
)
from jac_tracker.dates import VagueDay, read_vague_day
from recommendations.enums import DeadlineKind, DecisionRoute, Kind, Rag, Status, TextSource
from reports.enums import SectionKind
from reports.paper import data
from reports.paper.blocks import (
    Audience,
    Block,
    BulletList,
    Chart,
    Document,
    GradeGrid,
    Heading,
    KeyValueList,
    Note,
    NumberedList,
    Paragraph,
    Quote,
    RagKey,
    Table,
    plain,
)
from reports.paper.compose import Composed, compose
from reports.paper.data import Period
from reports.paper.measure import measure

SINCE = datetime(2021, 12, 22, 23, 59, tzinfo=UTC)
BEFORE = datetime(2021, 11, 1, 12, tzinfo=UTC)
IN_PERIOD = datetime(2022, 2, 1, 12, tzinfo=UTC)
CUT_OFF = datetime(2022, 3, 24, 17, tzinfo=UTC)
PERIOD = Period(SINCE, CUT_OFF, date(2021, 12, 22))
NO_DEADLINE = data.Deadline("", DeadlineKind.NONE, None)


def vague(words: str) -> VagueDay:
    return read_vague_day(words, around=CUT_OFF.date())


def milestone(
    day: str,
    kind: MilestoneKind = MilestoneKind.FIELDWORK,
    standing: Standing = Standing.ACTUAL,
    at: datetime = IN_PERIOD,
) -> data.Milestone:
    return data.Milestone(kind, standing, vague(day), at)


def grading(area: str, grade: str = "", number: int = 0, **values: Any) -> data.Grading:
    given: dict[str, Any] = {
        "id": number,
        "area": area,
        "full_heading": f"{area} in full",
        "is_overall": False,
        "standing": GradingStanding.GRADED if grade else GradingStanding.NOT_GRADED,
        "grade": grade,
        "narrative": "",
        "told_with": None,
    }
    return data.Grading(**given | values)


def framework(name: str = "PEEL 2021/22", grades: Iterable[str] = (), **values: Any) -> data.Framework:
    five = ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate")
    given: dict[str, Any] = {
        "id": sum(map(ord, name)),
        "name": name,
        "cycle": name.removeprefix("PEEL "),
        "comparable_with": "",
        "note": "",
        "grades": tuple(data.Grade(grade, f"What {grade.lower()} means") for grade in (tuple(grades) or five)),
        "graded_areas": (),
    }
    return data.Framework(**given | values)


def reply(kind: ReplyKind = ReplyKind.SECTION_55, due: str = "1 November 2017", **values: Any) -> data.Reply:
    given: dict[str, Any] = {
        "id": 1,
        "kind": kind,
        "owed_by": "Midshire PCC",
        "owed_to": "the Home Secretary",
        "due": vague(due),
        "our_input_due_on": None,
        "our_input_sent_on": None,
        "published_on": None,
        "changed_at": BEFORE,
        "recorded_at": BEFORE,
        "sent_at": None,
        "published_at": None,
    }
    return data.Reply(**given | values)


def cause(number: int = 1, **values: Any) -> data.Cause:
    given: dict[str, Any] = {
        "id": number,
        "title": "Risk assessment",
        "text": "Risk is not always assessed.",
        "is_accelerated": False,
        "years": (2016,),
    }
    return data.Cause(**given | values)


def publication(number: int = 1, title: str = "Youth violence", day: str = "7 January 2022", **values: Any) -> Any:
    given: dict[str, Any] = {
        "id": number,
        "inspection_id": number,
        "kind": PublicationKind.NATIONAL_REPORT,
        "title": title,
        "day": vague(day),
        "address": "",
        "framework": None,
        "gradings": (),
        "counts": (),
        "causes": (),
        "replies": (),
        "known_at": IN_PERIOD,
    }
    return data.Publication(**given | values)


def inspection(number: int = 1, title: str = "Youth violence", **values: Any) -> data.Inspection:
    given: dict[str, Any] = {
        "id": number,
        "kind": InspectionKind.NATIONAL_THEMATIC,
        "title": title,
        "our_part": OurPart.INSPECTED,
        "our_part_note": "",
        "lead_body": "",
        "joint_bodies": (),
        "complainant": "",
        "other_forces": (),
        "forces_count": None,
        "forces_note": "",
        "background": "",
        "found": "",
        "found_about_us": "",
        "good_practice": "",
        "next_steps": "",
        "force_response": "",
        "milestones": (),
        "publications": (),
        "stage": Stage.PUBLISHED if values.get("publications") else Stage.AWAITING_REPORT,
        "known_at": BEFORE,
    }
    return data.Inspection(**given | values)


def item(number: int = 1, text: str = "Forces should review their plans.", **values: Any) -> data.Item:
    given: dict[str, Any] = {
        "id": number,
        "reference": f"MP-2022-{number:03}",
        "kind": Kind.RECOMMENDATION,
        "theme": "",
        "title": "Review plans",
        "text": text,
        "text_source": TextSource.REPORT,
        "addressees": (),
        "publication_id": 1,
        "cause_id": None,
        "deadline": NO_DEADLINE,
        "is_deadline_confirmed": True,
        "parts": (),
        "owner": "ACC Crime",
        "portfolio": "Crime",
        "portfolio_id": 1,
        "board": "",
        "hmicfrs_reference": "",
        "hmicfrs_status": "",
        "target_on": None,
        "first_known_on": date(2022, 1, 7),
        "programme": "",
        "status": Status.IN_PROGRESS,
        "rag": Rag.GREEN,
        "is_overdue": False,
        "decision": None,
        "update": None,
        "slips": (),
        "path": data.Path(0, (), None),
    }
    return data.Item(**given | values)


def decision(outcome: Status = Status.CLOSED_COMPLETE, at: datetime = IN_PERIOD, **values: Any) -> data.Decision:
    given: dict[str, Any] = {
        "outcome": outcome,
        "decided_on": at.date(),
        "decided_by": "HMICFRS",
        "route": DecisionRoute.PORTAL,
        "document": "Letter",
        "at": at,
    }
    return data.Decision(**given | values)


def change(matter: data.Matter, about: int = 1, **values: Any) -> data.Change:
    """Something recorded in the period."""
    recorded_at = values.pop("recorded_at", IN_PERIOD)
    return data.Change(matter, values.pop("key", f"{matter}:{about}"), about, recorded_at, **values)


def closing(number: int, day: date | None, status: Status = Status.CLOSED_COMPLETE) -> data.Change:
    """An item closed on a day, or on none that is known."""
    values = {"old": Status.IN_PROGRESS, "new": status, "by": "HMICFRS", "happened_on": day}
    return change(data.Matter.CLOSED, number, **values)


def section(kind: SectionKind, heading: str = "", number: int = 1, **values: Any) -> data.SectionPlan:
    given: dict[str, Any] = {
        "id": number,
        "kind": kind,
        "heading": heading,
        "level": 1,
        "is_numbered": False,
        "options": {},
        "before": "",
        "after": "",
    }
    return data.SectionPlan(**given | values)


def paper_data(*sections: data.SectionPlan, **values: Any) -> data.PaperData:
    """A paper of 31 March 2022, cut off on 24 March, with the last meeting on 22 December 2021."""
    plan: dict[str, Any] = {
        "title": "HMICFRS Update",
        "agenda_item": "08",
        "marking": "OFFICIAL",
        "meeting_on": date(2022, 3, 31),
        "contact": data.Contact("HMICFRS Force Liaison Officer", "Inspector Lia Liaison"),
        "sections": sections,
        "notice": "",
    }
    plan |= values.pop("paper", {})
    given: dict[str, Any] = {
        "audience": Audience.PUBLIC,
        "as_at": CUT_OFF,
        "period": PERIOD,
        "owner": data.Owner("Midshire Police", "Midshire PCC", "Joint Audit Committee", "JAC"),
        "paper": data.PaperPlan(**plan),
        "inspections": (),
        "frameworks": (),
        "monitoring": None,
        "items": (),
        "passages": (),
        "changes": (),
        "open_then": (),
    }
    return data.PaperData(**given | values)


def composed(*sections: data.SectionPlan, **values: Any) -> Composed:
    told = paper_data(*sections, **values)
    return compose(told, measure(told))


def lines(kind: SectionKind, options: dict[str, Any] | None = None, **values: Any) -> list[str]:
    """What a section says under its heading, the key to the ratings aside. A fault in it fails the test."""
    made = composed(section(kind, "Section", options=options or {}), **values)
    assert [str(fault) for fault in made.faults] == []
    blocks = list(made.document.blocks[1:])
    if any(isinstance(block, RagKey) for block in blocks):
        del blocks[-2:]
    return [line for block in blocks for line in lines_of(block)]


def all_lines(document: Document) -> list[str]:
    """Every line of a document, block by block."""
    return [line for block in document.blocks for line in lines_of(block)]


def lines_of(block: Block) -> list[str]:
    """A block as lines: headings with their marks, list items with a dash, table rows with bars."""
    match block:
        case Heading(level, spans, number):
            return [f"{'#' * level} {number}{' ' if number else ''}{plain(spans)}"]
        case Paragraph(spans):
            return [plain(spans)]
        case BulletList(items) | NumberedList(items):
            return [line for flow in items for line in _item_lines(flow)]
        case Table():
            rows = (*block.rows, block.foot) if block.foot else block.rows
            return [f"[{block.caption}]", *(" | ".join(map(plain, row)) for row in rows)]
        case GradeGrid():
            return [f"[{block.caption}]", *(f"{each.grade}: {', '.join(each.areas)}" for each in block.columns)]
        case KeyValueList(pairs):
            return [f"{pair.key}: {plain(pair.value)}" for pair in pairs]
        case Quote(blocks):
            return [f"> {line}" for inner in blocks for line in lines_of(inner)]
        case Note(blocks):
            return [f"! {line}" for inner in blocks for line in lines_of(inner)]
        case RagKey(caption):
            return [f"[{caption}]"]
        case Chart(caption, _, bars, words):
            return [f"[{caption}]", *(f"{bar.name}: {bar.numbers}" for bar in bars), words]
        case _:
            return []


def _item_lines(flow: Any) -> list[str]:
    first, *others = [line for inner in flow for line in lines_of(inner)]
    return [f"- {first}", *(f"  {line}" for line in others)]

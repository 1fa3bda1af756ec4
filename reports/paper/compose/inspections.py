"""What HMICFRS has inspected since the last meeting, and what it has given notice of."""

from collections.abc import Iterator
from datetime import date

from inspections.enums import MilestoneKind, OurPart, Stage, Standing
from jac_tracker.dates import Precision, VagueDay
from reports.paper.blocks import Block, Flow, paragraph, strong
from reports.paper.compose.kinds import NAMES, counted_by_kind, plurals_of
from reports.paper.compose.setting import Setting
from reports.paper.data import Inspection, OtherForce
from reports.paper.data.inspectorate import PARTS_TAKEN
from reports.paper.words import capitalised, counted, ended, has_or_have, joined, when

_NOTIFIED = frozenset(OurPart) - {OurPart.NOT_INSPECTED}


def inspections_since(setting: Setting) -> Iterator[Block]:
    """Those whose fieldwork or debrief, as it came to pass, was first recorded in the period."""
    found = [each for each in setting.data.inspections if setting.covers(each, PARTS_TAKEN) and _is_new(setting, each)]
    if not found:
        many = plurals_of(setting.kinds)
        force = setting.data.owner.force
        yield paragraph(f"{capitalised(setting.since_last)} there have been no {many} in which {force} took part.")
        return
    number = counted_by_kind(found) if setting.kinds else counted(len(found), "inspection")
    yield paragraph(
        f"{capitalised(setting.since_last)}, {number} {has_or_have(len(found))} been conducted in which "
        f"{setting.data.owner.force} took part:"
    )
    yield setting.listed([_told(setting, each) for each in _in_order(setting, found)])


def notified(setting: Setting) -> Iterator[Block]:
    """Those that are to come, new or not: a notice stands until the inspection begins.

    They stand in order of their last possible day, so that a month follows the days and weeks known within it.
    """
    found = [each for each in setting.data.inspections if setting.covers(each, _NOTIFIED) and _is_coming(each)]
    if not found:
        yield paragraph(f"The force has had no notice of further {plurals_of(setting.kinds)}.")
        return
    found.sort(key=lambda each: (_expected(each).latest or date.max, _expected(each).sort_key, each.id))
    number = counted_by_kind(found) if setting.kinds else counted(len(found), "inspection")
    to_come = "" if all(map(_asks_for_answers, found)) else " to come"
    yield paragraph(f"The force has been notified of {number}{to_come}:")
    yield setting.listed([coming_entry(each) for each in found])


def coming_entry(inspection: Inspection) -> Flow:
    """An inspection that is to come as a list item: its title, when it is looked for, and our part in it."""
    return (paragraph(strong(inspection.title), f" ({_expected_words(inspection)}){_part(inspection)}"),)


def _is_new(setting: Setting, inspection: Inspection) -> bool:
    return inspection.happened_at is not None and setting.data.period.holds(inspection.happened_at)


def _is_coming(inspection: Inspection) -> bool:
    return inspection.stage is Stage.COMING and bool(inspection.milestones)


def _in_order(setting: Setting, found: list[Inspection]) -> list[Inspection]:
    if setting.chosen("order", "date") == "title":
        return sorted(found, key=lambda each: (each.title.casefold(), each.id))
    return sorted(found, key=lambda each: (_happened(each).sort_key, each.id))


def _happened(inspection: Inspection) -> VagueDay:
    return min((each.day for each in inspection.happened), key=lambda day: day.sort_key)


def _expected(inspection: Inspection) -> VagueDay:
    """The day an inspection that is to come is looked for."""
    for kind in (MilestoneKind.FIELDWORK, MilestoneKind.RESPONSE_CLOSES):
        if days := inspection.days(kind, Standing.EXPECTED):
            return days[0]
    return VagueDay(None, None, Precision.UNKNOWN, to_be_confirmed=True)


def _expected_words(inspection: Inspection) -> str:
    day = _expected(inspection)
    return f"responses close {when(day)}" if _asks_for_answers(inspection) else day.worded()


def _asks_for_answers(inspection: Inspection) -> bool:
    """Whether it is one that the force answers in writing by a day: a consultation, for example."""
    return not inspection.days(MilestoneKind.FIELDWORK, Standing.EXPECTED) and bool(
        inspection.days(MilestoneKind.RESPONSE_CLOSES, Standing.EXPECTED)
    )


def _told(setting: Setting, inspection: Inspection) -> Flow:
    """A list item: the title, then what there is to say of it in a paragraph or two."""
    about = [
        _what(inspection),
        _part(inspection, setting.data.owner.force),
        bodies_words(inspection),
        fieldwork_words(inspection),
    ]
    lead = paragraph(strong(ended(inspection.title)), *(f" {sentence}" for sentence in about if sentence))
    following = [_forces(inspection), _ahead(setting, inspection)]
    return (lead, *(paragraph(sentence) for sentence in following if sentence))


def _what(inspection: Inspection) -> str:
    """What kind it is, and whose complaint, where the title does not say so itself."""
    title = inspection.title.casefold()
    name = NAMES[inspection.kind].removesuffix(" (JTAI)")
    is_named = name.removeprefix("national ").removesuffix(" inspection").casefold() in title
    made_by = "" if inspection.complainant.casefold() in title else f"made by {inspection.complainant}"
    words = " ".join(filter(None, ["" if is_named else name, made_by]))
    return f"{capitalised(words)}." if words else ""


def _part(inspection: Inspection, force: str = "") -> str:
    note = f" {ended(capitalised(inspection.our_part_note))}" if inspection.our_part_note and force else ""
    match inspection.our_part:
        case OurPart.DATA_REQUEST:
            return f"Data request only.{note}" if force else ", data request only"
        case OurPart.VOLUNTARY:
            return f"{force} took part voluntarily.{note}" if force else ", voluntary"
        case OurPart.NAMED:
            return f"{force} is named in it, without fieldwork here.{note}" if force else ""
        case _:
            return note.strip()


def bodies_words(inspection: Inspection) -> str:
    """Who carried it out together; empty where it was one inspectorate alone."""
    if not inspection.lead_body or not inspection.joint_bodies:
        return ""
    return f"Led by {_the(inspection.lead_body)}, with {joined(list(map(_the, inspection.joint_bodies)))}."


def _the(body: str) -> str:
    """A body's name inside a sentence: "the Care Quality Commission", "Ofsted", "HM Inspectorate of Probation"."""
    return body if " " not in body or body.startswith(("HM ", "The ", "the ")) else f"the {body}"


def fieldwork_words(inspection: Inspection) -> str:
    """When fieldwork and the debrief took place, as far as that is recorded."""
    sentences = []
    known = [day for day in inspection.days(MilestoneKind.FIELDWORK, Standing.ACTUAL) if day.earliest]
    if known:
        sentences.append(f"Fieldwork took place {joined([when(day) for day in known])}.")
    for day in inspection.days(MilestoneKind.HOT_DEBRIEF, Standing.ACTUAL):
        sentences.append(f"A hot debrief was held {when(day)}." if day.earliest else "A hot debrief has been held.")
    return " ".join(sentences)


def _forces(inspection: Inspection) -> str:
    sentences = []
    if inspection.forces_note:
        sentences.append(ended(capitalised(inspection.forces_note)))
    if inspection.other_forces:
        names = joined([_force(each) for each in inspection.other_forces])
        sentences.append(f"The other {'force is' if len(inspection.other_forces) == 1 else 'forces are'} {names}.")
    elif inspection.forces_count and inspection.forces_count > 1:
        sentences.append(f"It takes in {counted(inspection.forces_count, 'force')}.")
    return " ".join(sentences)


def _force(force: OtherForce) -> str:
    return f"{force.name} ({force.note})" if force.note else force.name


def _ahead(setting: Setting, inspection: Inspection) -> str:
    """What is expected next; or that the report is out."""
    if out := [each for each in inspection.publications if each.day.earliest and each.day.earliest <= setting.data.on]:
        return f"The report was published {when(out[0].day)}."
    steps = [
        f"{words} {when(days[-1])}"
        for kind, words in (
            (MilestoneKind.PRE_PUBLICATION_CHECK, "for pre-publication checks"),
            (MilestoneKind.PUBLICATION, "to be published"),
        )
        if (days := inspection.days(kind, Standing.EXPECTED)) and not inspection.days(kind, Standing.ACTUAL)
    ]
    return f"The report is expected {joined(steps)}." if steps else ""

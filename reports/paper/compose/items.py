"""Recommendations, areas for improvement and the rest, as a paper lists them."""

from collections.abc import Iterable, Iterator, Sequence

from inspections.enums import CountOf
from jac_tracker.dates import worded_day
from recommendations.enums import OPEN, Addressee, DeadlineKind, Kind, TextSource
from reports.paper.blocks import Block, BulletList, Flow, Paragraph, Span, paragraph, spans, strong
from reports.paper.compose.setting import Setting, flow, with_lead
from reports.paper.data import Count, Deadline, Item, Part
from reports.paper.words import NAMES_OF_KINDS, capitalised, counted, is_or_are, joined, or_none

NAMES_OF_COUNTS: dict[CountOf, tuple[str, str]] = {
    CountOf.CAUSES_OF_CONCERN: ("cause of concern", "causes of concern"),
    CountOf.RECOMMENDATIONS: NAMES_OF_KINDS[Kind.RECOMMENDATION],
    CountOf.AREAS_FOR_IMPROVEMENT: NAMES_OF_KINDS[Kind.AFI],
}

# Whom a text is for, inside a sentence.
ADDRESSEES: dict[Addressee, str] = {
    Addressee.ALL_FORCES: "all forces",
    Addressee.CHIEF_CONSTABLES: "chief constables",
    Addressee.OUR_FORCE: "the force",
    Addressee.FORCES_YET_TO: "forces that have not yet done so",
    Addressee.POLICE_SERVICE: "the police service",
    Addressee.POLICE_LEADERSHIP: "police leaders",
    Addressee.POLICE_AND_PROSECUTORS: "the police and prosecutors",
    Addressee.POLICE_AND_CPS: "the police and the CPS",
    Addressee.POLICING_BODIES: "police and crime commissioners",
    Addressee.NPCC: "the National Police Chiefs’ Council",
    Addressee.COLLEGE: "the College of Policing",
    Addressee.HOME_OFFICE: "the Home Office",
    Addressee.MINISTRY_OF_JUSTICE: "the Ministry of Justice",
    Addressee.CPS: "the Crown Prosecution Service",
    Addressee.APCC: "the Association of Police and Crime Commissioners",
    Addressee.SAFEGUARDING_PARTNERS: "local safeguarding partners",
    Addressee.REGIONAL_UNITS: "the National Crime Agency and regional units",
    Addressee.OTHER: "others",
}


def addressed_words(addressees: Iterable[str]) -> str:
    """ "chief constables and the Home Office"."""
    return joined([ADDRESSEES[Addressee(each)] for each in addressees])


def items_worded(items: Iterable[Item]) -> str:
    """ "four recommendations and two areas for improvement"; "no recommendations" where there are none."""
    kinds = [item.kind for item in items]
    words = [counted(kinds.count(kind), *NAMES_OF_KINDS[kind]) for kind in Kind if kind in kinds]
    return joined(words) or "no recommendations"


def counts_worded(counts: Sequence[Count]) -> str:
    """What a report says it contains: "nine recommendations, of which three are police-specific"."""
    words = []
    for count in (count for of in NAMES_OF_COUNTS for count in counts if count.of is of):
        soft = " (“soft” ones in the text included)" if count.includes_soft else ""
        ours = ""
        if count.of_ours is not None:
            clause = f"{or_none(count.of_ours)} {is_or_are(count.of_ours or 1)}"
            ours = f" ({clause} police-specific)" if len(counts) > 1 else f", of which {clause} police-specific"
        words.append(counted(count.number, *NAMES_OF_COUNTS[count.of]) + soft + ours)
    return joined(words)


# The kinds of items that each of a report's counts counts.
KINDS_COUNTED: dict[CountOf, tuple[Kind, ...]] = {
    CountOf.RECOMMENDATIONS: (Kind.RECOMMENDATION, Kind.JTAI_ACTION),
    CountOf.AREAS_FOR_IMPROVEMENT: (Kind.AFI, Kind.SOFT_AFI),
}


def expected_and_held(count: Count, items: Iterable[Item]) -> tuple[int, int]:
    """How many entries of ours a report says it has, and how many of them the register holds."""
    expected = count.number if count.of_ours is None else count.of_ours
    return expected, sum(item.kind in KINDS_COUNTED.get(count.of, ()) for item in items)


def agree(counts: Sequence[Count], items: Sequence[Item]) -> bool:
    """Whether the items are just those of ours that the report's own counts tell of."""
    found = [expected_and_held(count, items) for count in counts if count.of in KINDS_COUNTED]
    return all(expected == held for expected, held in found) and sum(held for _, held in found) == len(items)


def item_lists(setting: Setting, items: Sequence[Item], deeper: int = 1) -> Iterator[Block]:
    """The items by kind and theme, each theme under a heading; then who owns them, and that texts are summaries.

    Where all are closed, how is for the caller to say; where all are open and one post's, it is named once after them.
    Else each says where it stands.
    """
    is_open = {item.status in OPEN for item in items}
    owner = common_owner(items) if is_open == {True} else None
    stands_alone = is_open != {False} and owner is None
    for kind in Kind:
        of_kind = [item for item in items if item.kind is kind]
        if not of_kind:
            continue
        if len({item.kind for item in items}) > 1:
            yield paragraph(f"{capitalised(NAMES_OF_KINDS[kind][len(of_kind) > 1])}:")
        for theme in dict.fromkeys(item.theme for item in of_kind):
            if theme:
                yield setting.heading(theme, deeper=deeper)
            chosen = [item for item in of_kind if item.theme == theme]
            yield setting.listed([item_flow(item, with_standing=stands_alone) for item in chosen])
    about = [owner_sentence(items, owner)] if owner else []
    if summaries := sum(item.text_source is TextSource.SUMMARY for item in items):
        about.append(summary_words(summaries))
    if about:
        yield paragraph(" ".join(about))


def summary_words(number: int) -> str:
    """That texts are not the report's own."""
    these = "This text is a summary" if number == 1 else "These texts are summaries"
    return f"{these}; the report has the full wording."


def item_flow(item: Item, *, with_standing: bool) -> Flow:
    """An item as the entry of a list: by when, what, its parts, and perhaps who owns it or how it was closed."""
    words = flow(item.text) if item.text_source is not TextSource.NOT_ENTERED else ()
    if not words:
        words = (paragraph(f"{item.title.rstrip('.')} (the report’s text is not yet entered)."),)
    listed = list(with_lead(paragraph(*by_when_words(item.deadline, item.text)), words))
    if item.parts:
        listed.append(BulletList(tuple(part_flow(part) for part in item.parts)))
    last_day = last_day_words(item.deadline, item.text)
    standing = f"Owner: {owner_words(item)}." if item.status in OPEN else f"{item.status.label}."
    if trailing := " ".join(filter(None, [last_day, standing if with_standing else ""])):
        listed.append(paragraph(trailing))
    return tuple(listed)


def part_flow(part: Part) -> Flow:
    """A part of an item; one that is not ours says whose it is."""
    note = "" if part.is_ours else f" (for {addressed_words(part.addressees) or 'others'})"
    words = flow(part.text) or (paragraph("(no text)"),)
    lead = with_lead(paragraph(*by_when_words(part.deadline, part.text)), words)
    if not note or not isinstance(lead[0], Paragraph):
        return lead
    return (Paragraph((*lead[0].spans, *spans(note))), *lead[1:])


def by_when_words(deadline: Deadline, text: str) -> tuple[Span, ...]:
    """The deadline as worded, to go before a text that does not say it: "Within six months (by 24 April 2018): "."""
    if not deadline.words or _says(text, deadline):
        return ()
    day = f" (by {worded_day(deadline.on)})" if deadline.on and deadline.kind is DeadlineKind.RELATIVE else ""
    return spans(strong(capitalised(deadline.words)), f"{day}: ")


def last_day_words(deadline: Deadline, text: str) -> str:
    """The day a relative deadline comes to, where the text itself words it."""
    if deadline.on and deadline.kind is DeadlineKind.RELATIVE and deadline.words and _says(text, deadline):
        return f"The last day is {worded_day(deadline.on)}."
    return ""


def _says(text: str, deadline: Deadline) -> bool:
    said = " ".join(text.split()).casefold()
    return " ".join(deadline.words.split()).casefold() in said


def owner_words(item: Item) -> str:
    """ "ACC Crime, Crime portfolio, as part of Operation Soteria"; "awaiting allocation" while there is no owner."""
    if not item.owner:
        return "awaiting allocation"
    portfolio = f", {item.portfolio} portfolio" if item.portfolio else ""
    return f"{item.owner}{portfolio}{_programme_words(item)}"


def _programme_words(item: Item) -> str:
    """ ", as part of Operation Soteria"; empty where the owner's title names the programme already."""
    return f", as part of {item.programme}" if item.programme and item.programme not in item.owner else ""


def common_owner(items: Sequence[Item]) -> Item | None:
    """An item that stands for all in who owns it; None where they differ, or there are none."""
    owners = {(item.owner, item.portfolio, item.programme) for item in items}
    return items[0] if len(owners) == 1 else None


def owner_sentence(items: Sequence[Item], one: Item) -> str:
    """That all the items belong to one post, or await one."""
    number = len(items)
    these = "This is" if number == 1 else "Both are" if number == 2 else "All of these are"
    if not one.owner:
        return f"{these} in the recommendations register, awaiting allocation to an owner."
    portfolio = f" in the {one.portfolio} portfolio" if one.portfolio else ""
    return f"{these} in the recommendations register and owned by the {one.owner}{portfolio}{_programme_words(one)}."

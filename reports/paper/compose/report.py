"""One inspection's reports: when they came out, what they found, what they ask of the force, and what follows."""

from collections.abc import Iterator, Sequence

from inspections.enums import MilestoneKind, OurPart, PublicationKind, Standing
from jac_tracker.dates import worded_number
from recommendations.enums import SET_ASIDE, Addressee, Status
from reports.paper.blocks import Block, paragraph
from reports.paper.compose.closures import closures
from reports.paper.compose.inspections import bodies_words
from reports.paper.compose.items import addressed_words, agree, counts_worded, item_lists, items_worded
from reports.paper.compose.kinds import NAMES
from reports.paper.compose.replies import reply_sentences
from reports.paper.compose.setting import Setting, told, typed
from reports.paper.data import Inspection, Item, Publication
from reports.paper.words import (
    capitalised,
    counted,
    ended,
    has_or_have,
    is_or_are,
    joined,
    was_or_were,
    when,
    within_sentence,
)

# How a sentence begins that speaks of a publication, and how one that stands alone is introduced before its inspection.
CALLED: dict[PublicationKind, str] = {
    PublicationKind.NATIONAL_REPORT: "The national report",
    PublicationKind.FORCE_REPORT: "The force report",
    PublicationKind.PHASE: "The report on this phase",
    PublicationKind.LETTER: "The letter to the force",
    PublicationKind.RESEARCH: "The research",
    PublicationKind.STATEMENT: "The statement",
    PublicationKind.RESPONSE: "The response",
}
_ALONE: dict[PublicationKind, str] = {
    PublicationKind.NATIONAL_REPORT: "the national report from",
    PublicationKind.FORCE_REPORT: "the report from",
    PublicationKind.PHASE: "the report on one phase of",
    PublicationKind.LETTER: "a letter to the force from",
    PublicationKind.RESEARCH: "research from",
    PublicationKind.STATEMENT: "a statement from",
    PublicationKind.RESPONSE: "a response from",
}


def report(setting: Setting, inspection: Inspection, publications: Sequence[Publication]) -> Iterator[Block]:
    """One inspection, as those of its publications tell of it that are given; the heading is the caller's."""
    force = setting.data.owner.force
    yield paragraph(*_introduction(inspection, publications, force))
    yield from told(setting, "Background and aims", inspection.background)
    yield from told(setting, "Findings", inspection.found)
    yield from told(setting, f"Findings about {force}", inspection.found_about_us)
    yield from told(setting, "Good practice", inspection.good_practice)
    yield from _contents(setting, inspection, publications)
    yield from told(setting, "The force’s response", inspection.force_response)
    yield from _next_steps(setting, inspection, publications)


# When it came out, and our part in it


def _introduction(inspection: Inspection, publications: Sequence[Publication], force: str) -> list[str]:
    note = ended(capitalised(inspection.our_part_note))
    sentences = [_came_out(inspection, publications), bodies_words(inspection), _our_part(inspection, force), note]
    return [" ".join(filter(None, sentences))]


def _came_out(inspection: Inspection, publications: Sequence[Publication]) -> str:
    if len(publications) == 1:
        (only,) = publications
        return f"Published {when(only.day)}: {_ALONE[only.kind]} this {NAMES[inspection.kind]}."
    first, *later = dict.fromkeys(each.day for each in publications)
    together = [within_sentence(CALLED[each.kind]) for each in publications if each.day == first]
    words = [f"{joined(together)} {was_or_were(len(together))} published {when(first)}"]
    for day in later:
        words.append(
            f"{joined([within_sentence(CALLED[each.kind]) for each in publications if each.day == day])} {when(day)}"
        )
    return f"{capitalised(joined(words))}."


def _our_part(inspection: Inspection, force: str) -> str:
    days = [when(day) for day in inspection.days(MilestoneKind.FIELDWORK, Standing.ACTUAL) if day.earliest]
    fieldwork = joined(days)
    match inspection.our_part:
        case OurPart.INSPECTED if inspection.forces_count and inspection.forces_count > 1:
            forces = counted(inspection.forces_count, "police force")
            return f"Fieldwork was carried out in {forces}, {force} among them{', ' if days else ''}{fieldwork}."
        case OurPart.INSPECTED:
            return f"{force} was inspected{' ' if days else ''}{fieldwork}."
        case OurPart.DATA_REQUEST:
            return f"{force} answered a request for data."
        case OurPart.VOLUNTARY:
            return f"{force} took part voluntarily."
        case OurPart.NAMED:
            return f"{force} is named in it, without fieldwork in the force."
        case OurPart.NOT_INSPECTED:
            return f"{force} was not itself inspected."
        case _:
            return ""


# What it asks


def _contents(setting: Setting, inspection: Inspection, publications: Sequence[Publication]) -> Iterator[Block]:
    """What the publications contain by their own counts, and the items that are the force's.

    A letter or a second report that is silent about recommendations is passed over where another is not.
    """
    items = setting.data.items_of
    speaking = [each for each in publications if each.counts or items.get(each.id)] or publications[:1]
    has_story = any(map(typed, (inspection.background, inspection.found, inspection.found_about_us)))
    if has_story:
        yield setting.heading("Recommendations", deeper=1)
    for publication in speaking:
        yield from contents(setting, publication, deeper=2 if has_story else 1)


def contents(setting: Setting, publication: Publication, deeper: int = 1) -> Iterator[Block]:
    """What one publication contains, and the items of it that are the force's, with how they were closed; themes
    `deeper` levels down."""
    items = setting.data.items_of.get(publication.id, ())
    ours = [item for item in items if item.status not in SET_ASIDE]
    yield paragraph(_contains(publication, ours))
    yield from item_lists(setting, ours, deeper)
    yield from map(paragraph, closures(ours))
    for status, words in (
        (Status.FOR_INFORMATION, "for others to act on, and kept for information"),
        (Status.NOT_APPLICABLE, "ruled not to apply to the force"),
    ):
        if number := sum(item.status is status for item in items):
            more = " more" if ours else ""
            yield paragraph(f"{capitalised(worded_number(number))}{more} {is_or_are(number)} {words}.")


def _contains(publication: Publication, ours: Sequence[Item]) -> str:
    """What there is, ending in a colon where the list of it follows."""
    called = CALLED[publication.kind]
    if not publication.counts:
        if not ours:
            return "The register holds no recommendations from it."
        return f"{called} contains {items_worded(ours)}{_addressed_to(ours)}:"
    said = f"{called} contains {counts_worded(publication.counts)}"
    if not ours:
        return f"{said}{_allocated(publication)}."
    if agree(publication.counts, ours):
        return f"{said}{_addressed_to(ours)}:"
    return f"{said}. The register holds {items_worded(ours)} from it{_addressed_to(ours)}:"


def _allocated(publication: Publication) -> str:
    """Who has them, where the register holds their number and not yet their texts."""
    posts = dict.fromkeys(count.allocated_to for count in publication.counts if count.allocated_to)
    if not posts:
        return ""
    number = sum(count.number for count in publication.counts)
    return f", which {has_or_have(number)} been allocated to the {joined(list(posts))}"


def _addressed_to(items: Sequence[Item]) -> str:
    """ ", addressed to all forces" where every item is addressed alike, and to more than our force."""
    addressed = {item.addressees for item in items}
    if len(addressed) != 1:
        return ""
    (whom,) = addressed
    return f", addressed to {addressed_words(whom)}" if whom and Addressee.OUR_FORCE not in whom else ""


# What follows


def _next_steps(setting: Setting, inspection: Inspection, publications: Sequence[Publication]) -> Iterator[Block]:
    replies = [paragraph(reply_sentences(reply, setting.data.on)) for each in publications for reply in each.replies]
    following = [*replies, *typed(inspection.next_steps)]
    if following:
        yield setting.heading("Next steps", deeper=1)
        yield from following

"""Earlier reports that have moved: items closed on them, or a reply made to them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from recommendations.enums import CLOSED, SET_ASIDE, DecisionRoute, Status
from reports.paper.blocks import Block, paragraph
from reports.paper.compose.published import new_publications
from reports.paper.compose.replies import reply_sentences
from reports.paper.compose.report import CALLED, contents
from reports.paper.compose.setting import Lacks, Setting, told
from reports.paper.data import Decision, Inspection, Item, PaperData, Publication
from reports.paper.data.inspectorate import ANSWERS
from reports.paper.words import capitalised, counted, inspectorate_on, is_or_are, on_day, when, within_sentence

_OUTCOMES: Mapping[Status, str] = {
    Status.CLOSED_COMPLETE: "complete",
    Status.CLOSED_SUPERSEDED: "superseded by later work",
}
_ROUTES: Mapping[DecisionRoute, str] = {
    DecisionRoute.PORTAL: "on its own list of recommendations",
    DecisionRoute.INSPECTION: "at an inspection",
    DecisionRoute.REVISIT: "at a revisit",
    DecisionRoute.LETTER: "by letter",
}


def reports_for_review(setting: Setting) -> Iterator[Block]:
    """Each inspection the officer chose, or that moved in the period: judgment, contents, how closed, and replies."""
    found = reviewed_inspections(setting)
    if not found:
        yield paragraph(f"{capitalised(setting.since_last)} nothing has changed on earlier reports.")
        return
    for inspection in found:
        publications = [each for each in inspection.publications if each.kind not in ANSWERS]
        yield setting.heading(publications[0].title if len(publications) == 1 else inspection.title)
        yield from _reviewed(setting, inspection, publications)


def reviewed_inspections(setting: Setting) -> list[Inspection]:
    """Those the officer chose, in that order; else those that moved in the period."""
    known = setting.data.inspection
    if not setting.inspections:
        return [each for each in setting.data.inspections if _moved(setting.data, each)]
    if any(number not in known for number in setting.inspections):
        raise Lacks("An inspection chosen for this section is not in the register as at the cut-off, or is embargoed.")
    return [known[number] for number in setting.inspections]


def _moved(data: PaperData, inspection: Inspection) -> bool:
    """Whether an item of it was closed, or a reply to it changed, in the period; a new report is told of elsewhere."""
    new = new_publications(data, inspection)
    return any(
        any(data.period.holds(reply.changed_at) for reply in publication.replies)
        or any(
            item.decision is not None and data.period.holds(item.decision.at)
            for item in data.items_of.get(publication.id, ())
        )
        for publication in inspection.publications
        if publication not in new
    )


def _reviewed(setting: Setting, inspection: Inspection, publications: Sequence[Publication]) -> Iterator[Block]:
    for publication in publications:
        yield paragraph(" ".join(filter(None, [_came_out(publication), _judgment(setting, publication)])))
        yield from contents(setting, publication)
        yield from map(paragraph, _closures(setting.data.items_of.get(publication.id, ())))
        for reply in publication.replies:
            yield paragraph(reply_sentences(reply, setting.data.on))
    yield from told(setting, "The force’s response", inspection.force_response)
    yield from told(setting, "Next steps", inspection.next_steps)


def _came_out(publication: Publication) -> str:
    by = inspectorate_on(publication.day.latest)
    return f"{by} published {within_sentence(CALLED[publication.kind])} {when(publication.day)}."


def _judgment(setting: Setting, publication: Publication) -> str:
    grade = publication.overall_grade
    return f"Its overall judgment of {setting.data.owner.force} was “{grade}”." if grade else ""


def _closures(items: Sequence[Item]) -> Iterator[str]:
    """A sentence for each decision: what was decided of how many items, when, by whom and on what ground.

    What was closed before the register was taken over has a day and no decision.
    """
    ours = [item for item in items if item.status not in SET_ASIDE]
    closed = [item for item in ours if item.status in CLOSED]
    for decision in dict.fromkeys(_alike(item.decision) for item in closed if item.decision):
        number = sum(_alike(item.decision) == decision for item in closed if item.decision)
        yield _closed(decision, number, len(ours))
    if before := sum(item.decision is None for item in closed):
        yield f"{capitalised(_which(before, len(ours)))} had been closed before this register was begun."
    if closed and len(closed) < len(ours):
        left = len(ours) - len(closed)
        yield f"{capitalised(counted(left, 'of them is', 'of them are'))} still open."


Alike = tuple[Status, date | None, str, DecisionRoute]


def _alike(decision: Decision) -> Alike:
    """What decisions share that one sentence tells of. The document behind them is for the register, not the paper."""
    return decision.outcome, decision.decided_on, decision.decided_by, decision.route


def _closed(decision: Alike, number: int, of: int) -> str:
    outcome, decided_on, decided_by, route = decision
    how = f" {_ROUTES[route]}" if route in _ROUTES else ""
    told = f"{decided_by} recorded{how} {on_day(decided_on)}" if decided_on else f"{decided_by} has recorded{how}"
    return f"{told} that {_which(number, of)} {_outcome(outcome, number)}."


def _which(number: int, of: int) -> str:
    return "it" if of == 1 else "all of them" if number == of else counted(number, "of them", "of them")


def _outcome(outcome: Status, number: int) -> str:
    if outcome == Status.CLOSED_NO_FURTHER_ACTION:
        return f"{'needs' if number == 1 else 'need'} no further action"
    return f"{is_or_are(number)} {_OUTCOMES[outcome]}"

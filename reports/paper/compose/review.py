"""Earlier reports that have moved: items closed on them, or a reply made to them."""

from collections.abc import Iterator, Sequence

from reports.paper.blocks import Block, paragraph
from reports.paper.compose.published import new_publications
from reports.paper.compose.replies import reply_sentences
from reports.paper.compose.report import CALLED, contents
from reports.paper.compose.setting import Lacks, Setting, told
from reports.paper.data import Inspection, PaperData, Publication
from reports.paper.data.inspectorate import ANSWERS
from reports.paper.words import capitalised, inspectorate_on, when, within_sentence


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

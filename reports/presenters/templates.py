"""What the pages print of the force's own Word templates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jac_tracker.dates import worded_moment
from jac_tracker.text import file_size
from reports.enums import TemplateState
from reports.models import WordTemplate
from reports.paper.render.word_layout import PURPOSES, How
from reports.paper.template import Examined

TEMPLATE_COLOURS = {TemplateState.WAITING: "grey", TemplateState.IN_USE: "green", TemplateState.RETIRED: "yellow"}


@dataclass(frozen=True)
class TemplateRow:
    """A template in the list of them."""

    template: WordTemplate

    @property
    def state(self) -> str:
        return str(self.template.get_state_display())

    @property
    def colour(self) -> str:
        return TEMPLATE_COLOURS[TemplateState(self.template.state)]

    @property
    def added(self) -> str:
        return added_words(self.template)


@dataclass(frozen=True)
class StyleRow:
    """A style of the paper, and what it is in a template."""

    purpose: str
    style: str
    how: str
    colour: str


_HOWS = {How.FOUND: ("Found", "green"), How.CHOSEN: ("Chosen", "blue"), How.MADE: ("Added", "yellow")}


def style_rows(found: Examined) -> Iterator[StyleRow]:
    """Each style that a paper uses, in the order of its uses, with what it is in the template."""
    for match in found.matches:
        if match.name in PURPOSES:
            words, colour = _HOWS[match.how]
            style = match.style.name if match.style else "The house style"
            yield StyleRow(PURPOSES[match.name], style, words, colour)


def template_rows(templates: Iterable[WordTemplate]) -> list[TemplateRow]:
    return [TemplateRow(template) for template in templates]


def added_words(template: WordTemplate) -> str:
    return f"{worded_moment(template.file.added_at)}, by {template.file.by_post or 'a command'}"


def template_facts(template: WordTemplate, found: Examined | None) -> list[tuple[str, str]]:
    """What is known of a template, label and words."""
    facts = [
        ("File", f"{template.file.file_name}, {file_size(template.file.size)}"),
        ("Added", added_words(template)),
    ]
    page = found.page if found else None
    if page is not None:
        top, right, bottom, left = page.margins
        facts += [
            ("Page", page.size),
            ("Margins", f"top {top}, right {right}, bottom {bottom}, left {left} mm"),
            ("Width of the text", f"{page.text_width} mm"),
            *((line.place, line.in_words) for line in page.lines),
        ]
        if not page.lines:
            facts.append(("Header and footer", "None of its own: the paper's own lines stand alone"))
    return facts

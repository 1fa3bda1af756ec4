"""The force's own Word template: what may come in, what it brings into the paper, and what it leaves behind.

It is a document that a paper is written into, never run: nothing in it is filled in, fetched or followed.
"""

from reports.paper.render.word_layout import Layout
from reports.paper.template.found import Examined, Page
from reports.paper.template.looking import LARGEST_TEMPLATE, look_at_template
from reports.paper.template.specimen import SPECIMEN

__all__ = ["LARGEST_TEMPLATE", "SPECIMEN", "Examined", "Page", "examine", "look_at_template"]


def examine(content: bytes, layout: Layout | None = None, *, by_trial: bool = True) -> Examined:
    """Reads a template, known to be a Word document, as it would be used. `by_trial` draws a specimen of the paper on
    it as well, and finds every word again: it takes some tenths of a second."""
    from reports.paper.template.examining import examined  # the Word library is loaded when it is first used

    return examined(content, layout or Layout(), by_trial=by_trial)

"""A chart as SVG. The same drawing stands in the web page and the PDF, and as a picture in the Word document."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from reports.paper.blocks import Chart, ChartBar, ChartColour, RagStatus
from reports.paper.render.characters import drawable, font_folder
from reports.paper.render.shared import RAG_COLOURS
from reports.paper.render.typesetting import drawn, escaped

WIDTH = 640  # units of the drawing; at full size a unit is a CSS pixel
_NAME_LINE, _BAR, _GAP = 18, 22, 14  # heights: a bar's name, the bar, and the room under it
_KEY = 30
_NUMBER_ROOM = 52  # to the right of the longest bar, for its total
_LETTERS = 84  # of a name; the text under the chart has all of it
_DOTS_AN_INCH = 180.0  # of the picture
_LETTER = 8.2  # about the width of a letter or figure at the size of numbers
_COLOURS = {
    ChartColour.RED: RAG_COLOURS[RagStatus.RED],
    ChartColour.AMBER: RAG_COLOURS[RagStatus.AMBER],
    ChartColour.GREEN: RAG_COLOURS[RagStatus.GREEN],
    ChartColour.GREY: RAG_COLOURS[RagStatus.GREY],
    ChartColour.PLAIN: "12436d",
}
# What a part of a bar begins with; Green and Grey begin alike.
_SIGNS = {ChartColour.RED: "R", ChartColour.AMBER: "A", ChartColour.GREEN: "Gn", ChartColour.GREY: "Gy"}
Words = Callable[[str], str]


def height(chart: Chart) -> int:
    """How high the drawing is, in its own units."""
    key = _KEY if len(chart.parts) > 1 else 0
    return key + len(chart.bars) * (_NAME_LINE + _BAR + _GAP)


def svg(chart: Chart, words: Words, attributes: str = "") -> str:
    """The drawing as an <svg> element; `words` makes users' words fit to be printed where it goes.

    Every part of a bar has its letter and its number in it where there is room, so that nothing is told by colour
    alone. `attributes` go into the element as they are.
    """
    most = max((bar.total for bar in chart.bars), default=0) or 1
    unit = (WIDTH - _NUMBER_ROOM) / most
    made = []
    top = 0
    if len(chart.parts) > 1:
        made.append(_key(chart, words))
        top = _KEY
    for bar in chart.bars:
        made.append(_bar(chart, bar, top, unit, words))
        top += _NAME_LINE + _BAR + _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height(chart)}" width="{WIDTH}" '
        f'height="{height(chart)}" font-family="Arimo, Arial, Helvetica, sans-serif" font-size="14" fill="#0b0c0c"'
        f"{attributes}>{''.join(made)}</svg>"
    )


def picture(chart: Chart) -> bytes:
    """The drawing as a PNG file, for a format that cannot hold it. The same chart gives the same bytes. Raises
    TypesettingFailed."""
    source = (
        f"#set page(width: {WIDTH}pt, height: {height(chart)}pt, margin: 0pt, fill: white)\n"
        f'#image(bytes("{escaped(svg(chart, drawable))}"), format: "svg", width: 100%)'
    )
    return drawn(source, font_folder(), _DOTS_AN_INCH)


def _key(chart: Chart, words: Words) -> str:
    made, left = [], 0.0
    for part in chart.parts:
        name, sign = _short(part.name), _SIGNS.get(part.colour, "")
        made.append(f'<rect x="{left:.0f}" y="1" width="14" height="14" fill="#{_COLOURS[part.colour]}"/>')
        made.append(_text(left + 20, 13, f"{name}{f' ({sign})' if sign else ''}", words))
        left += 20 + _LETTER * (len(name) + 5) + 12
    return "".join(made)


def _bar(chart: Chart, bar: ChartBar, top: int, unit: float, words: Words) -> str:
    made = [_text(0, top + 13, _short(bar.name), words)]
    left, down = 0.0, top + _NAME_LINE
    for part, number in zip(chart.parts, bar.numbers, strict=True):
        if not number:
            continue
        width = number * unit
        shown = max(width - 2, 1)  # a white line between the parts
        made.append(
            f'<rect x="{left:.1f}" y="{down}" width="{shown:.1f}" height="{_BAR}" fill="#{_COLOURS[part.colour]}"/>'
        )
        label = f"{_SIGNS.get(part.colour, '')} {number:,}".strip()
        if len(chart.parts) > 1 and width > _LETTER * len(label) + 8:
            made.append(_text(left + 5, down + 16, label, words, ' fill="#ffffff"'))
        left += width
    made.append(_text(left + 5, down + 16, f"{bar.total:,}", words, ' font-weight="bold"'))
    return "".join(made)


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[:_LETTERS]}…"


def _text(left: float, down: float, text: str, words: Words, attributes: str = "") -> str:
    return f'<text x="{left:.1f}" y="{down:.1f}"{attributes}>{escape(words(text))}</text>'

"""A chart in each format: a picture with words, drawn from the figures it is given and from nothing else."""

import io
import re
import zipfile

import pypdf
from lxml import etree

from reports.paper.blocks import Chart, ChartBar, ChartColour, ChartPart, Document, heading
from reports.paper.render import FORMATS
from reports.paper.render.chart import svg

RATED = tuple(ChartPart(colour.value, colour) for colour in ChartColour if colour is not ChartColour.PLAIN)
CHART = Chart(
    "Open items by portfolio",
    RATED,
    (ChartBar("Crime & <co>", (3, 2, 10, 0)), ChartBar("Local", (0, 0, 1, 1))),
    "Crime & <co>: three Red, two Amber and ten Green. Local: one Green and one Grey.",
)


def file(chart: Chart, extension: str) -> bytes:
    document = Document("Update", "Midshire Police", "JAC", "31 March 2022", (heading(1, "Register"), chart))
    return FORMATS[extension].render(document)


def test_bars_are_as_long_as_their_numbers_and_have_them_in_words_too() -> None:
    drawn = etree.fromstring(svg(CHART, str))
    rows = [(float(each.get("width")), each.get("fill")) for each in drawn.iter("{*}rect")][len(RATED) :]
    said = [each.text for each in drawn.iter("{*}text")]

    unit = (rows[0][0] + 2) / 3
    assert [round((width + 2) / unit) for width, _ in rows] == [3, 2, 10, 1, 1]
    assert [fill for _, fill in rows] == ["#b10e1e", "#b35c00", "#00703c", "#00703c", "#505a5f"]
    assert said[:6] == ["Red (R)", "Amber (A)", "Green (Gn)", "Grey (Gy)", "Crime & <co>", "R 3"]
    assert said[-1] == "2"


def rows_of(chart: Chart) -> list[list[tuple[float, float]]]:
    """The left edge and the width of every part of every bar, bar by bar."""
    found: dict[str, list[tuple[float, float]]] = {}
    drawn = list(etree.fromstring(svg(chart, str)).iter("{*}rect"))
    for each in drawn[len(chart.parts) if len(chart.parts) > 1 else 0 :]:
        found.setdefault(each.get("y"), []).append((float(each.get("x")), float(each.get("width"))))
    return list(found.values())


def test_the_parts_of_a_bar_stand_side_by_side_and_a_small_one_can_still_be_seen() -> None:
    (parts,) = rows_of(Chart("Open", RATED, (ChartBar("Crime", (1, 999, 0, 1000)),), "Words."))

    assert parts == [(0.0, 1.0), (0.3, 291.7), (294.0, 292.0)]


def test_nothing_is_drawn_beside_the_picture_and_no_bar_over_another() -> None:
    drawn = etree.fromstring(svg(CHART, str))
    high, wide = (float(drawn.get(name)) for name in ("height", "width"))
    tops = sorted({float(each.get("y")) for each in drawn.iter("{*}rect")})
    bottom = tops[-1] + 22

    # A figure is about eight units wide, and the longest bar's total stands to its right.
    assert max(float(each.get("x")) + 8 * len(each.text) for each in drawn.iter("{*}text")) <= wide
    assert drawn.get("viewBox") == f"0 0 {wide:.0f} {high:.0f}"
    assert tops == [1.0, 48.0, 102.0]
    assert bottom <= high


def test_the_key_shows_each_part_in_its_own_colour() -> None:
    drawn = list(etree.fromstring(svg(CHART, str)).iter("{*}rect"))[: len(RATED)]

    assert [each.get("fill") for each in drawn] == ["#b10e1e", "#b35c00", "#00703c", "#505a5f"]


def test_a_part_too_narrow_for_its_letter_and_number_has_none_in_it() -> None:
    crowded = Chart("Open", RATED, (ChartBar("Crime", (1, 0, 99, 0)),), "Words.")

    said = [each.text for each in etree.fromstring(svg(crowded, str)).iter("{*}text")]

    assert said[len(RATED) :] == ["Crime", "Gn 99", "100"]


def test_a_long_name_is_cut_and_every_word_is_made_fit_to_be_printed() -> None:
    long = Chart("Open", (ChartPart("Open", ChartColour.PLAIN),), (ChartBar("a" * 90, (1,)),), "Words.")

    said = [each.text for each in etree.fromstring(svg(long, str.upper)).iter("{*}text")]

    assert said == ["A" * 84 + "…", "1"]


def test_a_chart_without_items_can_be_drawn() -> None:
    empty = Chart("Open", (ChartPart("Open", ChartColour.PLAIN),), (ChartBar("Today", (0,)),), "None.")

    assert [each.text for each in etree.fromstring(svg(empty, str)).iter("{*}text")] == ["Today", "0"]


def test_the_web_page_has_the_drawing_with_its_name_and_the_words_under_it() -> None:
    page = file(CHART, "html").decode()

    assert 'role="img" aria-label="Bar chart: Open items by portfolio. The text after it gives every figure."' in page
    assert "<p>Crime &amp; &lt;co&gt;: three Red, two Amber and ten Green. Local: one Green and one Grey.</p>" in page
    assert re.search(r"<svg[^>]*\bstyle=", page) is None


def test_the_word_document_has_a_picture_with_an_alternative_text() -> None:
    with zipfile.ZipFile(io.BytesIO(file(CHART, "docx"))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        (picture,) = [name for name in package.namelist() if name.startswith("word/media/")]
        drawn = package.read(picture)

    (named,) = root.iter("{*}docPr")
    assert named.get("descr") == CHART.alternative
    assert drawn.startswith(b"\x89PNG")
    assert file(CHART, "docx") == file(CHART, "docx")


def test_the_pdf_has_a_figure_with_an_alternative_text() -> None:
    reader = pypdf.PdfReader(io.BytesIO(file(CHART, "pdf")))
    drawn = reader.pages[0].get_contents()

    assert drawn is not None
    assert CHART.alternative.encode() in drawn.get_data()

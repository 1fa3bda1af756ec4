import pytest

from reports.paper.blocks import (
    Audience,
    Document,
    GradeColumn,
    Heading,
    LineBreak,
    Link,
    Marker,
    Rag,
    RagStatus,
    Text,
    emphasis,
    heading,
    plain,
    spans,
    strong,
)


@pytest.mark.parametrize(
    ("marker", "number", "printed"),
    [
        (Marker.DECIMAL, 1, "1."),
        (Marker.BRACKET, 12, "12.)"),
        (Marker.ROMAN, 1, "i."),
        (Marker.ROMAN, 4, "iv."),
        (Marker.ROMAN, 1999, "mcmxcix."),
        (Marker.LETTER, 26, "z."),
        (Marker.LETTER, 27, "aa."),
        (Marker.LETTER, 703, "aaa."),
    ],
)
def test_a_marker_counts_as_word_processors_do(marker, number, printed):
    assert marker.at(number) == printed


def test_a_markers_value_is_how_its_first_item_looks():
    assert [marker.at(1) for marker in Marker] == [marker.value for marker in Marker]


def test_plain_gives_the_words_of_every_kind_of_span_in_order():
    parts = spans("a ", strong("b"), emphasis(" c"), LineBreak(), Link("d", "https://a.test/"), " ", Rag(RagStatus.RED))

    assert plain(parts) == "a b c d Red"


def test_spans_leave_out_empty_words():
    assert spans("", "a", "") == (Text("a"),)


def test_a_heading_keeps_its_number_apart_from_its_words():
    assert heading(1, "Purpose of report", "1.") == Heading(1, (Text("Purpose of report"),), "1.")


@pytest.mark.parametrize(("areas", "total"), [((), "0 areas"), (("a",), "1 area"), (("a", "b"), "2 areas")])
def test_a_grades_total_is_counted_from_its_areas(areas, total):
    assert GradeColumn("Good", areas).total == total


def _document(**facts) -> Document:
    return Document(title="T", force="F", committee="C", meeting_on="1 May 2030", blocks=(), **facts)


def test_an_internal_paper_says_so_before_its_own_notice():
    paper = _document(audience=Audience.INTERNAL, notice="Draft")

    assert paper.notices == ("Internal: not for publication", "Draft")


def test_a_public_paper_without_a_notice_has_none():
    assert _document().notices == ()


def test_the_agenda_line_is_empty_until_there_is_a_number():
    assert (_document().agenda_line, _document(agenda_item="06").agenda_line) == ("", "Agenda Item 06")

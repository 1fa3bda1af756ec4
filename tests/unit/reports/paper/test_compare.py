from dataclasses import replace

import pytest
from hypothesis import given, settings

from reports.paper import compare as module
from reports.paper.blocks import Block, Column, Document, PageBreak, Table, heading, paragraph, spans
from reports.paper.compare import LinePair, Piece, Sort, compare, is_equal
from tests.factories.paper_strategies import documents
from tests.factories.papers import every_block


def document(*blocks: Block, **values: str) -> Document:
    facts = {"title": "HMICFRS Update", "force": "Midshire Police", "committee": "JAC", "meeting_on": "31 March 2022"}
    return Document(**(facts | values), blocks=blocks)  # type: ignore[arg-type]


def sorts(left: Document, right: Document) -> list[Sort]:
    return [pair.sort for pair in compare(left, right)]


@settings(max_examples=15)
@given(documents(), documents())
def test_every_block_of_either_stands_in_exactly_one_pair_in_its_order_and_in_its_words(
    left: Document, right: Document
) -> None:
    pairs = compare(left, right)

    for paper, side in ((left, "left"), (right, "right")):
        blocks = [getattr(pair, side) for pair in pairs if getattr(pair, side) is not None]
        assert blocks == [module.masthead(paper), *paper.blocks]
    for pair in pairs:
        for block, side in ((pair.left, "left"), (pair.right, "right")):
            told = [getattr(line, side) for line in pair.lines if getattr(line, side) is not None]
            lines = [] if block is None else list(module.lines_of(block))
            assert ["".join(piece.text for piece in line) for line in told] == lines


@settings(max_examples=15)
@given(documents())
def test_a_paper_is_equal_to_itself(same: Document) -> None:
    assert is_equal(compare(same, same))


def test_the_words_that_changed_are_marked_and_no_others() -> None:
    (_, pair) = compare(
        document(paragraph("There are nine open items, three of them Red.")),
        document(paragraph("There are ten open items, three of them Red.")),
    )

    assert pair.sort is Sort.CHANGED
    assert pair.lines == (
        LinePair(
            (Piece("There are "), Piece("nine", True), Piece(" open items, three of them Red.")),
            (Piece("There are "), Piece("ten", True), Piece(" open items, three of them Red.")),
        ),
    )


def test_a_block_that_only_one_has_stands_alone() -> None:
    short = document(heading(1, "Purpose"), paragraph("To inform the committee."))
    long = document(heading(1, "Purpose"), paragraph("Something else entirely."), paragraph("To inform the committee."))

    assert sorts(short, long) == [Sort.EQUAL, Sort.EQUAL, Sort.RIGHT, Sort.EQUAL]
    assert sorts(long, short) == [Sort.EQUAL, Sort.EQUAL, Sort.LEFT, Sort.EQUAL]


def test_blocks_of_two_kinds_are_never_one_changed() -> None:
    assert sorts(document(heading(1, "The same words")), document(paragraph("The same words"))) == [
        Sort.EQUAL,
        Sort.LEFT,
        Sort.RIGHT,
    ]


def test_a_table_with_the_same_caption_is_one_changed_row_by_row() -> None:
    def counts(*numbers: str) -> Table:
        rows = tuple((spans(name), spans(number)) for name, number in zip("abc", numbers, strict=True))
        return Table("Open items", (Column(spans("What")), Column(spans("How many"))), rows)

    (_, pair) = compare(document(counts("1", "2", "3")), document(counts("1", "5", "3")))

    assert pair.sort is Sort.CHANGED
    assert [line.is_equal for line in pair.lines] == [True, True, True, False, True]


def test_the_masthead_is_compared_too() -> None:
    (pair,) = compare(document(), document(agenda_item="06"))

    assert pair.sort is Sort.CHANGED
    assert [line.right for line in pair.lines if not line.is_equal] == [(Piece("Agenda item: 06", True),)]


def test_every_kind_of_block_can_be_told_in_lines() -> None:
    changed = replace(every_block(), blocks=())

    assert all(pair.lines for pair in compare(every_block(), changed))


def test_a_very_long_passage_is_marked_whole_where_it_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_COMPARED", 8)

    (_, pair) = compare(
        document(paragraph("Beginning one two three four end")), document(paragraph("Beginning 1 two 3 four end"))
    )

    assert pair.lines[0].left == (Piece("Beginning "), Piece("one two three", True), Piece(" four end"))


def test_many_blocks_with_nothing_in_common_are_paired_by_kind_and_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TRIED", 3)
    left = document(paragraph("One"), paragraph("Two"))
    right = document(paragraph("Three"), PageBreak(), paragraph("Four"))

    assert sorts(left, right) == [Sort.EQUAL, Sort.CHANGED, Sort.LEFT, Sort.RIGHT, Sort.RIGHT]


def test_words_that_changed_side_by_side_are_marked_as_one() -> None:
    (_, pair) = compare(
        document(paragraph("The audit of 15 December 2025 found late calls in the control room.")),
        document(paragraph("The audit of 8 October 2026 found late calls in the control room.")),
    )

    assert pair.lines[0].left == (
        Piece("The audit of "),
        Piece("15 December 2025", True),
        Piece(" found late calls in the control room."),
    )

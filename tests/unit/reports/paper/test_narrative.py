import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper import structure
from reports.paper.blocks import (
    Block,
    BulletList,
    Column,
    Document,
    Emphasis,
    LineBreak,
    Link,
    Marker,
    NumberedList,
    Paragraph,
    Strong,
    Table,
    Text,
    item,
    paragraph,
    plain,
    spans,
    strong,
)
from reports.paper.narrative import blocks_from
from tests.factories.paper_strategies import ANY_TEXT


def test_empty_text_gives_no_blocks():
    assert blocks_from("") == blocks_from(" \n\t\n") == ()


def test_a_blank_line_starts_a_paragraph_and_a_single_line_end_is_a_space():
    assert blocks_from("one\ntwo\n\nthree") == (paragraph("one two"), paragraph("three"))


def test_a_backslash_at_the_end_of_a_line_makes_a_new_line():
    assert blocks_from("one\\\ntwo") == (Paragraph((Text("one"), LineBreak(), Text("two"))),)


def test_emphasis_is_read_and_never_nests_deeper_than_two():
    assert blocks_from("*a* **b** ***c*** **d *e* f**") == (
        Paragraph(
            (
                Emphasis((Text("a"),)),
                Text(" "),
                strong("b"),
                Text(" "),
                Strong((Emphasis((Text("c"),)),)),
                Text(" "),
                strong("d "),
                Strong((Emphasis((Text("e"),)),)),
                strong(" f"),
            )
        ),
    )


def test_lists_are_read_with_their_marker_start_and_nesting():
    assert blocks_from("- a\n- b\n  1. c\n  2. d\n\n3) e\n4) f") == (
        BulletList((item("a"), (paragraph("b"), NumberedList((item("c"), item("d")), Marker.DECIMAL)))),
        NumberedList((item("e"), item("f")), Marker.BRACKET, 3),
    )


def test_a_list_too_deep_stays_text():
    assert blocks_from("- a\n  - b\n    - c\n      - d") == (
        BulletList(((paragraph("a"), BulletList(((paragraph("b"), BulletList((item("c - d"),))),))),)),
    )


@pytest.mark.parametrize("typed", ["2022.", "-", "*", "3)", "0. nought", "20220331. A date"])
def test_what_only_looks_like_a_list_stays_as_typed(typed):
    assert blocks_from(typed) == (paragraph(typed),)


def test_an_item_never_starts_with_another_list():
    assert blocks_from("- - a") == (BulletList((item("- a"),)),)


def test_the_title_of_a_link_joins_its_words():
    assert blocks_from('[report](https://a.test/ "of 2021")') == (
        Paragraph((Link("report (of 2021)", "https://a.test/"),)),
    )


def test_links_lead_to_web_pages_and_e_mail_addresses():
    assert blocks_from("[the *report*](https://a.test/x) [](https://a.test/y)") == (
        Paragraph((Link("the report", "https://a.test/x"), Text(" "), Link("https://a.test/y", "https://a.test/y"))),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "[x](/settings)",
        "![x](https://a.test/x.png)",
        "<https://a.test/>",
        "https://a.test/",
        "<b>bold</b> <script>alert(1)</script> <!-- c -->",
        "# Heading",
        "`code` and ~~struck~~",
        "> quoted",
        "---",
        "{{ 7*7 }} {% load x %} #panic() & ]]> </w:t>",
        "[a]: https://a.test/",
    ],
)
def test_everything_else_stays_text_as_typed(typed):
    assert blocks_from(typed) == (paragraph(typed),)


def test_escapes_and_entities_are_read():
    assert blocks_from(r"\*a\* &amp; &lt;b&gt; &pound;5") == (paragraph("*a* & <b> £5"),)


def test_a_table_takes_its_caption_from_the_line_above():
    table = "| Force | Count |\n|---|---:|\n| **A** | 1 |\n| B |"

    assert blocks_from(f"Table: Forces visited\n\n{table}\n\nAfter") == (
        Table(
            "Forces visited",
            (Column(spans("Force")), Column(spans("Count"), numeric=True)),
            ((spans(strong("A")), spans("1")), (spans("B"), ())),
        ),
        paragraph("After"),
    )


def test_a_table_without_a_caption_names_its_columns():
    (table,) = blocks_from("| Force | Count |\n|---|---|\n| A | 1 |")

    assert isinstance(table, Table)
    assert table.caption == "Table of Force, Count"


def test_a_caption_without_a_table_stays_a_paragraph():
    assert blocks_from("Table: Forces\n\nmore") == (paragraph("Table: Forces"), paragraph("more"))


def test_a_table_in_a_list_stays_text():
    assert blocks_from("- |a|b|\n  |-|-|\n  |1|2|") == (BulletList((item("|a|b| |-|-| |1|2|"),)),)


PIECES = (
    *("- ", "1. ", "2) ", "* ", "  ", "    ", "\n", "\n\n", "*", "**", "[a](", "https://a.test)", "|", "|-|", "\\"),
    *("&lt;", "word", "![", "x ", "Table: "),
)
NARRATIVES = ANY_TEXT | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(NARRATIVES)
def test_any_text_gives_blocks_that_pass_the_structure_check(narrative):
    document = Document("T", "F", "C", "1 May 2030", blocks_from(narrative))

    # what only its author can mend is left to the check: it tells the officer which table or heading
    expected = ("has a column without a heading", "has no rows", "is too long", "more than once")
    problems = [error for error in structure.errors(document) if not any(words in error for words in expected)]
    assert problems == []


@given(NARRATIVES)
def test_no_word_is_lost(narrative):
    narrative = narrative.replace("&", "")  # an entity is another word for its character
    letters = [character for character in narrative if character.isalnum()]

    shown = "".join(_words(blocks_from(narrative)))

    kept = [character for character in shown if character.isalnum()]
    assert all(kept.count(letter) >= letters.count(letter) for letter in set(letters) - set("1234567890httpsatest"))


def _words(found: tuple[Block, ...]) -> list[str]:
    words: list[str] = []
    for block in found:
        match block:
            case Paragraph(parts):
                words.append(plain(parts))
            case BulletList(items) | NumberedList(items):
                words += [word for inner in items for word in _words(inner)]
            case Table():
                words.append(block.caption)
                words += [plain(column.heading) for column in block.columns]
                words += [plain(cell) for row in block.rows for cell in row]
    return words


@pytest.mark.parametrize("piece", ["- ", "*a ", "[a](", "**a", "- a\n", "|a|\n", "> ", "\\", "&", "1. "])
def test_long_and_nasty_text_is_read_in_a_moment(piece):
    blocks_from(piece * (20_000 // len(piece)))

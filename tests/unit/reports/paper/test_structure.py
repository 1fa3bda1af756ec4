import dataclasses

import pytest

from reports.paper.blocks import (
    BulletList,
    Chart,
    ChartBar,
    ChartColour,
    ChartPart,
    Column,
    Document,
    Emphasis,
    GradeColumn,
    GradeGrid,
    KeyValue,
    KeyValueList,
    Link,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Quote,
    Rag,
    RagKey,
    RagMeaning,
    RagStatus,
    Span,
    Strong,
    Table,
    Text,
    heading,
    item,
    paragraph,
    spans,
)
from reports.paper.render import FORMATS
from reports.paper.structure import StructureError, errors, refuse_bad_structure, warnings
from tests.factories.papers import december_2021, every_block

LONG = "x" * 501
LATE = RagMeaning(RagStatus.RED, "late")
LEADS_NOWHERE = Link("x", "ftp://a.test/")
NOWHERE = "the link “x” does not lead to a web page or an e-mail address."
NOT_TOLD_APART = (
    "a chart shows parts that only their place would tell apart: each needs a colour and a letter of its own."
)


def _paper(*blocks, **facts) -> Document:
    masthead = {"title": "T", "force": "F", "committee": "C", "meeting_on": "1 May 2030"}
    return Document(**(masthead | facts), blocks=blocks)


def _table(**changes) -> Table:
    sound = Table("Counts", (Column(spans("Name")), Column(spans("Count"))), ((spans("a"), spans("1")),))
    return dataclasses.replace(sound, **changes)


def _chart(**changes) -> Chart:
    parts = (ChartPart("Red", ChartColour.RED), ChartPart("Green", ChartColour.GREEN))
    bars = (ChartBar("Crime", (2, 13)), ChartBar("Local", (0, 1000)))
    sound = Chart("Open", parts, bars, "Crime: two Red, 13 Green. Local: 1,000 Green.")
    return dataclasses.replace(sound, **changes)


def _nested_list(depth: int) -> BulletList:
    return BulletList((item("a"),)) if depth == 1 else BulletList(((paragraph("a"), _nested_list(depth - 1)),))


def _much_dressed(depth: int) -> Span:
    span: Span = Text("a")
    for _ in range(depth):
        span = Strong((Emphasis((span,)),))
    return span


@pytest.mark.parametrize("document", [december_2021(), every_block()])
def test_a_sound_paper_has_neither_errors_nor_warnings(document):
    assert (errors(document), warnings(document)) == ((), ())


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": " "}, "The paper has no title."),
        ({"force": ""}, "The paper has no force."),
        ({"committee": ""}, "The paper has no committee."),
        ({"meeting_on": ""}, "The paper has no meeting date."),
        ({"marking": ""}, "The paper has no marking."),
        ({"language": ""}, "The paper has no language."),
        ({"language": "English"}, "“English” is not a language such as “en-GB”."),
        ({"notice": LONG}, f"“{LONG[:40]}…” is too long for the top of the paper."),
    ],
)
def test_a_masthead_without_its_facts_is_an_error(facts, sentence):
    assert errors(_paper(**facts)) == (sentence,)


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        ((heading(2, "A"),), "The heading “A” has level 2 but is the first: levels go down one at a time."),
        (
            (heading(1, "A"), heading(3, "B")),
            "The heading “B” has level 3 but follows one of level 1: levels go down one at a time.",
        ),
        ((heading(0, "A"),), "The heading “A” has level 0; levels run from 1 to 4."),
        ((heading(1, " ", "1."),), "A heading of level 1 has no words."),
        ((heading(1, LONG),), f"The heading “{LONG[:40]}…” is too long."),
    ],
)
def test_headings_that_mislead_are_errors(blocks, sentence):
    assert errors(_paper(*blocks)) == (sentence,)


def test_headings_may_come_back_up_by_any_number_of_levels():
    levels = (1, 2, 3, 4, 1, 2)

    assert errors(_paper(*(heading(level, "A") for level in levels))) == ()


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (BulletList(()), "a list has no items."),
        (BulletList(((),)), "a list item has no words of its own."),
        (BulletList((item(" "),)), "a list item has no words of its own."),
        (BulletList(((BulletList((item("a"),)),),)), "a list item has no words of its own."),
        (Note((BulletList(()),)), "a list has no items."),
        (_nested_list(6), "lists stand inside lists more than 5 deep."),
        (NumberedList((item("a"),), start=0), "a list starts at 0; it may start anywhere from 1 to 9999."),
        (Quote(()), "a quotation or note is empty."),
        (_table(caption=""), "a table has no caption."),
        (_table(columns=(Column(spans("Name")), Column(()))), "the table “Counts” has a column without a heading."),
        (
            _table(columns=(Column(spans("Name")), Column(spans("Count"), 0))),
            "the table “Counts” has a column without a width.",
        ),
        (_table(columns=(), rows=((),)), "the table “Counts” has a column without a heading."),
        (_table(rows=()), "the table “Counts” has no rows."),
        (
            _table(rows=((spans("a"),),)),
            "the table “Counts” has a row with more or fewer cells than there are headings.",
        ),
        (
            _table(foot=(spans("a"),)),
            "the table “Counts” has a row with more or fewer cells than there are headings.",
        ),
        (
            _table(rows=(((), spans("1")),), row_headers=True),
            "the table “Counts” has a row whose first cell, which names the row, is empty.",
        ),
        (_table(caption=LONG), f"the table “{LONG[:60]}” has a caption or a heading that is too long."),
        (GradeGrid("", (GradeColumn("Good", ()),)), "a grade grid has no caption."),
        (GradeGrid("c", ()), "a grade grid has no grades, or a grade without a name."),
        (GradeGrid("c", (GradeColumn("", ()),)), "a grade grid has no grades, or a grade without a name."),
        (GradeGrid("c", (GradeColumn("Good", ("",)),)), "a grade grid names an area with no words."),
        (
            GradeGrid("c", (GradeColumn("Good", ("a",)), GradeColumn("Adequate", ("a",)))),
            "a grade grid shows “a” more than once.",
        ),
        (
            GradeGrid("c", (GradeColumn(LONG, ()),)),
            "a grade grid has a caption, a grade or an area with too long a name.",
        ),
        (_chart(caption=""), "a chart lacks a caption, or the words for its figures."),
        (_chart(parts=(), bars=(ChartBar("Crime", ()),)), "a chart has nothing to show."),
        (_chart(bars=()), "a chart has nothing to show."),
        (_chart(bars=(ChartBar("Crime", (2, -1)),)), "a chart has a bar whose numbers do not fit its parts."),
        (_chart(bars=(ChartBar("Crime", (2,)),)), "a chart has a bar whose numbers do not fit its parts."),
        (_chart(bars=(ChartBar("", (2, 13)),)), "a chart has a bar or a part without a name."),
        (_chart(caption=LONG), "a chart has a caption or a name that is too long."),
        (_chart(parts=(ChartPart("Red", ChartColour.RED), ChartPart("Green", ChartColour.RED))), NOT_TOLD_APART),
        (_chart(parts=(ChartPart("Red", ChartColour.RED), ChartPart("Green", ChartColour.PLAIN))), NOT_TOLD_APART),
        *(
            (_chart(words=words), "the words of the chart “Open” do not give every figure of it.")
            for words in (
                "Crime: two Red, 13 Green. Local: Green.",
                "Crime: two Red, 13 Green. Local: 1,000,000 Green.",
                "Crime: two Red, 113 Green. Local: 1,000 Green.",
                "Crime: two Red, thirteenth Green. Local: 1,000 Green.",
                "Crime: two Red, 13 Green. 1,000 Green.",
                "Crime: two, 13 Green. Local: 1,000 Green.",
            )
        ),
        (_table(columns=(Column((LEADS_NOWHERE,)), Column(spans("Count")))), NOWHERE),
        (_table(rows=((spans("a"), (LEADS_NOWHERE,)),)), NOWHERE),
        (_table(foot=(spans("a"), (LEADS_NOWHERE,))), NOWHERE),
        (KeyValueList((KeyValue("Name", (LEADS_NOWHERE,)),)), NOWHERE),
        (Quote(item("a"), (LEADS_NOWHERE,)), NOWHERE),
        (Quote((Paragraph((LEADS_NOWHERE,)),)), NOWHERE),
        (Note((Paragraph((LEADS_NOWHERE,)),)), NOWHERE),
        (KeyValueList(()), "a list of names and values is empty, or a value has no name."),
        (KeyValueList((KeyValue("", spans("a")),)), "a list of names and values is empty, or a value has no name."),
        (KeyValueList((KeyValue(LONG, ()),)), "a name in a list of names and values is too long."),
        (RagKey("", (LATE,)), "the key to ratings lacks a caption, or a rating lacks its meaning."),
        (RagKey("c", ()), "the key to ratings lacks a caption, or a rating lacks its meaning."),
        (
            RagKey("c", (RagMeaning(RagStatus.RED, " "),)),
            "the key to ratings lacks a caption, or a rating lacks its meaning.",
        ),
        (
            RagKey("c", (RagMeaning(RagStatus.RED, LONG),)),
            "the key to ratings has a caption or a meaning that is too long.",
        ),
        (
            RagKey("c", (LATE, RagMeaning(RagStatus.RED, "later"))),
            "the key to ratings explains one rating twice.",
        ),
        (paragraph(Link("", "https://a.test/")), "a link to https://a.test/ has no words."),
        (
            BulletList((item(Strong((Link("x", "javascript:alert(1)"),))),)),
            "the link “x” does not lead to a web page or an e-mail address.",
        ),
        (Paragraph((_much_dressed(3),)), "words are made bold or italic too many times over."),
        (Paragraph((_much_dressed(3000),)), "words are made bold or italic too many times over."),
    ],
)
def test_an_unsound_block_is_an_error_told_under_its_heading(block, sentence):
    assert errors(_paper(heading(1, "Part"), block)) == (f"Under “Part”: {sentence}",)


@pytest.mark.parametrize(
    "block",
    [
        _table(rows=(((), spans("1")),)),
        _chart(parts=(ChartPart("Open", ChartColour.PLAIN),), bars=(ChartBar("May", (0,)),), words="None in May."),
    ],
)
def test_a_table_of_unnamed_rows_and_a_chart_of_one_part_are_sound(block):
    assert errors(_paper(block)) == ()


def test_a_chart_without_words_gives_no_figure_in_words():
    assert errors(_paper(_chart(words=" "))) == (
        "Before the first heading: a chart lacks a caption, or the words for its figures.",
        "Before the first heading: the words of the chart “Open” do not give every figure of it.",
    )


def test_a_block_before_any_heading_is_told_so():
    assert errors(_paper(BulletList(()))) == ("Before the first heading: a list has no items.",)


@pytest.mark.parametrize("words", ["here", "Click here", "https://a.test/", "HTTPS://other.test", "mailto:a@b.test"])
def test_a_link_that_does_not_say_where_it_leads_is_a_warning(words):
    paper = _paper(heading(1, "Part"), paragraph(Link(words, "mailto:a@b.test")))

    assert (errors(paper), warnings(paper)) == ((), (f"Under “Part”: the link “{words}” does not say where it leads.",))


def test_an_empty_paragraph_is_a_warning():
    assert warnings(_paper(paragraph())) == ("Before the first heading: a paragraph is empty.",)


def test_an_empty_cell_is_a_warning():
    table = _table(rows=((spans("a"), ()),))

    assert warnings(_paper(table)) == (
        "Before the first heading: the table “Counts” has an empty cell; say “None” or “Not recorded”.",
    )


@pytest.mark.parametrize("after", [(), (PageBreak(),), (heading(1, "Next"), paragraph("a"))])
def test_a_heading_with_nothing_under_it_is_a_warning(after):
    assert warnings(_paper(heading(1, "Part"), heading(2, "Piece"), *after)) == (
        "The heading “Piece” has nothing under it.",
    )


def test_ratings_without_their_key_are_a_warning():
    table = _table(rows=((spans("a"), (Rag(RagStatus.RED),)),))
    key = RagKey("Key", (RagMeaning(RagStatus.RED, "late"),))

    assert warnings(_paper(table)) == ("The paper prints ratings but not the key that says what they mean.",)
    assert warnings(_paper(table, key)) == ()


def test_a_refusal_carries_every_sentence():
    with pytest.raises(StructureError) as refusal:
        refuse_bad_structure(_paper(BulletList(()), title="", marking=""))

    assert refusal.value.problems == (
        "The paper has no title.",
        "The paper has no marking.",
        "Before the first heading: a list has no items.",
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_refuses_an_unsound_paper(name):
    with pytest.raises(StructureError, match=r"^The paper has no title\.$"):
        FORMATS[name].render(_paper(title=""))

"""Hypothesis strategies: any paper the blocks allow, holding any text at all."""

from hypothesis import strategies as st

from reports.paper.blocks import (
    Audience,
    Block,
    BulletList,
    Chart,
    ChartBar,
    ChartColour,
    ChartPart,
    Column,
    Document,
    Emphasis,
    Flow,
    GradeColumn,
    GradeGrid,
    Heading,
    KeyValue,
    KeyValueList,
    LineBreak,
    Link,
    Marker,
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
    Spans,
    Strong,
    Table,
    TableKind,
    Text,
)

# Lone surrogates, controls and noncharacters too; and what has a meaning in one of the formats.
ANY_TEXT = st.one_of(
    st.text(st.characters(), max_size=40),
    st.text(
        st.sampled_from("\x00\x07\t\n\r\x0b\u2028\ufeff\u202e\ud800\ufffe\u200b\u0301é漢😀\\\"'#$*_<>&{}%[]@=-1.a "),
        max_size=40,
    ),
    st.sampled_from(("", " ", "\\u{41}", '"); panic("x") //', "{{ 7*7 }}", "{% load x %}", "</style>", "]]>", "&amp;")),
)
# The structure check asks for words where a reader needs them.
SOME_WORDS = ANY_TEXT.map(lambda text: f"w{text}")
ADDRESSES = st.sampled_from(("https://a.test/", "http://a.test/?a=1&b=%22#c", "mailto:a@b.test", "https://é.test/漢"))


def _flat_spans(words: st.SearchStrategy[str]) -> st.SearchStrategy[Span]:
    return st.one_of(
        st.builds(Text, words),
        st.builds(Link, SOME_WORDS, ADDRESSES),
        st.builds(Rag, st.sampled_from(RagStatus)),
        st.just(LineBreak()),
    )


def _dressed(inner: st.SearchStrategy[Span]) -> st.SearchStrategy[Span]:
    some = st.lists(inner, max_size=3).map(tuple)
    return st.builds(Strong, some) | st.builds(Emphasis, some)


def spans_of(words: st.SearchStrategy[str] = ANY_TEXT) -> st.SearchStrategy[Spans]:
    return st.lists(st.recursive(_flat_spans(words), _dressed, max_leaves=4), max_size=3).map(tuple)


NAMING_SPANS = st.tuples(st.builds(Text, SOME_WORDS), st.recursive(_flat_spans(ANY_TEXT), _dressed, max_leaves=2))
PARAGRAPHS = st.builds(Paragraph, spans_of())


def _lists(inner: st.SearchStrategy[Flow], least: int = 0) -> st.SearchStrategy[Flow]:
    first = st.builds(Paragraph, NAMING_SPANS).map(lambda block: (block,))
    items = st.lists(st.builds(lambda one, more: one + more, first, inner), min_size=1, max_size=3).map(tuple)
    bullets = st.builds(BulletList, items)
    numbered = st.builds(NumberedList, items, st.sampled_from(Marker), st.integers(1, 9999))
    return st.lists(PARAGRAPHS | bullets | numbered, min_size=least, max_size=2).map(tuple)


FLOW = st.recursive(st.just(()) | PARAGRAPHS.map(lambda block: (block,)), _lists, max_leaves=5)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(st.builds(Column, NAMING_SPANS, st.integers(1, 9), st.booleans()), min_size=1, max_size=4))
    row = st.tuples(NAMING_SPANS, *(spans_of() for _ in columns[1:]))
    return Table(
        draw(SOME_WORDS),
        tuple(columns),
        tuple(draw(st.lists(row, min_size=1, max_size=3))),
        draw(st.just(()) | row),
        draw(st.booleans()),
        draw(st.sampled_from(TableKind)),
    )


@st.composite
def grids(draw: st.DrawFn) -> GradeGrid:
    areas = draw(st.lists(SOME_WORDS, unique=True, max_size=6))
    columns = draw(st.integers(1, 5))
    places = [draw(st.integers(0, columns - 1)) for _ in areas]
    shown = (tuple(area for area, at in zip(areas, places, strict=True) if at == n) for n in range(columns))
    return GradeGrid(
        draw(SOME_WORDS), tuple(GradeColumn(draw(SOME_WORDS), found) for found in shown), draw(st.booleans())
    )


def _key() -> st.SearchStrategy[RagKey]:
    meanings = st.dictionaries(st.sampled_from(RagStatus), SOME_WORDS, min_size=1, max_size=5)
    entries = meanings.map(lambda found: tuple(RagMeaning(status, words) for status, words in found.items()))
    return st.builds(RagKey, SOME_WORDS, entries)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts whose words give every figure, as they must."""
    names = draw(st.lists(SOME_WORDS, min_size=1, max_size=4))
    colours = draw(st.permutations([each for each in ChartColour if each is not ChartColour.PLAIN]))
    if len(names) == 1:
        colours = [draw(st.sampled_from(ChartColour))]
    parts = tuple(ChartPart(name, colour) for name, colour in zip(names, colours, strict=False))
    numbers = st.tuples(*(st.integers(0, 10_000) for _ in parts))
    bars = tuple(draw(st.lists(st.builds(ChartBar, SOME_WORDS, numbers), min_size=1, max_size=4)))
    told = [f"{part.name} {number:,}" for bar in bars for part, number in zip(parts, bar.numbers, strict=True)]
    words = " ".join([draw(SOME_WORDS), *(bar.name for bar in bars), *told])
    return Chart(draw(SOME_WORDS), parts, bars, words)


BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.just(1), NAMING_SPANS, ANY_TEXT),
    PARAGRAPHS,
    _lists(FLOW, least=1).map(lambda flow: flow[0]),
    tables(),
    charts(),
    grids(),
    st.builds(KeyValueList, st.lists(st.builds(KeyValue, SOME_WORDS, spans_of()), min_size=1, max_size=2).map(tuple)),
    st.builds(Quote, _lists(FLOW, least=1), spans_of()),
    st.builds(Note, _lists(FLOW, least=1)),
    _key(),
    st.just(PageBreak()),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document that the structure check lets through."""
    return Document(
        title=draw(SOME_WORDS),
        force=draw(SOME_WORDS),
        committee=draw(SOME_WORDS),
        meeting_on=draw(SOME_WORDS),
        blocks=tuple(draw(st.lists(BLOCKS, max_size=4))),
        subtitle=draw(ANY_TEXT),
        body=draw(ANY_TEXT),
        agenda_item=draw(ANY_TEXT),
        marking=draw(SOME_WORDS),
        notice=draw(ANY_TEXT),
        language=draw(st.sampled_from(("en-GB", "cy"))),
        audience=draw(st.sampled_from(Audience)),
    )

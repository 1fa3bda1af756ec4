"""One of everything that a paper can hold: what each style looks like, and the proof that a template can carry it."""

from reports.paper.blocks import (
    BulletList,
    Column,
    Document,
    GradeColumn,
    GradeGrid,
    KeyValue,
    KeyValueList,
    Link,
    Marker,
    Note,
    NumberedList,
    Quote,
    RagKey,
    RagMeaning,
    RagStatus,
    Table,
    TableKind,
    emphasis,
    heading,
    item,
    paragraph,
    spans,
    strong,
)

_ROWS = (
    (spans("Control room"), spans("Answer calls sooner"), spans("3")),
    (spans("Investigation"), spans("Supervise every inquiry"), spans("12")),
)
_COLUMNS = (Column(spans("Report"), 2), Column(spans("What it asks for"), 3), Column(spans("Open"), 1, numeric=True))

SPECIMEN = Document(
    title="Specimen of the paper",
    subtitle="Every style that a paper uses, one after the other",
    force="The force",
    committee="The committee",
    meeting_on="1 January 2000",
    agenda_item="1",
    notice="Specimen",
    blocks=(
        heading(1, "A heading of level 1", "1."),
        paragraph("Body text, with words that are ", strong("strong"), ", ", emphasis("stressed"), " or ",
                  Link("a link to a page", "https://www.gov.uk/"), "."),
        heading(2, "A heading of level 2", "1.1"),
        BulletList((item("a bulleted list"), (paragraph("with a list in it:"), BulletList((item("one level down"),))))),
        NumberedList((item("a numbered list"), item("of two")), Marker.BRACKET),
        heading(3, "A heading of level 3"),
        Quote(item("A quotation, as a report words it."), spans("Where it is from")),
        Note(item("A note that stands out.")),
        heading(4, "A heading of level 4"),
        KeyValueList((KeyValue("Name", spans("and what it stands for")),)),
        heading(1, "Tables", "2."),
        Table("A table", _COLUMNS, _ROWS, foot=(spans("Altogether"), spans("both reports"), spans("15"))),
        Table("A wide table, set smaller", _COLUMNS, _ROWS, row_headers=True, kind=TableKind.COMPACT),
        GradeGrid("Grades", (GradeColumn("Good", ("Preventing crime", "Treating victims")),
                             GradeColumn("Inadequate", ()))),
        RagKey("What the ratings mean", tuple(RagMeaning(each, f"What {each.value} stands for") for each in RagStatus)),
    ),
)  # fmt: skip

"""Papers to render: one like a real quarterly paper, one with every kind of block in every position, and one with
every kind of section."""

import json
from pathlib import Path

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
    Flow,
    GradeColumn,
    GradeGrid,
    KeyValue,
    KeyValueList,
    LineBreak,
    Link,
    Marker,
    Note,
    NumberedList,
    PageBreak,
    Quote,
    Rag,
    RagKey,
    RagMeaning,
    RagStatus,
    Span,
    Table,
    TableKind,
    emphasis,
    heading,
    item,
    paragraph,
    spans,
    strong,
)
from reports.paper.stored import from_json

GOLDEN = Path(__file__).parents[1] / "golden" / "reports"

KEY = RagKey(
    "What the ratings mean",
    (
        RagMeaning(RagStatus.RED, "The work is late, or will not meet its deadline without a change of plan."),
        RagMeaning(RagStatus.AMBER, "There is a risk to the deadline, with a plan to bring the work back on course."),
        RagMeaning(RagStatus.GREEN, "The work is on course."),
        RagMeaning(RagStatus.BLUE, "The work is complete and has been closed."),
        RagMeaning(RagStatus.GREY, "Not yet allocated to an owner."),
    ),
)

GRID = GradeGrid(
    "PEEL 2021: the eleven graded areas",
    (
        GradeColumn("Outstanding", ()),
        GradeColumn(
            "Good",
            (
                "Preventing crime",
                "Recording data about crime",
                "Treatment of the public",
                "Disrupting serious organised crime",
                "Good use of resources",
            ),
        ),
        GradeColumn("Adequate", ("Responding to the public", "Managing offenders", "Developing a positive workplace")),
        GradeColumn(
            "Requires improvement", ("Investigating crime", "Supporting victims", "Protecting vulnerable people")
        ),
        GradeColumn("Inadequate", ()),
    ),
)


def december_2021() -> Document:
    """A paper of the shape and length of one put to a committee in December 2021, in words of our own."""
    return Document(
        title="HMICFRS Update",
        force="West Midlands Police",
        body="West Midlands Police and Crime Commissioner",
        committee="Joint Audit Committee",
        meeting_on="22 December 2021",
        agenda_item="06",
        blocks=(
            heading(1, "Purpose of report", "1."),
            paragraph("To tell members of the Committee what HMICFRS has inspected and recommended."),
            heading(1, "West Midlands Police PEEL inspection", "2."),
            *_peel(),
            *_summaries(),
            *_follow_up(),
            heading(1, "Thematic inspections", "3."),
            *_thematic(),
            heading(1, "Published inspection reports", "4."),
            *_published(),
            heading(1, "Outstanding recommendations", "5."),
            *_outstanding(),
            paragraph("This report is for the information of the Committee. Members are asked to note its contents."),
            heading(1, "Contact officer"),
            KeyValueList(
                (
                    KeyValue("Name", spans("Inspector Alex Example")),
                    KeyValue("Title", spans("HMICFRS Force Liaison Officer")),
                )
            ),
            heading(1, "Background documents"),
            BulletList(
                (item(Link("PEEL 2021/22: West Midlands Police", "https://hmicfrs.justiceinspectorates.gov.uk/peel")),)
            ),
        ),
    )


def _peel() -> tuple[Block, ...]:
    return (
        paragraph(
            "The 2021 PEEL programme looked at thirteen areas of policing. Eleven were graded. Two are assessed but"
            " never graded: how the force meets the strategic policing requirement, and how it protects the public from"
            " armed threats."
        ),
        paragraph("The grades across the eleven areas are below."),
        GRID,
        Note(
            item(
                "The scale has changed. A fifth grade, ",
                emphasis("Adequate"),
                ", was added in 2021, so these grades cannot be directly compared with those of earlier PEEL reports.",
            )
        ),
        paragraph(
            "The full report is on the ",
            Link("HMICFRS page about West Midlands Police", "https://hmicfrs.justiceinspectorates.gov.uk/wmp"),
            ". This paper picks out what went well and where there is more to do.",
        ),
    )


_AREAS = (
    ("Recording data about crime", "Good"),
    ("Treatment of the public", "Good"),
    ("Preventing crime", "Good"),
    ("Responding to the public", "Adequate"),
    ("Investigating crime", "Requires improvement"),
    ("Protecting vulnerable people", "Requires improvement"),
    ("Managing offenders", "Adequate"),
    ("Disrupting serious organised crime", "Good"),
    ("Strategic policing requirement", "not graded"),
    ("Armed threats", "not graded"),
    ("Developing a positive workplace", "Adequate"),
    ("Good use of resources", "Good"),
)
_FINDING = (
    "Inspectors saw steady progress here since the last visit. The force records 95.49% of crime as it should, and"
    " knows where the remaining gaps are. Demand is high, and the plan that the Deputy Chief Constable leads sets out"
    " who will do what by when, which staff it needs and how members will be able to see that it has worked.",
    "There is more to do. Supervisors do not always look at cases early enough, and victims are not always told what"
    " happens next. A review of capacity is under way, and its first results are expected in the spring.",
)


def _summaries() -> tuple[Block, ...]:
    found: list[Block] = [heading(2, "Business area summary")]
    for name, grade in _AREAS:
        found += [heading(3, f"{name} – graded: {grade}" if grade != "not graded" else f"{name} – not graded")]
        found += [paragraph(finding) for finding in _FINDING]
    return tuple(found)


def _follow_up() -> tuple[Block, ...]:
    return (
        heading(2, "PEEL follow-up"),
        paragraph(
            "The report holds eighteen areas for improvement, counting the ‘soft’ ones in its text. Each is rated,"
            " given to a business-area lead, put on the force risk register where it belongs there, and followed"
            " through the governance boards. The DCC looks at each claim of completion before it goes to HMICFRS."
        ),
    )


def _thematic() -> tuple[Block, ...]:
    return (
        paragraph(
            "A national thematic inspection takes one subject and looks at it in several forces, often about six, to"
            " learn something for all 43."
        ),
        paragraph("Since the last JAC report there has been no thematic inspection of this force. Two are notified:"),
        NumberedList(
            (
                item("Online sexual abuse and sexual exploitation of children: week commencing 7 February 2022."),
                item("Serious youth violence: week commencing 21 February 2022."),
            ),
            Marker.ROMAN,
        ),
    )


def _published() -> tuple[Block, ...]:
    return (
        paragraph(
            "One report has been published: a joint thematic inspection of the criminal justice journey of people with"
            " mental health needs. West Midlands Police was one of the forces inspected. It recommends that forces:"
        ),
        NumberedList(
            (
                item("train every investigator to recognise vulnerability in suspects as well as victims;"),
                item("sample cases closed with outcomes OC10 and OC12 and act on what they show;"),
                item("review how they flag mental health, and what the flags can tell them;"),
                item("make sure that risk is assessed properly for people who attend voluntarily;"),
                item("add prompts about a suspect’s vulnerability to the file forms."),
            ),
            Marker.ROMAN,
        ),
        paragraph("All five are in the recommendations register and with the portfolio leads."),
    )


def _outstanding() -> tuple[Block, ...]:
    names = (
        ("WMP-2021-014", "Dip sampling of outcomes OC10 and OC12", "ACC Crime", RagStatus.AMBER, "31 March 2022"),
        ("WMP-2021-015", "Training on vulnerable suspects", "Director of People", RagStatus.GREEN, "30 June 2022"),
        ("WMP-2016-003", "Supervision of DASH risk assessments", "ACC Security", RagStatus.RED, "Immediately"),
        ("WMP-2021-019", "Prompts on manual of guidance forms", "ACC Crime", RagStatus.GREY, "No date given"),
    )
    rows = tuple(
        (spans(reference), spans(title), spans(owner), (Rag(status),), spans(due))
        for reference, title, owner, status, due in names
    )
    headings = (("Reference", 3), ("Recommendation", 5), ("Owner", 3), ("Rating", 2), ("Due", 3))
    columns = tuple(Column(spans(name), width) for name, width in headings)
    counts = (
        (spans("Open at the last paper"), spans("21")),
        (spans("New"), spans("23")),
        (spans("Closed"), spans("3")),
    )
    return (
        Table("Items by position since the last paper", _count_columns(), counts, foot=_total("41"), row_headers=True),
        Table("Open items from this period", columns, rows, row_headers=True),
        KEY,
    )


def _count_columns() -> tuple[Column, ...]:
    return Column(spans("Position"), 4), Column(spans("Items"), 1, numeric=True)


def _total(count: str) -> tuple[tuple[Span, ...], ...]:
    return spans("Open now"), spans(count)


def every_section() -> Document:
    """The small register's paper for the force itself, as it is kept to compare with."""
    return from_json(json.loads((GOLDEN / "small-register-internal.json").read_text(encoding="utf-8")))


def _long_table() -> Table:
    """A table that goes over several pages."""
    return Table(
        "A long one",
        (Column(spans("Name"), 2), Column(spans("Value"), 3), Column(spans("Count"), 1, numeric=True)),
        tuple((spans(f"row{n}"), spans(f"value{n}", LineBreak(), f"below{n}"), spans(str(n))) for n in range(60)),
        foot=(spans("All"), spans("of them"), spans("60")),
        row_headers=True,
        kind=TableKind.COMPACT,
    )


def every_block() -> Document:
    """Every kind of block and span, nested as deep as they go, with no word twice in a row so that order shows."""
    nested: Flow = (
        paragraph("Item holding ", strong("strong"), " words"),
        paragraph("and a second paragraph"),
        NumberedList((item("alpha"), (paragraph("beta"), BulletList((item("gamma"), item("delta")))))),
    )
    return Document(
        title="Every block",
        subtitle="One of each kind",
        force="Example Constabulary",
        committee="Joint Audit Committee",
        meeting_on="1 April 2030",
        agenda_item="12",
        notice="Draft",
        audience=Audience.INTERNAL,
        blocks=(
            heading(1, "First section", "1."),
            paragraph("Plain, ", emphasis("stressed"), LineBreak(), "new line ", Link("the report", "https://a.test/")),
            heading(2, "Part of it", "1.1"),
            BulletList((nested, item("last bullet"))),
            NumberedList((item("five"), item("six")), Marker.BRACKET, 5),
            NumberedList((item("fresh"), item("count")), Marker.BRACKET),
            heading(3, "Smaller"),
            NumberedList((item("one roman"), item("two roman")), Marker.ROMAN),
            heading(4, "Smallest"),
            NumberedList((item("letter first"), item("letter second")), Marker.LETTER, 26),
            Quote((*item("What was said"), BulletList((item("in parts"),))), spans("The source")),
            Note((*item("Mark this"), NumberedList((item("well"),)))),
            PageBreak(),
            heading(1, "Tables"),
            GRID,
            KEY,
            Chart(
                "Drawn",
                (ChartPart("Red", ChartColour.RED), ChartPart("Green", ChartColour.GREEN)),
                (ChartBar("North", (1, 21)), ChartBar("South", (0, 3))),
                "North: one Red, 21 Green. South: three Green.",
            ),
            PageBreak(),
            _long_table(),
            KeyValueList((KeyValue("Name", spans("A. N. Other")), KeyValue("Title", spans(strong("Officer"))))),
        ),
    )

"""Whatever happens to a register, a paper's prose, its tables and the rows behind them say the same number."""

import random
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from lxml import html

from jac_tracker.dates import NUMBERS, worded_number
from recommendations import actions as recommending
from recommendations.actions import Asked
from recommendations.enums import OPEN, Status
from reports.enums import Check, SectionKind
from reports.models import Paper
from reports.paper.blocks import Audience, Chart, Document, Heading, Table, plain
from reports.paper.build import draw
from reports.paper.checks import Subject
from reports.paper.measure import Balance
from reports.paper.render import FORMATS
from reports.rules.options import TABLES
from tests.factories.checked import NOTHING_BESIDE, found
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.lists import list_of, many_rows, plan_of
from tests.factories.paper_data import lines_of
from tests.factories.people import Cast
from tests.factories.random_register import RandomRegister
from tests.factories.reports import add_section, make_empty_paper, make_meeting
from tests.factories.small_register import CUT_OFF, LAST_TIME, LATER
from tests.unit.reports.paper.render.reading_order import READ, in_document

pytestmark = pytest.mark.django_db
TAKEN_OVER = datetime(2022, 2, 10, 9, tzinfo=UTC)
STEP = timedelta(days=9)  # so many acts lead from before the last meeting to after the cut-off
ACTS_IN_ALL = 16
OF_FIGURES = (Check.BALANCE, Check.AGREEMENT, Check.LISTED)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    """A paper of figures, over two inspections with a report each."""
    make_reference()
    make_meeting(date(2021, 12, 22), at=LAST_TIME)
    for title in ("One", "Two"):
        make_publication(make_inspection(title, at=LAST_TIME), on=date(2021, 11, 1), at=LAST_TIME)
    paper = make_empty_paper(cast, at=LATER)
    everything = {"tables": [name for name, _ in TABLES]}
    add_section(paper, SectionKind.REGISTER_POSITION, "Position", options=everything, at=LATER)
    add_section(paper, SectionKind.SINCE, "Since", at=LATER)
    add_section(paper, SectionKind.OUTSTANDING_RED, "Red", at=LATER)
    add_section(paper, SectionKind.PUBLISHED_REPORTS, "Reports", at=LATER)
    add_section(paper, SectionKind.OPEN_ITEMS, "Appendix", at=LATER)
    return paper


def test_prose_tables_charts_and_rows_agree(cast: Cast, paper: Paper, thorough: bool) -> None:
    for seed in range(500 if thorough else 50):
        with transaction.atomic():
            register = RandomRegister(cast, random.Random(seed), begins=LAST_TIME + timedelta(hours=3), step=STEP)
            for _ in range(ACTS_IN_ALL):
                register.act()
            draft = draw(paper, as_at=CUT_OFF, audience=Audience.PUBLIC)
            check(draft.document, draft.faults)
            check_since(draft.document, draft.figures.balance)
            told = Subject({Audience.PUBLIC: draft, Audience.INTERNAL: draft}, NOTHING_BESIDE)
            assert [words for each in OF_FIGURES for words in found(each, told)] == []
            if thorough or seed < 2:
                check_formats(draft.document)
            transaction.set_rollback(True)


def test_they_agree_on_a_register_that_was_taken_over(cast: Cast, paper: Paper, thorough: bool) -> None:
    sheet = list_of(*many_rows(8))
    asked = Asked(sheet, plan_of(sheet, adds_names=True), "the old list", TAKEN_OVER.date())
    recommending.take_over(asked=asked, by=cast.liaison.actor(TAKEN_OVER.date()), at=TAKEN_OVER)
    for seed in range(100 if thorough else 6):
        with transaction.atomic():
            register = RandomRegister(cast, random.Random(seed), begins=TAKEN_OVER, step=timedelta(days=3))
            for _ in range(ACTS_IN_ALL):
                register.act()
            draft = draw(paper, as_at=CUT_OFF, audience=Audience.PUBLIC)
            check(draft.document, draft.faults)
            check_since(draft.document, draft.figures.balance)
            assert draft.figures.balance.open_before == 6
            told = Subject({Audience.PUBLIC: draft, Audience.INTERNAL: draft}, NOTHING_BESIDE)
            assert [words for each in OF_FIGURES for words in found(each, told)] == []
            transaction.set_rollback(True)


def check(document: Document, faults: tuple[Any, ...]) -> None:
    assert faults == ()
    tables = {block.caption: block for block in document.blocks if isinstance(block, Table)}
    said = [line for block in document.blocks for line in lines_of(block)]
    rows = rows_of(tables.get("Open items"))
    open_now = len(rows)

    for caption in TALLIES:
        if open_now:
            numbers = [int(plain(row[1])) for row in tables[caption].rows]
            assert (sum(numbers), total(tables[caption])) == (open_now, open_now), caption
    by_rating = {row[0]: int(row[1]) for row in rows_of(tables.get("Open items by rating"))}
    assert by_rating == dict(Counter(row[5] for row in rows))
    by_status = {row[0]: int(row[1]) for row in rows_of(tables.get("Open items by status"))}
    assert by_status == dict(Counter(row[6] for row in rows))
    assert set(by_status) <= {status.label for status in OPEN}

    movement = tables["How the number of open items changed"]
    assert sum(signed(plain(row[1])) for row in movement.rows) == total(movement) == open_now

    in_words = worded_number(open_now) if open_now else "no"
    assert any(f"the register held {in_words} open item" in line for line in said)
    late = rows_of(tables.get("Open items past the deadline or internal target"))
    assert any(f"{worded_number(len(late))} of them past the deadline" in line for line in said) is bool(late)

    charts = {block.caption: block for block in document.blocks if isinstance(block, Chart)}
    if open_now:
        by_portfolio = charts["Open items by portfolio and rating"]
        drawn = {bar.name: bar.total for bar in by_portfolio.bars}
        assert drawn == {row[0]: int(row[1]) for row in rows_of(tables["Open items by portfolio"])}
        of_each = [sum(bar.numbers[place] for bar in by_portfolio.bars) for place in range(4)]
        named = [part.name for part in by_portfolio.parts]
        assert {n: number for n, number in zip(named, of_each, strict=True) if number} == by_rating
    over_time = next(chart for caption, chart in charts.items() if "at the last" in caption)
    assert [bar.total for bar in over_time.bars] == [
        int(plain(row[1])) for row in movement.rows if plain(row[0]).startswith("Open at the last")
    ] + [open_now]

    reds = [row for row in rows if row[5] == "Red"]
    told = [b for b in document.blocks if isinstance(b, Heading) and re.match(RED_HEADING, plain(b.spans))]
    assert len(told) == len(reds)
    assert any("No recommendation is currently graded Red." in line for line in said) is not bool(reds)


def check_since(document: Document, balance: Balance) -> None:
    """What the section on the period counts is what the balance counts."""
    said = [line for block in document.blocks for line in lines_of(block)]
    said = said[said.index("# Since") :]
    for done, number in (
        ("closed as complete", dict(balance.closed)[Status.CLOSED_COMPLETE]),
        ("closed as superseded", dict(balance.closed)[Status.CLOSED_SUPERSEDED]),
        ("closed as needing no further action", dict(balance.closed)[Status.CLOSED_NO_FURTHER_ACTION]),
        ("reopened", balance.reopened),
        ("ruled ours again", balance.ours_again),
        ("ruled not ours", dict(balance.ruled_out)[Status.FOR_INFORMATION]),
    ):
        counting = f"{worded_number(number).capitalize()} {'item has' if number == 1 else 'items have'}"
        expected = [f"{counting} been {done}:"] if number else []
        assert [line for line in said if line.endswith(f" been {done}:")] == expected
        if number:
            rows = said[said.index(expected[0]) + 1 :]
            assert [line.startswith("- ") for line in rows[: number + 1]] == [True] * number + [False]
    (new,) = [line for line in said if "been added to the register" in line]
    counts = [word for word in re.findall(r"[a-z]+", new) if word in NUMBERS]
    assert sum(NUMBERS.index(word) for word in counts) == balance.new


def check_formats(document: Document) -> None:
    """Each format tells the document whole, every figure of its prose, tables and charts in its place; and a chart is
    drawn with the numbers of its bars."""
    for name, (read, words) in READ.items():
        assert read(FORMATS[name].render(document)) == in_document(document, words), name
    page = html.document_fromstring(FORMATS["html"].render(document).decode())
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    assert [
        [total.text for total in picture.iterfind(".//text[@font-weight='bold']")] for picture in page.iter("figure")
    ] == [[f"{bar.total:,}" for bar in chart.bars] for chart in charts]


TALLIES = (
    "Open items by rating",
    "Open items by kind",
    "Open items by status",
    "Open items by portfolio",
    "Open items by report",
    "Open items by age of their report",
)
RED_HEADING = r"(Recommendation|Area for improvement|JTAI action): "


def rows_of(table: Table | None) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows] if table else []


def total(table: Table) -> int:
    return int(plain(table.foot[1]))


def signed(number: str) -> int:
    return int(number.replace("−", "-"))

"""Which column is what."""

import pytest

from jac_tracker.sheets import Row, Sheet, Workbook
from recommendations.intake.columns import Field, headings
from recommendations.intake.plan import Plan
from tests.factories.lists import HEADINGS, list_of, row


def test_the_columns_of_a_usual_register_are_found_by_their_headings() -> None:
    guessed = Plan().guess(list_of(row()).rows)

    found = {HEADINGS[column]: each for each, column in guessed.columns.items()}
    assert found == {
        "Ref": Field.REFERENCE,
        "Report": Field.REPORT,
        "Date of report": Field.PUBLISHED_ON,
        "Type": Field.KIND,
        "Number": Field.NUMBER,
        "Title": Field.TITLE,
        "Recommendation text": Field.TEXT,
        "Portfolio": Field.PORTFOLIO,
        "Owner": Field.OWNER,
        "Status": Field.STATUS,
        "RAG status": Field.RAG,
        "Deadline": Field.DEADLINE_ON,
        "Internal target": Field.TARGET_ON,
        "Closed on": Field.CLOSED_ON,
        "Review date": Field.REVIEW_ON,
        "Governance board": Field.BOARD,
        "Update": Field.PROGRESS,
    }


def test_headings_are_found_below_a_title_and_an_empty_row() -> None:
    rows: tuple[Row, ...] = (("HMICFRS register 2021",), (), ("Ref", "Report", "Title"), ("A-1", "PEEL 2021", "x"))

    guessed = Plan().guess(rows)

    assert (guessed.header, guessed.columns) == (2, {Field.REFERENCE: 0, Field.REPORT: 1, Field.TITLE: 2})


@pytest.mark.parametrize(
    ("heading", "each"),
    [
        ("REFERENCE:", Field.REFERENCE),
        ("  Report  title ", Field.REPORT),
        ("Recomendation text", Field.TEXT),
        ("\u200fStatus", Field.STATUS),
        ("RAG_Status", Field.RAG),
        ("Governance Boards", Field.BOARD),
    ],
)
def test_a_heading_is_known_however_it_is_written(heading: str, each: Field) -> None:
    assert Plan().guess(((heading, "Nothing here"), ("x", "y"))).columns == {each: 0}


def test_a_column_without_a_heading_is_known_by_its_words() -> None:
    rows: tuple[Row, ...] = (
        ("Report", None, "Title"),
        *((f"R{n}", ("Red", "Amber", "Green")[n % 3], "x") for n in range(6)),
    )

    assert Plan().guess(rows).columns == {Field.REPORT: 0, Field.RAG: 1, Field.TITLE: 2}


def test_of_two_columns_of_one_heading_the_first_is_taken_and_both_can_be_told_apart() -> None:
    rows: tuple[Row, ...] = (("Title", "title", None), ("a", "b", "c"))

    assert Plan().guess(rows).columns == {Field.TITLE: 0}
    assert headings(rows, 0) == ["Title (column A)", "title (column B)", "Column C"]


@pytest.mark.parametrize("rows", [(), ((),), ((None, 1, 2.5),)])
def test_a_sheet_of_nothing_is_guessed_to_hold_nothing(rows: tuple[Row, ...]) -> None:
    assert Plan().guess(rows).columns == {}


def test_a_list_needs_a_report_and_a_title_or_a_text() -> None:
    assert Plan().wanting() == ["Say which column holds the report.", "Say which column holds the title or the text."]
    assert Plan(columns={Field.REPORT: 0, Field.TEXT: 1}).wanting() == []


def test_what_was_said_of_a_heading_goes_before_what_it_looks_like_wherever_it_stands() -> None:
    first = Sheet("A", (("Report", "Title", "Lead", "Odd"), ("PEEL 2021", "Crime", "Clerk", "A-1")))
    settled = Plan().with_columns({Field.REPORT: 0, Field.TEXT: 1, Field.REFERENCE: 3}, first)
    moved = Sheet("A", (("Odd", "Theme", "Title", "Report", "Lead"), ("A-1", "Crime", "x", "PEEL 2021", "Clerk")))

    _sheet, plan = settled.fitted_to(Workbook((moved,)))

    assert plan.columns == {Field.REFERENCE: 0, Field.THEME: 1, Field.TEXT: 2, Field.REPORT: 3}

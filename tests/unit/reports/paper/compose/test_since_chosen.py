"""What the officer leaves out of, adds to, and limits the section on the time since the last meeting to."""

from datetime import date
from typing import Any

import pytest

from recommendations.enums import Kind
from reports.enums import SectionKind
from reports.paper.data import Change, Matter
from reports.paper.data.plan import AddedRow
from tests.factories.paper_data import (
    change,
    closing,
    composed,
    inspection,
    item,
    lines,
    lines_of,
    publication,
    section,
)

FEBRUARY = date(2022, 2, 1)
NEW = "recommendations or areas for improvement have been added to the register."
FIRST = publication(1, "Youth violence", "7 January 2022")


def since(*changes: Change, options: dict[str, Any], items: Any = ()) -> list[str]:
    return lines(
        SectionKind.SINCE,
        options,
        items=items or tuple(item(n) for n in range(1, 6)),
        inspections=(inspection(1, publications=(FIRST,)),),
        changes=changes,
    )


def test_a_summary_says_how_many_and_not_which() -> None:
    said = since(change(Matter.NEW), closing(2, FEBRUARY), options={"length": "summary"})

    assert not [line for line in said if line.startswith("- ")]
    assert "Since the last JAC, one recommendation has been added to the register." in said
    assert "One item has been closed as complete." in said


def test_a_section_limited_to_kinds_and_portfolios_says_so_and_counts_those_alone() -> None:
    items = (item(1), item(2, kind=Kind.AFI), item(3, portfolio="Local", portfolio_id=2))
    changes = [closing(n, FEBRUARY) for n in (1, 2, 3)]

    said = since(*changes, items=items, options={"item_kinds": ["recommendation"], "portfolios": [1]})

    assert said[0] == "Of items, this section tells only of recommendations in the Crime portfolio."
    assert "One item has been closed as complete:" in said


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"item_kinds": ["afi"]}, "areas for improvement"),
        ({"item_kinds": ["recommendation", "afi"]}, "recommendations and areas for improvement"),
        ({"portfolios": [1]}, "those in the Crime portfolio"),
        ({"portfolios": [2, 1]}, "those in the Crime and Local portfolios"),
        ({"portfolios": [9]}, "those in a portfolio that has no items"),
        ({"portfolios": [8, 9]}, "those in portfolios that have no items"),
        ({"our_parts": ["voluntary"]}, "those from reports in which our part was “Took part voluntarily”"),
        (
            {"our_parts": ["inspected", "data request", "voluntary"]},
            "those from reports in which our part was “Inspected”, “Data request only” or “Took part voluntarily”",
        ),
        (
            {"item_kinds": ["recommendation", "afi"], "portfolios": [1, 2], "our_parts": ["inspected", "voluntary"]},
            "recommendations and areas for improvement in the Crime and Local portfolios, from reports in which our "
            "part was “Inspected” or “Took part voluntarily”",
        ),
        (
            {"portfolios": [1], "our_parts": ["inspected"]},
            "those in the Crime portfolio, from reports in which our part was “Inspected”",
        ),
    ],
)
def test_what_a_section_is_limited_to_is_told_as_it_is_applied(options: dict[str, Any], expected: str) -> None:
    """Each limit narrows the others."""
    items = (item(1), item(2, kind=Kind.AFI), item(3, portfolio="Local", portfolio_id=2))

    assert since(items=items, options=options)[0] == f"Of items, this section tells only of {expected}."


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"kinds": ["custody"]}, "custody inspections"),
        ({"kinds": ["custody", "super-complaint"]}, "custody inspections and super-complaints"),
        ({"our_parts": ["inspected"]}, "those in which our part was “Inspected”"),
        (
            {"kinds": ["custody"], "our_parts": ["inspected", "voluntary"]},
            "custody inspections in which our part was “Inspected” or “Took part voluntarily”",
        ),
    ],
)
def test_a_section_limited_to_kinds_or_parts_says_so_of_inspections(options: dict[str, Any], expected: str) -> None:
    said = since(options=options)

    assert f"Of inspections, this section tells only of {expected}, and of what came of them." in said[:2]
    assert not any(line.startswith("Of inspections") for line in since(options={"portfolios": [1]}))


def officers(*changes: Change, dropped: frozenset[str] = frozenset(), added: tuple[AddedRow, ...] = ()) -> list[str]:
    plan = section(SectionKind.SINCE, "Section", dropped=dropped, added=added)
    made = composed(
        plan,
        items=tuple(item(n) for n in range(1, 4)),
        inspections=(inspection(1, publications=(FIRST,)),),
        changes=changes,
    )
    return [line for block in made.document.blocks for line in lines_of(block)]


def test_what_the_officer_takes_out_is_counted_but_not_listed() -> None:
    changes = [closing(1, FEBRUARY), closing(2, FEBRUARY), change(Matter.NEW, 3)]

    said = officers(*changes, dropped=frozenset({changes[0].key, changes[2].key}))

    assert [line for line in said if "MP-2022-00" in line] == [
        "- MP-2022-002, Review plans (Youth violence): decided by HMICFRS on 1 February 2022"
    ]
    at = said.index("Two items have been closed as complete:")
    assert said[at + 2] == "One of them is not told of further here."
    at = said.index("Since the last JAC, one recommendation has been added to the register.")
    assert said[at + 1] == "This is not told of further here."


def test_what_the_officer_adds_stands_with_its_matter() -> None:
    said = officers(added=(AddedRow(Matter.CLOSED, "A closure is *expected*."), AddedRow(Matter.PHASE, "Scan ends.")))

    assert said[said.index(f"Since the last JAC, no {NEW}") + 1] == "A closure is expected."
    assert said[said.index("## Monitoring") + 1] == "Scan ends."

"""What the buttons of the page do with what was typed: nothing of it is lost without a word."""

from datetime import date
from typing import Any

import pytest

from recommendations.forms.from_report import Typed
from recommendations.rules.report import MOST_ITEMS, MOST_PARTS, Lines, TooMuch, read_report

PUBLISHED = date(2025, 1, 15)
NAMES = ["Northshire Police"]
TEXT = """\
Recommendations

1. Within six months, the force should:

\u2022 plan; and
\u2022 train.

It was busy.

2. The Home Office should pay.

3. The force should write to us.
"""


def typed(text: str = TEXT) -> Typed:
    proposal = read_report(text, published=PUBLISHED, our_names=NAMES)
    return Typed.of(proposal, "", [False] * len(proposal.items))


def texts(page: Typed) -> list[str]:
    return [page.data[f"i{key}-text"] for key in page.items]


def parts(page: Typed, item: str) -> list[str]:
    return [page.data[f"i{item}p{part}-text"] for part in page.parts(item)]


def everything(page: Typed) -> dict[str, Any]:
    return dict(page.data.lists())


def test_a_part_moves_to_the_item_below_and_back() -> None:
    page = typed()

    page.move_part("0", "0", 1)
    below = (parts(page, "0"), parts(page, "1"), page.data["i1p0-deadline_words"])
    page.move_part("1", "0", -1)

    assert below == (["train."], ["plan; and"], "Within six months")
    assert (parts(page, "0"), parts(page, "1")) == (["train.", "plan; and"], [])


def test_a_part_stays_where_there_is_no_item_to_move_it_to() -> None:
    page = typed()
    before = everything(page)

    page.move_part("0", "0", -1)

    assert everything(page) == before


def test_a_part_becomes_an_item_that_its_lead_in_still_speaks_for() -> None:
    page = typed()

    page.free_part("0", "1", PUBLISHED, NAMES)

    assert page.items == ["0", "3", "1", "2"]
    assert parts(page, "0") == ["plan; and"]
    assert (page.data["i3-text"], page.data["i3-deadline_words"], page.data.getlist("i3-addressees")) == (
        "train.", "Within six months", ["our force"],
    )  # fmt: skip


def test_items_that_are_joined_keep_what_each_said() -> None:
    page = typed()
    page.data["i1-doubts"] = "Look at this."

    page.join("1")

    assert texts(page) == [
        "Within six months, the force should:\n\nThe Home Office should pay.", "The force should write to us.",
    ]  # fmt: skip
    assert page.data.getlist("i0-addressees") == ["our force", "home office"]
    assert page.data["i0-doubts"] == "Look at this."
    assert page.lines("i0") == Lines(3, 10)


@pytest.mark.parametrize(
    ("above", "below", "becomes"),
    [("leave", "register", "register"), ("not ours", "register", "register"), ("leave", "not ours", "not ours"),
     ("leave", "leave", "leave")],
)  # fmt: skip
def test_what_is_joined_is_registered_if_either_was_to_be(above: str, below: str, becomes: str) -> None:
    page = typed()
    page.data["i0-becomes"], page.data["i1-becomes"] = above, below

    page.join("1")

    assert page.data["i0-becomes"] == becomes


def test_two_items_in_one_text_are_split_at_an_empty_line() -> None:
    page = typed()
    page.data["i2-text"] = "The force should write to us.\r\n \r\nThe College of Policing should teach."

    page.split("2", PUBLISHED, NAMES)

    assert texts(page)[2:] == ["The force should write to us.", "The College of Policing should teach."]
    assert page.data.getlist("i3-addressees") == ["college"]
    assert page.data["i3-becomes"] == "not ours"


def test_lines_that_were_left_become_an_item_where_they_stand() -> None:
    page = typed()

    assert page.left == [Lines(8, 8)]
    page.take_lines(Lines(8, 8), PUBLISHED, NAMES)

    assert page.items == ["0", "3", "1", "2"]
    assert (page.data["i3-text"], page.lines("i3")) == ("It was busy.", Lines(8, 8))
    assert page.left == []


@pytest.mark.parametrize("lines", [Lines(2, 2), Lines(900, 999_999)])
def test_no_item_is_made_of_lines_without_words(lines: Lines) -> None:
    page = typed()

    page.take_lines(lines, PUBLISHED, NAMES)

    assert len(page.items) == 3


def test_what_there_is_no_room_for_is_refused_and_changes_nothing() -> None:
    page = typed("The force should plan.\n\n" * 1 + "\n\n".join(f"The force should do {n}." for n in range(98)))
    page.add_cause()
    assert len(page.items) + len(page.causes) == MOST_ITEMS
    page.data["i0-text"] = "One.\n\nTwo."
    for _ in range(MOST_PARTS):
        page.add_part("0")
    before = everything(page)

    for change in (
        page.add_item,
        page.add_cause,
        lambda: page.add_part("1"),
        lambda: page.split("0", PUBLISHED, NAMES),
        lambda: page.take_lines(Lines(1, 1), PUBLISHED, NAMES),
    ):
        with pytest.raises(TooMuch, match="There is room for 100 items"):
            change()

    assert everything(page) == before


def test_keys_are_never_used_twice_and_run_out_with_a_sentence() -> None:
    page = typed()
    page.data.setlist("items", ["9999"])

    with pytest.raises(TooMuch):
        page.add_item()

    assert page.items == ["9999"]


def test_what_a_text_holds_twice_begins_as_left_out_the_second_time() -> None:
    page = typed("1. The force should plan.\n\n2. The force should train.\n\n3. The Force should PLAN.\n")

    assert [page.data[f"i{key}-becomes"] for key in page.items] == ["register", "register", "leave"]
    assert page.data["i2-doubts"] == "The same words stand before it, so it begins as left out."

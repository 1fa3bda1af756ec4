from typing import Any

from reports.enums import Matter
from reports.forms import RowsForm

TWO = (("new:1", "MP-1, Calls"), ("new:2", "MP-2, Custody"))
MANY = tuple((f"closed:{number}", f"MP-{number}, Calls") for number in range(13))
TYPED = {"as_shown": "", "why": "It is told elsewhere"}


def form(typed: dict[str, Any] | None = None, **values: Any) -> RowsForm:
    return RowsForm(typed, proposed={Matter.NEW: TWO, Matter.CLOSED: MANY}, added=(), **values)


def test_rows_are_listed_by_what_they_tell_of_and_a_long_list_says_how_many() -> None:
    groups = form(initial={"taken_out": ["closed:3", "closed:4", "new:1"]}).groups

    assert [(group["field"].label, group["is_long"], group["rows"], group["out"]) for group in groups] == [
        ("Added to the register", False, 2, 1),
        ("Closed", True, 13, 2),
    ]


def test_what_is_left_out_is_read_from_every_list() -> None:
    sent = form(TYPED | {"taken_out_7": ["new:2"], "taken_out_8": ["closed:0", "closed:12"]})

    assert sent.is_valid()
    assert sent.taken_out() == {"new:2": Matter.NEW, "closed:0": Matter.CLOSED, "closed:12": Matter.CLOSED}


def test_a_row_is_left_out_of_its_own_list_alone() -> None:
    sent = form(TYPED | {"taken_out_7": ["closed:0"]})

    assert sent.errors == {"taken_out_7": ["Select what to leave out from the list"]}


def test_without_rows_there_is_nothing_to_leave_out() -> None:
    empty = RowsForm(TYPED, proposed={}, added=())

    assert empty.groups == []
    assert empty.is_valid()
    assert empty.taken_out() == {}

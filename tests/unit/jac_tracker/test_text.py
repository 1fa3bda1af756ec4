"""Text as it may enter the register, and labels inside sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jac_tracker.text import clean_line, clean_text, csv_cell, lower_first


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("  both ends \n", "both ends"),
        ("NUL\x00 and bell\x07", "NUL and bell"),
        ("\ufeffa mark, a\u200bzero width, \ud800a surrogate", "a mark, azero width, a surrogate"),
        ("Windows\r\nand old Mac\rlines", "Windows\nand old Mac\nlines"),
        ("two\n\n\n\n\nparagraphs", "two\n\nparagraphs"),
        ("trailing  \nspaces", "trailing\nspaces"),
        ("e\u0301", "é"),
        ("emoji \N{PILE OF POO} and <b> {{ stay }}", "emoji \N{PILE OF POO} and <b> {{ stay }}"),
        ("right \u202eto left", "right to left"),
    ],
)
def test_text_is_kept_without_what_a_database_or_a_file_refuses(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaning_never_fails_and_cleaning_again_changes_nothing(typed: str) -> None:
    once = clean_text(typed)

    assert clean_text(once) == once
    once.encode("utf-8")
    assert "\x00" not in once


def test_a_line_has_no_line_ends() -> None:
    assert clean_line(" one\n two\t three ") == "one two three"


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Closed by HMICFRS", "closed by HMICFRS"), ("PEEL", "PEEL"), ("HMICFRS's list", "HMICFRS's list"), ("", "")],
)
def test_a_label_inside_a_sentence_keeps_its_abbreviations(label: str, inside: str) -> None:
    assert lower_first(label) == inside


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-1", "'-1"),
        ("@DOC", "'@DOC"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ("A - B", "A - B"),
        ("", ""),
    ],
)
def test_no_text_is_a_formula_in_a_spreadsheet(text: str, cell: str) -> None:
    assert csv_cell(text) == cell

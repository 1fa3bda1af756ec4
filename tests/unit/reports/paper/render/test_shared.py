import dataclasses

import pytest

from reports.paper.blocks import Column, GradeColumn, GradeGrid, RagStatus, Table, paragraph, spans, strong
from reports.paper.render.shared import (
    LINES_KEPT_TOGETHER,
    RAG_COLOURS,
    RAG_SHAPES,
    column_shares,
    file_title,
    fits_together,
    grid_fits_together,
    key_words,
    leads_in,
    rag_key_table,
    served_body,
)
from reports.paper.structure import errors
from tests.factories.papers import GRID, KEY, december_2021


def _table(rows: int, words: str = "a") -> Table:
    return Table("T", (Column(spans("A"), 3), Column(spans("B"), 1)), ((spans("x"), spans(words)),) * rows)


@pytest.mark.parametrize(("rows", "fits"), [(LINES_KEPT_TOGETHER - 1, True), (LINES_KEPT_TOGETHER, False)])
def test_a_short_table_is_kept_on_one_page(rows, fits):
    assert fits_together(_table(rows)) is fits


def test_a_narrow_column_counts_for_the_lines_it_takes():
    assert not fits_together(_table(1, "word " * 100))


def test_a_grid_is_kept_on_one_page_unless_a_grade_has_very_many_areas():
    crowded = GradeGrid("G", (GradeColumn("Good", tuple(f"Area {n}" for n in range(60))), GradeColumn("Bad", ())))

    assert (grid_fits_together(GRID), grid_fits_together(crowded)) == (True, False)


def test_columns_share_the_width_as_their_hints_say():
    assert column_shares(_table(1)) == (0.75, 0.25)


def test_the_key_to_ratings_is_a_sound_table_in_the_order_given():
    table = rag_key_table(KEY)

    assert [row[0][0].status for row in table.rows] == list(RagStatus)
    assert errors(dataclasses.replace(december_2021(), blocks=(table,))) == ()


@pytest.mark.parametrize("key", ["Name", "Name:", "Name : "])
def test_a_key_is_printed_with_one_colon(key):
    assert key_words(key) == "Name:"


@pytest.mark.parametrize(
    ("words", "leads"), [(("Two reports: ",), True), (("Two ", strong("reports:")), True), (("Two: both.",), False)]
)
def test_words_that_end_in_a_colon_lead_in_what_follows(words, leads):
    assert leads_in(paragraph(*words)) is leads


def test_the_masthead_names_the_force_where_no_body_is_given():
    paper = december_2021()

    assert served_body(paper) == "West Midlands Police and Crime Commissioner"
    assert served_body(dataclasses.replace(paper, body="")) == "West Midlands Police"


def test_a_file_is_titled_by_what_its_date_and_committee_are():
    assert file_title(december_2021()) == "HMICFRS Update, Joint Audit Committee, 22 December 2021"


def test_every_rating_has_a_shape_and_a_colour_of_its_own():
    assert set(RAG_SHAPES) == set(RAG_COLOURS) == set(RagStatus)
    assert len(set(RAG_SHAPES.values())) == len(set(RAG_COLOURS.values())) == len(RagStatus)


@pytest.mark.parametrize("colour", [*RAG_COLOURS.values(), "1a65a6", "505a5f", "6f777b"])
def test_colours_stand_out_from_white_by_three_to_one(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)

    # relative luminance and contrast as in WCAG 2.2
    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 3

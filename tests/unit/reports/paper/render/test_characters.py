import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper.render.characters import drawable, font_characters, lawful, printable

ANY_CHARACTERS = st.text(st.characters())


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        ("plain – “words” £5 é", "plain – “words” £5 é"),
        ("a\tb\r\nc\nd\u2028e", "a b c d e"),
        ("a\x00b\x07c\x9fd", "a\ufffdb\ufffdc\ufffdd"),
        ("a\ud800b\ufffec\ufdd0", "a\ufffdb\ufffdc\ufffd"),
        ("a\u202eb\u2066c", "a\ufffdb\ufffdc"),
        ("\ufeffa\u200bb\u00adc", "abc"),
        ("漢 😀", "漢 😀"),
    ],
)
def test_html_and_word_carry_what_they_can_and_show_that_something_stood_there(typed, carried):
    assert lawful(typed) == carried


def test_what_prints_is_carried_as_it_is_whatever_stands_beside_it():
    printing = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))

    assert lawful(printing) == printing
    assert lawful(f"{printing}\x00") == f"{printing}\ufffd"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("plain – “words” £5 é Ж Ω", "plain – “words” £5 é Ж Ω"),
        ("e\u0301", "é"),
        ("漢 😀", "□ □"),
        ("𝐀𝐁", "AB"),
        ("1️⃣", "1"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_the_pdf_prints_what_its_font_has_and_a_box_for_the_rest(typed, printed):
    assert printable(typed) == printed


@given(ANY_CHARACTERS)
def test_whatever_is_printed_the_font_has(typed):
    assert {ord(character) for character in printable(typed)} <= font_characters()


@given(ANY_CHARACTERS)
def test_whatever_is_carried_stays_the_same_when_carried_again(typed):
    assert lawful(lawful(typed)) == lawful(typed)


def test_the_font_has_the_characters_a_paper_cannot_do_without():
    assert {ord(character) for character in "AZaz09£€–—‘’“”•…□\ufffd▲●éÉŵŷŴŶ"} <= font_characters()


def test_a_drawing_has_no_letters_that_the_typesetter_cannot_tell_a_reader_of() -> None:
    assert drawable("Crime é e\u0300 x\u030f שלום a\u200db") == "Crime é è x □□□□ ab"

"""What a file is, is read from its bytes, in little memory and in no time."""

import io
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jac_tracker.files import KINDS, NotTaken, look_at, read_elements
from tests.factories.files import JPEG, PDF, PNG, TEXT, office, open_document
from tests.factories.hostile_files import HOSTILE, Hostile

MEGABYTE = 2**20
LARGEST = 20 * MEGABYTE
HONEST = [PDF, PNG, JPEG, TEXT, office("docx"), office("xlsx"), office("pptx"), open_document("text"),
          open_document("spreadsheet")]  # fmt: skip


def read(content: bytes) -> str:
    """The media type of a file, or the sentence that refuses it."""
    try:
        return look_at(io.BytesIO(content), "a", largest=LARGEST).kind.media_type
    except NotTaken as refusal:
        return str(refusal)


def test_every_type_that_is_taken_is_read_from_its_bytes() -> None:
    assert [read(content) for content in HONEST] == [
        "application/pdf", "image/png", "image/jpeg", "text/plain",
        *(f"application/vnd.openxmlformats-officedocument.{kind}" for kind in
          ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")),
        "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
    ]  # fmt: skip
    assert {read(content) for content in HONEST} == set(KINDS)


@pytest.mark.parametrize("hostile", [pytest.param(one, id=name) for name, one in HOSTILE.items()])
def test_a_hostile_file_costs_little(hostile: Hostile) -> None:
    tracemalloc.start()
    begun = time.process_time()

    said = read(hostile.content)

    seconds, (_now, most) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said.startswith(hostile.refused or hostile.media_type) or hostile.refused == "Choose a file"
    assert seconds < 5
    assert most < len(hostile.content) + 16 * MEGABYTE


def test_a_text_of_twenty_megabytes_is_read_piece_by_piece() -> None:
    content = io.BytesIO(b"a < b <on a=\n" * (LARGEST // 13))
    tracemalloc.start()

    kind = look_at(content, "a.txt", largest=LARGEST).kind

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kind.media_type == "text/plain"
    assert most < 4 * MEGABYTE


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    assert read(content) != ""


@given(st.sampled_from(HONEST), st.integers(0, 2**16), st.integers(0, 255))
def test_no_changed_byte_of_an_honest_file_breaks_the_reader(content: bytes, place: int, byte: int) -> None:
    changed = bytearray(content)
    changed[place % len(content)] = byte

    assert read(bytes(changed)) != ""


@given(st.sampled_from(HONEST), st.integers(0, 2**16))
def test_no_honest_file_cut_short_breaks_the_reader(content: bytes, length: int) -> None:
    assert read(content[: length % len(content)]) != ""


@pytest.mark.parametrize("letters", ["punycode", "idna", "undefined", "utf-7", "cp932", "rot13", "x-none"])
def test_markup_in_letters_that_cannot_be_read_is_refused_and_nothing_else_is_raised(letters: str) -> None:
    with pytest.raises(NotTaken):
        read_elements(f'<?xml version="1.0" encoding="{letters}"?><Types/>'.encode(), lambda *_found: None)

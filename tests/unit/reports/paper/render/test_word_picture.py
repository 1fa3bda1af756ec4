"""What of a template's picture goes out: all that is seen, and nothing of who took it, where and with what."""

import pytest
from docx.image.image import Image

from reports.paper.render.word_layout import UnfitBase
from reports.paper.render.word_picture import bare_picture, dots_of
from tests.factories.files import JPEG, PNG
from tests.factories.jpegs import END, JFIF, START, piece, progressive, second_picture, with_restarts
from tests.factories.templates import PLANTED, logo

SECRET = PLANTED.encode()
EXIF = piece(0xE1, b"Exif\x00\x00" + SECRET)


def with_scan(*more: bytes) -> bytes:
    """A picture of one scan, with more pieces between it and the end."""
    return JPEG[:-2] + b"".join(more) + END


@pytest.mark.parametrize("picture", [JPEG, progressive(), with_restarts()], ids=["plain", "progressive", "restarts"])
@pytest.mark.parametrize(
    "behind",
    [b"after", second_picture(EXIF), second_picture(EXIF) * 2, b"\x00" * 40 + second_picture(EXIF), b"\xff\xd9"],
    ids=["words", "a picture", "two", "after a gap", "an end"],
)
def test_what_stands_behind_a_picture_stays_behind(picture: bytes, behind: bytes) -> None:
    assert bare_picture(picture + behind) == picture


@pytest.mark.parametrize(
    "said",
    [
        EXIF,
        piece(0xE1, second_picture(EXIF)),  # a small picture, with an end of its own
        piece(0xE2, b"MPF\x00" + SECRET),
        piece(0xE2, b"ICC_PROFILE\x00\x01\x01" + SECRET),
        piece(0xED, b"Photoshop 3.0\x00" + SECRET),
        piece(0xEF, SECRET),
        piece(0xFE, SECRET),
        piece(0xF0, SECRET),
        piece(0xE0, b"JFXX\x00\x10" + second_picture()),
        piece(0xE0, b"AVI1" + SECRET),
        piece(0xEE, SECRET),
    ],
)
def test_what_programs_write_before_a_scan_or_between_scans_stays_behind(said: bytes) -> None:
    assert bare_picture(START + said + JPEG[2:]) == JPEG
    assert bare_picture(with_scan(said)) == JPEG
    assert bare_picture(progressive(said)) == progressive()


def test_what_fills_the_room_before_a_marker_hides_nothing() -> None:
    assert bare_picture(START + b"\xff\xff" + EXIF + JPEG[2:]) == JPEG
    assert SECRET not in bare_picture(with_scan(b"\xff\xff", EXIF))


def test_of_a_pictures_first_piece_the_size_on_paper_goes_out_and_no_small_copy() -> None:
    bare = START + piece(0xE0, JFIF)
    thumbnail = JFIF[:-2] + b"\x01\x01" + b"abc"

    assert bare_picture(START + piece(0xE0, thumbnail) + JPEG[20:]) == bare + JPEG[20:]


def test_how_the_colours_are_meant_goes_out_alone() -> None:
    adobe = b"Adobe\x00\x64\x00\x00\x00\x00\x02"

    assert bare_picture(START + piece(0xEE, adobe + SECRET) + JPEG[2:]) == START + piece(0xEE, adobe) + JPEG[2:]


@pytest.mark.parametrize("picture", [progressive(EXIF), with_restarts(EXIF)], ids=["progressive", "restarts"])
def test_a_picture_can_be_opened_as_it_goes_out(picture: bytes) -> None:
    made = Image.from_blob(bare_picture(picture + second_picture(EXIF)))

    assert (made.px_width, made.px_height) == dots_of(picture) == (16, 8)


@pytest.mark.parametrize(
    "damaged",
    [
        *(JPEG[:length] for length in (3, 4, 10, 21, 24, 30, len(JPEG) - 1)),
        JPEG[:-2],
        JPEG[:20] + b"\x00" + JPEG[20:],
        START + START + JPEG[2:],
        START + b"\xff\xe1\x00\x01" + JPEG[2:],
        START + b"\xff" * 40,
        progressive()[:-2],
    ],
)
def test_a_damaged_picture_is_refused(damaged: bytes) -> None:
    with pytest.raises(UnfitBase, match=r"^A picture in the template is damaged\.$"):
        bare_picture(damaged)


def test_no_picture_cut_short_or_changed_does_more_than_be_refused() -> None:
    for whole in (progressive(EXIF) + second_picture(EXIF), with_restarts(EXIF), PNG):
        changed = [whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :]
                   for place in range(len(whole)) for flip in (0x01, 0x80, 0xFF)]  # fmt: skip
        for content in (*changed, *(whole[:length] for length in range(len(whole)))):
            for read in (bare_picture, dots_of):
                try:
                    read(content)
                except UnfitBase:
                    continue


def test_how_large_a_picture_is_is_read_from_its_frame() -> None:
    assert (dots_of(logo()), dots_of(PNG), dots_of(progressive())) == ((60, 72), (1, 1), (16, 8))
    without_height = progressive().replace(b"\x08\x00\x08\x00\x10", b"\x08\x00\x00\x00\x10")
    for says_none in (JPEG, PNG[:20], without_height, b"GIF89a"):
        with pytest.raises(UnfitBase):
            dots_of(says_none)

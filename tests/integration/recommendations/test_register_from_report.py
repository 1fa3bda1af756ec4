"""Registering out of a report's text: read, looked through beside its lines, and saved together."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inspections import actions as inspecting
from inspections.actions import Count
from inspections.enums import CountOf
from inspections.models import CauseOfConcern, Publication
from recommendations.enums import Kind, Marking, Status
from recommendations.models import Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.files import word_file
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db

TEXT = """\
Cause of concern

The force does not record crime well

We found many crimes that were not recorded.

Recommendations

Within six months, the force should:

• train every officer; and
• check its records by 1 March 2022.

Recommendation 2

The Home Office should pay for it.

We will come back.

Area for improvement

The force should answer calls sooner.
"""


def page_of(publication: Publication) -> str:
    return f"/publications/{publication.pk}/read/"


def fields(page: str) -> dict[str, Any]:
    """What the page's form would send as it stands, but for its buttons."""
    form = page[page.index('name="source"') - 300 : page.index("</main>")]
    sent: dict[str, list[str]] = {}
    for name, value in _typed(form):
        sent.setdefault(name, []).append(unescape(value))
    return dict(sent)


def _typed(form: str) -> Iterator[tuple[str, str]]:
    for tag in re.finditer(r"<input[^>]*>|<textarea[^>]*>([^<]*)</textarea>|<select.*?</select>", form, re.DOTALL):
        name = re.search(r'name="([^"]+)"', tag[0])
        if name is None:
            continue
        if tag[0].startswith("<select"):
            chosen = re.search(r'<option value="([^"]*)"[^>]*selected', tag[0])
            yield name[1], chosen[1] if chosen else ""
        elif tag[0].startswith("<textarea"):
            yield name[1], (tag[1] or "").removeprefix("\n")
        elif not re.search(r'type="(?:checkbox|radio)"', tag[0]) or " checked" in tag[0]:
            value = re.search(r'value="([^"]*)"', tag[0])
            yield name[1], value[1] if value else ""


def shown(people: People, publication: Publication, text: str = TEXT) -> dict[str, Any]:
    """What the page that shows the proposal would send."""
    return fields(people.liaison.post(page_of(publication), step="read", text=text).content.decode())


def save(people: People, publication: Publication, sent: dict[str, Any], **changes: Any) -> Any:
    return people.liaison.post(page_of(publication), **{**sent, "step": "save", "seen": "on", **changes})


def test_a_report_is_read_looked_through_and_saved_together(
    people: People, cast: Cast, publication: Publication
) -> None:
    sent = shown(people, publication)

    answer = save(people, publication, sent, confirmed="on", **{"i0-title": "Record crime well"})

    assert (answer.status_code, answer["Location"]) == (302, publication.inspection.get_absolute_url())
    one, two, three = Recommendation.objects.order_by("reference")
    cause = CauseOfConcern.objects.get()
    assert (cause.title, cause.text) == (
        "The force does not record crime well",
        "We found many crimes that were not recorded.",
    )
    assert (one.kind, one.title, one.cause, one.status) == (
        Kind.RECOMMENDATION, "Record crime well", cause, Status.AWAITING_ALLOCATION,
    )  # fmt: skip
    assert (one.deadline_words, one.deadline_on, one.deadline_confirmed_by) == (
        "Within six months", date(2022, 7, 7), cast.liaison.user,
    )  # fmt: skip
    assert [(part.letter, part.deadline_on) for part in one.parts.order_by("letter")] == [
        ("a", date(2022, 7, 7)),
        ("b", date(2022, 3, 1)),
    ]
    assert (two.number_in_report, two.addressees, two.status) == ("2", ["home office"], Status.FOR_INFORMATION)
    assert (three.kind, three.cause, three.addressees) == (Kind.AFI, None, ["our force"])
    assert {item.text_source for item in (one, two, three)} == {"report"}


def test_nothing_is_saved_unseen(people: People, publication: Publication) -> None:
    sent = shown(people, publication)

    answer = people.liaison.post(page_of(publication), **{**sent, "step": "save"})

    assert "Tick to confirm: I have looked through each of these" in words(answer.content.decode())
    assert Recommendation.objects.count() == CauseOfConcern.objects.count() == 0


def test_each_item_stands_beside_its_lines_and_what_was_left_is_shown(people: People, publication: Publication) -> None:
    page = words(people.liaison.post(page_of(publication), step="read", text=TEXT).content.decode())

    assert "Lines 9 to 12 of the text Within six months, the force should:" in page
    assert "Line 18, of which no item was made We will come back. Make an item of line 18" in page
    assert page.count("of which no item was made") == 1


def test_all_or_nothing_is_saved(people: People, publication: Publication) -> None:
    sent = shown(people, publication)

    answer = save(people, publication, sent, **{"i2-title": "", "i0p1-letter": "a"})

    page = words(answer.content.decode())
    assert ("Enter a title" in page, "Two parts have the same letter." in page) == (True, True)
    assert Recommendation.objects.count() == CauseOfConcern.objects.count() == 0


def test_what_is_left_out_is_not_asked_and_not_saved(people: People, publication: Publication) -> None:
    sent = shown(people, publication)

    answer = save(people, publication, sent, **{"i1-becomes": "leave", "i1-title": "", "i2-becomes": "leave"})

    assert answer.status_code == 302
    assert [item.title for item in Recommendation.objects.all()] == ["Train every officer"]


def test_what_is_in_the_register_already_is_marked_and_not_doubled(people: People, publication: Publication) -> None:
    save(people, publication, shown(people, publication))

    again = people.liaison.post(page_of(publication), step="read", text=TEXT).content.decode()
    sent = fields(again)
    forced = save(people, publication, sent, **{"i1-becomes": "register"})

    assert words(again).count("It is in the register already.") == 3
    assert [sent[f"i{key}-becomes"] for key in range(3)] == [["leave"]] * 3
    assert sent["c0-becomes"] == ["leave"]
    assert "is in the register already, as MP-2022-002." in words(forced.content.decode())
    assert Recommendation.objects.count() == 3


def test_what_somebody_else_registered_meanwhile_comes_back_marked(
    people: People, cast: Cast, publication: Publication
) -> None:
    sent = shown(people, publication)
    make_recommendation(cast, publication, text="The force should answer calls sooner.")

    overtaken = save(people, publication, sent, **{"i0-title": "My own words"})

    page = overtaken.content.decode()
    assert overtaken.status_code == 409
    assert "Somebody else changed what the register holds of this report" in words(page)
    assert words(page).count("It is in the register already.") == 1
    assert fields(page)["i0-title"] == ["My own words"]
    assert save(people, publication, fields(page), **{"i2-becomes": "leave"}).status_code == 302


def test_what_the_report_says_it_contains_is_held_against_it(
    people: People, cast: Cast, publication: Publication
) -> None:
    counts = [Count(CountOf.RECOMMENDATIONS, 2, of_ours=1), Count(CountOf.AREAS_FOR_IMPROVEMENT, 3)]
    liaison = cast.liaison.actor(TODAY)
    inspecting.set_reported_counts(publication=publication, counts=counts, by=liaison, at=NOON)

    page = words(people.liaison.post(page_of(publication), step="read", text=TEXT).content.decode())

    assert "it has two recommendations, one of them for the police. That agrees: two are to be entered here." in page
    assert (
        "it has three areas for improvement. It does not agree: one is to be entered here, two fewer than it says."
        in page
    )


def test_items_are_joined_split_and_freed(people: People, publication: Publication) -> None:
    def after(step: str, sent: dict[str, Any], **changes: Any) -> dict[str, Any]:
        answer = people.liaison.post(page_of(publication), **{**sent, **changes, "step": step})
        assert answer.status_code == 200
        assert "There is a problem" not in answer.content.decode()
        return fields(answer.content.decode())

    sent = shown(people, publication)
    joined = after("join-1", sent)
    split = after("split-0", joined)
    freed = after("free-0", sent)
    taken = after("take-0", sent)
    more = after("add", after("part-2", sent))
    moved = after("down-0-1", sent)
    own = after("own-0-0", sent)
    left = after("lines-18-18", sent)
    cause = after("cause", sent)

    assert (joined["items"], joined["i0-text"]) == (
        ["0", "2"], ["Within six months, the force should:\n\nThe Home Office should pay for it."],
    )  # fmt: skip
    assert (split["items"], split["i3-text"]) == (["0", "3", "2"], ["The Home Office should pay for it."])
    assert (split["i3-addressees"], split["i3-becomes"]) == (["home office"], ["not ours"])
    assert (freed["items"], freed["i0-becomes"]) == (["0", "3", "4", "1", "2"], ["leave"])
    assert [freed[f"i{key}-deadline_words"] for key in (3, 4)] == [["Within six months"], ["by 1 March 2022"]]
    assert taken["i0-text"] == [
        "Within six months, the force should:\n• train every officer; and\n• check its records by 1 March 2022."
    ]
    assert "i0-parts" not in taken
    assert (more["i2-parts"], more["items"]) == (["0"], ["0", "1", "2", "3"])
    assert (moved["i0-parts"], moved["i1p0-text"]) == (["0"], ["check its records by 1 March 2022."])
    assert (own["i0-parts"], own["items"], own["i3-text"]) == (
        ["1"],
        ["0", "3", "1", "2"],
        ["train every officer; and"],
    )
    assert (left["items"], left["i3-text"], left["left"]) == (["0", "1", "3", "2"], ["We will come back."], [""])
    assert cause["causes"] == ["0", "1"]


def test_what_the_page_has_no_room_for_is_said_and_nothing_is_changed(people: People, publication: Publication) -> None:
    text = "\n\n".join(f"The force should do {number}." for number in range(100))
    sent = shown(people, publication, text)

    answer = people.liaison.post(page_of(publication), **{**sent, "step": "add"})

    page = answer.content.decode()
    assert "There is room for 100 items and causes of concern and 200 parts on this page." in words(page)
    token = "csrfmiddlewaretoken"
    assert fields(page) | {token: ""} == sent | {token: ""}


def test_whom_a_part_is_addressed_to_is_put_right(people: People, publication: Publication) -> None:
    sent = shown(people, publication)

    save(people, publication, sent, **{"i0p1-addressees": ["npcc", "college"], "i0p1-is_ours": "no"})

    part = Recommendation.objects.earliest("reference").parts.get(letter="b")
    assert (part.addressees, part.is_ours) == (["npcc", "college"], False)


def test_a_word_file_is_read(people: People, publication: Publication) -> None:
    file = SimpleUploadedFile("report.docx", word_file())

    page = words(people.liaison.post(page_of(publication), step="read", file=file).content.decode())

    assert "Nothing was found in the text that asks for something." in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Paste the text, or choose a file"),
        ({"text": "a" * 300_001}, "Paste the recommendations of the report must be 300,000 characters or fewer"),
        ({"text": "The force should plan.\n\n" * 101}, "The text holds 101 items, and at most 100 are looked through"),
        ({"text": "It was a good year."}, "Nothing was found in the text that asks for something."),
        ({"text": "a", "file": SimpleUploadedFile("a.txt", b"a")}, "Paste the text or choose a file, not both"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\nno\n%%EOF")}, "The file is damaged or was cut short."),
        ({"file": SimpleUploadedFile("a.exe", b"MZ\x00")}, "The file must be Word (.docx), PDF or plain text"),
    ],
)
def test_what_cannot_be_read_is_said(
    people: People, publication: Publication, sent: dict[str, Any], sentence: str
) -> None:
    for value in sent.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)

    answer = people.liaison.post(page_of(publication), step="read", **sent)

    assert answer.status_code == 200
    assert sentence in words(answer.content.decode())


def test_odd_keys_steps_and_values_do_no_harm(people: People, publication: Publication) -> None:
    sent = shown(people, publication)
    odd = {
        "items": ["0", "0", "x", "99999", "٣", "7"],
        "i0-parts": ["0", "-1", "12"],
        "i0-first": ["9" * 50],
        "i7-kind": ["\x00"],
        "i7-deadline_on_year": ["0"],
        "source": ["a\x00\U0001f600" * 100],
        "marking": ["no"],
    }

    on_items = ("join-0", "join-7", "split-999", "free-7", "take-7", "part-7", "up-0-9", "down-7-0", "own-0-12")
    on_lines = ("lines-0-9", "lines-9-1", "lines-1-999999")
    for step in ("save", "again", "add", "cause", "\x00", *on_items, *on_lines):
        assert people.liaison.post(page_of(publication), **{**sent, **odd, "step": step}).status_code == 200
    assert Recommendation.objects.count() == 0


def test_a_marking_is_that_of_all_of_them(people: People, publication: Publication) -> None:
    save(people, publication, shown(people, publication), marking="official-sensitive")

    assert {item.marking for item in Recommendation.objects.all()} == {Marking.OFFICIAL_SENSITIVE}

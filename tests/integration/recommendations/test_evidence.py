"""Evidence as people add, replace and set it aside."""

import hashlib
from typing import Any

import pytest
from django.conf import settings

from inspections.models import Publication
from recommendations.enums import EvidenceKind, Marking, Status, Verb
from recommendations.models import Evidence, Recommendation, RecommendationEvent, StoredFile
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON
from tests.factories.files import PDF, TEXT, word_file
from tests.factories.people import Cast
from tests.factories.recommendations import make_evidence, make_recommendation, write_claim
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.evidencing import HARMLESS, add, content_of, page_of, stored, typed, upload
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month"), PartAsRead("b", "train")])


# Adding


def test_an_owner_adds_a_file_and_gets_the_same_bytes_back(people: People, cast: Cast, item: Recommendation) -> None:
    sent = typed(
        file=upload("Minutes of 3 March.pdf"), part_letter="b", dated_on_day=1, dated_on_month=2, dated_on_year=2022
    )

    answer = people.owner.post(add(item), **sent)

    assert (answer.status_code, answer["Location"]) == (302, f"{address(item)}claim/"), words(answer.content.decode())
    row = Evidence.objects.get()
    assert (row.number, row.title, row.kind, row.part_letter, row.marking, row.added_by, row.reference) == (
        1, "Minutes of the board", EvidenceKind.MINUTES, "b", Marking.OFFICIAL, cast.owner.user, "",
    )  # fmt: skip
    assert (row.file.name, row.file.sha256, row.file.size, row.file.media_type) == (
        "Minutes of 3 March.pdf", hashlib.sha256(PDF).hexdigest(), len(PDF), "application/pdf",
    )  # fmt: skip
    assert RecommendationEvent.objects.latest("id").verb == Verb.ADD_EVIDENCE
    file = people.owner.get(page_of(item, 1, "file"))
    assert content_of(file) == PDF
    assert {name: file[name] for name in HARMLESS} == HARMLESS
    assert file["Content-Disposition"] == 'attachment; filename="Minutes of 3 March.pdf"'
    assert (file["Content-Type"], file["Content-Length"]) == ("application/pdf", str(len(PDF)))


def test_what_a_file_is_is_read_from_its_bytes(people: People, item: Recommendation) -> None:
    people.owner.post(add(item), **typed(file=upload("picture.png", word_file(), "image/png")))

    row = StoredFile.objects.get()
    assert row.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    file = people.owner.get(page_of(item, 1, "file"))
    assert (file["Content-Type"], file["Content-Disposition"]) == (
        row.media_type, 'attachment; filename="picture.png.docx"',
    )  # fmt: skip


def test_a_reference_needs_no_file_and_one_that_is_sent_beside_it_is_not_kept(
    people: People, item: Recommendation
) -> None:
    before = stored()

    people.owner.post(add(item), **typed(reference="https://docs.force.example/14", file=upload("x.exe", b"MZ\x00")))

    row = Evidence.objects.get()
    assert (row.reference, row.file) == ("https://docs.force.example/14", None)
    assert stored() == before
    assert people.owner.get(page_of(item, 1, "file")).status_code == 404


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Choose a file"),
        ({"held_as": ""}, "Select how it is held"),
        ({"reference": ""}, "Enter a link or a document number"),
        ({"title": "", "reference": "DOC/1"}, "Enter the title"),
        ({"kind": "", "reference": "DOC/1"}, "Select what sort of thing it is"),
        ({"part_letter": "c", "reference": "DOC/1"}, "Select what it proves from the list"),
        ({"dated_on_day": 2, "dated_on_month": 3, "dated_on_year": 2022, "reference": "DOC/1"},
         "Date of the document must be today or in the past"),
        ({"marking": "secret", "reference": "DOC/1"}, "Select the marking from the list"),
        ({"title": "", "file": upload()}, "Choose the file again: it was not kept, because something else has to be "
         "put right first"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_at_its_field(
    people: People, item: Recommendation, sent: dict[str, Any], message: str
) -> None:
    answer = people.owner.post(add(item), **typed(**sent))

    assert answer.status_code == 200
    assert f"Error: {message}" in words(answer.content.decode())
    assert not Evidence.objects.exists()


def test_liaison_cites_the_owners_message_and_the_owner_does_not(people: People, item: Recommendation) -> None:
    refused = people.liaison.post(add(item), **typed(reference="DOC/1"))
    people.liaison.post(add(item), **typed(reference="DOC/1", cites="E-mail of 1 March"))

    assert "Enter which message of the owner's this comes from" in words(refused.content.decode())
    assert [row.cites for row in Evidence.objects.all()] == ["E-mail of 1 March"]
    assert "Owner's message" not in words(people.owner.page(add(item)))


def test_an_item_without_parts_asks_for_none(people: People, cast: Cast, publication: Publication) -> None:
    page = people.owner.page(add(make_recommendation(cast, publication)))

    assert "What it proves" not in words(page)


def test_a_closed_item_takes_no_evidence_and_no_file_is_kept_for_it(
    people: People, cast: Cast, publication: Publication
) -> None:
    closed, before = make_recommendation(cast, publication, Status.CLOSED_COMPLETE), stored()

    answer = people.owner.post(add(closed), **typed(file=upload()))

    assert "“Add evidence” is for an item that is open. This one is closed: complete." in words(answer.content.decode())
    assert (Evidence.objects.count(), stored()) == (0, before)


def test_a_store_that_takes_nothing_is_told_of_at_the_field(
    people: People, item: Recommendation, settings: Any, tmp_path: Any
) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.FILES_ROOT = tmp_path / "file"

    answer = people.owner.post(add(item), **typed(file=upload()))

    assert (answer.status_code, Evidence.objects.count()) == (200, 0)
    assert "The file could not be kept. Try again later" in words(answer.content.decode())


def test_a_file_over_the_limit_is_refused_at_its_field_and_not_taken_in(people: People, item: Recommendation) -> None:
    too_large = upload("large.pdf", PDF + b" " * (settings.LARGEST_FILE + 2**21))

    answer = people.owner.post(add(item), **typed(file=too_large))

    assert answer.status_code == 200
    assert "Error: The file must be 20 MB or smaller. This one is larger." in words(answer.content.decode())
    taken = answer.wsgi_request.FILES["file"].size
    assert settings.LARGEST_FILE < taken <= settings.LARGEST_FILE + 2**16


# Replacing and setting aside


def test_evidence_is_replaced_by_a_row_of_its_own_and_both_stay_to_be_read(
    people: People, item: Recommendation
) -> None:
    people.owner.post(add(item), **typed(file=upload()))

    shown = people.owner.page(page_of(item, 1, "replace"))
    people.owner.post(
        page_of(item, 1, "replace"), **typed(file=upload("new.txt", TEXT), title="Final minutes", reason="A draft.")
    )

    assert "Evidence 1 stays to be read." in words(shown)
    old, new = Evidence.objects.order_by("number")
    assert (new.number, new.replaces, new.title, new.file.media_type) == (2, old, "Final minutes", "text/plain")
    assert content_of(people.owner.get(page_of(item, 1, "file"))) == PDF
    assert content_of(people.owner.get(page_of(item, 2, "file"))) == TEXT
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.why) == (Verb.REPLACE_EVIDENCE, "A draft.")


def test_the_same_file_can_stay_where_something_else_is_put_right(people: People, item: Recommendation) -> None:
    people.owner.post(add(item), **typed(file=upload()))

    people.owner.post(
        page_of(item, 1, "replace"), **typed(held_as="same", title="Minutes, part 2", reason="Wrong title.")
    )

    old, new = Evidence.objects.order_by("number")
    assert (new.title, new.file, StoredFile.objects.count()) == ("Minutes, part 2", old.file, 1)


def test_a_reference_cannot_be_replaced_by_the_same_file(people: People, cast: Cast, item: Recommendation) -> None:
    make_evidence(cast, item, at=NOON)

    answer = people.owner.post(page_of(item, 1, "replace"), **typed(held_as="same", reason="Wrong."))

    assert "Select how it is held from the list" in words(answer.content.decode())


def test_to_replace_an_exhibit_at_a_desk_is_said_to_send_the_claim_back_and_does(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)
    make_evidence(cast, item, at=NOON)
    warning = "The claim names this as an exhibit. To replace it sends the claim back to the first desk"

    assert warning in words(people.owner.page(page_of(item, 1, "replace")))
    assert warning not in words(people.owner.page(page_of(item, 2, "replace")))
    people.owner.post(page_of(item, 1, "replace"), **typed(reference="DOC/2", reason="A draft."))

    item.refresh_from_db()
    assert item.status == Status.WITH_PORTFOLIO_LEAD


def test_set_aside_evidence_stays_to_be_read_and_cannot_be_replaced(people: People, item: Recommendation) -> None:
    people.owner.post(add(item), **typed(file=upload()))

    without_reason = people.owner.post(page_of(item, 1, "set-aside"))
    people.owner.post(page_of(item, 1, "set-aside"), reason="It is of another item.")
    replaced = people.owner.post(page_of(item, 1, "replace"), **typed(reference="DOC/2", reason="A draft."))

    assert "Enter a reason" in words(without_reason.content.decode())
    assert Evidence.objects.get().is_set_aside
    assert "has been replaced or set aside already" in words(replaced.content.decode())
    assert content_of(people.owner.get(page_of(item, 1, "file"))) == PDF


def test_an_exhibit_is_taken_out_of_the_claim_before_it_is_set_aside(
    people: People, cast: Cast, item: Recommendation
) -> None:
    write_claim(cast, item, at=NOON)

    answer = people.owner.post(page_of(item, 1, "set-aside"), reason="It is of another item.")

    assert "The claim names this as an exhibit. Take it out of the claim first." in words(answer.content.decode())
    assert not Evidence.objects.get().is_set_aside

"""The evidence pack: a claim, its exhibits and who signed it, for those who may see it."""

import csv
import hashlib
import io
import re
import zipfile
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.files import FileNotAsKept
from recommendations import actions
from recommendations.enums import Marking, Status
from recommendations.models import Evidence, Recommendation, SignOff
from recommendations.presenters.pack import pack_of
from recommendations.presenters.packing import packed
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.files import PDF, TEXT, kept_file
from tests.factories.people import Cast
from tests.factories.recommendations import make_evidence, make_recommendation, make_update
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.evidencing import FULL, HARMLESS, statuses
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db

CLAIMED_AT = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    """An item claimed with a file, a reference and a sensitive file, and passed by the lead."""
    item = make_recommendation(
        cast, publication, title="=SUM(A1) <b>bold</b>", parts=[PartAsRead("a", "audit"), PartAsRead("b", "train")]
    )
    exhibits = [
        make_evidence(cast, item, "Minutes", reference="", file=kept_file(PDF, "Minutes of May.pdf"), at=NOON),
        make_evidence(cast, item, "-1+1 <script>", reference="@DOC/14", part_letter="b", at=NOON),
        make_evidence(
            cast, item, "Plantedtitle", reference="", file=kept_file(TEXT, "Plantedname.txt"),
            marking=Marking.OFFICIAL_SENSITIVE, dated_on=date(2022, 2, 1), at=NOON,
        ),
    ]  # fmt: skip
    make_evidence(cast, item, "Not an exhibit", reference="DOC/15", at=NOON)
    by = cast.owner.actor(TODAY)
    answers = {"a": "We audit each month.", "b": "+44 people are trained & tested."}
    actions.write_claim(
        recommendation=item, answers=answers, exhibits=exhibits, how_it_will_last="A yearly audit.", by=by, at=NOON
    )
    actions.claim(recommendation=item, by=by, at=CLAIMED_AT)
    actions.pass_claim(recommendation=item, by=cast.lead.actor(TODAY), at=CLAIMED_AT + timedelta(minutes=5))
    return Recommendation.objects.get(pk=item.pk)


@pytest.fixture
def helper(cast: Cast, item: Recommendation, people: People) -> Browser:
    """Somebody who has an action on the item, and so sees it in full, but not what is OFFICIAL-SENSITIVE."""
    given: dict[str, Any] = {"by": cast.owner.actor(TODAY), "at": NOON + timedelta(hours=2)}
    post = cast.other_owner.post
    actions.add_action(recommendation=item, what="Audit", post=post, due_on=date(2022, 5, 1), **given)
    return people.other_owner


def pack_page(item: Recommendation) -> str:
    return f"{address(item)}evidence-pack/"


def pack(browser: Browser, item: Recommendation, **query: str) -> bytes:
    answer: Any = browser.get(pack_page(item), **query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def opened(content: bytes) -> dict[str, bytes]:
    """Name of a file in the zip -> its content, in the order of the zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tables(files: dict[str, bytes]) -> list[list[list[str]]]:
    """The tables of the index in CSV, which stand one below another."""
    found: list[list[list[str]]] = [[]]
    for row in csv.reader(io.StringIO(files["index.csv"].decode("utf-8-sig"))):
        found[-1].append(row) if row else found.append([])
    return [table for table in found if table]


def index(files: dict[str, bytes]) -> str:
    """The words of the index in HTML."""
    body = files["index.html"].decode().split("<body>")[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_a_pack_holds_the_exhibits_of_the_claim_and_an_index(people: People, item: Recommendation) -> None:
    answer: Any = people.liaison.get(pack_page(item))
    files = opened(b"".join(answer.streaming_content))

    assert {name: answer[name] for name in HARMLESS} == HARMLESS
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="MP-2022-001-evidence.zip"'
    assert list(files) == ["index.html", "index.csv", "exhibits/001-Minutes of May.pdf", "exhibits/003-Plantedname.txt"]
    assert files["exhibits/001-Minutes of May.pdf"] == PDF
    assert files["exhibits/003-Plantedname.txt"] == TEXT


def test_the_index_in_csv_says_it_all_and_no_cell_is_a_formula(people: People, item: Recommendation) -> None:
    claim, dates, exhibits, signers = tables(opened(pack(people.liaison, item)))

    assert dict(claim[1:]) == {
        "Item": "MP-2022-001",
        "Title": "'=SUM(A1) <b>bold</b>",
        "Report": item.publication.title,
        "Marking": "OFFICIAL-SENSITIVE",
        "What it says": "The force should record every crime within 24 hours of the report.",
        "Claim": "1",
        "Where it stands": "Claimed",
        "Round of signing": "1",
        "Claimed for": "Force Crime Registrar",
        "Claimed by": "Olive Owner",
        "Answer to part (a)": "We audit each month.",
        "Answer to part (b)": "'+44 people are trained & tested.",
        "How it will last": "A yearly audit.",
    }
    assert dates[1:] == [["Deadline", "No deadline given"], ["Claimed", "1 March 2022 at 1pm"]]
    added = "1 March 2022 at midday"
    assert exhibits[1:] == [
        ["1", "Minutes", "Minutes", "All of the item", "", added, "OFFICIAL", "exhibits/001-Minutes of May.pdf",
         hashlib.sha256(PDF).hexdigest(), str(len(PDF)), ""],
        ["2", "'-1+1 <script>", "Minutes", "Part (b)", "", added, "OFFICIAL", "'@DOC/14", "", "", ""],
        ["3", "Plantedtitle", "Minutes", "All of the item", "1 February 2022", added, "OFFICIAL-SENSITIVE",
         "exhibits/003-Plantedname.txt", hashlib.sha256(TEXT).hexdigest(), str(len(TEXT)), ""],
    ]  # fmt: skip
    assert signers[1:] == [
        ["1", "Portfolio lead", "Passed", "ACC Crime", "Pat Lead", "1 March 2022 at 1.05pm", "",
         SignOff.objects.get().fingerprint],
    ]  # fmt: skip


def test_the_index_in_html_says_the_same_and_nothing_in_it_is_markup_of_the_users(
    people: People, item: Recommendation
) -> None:
    files = opened(pack(people.liaison, item))

    for table in tables(files):
        for row in table[1:]:
            for cell in row[1:]:
                assert cell.removeprefix("'") in index(files)
    assert b"<script" not in files["index.html"]
    assert b"<b>" not in files["index.html"]
    assert b'href="exhibits/001-Minutes%20of%20May.pdf"' in files["index.html"]


def test_the_same_content_gives_the_same_bytes_whoever_asks_and_whenever(
    people: People, cast: Cast, item: Recommendation, clock: Any
) -> None:
    first = pack(people.liaison, item)
    make_update(cast, item, at=NOON + timedelta(hours=3))
    clock(NOON + timedelta(days=40))

    assert pack(people.owner, item) == first


def test_a_pack_goes_to_those_who_see_the_item_in_full(people: People, item: Recommendation) -> None:
    found = statuses(people, pack_page(item))

    assert found == {name: 200 if name in FULL else 403 for name in found}


def test_official_sensitive_exhibits_are_held_back_from_who_may_not_see_them(
    helper: Browser, item: Recommendation
) -> None:
    content = pack(helper, item)
    files = opened(content)

    assert list(files) == ["index.html", "index.csv", "exhibits/001-Minutes of May.pdf"]
    assert tables(files)[2][3] == ["3", "", "", "", "", "", "OFFICIAL-SENSITIVE", "", "", "", "Held back"]
    assert "3 Held back: OFFICIAL-SENSITIVE" in index(files)
    everything = content + b"".join(files.values())
    assert b"Planted" not in everything
    assert TEXT not in everything
    assert hashlib.sha256(TEXT).hexdigest().encode() not in everything


def test_a_claim_that_is_over_keeps_its_exhibits_in_the_pack(people: People, cast: Cast, item: Recommendation) -> None:
    given: dict[str, Any] = {"recommendation": item, "at": NOON + timedelta(hours=3), "why": "Not enough."}
    actions.return_claim(**given, by=cast.liaison.actor(TODAY))

    claim, _dates, exhibits, signers = tables(opened(pack(people.liaison, item)))

    assert ["Where it stands", "Returned"] in claim
    assert [row[0] for row in exhibits[1:]] == ["1", "2", "3"]
    assert [row[1:3] + row[6:7] for row in signers[1:]] == [
        ["Portfolio lead", "Passed", ""],
        ["Liaison", "Returned", "Not enough."],
    ]


def test_an_item_that_was_never_claimed_has_a_pack_of_all_that_stands(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    make_evidence(cast, item, "A draft", at=NOON)
    stays = make_evidence(cast, item, "Final", reference="DOC/2", at=NOON)
    draft = Evidence.objects.get(title="A draft")
    actions.set_aside_evidence(evidence=draft, by=cast.owner.actor(TODAY), at=NOON, why="A draft.")

    files = opened(pack(people.owner, item))

    _claim, _dates, exhibits, signers = tables(files)
    assert [row[1] for row in exhibits[1:]] == [stays.title]
    assert signers[1:] == []
    assert "No claim has been begun." in index(files)


# Files that are not as they were added


@pytest.mark.parametrize(
    ("content", "fault"),
    [(None, "The file is not in the store."), (b"%PDF", "The file in the store is not the one that was added")],
    ids=["missing", "altered"],
)
def test_a_file_that_is_not_as_it_was_added_is_told_of_before_the_pack_and_in_it(
    people: People, item: Recommendation, store: Path, content: bytes | None, fault: str
) -> None:
    key = Evidence.objects.get(number=1).file.key
    path = store / key[:2] / key
    path.unlink() if content is None else path.write_bytes(content)

    told = people.liaison.get(pack_page(item))
    files = opened(pack(people.liaison, item, without="faulty"))

    assert told.status_code == 409
    assert f"Evidence 1, Minutes: {fault}" in words(told.content.decode())
    assert list(files) == ["index.html", "index.csv", "exhibits/003-Plantedname.txt"]
    row = tables(files)[2][1]
    assert (row[7], row[10][: len(fault)]) == ("", fault)
    assert f"Not in this pack. {fault}" in index(files)


def test_a_file_altered_while_the_pack_is_made_breaks_it_off(cast: Cast, item: Recommendation, store: Path) -> None:
    made_up = pack_of(item, cast.liaison.actor(TODAY))
    key = Evidence.objects.get(number=1).file.key
    (store / key[:2] / key).write_bytes(b"%PDF")
    out = io.BytesIO()

    with pytest.raises(FileNotAsKept):
        out.writelines(packed(made_up))

    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(out)


@pytest.mark.parametrize("status", [Status.AWAITING_ALLOCATION, Status.CLOSED_COMPLETE, Status.FOR_INFORMATION])
def test_an_item_without_evidence_has_a_pack_that_says_so(
    people: People, cast: Cast, publication: Publication, status: Status
) -> None:
    files = opened(pack(people.liaison, make_recommendation(cast, publication, status)))

    assert list(files) == ["index.html", "index.csv"]
    assert "Exhibits None." in index(files)

"""manage.py reconcile."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inspections.models import Publication
from jac_tracker.sheets import Cell
from recommendations import actions
from recommendations.enums import HmicfrsStatus, Kind, Status
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.sheets import xlsx
from tests.factories.their_lists import their_cells, their_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hmicfrs.xlsx"


def printed(file: Path, *args: str) -> Any:
    out = io.StringIO()

    call_command("reconcile", str(file), "--dry-run", *args, stdout=out)

    return json.loads(out.getvalue())


def write(file: Path, *rows: dict[str, Cell]) -> None:
    file.write_bytes(xlsx(their_cells(rows)))


def test_the_piles_are_printed_and_nothing_is_written(file: Path, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    actions.record_hmicfrs_status(
        recommendation=item,
        hmicfrs_reference="4001",
        status=HmicfrsStatus.AWAITING_REVIEW,
        by=cast.liaison.actor(TODAY),
        at=NOON,
    )
    write(
        file,
        their_row(Report=publication.title, Recommendation=item.text, Deadline=None),
        their_row(Reference="4002", Recommendation="Publish custody figures."),
        their_row(Reference="4003", Status="Nearly"),
    )
    before = hash_of_all_tables()

    said = printed(file)

    assert said["columns"]["reference"] == "Reference"
    assert {pile: count for pile, count in said["counts"].items() if count} == {"status differs": 1, "theirs only": 1}
    (pair,) = said["piles"]["status differs"]
    assert (pair["ours"]["key"], pair["theirs"]["key"], pair["by_reference"]) == (item.reference, "row 2", True)
    assert said["refused"] == [
        {
            "sheet": "Register",
            "row": 4,
            "column": "E",
            "sentence": "“Nearly” is not a status that HMICFRS is known to use. Say what it means, or mend it.",
        }
    ]
    assert hash_of_all_tables() == before


def test_only_open_items_that_hmicfrs_tracks_are_missed(file: Path, cast: Cast, publication: Publication) -> None:
    embargoed = make_publication(make_inspection("Undercover policing", embargoed=True))
    expected = make_recommendation(cast, publication)
    make_recommendation(cast, publication, kind=Kind.SOFT_AFI, text="Coach new sergeants.")
    make_recommendation(cast, publication, Status.CLOSED_COMPLETE, text="Check cells every hour.")
    make_recommendation(cast, publication, Status.WITHDRAWN, text="Train all in first aid.")
    make_recommendation(cast, embargoed, text="Publish how officers are chosen.")
    actions.set_tracked_through(
        recommendation=make_recommendation(cast, publication, text="Tell each victim of bail."),
        through=expected,
        by=cast.liaison.actor(TODAY),
        at=NOON,
        why="HMICFRS lists both as one.",
    )
    write(file, their_row())

    counts = printed(file)["counts"]

    assert {pile: count for pile, count in counts.items() if count} == {"theirs only": 1, "ours only": 1}


def test_what_is_not_expected_is_found_and_said_but_not_what_was_entered_in_error(
    file: Path, cast: Cast, publication: Publication
) -> None:
    embargoed = make_publication(make_inspection("Undercover policing", embargoed=True))
    items = [
        make_recommendation(cast, publication, kind=Kind.SOFT_AFI, text="Coach new sergeants."),
        make_recommendation(cast, publication, Status.CLOSED_COMPLETE, text="Check cells every hour."),
        make_recommendation(cast, publication, Status.WITHDRAWN, text="Train all in first aid."),
        make_recommendation(cast, embargoed, text="Publish how officers are chosen."),
    ]
    write(
        file,
        *(
            their_row(Reference=f"{n}", Report=item.publication.title, Recommendation=item.text)
            for n, item in enumerate(items)
        ),
    )

    piles = printed(file)["piles"]

    pairs = [pair for pile in piles.values() for pair in pile if pair["ours"] and pair["theirs"]]
    assert {pair["ours"]["key"]: pair["unexpected"] for pair in pairs} == {
        items[0].reference: "untracked",
        items[1].reference: None,
        items[3].reference: "embargoed",
    }
    assert len(piles["theirs only"]) == 1


def test_columns_and_words_can_be_said(file: Path, cast: Cast, publication: Publication) -> None:
    write(file, their_row(Status="Nearly"))

    said = printed(file, "--column", "comment=", "--status", "Nearly=complete")

    assert "comment" not in said["columns"]
    assert [each["theirs"]["status"] for each in said["piles"]["theirs only"]] == ["complete"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ([], "A person decides every row"),
        (["--dry-run", "--status", "Nearly=done"], "There is no status done."),
        (["--dry-run", "--column", "colour=Status"], "There is no field colour."),
        (["--dry-run", "--column", "reference=", "--column", "text="], "Say which column holds"),
        (["--dry-run", "--header", "9"], "there is no row 9."),
    ],
)
def test_what_cannot_be_done_is_refused(
    file: Path, cast: Cast, publication: Publication, args: list[str], sentence: str
) -> None:
    write(file, their_row())

    with pytest.raises(CommandError, match=sentence):
        call_command("reconcile", str(file), *args)

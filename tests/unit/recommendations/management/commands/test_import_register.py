"""manage.py import_register."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jac_tracker.sheets import Cell
from recommendations.enums import Status, Verb
from recommendations.models import Recommendation, RecommendationEvent
from tests.factories.inspections import make_reference
from tests.factories.lists import HEADINGS, cells_of, closed_row, row
from tests.factories.people import Cast
from tests.factories.sheets import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(cast: Cast, tmp_path: Path) -> Path:
    make_reference()
    return tmp_path / "register.xlsx"


def printed(file: Path, *args: str) -> list[str]:
    out = io.StringIO()

    call_command("import_register", str(file), *args, stdout=out)

    return out.getvalue().splitlines()


def write(file: Path, *rows: dict[str, Cell]) -> None:
    file.write_bytes(xlsx(cells_of(rows)))


def test_a_dry_run_says_what_would_become_of_each_row_and_writes_nothing(file: Path) -> None:
    write(file, row(Status="Approved"), closed_row(Ref="WM-2", Number=2))

    lines = printed(file, "--dry-run", "--add-names")

    assert lines[: len(HEADINGS)][-2:] == ["Update: Latest progress", "Colour of folder: not taken over"]
    assert lines[len(HEADINGS)].startswith(
        "Sheet Register, J2: Approved stands on a claim and on what each desk signed"
    )
    assert lines[-3:] == [
        "Report, new here: PEEL 2021",
        "2 rows: 1 new, 0 changed, 0 as it is, 1 refused.",
        "Nothing has been written.",
    ]
    assert not Recommendation.objects.exists()


def test_a_list_is_taken_over_under_the_name_of_its_file(file: Path) -> None:
    write(file, row(), closed_row(Ref="WM-2", Number=2))

    lines = printed(file, "--add-names")

    assert lines[-2:] == ["2 rows: 2 new, 0 changed, 0 as it is, 0 refused.", "2 of 2 rows taken over."]
    assert (
        list(RecommendationEvent.objects.values_list("verb", "why", "by_system"))
        == [(Verb.OPENING_BALANCE, "Taken over from register.xlsx", "import_register")] * 2
    )
    assert [item.status for item in Recommendation.objects.all()] == [Status.IN_PROGRESS, Status.CLOSED_COMPLETE]


def test_columns_are_what_was_said_of_them(file: Path) -> None:
    write(file, row())

    lines = printed(file, "--dry-run", "--add-names", "--column", "theme=Colour of folder", "--column", "progress=")

    assert lines[len(HEADINGS) - 2 : len(HEADINGS)] == ["Update: not taken over", "Colour of folder: Theme"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--sheet", "Other"], "There is no sheet Other. The sheets are: Register."),
        (["--column", "colour=Ref"], "There is no field colour."),
        (["--column", "theme=Colour"], "There is no heading Colour. The headings are: "),
        (["--column", "report="], "Say which column holds the report. Use --column."),
        (["--as-at", "2999-01-01"], "The day of the opening balance cannot be in the future."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(file: Path, args: list[str], sentence: str) -> None:
    write(file, row())

    with pytest.raises(CommandError) as refusal:
        printed(file, *args)

    assert str(refusal.value).startswith(sentence)


def test_a_file_that_is_no_spreadsheet_is_refused(file: Path) -> None:
    file.write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError, match=r"^The file must be a spreadsheet"):
        printed(file)


def test_a_file_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be read: No such file or directory\.$"):
        printed(file)

"""Words removed for good are gone from what was issued too, and what it was can still be proven."""

import hashlib

import pytest

from reports.actions import files_of_documents
from reports.enums import SectionKind
from reports.models import ExpungedValue, IssuedFile, Paper, Release
from reports.paper.render import FORMATS
from reports.paper.stored import from_json
from tests.factories.expunctions import expunge
from tests.factories.inspections import make_reference
from tests.factories.issues import issued, issued_by_hand
from tests.factories.people import Cast
from tests.factories.planting import places_of
from tests.factories.reports import add_section, make_empty_paper

pytestmark = pytest.mark.django_db
NAME = "Zebedee Quarmby"


@pytest.fixture
def paper(cast: Cast) -> Paper:
    make_reference()
    paper = make_empty_paper(cast)
    add_section(paper, SectionKind.NARRATIVE, "Purpose", before=f"{NAME} asked for this.")
    return paper


def test_the_words_are_gone_from_every_document_and_every_file(cast: Cast, paper: Paper) -> None:
    issue = issued(cast, paper)
    files = IssuedFile.objects.filter(copy__issue=issue)
    hashes = {file.pk: hashlib.sha256(bytes(file.content)).hexdigest() for file in files}

    expunge(cast, NAME)

    assert places_of(NAME, "Quarmby") == set()
    assert len(hashes) == 6
    for file in files.all():
        kept = ExpungedValue.objects.get(table="reports.IssuedFile", row=file.pk)
        assert file.is_expunged
        assert hashes[file.pk] == file.sha256 == kept.sha256
        assert hashes[file.pk] in bytes(file.content).decode()
    assert "[expunged" in str(Release.objects.get().content)


def test_what_is_left_is_rendered_again_at_will(cast: Cast, paper: Paper) -> None:
    issue = issued_by_hand(paper, f"{NAME} asked for this.")

    expunge(cast, NAME)

    for copy in issue.copies.all():
        document = from_json(copy.document)
        assert NAME not in str(document)
        assert b"[expunged" in FORMATS["html"].render(document)


@pytest.mark.parametrize("words", ["Paragraph", "PUBLIC", "blocks"])
def test_no_words_take_the_structure_with_them(cast: Cast, paper: Paper, words: str) -> None:
    issue = issued_by_hand(paper, f"{words} Street.")

    expunge(cast, words)

    document = from_json(issue.copies.all()[0].document)
    assert "[expunged" in str(document)


def test_files_of_papers_without_the_words_stay_as_they_are(cast: Cast, paper: Paper) -> None:
    issue = issued_by_hand(paper)

    expunge(cast, NAME)

    assert [file.is_expunged for file in IssuedFile.objects.filter(copy__issue=issue)] == [False, False]


def test_a_file_is_removed_once(cast: Cast, paper: Paper) -> None:
    issued_by_hand(paper, f"{NAME} and Tom Tallis asked for this.")
    expunge(cast, NAME)
    hashes = set(IssuedFile.objects.values_list("sha256", flat=True))

    expunge(cast, "Tom Tallis")

    assert set(ExpungedValue.objects.filter(table="reports.IssuedFile").values_list("sha256", flat=True)) == hashes
    assert ExpungedValue.objects.filter(table="reports.IssuedFile").count() == 2
    assert list(files_of_documents([])) == []

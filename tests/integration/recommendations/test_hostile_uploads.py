"""What is sent with harm in mind is refused at its field, or comes back so that it does none."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT

from inspections.models import Publication
from jac_tracker.files import keys_kept
from recommendations.models import Evidence, Recommendation, StoredFile
from tests.factories.files import JPEG, PDF, PNG, TEXT, office, open_document, word_file
from tests.factories.hostile_files import HOSTILE, Hostile
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.evidencing import HARMLESS
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast, publication: Publication, settings: Any, tmp_path: Any) -> Recommendation:
    """An item whose evidence goes into a store of its own."""
    settings.FILES_ROOT = tmp_path
    return make_recommendation(cast, publication)


@pytest.fixture
def owner(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.owner.user)
    return client


def send(owner: Client, item: Recommendation, content: bytes, name: str, said_to_be: str) -> Any:
    """Send a file as somebody would who writes the request by hand: the name goes as it is."""
    fields = {"title": "Minutes", "kind": "minutes", "marking": "official", "held_as": "file"}
    parts = [f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}' for field, value in fields.items()]
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    head = f'Content-Disposition: form-data; name="file"; filename="{quoted}"\r\nContent-Type: {said_to_be}\r\n\r\n'
    before = "".join(f"--{BOUNDARY}\r\n{part}\r\n" for part in parts)
    body = f"{before}--{BOUNDARY}\r\n{head}".encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return owner.generic("POST", f"{address(item)}add-evidence/", body, MULTIPART_CONTENT)


@pytest.mark.parametrize("hostile", [pytest.param(one, id=name) for name, one in HOSTILE.items() if one.refused])
def test_a_hostile_file_is_refused_at_its_field_and_not_kept(
    owner: Client, item: Recommendation, hostile: Hostile
) -> None:
    answer = send(owner, item, hostile.content, hostile.name, hostile.said_to_be)

    assert answer.status_code == 200
    page = answer.content.decode()
    at_the_field = page.split('id="id_file_error"')[1].split("</div>")[0]
    assert hostile.refused in " ".join(at_the_field.split())
    assert words(page).startswith("There is a problem")
    assert (StoredFile.objects.count(), Evidence.objects.count(), list(keys_kept())) == (0, 0, [])


@pytest.mark.parametrize("hostile", [pytest.param(one, id=name) for name, one in HOSTILE.items() if not one.refused])
def test_a_hostile_file_that_is_taken_comes_back_harmless(
    owner: Client, item: Recommendation, hostile: Hostile
) -> None:
    answer = send(owner, item, hostile.content, hostile.name, hostile.said_to_be)

    assert answer.status_code == 302, words(answer.content.decode())
    kept = StoredFile.objects.get()
    assert not {"/", "\\", "\x00", "\n", "\u202e"} & set(kept.name)
    file = owner.get(f"{address(item)}evidence/1/file/")
    assert b"".join(file.streaming_content) == hostile.content
    assert {name: file[name] for name in HARMLESS} == HARMLESS
    assert (file["Content-Type"], name_of(file)) == (hostile.media_type, hostile.comes_as)


def name_of(file: Any) -> str:
    """The name under which a browser would save the file."""
    kind, _, name = file["Content-Disposition"].partition("; ")
    assert kind == "attachment"
    if name.startswith("filename*=utf-8''"):
        return unquote(name.removeprefix("filename*=utf-8''"))
    return str(name.removeprefix('filename="').removesuffix('"'))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "a.pdf"),
        (PNG, "a.png"),
        (JPEG, "a.jpg"),
        (JPEG, "a.JPEG"),
        (TEXT, "a.txt"),
        (TEXT, "a.csv"),
        (b"\xef\xbb\xbfDate,Count\r\n1 March,2\r\n", "a.csv"),
        (word_file(), "a.docx"),
        (office("xlsx"), "a.xlsx"),
        (office("pptx"), "a.pptx"),
        (office("docx", word__embeddings__chart_dot_xlsx=b"x"), "a.docx"),
        (open_document("text"), "a.odt"),
        (open_document("spreadsheet"), "a.ods"),
    ],
)
def test_an_honest_file_of_every_type_comes_back_under_its_own_name(
    owner: Client, item: Recommendation, content: bytes, name: str
) -> None:
    answer = send(owner, item, content, name, "application/octet-stream")

    assert answer.status_code == 302, words(answer.content.decode())
    file = owner.get(f"{address(item)}evidence/1/file/")
    assert (b"".join(file.streaming_content), name_of(file)) == (content, name)


def test_there_are_sixty_hostile_files_or_more() -> None:
    assert len(HOSTILE) >= 60

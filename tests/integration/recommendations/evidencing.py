"""What the pages of evidence are sent, and what comes back."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jac_tracker import files
from recommendations.models import Recommendation
from tests.factories.files import PDF
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address

# What every file goes out with.
HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# Who sees an item in full, and who no more of it than its headline.
FULL = {"liaison", "owner", "lead", "dcc", "auditor"}
HEADLINE = {"other_owner", "other_lead", "secretary"}


def upload(name: str = "minutes.pdf", content: bytes = PDF, media_type: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, media_type)


def typed(**values: Any) -> dict[str, Any]:
    """What is sent with a file, or with a reference where one is given."""
    given = {"title": "Minutes of the board", "kind": "minutes", "marking": "official"}
    held = {"held_as": "reference"} if "reference" in values else {"held_as": "file"}
    return given | held | values


def page_of(item: Recommendation, number: int, act: str) -> str:
    return f"{address(item)}evidence/{number}/{act}/"


def add(item: Recommendation) -> str:
    return f"{address(item)}add-evidence/"


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def stored() -> list[str]:
    return [key for key, _age in files.keys_kept()]


def statuses(people: People, place: str) -> dict[str, int]:
    names = sorted(FULL | HEADLINE | {"reader", "administrator"})
    return {name: getattr(people, name).get(place).status_code for name in names}

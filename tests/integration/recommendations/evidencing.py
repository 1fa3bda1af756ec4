"""What the pages of evidence are sent, and what comes back."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jac_tracker import files
from recommendations.models import Recommendation
from tests.factories.files import PDF
from tests.integration.recommendations.pages import address


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

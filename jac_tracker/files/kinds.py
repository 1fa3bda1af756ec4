"""The types of file that are taken."""

from dataclasses import dataclass


class NotTaken(Exception):
    """A file that is not taken; the text is a sentence that says why, and what to do instead."""


@dataclass(frozen=True)
class FileKind:
    """A type of file: the name a browser knows it by, ours, and the endings of its names, the usual one first."""

    media_type: str
    label: str
    suffixes: tuple[str, ...]


PDF = FileKind("application/pdf", "PDF", (".pdf",))
PNG = FileKind("image/png", "PNG", (".png",))
JPEG = FileKind("image/jpeg", "JPEG", (".jpg", ".jpeg"))
TEXT = FileKind("text/plain", "plain text", (".txt", ".csv"))

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = FileKind(f"{_OFFICE}.wordprocessingml.document", "Word (.docx)", (".docx",))
XLSX = FileKind(f"{_OFFICE}.spreadsheetml.sheet", "Excel (.xlsx)", (".xlsx",))
PPTX = FileKind(f"{_OFFICE}.presentationml.presentation", "PowerPoint (.pptx)", (".pptx",))

_OPEN = "application/vnd.oasis.opendocument"
ODT = FileKind(f"{_OPEN}.text", "OpenDocument text (.odt)", (".odt",))
ODS = FileKind(f"{_OPEN}.spreadsheet", "OpenDocument spreadsheet (.ods)", (".ods",))

KINDS = {kind.media_type: kind for kind in (PDF, PNG, JPEG, TEXT, DOCX, XLSX, PPTX, ODT, ODS)}


def kinds_in_words() -> str:
    """The types that are taken, as a sentence lists them."""
    return "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, plain text or CSV"

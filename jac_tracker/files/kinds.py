"""The types of file that are taken."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    """A type of file: the name a browser knows it by, ours, the endings of its names, the usual one first, and what it
    and its like are called together."""

    media_type: str
    label: str
    suffixes: tuple[str, ...]
    family: str


PDF = FileKind("application/pdf", "PDF", (".pdf",), "PDF")
PNG = FileKind("image/png", "PNG", (".png",), "PNG")
JPEG = FileKind("image/jpeg", "JPEG", (".jpg", ".jpeg"), "JPEG")
TEXT = FileKind("text/plain", "plain text", (".txt", ".csv"), "plain text or CSV")

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = FileKind(f"{_OFFICE}.wordprocessingml.document", "Word (.docx)", (".docx",), "Word")
XLSX = FileKind(f"{_OFFICE}.spreadsheetml.sheet", "Excel (.xlsx)", (".xlsx",), "Excel")
PPTX = FileKind(f"{_OFFICE}.presentationml.presentation", "PowerPoint (.pptx)", (".pptx",), "PowerPoint")

_OPEN = "application/vnd.oasis.opendocument"
ODT = FileKind(f"{_OPEN}.text", "OpenDocument text (.odt)", (".odt",), "OpenDocument")
ODS = FileKind(f"{_OPEN}.spreadsheet", "OpenDocument spreadsheet (.ods)", (".ods",), "OpenDocument")

KINDS = {kind.media_type: kind for kind in (PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TEXT)}


def kinds_in_words() -> str:
    """The types that are taken, as a sentence lists them."""
    return ", ".join(dict.fromkeys(kind.family for kind in KINDS.values()))

"""Whether a file is a Word document at all; and what would be one, where it is not."""

from typing import IO

from jac_tracker.files import DOCX, Looked, NotTaken, Why, look_at

LARGEST_TEMPLATE = 5 * 1024 * 1024
_TAIL = "and choose that."

NOT_WORD = "The template must be a Word document (.docx). Open it in Word, save it as “Word Document (.docx)”, " + _TAIL
WORD_TEMPLATE = (
    "This is a Word template (.dotx), or one of another program. Open it in Word, save it as “Word Document (.docx)”, "
    + _TAIL
)
WITH_MACROS = (
    "This document holds macros (.docm), or files that can run. Save it in Word as “Word Document (.docx)”, which "
    "leaves them out, " + _TAIL
)
LOCKED = (
    "This document is protected by a password. In Word, take it away under File, Info, Protect Document, save the "
    "document, " + _TAIL
)
OLD_WORD = "This is a document of an older Word (.doc). Open it in Word, save it as “Word Document (.docx)”, " + _TAIL
ARCHIVE = "This is a zip file, not a Word document, whatever its name says. Choose the .docx itself."
DAMAGED = "This document is damaged or was cut short. Open it in Word, save it again, " + _TAIL
OVERFULL = (
    "This document unpacks to more than is taken. Save a copy with the letterhead alone, without its text and large "
    "pictures, " + _TAIL
)
_INSTEAD = {
    Why.OFFICE_TEMPLATE: WORD_TEMPLATE,
    Why.MACROS: WITH_MACROS,
    Why.PASSWORD: LOCKED,
    Why.NOT_A_DOCUMENT: ARCHIVE,
    Why.BROKEN: DAMAGED,
    Why.TOO_FULL: OVERFULL,
}


def look_at_template(content: IO[bytes], name: str, *, largest: int = LARGEST_TEMPLATE) -> Looked:
    """The file, known by its bytes to be a Word document without macros. `largest` is in bytes. Raises NotTaken with a
    sentence that says what would be right."""
    try:
        looked = look_at(content, name, largest=largest)
    except NotTaken as refusal:
        raise NotTaken(refusal.why, _sentence(refusal, content)) from refusal
    if looked.kind is not DOCX:
        raise NotTaken(Why.OTHER, f"This is {looked.kind.label}. {NOT_WORD}")
    return looked


def _sentence(refusal: NotTaken, content: IO[bytes]) -> str:
    if refusal.why in (Why.EMPTY, Why.LARGE):
        return str(refusal)
    if refusal.why is Why.OLD_OFFICE:
        content.seek(0)
        streams = content.read()  # of the older file format, which names its streams in letters of two bytes
        if "EncryptedPackage".encode("utf-16-le") in streams:
            return LOCKED
        return OLD_WORD if "WordDocument".encode("utf-16-le") in streams else NOT_WORD
    return _INSTEAD.get(refusal.why, NOT_WORD)

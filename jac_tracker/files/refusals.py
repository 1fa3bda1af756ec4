"""Why a file is not taken."""

from enum import Enum

from jac_tracker.files.kinds import kinds_in_words


class Why(Enum):
    """A reason, and the sentence that says it and what to do instead."""

    EMPTY = "The file is empty."
    LARGE = "The file is too large."
    OTHER = f"The file must be {kinds_in_words()}."
    OLD_OFFICE = (
        "The file is an e-mail, is protected by a password or is from an old Office. Save it as PDF, or as .docx, "
        ".xlsx or .pptx without a password."
    )
    BROKEN = "The file is damaged or was cut short. Save it again, and choose it again."
    MACROS = "The file holds macros or other files that can run. Save it without them, or as PDF."
    TOO_FULL = "The file unpacks to more than is taken. Save it as PDF, or give a reference to where it is kept."
    PASSWORD = "The file is protected by a password. Save it without one."
    OFFICE_TEMPLATE = "The file is a template, not a document. Open it, save it as a document, and choose that."
    NOT_A_DOCUMENT = "The file is an archive, not a document. Add the documents in it one by one."
    TWO_THINGS = "The file is two files in one. Save it again, and choose it again."
    NOT_TEXT = "The file holds something that is not text. Save it as plain text in UTF-8, or as PDF."
    MARKUP = "The file holds a web page or a script. Save it as PDF."


class NotTaken(Exception):
    """A file that is not taken: `why`, and as its text that reason's sentence, or another in its place."""

    def __init__(self, why: Why, sentence: str = "") -> None:
        super().__init__(sentence or why.value)
        self.why = why

"""What is no Word document is told what would be one, whatever its name says."""

import io

import pytest

from jac_tracker.files import DOCX, NotTaken, Why
from reports.paper.template import looking, parts
from reports.paper.template.looking import (
    ARCHIVE,
    DAMAGED,
    LOCKED,
    NOT_WORD,
    OLD_WORD,
    OVERFULL,
    WITH_MACROS,
    WORD_TEMPLATE,
    look_at_template,
)
from tests.factories.files import MAIN_PARTS, PDF, office, open_document, word_file, zipped
from tests.factories.hostile_files import HOSTILE
from tests.factories.templates import altered, corporate

_MAIN = MAIN_PARTS["docx"][1].encode()
_DOTX = _MAIN.replace(b".document.", b".template.")
_DOCM = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_DOTM = b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


def of_type(main: bytes) -> bytes:
    """A real Word document that says it is of another type."""
    return altered(word_file(), "[Content_Types].xml", _MAIN, main)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        pytest.param(of_type(_DOTX), "letterhead.dotx", WORD_TEMPLATE, id="a Word template"),
        pytest.param(of_type(_DOTX), "letterhead.docx", WORD_TEMPLATE, id="a Word template, renamed"),
        pytest.param(of_type(_DOCM), "letterhead.docm", WITH_MACROS, id="a document with macros"),
        pytest.param(of_type(_DOCM), "letterhead.docx", WITH_MACROS, id="a document with macros, renamed"),
        pytest.param(of_type(_DOTM), "letterhead.docx", WITH_MACROS, id="a template with macros, renamed"),
        pytest.param(
            office(word__vbaProject_dot_bin=b"x"), "a.docx", WITH_MACROS, id="macros that it does not own up to"
        ),
        pytest.param(zipped({"a.txt": b"a"}), "letterhead.docx", ARCHIVE, id="a zip file, renamed"),
        pytest.param(_OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", LOCKED, id="with a password"),
        pytest.param(HOSTILE["a locked archive"].content, "a.docx", LOCKED, id="a locked archive"),
        pytest.param(_OLE + "WordDocument".encode("utf-16-le"), "a.doc", OLD_WORD, id="old Word"),
        pytest.param(_OLE, "a.msg", NOT_WORD, id="an e-mail"),
        pytest.param(b"{\\rtf1 Letterhead}", "a.docx", f"This is plain text. {NOT_WORD}", id="rich text"),
        pytest.param(b"GIF89a" + b"\x00" * 30, "a.docx", NOT_WORD, id="a picture that moves"),
        pytest.param(b"<html><p>x</p></html>", "a.docx", NOT_WORD, id="a web page"),
        pytest.param(word_file()[:3000], "a.docx", DAMAGED, id="half a document"),
        pytest.param(HOSTILE["entities that grow"].content, "a.docx", DAMAGED, id="entities in its list of parts"),
        pytest.param(HOSTILE["a bomb"].content, "a.docx", OVERFULL, id="a bomb"),
        pytest.param(b"", "a.docx", "The file is empty.", id="nothing"),
        pytest.param(PDF, "a.docx", f"This is PDF. {NOT_WORD}", id="a PDF"),
        pytest.param(open_document(), "a.docx", f"This is OpenDocument text (.odt). {NOT_WORD}", id="OpenDocument"),
        pytest.param(office("xlsx"), "a.docx", f"This is Excel (.xlsx). {NOT_WORD}", id="a workbook"),
        pytest.param(
            word_file() + b"\x00" * 2**23, "a.docx", "The file must be 5 MB or smaller. This one is larger.", id="large"
        ),
    ],
)
def test_what_is_no_word_document_is_refused_with_what_would_be_right(content: bytes, name: str, says: str) -> None:
    with pytest.raises(NotTaken) as refusal:
        look_at_template(io.BytesIO(content), name)

    assert str(refusal.value) == says


def test_a_word_document_is_taken() -> None:
    looked = look_at_template(io.BytesIO(corporate()), "C:\\Templates\\letterhead.docx")

    assert (looked.kind, looked.name) == (DOCX, "letterhead.docx")


def test_every_reason_ends_as_a_sentence_for_another_may_follow_it() -> None:
    said = [words for drawer in (looking, parts) for name, words in vars(drawer).items()
            if name.isupper() and not name.startswith("_") and isinstance(words, str)]  # fmt: skip

    assert [words for words in (*said, *(why.value for why in Why)) if not words.endswith(".")] == []
    assert len(said) >= 9

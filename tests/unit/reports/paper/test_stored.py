import json

import pytest
from hypothesis import given

from reports.paper.stored import SCHEMA, UnreadableDocument, from_json, to_json
from tests.factories.paper_strategies import documents
from tests.factories.papers import every_block


@given(documents())
def test_a_document_comes_back_from_json_exactly(document):
    kept = json.dumps(to_json(document))

    assert from_json(json.loads(kept)) == document


def test_one_with_every_block_comes_back_exactly():
    document = every_block()

    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_the_stored_form_says_its_schema_first():
    assert list(to_json(every_block())) == ["schema", "document"]


def _fields(stored: dict) -> dict:
    return stored["document"]["Document"]


def _blocks(stored: dict) -> list:
    return _fields(stored)["blocks"]


def _spoilt(change) -> dict:
    stored = json.loads(json.dumps(to_json(every_block())))
    change(stored)
    return stored


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda stored: stored.update(schema=SCHEMA + 1), f"This is not a stored paper of schema {SCHEMA}."),
        (lambda stored: stored.pop("document"), "document is not a Document with its fields."),
        (lambda stored: _fields(stored).pop("title"), "document is not a Document with its fields."),
        (lambda stored: _fields(stored).update(extra=1), "document is not a Document with its fields."),
        (lambda stored: _fields(stored).update(title=1), "document.title should be str."),
        (lambda stored: _fields(stored).update(blocks="no"), "document.blocks should be a list."),
        (lambda stored: _fields(stored).update(audience="all"), "document.audience is not a Audience."),
        (lambda stored: _fields(stored).update(audience={"public": True}), "document.audience is not a Audience."),
        (
            lambda stored: _blocks(stored).insert(0, {"Text": {"text": "a span"}}),
            "document.blocks[0] is of no kind that may stand there.",
        ),
        (
            lambda stored: next(iter(_blocks(stored)[0].values())).update(level=True),
            "document.blocks[0].level should be int.",
        ),
    ],
)
def test_what_is_no_stored_paper_is_refused_with_a_sentence_that_says_where(change, sentence):
    with pytest.raises(UnreadableDocument) as refusal:
        from_json(_spoilt(change))

    assert str(refusal.value) == sentence

"""A `Document` as JSON and back, exactly: what an issued paper keeps for good.

Only people's words are values. What a thing is, and which of a few values it has, are keys: so words that are expunged
wherever they stand as a value never take the structure with them.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from reports.paper import blocks
from reports.paper.blocks import Document
from reports.paper.measure import Figures

SCHEMA = 1  # raise it when a stored paper of the old shape could no longer be read, and keep a reader for the old one


class UnreadableDocument(ValueError):
    """Stored JSON that is not a document of a schema we know; the message says where."""


def to_json(document: Document) -> dict[str, Any]:
    """Plain values ready for json.dumps; `from_json` gives back an equal document."""
    return {"schema": SCHEMA, "document": _encode(document)}


def from_json(stored: dict[str, Any]) -> Document:
    """The document `to_json` was given. Refuses anything else with UnreadableDocument."""
    if not isinstance(stored, dict) or stored.get("schema") != SCHEMA:
        raise UnreadableDocument(f"This is not a stored paper of schema {SCHEMA}.")
    document = _decode(Document, stored.get("document"), "document")
    assert isinstance(document, Document)
    return document


def _encode(value: Any) -> Any:
    if isinstance(value, Enum):
        return {value.name: True}
    if isinstance(value, tuple):
        return [_encode(part) for part in value]
    if dataclasses.is_dataclass(value):
        return {type(value).__name__: {field.name: _encode(getattr(value, field.name)) for field in _fields(value)}}
    return value


def figures_to_json(figures: Figures) -> dict[str, Any]:
    """The figures of a paper, as plain values; kept beside the document they are told in."""
    return {"schema": SCHEMA, "figures": _plain(figures)}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in _fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(part) for part in value] if isinstance(value, tuple | list | set | frozenset) else value


def _fields(value: Any) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(value)


@functools.cache
def _hints(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape, vars(blocks))


def _decode(hint: Any, value: Any, where: str) -> Any:
    if typing.get_origin(hint) is types.UnionType:
        return _decode(_member(typing.get_args(hint), value, where), value, where)
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise UnreadableDocument(f"{where} should be a list.")
        inner = typing.get_args(hint)[0]
        return tuple(_decode(inner, part, f"{where}[{place}]") for place, part in enumerate(value))
    if dataclasses.is_dataclass(hint):
        return _decode_fields(typing.cast(type, hint), value, where)
    if isinstance(hint, type) and issubclass(hint, Enum):
        (name, is_chosen) = next(iter(value.items())) if isinstance(value, dict) and len(value) == 1 else ("", False)
        if is_chosen is not True or name not in hint.__members__:
            raise UnreadableDocument(f"{where} is not a {hint.__name__}.")
        return hint[name]
    if type(value) is not hint:
        raise UnreadableDocument(f"{where} should be {hint.__name__}.")
    return value


def _member(members: tuple[Any, ...], value: Any, where: str) -> Any:
    for member in members:
        if isinstance(value, dict) and list(value) == [member.__name__]:
            return member
    raise UnreadableDocument(f"{where} is of no kind that may stand there.")


def _decode_fields(shape: type, value: Any, where: str) -> Any:
    hints = _hints(shape)
    inner = value.get(shape.__name__) if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(inner, dict) or set(inner) != set(hints):
        raise UnreadableDocument(f"{where} is not a {shape.__name__} with its fields.")
    return shape(**{name: _decode(hint, inner[name], f"{where}.{name}") for name, hint in hints.items()})

"""Papers to check, made by hand: sound ones, and ones in which a fault is planted."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from reports.enums import Check
from reports.paper import data
from reports.paper.blocks import Audience, Block
from reports.paper.checks import CHECKS, Finding, Subject
from reports.paper.compose import compose
from reports.paper.data.beside import Beside
from reports.paper.draft import Draft
from reports.paper.measure import measure
from tests.factories.paper_data import paper_data

NOTHING_BESIDE = Beside((), frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), (), (), None)


def draft(told: data.PaperData) -> Draft:
    figures = measure(told)
    return Draft(told, figures, compose(told, figures))


def subject(
    *sections: data.SectionPlan,
    beside: Mapping[str, Any] | None = None,
    internal: Mapping[str, Any] | None = None,
    **values: Any,
) -> Subject:
    """A paper of these sections; the internal one is made from the same values but for those of `internal`."""
    public = paper_data(*sections, **values)
    inside = paper_data(*sections, **values | dict(internal or {}) | {"audience": Audience.INTERNAL})
    drafts = {Audience.PUBLIC: draft(public), Audience.INTERNAL: draft(inside)}
    return Subject(drafts, replace(NOTHING_BESIDE, **dict(beside or {})))


def found(check: Check, told: Subject) -> list[str]:
    """What a check says."""
    return [finding.sentence for finding in CHECKS[check](told)]


def findings(check: Check, told: Subject) -> list[Finding]:
    return list(CHECKS[check](told))


def with_words(told: Subject, old: str, new: str) -> Subject:
    """The public paper with words of it changed after it was composed, as a fault of a composer would."""

    def change(value: str) -> str:
        return value.replace(old, new)

    changed = with_blocks(told, lambda blocks: _rewritten(blocks, change))
    assert changed != told, f"The paper does not say “{old}”."
    return changed


def with_blocks(told: Subject, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Subject:
    """The public paper with the blocks of each section changed."""
    public = told.public
    sections = tuple(
        replace(each, body=change(each.body), blocks=change(each.blocks)) for each in public.composed.sections
    )
    document = replace(public.document, blocks=tuple(block for each in sections for block in each.blocks))
    composed = replace(public.composed, sections=sections, document=document)
    return Subject({**told.drafts, Audience.PUBLIC: replace(public, composed=composed)}, told.beside)


def _rewritten(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_rewritten(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _rewritten(getattr(value, each.name), change) for each in fields(value)})
    return value

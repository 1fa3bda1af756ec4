"""The force's own Word template: added, laid out, put in use, taken out of use. None is ever changed or deleted."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit, digest, record, refuse_stale
from reports.actions.releasing import under_duty
from reports.enums import TemplateState, TemplateVerb
from reports.models import TemplateEvent, TemplateFile, WordTemplate
from reports.paper.files import fault_of_file
from reports.paper.render.word_layout import Layout, UnfitBase
from reports.paper.template import Examined, examine

LAYOUT_FIELDS = ("layout", "state")


class TemplateRefused(NotPossible):
    """The file cannot be a template; each of `faults` is a sentence that says what is wrong and what would be right."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


@transaction.atomic
def add_template(*, name: str, file_name: str, content: bytes, by: Actor, at: datetime) -> WordTemplate:
    """Keep a .docx as a template, not in use yet. Raises TemplateRefused for one that the paper cannot be written into,
    and NotPossible for one that is there already."""
    by = _keeper(by)
    found = _fit(examine(content))
    sha256 = hashlib.sha256(content).hexdigest()
    same = WordTemplate.objects.filter(file__sha256=sha256).first()
    if same is not None:
        raise NotPossible(f"This very file is there already, as “{same}”.")
    file = TemplateFile(
        file_name=file_name,
        size=len(content),
        sha256=sha256,
        content=content,
        added_at=at,
        by_user_id=by.user_id,
        by_post_id=by.post_id,
    )
    template = WordTemplate(name=name, file=file, layout=found.layout.to_json(), page=_page_words(found))
    record([file, template], by=by, at=at, event=_event(TemplateVerb.ADD, template))
    return template


@transaction.atomic
def lay_out_template(
    *,
    template: WordTemplate,
    section: int,
    styles: Mapping[str, str],
    shown: str | None = None,
    by: Actor,
    at: datetime,
) -> WordTemplate:
    """Choose the section that gives the page, counted from 0, and the template's own style for each of ours that is to
    have another than is found. Raises TemplateRefused for choices with which the paper cannot be written, StaleEdit for
    ones that were made over somebody else's, and NotPossible while the template is in use."""
    by = _keeper(by)
    template = WordTemplate.objects.locked().get(pk=template.pk)
    refuse_stale(template, LAYOUT_FIELDS, shown)
    if template.state == TemplateState.IN_USE:
        raise NotPossible("The template is in use. Take it out of use first: its papers would change their looks.")
    found = _examined(template, Layout(section, styles))
    if found.layout.to_json() == template.layout:
        raise NotPossible("Nothing has been changed.")
    template.layout, template.page = found.layout.to_json(), _page_words(found)
    record([template], by=by, at=at, event=_event(TemplateVerb.LAY_OUT, template))
    return template


@transaction.atomic
def use_template(
    *, template: WordTemplate, shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> WordTemplate:
    """Write papers into a template from now on: a new one, or one that was in use before. What has been issued stays.

    The template is examined again. `shown` is `digest_to_use` of what was shown: StaleEdit where another is in use by
    now, or this one is laid out otherwise. Raises TemplateRefused where it does not hold, NotPossible where it is in
    use already.
    """
    by = _keeper(by)
    template, others = _all_locked(template)
    if shown is not None and digest_to_use(template) != shown:
        raise StaleEdit(template)
    if template.state == TemplateState.IN_USE:
        raise NotPossible("This template is in use already.")
    _examined(template, _layout_of(template))
    for other in others:
        other.state = TemplateState.RETIRED
    template.state = TemplateState.IN_USE
    details = {"in place of": [other.pk for other in others]}
    record([*others, template], by=by, at=at, why=why, event=_event(TemplateVerb.USE, template, details))
    return template


@transaction.atomic
def retire_template(*, template: WordTemplate, by: Actor, at: datetime, why: str) -> WordTemplate:
    """Take the template out of use, so that papers are on the house template again; it can be put back. Raises
    NotPossible for one that is not in use."""
    by = _keeper(by)
    template = WordTemplate.objects.locked().get(pk=template.pk)
    if template.state != TemplateState.IN_USE:
        raise NotPossible("This template is not in use.")
    if not why.strip():
        raise NotPossible("Say why it is taken out of use.")
    template.state = TemplateState.RETIRED
    record([template], by=by, at=at, why=why, event=_event(TemplateVerb.RETIRE, template))
    return template


def digest_to_use(template: WordTemplate) -> str:
    """A short fingerprint of what putting a template in use would do: to this one, and in the place of which."""
    in_use = WordTemplate.objects.in_use().values_list("pk", flat=True).first()
    return hashlib.sha256(f"{digest(template, LAYOUT_FIELDS)} {in_use}".encode()).hexdigest()[:32]


def _keeper(by: Actor) -> Actor:
    return under_duty(by, Duty.KEEP_TEMPLATE, "Only the committee secretary keeps the Word template.")


def _all_locked(template: WordTemplate) -> tuple[WordTemplate, list[WordTemplate]]:
    """The template and the one in use, if it is another. All are locked, in one order, for any of them may be put in
    use at this moment."""
    rows = list(WordTemplate.objects.locked().order_by("pk"))
    (own,) = [row for row in rows if row.pk == template.pk]
    return own, [row for row in rows if row.state == TemplateState.IN_USE and row.pk != own.pk]


def _examined(template: WordTemplate, layout: Layout) -> Examined:
    if fault := fault_of_file(template.file):
        raise TemplateRefused((fault,))
    return _fit(examine(bytes(template.file.content), layout))


def _layout_of(template: WordTemplate) -> Layout:
    try:
        return Layout.from_json(template.layout)
    except UnfitBase as refusal:
        raise TemplateRefused((str(refusal),)) from refusal


def _fit(found: Examined) -> Examined:
    if found.faults:
        raise TemplateRefused(found.faults)
    return found


def _page_words(found: Examined) -> str:
    return found.page.size if found.page else "A4, upright"


def _event(verb: TemplateVerb, template: WordTemplate, details: Mapping[str, Any] | None = None) -> TemplateEvent:
    return TemplateEvent(verb=verb, template=template, details=dict(details or {}))

"""What a release is bound to: the paper for every audience, as it reads at its cut-off."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from jac_tracker.history import as_at
from reports.models import Meeting, Paper, RowChoice, Section
from reports.paper.blocks import Audience, Document
from reports.paper.build import draw
from reports.paper.draft import Draft
from reports.paper.faults import Fault, PaperNotReady
from reports.paper.stored import to_json


@dataclass(frozen=True)
class Content:
    """A paper put together for each audience. The agenda number is no part of what is released: it may come later."""

    cut_off_at: datetime
    drafts: Mapping[Audience, Draft]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What stands in the way of it, each told once."""
        return tuple(dict.fromkeys(fault for draft in self.drafts.values() for fault in draft.faults))

    @property
    def documents(self) -> Mapping[Audience, Document]:
        return {audience: draft.document for audience, draft in self.drafts.items()}

    def kept(self) -> dict[str, Any]:
        """Audience -> the document as JSON, without its agenda number."""
        return {
            audience.value: to_json(replace(draft.document, agenda_item="")) for audience, draft in self.drafts.items()
        }

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of every text and figure, and of the moment they are of."""
        whole = {"cut-off": self.cut_off_at.isoformat(), **self.kept()}
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def content_of(paper: Paper, cut_off_at: datetime) -> Content:
    """The paper as it reads with that cut-off. Raises PaperNotReady where the register has no record from then."""
    choices = RowChoice.objects.filter(section__paper=paper)
    return _content(paper, cut_off_at, tuple(paper.sections.all()), tuple(choices))


def content_as_shown(paper: Paper, moment: datetime) -> Content | None:
    """The paper as it read at the moment, with the settings, meeting, sections, rows and cut-off it then had; None
    where it was not there, or could not be put together."""
    then = as_at(Paper, moment).filter(id=paper.pk).first()
    if then is None:
        return None
    rows = as_at(Section, moment).filter(paper_id=paper.pk).order_by("position", "id")
    sections = tuple(row.instance for row in rows)
    chosen = as_at(RowChoice, moment).filter(section_id__in=[each.pk for each in sections]).order_by("id")
    laid_out = then.instance
    laid_out.meeting = as_at(Meeting, moment).get(id=laid_out.meeting_id).instance
    try:
        return _content(laid_out, laid_out.cut_off_at or moment, sections, tuple(row.instance for row in chosen))
    except PaperNotReady:
        return None


def _content(paper: Paper, cut_off_at: datetime, sections: Sequence[Section], choices: Sequence[RowChoice]) -> Content:
    fixed = copy(paper)
    fixed.cut_off_at = cut_off_at
    drafts = {
        each: draw(fixed, as_at=cut_off_at, audience=each, sections=sections, choices=choices) for each in Audience
    }
    return Content(cut_off_at, drafts)

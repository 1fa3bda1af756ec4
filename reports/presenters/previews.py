"""What a section's form shows of the section before it is saved."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from jac_tracker import forms
from reports.paper.render.html import render_blocks
from reports.paper.section import SectionDraft


@dataclass(frozen=True)
class SectionPreview:
    """`refusals` say why nothing was drawn, `faults` what the paper lacks all the same."""

    fragment: SafeString | None = None
    faults: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()


def preview_of(draft: SectionDraft) -> SectionPreview:
    """A section that was drawn, for a page whose own heading above it is of level 2."""
    return SectionPreview(render_blocks(draft.blocks, beneath=2), draft.faults)


def preview_refused(form: forms.Form) -> SectionPreview:
    """In the place of a section whose form has errors: what they are."""
    sentences = (str(each) for errors in form.errors.values() for each in errors)
    return SectionPreview(refusals=tuple(dict.fromkeys(sentences)))

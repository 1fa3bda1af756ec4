"""A section as the paper would print it, drawn for its form; nothing is saved."""

from collections.abc import Callable

from django.utils import timezone

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest
from reports.forms import SectionForm
from reports.models import Paper, Section
from reports.paper.blocks import Audience
from reports.paper.faults import PaperNotReady
from reports.paper.section import draw_section
from reports.presenters import SectionPreview, preview_of, preview_refused


def is_preview_asked(request: ActorRequest) -> bool:
    """Whether the form was sent by the button beside the one that saves."""
    return "preview" in request.POST


def section_preview(
    form: SectionForm, paper: Paper, laid_out: Callable[[], tuple[list[Section], int]]
) -> SectionPreview:
    """The section of a bound form in the public paper. `laid_out` gives the sections as saving would leave them, and
    the place of this one; what it refuses is said at the top of the form, too."""
    if form.is_valid():
        try:
            sections, place = laid_out()
            as_at = paper.cut_off_at or timezone.now()
            return preview_of(draw_section(paper, sections, place, as_at=as_at, audience=Audience.PUBLIC))
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        except PaperNotReady as error:
            form.add_error(None, str(error))
    return preview_refused(form)

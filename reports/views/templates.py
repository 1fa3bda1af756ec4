"""The force's own Word template: added, looked at, put in use, taken out of use."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import as_file
from jac_tracker.downloads import Listing, attached
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table
from reports import actions
from reports.enums import TemplateState
from reports.forms import (
    LayoutForm,
    NewTemplateForm,
    RetireTemplateForm,
    UseTemplateForm,
    layout_conflicts,
    layout_shown,
)
from reports.models import Paper, WordTemplate, WordTemplateQuerySet
from reports.paper.blocks import Audience, Document
from reports.paper.build import draw
from reports.paper.faults import PaperNotReady
from reports.paper.files import base_of, why_unusable
from reports.paper.render import FORMATS
from reports.paper.render.typesetting import TypesettingFailed, in_words
from reports.paper.render.word_layout import Layout, UnfitBase
from reports.paper.structure import StructureError
from reports.paper.template import SPECIMEN, Examined, examine
from reports.presenters import WORD_TEMPLATES, style_rows, template_facts, template_rows, timeline
from reports.views.asking import ask_and_do

ACTS_SHOWN = 50
_WORD = FORMATS["docx"]


@require_safe
@requires(Duty.KEEP_TEMPLATE)
def word_templates(request: ActorRequest) -> HttpResponse:
    """Every template, the newest first, and which one is in use."""
    rows = template_rows(_templates(request).order_by("-pk"))
    in_use = next((row.template for row in rows if row.template.state == TemplateState.IN_USE), None)
    context = {"rows": rows, "in_use": in_use, "fault": why_unusable()}
    return render(request, "reports/word_templates.html", context)


@require_safe
@requires(Duty.KEEP_TEMPLATE)
@as_file("word_templates")
def word_templates_file(request: ActorRequest) -> Listing:
    """Every template."""
    return Listing(Table.of("Word templates", WORD_TEMPLATES, _templates(request).order_by("-pk")))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_TEMPLATE)
def add_word_template(request: ActorRequest) -> HttpResponse:
    """Upload a template. It is looked through, and not in use yet."""
    form = NewTemplateForm(request.POST, request.FILES) if request.method == "POST" else NewTemplateForm()
    if request.method == "POST" and form.is_valid():
        looked = form.cleaned_data["file"]
        looked.content.seek(0)
        try:
            template = actions.add_template(
                name=form.cleaned_data["name"],
                file_name=looked.name,
                content=looked.content.read(),
                by=request.actor,
                at=timezone.now(),
            )
        except NotPossible as refusal:
            faults = refusal.faults if isinstance(refusal, actions.TemplateRefused) else (str(refusal),)
            for sentence in faults:
                form.add_error("file", sentence)
        else:
            messages.success(request, "The template is added. Look at it, and put it in use when it is right.")
            return redirect(template)
    return render(request, "reports/add_word_template.html", {"form": form})


@require_safe
@requires(Duty.KEEP_TEMPLATE)
def word_template(request: ActorRequest, pk: int) -> HttpResponse:
    """One template: its page, its styles, what stays behind, and what was done with it."""
    template = _template(request, pk)
    found, fault = _found(template)
    events = template.events.select_related("by_user", "by_post").order_by("-at", "-id")
    context = {
        "template": template,
        "row": template_rows([template])[0],
        "found": found,
        "fault": fault,
        "facts": template_facts(template, found),
        "styles": list(style_rows(found)) if found else [],
        "paper": _current_paper(request),
        "is_in_use": template.state == TemplateState.IN_USE,
        "was_in_use": template.state == TemplateState.RETIRED,
        "entries": timeline(events[:ACTS_SHOWN]),
    }
    return render(request, "reports/word_template.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_TEMPLATE)
def lay_out_word_template(request: ActorRequest, pk: int) -> HttpResponse:
    """Choose the template's page, and its own styles for what the paper uses."""
    template = _template(request, pk)
    found, fault = _found(template)
    if found is None:
        return _not_drawn(request, template, fault)
    shown = {**layout_shown(found.layout), "as_shown": digest(template, actions.LAYOUT_FIELDS)}
    unchosen = examine(bytes(template.file.content), Layout(found.layout.section), by_trial=False)
    form = LayoutForm(request.POST if request.method == "POST" else None, initial=shown, found=unchosen)
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.arguments()
        outcome = attempt(
            form,
            lambda: actions.lay_out_template(
                template=template,
                **values,
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda current: digest(current, actions.LAYOUT_FIELDS),
            conflicts=layout_conflicts,
        )
    if outcome.done:
        messages.success(request, "The styles and the page are chosen.")
        return redirect(template)
    context = {"form": form, "template": template, "conflicts": outcome.conflicts}
    return render(request, "reports/lay_out_word_template.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_TEMPLATE)
def use_word_template(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a template in use, or back in use."""
    template = _template(request, pk)
    shown = {"as_shown": actions.digest_to_use(template)}
    form = UseTemplateForm(request.POST if request.method == "POST" else None, initial=shown)
    outcome = NOT_TRIED
    if form.is_valid():
        outcome = attempt(
            form,
            lambda: actions.use_template(
                template=template,
                shown=form.cleaned_data["as_shown"],
                why=form.cleaned_data["why"],
                by=request.actor,
                at=timezone.now(),
            ),
            shown_now=lambda _current: actions.digest_to_use(_template(request, pk)),
            conflicts=lambda _form, _current: [],
        )
    if outcome.done:
        messages.success(request, f"Papers are written into “{template}” from now on.")
        return redirect("word_templates")
    in_use = _templates(request).in_use().first()
    context = {"form": form, "template": template, "in_use": in_use, "is_overtaken": outcome.status == 409}
    return render(request, "reports/use_word_template.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_TEMPLATE)
def retire_word_template(request: ActorRequest, pk: int) -> HttpResponse:
    """Take the template out of use, so that papers are on the house template."""
    template = _template(request, pk)
    return ask_and_do(
        request,
        RetireTemplateForm,
        lambda typed: actions.retire_template(template=template, by=request.actor, at=timezone.now(), why=typed["why"]),
        template="reports/retire_word_template.html",
        context={"template": template},
        said="Papers are on the house template from now on.",
        go_to=reverse("word_templates"),
    )


@require_safe
@requires(Duty.KEEP_TEMPLATE)
def paper_on_template(request: ActorRequest, pk: int) -> HttpResponse:
    """The newest meeting's public paper, as it reads now, on a template that need not be in use."""
    template = _template(request, pk)
    paper = _current_paper(request)
    if paper is None:
        raise Http404("There is no paper yet.")
    try:
        document = draw(paper, as_at=paper.cut_off_at or timezone.now(), audience=Audience.PUBLIC).document
    except PaperNotReady as error:
        return _not_drawn(request, template, " ".join(str(each) for each in error.faults))
    return _on_template(request, template, document, f"paper-on-template-{template.pk}.docx")


@require_safe
@requires(Duty.KEEP_TEMPLATE)
def specimen_on_template(request: ActorRequest, pk: int) -> HttpResponse:
    """One of everything that a paper can hold, on a template."""
    template = _template(request, pk)
    return _on_template(request, template, SPECIMEN, f"specimen-on-template-{template.pk}.docx")


def _on_template(request: ActorRequest, template: WordTemplate, document: Document, name: str) -> HttpResponse:
    try:
        content = _WORD.render(document, base_of(template))
    except (UnfitBase, StructureError) as trouble:
        return _not_drawn(request, template, str(trouble))
    except TypesettingFailed as trouble:
        return _not_drawn(request, template, in_words(trouble))
    return attached(content, _WORD.content_type, name)


def _not_drawn(request: ActorRequest, template: WordTemplate, fault: str) -> HttpResponse:
    return render(request, "reports/word_template_not_drawn.html", {"template": template, "fault": fault}, status=409)


def _templates(request: ActorRequest) -> WordTemplateQuerySet:
    templates: WordTemplateQuerySet = WordTemplate.objects.visible_to(request.actor)
    return templates.select_related("file__by_post").defer("file__content")


def _template(request: ActorRequest, pk: int) -> WordTemplate:
    return get_object_or_404(_templates(request), pk=pk)


def _found(template: WordTemplate) -> tuple[Examined | None, str]:
    """What is in a template; or None, and why that cannot be told any more."""
    try:
        base = base_of(template)
    except UnfitBase as trouble:
        return None, str(trouble)
    found = examine(base.content, base.layout, by_trial=False)
    return (None, " ".join(found.faults)) if found.faults else (found, "")


def _current_paper(request: ActorRequest) -> Paper | None:
    papers = Paper.objects.visible_to(request.actor).select_related("meeting", "contact_post")
    found: Paper | None = papers.order_by("-meeting__held_on").first()
    return found

"""The round trip: a sheet of the register goes out, is edited, and comes back to be looked at and done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.downloads import Listing, form_faults, not_understood, order_words, refused, sent_to_be_edited
from jac_tracker.history import StaleEdit
from jac_tracker.sheets import NotASheet
from jac_tracker.sheets.writing import Table
from recommendations import actions
from recommendations.actions import MOST_AT_ONCE
from recommendations.filters import RegisterFilter
from recommendations.forms.bringing_back import (
    MINE,
    THEIRS,
    BringBackForm,
    NotCarried,
    TooMuch,
    brought_along,
    carried,
    decisions_in,
)
from recommendations.intake.edited import COLUMNS, TITLE, Edited, read_back
from recommendations.presenters import listing, sheet_out
from recommendations.presenters.lookups import Lookups
from recommendations.presenters.reading import Reading
from recommendations.presenters.sheet_back import Preview, compared, names_known, preview_of
from recommendations.rules.owning import OWNING_ROLES

OVERTAKEN = "Somebody else changed {} after you were shown the rows. Nothing has been changed. Look at them again."
UNDECIDED = "Nothing has been changed. Decide on each row that has changed in the register since."
TOO_MANY = "The sheet changes {:,} items, and at most {} can be changed at once. Bring it back in parts."
TOO_LONG = "There is more new text in the sheet than can be looked through at once. Bring it back in parts."
GONE = "The rows that you looked at were not kept. Bring the sheet back again."


@require_safe
@requires(Duty.SEE_HEADLINES)
def register_to_edit(request: ActorRequest) -> HttpResponseBase:
    """Of the items of the list that the address describes, those that the actor may change, as a sheet to be edited."""
    _refuse_who_owns_nothing(request)
    faults = not_understood(request.GET, filters=RegisterFilter.base_filters, orders=listing.COLUMNS)
    if faults:
        return refused(request, faults, reverse("register"))
    reading = Reading(request.today)
    lookups = Lookups.of(request.actor, reading)
    chosen = RegisterFilter(request.GET, actor=request.actor, reading=reading, lookups=lookups)
    if not chosen.is_valid():
        return refused(request, form_faults(chosen.form), reverse("register"))
    found = listing.sorted_items(chosen.shown, request.GET.get("sort", ""), reading)
    rows = list(sheet_out.open_rows(found, lookups, reading, request.actor))
    if not rows:
        context = {"faults": ["None of these items is yours to change."], "href": reverse("register")}
        return render(request, "pages/no_file.html", context)
    shown = Listing(
        Table(TITLE, COLUMNS, (), sheet_out.ABOUT),
        filters=[words for words, _href in listing.chosen_filters(chosen, request.GET)],
        order=order_words(request.GET, listing.COLUMN_LABELS, listing.DEFAULT_ORDER),
    )
    return sent_to_be_edited(shown, rows, sheet_out.choices_for(request.actor, request.today), timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.SEE_HEADLINES)
def bring_back(request: ActorRequest) -> HttpResponse:
    """GET: ask for the edited sheet. POST: what it would change; with the rows of that page, do it."""
    _refuse_who_owns_nothing(request)
    if request.method != "POST":
        return _ask(request, BringBackForm())
    if "rows" in request.POST:
        return _looked_at(request)
    form = BringBackForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form)
    try:
        edited = read_back(form.cleaned_data["file"].workbook, names_known())
        if len(edited.rows) > MOST_AT_ONCE:
            raise NotASheet(TOO_MANY.format(len(edited.rows), MOST_AT_ONCE))
        return _preview(request, edited)
    except (NotASheet, TooMuch) as refusal:
        form.add_error("file", str(refusal) or TOO_LONG)
        return _ask(request, form)


def _refuse_who_owns_nothing(request: ActorRequest) -> None:
    if request.actor.roles.isdisjoint(OWNING_ROLES):
        raise PermissionDenied


def _ask(request: ActorRequest, form: BringBackForm, warning: str = "") -> HttpResponse:
    context = {"form": form, "warning": warning}
    return render(request, "recommendations/bring_back.html", context, status=409 if warning else 200)


def _looked_at(request: ActorRequest) -> HttpResponse:
    """The rows of a preview come back: to be done, or, without those that were refused, to be looked at again."""
    try:
        rows = brought_along(request.POST, request.actor.user_id)
    except NotCarried:
        return _ask(request, BringBackForm(), GONE)
    edited = Edited(tuple(row for row, _shown in rows), (), 0)
    if request.POST.get("step") != "confirm":
        return _preview(request, edited)
    decisions = decisions_in(request.POST)
    if any(row.mark != shown and row.reference not in decisions for row, shown in rows):
        return _show(request, _previewed(request, edited, decisions), UNDECIDED, 409)
    wanted = [actions.Back(row, shown) for row, shown in rows if decisions.get(row.reference) != THEIRS]
    if not wanted:
        messages.info(request, "Nothing was changed: the register stands as it is in every row.")
        return redirect("register")
    return _do(request, edited, decisions, wanted)


def _do(request: ActorRequest, edited: Edited, decisions: dict[str, str], wanted: list[actions.Back]) -> HttpResponse:
    try:
        changed = actions.bring_back(rows=wanted, by=request.actor, at=timezone.now())
    except StaleEdit as stale:
        reference = getattr(stale.current, "reference", "an item")
        decisions.pop(reference, None)  # what was decided was about another state of it
        warning = OVERTAKEN.format(reference)
    except (NotPossible, PermissionDenied) as refusal:
        warning = f"Nothing has been changed. {refusal}"
    else:
        messages.success(request, f"{_items(changed)} changed from your sheet.")
        return redirect("register")
    return _show(request, _previewed(request, edited, decisions), warning, 409)


def _preview(request: ActorRequest, edited: Edited) -> HttpResponse:
    return _show(request, _previewed(request, edited, {}))


def _previewed(request: ActorRequest, edited: Edited, decisions: dict[str, str]) -> Preview:
    """Every row beside the register, with every refusal in the words of the single act."""
    found = compared(edited, request.actor, Reading(request.today))
    sentences = actions.refused_rows_of(rows=found.pairs, by=request.actor, at=timezone.now())
    return preview_of(found, sentences, decisions)


def _show(request: ActorRequest, preview: Preview, warning: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "preview": preview,
        "rows": carried([(back.row, back.shown) for back in preview.as_now], request.actor.user_id),
        "warning": warning,
        "undecided": preview.undecided if warning == UNDECIDED else (),
        "mine": MINE,
        "theirs": THEIRS,
        "confirm_label": f"Change {_items(len(preview.going))}" if not preview.conflicts else "Change as decided",
    }
    return render(request, "recommendations/bring_back_preview.html", context, status=status)


def _items(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"

"""The audit log as a page and a file print it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from inspections.models import Inspection
from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio, Post, User
from jac_tracker.accounts.presenters import Change
from jac_tracker.addresses import query_with
from jac_tracker.dates import worded_day, worded_moment
from jac_tracker.history import names_of as names_in_history
from jac_tracker.sheets.writing import Column, Of, Value
from recommendations.models import Recommendation
from recommendations.presenters.names import Names, Wanted, names_of
from recommendations.presenters.reading import Reading
from reports.filters import Acts, kinds
from reports.models import Meeting
from reports.presenters.audit_changes import changes_of

EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ActRow:
    """One act: who did what to what, as all of them were called then."""

    act: UUID
    href: str
    at: datetime
    when: str
    person: str
    post: str
    kind: str
    about: str
    about_href: str
    why: str
    source: str


def rows_of(found: Iterable[Any], actor: Actor, on: date) -> list[ActRow]:
    """The acts in words: two statements, however many there are."""
    found = list(found)
    names = names_of(_wanted(found), Reading(on), actor)
    days = names_in_history({Meeting: {row.meeting_ for row in found if row.meeting_}}, {Meeting: "held_on"})
    labels = dict(kinds())
    return [_row(row, names, days, labels) for row in found]


def _wanted(found: Iterable[Any]) -> Wanted:
    wanted: Wanted = {}
    for row in found:
        pointed = [
            (User, row.by_user_id),
            (User, row.person_),
            (Post, row.by_post_id),
            (Post, row.post_),
            (Portfolio, row.portfolio_),
            (Recommendation, row.recommendation_),
            (Inspection, row.inspection_),
        ]
        for model, number in pointed:
            if number is not None:
                wanted.setdefault(model, set()).add(number)
    return wanted


def _row(row: Any, names: Names, days: Any, labels: dict[str, str]) -> ActRow:
    about, about_href = _about(row, names, days)
    happened = f", as of {worded_day(row.happened_on)}" if row.happened_on else ""
    return ActRow(
        act=row.act,
        href=reverse("audited_act", args=[row.act]),
        at=row.at,
        when=worded_moment(row.at) + happened,
        person=names.of(User, row.by_user_id, row.at) if row.by_user_id else f"The command {row.by_system}",
        post=names.of(Post, row.by_post_id, row.at),
        kind=labels.get(f"{row.source_}:{row.verb}", row.verb),
        about=about,
        about_href=about_href,
        why=row.why,
        source=row.cites,
    )


def _about(row: Any, names: Names, days: Any) -> tuple[str, str]:
    """What an act was on, as it was called then, and its page; several things of people and posts have none here."""
    if row.recommendation_:
        reference = names.of(Recommendation, row.recommendation_, row.at)
        return reference, reverse("recommendation", args=[reference]) if reference else ""
    if row.inspection_:
        return names.of(Inspection, row.inspection_, row.at), reverse("inspection", args=[row.inspection_])
    if row.meeting_:
        then, now = (days.of(Meeting, row.meeting_, moment) for moment in (row.at, EVER))
        return f"Meeting of {worded_day(then)}", reverse("meeting", args=[now])
    if row.request_:
        return f"Committee request {row.request_}", reverse("committee_request", args=[row.request_])
    if row.expunction_:
        return f"Expunction {row.expunction_}", reverse("expunction", args=[row.expunction_])
    if row.template_:
        return f"Word template {row.template_}", ""
    named = [names.of(Post, row.post_, row.at), names.of(User, row.person_, row.at)]
    return ", ".join(filter(None, [*named, names.of(Portfolio, row.portfolio_, row.at)])), ""


def chosen_filters(form: forms.FilterForm, query: QueryDict) -> list[tuple[str, str]]:
    """Each filter in use in words, with the address that takes it away."""
    found = []
    for name, value in form.cleaned_data.items() if form.is_valid() else ():
        if value:
            words = worded_day(value) if isinstance(value, date) else str(_label(form, name, value))
            gone = {f"{name}_{box}": None for box in ("day", "month", "year")} if isinstance(value, date) else {}
            found.append((f"{form.fields[name].label}: {words}", query_with(query, **(gone or {name: None}))))
    return found


def _label(form: forms.FilterForm, name: str, value: Any) -> Any:
    return dict(kinds()).get(value, value) if name == "kind" else value


# The file

COLUMNS = (
    Column("recorded_at", "Recorded at", Of.MOMENT),
    Column("person", "Person"),
    Column("post", "Post"),
    Column("kind", "Kind of act"),
    Column("on", "On"),
    Column("reason", "Reason", Of.LONG_TEXT),
    Column("source", "Source"),
    Column("what_changed", "What changed"),
    Column("was", "Was", Of.LONG_TEXT),
    Column("became", "Became", Of.LONG_TEXT),
    Column("act", "Act"),
)
# As many acts as are read together, so that the longest file takes no more memory than a page.
IN_ONE_GO = 100


def file_rows(found: Acts, actor: Actor, on: date) -> Iterator[tuple[Value, ...]]:
    """A row of `COLUMNS`' values for each value that an act changed, and one for an act that changed none."""
    while some := found[:IN_ONE_GO]:
        found = found.after(some[-1])
        changes = changes_of(some, actor, on)
        for row in rows_of(some, actor, on):
            whole = (row.at, row.person, row.post, row.kind, row.about, row.why, row.source)
            for change in changes[row.act] or [Change("", "", "")]:
                yield *whole, change.label, change.old, change.new, str(row.act)

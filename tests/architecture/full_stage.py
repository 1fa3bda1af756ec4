"""A stage for looking at every page: one of everything that an address can name, at every status, in long words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections import actions as inspecting
from inspections.actions import AreaGrading, Count
from inspections.enums import CauseScope, CountOf, GradingStanding, MilestoneKind, Standing
from inspections.models import Framework, Publication
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import read_vague_day
from jac_tracker.history import triggers_lifted
from recommendations import actions
from recommendations.enums import DeadlineKind, HmicfrsStatus, Kind, Marking, Rag, Status
from recommendations.models import Recommendation
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from reports.enums import SectionKind
from tests.architecture.page_forms import SentForm, form_of
from tests.architecture.route_table import ROUTES
from tests.architecture.route_targets import Targets, make_targets
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import SETTER_UP, Cast, make_cast
from tests.factories.recommendations import make_recommendation, make_update, write_claim

LATER = NOON + timedelta(days=20)
"""What time it is on the stage."""

MANY = 30
"""More rows than a page of a list shows."""

# What must follow an address before its page has a form to send, or shows another side of itself.
QUERIES: dict[str, tuple[str, ...]] = {
    "add_section": tuple(f"?{urlencode({'kind': kind})}" for kind in SectionKind),
    "set_parts": ("", "?letter=a"),
    "register": ("", "?as_at=2022-02-01", "?as_at=nonsense", "?rag=purple", "?q=nothing+at+all", "?status=all&page=2"),
    "bulk": ("?every=1", "", "?every=1&status=nonsense"),
    "recommendation": ("", "?as_at=2022-03-01", "?as_at=2021-12-22", "?as_at=nonsense"),
    "inspections": ("", "?stage=x", "?q=nothing+at+all"),
    "prepare_hand_over": ("", "?page=2", "?list=actions", "?list=supported", "?list=nonsense"),
    "people": ("", "?q=nobody"),
    "posts": ("", "?q=nothing"),
}


@dataclass(frozen=True)
class StagedPage:
    """A page that opens, and the form in it that is sent by POST."""

    address: str
    form: SentForm | None


@dataclass(frozen=True)
class FullStage:
    """The cast, what the addresses of the route table name, the item that has everything, and all the items."""

    cast: Cast
    targets: Targets
    fullest: str
    references: tuple[str, ...]

    def client(self, name: str, role: Role) -> Client:
        """Somebody of the role at a browser, signed in unless the route is for strangers; a program with its token."""
        if ROUTES[name].is_api:
            return Client(headers={"Authorization": f"Bearer {self.targets['secret of the API']}"})
        client = Client()
        if not ROUTES[name].is_public:
            client.force_login(self.cast.of(role).user)
        return client

    def address(self, name: str) -> str:
        """The first address of a route that is tried."""
        return next(self._places(name))

    def pages(self, name: str, role: Role) -> list[StagedPage]:
        """The pages of a route as the role sees them: one for each of its QUERIES, with the form to send if it has one.

        A route that names an item is tried on one item after another until there is a form to send.
        """
        client = self.client(name, role)
        return [page for query in QUERIES.get(name, ("",)) if (page := self._page(client, name, query))]

    def _page(self, client: Client, name: str, query: str) -> StagedPage | None:
        opened = None
        for place in self._places(name):
            answer = client.get(place + query)
            if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
                form = form_of(answer.content.decode())
                opened = opened or StagedPage(place + query, form)
                if form or "POST" not in ROUTES[name].methods:
                    return StagedPage(place + query, form)
        return opened

    def _places(self, name: str) -> Iterator[str]:
        keys = ROUTES[name].target
        if keys == ("reference",):
            yield reverse(name, args=[self.fullest])
        own = [self.targets[key] for key in keys]
        yield reverse(name, args=own)
        if len(own) == 1 and own[0] in self.references:
            yield from (reverse(name, args=[other]) for other in self.references)


def roles_of(name: str) -> list[Role]:
    """The roles that may open a route, in the order of their table."""
    return [role for role in Role if role in ROUTES[name].roles]


@contextmanager
def full_stage() -> Iterator[FullStage]:
    """The stage, in a transaction that is rolled back at the end; no trigger, and the clock stopped at LATER."""
    # Lifted before the transaction: in one that has changed a table's triggers, SQLite reads its whole schema again
    # after each savepoint that is rolled back.
    with pytest.MonkeyPatch.context() as patch, triggers_lifted(connection), transaction.atomic():
        patch.setattr(timezone, "now", lambda: LATER)
        cast = make_cast()
        targets = make_targets(cast)
        full = _furnish(cast, targets)
        _write_at_length()
        references = Recommendation.objects.order_by("pk").values_list("reference", flat=True)
        yield FullStage(cast, targets, full, tuple(references))
        transaction.set_rollback(True)


@contextmanager
def undone() -> Iterator[None]:
    """Takes back whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _furnish(cast: Cast, targets: Targets) -> str:
    """Fill the register: an item with everything, whose reference comes back, one at each status, and many more."""
    publication = Publication.objects.get(pk=targets["publication"])
    _report_at_length(publication)
    deadline = DeadlineAsRead("By May 2022", DeadlineKind.FIXED, date(2022, 5, 31))
    parts = [PartAsRead("a", "audit each month"), PartAsRead("b", "train supervisors")]
    full = make_recommendation(cast, publication, deadline=deadline, parts=parts, theme="Supervision")
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": NOON}
    for target_on in (date(2022, 4, 30), date(2022, 5, 15)):
        verb = actions.set_target if target_on.month == 4 else actions.extend_target
        verb(recommendation=full, target_on=target_on, **({} if target_on.month == 4 else {"why": "Late."}), **by)
    board = actions.add_board(name="Board of the full stage", **by)
    governed = {"board": board, "programme": "Change", "risk_reference": "R 1", "risk_rating": "High"}
    actions.set_governance(recommendation=full, **governed, **by)
    first = make_update(cast, full, rag=Rag.RED, rag_reason="Nobody has begun.", at=NOON)
    make_update(cast, full, "Half are trained.", corrects=first, forecast_on=date(2022, 6, 1), at=NOON)
    actions.record_hmicfrs_status(
        recommendation=full,
        hmicfrs_reference="H 1",
        status=HmicfrsStatus.BEING_PROGRESSED,
        comment="Wait.",
        status_on=TODAY,
        **by,
    )
    make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)
    make_recommendation(cast, publication, kind=Kind.SOFT_AFI)  # untracked: the DCC closes it unclaimed
    make_recommendation(cast, make_publication(make_inspection("Undercover policing", embargoed=True)))
    for status in Status:
        make_recommendation(cast, publication, status)
    write_claim(cast, make_recommendation(cast, publication), at=NOON)
    make_recommendation(cast, publication, Status.APPROVED, kind=Kind.SOFT_AFI)  # untracked: the force closes it
    for _ in range(MANY):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    return full.reference


def _report_at_length(publication: Publication) -> None:
    by: dict[str, Any] = {"by": SETTER_UP, "at": NOON}
    framework = Framework.objects.get(pk=publication.framework_id)
    grade = framework.grades.first()
    gradings = [
        AreaGrading(area, GradingStanding.GRADED, grade, "Calls wait.")
        if area.is_graded
        else AreaGrading(area, GradingStanding.NOT_GRADED)
        for area in framework.areas.all()
    ]
    inspecting.set_gradings(publication=publication, gradings=gradings, **by)
    counts = [Count(CountOf.RECOMMENDATIONS, 9, of_ours=3), Count(CountOf.AREAS_FOR_IMPROVEMENT, 5, includes_soft=True)]
    inspecting.set_reported_counts(publication=publication, counts=counts, **by)
    inspecting.add_cause(publication=publication, scope=CauseScope.NATIONAL, title="Crimes go unrecorded", **by)
    for number, words in enumerate(("W/C 4 April 2022", "May 2022, date to be confirmed", "Spring 2023") * 10):
        inspecting.add_milestone(
            inspection=publication.inspection if number < 3 else make_inspection(f"Digital forensics {number}"),
            kind=MilestoneKind.PUBLICATION if number % 2 else MilestoneKind.FIELDWORK,
            standing=Standing.EXPECTED,
            day=read_vague_day(words, around=TODAY),
            note="They may call.",
            **by,
        )


def _write_at_length() -> None:
    """Give every text of every row, and of its history, the longest unbroken word that fits after what it says."""
    for model in apps.get_models():
        if model._meta.app_label not in ("accounts", "inspections", "recommendations", "reports"):
            continue
        texts = [each for each in model._meta.concrete_fields if _holds_words(each)]
        for row in models.QuerySet(model).values("pk", *(each.attname for each in texts)) if texts else ():
            for each in texts:
                if row[each.attname]:
                    _lengthen(model, row["pk"], each, row[each.attname])


def _holds_words(each: Any) -> bool:
    """Whether any words may stand in a column: no choice, address, reference, digest or file."""
    plain = type(each) in (models.CharField, models.TextField)
    kept = {"reference", "by_system", "sha256", "media_type", "letter", "reference_prefix", "password", "history_type"}
    kept |= {"key", "sheet"}  # by which a file that is kept is found, and what is read of it
    return plain and not each.choices and each.name not in kept and (each.max_length or 1000) >= 20


def _lengthen(model: type[models.Model], pk: Any, each: Any, words: str) -> None:
    room = min(each.max_length or 300, 300) - len(words) - 8
    longer = f"{words} {'W' * room}{pk}"[: each.max_length] if room > 0 else words
    try:
        with transaction.atomic():
            models.QuerySet(model).filter(pk=pk).update(**{each.attname: longer})
    except IntegrityError:  # a constraint knows better what these words may be
        pass

"""A year of everything that may be done to a register: what a paper of before must not notice."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from inspections import actions as inspecting
from inspections import models as inspected
from inspections.actions import AreaGrading, AreaRow, Count, GradeRow
from inspections.enums import (
    CauseScope,
    CountOf,
    DischargeRoute,
    GradingStanding,
    InspectionKind,
    MilestoneKind,
    OurPart,
    Phase,
    PublicationKind,
    ReplyKind,
    Standing,
)
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding, Portfolio, Post, User
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import VagueDay
from recommendations import actions as recommending
from recommendations import models as registered
from recommendations.enums import (
    CLOSED,
    DeadlineKind,
    DecisionRoute,
    EvidenceKind,
    HmicfrsStatus,
    Kind,
    Marking,
    Rag,
    Status,
    TextSource,
)
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from reports import actions as reporting
from reports.models import Meeting, Paper

LATER = "Later"
Done = Counter[str]
Row = TypeVar("Row", bound=models.Model)


def a_year_of_acts(begins: datetime, papers: Iterable[Paper], every: int = 1) -> Done:
    """Do all of it from a moment on, to one in so many of what allows it, and say how often each act was done. The
    papers are withdrawn or opened for correction, and stay as they are laid out."""
    year = _Year(begins, every)
    for acts in (_inspectorate, _publications, _items, _work, _people, _closing):
        acts(year)
    _calendar(year, list(papers))
    return year.done


class _Year:
    """Each act comes an hour after the one before; what the rules do not allow of an object is left."""

    def __init__(self, begins: datetime, every: int) -> None:
        self.at, self.every = begins, every
        self.done: Done = Counter()

    def __call__(self, action: Callable[..., Any], /, **given: Any) -> Any:
        self.at += timedelta(hours=1)
        self.done[action.__name__] += 0
        given.setdefault("by", Actor.system("tests", on=self.at.date()))
        try:
            with transaction.atomic():
                made = action(**given, at=self.at)
        except (NotPossible, PermissionDenied):
            return None
        self.done[action.__name__] += 1
        return made

    def of_all(self, model: type[models.Model], action: Callable[..., Any], name: str, **given: Any) -> None:
        """The act, once for each row of a model."""
        for row in self.some(model):
            self(action, **{name: row}, **given)

    def some(self, model: type[Row]) -> list[Row]:
        """One in so many rows of a model."""
        return list(models.QuerySet(model).order_by("pk"))[:: self.every]

    @property
    def person(self) -> Actor:
        """Who holds the liaison officer's post: some acts are no machine's."""
        on = self.at.date()
        holding = Holding.objects.current(on).filter(post__role=Role.LIAISON).latest("pk")
        return Actor.of(holding.user, on)

    @property
    def day(self) -> VagueDay:
        return VagueDay.on(self.at.date())


def _people(year: _Year) -> None:
    for person in User.objects.all():
        values = {"name": f"{person.name} {LATER}", "rank": "Superintendent"}
        year(people.change_person, person=person, values=values)
    for post in Post.objects.all():
        year(people.change_post, post=post, values={"title": f"{post.title} {LATER}"})
    for portfolio in Portfolio.objects.all():
        year(people.change_portfolio, portfolio=portfolio, values={"name": f"{portfolio.name} {LATER}"})
    for board in registered.Board.objects.all():
        year(recommending.change_board, board=board, values={"name": f"{board.name} {LATER}"})
    someone = User.objects.earliest("pk")
    for post in Post.objects.filter(role__in=[Role.LIAISON, Role.OWNER]):
        year(people.hand_over, post=post, to=someone, from_on=year.at.date(), is_acting=post.pk % 2 == 0)
    for holding in Holding.objects.filter(to_on=None, post__role=Role.READER):
        year(people.end_holding, holding=holding, to_on=year.at.date())


def _inspectorate(year: _Year) -> None:
    values: dict[str, Any]
    year(
        inspecting.change_register,
        register=inspected.Register.objects.get(),
        values={"committee": f"{LATER} Committee", "committee_short_name": "LC", "policing_body": f"{LATER} Mayor"},
    )
    data = {
        "forces": [
            {"name": f"{force.name} {LATER}", "short_name": force.short_name, "is_territorial": force.is_territorial}
            for force in inspected.Force.objects.all()
        ],
        "inspectorates": [{"name": body.name, "short_name": LATER} for body in inspected.Inspectorate.objects.all()],
        "frameworks": [],
    }
    year(inspecting.load_reference, data=data)
    for framework in inspected.Framework.objects.all():
        grades = [GradeRow(f"{grade.name} {LATER}", LATER, grade) for grade in framework.grades.all()]
        areas = [
            AreaRow(f"{area.short_label} {LATER}", LATER, area.is_graded, area.is_overall, area)
            for area in framework.areas.all()
        ]
        values = {"name": f"{framework.name} {LATER}", "note": LATER}
        year(inspecting.change_framework, framework=framework, values=values, grades=grades, areas=areas)
    for inspection in year.some(inspected.Inspection):
        values = {"title": f"{inspection.title} {LATER}", "our_part": OurPart.VOLUNTARY, "found": LATER}
        values |= {"background": LATER, "complainant": LATER, "forces_count": 40}
        year(inspecting.change_inspection, inspection=inspection, values=values, other_forces=[], joint=[], why=LATER)
        for standing in Standing:
            facts = {"kind": MilestoneKind.FIELDWORK, "standing": standing, "day": year.day}
            year(inspecting.add_milestone, inspection=inspection, **facts)
    for place, milestone in enumerate(year.some(inspected.Milestone)):
        if place % 2:
            year(inspecting.remove_milestone, milestone=milestone, why=LATER)
        else:
            year(inspecting.change_milestone, milestone=milestone, values={"note": LATER}, day=year.day)
    year(inspecting.set_monitoring_phase, phase=Phase.ENGAGE, from_on=year.at.date())


def _publications(year: _Year) -> None:
    for publication in year.some(inspected.Publication):
        values = {"title": f"{publication.title} {LATER}", "address": "https://example.org/later"}
        year(inspecting.change_publication, publication=publication, values=values)
        year(inspecting.set_reported_counts, publication=publication, counts=[Count(CountOf.RECOMMENDATIONS, 99)])
        if publication.framework:
            year(inspecting.set_gradings, publication=publication, gradings=_worst(publication.framework))
        year(inspecting.add_cause, publication=publication, scope=CauseScope.OURS, title=LATER)
        given = {"kind": ReplyKind.OTHER, "owed_by": LATER, "owed_to": LATER, "day": year.day}
        year(inspecting.add_reply_duty, publication=publication, **given)
    year.of_all(inspected.CauseOfConcern, inspecting.change_cause, "cause", values={"title": LATER, "repeats": None})
    sent = {"owed_by": LATER, "our_input_sent_on": year.at.date(), "reply_published_on": year.at.date()}
    year.of_all(inspected.ReplyDuty, inspecting.change_reply_duty, "duty", values=sent)
    inspection = year(
        inspecting.add_inspection,
        values={
            "kind": InspectionKind.PEEL,
            "title": f"{LATER} PEEL",
            "short_title": LATER,
            "our_part": OurPart.INSPECTED,
        },
    )
    newest = inspected.Framework.objects.latest("pk")
    publication = year(
        inspecting.add_publication,
        inspection=inspection,
        kind=PublicationKind.FORCE_REPORT,
        title=f"{LATER} PEEL report",
        day=year.day,
        framework=newest,
    )
    year(inspecting.set_gradings, publication=publication, gradings=_worst(newest))
    year(
        recommending.register,
        publication=publication,
        kind=Kind.RECOMMENDATION,
        title=LATER,
        text=LATER,
        text_source=TextSource.SUMMARY,
    )
    for place, each in enumerate(year.some(inspected.Inspection)):
        if place % 5 == 0:
            year(inspecting.set_embargo, inspection=each, embargoed=not each.is_embargoed, why=LATER)


def _worst(framework: inspected.Framework) -> list[AreaGrading]:
    worst = framework.grades.latest("position")
    return [AreaGrading(area, GradingStanding.GRADED, worst, LATER) for area in framework.areas.all() if area.is_graded]


def _items(year: _Year) -> None:
    posts = cycle(Post.objects.filter(role=Role.OWNER, holdings__to_on=None, holdings__isnull=False).distinct())
    ratings = cycle([Rag.RED, Rag.AMBER, Rag.GREEN])
    board = registered.Board.objects.first()
    for place, item in enumerate(year.some(registered.Recommendation)):
        this = {"recommendation": item}
        soon = year.at.date() + timedelta(days=30)
        values = {"title": f"{item.title} {LATER}", "text": LATER, "theme": LATER}
        year(recommending.edit_text, **this, values=values, why=LATER)
        year(recommending.allocate, **this, owner_post=next(posts))
        year(recommending.reallocate, **this, owner_post=next(posts), why=LATER)
        year(recommending.record_progress, **this, text=LATER, cites="A message", happened_on=year.at.date())
        year(recommending.set_rag, **this, rag=next(ratings), why=LATER)
        year(recommending.set_target, **this, target_on=soon)
        year(recommending.extend_target, **this, target_on=soon + timedelta(days=90), why=LATER)
        fixed = DeadlineAsRead(LATER, DeadlineKind.FIXED, soon)
        year(recommending.confirm_deadline, **this, deadline=fixed, by=year.person)
        risk = {"board": board, "programme": LATER, "risk_reference": LATER, "risk_rating": ""}
        year(recommending.set_governance, **this, **risk)
        year(recommending.set_parts, **this, parts=[PartAsRead("a", LATER)], why=LATER)
        closed = {"hmicfrs_reference": LATER, "status": HmicfrsStatus.COMPLETE, "status_on": year.at.date()}
        year(recommending.record_hmicfrs_status, **this, **closed)
        if place % 4 == 0:
            turned = {Marking.OFFICIAL: Marking.OFFICIAL_SENSITIVE, Marking.OFFICIAL_SENSITIVE: Marking.OFFICIAL}
            year(recommending.set_marking, **this, marking=turned[Marking(item.marking)], why=LATER)


def _work(year: _Year) -> None:
    post = Post.objects.filter(role=Role.OWNER, holdings__to_on=None, holdings__isnull=False).earliest("pk")
    soon = year.at.date() + timedelta(days=30)
    step = {"what": LATER, "post": post, "due_on": soon}
    year.of_all(registered.Recommendation, recommending.add_action, "recommendation", **step)
    for place, action in enumerate(year.some(registered.Action)):
        if place % 3 == 0:
            year(recommending.drop_action, action=action, why=LATER)
        elif place % 3 == 1:
            year(recommending.do_action, action=action, proof=LATER, cites="A message")
            year(recommending.sign_off_action, action=action)
        else:
            year(recommending.change_action, action=action, **{**step, "what": f"{action.what} {LATER}"})
    shown = {"title": LATER, "kind": EvidenceKind.MINUTES, "reference": LATER}
    year.of_all(registered.Recommendation, recommending.add_evidence, "recommendation", **shown)
    year.of_all(registered.ProgressUpdate, recommending.write_wording, "update", text=LATER)
    year.of_all(registered.CommitteeWording, recommending.clear_wording, "wording")
    year.of_all(registered.Recommendation, recommending.write_reply, "recommendation", text=LATER)
    year.of_all(registered.Recommendation, recommending.clear_reply, "recommendation")


def _closing(year: _Year) -> None:
    for place, item in enumerate(year.some(registered.Recommendation)):
        this = {"recommendation": item}
        if item.status in CLOSED | {Status.FOR_INFORMATION, Status.NOT_APPLICABLE}:
            year(recommending.reopen, **this, source=LATER, why=LATER)
        elif place % 5 == 0:
            year(recommending.hold, **this, review_on=year.at.date() + timedelta(days=60), why=LATER)
        elif place % 5 == 1:
            year(recommending.rule_not_ours, **this, why=LATER)
        elif place % 5 == 2:
            year(recommending.propose_in_error, **this, why=LATER)
        else:
            decided = {"decided_on": year.at.date(), "decided_by": LATER, "document": LATER}
            outcome = {"outcome": Status.CLOSED_NO_FURTHER_ACTION, "route": DecisionRoute.LETTER}
            year(recommending.hmicfrs_closes, **this, **decided, **outcome)
    decided = {"decided_on": year.at.date(), "decided_by": LATER, "route": DischargeRoute.LETTER, "document": LATER}
    year.of_all(inspected.CauseOfConcern, recommending.discharge_cause, "cause", **decided)


def _calendar(year: _Year, papers: list[Paper]) -> None:
    """Meetings come to light that lay between the papers' own, and what was issued is withdrawn or put right."""
    for meeting in Meeting.objects.all():
        year(reporting.add_meeting, held_on=meeting.held_on - timedelta(days=20))
    for meeting in Meeting.objects.filter(paper=None):
        values = {"held_on": meeting.held_on - timedelta(days=9)}
        year(reporting.change_meeting, meeting=meeting, values=values)
    for place, paper in enumerate(papers):
        if place % 2:
            year(reporting.start_correction, paper=paper, why=LATER)
        else:
            year(reporting.withdraw_paper, paper=paper, note=LATER)

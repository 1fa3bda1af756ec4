"""The papers that somebody may compare: drafts and issued versions, each for each audience."""

from collections.abc import Iterator
from dataclasses import dataclass

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import worded_day
from reports.enums import Audience, PaperState
from reports.models import IssuedCopy, Paper
from reports.permissions import is_open, may_see_internal


@dataclass(frozen=True)
class Comparable:
    """A paper that can be compared, by a key that stands in an address: "2022-03-31.1.public" is version 1, and
    "2022-03-31.draft.internal" what is being drafted."""

    key: str
    label: str
    paper: Paper
    audience: Audience
    copy: IssuedCopy | None = None

    @property
    def short(self) -> str:
        """The label as it fits into a drop-down of a phone, which cuts what is longer."""
        day = self.paper.meeting.held_on
        return self.label.replace(worded_day(day), f"{day.day} {day:%b} {day.year}").replace("version ", "v")


def comparables(actor: Actor) -> list[Comparable]:
    """Everything that the actor may read and compare, the newest meeting first."""
    copies = IssuedCopy.objects.visible_to(actor).defer("document", "figures")
    copies = copies.select_related("issue__paper__meeting")
    drafts = Paper.objects.visible_to(actor).select_related("meeting", "contact_post")
    found = [_issued(copy) for copy in copies]
    if may_see_internal(actor):
        found += [each for paper in drafts if is_open(paper) for each in _drafted(paper)]
    return sorted(found, key=lambda each: (each.paper.meeting.held_on, each.key), reverse=True)


def _issued(copy: IssuedCopy) -> Comparable:
    issue = copy.issue
    day = issue.paper.meeting.held_on
    label = f"{worded_day(day)}, version {issue.number}, {copy.get_audience_display().lower()}"
    return Comparable(f"{day}.{issue.number}.{copy.audience}", label, issue.paper, Audience(copy.audience), copy)


def _drafted(paper: Paper) -> Iterator[Comparable]:
    day = paper.meeting.held_on
    state = "released" if paper.state == PaperState.RELEASED else "draft"
    for audience in Audience:
        label = f"{worded_day(day)}, {state}, {audience.label.lower()}"
        yield Comparable(f"{day}.draft.{audience}", label, paper, audience)

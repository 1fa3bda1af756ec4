"""What the committee asked for at earlier meetings, as far as a paper may tell of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from jac_tracker.accounts.models import Post
from reports.enums import RequestOutcome
from reports.models import CommitteeRequest, Meeting, RequestItem
from reports.paper.blocks import Audience
from reports.paper.data import Inspection, Item, Period, Request
from reports.paper.gather.past import Past


def gather_requests(
    past: Past,
    meeting: Meeting,
    period: Period,
    items: Sequence[Item],
    inspections: Sequence[Inspection],
    audience: Audience,
) -> tuple[Request, ...]:
    """The requests of earlier meetings that are open, and those settled in the period, the first asked first.

    One about anything that the paper may not tell of is left out for everybody, what was asked in private for the
    public; the public is told cleared words alone.
    """
    found = _Requests(past, meeting, _titles(items, inspections), audience)
    told = [request for request in found.told(period) if request.asked_on < meeting.held_on]
    return tuple(sorted(told, key=lambda each: (each.asked_on, each.id)))


Titles = Mapping[tuple[str, int], str]


def _titles(items: Sequence[Item], inspections: Sequence[Inspection]) -> Titles:
    """What each thing that may be told of is called."""
    causes = [cause for each in inspections for publication in each.publications for cause in publication.causes]
    return {
        **{("item", item.id): item.reference for item in items},
        **{("inspection", each.id): f"“{each.title}”" for each in inspections},
        **{("cause", cause.id): f"the cause of concern “{cause.title}”" for cause in causes},
    }


class _Requests:
    """Every version of every request up to the moment, what each is about, and the meetings by number."""

    def __init__(self, past: Past, meeting: Meeting, titles: Titles, audience: Audience) -> None:
        self.titles, self.is_internal = titles, audience is Audience.INTERNAL
        self.versions = past.versions(CommitteeRequest)
        self.posts = past.rows(Post)
        # a committee that has asked for nothing costs no further question
        rows = past.rows(Meeting) if self.versions else {}
        self.held_on = {number: row.held_on for number, row in rows.items()}
        self.held_on[meeting.pk] = meeting.held_on  # on the day that the paper itself prints
        self.items: dict[int, list[int]] = defaultdict(list)
        for row in past.rows(RequestItem).values() if self.versions else ():
            self.items[row.request_id].append(row.recommendation_id)

    def told(self, period: Period) -> Iterator[Request]:
        for number, versions in self.versions.items():
            row = versions[-1]
            about = self._about(row, number)
            is_of_now = not row.outcome or period.holds(row.settled_at)
            is_for_them = self.is_internal or not row.is_private
            if is_of_now and is_for_them and about is not None and row.outcome != RequestOutcome.IN_ERROR:
                yield self._request(row, versions, about)

    def _about(self, row: Any, number: int) -> tuple[str, ...] | None:
        """What it is about, by name; None where any of that may not be told of."""
        keys = [("item", item) for item in self.items[number]]
        keys += [("inspection", row.inspection_id), ("cause", row.cause_id)]
        named = [key for key in keys if key[1] is not None]
        return tuple(self.titles[key] for key in named) if all(key in self.titles for key in named) else None

    def _request(self, row: Any, versions: Sequence[Any], about: tuple[str, ...]) -> Request:
        words = row.cleared_words or (row.words if self.is_internal else "")
        carried = [newer for older, newer in pairwise(versions) if older.answer_by_id != newer.answer_by_id]
        return Request(
            id=row.id,
            asked_on=self.held_on[row.meeting_id],
            minute=row.minute if words else "",
            words=words,
            is_cleared=bool(row.cleared_words),
            is_private=row.is_private,
            asked_of=self.posts[row.asked_of_id].title,
            about=about,
            due_on=self.held_on[row.answer_by_id],
            first_due_on=self.held_on[versions[0].answer_by_id],
            moved=len(carried),
            reasons=tuple(each.history_change_reason or "" for each in carried) if self.is_internal else (),
            outcome=RequestOutcome(row.outcome) if row.outcome else None,
            answer=row.cleared_answer or (row.answer if self.is_internal else ""),
            is_answer_cleared=bool(row.cleared_answer),
            answered_on=self.held_on[row.answered_in_id] if row.answered_in_id else None,
            answered_by=self.posts[row.answered_by_id].title if row.answered_by_id else "",
        )

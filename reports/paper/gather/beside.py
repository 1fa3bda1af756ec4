"""What a paper is checked against, read apart from what it is made of: who composes it never meets this."""

from collections.abc import Iterator
from typing import Any

from inspections.models import CauseOfConcern, Inspection, Publication
from jac_tracker.accounts.models import Post, User
from recommendations.enums import Marking
from recommendations.models import CommitteeWording, ProgressUpdate, Recommendation
from reports.models import CommitteeRequest, Issue, IssuedCopy, Paper
from reports.paper.blocks import Audience
from reports.paper.data.beside import Beside, LastPaper, Reason, Secret
from reports.paper.gather.past import Past

_PARTS_OF_AN_INSPECTION = (
    "background",
    "found",
    "found_about_us",
    "good_practice",
    "next_steps",
    "force_response",
)


def gather_beside(paper: Paper, past: Past) -> Beside:
    """What may not be told by the paper, as at the moment or by now, the people and posts there are, and the last
    paper. What was put under an embargo or a marking since the cut-off may not go out either."""
    embargoed = {number for number, row in past.rows(Inspection).items() if row.is_embargoed}
    embargoed |= set(Inspection.objects.filter(is_embargoed=True).values_list("pk", flat=True))
    items, publications = past.rows(Recommendation), past.rows(Publication)
    marked = {number for number, row in items.items() if row.marking != Marking.OFFICIAL}
    marked |= set(Recommendation.objects.exclude(marking=Marking.OFFICIAL).values_list("pk", flat=True))
    under = {n for n, row in items.items() if publications[row.publication_id].inspection_id in embargoed}
    wordings = list(past.rows(CommitteeWording).values())
    requests = list(past.rows(CommitteeRequest).values())
    return Beside(
        secrets=(
            *_embargoed(past, embargoed),
            *(_marked(items[number]) for number in sorted(marked - under) if number in items),
            *_uncleared(past, wordings),
            *(Secret(Reason.ASKED, (), (row.words, row.answer)) for row in requests),
        ),
        hidden_inspections=frozenset(embargoed),
        hidden_items=frozenset(marked | under),
        cleared=frozenset(
            [
                *(row.text for row in wordings if row.cleared_at is not None),
                *(text for row in requests if not row.is_private for text in (row.cleared_words, row.cleared_answer)),
            ]
        ),
        people=tuple(User.objects.values_list("name", flat=True)),
        posts=tuple(row.title for row in past.rows(Post).values()),
        last=_last(paper),
    )


def _embargoed(past: Past, numbers: set[int]) -> Iterator[Secret]:
    """Each inspection under embargo with all that hangs on it."""
    publications = [row for row in past.rows(Publication).values() if row.inspection_id in numbers]
    whose = {row.id: row.inspection_id for row in publications}
    names: dict[int, list[str]] = {number: [] for number in numbers}
    texts: dict[int, list[str]] = {number: [] for number in numbers}
    for number in numbers & past.rows(Inspection).keys():
        row = past.rows(Inspection)[number]
        names[number] += [row.title, row.short_title]
        texts[number] += [getattr(row, field) for field in _PARTS_OF_AN_INSPECTION]
    for row in publications:
        names[row.inspection_id].append(row.title)
    for model, naming in ((CauseOfConcern, ("title",)), (Recommendation, ("title", "reference"))):
        for row in past.rows(model).values():
            if row.publication_id in whose:
                number = whose[row.publication_id]
                names[number] += [getattr(row, field) for field in naming]
                texts[number].append(row.text)
    for number in sorted(numbers):
        yield Secret(Reason.EMBARGOED, tuple(names[number]), tuple(texts[number]), inspection_id=number)


def _marked(row: Any) -> Secret:
    return Secret(Reason.SENSITIVE, (row.reference, row.title), (row.text,), reference=row.reference)


def _uncleared(past: Past, wordings: list[Any]) -> Iterator[Secret]:
    """The progress of each item as it was recorded, and wordings of it that wait to be cleared."""
    items = past.rows(Recommendation)
    texts: dict[int, list[str]] = {}
    item_of: dict[int, int] = {}
    for number, about, text in ProgressUpdate.objects.filter(at__lte=past.moment).values_list(
        "id", "recommendation_id", "text"
    ):
        texts.setdefault(about, []).append(text)
        item_of[number] = about
    for row in wordings:
        if row.cleared_at is None and row.update_id in item_of:
            texts[item_of[row.update_id]].append(row.text)
    for number in sorted(texts):
        if number in items:
            yield Secret(Reason.UNCLEARED, (), tuple(texts[number]), reference=items[number].reference)


def _last(paper: Paper) -> LastPaper | None:
    """What was issued last for the newest meeting before that has something issued that stands."""
    issued = Issue.objects.standing().filter(paper__meeting__held_on__lt=paper.meeting.held_on)
    issue = issued.select_related("paper__meeting").order_by("-paper__meeting__held_on", "-number").first()
    if issue is None:
        return None
    copy = IssuedCopy.objects.filter(issue=issue, audience=Audience.PUBLIC.value).only("figures").first()
    said = copy.figures.get("figures", {}).get("open_now") if copy else None
    return LastPaper(issue.paper.meeting.held_on, issue.cut_off_at, said) if isinstance(said, int) else None

"""What of a report and its items may go out with a reply."""

from collections import Counter
from datetime import datetime
from typing import Any

from inspections.enums import ReplyKind
from inspections.models import Publication, Register, ReplyDuty
from jac_tracker.dates import london_day
from recommendations import models
from recommendations.enums import STANDING_ACTIONS, ActionStatus, Kind, Marking, Status, TextSource
from reports.paper.data import Reply
from reports.paper.gather.items import as_numbered
from reports.paper.reply.data import Comment, ReplyCause, ReplyData, ReplyItem, ReplyPart


def gather_reply(publication: Publication, at: datetime) -> ReplyData:
    """The reply as things stand at a moment: no item with a handling marking, and none entered in error.

    An embargoed inspection is for the caller to refuse: nothing of it goes out.
    """
    register = Register.objects.select_related("force").get()
    rows = models.Recommendation.objects.filter(publication=publication, marking=Marking.OFFICIAL)
    rows = rows.exclude(status=Status.WITHDRAWN).select_related("owner_post")
    around = _Around(publication)
    return ReplyData(
        force=register.force.name,
        body=register.policing_body,
        title=publication.title,
        published=publication.day,
        duties=tuple(_duty(row, at) for row in publication.reply_duties.order_by("earliest", "pk")),
        causes=tuple(
            ReplyCause(row.pk, row.title, row.text, row.discharged_on) for row in publication.causes.order_by("pk")
        ),
        items=tuple(
            around.item(row) for row in sorted(rows, key=lambda row: (as_numbered(row.number_in_report), row.pk))
        ),
        on=london_day(at),
    )


class _Around:
    """What is known of every item of a report, by its key."""

    def __init__(self, publication: Publication) -> None:
        about = {"recommendation__publication": publication}
        self._parts: dict[int, list[Any]] = {}
        for part in models.Part.objects.filter(**about):
            self._parts.setdefault(part.recommendation_id, []).append(part)
        self._decisions = {
            row.recommendation_id: row for row in models.Decision.objects.filter(**about).order_by("at", "pk")
        }
        comments = models.ReplyComment.objects.filter(**about)
        self._waiting = {row.recommendation_id for row in comments if not row.is_cleared}
        own = {row.recommendation_id: Comment(row.text) for row in comments if row.is_cleared}
        self._comments = _wordings(publication) | own
        self._actions = Counter(
            (row.recommendation_id, row.status == ActionStatus.TO_DO)
            for row in models.Action.objects.filter(**about, status__in=STANDING_ACTIONS)
        )

    def item(self, row: models.Recommendation) -> ReplyItem:
        decision = None if row.is_open else self._decisions.get(row.pk)
        return ReplyItem(
            reference=row.reference,
            kind=Kind(row.kind),
            number=row.number_in_report,
            theme=row.theme,
            title=row.title,
            text=row.text,
            text_source=TextSource(row.text_source),
            parts=tuple(
                ReplyPart(part.letter, part.text, part.deadline_words, part.deadline_on)
                for part in sorted(self._parts.get(row.pk, ()), key=lambda part: as_numbered(part.letter))
            ),
            addressees=tuple(row.addressees),
            deadline=row.deadline_words,
            deadline_on=row.deadline_on,
            cause=row.cause_id,
            status=Status(row.status),
            owner=row.owner_post.title if row.owner_post else "",
            target_on=row.internal_target_on,
            decided_on=None if decision is None or decision.day_is_unknown else decision.decided_on,
            done=self._actions[row.pk, False],
            to_do=self._actions[row.pk, True],
            comment=self._comments.get(row.pk),
            waits=row.pk in self._waiting,
        )


def _wordings(publication: Publication) -> dict[int, Comment]:
    """The newest wording of each item that is cleared for the committee; progress itself is never read."""
    cleared = models.CommitteeWording.objects.filter(
        update__recommendation__publication=publication, cleared_at__isnull=False
    ).exclude(text="")
    return {
        wording.update.recommendation_id: Comment(wording.text, wording.update.happened_on)
        for wording in cleared.select_related("update").order_by("update__at", "update_id")
    }


def _duty(row: ReplyDuty, at: datetime) -> Reply:
    return Reply(
        id=row.pk,
        kind=ReplyKind(row.kind),
        owed_by=row.owed_by,
        owed_to=row.owed_to,
        due=row.day,
        our_input_due_on=row.our_input_due_on,
        our_input_sent_on=row.our_input_sent_on,
        published_on=row.reply_published_on,
        changed_at=at,
        recorded_at=at,
        sent_at=None,
        published_at=None,
    )

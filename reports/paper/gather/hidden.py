"""The words of the register that may not be told, and those that anybody may know.

What is hidden as at the moment of a paper or by now is so in every wording that it ever had: what was put under an
embargo or a marking since the moment, or recorded under one, may not go out either.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from inspections.models import CauseOfConcern, Grading, Inspection, Milestone, Publication, ReplyDuty
from jac_tracker.history import Tracked, versions_of
from recommendations.enums import Marking
from recommendations.models import (
    Action,
    Claim,
    ClaimAnswer,
    CommitteeWording,
    Part,
    ProgressUpdate,
    Recommendation,
    ReplyComment,
)
from reports.models import CommitteeRequest, RequestItem
from reports.paper.data.beside import Reason, Secret


@dataclass(frozen=True)
class _Table:
    """Where words stand: columns of names and of texts; `path` leads to what its rows hang on.

    Reasons, themes and documents are no columns of it: one is given for many things at once, hidden and open.
    """

    model: type[Model]
    path: str
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def of(self, numbers: Collection[int]) -> "tuple[_Table, QuerySet[Any]]":
        """Whatever was recorded of what has these numbers."""
        rows = versions_of(self.model) if issubclass(self.model, Tracked) else self.model._default_manager.all()
        return self, rows.filter(**{f"{self.path}__in": numbers})

    def but(self, numbers: Collection[int]) -> "tuple[_Table, QuerySet[Any]]":
        """What stands now of anything else."""
        return self, self.model._default_manager.exclude(**{f"{self.path}__in": numbers})


# What the public may read of a thing that is open, and what else is said of it in the register.
_INSPECTION = _Table(
    Inspection,
    "id",
    names=("title", "short_title"),
    texts=(
        "background",
        "found",
        "found_about_us",
        "good_practice",
        "next_steps",
        "force_response",
        "our_part_note",
        "forces_note",
    ),
)
_PUBLICATION = _Table(Publication, "id", names=("title",))
_OF_A_PUBLICATION = (
    _Table(CauseOfConcern, "publication_id", names=("title",), texts=("text",)),
    _Table(Grading, "publication_id", texts=("narrative",)),
)
_OF_AN_ITEM = (
    _Table(Recommendation, "id", names=("title", "reference"), texts=("text",)),
    _Table(Part, "recommendation_id", texts=("text",)),
)
_ALSO_OF_AN_INSPECTION = (_Table(Milestone, "inspection_id", texts=("note",)),)
_ALSO_OF_A_PUBLICATION = (
    _Table(Publication, "id", texts=("note",)),
    _Table(ReplyDuty, "publication_id", texts=("note",)),
)
_ALSO_OF_AN_ITEM = (
    _Table(ProgressUpdate, "recommendation_id", texts=("text",)),
    _Table(CommitteeWording, "update__recommendation_id", texts=("text",)),
    _Table(ReplyComment, "recommendation_id", texts=("text",)),
    _Table(Action, "recommendation_id", texts=("what", "proof")),
    _Table(Claim, "recommendation_id", texts=("how_it_will_last",)),
    _Table(ClaimAnswer, "claim__recommendation_id", texts=("text",)),
)


class Hidden:
    """What nobody may be told of: inspections, and items by themselves and under an inspection."""

    def __init__(self, moment: datetime) -> None:
        inspections = _Ever(moment, Inspection, "is_embargoed")
        publications = _Ever(moment, Publication, "inspection_id")
        items = _Ever(moment, Recommendation, "publication_id", "marking")
        self.inspections = frozenset(row.id for row in inspections.standing if row.is_embargoed)
        self._publications = {row.id for row in publications.rows if row.inspection_id in self.inspections}
        self._under = {row.id for row in items.rows if row.publication_id in self._publications}
        marked = {row.id for row in items.standing if row.marking != Marking.OFFICIAL}
        self._marked = marked - self._under
        self.items = frozenset(marked | self._under)
        self._requests = _Requests(moment)
        self._progress = _Progress(moment, self.items)

    def secrets(self) -> Iterator[Secret]:
        """All that may not be told, by the reason."""
        about_embargoed = self._requests.about(self.inspections, self._publications, self._under)
        about_marked = self._requests.about((), (), self._marked) - about_embargoed
        names, texts = _words(
            _INSPECTION.of(self.inspections),
            _PUBLICATION.of(self._publications),
            *(table.of(self.inspections) for table in _ALSO_OF_AN_INSPECTION),
            *(table.of(self._publications) for table in (*_OF_A_PUBLICATION, *_ALSO_OF_A_PUBLICATION)),
            *(table.of(self._under) for table in (*_OF_AN_ITEM, *_ALSO_OF_AN_ITEM)),
        )
        yield Secret(Reason.EMBARGOED, names, texts | self._requests.words(about_embargoed))
        names, texts = _words(*(table.of(self._marked) for table in (*_OF_AN_ITEM, *_ALSO_OF_AN_ITEM)))
        yield Secret(Reason.SENSITIVE, names, texts | self._requests.words(about_marked))
        yield Secret(Reason.UNCLEARED, frozenset(), self._progress.uncleared)
        others = self._requests.numbers - about_embargoed - about_marked
        yield Secret(Reason.ASKED, frozenset(), self._requests.words(others))

    def cleared(self) -> frozenset[str]:
        """The wordings that have been cleared of what is not hidden."""
        hidden = self._requests.about(self.inspections, self._publications, self.items)
        return self._progress.cleared | self._requests.cleared(but=hidden)

    def open_words(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names and the texts that stand now of what is not hidden."""
        return _words(
            _INSPECTION.but(self.inspections),
            _PUBLICATION.but(self._publications),
            *(table.but(self._publications) for table in _OF_A_PUBLICATION),
            *(table.but(self.items) for table in _OF_AN_ITEM),
        )


class _Ever:
    """Every version of a model's rows, and among them those that stood at the moment and those that stand now."""

    def __init__(self, moment: datetime, model: type[Tracked], *fields: str) -> None:
        versions = versions_of(model).order_by("history_date", "history_id")
        self.rows = list(versions.values_list("id", "history_date", "history_type", *fields, named=True))
        then = {row.id: row for row in self.rows if row.history_date <= moment}
        now = {row.id: row for row in self.rows}
        self.standing = [row for row in (*then.values(), *now.values()) if row.history_type != "-"]


class _Progress:
    """The progress of the items that are not hidden, and how it and the items are worded for others."""

    def __init__(self, moment: datetime, hidden: Collection[int]) -> None:
        texts = dict(ProgressUpdate.objects.exclude(recommendation_id__in=hidden).values_list("id", "text"))
        wordings = _Ever(moment, CommitteeWording, "update_id", "text", "cleared_at")
        comments = _Ever(moment, ReplyComment, "recommendation_id", "text", "cleared_at")
        ever = [row for row in wordings.rows if row.update_id in texts]
        ever += [row for row in comments.rows if row.recommendation_id not in hidden]
        standing = [row for row in wordings.standing if row.update_id in texts]
        standing += [row for row in comments.standing if row.recommendation_id not in hidden]
        self.uncleared = frozenset([*texts.values(), *(row.text for row in ever if row.cleared_at is None)])
        self.cleared = frozenset(row.text for row in standing if row.cleared_at is not None)


class _Requests:
    """What the committee asked for."""

    def __init__(self, moment: datetime) -> None:
        fields = ("words", "answer", "cleared_words", "cleared_answer", "is_private", "inspection_id")
        self._versions = _Ever(moment, CommitteeRequest, *fields, "cause__publication_id")
        self._items = _Ever(moment, RequestItem, "request_id", "recommendation_id")
        self.numbers = {row.id for row in self._versions.rows}

    def about(self, inspections: Collection[int], publications: Collection[int], items: Collection[int]) -> set[int]:
        """Which of them are about any of these."""
        return {
            *(row.id for row in self._versions.standing if row.inspection_id in inspections),
            *(row.id for row in self._versions.standing if row.cause__publication_id in publications),
            *(row.request_id for row in self._items.standing if row.recommendation_id in items),
        }

    def words(self, numbers: Collection[int]) -> frozenset[str]:
        """Everything ever said in these."""
        rows = [row for row in self._versions.rows if row.id in numbers]
        said = {text for row in rows for text in (row.words, row.answer, row.cleared_words, row.cleared_answer)}
        return frozenset(said - {""})

    def cleared(self, *, but: Collection[int]) -> frozenset[str]:
        """What the public may be told of what was not asked in private."""
        private = {row.id for row in self._versions.standing if row.is_private}
        rows = [row for row in self._versions.standing if row.id not in private and row.id not in but]
        return frozenset(text for row in rows for text in (row.cleared_words, row.cleared_answer))


def _words(*asked: tuple[_Table, QuerySet[Any]]) -> tuple[frozenset[str], frozenset[str]]:
    """The names and the texts in the rows, read in one statement."""
    columns = [
        rows.order_by()
        .annotate(is_name_=Value(column in table.names), words_=Cast(F(column), TextField()))
        .exclude(words_="")
        .values_list("is_name_", "words_")
        for table, rows in asked
        for column in (*table.names, *table.texts)
    ]
    found = list(columns[0].union(*columns[1:]))
    names, texts = (frozenset(words for is_name, words in found if bool(is_name) is sort) for sort in (True, False))
    return names, texts

"""The rows of a list, into a register in use: by its own acts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio, Post
from recommendations.actions.dates import extend_target, set_target
from recommendations.actions.governance import set_governance
from recommendations.actions.moving import rule_not_ours
from recommendations.actions.opening import Asked, Made, Taken, deadline_of
from recommendations.actions.owning import allocate, reallocate
from recommendations.actions.progress import record_progress, set_rag
from recommendations.actions.registering import edit_text, register
from recommendations.enums import (
    Kind,
    Rag,
    Status,
    TextSource,
)
from recommendations.intake.columns import Field
from recommendations.intake.known import Known, Named
from recommendations.intake.verdicts import Judged, Verdict
from recommendations.models import Board, Recommendation


def add_and_change(
    rows: list[Judged], asked: Asked, known: Known, taken: Taken, by: Actor, at: datetime
) -> Iterator[Taken]:
    made = Made(asked, taken)
    made.write([row for row in rows if row.verdict is Verdict.CREATE], by, at)
    for row in rows:
        try:
            if row.verdict is Verdict.CREATE:
                _add(row, made.item(row, ""), asked, by, at)
            else:
                _change(row, asked, by, at)
        except NotPossible as refusal:
            raise NotPossible(f"Row {row.number}: {refusal} Nothing has been taken over.") from refusal
        taken.done += 1
        if taken.done % 10 == 0 or taken.done == taken.of:
            yield taken


def _add(row: Judged, made: Recommendation, asked: Asked, by: Actor, at: datetime) -> None:
    why = f"Taken over from {asked.source}"
    item = register(
        publication=made.publication,
        kind=Kind(made.kind),
        title=made.title,
        text=made.text,
        text_source=TextSource(made.text_source),
        number_in_report=made.number_in_report,
        theme=made.theme,
        deadline=deadline_of(row),
        reference=row.values.get(Field.REFERENCE, ""),
        by=by,
        at=at,
    )
    if row.values[Field.STATUS] == Status.FOR_INFORMATION:
        rule_not_ours(recommendation=item, by=by, at=at, why=why)
    elif made.owner_post is not None and row.values[Field.STATUS] == Status.IN_PROGRESS:
        given = row.values.get(Field.RAG)
        allocate(
            recommendation=item,
            owner_post=made.owner_post,
            portfolio=made.portfolio,
            board=made.board,
            programme=made.programme,
            rag=given,
            rag_reason=f"As it was in {asked.source}." if given else "",
            by=by,
            at=at,
            why=why,
        )
    if made.internal_target_on is not None:
        set_target(recommendation=item, target_on=made.internal_target_on, by=by, at=at)
    if made.risk_reference or made.risk_rating or made.board_id or made.programme:
        _govern(item, row, why, by, at)
    if text := row.values.get(Field.PROGRESS):
        record_progress(recommendation=item, text=text, cites=asked.source, by=by, at=at)


def _change(row: Judged, asked: Asked, by: Actor, at: datetime) -> None:
    """The acts that bring an item to what the row states, in the order in which a person would do them."""
    assert row.item is not None  # a change is of something
    item = Recommendation.objects.get(pk=row.item.pk)
    why, new = f"Taken over from {asked.source}", {each: value for each, _old, value in row.changes}
    given: dict[str, Any] = {"recommendation": item, "by": by, "at": at}
    texts = {name: new[each] for each, name in _TEXTS.items() if each in new}
    if texts:
        if "text" in texts and item.text_source == TextSource.NOT_ENTERED:
            texts["text_source"] = asked.plan.text_source
        edit_text(**given, values=texts, why=why)
    if Field.OWNER in new or Field.PORTFOLIO in new:
        owner, portfolio = row.values.get(Field.OWNER), row.values.get(Field.PORTFOLIO)
        number = owner.pk if owner else item.owner_post_id
        if number is None:
            raise NotPossible("It has no owner yet, and so no portfolio. Allocate it first.")
        post = Post.objects.get(pk=number)
        act = allocate if item.status == Status.AWAITING_ALLOCATION else reallocate
        act(**given, owner_post=post, portfolio=Portfolio.objects.get(pk=portfolio.pk) if portfolio else None, why=why)
    if target_on := new.get(Field.TARGET_ON):
        if item.internal_target_on is not None and target_on > item.internal_target_on:
            extend_target(**given, target_on=target_on, why=why)
        else:
            set_target(**given, target_on=target_on)
    if not _GOVERNED.isdisjoint(new):
        _govern(item, row, why, by, at)
    if Field.RAG in new:
        set_rag(**given, rag=Rag(new[Field.RAG]), why=why)
    if Field.PROGRESS in new:
        record_progress(**given, text=new[Field.PROGRESS], cites=asked.source)


_TEXTS = {
    Field.KIND: "kind",
    Field.NUMBER: "number_in_report",
    Field.THEME: "theme",
    Field.TITLE: "title",
    Field.TEXT: "text",
}
_GOVERNED = {Field.BOARD, Field.PROGRAMME, Field.RISK_REFERENCE, Field.RISK_RATING}


def _govern(item: Recommendation, row: Judged, why: str, by: Actor, at: datetime) -> None:
    item = Recommendation.objects.get(pk=item.pk)
    board: Named | None = row.values.get(Field.BOARD)
    named = Board.objects.filter(pk=board.pk) if board and board.pk else Board.objects.filter(name__iexact=str(board))
    set_governance(
        recommendation=item,
        board=named.first() if board else item.board,
        programme=row.values.get(Field.PROGRAMME, item.programme),
        risk_reference=row.values.get(Field.RISK_REFERENCE, item.risk_reference),
        risk_rating=row.values.get(Field.RISK_RATING, item.risk_rating),
        by=by,
        at=at,
        why=why,
    )

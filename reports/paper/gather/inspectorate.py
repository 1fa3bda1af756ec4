"""Inspections, and all that hangs on them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from inspections import models
from inspections.enums import (
    CountOf,
    GradingStanding,
    InspectionKind,
    MilestoneKind,
    OurPart,
    PublicationKind,
    ReplyKind,
    Standing,
)
from inspections.rules import stage
from jac_tracker.accounts.models import Post
from jac_tracker.dates import london_day
from reports.paper import data
from reports.paper.gather.past import Embargoes, Past, day_of

By = Mapping[int, list[Any]]


def gather_inspections(
    past: Past, embargoes: Embargoes, frameworks: Mapping[int, data.Framework]
) -> tuple[data.Inspection, ...]:
    """Every inspection that was recorded and not under embargo."""
    reading = _Reading(past, embargoes, frameworks)
    return tuple(map(reading.inspection, reading.told))


def gather_frameworks(past: Past) -> Mapping[int, data.Framework]:
    """Every framework by its number."""
    grades = _by(past, models.FrameworkGrade, "framework_id", order="position")
    areas = _by(past, models.FrameworkArea, "framework_id", order="position")
    return {
        row.id: data.Framework(
            id=row.id,
            name=row.name,
            cycle=row.cycle,
            comparable_with=row.comparable_with,
            note=row.note,
            grades=tuple(data.Grade(grade.name, grade.meaning) for grade in grades[row.id]),
            graded_areas=tuple(area.short_label for area in areas[row.id] if area.is_graded),
        )
        for row in past.rows(models.Framework).values()
    }


class _Reading:
    """Puts rows that know one another by number into values that hold one another."""

    def __init__(self, past: Past, embargoes: Embargoes, frameworks: Mapping[int, data.Framework]) -> None:
        self.past, self.embargoes, self.frameworks = past, embargoes, frameworks
        self.told = [row for row in past.rows(models.Inspection).values() if embargoes.known_at(row.id)]
        self.forces = _by(past, models.OtherForce, "inspection_id", order="position")
        self.joint = _by(past, models.JointInspectorate, "inspection_id", order="position")
        self.milestones = _by(past, models.Milestone, "inspection_id")
        self.publications = _by(past, models.Publication, "inspection_id")
        self.gradings = _by(past, models.Grading, "publication_id")
        self.counts = _by(past, models.ReportedCount, "publication_id")
        self.causes = _by(past, models.CauseOfConcern, "publication_id")
        self.replies = _by(past, models.ReplyDuty, "publication_id")
        self.publication_recorded = past.first_recorded(models.Publication)
        self.reply_marks = _reply_marks(past)
        self.milestone_recorded = past.first_recorded(models.Milestone, "standing")
        told = {row.id for row in self.told}
        published = past.rows(models.Publication)
        # A cause under an embargoed inspection ends the chain: nothing of it may be told.
        self.told_causes = {
            row.id: row
            for row in past.rows(models.CauseOfConcern).values()
            if published[row.publication_id].inspection_id in told
        }

    def inspection(self, row: Any) -> data.Inspection:
        bodies = self.past.rows(models.Inspectorate)
        forces = self.past.rows(models.Force)
        known_at = self.embargoes.known_at(row.id)
        assert known_at is not None
        milestones = self.milestones[row.id]
        publications = self.publications[row.id]
        return data.Inspection(
            id=row.id,
            kind=InspectionKind(row.kind),
            title=row.title,
            our_part=OurPart(row.our_part),
            our_part_note=row.our_part_note,
            lead_body=_called(bodies[row.lead_body_id]) if row.lead_body_id else "",
            joint_bodies=tuple(_called(bodies[each.inspectorate_id]) for each in self.joint[row.id]),
            complainant=row.complainant,
            other_forces=tuple(data.OtherForce(forces[each.force_id].name, each.note) for each in self.forces[row.id]),
            forces_count=row.forces_count,
            forces_note=row.forces_note,
            background=row.background,
            found=row.found,
            found_about_us=row.found_about_us,
            good_practice=row.good_practice,
            next_steps=row.next_steps,
            force_response=row.force_response,
            milestones=tuple(sorted(map(self.milestone, milestones), key=lambda each: each.day.sort_key)),
            publications=_in_time(self.publication(each, known_at) for each in publications),
            stage=stage(milestones, publications, london_day(self.past.moment), kind=row.kind),
            known_at=known_at,
        )

    def milestone(self, row: Any) -> data.Milestone:
        recorded_at = self.milestone_recorded[row.id, row.standing]
        return data.Milestone(MilestoneKind(row.kind), Standing(row.standing), day_of(row), recorded_at)

    def publication(self, row: Any, known_at: datetime) -> data.Publication:
        return data.Publication(
            id=row.id,
            inspection_id=row.inspection_id,
            kind=PublicationKind(row.kind),
            title=row.title,
            day=day_of(row),
            address=row.address,
            framework=self.frameworks.get(row.framework_id),
            gradings=self.all_gradings(row.id),
            counts=self.all_counts(row.id),
            causes=tuple(map(self.cause, self.causes[row.id])),
            replies=tuple(sorted(map(self.reply, self.replies[row.id]), key=lambda each: each.due.sort_key)),
            known_at=max(known_at, self.publication_recorded[row.id,]),
        )

    def all_gradings(self, publication_id: int) -> tuple[data.Grading, ...]:
        areas = self.past.rows(models.FrameworkArea)
        rows = sorted(self.gradings[publication_id], key=lambda row: areas[row.area_id].position)
        return tuple(map(self.grading, rows))

    def grading(self, row: Any) -> data.Grading:
        area = self.past.rows(models.FrameworkArea)[row.area_id]
        return data.Grading(
            id=row.id,
            area=area.short_label,
            full_heading=area.full_question,
            is_overall=area.is_overall,
            standing=GradingStanding(row.standing),
            grade=self.past.rows(models.FrameworkGrade)[row.grade_id].name if row.grade_id else "",
            narrative=row.narrative,
            told_with=row.told_with_id,
        )

    def all_counts(self, publication_id: int) -> tuple[data.Count, ...]:
        in_order = list(CountOf)
        return tuple(map(self.count, sorted(self.counts[publication_id], key=lambda row: in_order.index(row.count_of))))

    def count(self, row: Any) -> data.Count:
        return data.Count(
            of=CountOf(row.count_of),
            number=row.number,
            of_ours=row.of_ours,
            includes_soft=row.includes_soft,
            allocated_to=self.past.rows(Post)[row.allocated_to_id].title if row.allocated_to_id else "",
        )

    def cause(self, row: Any) -> data.Cause:
        return data.Cause(
            id=row.id,
            title=row.title,
            text=row.text,
            is_accelerated=row.is_accelerated,
            years=self.years(row),
        )

    def reply(self, row: Any) -> data.Reply:
        recorded_at, sent_at, published_at = self.reply_marks[row.id]
        return data.Reply(
            id=row.id,
            kind=ReplyKind(row.kind),
            owed_by=row.owed_by,
            owed_to=row.owed_to,
            due=day_of(row),
            our_input_due_on=row.our_input_due_on,
            our_input_sent_on=row.our_input_sent_on,
            published_on=row.reply_published_on,
            changed_at=row.history_date,
            recorded_at=recorded_at,
            sent_at=sent_at,
            published_at=published_at,
        )

    def years(self, row: Any) -> tuple[int, ...]:
        """The years in which a cause was raised, along the chain of those it repeats."""
        published, years, seen = self.past.rows(models.Publication), set(), set()
        while row is not None and row.id not in seen:
            seen.add(row.id)
            raised_on = published[row.publication_id].earliest
            if raised_on:
                years.add(raised_on.year)
            row = self.told_causes.get(row.repeats_id)
        return tuple(sorted(years))


def _called(body: Any) -> str:
    """An inspectorate by its name; the one the whole paper is about by its initials, as everywhere in the paper."""
    return str(body.short_name if body.short_name in ("HMIC", "HMICFRS") else body.name)


def _reply_marks(past: Past) -> Mapping[int, tuple[datetime, datetime | None, datetime | None]]:
    """When each reply duty was first recorded, and when it was that our input had been sent and the reply was out."""
    found: dict[int, tuple[datetime, datetime | None, datetime | None]] = {}
    for number, rows in past.versions(models.ReplyDuty).items():
        sent = out = None
        for row in rows:
            sent = sent or row.history_date if row.our_input_sent_on else None
            out = out or row.history_date if row.reply_published_on else None
        found[number] = (rows[0].history_date, sent, out)
    return found


def _in_time(publications: Iterable[data.Publication]) -> tuple[data.Publication, ...]:
    return tuple(sorted(publications, key=lambda each: (each.day.sort_key, each.id)))


def _by(past: Past, model: Any, field: str, order: str = "id") -> By:
    """Rows by the number of what they hang on."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in sorted(past.rows(model).values(), key=lambda row: (getattr(row, order), row.id)):
        found[getattr(row, field)].append(row)
    return found

"""The second beat of the views: meetings, papers and sections as the actor may see them."""

from datetime import date

from django.shortcuts import get_object_or_404

from jac_tracker.accounts.guards import ActorRequest
from reports.models import CommitteeRequest, Meeting, MeetingNote, Paper, Section


def visible_meeting(request: ActorRequest, held_on: date) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.actor), held_on=held_on)


def visible_paper(request: ActorRequest, held_on: date) -> Paper:
    papers = Paper.objects.visible_to(request.actor).select_related("meeting", "contact_post")
    return get_object_or_404(papers, meeting__held_on=held_on)


def visible_section(request: ActorRequest, held_on: date, pk: int) -> Section:
    sections = Section.objects.filter(paper__in=Paper.objects.visible_to(request.actor))
    return get_object_or_404(sections.select_related("paper__meeting"), pk=pk, paper__meeting__held_on=held_on)


def visible_request(request: ActorRequest, pk: int) -> CommitteeRequest:
    rows = CommitteeRequest.objects.visible_to(request.actor).select_related(
        "meeting",
        "answer_by",
        "asked_of",
        "answered_in",
        "answered_by",
        "inspection",
        "cause__publication",
        "cleared_by",
    )
    return get_object_or_404(rows, pk=pk)


def visible_note(request: ActorRequest, held_on: date, pk: int) -> MeetingNote:
    notes = MeetingNote.objects.visible_to(request.actor).select_related("meeting", "post")
    return get_object_or_404(notes, pk=pk, meeting__held_on=held_on)

"""The second beat of the views: meetings, papers and sections as the actor may see them."""

from datetime import date

from django.shortcuts import get_object_or_404

from jac_tracker.accounts.guards import ActorRequest
from reports.models import Meeting, Paper, Section


def visible_meeting(request: ActorRequest, held_on: date) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.actor), held_on=held_on)


def visible_paper(request: ActorRequest, held_on: date) -> Paper:
    papers = Paper.objects.visible_to(request.actor).select_related("meeting", "contact_post")
    return get_object_or_404(papers, meeting__held_on=held_on)


def visible_section(request: ActorRequest, held_on: date, pk: int) -> Section:
    sections = Section.objects.filter(paper__in=Paper.objects.visible_to(request.actor))
    return get_object_or_404(sections.select_related("paper__meeting"), pk=pk, paper__meeting__held_on=held_on)

"""Meetings for programs."""

from typing import ClassVar

from rest_framework.request import Request

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.api import Found, TableView, address_of_table
from jac_tracker.accounts.roles import Duty
from jac_tracker.downloads import site_of
from reports.models import Meeting
from reports.presenters import MEETINGS, meetings_values


class Meetings(TableView):
    """Meetings of the committee, newest first; for readers, those whose paper has been issued."""

    columns = MEETINGS
    duties: ClassVar[list[Duty]] = [Duty.READ_ISSUED_PAPERS, Duty.READ_DRAFT_PAPERS]

    def found(self, request: Request, actor: Actor) -> Found:
        rows = Meeting.objects.visible_to(actor).select_related("paper").order_by("-held_on")
        return Found(rows, lambda page: meetings_values(page, actor, site_of(request)))


meetings = address_of_table(Meetings, "Meetings")

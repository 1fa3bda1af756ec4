"""The addresses of meetings and papers."""

from datetime import date

from django.urls import path, register_converter

from reports import api
from reports.paper.render import FORMATS
from reports.views import (
    audit_log,
    calendar,
    comparing,
    drawing,
    expunctions,
    home,
    issues,
    issuing,
    item,
    meetings,
    notes,
    papers,
    releasing,
    replying,
    requests,
    rows,
    scheduling,
    sections,
    templates,
)


class DayConverter:
    """A day like 2022-03-31."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


class FormatConverter:
    """The name of a format a paper comes in."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DayConverter, "day")
register_converter(FormatConverter, "paper_format")

_PAPER = "meetings/<day:held_on>/paper"

urlpatterns = [
    path("api/v1/meetings/", api.meetings, name="api_meetings"),
    path("", home.home, name="home"),
    path("register/<str:reference>/", item.recommendation, name="recommendation"),
    path("publications/<int:pk>/reply/", replying.reply_pack, name="reply_pack"),
    path("publications/<int:pk>/reply/<paper_format:format>/", replying.reply_pack_file, name="reply_pack_file"),
    path("reconcile/<int:pk>/schedule/", scheduling.schedule, name="schedule"),
    path("reconcile/<int:pk>/schedule/<paper_format:format>/", scheduling.schedule_file, name="schedule_file"),
    path("reconcile/<int:pk>/schedule/rows/<sheet_format:format>/", scheduling.schedule_sheet, name="schedule_sheet"),
    path("audit-log/", audit_log.audit_log, name="audit_log"),
    path("audit-log/file/<sheet_format:format>/", audit_log.audit_log_file, name="audit_log_file"),
    path("audit-log/<uuid:act>/", audit_log.audited_act, name="audited_act"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<str:secret>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("expunctions/", expunctions.expunctions, name="expunctions"),
    path("expunctions/file/<sheet_format:format>/", expunctions.expunctions_file, name="expunctions_file"),
    path("expunctions/propose/", expunctions.propose_expunction, name="propose_expunction"),
    path("expunctions/<int:pk>/", expunctions.expunction, name="expunction"),
    path("expunctions/<int:pk>/file/<sheet_format:format>/", expunctions.expunction_file, name="expunction_file"),
    path("expunctions/<int:pk>/agree/", expunctions.agree_expunction, name="agree_expunction"),
    path("expunctions/<int:pk>/refuse/", expunctions.refuse_expunction, name="refuse_expunction"),
    path("expunctions/<int:pk>/withdraw/", expunctions.withdraw_expunction, name="withdraw_expunction"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/file/<sheet_format:format>/", meetings.meetings_file, name="meetings_file"),
    path("meetings/compare/", comparing.compare_papers, name="compare_papers"),
    path("meetings/add/", meetings.add_meeting, name="add_meeting"),
    path("meetings/word-templates/", templates.word_templates, name="word_templates"),
    path(
        "meetings/word-templates/file/<sheet_format:format>/", templates.word_templates_file, name="word_templates_file"
    ),
    path("meetings/word-templates/add/", templates.add_word_template, name="add_word_template"),
    path("meetings/word-templates/<int:pk>/", templates.word_template, name="word_template"),
    path("meetings/word-templates/<int:pk>/styles/", templates.lay_out_word_template, name="lay_out_word_template"),
    path("meetings/word-templates/<int:pk>/use/", templates.use_word_template, name="use_word_template"),
    path("meetings/word-templates/<int:pk>/retire/", templates.retire_word_template, name="retire_word_template"),
    path("meetings/word-templates/<int:pk>/paper/", templates.paper_on_template, name="paper_on_template"),
    path("meetings/word-templates/<int:pk>/specimen/", templates.specimen_on_template, name="specimen_on_template"),
    path("meetings/<day:held_on>/", meetings.meeting, name="meeting"),
    path("meetings/<day:held_on>/change/", meetings.change_meeting, name="change_meeting"),
    path("meetings/<day:held_on>/requests/record/", requests.record_request, name="record_request"),
    path("meetings/<day:held_on>/notes/add/", notes.add_note, name="add_note"),
    path("meetings/<day:held_on>/notes/<int:pk>/", notes.change_note, name="change_note"),
    path("meetings/<day:held_on>/notes/<int:pk>/remove/", notes.remove_note, name="remove_note"),
    path("inspections/<int:pk>/requests/", requests.inspection_requests, name="inspection_requests"),
    path("committee-requests/", requests.committee_requests, name="committee_requests"),
    path(
        "committee-requests/file/<sheet_format:format>/",
        requests.committee_requests_file,
        name="committee_requests_file",
    ),
    path("committee-requests/<int:pk>/", requests.committee_request, name="committee_request"),
    path("committee-requests/<int:pk>/change/", requests.change_request, name="change_request"),
    path("committee-requests/<int:pk>/carry-over/", requests.carry_over_request, name="carry_over_request"),
    path("committee-requests/<int:pk>/outcome/", requests.settle_request, name="settle_request"),
    path("committee-requests/<int:pk>/reopen/", requests.reopen_request, name="reopen_request"),
    path("committee-requests/<int:pk>/wording/", requests.clear_request, name="clear_request"),
    path("meetings/<day:held_on>/start-paper/", papers.start_paper, name="start_paper"),
    path(f"{_PAPER}/", papers.paper, name="paper"),
    path(f"{_PAPER}/settings/", papers.change_paper, name="change_paper"),
    path(f"{_PAPER}/agenda-number/", papers.set_agenda_number, name="set_agenda_number"),
    path(f"{_PAPER}/cut-off/", papers.set_cut_off, name="set_cut_off"),
    path(f"{_PAPER}/checks/", releasing.paper_checks, name="paper_checks"),
    path(f"{_PAPER}/release/", releasing.release_paper, name="release_paper"),
    path(f"{_PAPER}/return/", releasing.return_paper, name="return_paper"),
    path(f"{_PAPER}/issue/", issuing.issue_paper, name="issue_paper"),
    path(f"{_PAPER}/correct/", issuing.start_correction, name="start_correction"),
    path(f"{_PAPER}/withdraw/", issuing.withdraw_paper, name="withdraw_paper"),
    path(f"{_PAPER}/versions/<int:number>/", issues.issue, name="issue"),
    path(f"{_PAPER}/versions/<int:number>/<paper_format:format>/", issues.issued_file, name="issued_file"),
    path(f"{_PAPER}/preview/", drawing.preview, name="paper_preview"),
    path(f"{_PAPER}/sections/add/", sections.add_section, name="add_section"),
    path(f"{_PAPER}/sections/<int:pk>/", sections.change_section, name="change_section"),
    path(f"{_PAPER}/sections/<int:pk>/rows/", rows.choose_rows, name="choose_rows"),
    path(f"{_PAPER}/sections/<int:pk>/move/", sections.move_section, name="move_section"),
    path(f"{_PAPER}/sections/<int:pk>/remove/", sections.remove_section, name="remove_section"),
    path(f"{_PAPER}/<paper_format:format>/", drawing.paper_download, name="paper_download"),
]

"""The pages of a paper: starting it, its outline, settings, cut-off and agenda number."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jac_tracker.accounts.models import Post
from reports import actions
from reports.enums import PaperState, SectionKind
from reports.models import Meeting, Paper
from tests.factories.inspections import make_inspection
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import add_section, make_meeting, put_in_state
from tests.factories.small_register import CUT_OFF, make_small_register

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 31)


def address(name: str) -> str:
    return reverse(name, args=[MARCH])


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


# Starting it


def test_a_paper_is_started_from_the_last_one(liaison: Client, paper: Paper, cast: Cast) -> None:
    june = make_meeting(date(2022, 6, 30))
    page = liaison.get(reverse("start_paper", args=[june.held_on]))
    assert "It starts with the sections of the paper for 31 March 2022." in text(page)

    answer = liaison.post(
        reverse("start_paper", args=[june.held_on]), {"agenda_item": "07", "contact_post": str(cast.dcc.post.pk)}
    )

    started = Paper.objects.get(meeting=june)
    assert answer["Location"] == started.get_absolute_url()
    assert (started.agenda_item, started.contact_post) == ("07", cast.dcc.post)
    assert started.sections.count() == paper.sections.count()


def test_the_first_paper_starts_with_the_usual_sections(liaison: Client, meeting: Meeting) -> None:
    assert "It starts with the usual sections." in text(liaison.get(address("start_paper")))


def test_a_second_paper_is_refused_at_the_form(liaison: Client, paper: Paper) -> None:
    answer = liaison.post(address("start_paper"), {"agenda_item": "", "contact_post": ""})

    assert "This meeting has a paper already." in text(answer)


def test_posts_that_do_not_answer_for_a_paper_cannot_be_chosen(liaison: Client, meeting: Meeting, cast: Cast) -> None:
    posts = liaison.get(address("start_paper")).context["form"].fields["contact_post"].queryset

    assert set(posts) == set(Post.objects.all()) - {cast.administrator.post, cast.reader.post, cast.auditor.post}


# Its outline


def test_the_outline_shows_numbers_options_and_what_may_be_done(liaison: Client, paper: Paper) -> None:
    peel = make_inspection("PEEL 2021", kind="peel")
    add_section(paper, SectionKind.NOTIFIED, "To come", options={"marker": "i.", "kinds": ["peel", "jtai"]})
    grid = add_section(paper, SectionKind.PEEL_GRID, "Grades", options={"inspection": peel.pk})

    said = text(liaison.get(address("paper")))

    assert "1. Purpose of report" in said
    assert "List marker: i. ii. iii." in said
    assert "Kinds of inspection: PEEL and Joint targeted area inspection (JTAI)" in said
    assert "PEEL inspection: PEEL 2021" in said
    assert reverse("change_section", args=[MARCH, grid.pk]) in said
    assert "Move up" in said


def test_what_a_section_lacks_is_told_with_a_link_to_it(liaison: Client, secretary: Client, paper: Paper) -> None:
    grid = add_section(paper, SectionKind.PEEL_GRID, "Grades")
    mend = reverse("change_section", args=[MARCH, grid.pk])

    for browser, may_mend in ((liaison, True), (secretary, False)):
        said = text(browser.get(address("paper")))
        assert "No PEEL report had been published and recorded by the cut-off." in said
        assert (mend in said) is may_mend


def test_who_only_reads_drafts_gets_no_way_to_change_them(secretary: Client, cast: Cast, paper: Paper) -> None:
    browsers = [secretary]
    for member in (cast.dcc, cast.auditor):
        browsers.append(Client())
        browsers[-1].force_login(member.user)

    for browser in browsers:
        said = text(browser.get(address("paper")))
        assert "Move up" not in said
        assert address("change_paper") not in said
    assert address("set_agenda_number") in text(secretary.get(address("paper")))


def test_a_paper_that_is_fixed_cannot_be_changed(liaison: Client, paper: Paper) -> None:
    put_in_state(paper, PaperState.ISSUED)

    assert "Move up" not in text(liaison.get(address("paper")))
    answer = liaison.post(address("set_cut_off"), {"day_day": "1", "day_month": "2", "day_year": "2022"})
    assert "The paper has been issued, so its content is fixed." in text(answer)


def test_the_outline_costs_the_same_with_more_sections(liaison: Client, paper: Paper) -> None:
    inspections = [make_inspection(f"PEEL {n}", kind="peel") for n in range(3)]
    add_section(paper, SectionKind.PEEL_POSITION, "PEEL", options={"inspection": inspections[0].pk})
    liaison.get(address("paper"))
    with CaptureQueriesContext(connection) as few:
        liaison.get(address("paper"))
    for n, inspection in enumerate(inspections):
        add_section(paper, SectionKind.PEEL_POSITION, f"Again {n}", options={"inspection": inspection.pk})

    with CaptureQueriesContext(connection) as many:
        liaison.get(address("paper"))

    assert len(many) == len(few)


# Its settings

SETTINGS = {"title": "HMICFRS Update", "agenda_item": "08", "marking": "official", "contact_post": ""}


def as_shown(browser: Client, name: str) -> str:
    shown: str = browser.get(address(name)).context["form"].initial["as_shown"]
    return shown


def test_settings_are_changed(liaison: Client, paper: Paper) -> None:
    make_meeting(date(2021, 12, 22))
    since = {"since_on_day": "31", "since_on_month": "1", "since_on_year": "2022", "since_reason": "An extra paper"}

    answer = liaison.post(address("change_paper"), SETTINGS | since | {"as_shown": as_shown(liaison, "change_paper")})

    paper.refresh_from_db()
    assert answer["Location"] == address("paper")
    assert (paper.agenda_item, paper.since_reason) == ("08", "An extra paper")
    assert "After 31 January 2022 at 11.59pm" in text(liaison.get(address("paper")))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": ""}, "Enter the title"),
        ({"marking": "secret"}, "Select the marking from the list"),
        ({"agenda_item": "x" * 11}, "Agenda item must be 10 characters or fewer"),
        ({"contact_post": "999999"}, "Select the contact officer from the list"),
        (
            {"since_on_day": "1", "since_on_month": "2", "since_on_year": "2022"},
            "Enter a reason for beginning the period on another day",
        ),
        (
            {"since_on_day": "1", "since_on_month": "2", "since_on_year": "2099", "since_reason": "So"},
            "The period must start before the paper’s cut-off, and not in the future.",
        ),
    ],
)
def test_wrong_settings_are_told_at_their_fields(
    values: dict[str, str], message: str, liaison: Client, paper: Paper
) -> None:
    answer = liaison.post(address("change_paper"), SETTINGS | {"as_shown": as_shown(liaison, "change_paper")} | values)

    assert answer.status_code == 200
    assert message in text(answer)


def test_overtaken_settings_show_both_texts(liaison: Client, paper: Paper) -> None:
    shown = as_shown(liaison, "change_paper")
    actions.change_paper(paper=paper, values={"title": "Theirs"}, by=SETTER_UP, at=CUT_OFF)

    answer = liaison.post(address("change_paper"), SETTINGS | {"title": "Mine", "as_shown": shown})

    assert answer.status_code == 409
    assert ("Theirs" in text(answer), 'value="Mine"' in text(answer)) == (True, True)


def test_the_secretary_gives_the_agenda_number(secretary: Client, paper: Paper) -> None:
    answer = secretary.post(
        address("set_agenda_number"), {"agenda_item": "12", "as_shown": as_shown(secretary, "set_agenda_number")}
    )

    paper.refresh_from_db()
    assert (answer.status_code, paper.agenda_item) == (302, "12")
    assert secretary.get(address("change_paper")).status_code == 403


def test_a_cut_off_is_fixed_and_left_open_again(liaison: Client, paper: Paper) -> None:
    day = {"day_day": "24", "day_month": "3", "day_year": "2022", "hour": "5pm"}

    fixed = liaison.post(address("set_cut_off"), day)
    paper.refresh_from_db()
    assert (fixed.status_code, paper.cut_off_at) == (302, datetime(2022, 3, 24, 17, tzinfo=UTC))
    assert liaison.get(address("set_cut_off")).context["form"].initial == {"day": date(2022, 3, 24), "hour": "17:00"}

    liaison.post(address("set_cut_off"), dict.fromkeys(day, ""))
    paper.refresh_from_db()
    assert paper.cut_off_at is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"day_year": "2099"}, "The cut-off cannot be in the future."),
        ({"day_year": "2020"}, "The cut-off must come after the period starts, 22 December 2021 at 11.59pm"),
        ({"hour": "teatime"}, "The time must be a time of day, like 5pm or 17:00"),
        ({"day_day": ""}, "Day must include a day"),
    ],
)
def test_a_wrong_cut_off_is_told(values: dict[str, str], message: str, liaison: Client, paper: Paper) -> None:
    make_meeting(date(2021, 12, 22))
    day = {"day_day": "24", "day_month": "3", "day_year": "2022", "hour": ""}

    answer = liaison.post(address("set_cut_off"), day | values)

    assert answer.status_code == 200
    assert message in text(answer)


def test_a_whole_paper_is_looked_at_without_a_fault(client: Client, cast: Cast) -> None:
    make_small_register(cast)
    client.force_login(cast.liaison.user)

    said = text(client.get(address("paper")))

    assert "Files cannot be made yet." not in said
    assert address("paper_checks") in said

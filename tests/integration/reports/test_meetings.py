"""The pages of meetings."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from reports import actions
from reports.enums import PaperState
from reports.models import Meeting, Paper
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import make_meeting, put_in_state

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 31)
JUNE = {"held_on_day": "30", "held_on_month": "6", "held_on_year": "2022", "place": "Lloyd House", "note": ""}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_meetings_are_listed_newest_first_with_their_papers(liaison: Client, paper: Paper) -> None:
    make_meeting(date(2021, 12, 22))

    said = text(liaison.get(reverse("meetings")))

    assert said.index(">31 March 2022<") < said.index(">22 December 2021<")
    assert "No paper yet" in said
    assert reverse("paper", args=[MARCH]) in said


def test_the_list_has_a_column_for_places_where_a_meeting_has_one(liaison: Client, paper: Paper) -> None:
    without = text(liaison.get(reverse("meetings")))
    values = {"held_on": MARCH, "place": "Lloyd House", "note": ""}
    actions.change_meeting(meeting=paper.meeting, values=values, by=SETTER_UP, at=NOON)
    having = text(liaison.get(reverse("meetings")))

    assert [">Place<" in page for page in (without, having)] == [False, True]
    assert 'data-label="Place">Lloyd House<' in having


def test_a_list_of_no_meetings_says_so(liaison: Client, reader: Client) -> None:
    assert "No meeting is in the register yet." in text(liaison.get(reverse("meetings")))
    assert "No paper has been issued yet." in text(reader.get(reverse("meetings")))


def test_readers_see_the_meetings_whose_paper_has_been_issued(reader: Client, paper: Paper) -> None:
    make_meeting(date(2021, 12, 22))
    assert "31 March 2022" not in text(reader.get(reverse("meetings")))
    assert reader.get(reverse("meeting", args=[MARCH])).status_code == 404

    put_in_state(paper, PaperState.ISSUED)

    said = text(reader.get(reverse("meetings")))
    assert ("31 March 2022" in said, "22 December 2021" in said) == (True, False)
    assert reader.get(reverse("meeting", args=[MARCH])).status_code == 200
    assert reader.get(reverse("paper_preview", args=[MARCH]), follow=True).status_code == 200


def test_a_reader_of_issued_papers_reads_the_public_one_whatever_is_asked(reader: Client, paper: Paper) -> None:
    put_in_state(paper, PaperState.ISSUED)

    said = text(reader.get(reverse("paper_preview", args=[MARCH]) + "?audience=internal"))

    assert "Internal" not in said


def test_a_meeting_shows_what_was_done_to_it(liaison: Client, paper: Paper) -> None:
    said = text(liaison.get(reverse("meeting", args=[MARCH])))

    assert "Meeting added" in said
    assert "Paper started" in said
    assert "HMICFRS Force Liaison Officer (Lia Liaison)" in said


def test_what_was_done_is_not_for_readers(reader: Client, paper: Paper) -> None:
    put_in_state(paper, PaperState.ISSUED)

    assert "Lia Liaison" not in text(reader.get(reverse("meeting", args=[MARCH])))


def test_the_secretary_adds_a_meeting(secretary: Client) -> None:
    answer = secretary.post(reverse("add_meeting"), JUNE)

    meeting = Meeting.objects.get()
    assert answer["Location"] == meeting.get_absolute_url() == "/meetings/2022-06-30/"
    assert (meeting.held_on, meeting.place) == (date(2022, 6, 30), "Lloyd House")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"held_on_day": ""}, "Date of the meeting must include a day"),
        ({"held_on_day": "31"}, "Date of the meeting must be a real date"),
        ({"held_on_year": "0000"}, "Date of the meeting must be a real date"),
        ({"held_on_month": "3", "held_on_day": "31"}, "There is already a meeting on that day."),
        ({"place": "x" * 151}, "Place must be 150 characters or fewer"),
    ],
)
def test_a_wrong_meeting_is_refused(values: dict[str, str], message: str, secretary: Client, meeting: Meeting) -> None:
    answer = secretary.post(reverse("add_meeting"), JUNE | values)

    assert answer.status_code == 200
    assert message in text(answer)
    assert Meeting.objects.count() == 1


def test_a_meeting_is_moved_and_its_page_with_it(secretary: Client, meeting: Meeting) -> None:
    shown = secretary.get(reverse("change_meeting", args=[MARCH])).context["form"].initial["as_shown"]

    answer = secretary.post(reverse("change_meeting", args=[MARCH]), JUNE | {"as_shown": shown})

    assert answer["Location"] == "/meetings/2022-06-30/"
    assert secretary.get(reverse("meeting", args=[MARCH])).status_code == 404


def test_an_overtaken_change_shows_both_texts(secretary: Client, liaison: Client, meeting: Meeting) -> None:
    address = reverse("change_meeting", args=[MARCH])
    same_day = {"held_on_day": "31", "held_on_month": "3", "held_on_year": "2022", "note": ""}
    shown = secretary.get(address).context["form"].initial["as_shown"]
    liaison.post(address, same_day | {"place": "Tally Ho", "as_shown": shown})

    answer = secretary.post(address, same_day | {"place": "Lloyd House", "as_shown": shown})
    again = secretary.post(
        address, same_day | {"place": "Lloyd House", "as_shown": answer.context["form"].data["as_shown"]}
    )

    meeting.refresh_from_db()
    assert answer.status_code == 409
    assert ("Tally Ho" in text(answer), 'value="Lloyd House"' in text(answer)) == (True, True)
    assert (again.status_code, meeting.place) == (302, "Lloyd House")


def test_owners_are_told_that_nothing_has_been_issued(client: Client, cast: Cast, paper: Paper) -> None:
    client.force_login(cast.owner.user)

    assert "No paper has been issued yet." in text(client.get(reverse("meetings")))
    assert client.get(reverse("paper", args=[MARCH])).status_code == 404

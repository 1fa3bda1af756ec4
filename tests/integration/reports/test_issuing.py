"""Release, issue, correction and withdrawal in the browser, and what readers then find."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jac_tracker.history import triggers_lifted
from reports import actions
from reports.enums import PaperState
from reports.models import Issue, IssuedFile, Paper
from tests.conftest import NOON, TODAY
from tests.factories.expunctions import expunge
from tests.factories.inspections import Reference
from tests.factories.issues import issued_by_hand, released
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import make_short_paper
from tests.factories.templates import used_template

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 31)
WORDS = "Nothing new."


@pytest.fixture
def paper(cast: Cast, reference: Reference) -> Paper:
    return make_short_paper(cast)


@pytest.fixture
def dcc(cast: Cast, reference: Reference) -> Client:
    browser = Client()
    browser.force_login(cast.dcc.user)
    return browser


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def address(name: str, *more: object) -> str:
    return reverse(name, args=[MARCH, *more])


def sent(answer) -> dict[str, str]:
    """What the release form of a page sends."""
    form = answer.context["release_form"]
    return {name: form[name].value() for name in ("as_shown", "shown_checks", "shown_at")}


def change(paper: Paper, words: str = "Otherwise.") -> None:
    section = paper.sections.get()
    actions.change_section(section=section, values={"before": words}, by=SETTER_UP, at=timezone.now())


def test_the_dcc_reads_both_papers_side_by_side_and_releases(dcc: Client, paper: Paper) -> None:
    page = dcc.get(address("release_paper"))
    assert "On every page: Internal: not for publication" in text(page)

    answer = dcc.post(address("release_paper"), sent(page))

    paper.refresh_from_db()
    assert (answer.status_code, paper.state) == (302, PaperState.RELEASED)
    assert "has been released as it reads here" in text(dcc.get(address("release_paper")))


def test_what_changed_since_it_was_read_is_shown_and_nothing_is_released(dcc: Client, paper: Paper) -> None:
    page = dcc.get(address("release_paper"))
    change(paper, "To inform every committee.")

    answer = dcc.post(address("release_paper"), sent(page))

    said = text(answer)
    paper.refresh_from_db()
    assert (answer.status_code, paper.state) == (409, PaperState.DRAFT)
    assert "The paper changed while you were reading it." in said
    assert "What changed in the public paper since you read it" in said
    assert '<span class="govuk-visually-hidden">only here: </span>every' in said
    assert dcc.post(address("release_paper"), sent(answer)).status_code == 302


@pytest.mark.parametrize("shown_at", ["", "zz", "f" * 40, "0" * 16])
def test_a_mangled_release_is_one_of_something_else(dcc: Client, paper: Paper, shown_at: str) -> None:
    answer = dcc.post(address("release_paper"), {"as_shown": "0" * 64, "shown_at": shown_at})

    assert answer.status_code == 409


def test_the_secretary_issues_and_the_reader_reads(secretary: Client, reader: Client, cast: Cast, paper: Paper) -> None:
    released(cast, paper)
    page = secretary.get(address("issue_paper"))
    assert reader.get(address("paper")).status_code == 404

    answer = secretary.post(address("issue_paper"), {"as_shown": page.context["form"]["as_shown"].value()})

    said = text(reader.get(address("paper")))
    file = IssuedFile.objects.get(format="pdf", copy__audience="public")
    assert answer.status_code == 302
    assert "Read the paper" in said
    assert "To inform the committee." in text(reader.get(address("paper_preview"), follow=True))
    assert reader.get(address("paper_download", "pdf")).content == bytes(file.content)
    download = reader.get(address("issued_file", 1, "pdf"))
    assert (download.content, download["Content-Disposition"]) == (
        bytes(file.content),
        'attachment; filename="hmicfrs-update-2022-03-31.pdf"',
    )


def test_a_paper_that_reads_otherwise_is_not_issued_and_the_difference_shown(
    secretary: Client, cast: Cast, paper: Paper
) -> None:
    released(cast, paper)
    page = secretary.get(address("issue_paper"))
    change(paper)
    with transaction.atomic(), triggers_lifted(connection):  # as if the state had not been told
        models.QuerySet(model=Paper).filter(pk=paper.pk).update(state=PaperState.RELEASED)
        models.QuerySet(model=Paper.history.model).filter(id=paper.pk).update(state=PaperState.RELEASED)

    answer = secretary.post(address("issue_paper"), {"as_shown": page.context["form"]["as_shown"].value()})

    said = text(answer)
    assert (answer.status_code, Issue.objects.count()) == (409, 0)
    assert "The DCC must release it again." in said
    assert "What changed in the public paper since its release" in said


def test_an_agenda_number_set_meanwhile_is_shown_again(secretary: Client, cast: Cast, paper: Paper) -> None:
    released(cast, paper)
    page = secretary.get(address("issue_paper"))
    actions.change_paper(paper=paper, values={"agenda_item": "06"}, by=SETTER_UP, at=NOON)

    answer = secretary.post(address("issue_paper"), {"as_shown": page.context["form"]["as_shown"].value()})
    assert (answer.status_code, "nothing has been issued" in text(answer)) == (409, True)

    again = secretary.post(address("issue_paper"), {"as_shown": answer.context["form"]["as_shown"].value()})
    assert again.status_code == 302


def test_a_word_template_put_in_use_meanwhile_is_shown_before_anything_is_issued(
    secretary: Client, cast: Cast, paper: Paper
) -> None:
    released(cast, paper)
    page = secretary.get(address("issue_paper"))
    assert "The house template" in text(page)
    used_template(name="Letterhead of May")

    answer = secretary.post(address("issue_paper"), {"as_shown": page.context["form"]["as_shown"].value()})
    assert (answer.status_code, Issue.objects.count()) == (409, 0)
    assert "Letterhead of May" in text(answer)

    secretary.post(address("issue_paper"), {"as_shown": answer.context["form"]["as_shown"].value()})
    word = IssuedFile.objects.get(format="docx", copy__audience="public")
    assert str(word.template) == "Letterhead of May"


def test_internal_papers_are_for_those_who_read_drafts(liaison: Client, reader: Client, paper: Paper) -> None:
    issued_by_hand(paper, WORDS)
    internal = "?audience=internal"

    assert "For internal reading." in text(liaison.get(address("issue", 1) + internal))
    assert "For public reading." in text(reader.get(address("issue", 1) + internal))
    assert b"internal" in liaison.get(address("issued_file", 1, "html") + internal).content
    assert b"internal" not in reader.get(address("issued_file", 1, "html") + internal).content
    assert "internal" not in text(reader.get(address("paper")))


def test_readers_read_what_was_issued_while_it_is_being_put_right(
    liaison: Client, reader: Client, paper: Paper
) -> None:
    issued_by_hand(paper, WORDS)

    assert liaison.post(address("start_correction"), {"why": "A wrong date."}).status_code == 302
    actions.change_paper(paper=paper, values={"title": "Secret plans"}, by=SETTER_UP, at=NOON)

    for page in (reverse("meetings"), address("meeting"), address("paper"), address("issue", 1)):
        said = text(reader.get(page))
        assert ("Secret plans" in said, "Draft" in said, "HMICFRS Update" in said) == (False, False, True), page
    assert "Secret plans" in text(liaison.get(address("paper")))


def test_a_withdrawn_paper_is_its_note(secretary: Client, liaison: Client, reader: Client, paper: Paper) -> None:
    issued_by_hand(paper, WORDS)

    secretary.post(address("withdraw_paper"), {"note": "It named a person."})

    said = text(reader.get(address("paper")))
    assert ("This paper has been withdrawn." in said, "It named a person." in said) == (True, True)
    assert reader.get(address("issue", 1)).status_code == 404
    assert reader.get(address("issued_file", 1, "html")).status_code == 404
    assert reader.get(address("paper_preview")).status_code == 404
    assert liaison.get(address("issue", 1)).status_code == 200


def test_the_dcc_sends_it_back_and_the_timeline_tells(dcc: Client, cast: Cast, paper: Paper) -> None:
    released(cast, paper)

    dcc.post(address("return_paper"), {"why": "Wait for the letter."})

    said = text(dcc.get(address("meeting")))
    assert said.index("Sent back to draft") < said.index("Paper released")
    assert "Wait for the letter." in said


def test_a_file_that_is_not_what_was_issued_is_never_given_out(
    reader: Client, paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    issued_by_hand(paper, WORDS)
    call_command("check_issues")
    with transaction.atomic(), triggers_lifted(connection):
        models.QuerySet(model=IssuedFile).filter(copy__audience="public").update(content=b"Something else")

    answer = reader.get(address("issued_file", 1, "html"))

    assert (answer.status_code, b"Something else" in answer.content) == (409, False)
    assert "Not as issued" in text(reader.get(address("issue", 1)))
    with pytest.raises(CommandError, match="Not as they were issued: 1"):
        call_command("check_issues")
    assert "its SHA-256 differs" in capsys.readouterr().err


def test_a_file_that_was_removed_for_good_says_so(
    reader: Client, cast: Cast, paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    issued_by_hand(paper, "Zebedee Quarmby came.")
    sha256 = IssuedFile.objects.get(copy__audience="public").sha256

    expunge(cast, "Zebedee Quarmby")

    answer = reader.get(address("issued_file", 1, "html"))
    assert (answer.status_code, sha256 in text(answer)) == (410, True)
    page = text(reader.get(address("issue", 1)))
    assert ("Zebedee" in page, "[expunged" in page, sha256 in page) == (False, True, True)
    call_command("check_issues")
    assert "Files as they were issued: 0. Removed for good: 2." in capsys.readouterr().out


def test_two_papers_are_compared_at_an_address_that_can_be_sent(liaison: Client, reader: Client, paper: Paper) -> None:
    issued_by_hand(paper, WORDS)
    query = "?left=2022-03-31.1.public&right=2022-03-31.1.internal"

    answer = liaison.get(reverse("compare_papers") + query)
    offered = [str(label) for _, label in answer.context["form"].fields["left"].choices]
    assert offered == ["Select one", "31 Mar 2022, v1, public", "31 Mar 2022, v1, internal"]

    said = text(answer)
    assert "For <mark" in said
    assert "31 March 2022, version 1, public beside 31 March 2022, version 1, internal" in said

    refused = text(reader.get(reverse("compare_papers") + query))
    assert ("internal reading" in refused, "Two papers must have been issued" in refused) == (False, True)


def test_a_draft_is_compared_with_what_was_issued(liaison: Client, cast: Cast, paper: Paper) -> None:
    issued_by_hand(paper, WORDS)
    actions.start_correction(paper=paper, by=cast.liaison.actor(TODAY), at=NOON, why="Wrong.")

    said = text(liaison.get(f"{reverse('compare_papers')}?left=2022-03-31.1.public&right=2022-03-31.draft.public"))

    assert "To inform the committee." in said
    assert "Only in: 31 March 2022, version 1, public" in said


def test_your_work_says_what_waits(dcc: Client, secretary: Client, cast: Cast, paper: Paper) -> None:
    assert "Papers to read and release" not in text(dcc.get(reverse("home")))
    actions.set_cut_off(paper=paper, cut_off_at=NOON, by=SETTER_UP, at=NOON)
    assert address("release_paper") in text(dcc.get(reverse("home")))
    assert "Papers to issue" not in text(secretary.get(reverse("home")))

    paper.refresh_from_db()
    released(cast, paper)

    assert address("release_paper") not in text(dcc.get(reverse("home")))
    assert address("issue_paper") in text(secretary.get(reverse("home")))

"""Whether the paper tells of what the committee asked for."""

from datetime import date
from typing import Any

from reports.enums import Check, RequestOutcome, SectionKind
from reports.paper.checks import Mend
from reports.paper.checks.finding import Severity
from reports.paper.data import Request
from tests.factories.checked import findings, found, subject
from tests.factories.paper_data import section

SECTION = section(SectionKind.COMMITTEE_REQUESTS, "Requests")


def asked(number: int = 1, **values: Any) -> Request:
    given: dict[str, Any] = {
        "id": number,
        "asked_on": date(2021, 12, 22),
        "minute": "",
        "words": "When?",
        "is_cleared": True,
        "is_private": False,
        "asked_of": "ACC Crime",
        "about": (),
        "due_on": date(2022, 3, 31),
        "first_due_on": date(2022, 3, 31),
        "moved": 0,
        "reasons": (),
    }
    return Request(**given | values)


def answered(**values: Any) -> Request:
    given: dict[str, Any] = {"outcome": RequestOutcome.ANSWERED, "answered_on": date(2022, 3, 31)}
    return asked(2, **given | values)


def test_a_paper_that_tells_of_every_request_is_silent() -> None:
    assert found(Check.REQUESTS, subject(SECTION, requests=(asked(), answered(answer="Now.")))) == []


def test_open_requests_without_a_section_are_counted() -> None:
    assert found(Check.REQUESTS, subject(requests=(asked(),))) == [
        "One request of the committee is open, and no section tells of it."
    ]
    assert found(Check.REQUESTS, subject(requests=(asked(), asked(3), answered()))) == [
        "Two requests of the committee are open, and no section tells of them."
    ]
    assert found(Check.REQUESTS, subject(requests=(answered(),))) == []


def test_a_request_or_answer_without_cleared_wording_is_named_with_a_link_to_it() -> None:
    told = subject(SECTION, requests=(asked(words=""), answered()))

    first, second = findings(Check.REQUESTS, told)

    assert first.sentence == "What was asked of the ACC Crime on 22 December 2021 has no cleared wording."
    assert second.sentence == (
        "What was asked of the ACC Crime on 22 December 2021 is settled, and of how there is no cleared wording."
    )
    assert [(each.severity, each.where.mend, each.where.number) for each in (first, second)] == [
        (Severity.WARNING, Mend.REQUEST, 1),
        (Severity.WARNING, Mend.REQUEST, 2),
    ]

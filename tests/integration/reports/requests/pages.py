"""The pages of a request, and what a form about one sends."""

from typing import Any

from reports.models import CommitteeRequest
from tests.factories.people import Cast
from tests.factories.requests import ASKED, MARCH, meeting_of
from tests.integration.recommendations.pages import words

MEETING = "/meetings/2021-12-22/"


def page_of(request: CommitteeRequest, act: str = "") -> str:
    return f"{request.get_absolute_url()}{act}"


def said(answer: Any) -> str:
    return words(answer.content.decode())


def typed(cast: Cast, **values: Any) -> dict[str, Any]:
    return {"words": ASKED, "asked_of": cast.owner.post.pk, "answer_by": meeting_of(MARCH).pk} | values

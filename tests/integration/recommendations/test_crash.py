"""kill -9 in the middle of an upload or a sign-off: no row without its file, no decision without its event."""

import hashlib
import random
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inspections.models import Publication
from jac_tracker.files import keys_kept, verify
from recommendations import actions
from recommendations.enums import Status, Verb, Verdict
from recommendations.models import Evidence, Recommendation, RecommendationEvent, SignOff, StoredFile
from tests.conftest import NOON, TODAY
from tests.factories.files import PDF
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast, make_cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.pages import address
from tests.killing import FINISHED, KILLED, killed_after, killed_before_step, needs_fork

pytestmark = [
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    needs_fork,
]

CONTENT = PDF + b" " * 3_000_000 + b"%%EOF"


@pytest.fixture
def cast(transactional_db: None, settings: Any, tmp_path: Path) -> Cast:
    settings.FILES_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def publication(transactional_db: None) -> Publication:
    make_reference()
    return make_publication()


@pytest.fixture
def tries(thorough: bool) -> int:
    return 200 if thorough else 20


# An upload


class Upload:
    """An owner at the page that adds evidence."""

    def __init__(self, cast: Cast, item: Recommendation) -> None:
        self.client, self.address = Client(), f"{address(item)}add-evidence/"
        self.client.force_login(cast.owner.user)

    def __call__(self) -> None:
        file = SimpleUploadedFile("minutes.pdf", CONTENT, "application/pdf")
        sent = {"title": "Minutes", "kind": "minutes", "marking": "official", "held_as": "file", "file": file}
        assert self.client.post(self.address, sent).status_code == 302


@pytest.fixture
def upload(cast: Cast, publication: Publication) -> Upload:
    return Upload(cast, make_recommendation(cast, publication))


def files_named() -> int:
    """How many rows name a file. Each file is there, whole, and each row has its evidence and its event."""
    files = list(StoredFile.objects.all())
    for file in files:
        verify(file.key, file.sha256)
    events = RecommendationEvent.objects.filter(verb=Verb.ADD_EVIDENCE)
    assert Evidence.objects.count() == len(files) == events.count()
    assert {file.pk for file in files} == set(Evidence.objects.values_list("file", flat=True))
    return len(files)


def test_an_upload_killed_before_any_of_its_steps_leaves_no_row(upload: Upload) -> None:
    number = 1
    while killed_before_step(number, upload) == KILLED:
        assert files_named() == 0, f"killed before step {number}"
        number += 1

    assert files_named() == 1
    assert number > 7, "three times to the disk, then the file's row, the evidence with its history, and the event"


def test_a_file_is_down_on_the_disk_before_any_row_names_it(upload: Upload) -> None:
    """The first three steps are the file's: killed before the fourth, it is there, and nothing names it."""
    assert killed_before_step(4, upload) == KILLED

    (orphan,) = keys_kept()
    assert files_named() == 0
    verify(orphan[0], sha256_of(CONTENT))


def test_uploads_killed_at_any_moment_leave_no_row_without_its_file(upload: Upload, tries: int) -> None:
    moments, outcomes, finished = moments_of(upload, tries), [], 1

    for moment in moments:
        outcomes.append(killed_after(moment, upload))
        named = files_named()
        assert finished <= named <= finished + 1, "an upload is done once or not at all"
        finished = named

    assert set(outcomes) <= {KILLED, FINISHED}
    assert KILLED in outcomes


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def moments_of(act: Any, tries: int) -> list[float]:
    """Moments spread over the time that the act takes, which is done once to be timed."""
    begun = time.monotonic()
    assert killed_before_step(10_000, act) == FINISHED
    length = time.monotonic() - begun
    chance = random.Random(7)
    return [chance.uniform(0, length) for _try in range(tries)]


# A sign-off


class SignOffs:
    """A portfolio lead who passes a claim, and the next, and the next."""

    def __init__(self, cast: Cast, publication: Publication) -> None:
        self.cast, self.publication = cast, publication
        self.next()

    def next(self) -> None:
        self.item = make_recommendation(self.cast, self.publication, Status.WITH_PORTFOLIO_LEAD)

    def __call__(self) -> None:
        actions.pass_claim(recommendation=self.item, by=self.cast.lead.actor(TODAY), at=NOON + timedelta(hours=1))


@pytest.fixture
def sign_offs(cast: Cast, publication: Publication) -> SignOffs:
    return SignOffs(cast, publication)


def claims_passed() -> int:
    """How many claims are passed. Each has its decision, its event and its status, and no other has any of them."""
    decided = SignOff.objects.filter(verdict=Verdict.PASSED).values_list("claim__recommendation", flat=True)
    told = RecommendationEvent.objects.filter(verb=Verb.PASS_CLAIM).values_list("recommendation", flat=True)
    moved = Recommendation.objects.filter(status=Status.WITH_LIAISON).values_list("pk", flat=True)
    assert sorted(decided) == sorted(told) == sorted(moved)
    return len(decided)


def test_a_sign_off_killed_before_any_of_its_writes_leaves_nothing(sign_offs: SignOffs) -> None:
    number = 1
    while killed_before_step(number, sign_offs) == KILLED:
        assert claims_passed() == 0, f"killed before write {number}"
        number += 1

    assert claims_passed() == 1
    assert number > 4, "the item with its history, the decision and the event"


def test_sign_offs_killed_at_any_moment_leave_no_decision_without_its_event(sign_offs: SignOffs, tries: int) -> None:
    moments, outcomes, finished = moments_of(sign_offs, tries), [], 1
    sign_offs.next()

    for moment in moments:
        outcomes.append(killed_after(moment, sign_offs))
        passed = claims_passed()
        assert finished <= passed <= finished + 1, "a claim is passed once or not at all"
        if passed > finished:
            sign_offs.next()
        finished = passed

    assert set(outcomes) <= {KILLED, FINISHED}
    assert KILLED in outcomes

"""Who sees an inspection, and that the database and the rule say the same of its stage."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspections.enums import InspectionKind, MilestoneKind, Standing
from inspections.models import Inspection, Milestone, Publication
from inspections.permissions import may_see
from inspections.rules import stage
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import read_vague_day
from tests.conftest import TODAY
from tests.factories.inspections import WHEN, Reference, actions, make_inspection, make_publication
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db

SEE_EMBARGOED = {Role.LIAISON, Role.DCC, Role.AUDITOR}
SEE_NOTHING = {Role.READER, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", Role)
def test_an_embargoed_inspection_exists_for_liaison_dcc_and_auditor_only(
    role: Role, cast: Cast, reference: Reference
) -> None:
    plain, secret = make_inspection("Plain"), make_inspection("Secret", embargoed=True)
    make_publication(secret, title="Secret report")
    actor = cast.of(role).actor(TODAY)

    seen = set(Inspection.objects.visible_to(actor))

    wanted = {plain, secret} if role in SEE_EMBARGOED else set() if role in SEE_NOTHING else {plain}
    assert seen == wanted
    assert {it for it in (plain, secret) if may_see(actor, it)} == wanted
    assert Publication.objects.visible_to(actor).exists() is (role in SEE_EMBARGOED)


_WORDS = ["TBC", "not known", "28 February 2022", "1 March 2022", "W/C 28 February 2022", "1 March 2022, date TBC"]
_WORDS += ["W/C 7 March 2022", "March 2022", "February 2022", "spring 2022", "2022", "14 to 18 February 2022"]
_STEPS = st.lists(
    st.tuples(st.sampled_from(list(MilestoneKind)), st.sampled_from(list(Standing)), st.sampled_from(_WORDS)),
    max_size=4,
    unique=True,
)
_REPORTS = st.lists(st.sampled_from(["28 February 2022", "1 March 2022", "2 March 2022", "not known"]), max_size=1)


@given(steps=_STEPS, reports=_REPORTS, kind=st.sampled_from([InspectionKind.PEEL, InspectionKind.ENGAGEMENT]))
@settings(max_examples=settings.default.max_examples // 3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_and_the_rule_agree_on_the_stage(
    reference: Reference, steps: list[tuple[str, str, str]], reports: list[str], kind: InspectionKind
) -> None:
    inspection = make_inspection(f"Number {Inspection.objects.count()}", kind=kind)
    later = WHEN + timedelta(days=3650)
    for step_kind, standing, words in steps:
        day = read_vague_day(words, around=TODAY)
        if standing == Standing.ACTUAL and day.to_be_confirmed:
            continue
        actions.add_milestone(
            inspection=inspection,
            kind=MilestoneKind(step_kind),
            standing=Standing(standing),
            day=day,
            by=SETTER_UP,
            at=later,
        )
    for words in reports:
        make_publication(inspection, on=read_vague_day(words, around=TODAY))

    for on in (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=40)):
        milestones = Milestone.objects.filter(inspection=inspection)
        publications = Publication._default_manager.filter(inspection=inspection)
        said = stage(milestones, publications, on, kind=kind)
        assert Inspection.objects.with_stage(on).get(pk=inspection.pk).stage_now == said


def test_a_day_is_whole_or_unknown_in_the_database_too(reference: Reference) -> None:
    half_a_day = Milestone(inspection=make_inspection(), kind="fieldwork", standing="expected", latest=date(2022, 1, 1))

    with pytest.raises(IntegrityError, match="latest_day_not_before_earliest"), transaction.atomic():
        QuerySet(Milestone).bulk_create([half_a_day])

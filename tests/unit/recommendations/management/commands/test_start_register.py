"""manage.py start_register and load_reference."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inspections.models import Force, Framework, InspectionEvent, Register
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import PeopleEvent, User
from jac_tracker.accounts.roles import Duty
from recommendations.models import ClosureLevel, RecommendationEvent
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db

GIVEN = {
    "force": "Kent Police",
    "committee": "Joint Audit Committee",
    "policing_body": "Kent Police and Crime Commissioner",
    "prefix": "KP",
    "admin_name": "Ada Admin",
    "admin_email": "Ada.Admin@Kent.example",
}


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ADMIN_PASSWORD", "a rather long password")
    return "a rather long password"


def start(**given: Any) -> str:
    out = StringIO()
    call_command("start_register", **GIVEN | given, stdout=out)
    return out.getvalue()


def test_a_register_is_started_for_a_force_with_its_first_administrator(password: str) -> None:
    said = start()

    register, user = Register.objects.get(), User.objects.get()
    actor = Actor.of(user, InspectionEvent.objects.latest("at").at.date())
    assert "Register of Kent Police" in said
    assert (register.force.name, register.our_short_name, register.committee_short_name, register.reference_prefix) == (
        "Kent Police",
        "KP",
        "JAC",
        "KP",
    )
    assert user.email == "ada.admin@kent.example"
    assert user.check_password(password)
    assert actor.may(Duty.KEEP_PEOPLE) and not actor.may(Duty.SEE_HEADLINES)
    assert Force.objects.count() == 51
    assert Framework.objects.filter(name="PEEL 2021/22").exists()
    assert [level.name for level in ClosureLevel.objects.all()] == ["Level 1", "Level 2", "Level 3"]
    assert {event.by_system for event in PeopleEvent.objects.all()} == {"start_register"}


def test_a_contact_may_be_given_and_must_be_an_address(password: str) -> None:
    with pytest.raises(CommandError, match="Contact email address: Enter a valid email"):
        start(contact_email="the liaison office")

    start(contact_email="liaison@kent.example", contact_address="Headquarters, Maidstone")

    register = Register.objects.get()
    assert (register.contact_email, register.contact_address) == ("liaison@kent.example", "Headquarters, Maidstone")


def test_names_may_be_short_and_the_papers_own_be_given(password: str) -> None:
    start(force="kent", short_name="Kent", committee="Audit and Risk", committee_short_name="ARC")

    register = Register.objects.get()
    assert (str(register.force), register.our_short_name, register.committee_short_name) == (
        "Kent Police",
        "Kent",
        "ARC",
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"force": "Kemt Police"}, "There is no force called Kemt Police. Did you mean Kent Police"),
        ({"force": "Narnia"}, "There is no force called Narnia. Give its full name"),
        ({"prefix": "kp"}, "The prefix of references is made of capital letters and figures"),
        ({"prefix": "K\x00"}, None),
        ({"prefix": "K" * 11}, "Prefix of our references: Ensure this value has at most 10 characters"),
        ({"committee": ""}, "Committee: This field cannot be blank"),
        ({"admin_email": "ada"}, "in the form name@example.org"),
        ({"admin_name": " "}, "Enter the name"),
        ({"policing_body": "x" * 121}, "Local policing body: Ensure this value has at most 120 characters"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_left(
    given: dict[str, str], sentence: str | None, password: str
) -> None:
    if sentence is None:
        start(**given)
        assert Register.objects.get().reference_prefix == "K"
        return

    with pytest.raises(CommandError, match=sentence):
        start(**given)

    assert not Register.objects.exists()
    assert not User.objects.exists()
    assert not Force.objects.exists()


def test_a_register_that_is_there_is_not_started_again(password: str) -> None:
    start()

    with pytest.raises(CommandError, match="There is a register in this database already"):
        start(force="Sussex Police", admin_email="other@kent.example")

    assert Register.objects.count() == 1


def test_a_database_with_people_in_it_is_not_empty(password: str, db: None) -> None:
    make_member("Lia Liaison", "Liaison", "liaison")  # type: ignore[arg-type]

    with pytest.raises(CommandError, match="There is a register in this database already"):
        start()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Give the administrator's password: set ADMIN_PASSWORD"),
        ("short\n", "too short"),
        ("password1234\n", "too common"),
        ("ada.admin@kent.example\n", "too similar to the email address"),
    ],
)
def test_a_bad_password_is_refused(typed: str, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", StringIO(typed))

    with pytest.raises(CommandError, match=sentence):
        start()


def test_the_password_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", StringIO("a rather long password\nand more\n"))

    start()

    assert User.objects.get().check_password("a rather long password")


def test_reference_data_is_loaded_again_without_a_trace() -> None:
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert "Forces: 51, of which 51 new" in out.getvalue()
    events = InspectionEvent.objects.count()

    call_command("load_reference", stdout=out)

    assert "Frameworks: 7, of which 0 new" in out.getvalue()
    assert "Closure levels: 3, of which 3 new" in out.getvalue()
    assert "Closure levels: 3, of which 0 new" in out.getvalue()
    assert InspectionEvent.objects.count() == events
    assert RecommendationEvent.objects.count() == 1

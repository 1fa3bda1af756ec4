"""Reading a list of forces as people write one."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from inspections.forms.forces import read_forces, written_forces
from inspections.management.reference import reference_data
from inspections.models import Force

FORCES = [Force(pk=number, **values) for number, values in enumerate(reference_data()["forces"], start=1)]


def read(text: str) -> list[tuple[str, str]]:
    return [(force.name, note) for force, note in read_forces(text, FORCES)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("Kent Police", [("Kent Police", "")]),
        ("kent", [("Kent Police", "")]),
        ("Dyfed Powys Police, West Yorkshire", [("Dyfed-Powys Police", ""), ("West Yorkshire Police", "")]),
        ("Kent\n\nSussex;Surrey.", [("Kent Police", ""), ("Sussex Police", ""), ("Surrey Police", "")]),
        ("- Kent\n* Sussex\n3. Surrey", [("Kent Police", ""), ("Sussex Police", ""), ("Surrey Police", "")]),
        (
            "Metropolitan Police Service (South Central: Lambeth, and Southwark), Hampshire Police",
            [
                ("Metropolitan Police Service", "South Central: Lambeth, and Southwark"),
                ("Hampshire and Isle of Wight Constabulary", ""),
            ],
        ),
        (
            "Avon and Somerset, Devon & Cornwall and Kent",
            [("Avon and Somerset Constabulary", ""), ("Devon and Cornwall Police", ""), ("Kent Police", "")],
        ),
        (
            "Kent (voluntary) and Avon and Somerset",
            [("Kent Police", "voluntary"), ("Avon and Somerset Constabulary", "")],
        ),
        ("The City of London", [("City of London Police", "")]),
        ("NCA, BTP", [("National Crime Agency", ""), ("British Transport Police", "")]),
        ("Kent, Kent", [("Kent Police", "")]),
    ],
)
def test_forces_are_read_as_people_write_them(text: str, wanted: list[tuple[str, str]]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Kemt Police", "There is no force called Kemt Police. Did you mean Kent Police?"),
        ("Kent, Narnia", "There is no force called Narnia. Use its name, like Kent Police."),
        ("x" * 500, f"There is no force called {'x' * 60}.... Use its name, like Kent Police."),
        (f"Kent ({'x' * 301})", "Kent Police: the note must be 300 characters or fewer."),
    ],
)
def test_a_name_that_no_force_has_is_refused_with_advice(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read(text)

    assert refusal.value.messages == [sentence]


@given(
    st.lists(st.tuples(st.sampled_from(FORCES), st.sampled_from(["", "two boroughs", "a, b and c; (d)"])), max_size=60)
)
def test_what_is_written_is_read_back(rows: list[tuple[Force, str]]) -> None:
    assert read_forces(written_forces(rows), FORCES) == list(dict.fromkeys(rows))


@given(st.text(alphabet=st.sampled_from("()and &,;\n KentSussex"), max_size=300))
def test_no_text_is_an_error_of_ours(text: str) -> None:
    try:
        read_forces(text, FORCES)
    except ValidationError as refusal:
        assert refusal.messages

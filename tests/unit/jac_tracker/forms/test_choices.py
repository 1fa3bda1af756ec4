"""Fields for choosing."""

import pytest
from django.utils.safestring import mark_safe

from jac_tracker import forms
from jac_tracker.accounts.models import Portfolio

COLOURS = [("red", "Red"), ("green", "Green")]


class Sample(forms.Form):
    portfolio = forms.ChoiceField(choices=COLOURS, blank="Select one", called="a portfolio")
    rag = forms.RadiosField(label="RAG", choices=COLOURS, hints={"red": "It will be late"})
    forces = forms.CheckboxesField(label="Other forces", choices=COLOURS, called="at least one force")
    read = forms.CheckboxField(label="I have read the report")


def test_what_is_not_chosen_is_asked_for():
    assert Sample({}).errors == {
        "portfolio": ["Select a portfolio"],
        "rag": ["Select the RAG"],
        "forces": ["Select at least one force"],
        "read": ["Tick to confirm: I have read the report"],
    }


@pytest.mark.parametrize("value", ["blue", "\x00", "Red", "red ", "<b>"])
def test_what_is_not_on_the_list_is_refused(value):
    form = Sample({"portfolio": value, "rag": value, "forces": [value], "read": "on"})

    assert form.errors == {
        "portfolio": ["Select a portfolio from the list"],
        "rag": ["Select the RAG from the list"],
        "forces": ["Select at least one force from the list"],
    }


def test_what_is_chosen_is_given():
    form = Sample({"portfolio": "red", "rag": "green", "forces": ["red", "green"], "read": "on"})

    assert form.is_valid()
    assert form.cleaned_data == {"portfolio": "red", "rag": "green", "forces": ["red", "green"], "read": True}


def test_each_choice_is_drawn_with_its_own_hint():
    first, second = Sample({"rag": "red"})["rag"].options

    assert (first.id, first.value, first.label, first.hint, first.is_chosen) == (
        "id_rag_0",
        "red",
        "Red",
        "It will be late",
        True,
    )
    assert (second.id, second.hint, second.is_chosen) == ("id_rag_1", "", False)


def test_a_choice_opens_another_field_which_is_not_drawn_twice():
    class Hold(forms.Form):
        held = forms.RadiosField(label="On hold", choices=[("yes", "Yes"), ("no", "No")], reveals={"yes": "until"})
        until = forms.TextField(max_length=10, required=False)

    form = Hold()

    assert [field.name for field in form.shown_fields] == ["held"]
    assert str(form).count('name="until"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["x", "\x00", "0", "-1", "9" * 30, "9" * 5000, "1.5", "🚓"])
def test_a_row_that_is_not_there_is_refused(value):
    class Allocate(forms.Form):
        portfolio = forms.ModelChoiceField(called="a portfolio")

        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            self.choose_from("portfolio", Portfolio.objects.all())

    assert Allocate({"portfolio": value}).errors == {"portfolio": ["Select a portfolio from the list"]}


def test_a_choice_that_was_safe_in_one_list_is_escaped_in_another() -> None:
    class Safe(forms.Form):
        board = forms.ChoiceField(choices=[("1", mark_safe("<b>Board</b>"))])

    class Plain(forms.Form):
        board = forms.ChoiceField(choices=[("1", "<b>Board</b>")])

    assert "<b>Board</b></option>" in str(Safe()["board"])
    assert "&lt;b&gt;Board&lt;/b&gt;</option>" in str(Plain()["board"])

"""Messages name the field and say what would be right."""

import pytest

from jac_tracker import forms
from jac_tracker.forms.messages import called_by_label, subject_by_label


@pytest.mark.parametrize(
    ("label", "called"),
    [
        ("Reason", "the reason"),
        ("Date of decision", "the date of decision"),
        ("HMICFRS reference", "the HMICFRS reference"),
        ("RAG", "the RAG"),
        ("DCC's comment", "the DCC's comment"),
        ("A", "the a"),
        ("Is it on hold?", "an answer"),
    ],
)
def test_a_label_stands_inside_a_sentence(label, called):
    assert called_by_label(label) == called


@pytest.mark.parametrize(
    ("label", "called", "subject"),
    [
        ("Reason", "a reason", "Reason"),
        ("Why is it late?", "the reason it is late", "Reason it is late"),
        ("Is it on hold?", "an answer", "Answer"),
    ],
)
def test_a_sentence_begins_with_the_label_or_what_a_question_is_called(label, called, subject):
    assert subject_by_label(label, called) == subject


def test_messages_are_filled_from_the_label_or_from_what_the_field_is_called():
    class Sample(forms.Form):
        title = forms.TextField(max_length=10)
        why_late = forms.TextField(max_length=10, label="Why is it late?", called="the reason it is late")

    form = Sample({})

    assert form.errors == {"title": ["Enter the title"], "why_late": ["Enter the reason it is late"]}


def test_a_message_given_to_a_field_wins_and_may_name_it():
    class Sample(forms.Form):
        title = forms.TextField(max_length=10, error_messages={"required": "Give {called} in a few words"})

    assert Sample({}).errors == {"title": ["Give the title in a few words"]}


def test_braces_in_what_was_typed_are_left_alone():
    class Sample(forms.Form):
        title = forms.TextField(max_length=3)

    form = Sample({"title": "{called} {0}"})

    assert form.errors == {"title": ["Title must be 3 characters or fewer"]}
    assert "{called} {0}" in str(form)


def test_filling_one_form_leaves_the_next_its_own_words():
    class Sample(forms.Form):
        title = forms.TextField(max_length=3)

    first = Sample({})
    second = Sample({})
    first.fields["title"].error_messages["required"] = "Changed"

    assert second.errors == {"title": ["Enter the title"]}

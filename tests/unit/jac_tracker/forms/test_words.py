"""Fields for text and numbers."""

import pytest
from django.core.exceptions import ValidationError

from jac_tracker import forms


class Sample(forms.Form):
    title = forms.TextField(max_length=20, required=False)
    reason = forms.LongTextField(max_length=4000, required=False)
    email = forms.EmailField(label="E-mail address", required=False)
    count = forms.IntegerField(label="Number of recommendations", min_value=1, max_value=5000, required=False)


def cleaned(**typed):
    form = Sample(typed)
    assert form.errors == {}
    return form.cleaned_data


def test_one_line_is_cleaned_and_kept_on_one_line():
    assert cleaned(title=" Call \r\n grading\x00\t now ")["title"] == "Call grading now"


def test_several_lines_are_cleaned_and_keep_their_breaks():
    assert cleaned(reason="One\r\n\r\n\r\n\r\nTwo \x00\x0b")["reason"] == "One\n\nTwo"


def test_nothing_and_only_blanks_are_the_empty_text():
    assert cleaned(title=" \x00 ")["title"] == ""


def test_blanks_do_not_answer_what_is_required():
    class Required(forms.Form):
        title = forms.TextField(max_length=20)

    assert Required({"title": " \x00 "}).errors == {"title": ["Enter the title"]}


def test_length_is_counted_after_cleaning():
    assert cleaned(title="a" * 20 + "\x00" * 50)["title"] == "a" * 20


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("title", "a" * 21, "Title must be 20 characters or fewer"),
        ("reason", "a" * 4001, "Reason must be 4,000 characters or fewer"),
        ("email", "nobody", "Enter the e-mail address in the form name@example.org"),
        ("count", "many", "Number of recommendations must be a whole number, like 1"),
        ("count", "1.5", "Number of recommendations must be a whole number, like 1"),
        ("count", "٣", "Number of recommendations must be a whole number, like 1"),
        ("count", "9" * 5000, "Number of recommendations must be a whole number, like 1"),
        ("count", "0", "Number of recommendations must be 1 or more"),
        ("count", "-3", "Number of recommendations must be 1 or more"),
        ("count", "5001", "Number of recommendations must be 5,000 or less"),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(name, typed, message):
    assert Sample({name: typed}).errors == {name: [message]}


@pytest.mark.parametrize("typed", ["3", " 3 ", "+3", "3\x00"])
def test_a_whole_number_is_read(typed):
    assert cleaned(count=typed)["count"] == 3


def test_a_whole_number_may_have_commas_in_its_thousands():
    assert cleaned(count="1,250")["count"] == 1250


def test_a_megabyte_of_text_is_refused_with_the_usual_message():
    assert Sample({"title": "é\x00" * 500_000}).errors == {"title": ["Title must be 20 characters or fewer"]}


def test_no_browser_is_asked_to_cut_a_text():
    assert "maxlength" not in str(Sample())


@pytest.mark.parametrize(
    ("carried", "kept"),
    [("0123456789abcdef", "0123456789abcdef"), ("", ""), (None, ""), ("\x00<script>", ""), ("a" * 129, "")],
)
def test_a_digest_is_itself_or_nothing(carried, kept):
    assert forms.DigestField().clean(carried) == kept


def test_width_is_a_class_of_the_box():
    field = forms.TextField(max_length=5, width=4)

    assert field.widget.attrs == {"class": "govuk-input--width-4"}


def test_an_e_mail_address_longer_than_any_is_refused():
    with pytest.raises(ValidationError):
        forms.EmailField().clean("a" * 300 + "@example.org")


def test_a_password_is_taken_as_typed_and_never_shown_again():
    class SetPassword(forms.Form):
        password = forms.PasswordField(called="a password")

    form = SetPassword({"password": " two  blanks "})

    assert form.is_valid()
    assert form.cleaned_data == {"password": " two  blanks "}
    assert "blanks" not in str(form)
    assert SetPassword({}).errors == {"password": ["Enter a password"]}
    assert SetPassword({"password": "a\x00b"}).errors == {
        "password": ["Password must not have control characters in it"]
    }

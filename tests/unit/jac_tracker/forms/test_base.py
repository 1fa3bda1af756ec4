"""Forms as a whole: how they are drawn, their errors in order, and lost edits."""

import re

import pytest
from django import forms as django_forms
from django.http import QueryDict

from jac_tracker import forms
from jac_tracker.components import SampleForm
from jac_tracker.forms import ErrorLink, error_links


class Sample(forms.Form):
    title = forms.TextField(max_length=10, help_text="A few words")
    reason = forms.LongTextField(required=False)
    decided_on = forms.DateField(label="Date of decision")
    rag = forms.RadiosField(label="RAG", choices=[("red", "Red")])

    def clean(self):
        if self.data.get("together"):
            raise django_forms.ValidationError("These do not go together")
        return super().clean()


def test_errors_are_links_to_the_first_input_at_fault_in_the_order_of_the_form():
    form = Sample({"decided_on_day": "31", "decided_on_month": "13", "decided_on_year": "2022", "together": "yes"})

    assert error_links(form) == [
        ErrorLink("", "These do not go together"),
        ErrorLink("id_title", "Enter the title"),
        ErrorLink("id_decided_on_month", "Date of decision must be a real date"),
        ErrorLink("id_rag_0", "Select the RAG"),
    ]


def test_every_link_of_the_error_summary_leads_to_an_input_of_the_form():
    form = SampleForm(QueryDict("held=yes"), prefix="one")
    ids = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', str(form)))

    targets = {link.target for link in error_links(form)}

    assert len(targets) == 7
    assert targets <= ids


def test_everything_that_describes_an_input_is_there():
    page = str(SampleForm(QueryDict("held=yes&count=x&expected=soon")))
    ids = set(re.findall(r' id="([^"]+)"', page))

    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', page) for name in names.split()}

    assert len(described) == 11
    assert described <= ids


def test_no_errors_are_no_links():
    assert error_links(Sample(), None, "") == []


def test_errors_of_a_formset_come_row_by_row():
    rows = django_forms.formset_factory(Sample, extra=2)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-title": "Second"}

    links = error_links(rows(data))

    assert [link.target for link in links] == ["id_form-1-decided_on_day", "id_form-1-rag_0"]


def test_a_field_with_an_error_says_so_beside_the_input():
    field = Sample({})["title"].as_field_group()

    assert (
        '<p class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> Enter the title</p>' in field
    )
    assert 'aria-describedby="id_title_helptext id_title_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'class="govuk-input govuk-input--error"' in field


def test_a_field_that_may_be_left_empty_says_so_unless_it_is_a_filter():
    class Filter(forms.FilterForm):
        title = forms.TextField(max_length=10, required=False)

    assert "Reason (optional)" in str(Sample()["reason"].as_field_group())
    assert "(optional)" not in str(Sample()["title"].as_field_group())
    assert "(optional)" not in str(Filter()["title"].as_field_group())


def test_a_filters_ids_are_not_those_of_another_form_on_the_page():
    class Filter(forms.FilterForm):
        title = forms.TextField(max_length=10, required=False)

    assert [form["title"].auto_id for form in (Filter(), Sample())] == ["filter_title", "id_title"]


@pytest.mark.parametrize("typed", ["</textarea><script>", "{{ x }}", "🚓", '"'])
def test_what_was_typed_comes_back_as_text(typed):
    page = str(Sample({"title": typed, "reason": typed}))

    assert "<script>" not in page
    assert page.count(typed.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")) == 2


def test_an_edit_form_carries_the_digest_of_what_it_showed():
    class Edit(forms.EditForm):
        title = forms.TextField(max_length=10)

    blank = Edit(initial={"title": "Old", "as_shown": "0123abcd"})
    sent = Edit({"title": "New", "as_shown": "0123abcd"})

    assert '<input type="hidden" name="as_shown" value="0123abcd" id="id_as_shown">' in str(blank)
    assert sent.is_valid()
    assert sent.cleaned_data == {"title": "New", "as_shown": "0123abcd"}


def test_a_refused_edit_is_shown_again_with_what_was_typed_and_the_digest_of_now():
    class Edit(forms.EditForm):
        title = forms.TextField(max_length=10)

    form = Edit(QueryDict("title=Mine&as_shown=0123abcd"))
    form.show_as_now("ffff0000")

    assert 'value="ffff0000"' in str(form)
    assert 'value="Mine"' in str(form)


def test_a_form_of_djangos_own_is_drawn_alike():
    class Plain(django_forms.Form):
        email = django_forms.EmailField()
        remember = django_forms.BooleanField(required=False)

    page = str(Plain())

    assert 'class="govuk-input"' in page
    assert 'class="govuk-checkboxes__input"' in page
    assert "(optional)" not in page

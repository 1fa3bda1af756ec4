"""What comes in about people, posts and portfolios."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db.models import Q
from django.forms import TextInput

from jac_tracker import forms
from jac_tracker.accounts.models import Portfolio, Post, User
from jac_tracker.accounts.roles import ROLE_HINTS, Role

PASSWORD_HINT = "At least 12 characters, not a common password, and not like the name or the email address"

# Signing in: django-allauth's forms, in our words


class SignInForm(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        login = self.fields["login"]
        login.label = "Email address"
        login.widget.attrs["autocomplete"] = "username"
        login.error_messages["required"] = "Enter your email address"
        # One message, and the same, for whatever is no address: too long, or of the wrong form.
        login.validators = [EmailValidator(message="Enter your email address in the form name@example.org")]
        self.fields["password"].error_messages["required"] = "Enter your password"
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class ChangePasswordForm(AllauthChangePasswordForm):
    """The present password, and the new one twice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["oldpassword"].label = "Current password"
        self.fields["oldpassword"].error_messages["required"] = "Enter your current password"
        self.fields["password1"].label = "New password"
        self.fields["password1"].error_messages["required"] = "Enter a new password"
        self.fields["password1"].help_text = PASSWORD_HINT
        self.fields["password2"].label = "New password again"
        self.fields["password2"].error_messages["required"] = "Enter the new password again"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


# People


def _other_person_with(email: str, person: User | None) -> bool:
    others = User.objects.filter(email__iexact=email)
    return (others.exclude(pk=person.pk) if person else others).exists()


class PersonForm(forms.EditForm):
    """A person's name and how they sign in."""

    name = forms.TextField(max_length=150)
    rank = forms.TextField(label="Rank or title", max_length=80, required=False, width=20)
    number = forms.TextField(label="Collar number", max_length=20, required=False, width=10)
    email = forms.EmailField(label="Email address", called="an email address", help_text="They sign in with it")

    def __init__(self, *args: Any, person: User | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if _other_person_with(email, self.person):
            raise ValidationError("Somebody in this register has that email address. Enter another one")
        return email


class PasswordForm(forms.Form):
    """A first or a new password for a person, which they should change when they have signed in."""

    # Shown as it is typed: whoever sets it has to read it out.
    password = forms.PasswordField(
        called="a password",
        help_text=PASSWORD_HINT,
        widget=TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.person)
        return password


class ReasonForm(forms.Form):
    """Nothing but a reason."""

    reason = forms.LongTextField(max_length=1000, rows=3, called="a reason")


class PortfolioForm(forms.EditForm):
    """A portfolio's name, and whether it is in use."""

    name = forms.TextField(max_length=100)
    is_active = forms.CheckboxField(label="In use", required=False, initial=True)

    def __init__(self, *args: Any, portfolio: Portfolio | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.portfolio = portfolio
        if portfolio is None:
            del self.fields["is_active"]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        same = Portfolio.objects.filter(name__iexact=name)
        if (same.exclude(pk=self.portfolio.pk) if self.portfolio else same).exists():
            raise ValidationError("There is a portfolio of that name. Enter another one")
        return name


class PostForm(forms.EditForm):
    """A post's title, role and portfolio."""

    title = forms.TextField(max_length=120, help_text="The duty, not the person: for example Force Crime Registrar")
    role = forms.RadiosField(
        choices=Role.choices,
        hints={role.value: ROLE_HINTS[role] for role in Role},
    )
    portfolio = forms.ModelChoiceField(
        blank="No portfolio", required=False, help_text="The one that the post leads, or that what it owns belongs to"
    )
    unit = forms.TextField(label="Office or unit", max_length=120, required=False, width=30)
    is_active = forms.CheckboxField(label="In use", required=False, initial=True)

    def __init__(self, *args: Any, post: Post | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.post = post
        present = post.portfolio_id if post else None
        self.choose_from("portfolio", Portfolio.objects.filter(Q(is_active=True) | Q(pk=present)).order_by("name"))
        if post is None:
            del self.fields["is_active"]

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        same = Post.objects.filter(title__iexact=title)
        if (same.exclude(pk=self.post.pk) if self.post else same).exists():
            raise ValidationError("There is a post of that title. Enter another one")
        return title

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("role") == Role.PORTFOLIO_LEAD and not values.get("portfolio") and "portfolio" in values:
            self.add_error("portfolio", "Select the portfolio that this post leads")
        return values


class PersonField(forms.ModelChoiceField):
    """A person, told from others of the same name by the collar number, or the e-mail address."""

    def label_from_instance(self, person: Any) -> str:
        return f"{person} ({person.number or person.email})"


class HandOverForm(forms.Form):
    """Who takes a post, and from which day."""

    to = PersonField(label="Who takes the post", called="who takes the post", blank="Select a person")
    from_on = forms.DateField(label="From", called="the first day", help_text="Their first day, for example 31 3 2022")
    is_acting = forms.CheckboxField(label="Acting, while the substantive holder keeps the post", required=False)
    reason = forms.LongTextField(max_length=1000, rows=3, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose_from("to", User.objects.active().order_by("name", "pk"))


class EndHoldingForm(forms.Form):
    """The last day on which somebody held a post."""

    to_on = forms.DateField(label="Last day", called="the last day", help_text="For example 31 3 2022")
    reason = forms.LongTextField(max_length=1000, rows=3, required=False)


# What the lists can be narrowed by


class ProgramForm(forms.Form):
    """What a token is called, and for how long it is good."""

    name = forms.TextField(
        label="What is it for?", called="what it is for", help_text="For example, Power BI on my desk", max_length=60
    )
    days = forms.RadiosField(
        label="For how long?",
        called="for how long",
        choices=[("30", "30 days"), ("90", "90 days"), ("365", "A year")],
        initial="90",
    )


class PeopleFilterForm(forms.FilterForm):
    """Everybody, or those who fit."""

    q = forms.TextField(
        label="Search", help_text="Name, rank, collar number, email address or post", max_length=100, required=False
    )
    who = forms.ChoiceField(
        label="Show",
        called="whom to show",
        choices=[
            ("no-post", "Holding no post"),
            ("no-password", "Without a password"),
            ("deactivated", "Deactivated"),
        ],
        blank="Everybody",
        required=False,
    )


class PostsFilterForm(forms.FilterForm):
    """All posts, or those that fit."""

    q = forms.TextField(
        label="Search", help_text="Title, office or unit, portfolio or holder", max_length=100, required=False
    )
    role = forms.ChoiceField(choices=Role.choices, called="a role", blank="Any role", required=False)
    use = forms.ChoiceField(
        label="Show",
        called="which posts to show",
        choices=[("vacant", "Held by nobody"), ("not-in-use", "Not in use")],
        blank="All posts",
        required=False,
    )

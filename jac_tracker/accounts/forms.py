"""What comes in about people."""

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc]
    """django-allauth's form in our markup."""


class ChangePasswordForm(AllauthChangePasswordForm):  # type: ignore[misc]
    """django-allauth's form in our markup."""

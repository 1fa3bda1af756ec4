"""Sign-in by django-allauth, with sign-up closed: accounts are made by the administrator."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is wrong. Try again",
        "too_many_login_attempts": "Too many wrong tries. Wait five minutes and try again",
        "enter_current_password": "This is not your current password. Enter it again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether to go there after signing in or out: to paths of ours only, and no fault whatever the text."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

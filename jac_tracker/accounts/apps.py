from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jac_tracker.accounts"
    label = "accounts"

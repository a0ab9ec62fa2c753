from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "nongcot.infra.accounts"
    label = "accounts"

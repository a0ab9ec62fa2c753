from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "nongcot.infra.accounts"
    label = "accounts"

    def ready(self) -> None:
        from nongcot.infra.accounts.actions.signing_in import listen
        from nongcot.infra.accounts.labels import name_the_trail

        listen()
        name_the_trail()

from django.apps import AppConfig


class StartConfig(AppConfig):
    name = "nongcot.config.start"
    label = "start"

    def ready(self) -> None:
        from nongcot.config.rights import RIGHTS
        from nongcot.infra.accounts import api as accounts

        # here and not in wiring: verbs are also called where no page is, by commands and tasks
        accounts.connect(RIGHTS)

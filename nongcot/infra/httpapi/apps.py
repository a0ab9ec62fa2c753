from django.apps import AppConfig


class HttpApiConfig(AppConfig):
    name = "nongcot.infra.httpapi"
    label = "httpapi"

    def ready(self) -> None:
        from nongcot.infra.accounts.api import TOKENS_END
        from nongcot.infra.events import subscribe
        from nongcot.infra.httpapi.actions import end_tokens

        subscribe(TOKENS_END, end_tokens, within=True)

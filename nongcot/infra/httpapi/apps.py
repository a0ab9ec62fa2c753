from django.apps import AppConfig


class HttpApiConfig(AppConfig):
    name = "nongcot.infra.httpapi"
    label = "httpapi"

from django.apps import AppConfig


class ListFilesConfig(AppConfig):
    name = "nongcot.infra.listfiles"
    label = "listfiles"

"""The URL configuration."""

from django.urls import URLPattern, URLResolver, include, path

from nongcot.config import wiring

wiring.connect()

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("nongcot.duties.urls")),
    path("", include("nongcot.infra.notices.urls")),
    path("", include("nongcot.people.urls")),
    path("quy-dinh/", include("nongcot.infra.rulebook.urls")),
    path("nhap-du-lieu/", include("nongcot.intake.urls")),
    path("", include("nongcot.infra.accounts.urls")),
]

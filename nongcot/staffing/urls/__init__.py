"""The addresses of staffing, one file a subject."""

from django.urls import URLPattern, URLResolver, include, path

from nongcot.staffing.urls import completing

app_name = "staffing"
urlpatterns: list[URLPattern | URLResolver] = [
    *completing.urlpatterns,
    path("sap-xep/", include("nongcot.staffing.urls.reorganising")),
]

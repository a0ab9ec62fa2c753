"""The addresses of staffing, one file a subject."""

from django.urls import URLPattern, URLResolver, include, path

from nongcot.staffing.urls import ballots, candidates, completing, first_term

app_name = "staffing"
urlpatterns: list[URLPattern | URLResolver] = [
    *candidates.urlpatterns,
    *completing.urlpatterns,
    *first_term.urlpatterns,
    path("sap-xep/", include("nongcot.staffing.urls.reorganising")),
    *ballots.urlpatterns,
]

"""The addresses of staffing, one file a subject."""

from django.urls import URLPattern, URLResolver, include, path

from nongcot.staffing.urls import ballots, candidates, completing, first_term, handover, leaving, reserves
from nongcot.staffing.urls import congress as congresses

app_name = "staffing"
urlpatterns: list[URLPattern | URLResolver] = [
    *candidates.urlpatterns,
    *reserves.urlpatterns,
    *completing.urlpatterns,
    *congresses.urlpatterns,
    *first_term.urlpatterns,
    *handover.urlpatterns,
    *leaving.urlpatterns,
    path("sap-xep/", include("nongcot.staffing.urls.reorganising")),
    *ballots.urlpatterns,
]

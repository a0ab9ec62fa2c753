"""The addresses of staffing, one file a subject."""

from django.urls import URLPattern, URLResolver

from nongcot.staffing.urls import completing

app_name = "staffing"
urlpatterns: list[URLPattern | URLResolver] = [
    *completing.urlpatterns,
]

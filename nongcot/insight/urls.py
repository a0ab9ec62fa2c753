from django.urls import path

from nongcot.insight.views import behind, dashboard

app_name = "insight"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("bao-cao.<str:kind>", dashboard.make_report, name="report"),
    path("<str:question>/bang/", dashboard.table, name="table"),
    path("<str:question>/so-lieu/", dashboard.figures, name="figures"),
    path("<str:question>/<str:key>/", behind.behind, name="behind"),
]

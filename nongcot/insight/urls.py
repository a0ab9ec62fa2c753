from django.urls import path

from nongcot.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("bao-cao.<str:kind>", views.make_report, name="report"),
    path("<str:question>/so-lieu/", views.figures, name="figures"),
    path("<str:question>/<str:key>/", views.behind, name="behind"),
]

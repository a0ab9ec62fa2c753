from django.urls import path

from nongcot.infra.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("<str:rule_id>/", views.rule, name="rule"),
    path("<str:rule_id>/nhap/", views.enter, name="enter"),
]

from django.urls import path

from nongcot.infra.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("thay-doi/", views.changes, name="changes"),
    path("van-ban/", views.documents, name="documents"),
    path("dang-ap-dung/", views.public, name="public"),
    path("<str:rule_id>/", views.rule, name="rule"),
    path("<str:rule_id>/nhap/", views.enter, name="enter"),
]

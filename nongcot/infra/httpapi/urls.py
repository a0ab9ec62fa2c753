from django.urls import path

from nongcot.infra.httpapi import views

app_name = "httpapi"
urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("<int:pk>/thu-hoi/", views.revoke, name="revoke"),
]

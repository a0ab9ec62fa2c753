from django.urls import path

from nongcot.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("viec/<int:pk>/", views.duty, name="duty"),
    path("viec/<int:pk>/hoan/", views.postpone, name="postpone"),
]

from django.urls import path

from nongcot.infra.savedviews import views

app_name = "savedviews"
urlpatterns = [
    path("", views.save, name="save"),
    path("<int:pk>/bo/", views.forget, name="forget"),
]

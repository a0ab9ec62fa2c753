from django.urls import path

from nongcot.infra.listfiles import views

app_name = "listfiles"
urlpatterns = [
    path("", views.files, name="files"),
    path("lap/", views.ask, name="ask"),
    path("<int:pk>/", views.one, name="file"),
    path("<int:pk>/tien-do/", views.progress, name="progress"),
    path("<int:pk>/lap-lai/", views.again, name="again"),
    path("<int:pk>/tai-ve/", views.download, name="download"),
]

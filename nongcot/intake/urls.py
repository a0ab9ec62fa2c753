from django.urls import path

from nongcot.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("danh-sach.xlsx", views.export, name="export"),
    path("tep/<int:pk>/", views.file, name="file"),
    path("<int:pk>/", views.one, name="import"),
    path("<int:pk>/tien-do/", views.progress, name="progress"),
    path("<int:pk>/ap-dung/", views.apply, name="apply"),
    path("<int:pk>/lam-lai/", views.again, name="again"),
    path("<int:pk>/bo/", views.drop, name="drop"),
]

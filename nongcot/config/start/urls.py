from django.urls import path

from nongcot.config.start import views

app_name = "start"
urlpatterns = [
    path("", views.begin, name="begin"),
    path("lien-doan/", views.federation, name="federation"),
    path("quan-tri/", views.administrator, name="administrator"),
    path("bang-tinh/", views.spreadsheet, name="spreadsheet"),
]

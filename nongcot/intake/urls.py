from django.urls import path

from nongcot.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("danh-sach.xlsx", views.export, name="export"),
    path("cach-doc/", views.mappings, name="mappings"),
    path("cach-doc/<int:pk>/quen/", views.forget, name="forget"),
    path("tep/<int:pk>/", views.file, name="file"),
    path("<int:pk>/", views.one, name="import"),
    path("<int:pk>/tien-do/", views.progress, name="progress"),
    path("<int:pk>/trang-tinh/<int:number>/", views.sheet, name="sheet"),
    path("<int:pk>/trang-tinh/<int:number>/bo-qua/", views.ignore, name="ignore"),
    path("<int:pk>/da-hieu/", views.understood, name="understood"),
    path("<int:pk>/nguoi/", views.pairs, name="pairs"),
    path("<int:pk>/nguoi/<slug:why>/", views.pairs_kind, name="pairs-kind"),
    path("<int:pk>/loai-hinh/", views.unit_kinds, name="unit-kinds"),
    path("<int:pk>/o/", views.cells, name="cells"),
    path("<int:pk>/thay-doi/", views.changes, name="changes"),
    path("<int:pk>/thay-doi.xlsx", views.changes_book, name="changes-book"),
    path("<int:pk>/ap-dung/", views.apply, name="apply"),
    path("<int:pk>/lam-lai/", views.again, name="again"),
    path("<int:pk>/bo/", views.drop, name="drop"),
    path("<int:pk>/hoan-tac/", views.undo, name="undo"),
]

"""The addresses of congresses."""

from django.urls import path

from nongcot.staffing.views import congress, congresses

urlpatterns = [
    path("dai-hoi/", congresses.board, name="congresses"),
    path("dai-hoi/dang-chuan-bi.<list-file:kind>", congresses.export, name="congresses-file"),
    path("dai-hoi/mo/<int:pk>/", congress.open_congress, name="open-congress"),
    path("dai-hoi/viec/<int:pk>/", congress.of_duty, name="congress-of-duty"),
    path("dai-hoi/<int:pk>/", congress.page, name="congress"),
    path("dai-hoi/<int:pk>/doi-ngay/", congress.move, name="move-congress"),
    path("dai-hoi/<int:pk>/so-luong/", congress.decide, name="decide-congress"),
    path("dai-hoi/<int:pk>/buoc/<str:step>/", congress.record_step, name="record-congress-step"),
    path("dai-hoi/<int:pk>/buoc/<str:step>/rut/", congress.take_back_step, name="take-back-congress-step"),
    path("dai-hoi/<int:pk>/keo-dai/", congress.extend, name="extend-instead"),
    path("dai-hoi/<int:pk>/dung/", congress.drop, name="drop-congress"),
]

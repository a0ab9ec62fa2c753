"""The addresses of first-term chairs."""

from django.urls import path

from nongcot.staffing.views import first_term

urlpatterns = [
    path("chu-tich-moi/", first_term.listing, name="first-terms"),
    path("chu-tich-moi/<int:pk>/", first_term.week, name="first-term"),
    path("chu-tich-moi/<int:pk>/buoc/<slug:step>/", first_term.step, name="first-term-step"),
    path("chu-tich-moi/<int:pk>/buoc/<slug:step>/xong/", first_term.do, name="do-step"),
    path("chu-tich-moi/<int:pk>/buoc/<slug:step>/bo/", first_term.undo, name="undo-step"),
    path("chu-tich-moi/<int:pk>/nho-giup/", first_term.ask, name="ask-help"),
    path("chu-tich-moi/<int:pk>/nho-giup/<int:asked>/tra-loi/", first_term.answer, name="answer-help"),
]

"""The addresses of first-term chairs."""

from django.urls import path

from nongcot.staffing.views import first_term, lists, mentors

urlpatterns = [
    path("chu-tich-moi/", first_term.listing, name="first-terms"),
    path("chu-tich-moi/danh-sach.<list-file:kind>", lists.first_terms_file, name="first-terms-file"),
    path("chu-tich-moi/<int:pk>/", first_term.week, name="first-term"),
    path("chu-tich-moi/<int:pk>/buoc/<slug:step>/", first_term.step, name="first-term-step"),
    path("chu-tich-moi/<int:pk>/buoc/<slug:step>/xong/", first_term.do, name="do-step"),
    path("chu-tich-moi/<int:pk>/buoc/<slug:step>/bo/", first_term.undo, name="undo-step"),
    path("chu-tich-moi/<int:pk>/nho-giup/", first_term.ask, name="ask-help"),
    path("chu-tich-moi/<int:pk>/nho-giup/<int:asked>/tra-loi/", first_term.answer, name="answer-help"),
    path("chu-tich-moi/<int:pk>/gap/", mentors.check_in, name="check-in"),
    path("chu-tich-moi/<int:pk>/ket-thuc/", mentors.close, name="close-programme"),
    path("chu-tich-moi/<int:pk>/chi-dinh/", mentors.choose, name="choose-mentor"),
    path("chu-tich-moi/<int:pk>/chi-dinh/<int:mentor>/", mentors.name, name="name-mentor"),
    path("chu-tich-moi/kem-cap/", mentors.mentors, name="mentors"),
    path("chu-tich-moi/kem-cap/<int:pk>/dong-y/<slug:side>/", mentors.agree, name="agree-mentor"),
    path("chu-tich-moi/kem-cap/<int:pk>/xac-nhan/", mentors.confirm, name="confirm-mentor"),
    path("chu-tich-moi/kem-cap/<int:pk>/thoi/", mentors.end, name="end-mentor"),
]

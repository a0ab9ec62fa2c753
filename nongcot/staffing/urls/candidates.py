"""The addresses of candidates."""

from django.urls import path

from nongcot.staffing.views import candidates, comparing

urlpatterns = [
    path("ho-so/<int:pk>/nhan-su/", candidates.listing, name="candidates"),
    path("ho-so/<int:pk>/so-sanh/", comparing.compare, name="compare"),
    path("ho-so/<int:pk>/so-sanh.<slug:kind>", comparing.file, name="compare-file"),
    path("ho-so/<int:pk>/nhan-su/<int:person>/gioi-thieu/", candidates.propose, name="propose-candidate"),
    path("ho-so/<int:pk>/nhan-su/<int:person>/rut/", candidates.withdraw, name="withdraw-candidate"),
    path("ho-so/<int:pk>/nhan-su/<int:person>/chon/", candidates.choose, name="choose-candidate"),
]

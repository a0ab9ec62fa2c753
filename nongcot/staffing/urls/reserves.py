"""The addresses of reserve lists."""

from django.urls import path

from nongcot.staffing.views import reserves

urlpatterns = [
    path("quy-hoach/<int:pk>/", reserves.listing, name="reserves"),
    path("quy-hoach/<int:pk>/dua-vao/<int:person>/", reserves.add, name="add-reserve"),
    path("quy-hoach/dua-ra/<int:pk>/", reserves.end, name="end-reserve"),
]

"""The addresses of handing over. A handover is asked for by the number of the post that ended."""

from django.urls import path

from nongcot.staffing.views import handover, lists

urlpatterns = [
    path("ban-giao/", handover.listing, name="handovers"),
    path("ban-giao/danh-sach.<list-file:kind>", lists.handovers_file, name="handovers-file"),
    path("ban-giao/<int:pk>/", handover.handover, name="handover"),
    path("ban-giao/<int:pk>/bien-ban.<slug:kind>", handover.paper, name="handover-paper"),
    path("ban-giao/<int:pk>/ket-thuc/", handover.close, name="close-handover"),
    path("ban-giao/<int:pk>/thoi-theo-doi/", handover.drop, name="drop-handover"),
    path("ban-giao/<int:pk>/quyen/", handover.pass_on, name="pass-on-access"),
]

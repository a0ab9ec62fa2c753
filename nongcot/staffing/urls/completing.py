"""The addresses of the board and of cases of completing a committee."""

from django.urls import path

from nongcot.staffing.views import board, completing, papers

urlpatterns = [
    path("", board.board, name="board"),
    path("ho-so.<list-file:kind>", board.export, name="board-file"),
    path("thoi-gian.<list-file:kind>", board.export_pace, name="pace-file"),
    path("mo/<int:pk>/", completing.open_case, name="open-case"),
    path("viec/<int:pk>/", completing.of_duty, name="of-duty"),
    path("ho-so/<int:pk>/", completing.page, name="case"),
    path("ho-so/<int:pk>/buoc/<str:step>/", completing.record_step, name="record-step"),
    path("ho-so/<int:pk>/buoc/<str:step>/rut/", completing.take_back_step, name="take-back-step"),
    path("ho-so/<int:pk>/hinh-thuc/", completing.change_way, name="change-way"),
    path("ho-so/<int:pk>/dung/", completing.drop_case, name="drop-case"),
    path("ho-so/<int:pk>/van-ban/<str:step>.<str:kind>", papers.download, name="paper"),
    path("ho-so/<int:pk>/van-ban/<str:step>/cap-so/", papers.issue, name="issue-paper"),
]

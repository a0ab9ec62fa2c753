"""The addresses of congresses."""

from django.urls import path

from nongcot.staffing.views import congress, congress_papers, congress_results, congresses, first_meeting, nominees

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
    path("dai-hoi/<int:pk>/nhan-su/", nominees.listing, name="nominees"),
    path("dai-hoi/<int:pk>/nhan-su/<int:person>/de-cu/", nominees.nominate, name="nominate"),
    path("dai-hoi/<int:pk>/nhan-su/<int:person>/rut/", nominees.withdraw, name="withdraw-nominee"),
    path("dai-hoi/<int:pk>/bau/<str:post>/lap/", congress_results.ballot, name="congress-ballot"),
    path("dai-hoi/<int:pk>/bau/<str:post>/kiem-phieu/", congress_results.votes, name="congress-votes"),
    path("dai-hoi/<int:pk>/bau/<str:post>/lay-ket-qua/", congress_results.take, name="take-congress-count"),
    path(
        "dai-hoi/<int:pk>/bau/<str:post>/lan-hai/kiem-phieu/",
        congress_results.votes,
        {"voting_round": 2},
        name="second-votes",
    ),
    path(
        "dai-hoi/<int:pk>/bau/<str:post>/lan-hai/lay-ket-qua/",
        congress_results.take,
        {"voting_round": 2},
        name="take-second-count",
    ),
    path("dai-hoi/<int:pk>/phien-hop/", first_meeting.page, name="first-meeting"),
    path("dai-hoi/<int:pk>/phien-hop/ket-qua/", first_meeting.results, name="meeting-results"),
    path("dai-hoi/<int:pk>/phien-hop/<str:election>/", first_meeting.slate, name="slate"),
    path("dai-hoi/<int:pk>/ket-qua/", congress_results.results, name="congress-results"),
    path("dai-hoi/<int:pk>/van-ban/<str:paper>.<str:kind>", congress_papers.download, name="congress-paper"),
    path("dai-hoi/<int:pk>/van-ban/<str:paper>/cap-so/", congress_papers.issue, name="issue-congress-paper"),
    path("dai-hoi/<int:pk>/ho-so/", congress_papers.file, name="congress-file"),
    path("dai-hoi/<int:pk>/dai-bieu/", congress.divide, name="divide-delegates"),
    path("dai-hoi/<int:pk>/keo-dai/", congress.extend, name="extend-instead"),
    path("dai-hoi/<int:pk>/dung/", congress.drop, name="drop-congress"),
]

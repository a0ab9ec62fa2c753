"""The short address of voters and the public results: no login."""

from django.urls import path

from nongcot.staffing.views.ballots import voting

app_name = "voting"
urlpatterns = [
    path("", voting.enter, name="enter"),
    path("phieu/", voting.paper, name="paper"),
    path("gui/", voting.cast, name="cast"),
    path("rut/", voting.withdraw, name="withdraw"),
    path("ket-qua/<uuid:slug>/", voting.result, name="result"),
]

"""The addresses of ballots, for those who run them."""

from django.urls import path

from nongcot.staffing.views import lists
from nongcot.staffing.views.ballots import census, lines, running

urlpatterns = [
    path("bau-cu/", running.listing, name="ballots"),
    path("bau-cu/danh-sach.<list-file:kind>", lists.ballots_file, name="ballots-file"),
    path("bau-cu/don-vi/<int:pk>/", running.create, name="create-ballot"),
    path("bau-cu/<int:pk>/", running.page, name="ballot"),
    path("bau-cu/<int:pk>/nguoi-bau/", census.census, name="ballot-census"),
    path("bau-cu/<int:pk>/nguoi-bau/them/", census.add, name="add-voters"),
    path("bau-cu/<int:pk>/duong-dan/", census.links, name="issue-links"),
    path("bau-cu/nguoi-bau/<int:pk>/duong-dan/", census.link, name="replace-link"),
    path("bau-cu/<int:pk>/gui-thu/", census.mail, name="mail-links"),
    path("bau-cu/nguoi-bau/<int:pk>/gui-thu/", census.mail_one, name="mail-link"),
    path("bau-cu/nguoi-bau/<int:pk>/phieu-giay/", census.paper, name="give-paper"),
    path("bau-cu/nguoi-bau/<int:pk>/bo/", census.remove, name="remove-voter"),
    path("bau-cu/<int:pk>/rut-ten/<int:place>/", running.withdraw_name, name="withdraw-name"),
    path("bau-cu/<int:pk>/ho-so/<int:place>/", lines.link, name="link-person"),
    path("bau-cu/<int:pk>/gio-dong/", running.move_closing, name="move-closing"),
    path("bau-cu/<int:pk>/kiem-phieu-giay/", running.tally, name="enter-tally"),
    path("bau-cu/<int:pk>/kiem-phieu/", running.count, name="count-ballot"),
    path("bau-cu/<int:pk>/huy/", running.void, name="void-ballot"),
    path("bau-cu/<int:pk>/bau-lai/", running.repeat, name="repeat-ballot"),
    path("bau-cu/<int:pk>/bien-ban.<str:kind>", running.minutes_file, name="ballot-minutes"),
]

"""The URL configuration."""

from django.urls import URLPattern, URLResolver, include, path

from nongcot.config import wiring
from nongcot.config.endpoints import addresses

wiring.connect()

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("nongcot.duties.urls")),
    path("", include("nongcot.infra.notices.urls")),
    path("", include("nongcot.people.urls")),
    path("tep/", include("nongcot.infra.listfiles.urls")),
    path("cach-xem/", include("nongcot.infra.savedviews.urls")),
    path("quy-dinh/", include("nongcot.infra.rulebook.urls")),
    path("tinh-hinh/", include("nongcot.insight.urls")),
    path("kien-toan/", include("nongcot.staffing.urls")),
    path("bp/", include("nongcot.staffing.urls.voting")),
    path("nhap-du-lieu/", include("nongcot.intake.urls")),
    path("", include("nongcot.infra.accounts.urls")),
    path("bat-dau/", include("nongcot.config.start.urls")),
    path("tai-khoan/ma-truy-cap/", include("nongcot.infra.httpapi.urls")),
    path("api/", addresses()),
]

from django.urls import path

from nongcot.infra.notices import views

app_name = "notices"
urlpatterns = [
    path("nhac-viec/", views.mine, name="mine"),
    path("nhac-viec/lich/", views.make_feed, name="make-feed"),
    path("nhac-viec/lich/thu-hoi/", views.revoke_feed, name="revoke-feed"),
    path("nhac-viec/thoi/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("lich/<str:secret>.ics", views.feed, name="feed"),
]

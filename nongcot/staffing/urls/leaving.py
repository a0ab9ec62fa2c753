"""The addresses of the papers of the end of a post, asked for by the number of the post."""

from django.urls import path

from nongcot.staffing.views import leaving

urlpatterns = [
    path("thoi-chuc/<int:pk>/", leaving.page, name="leaving"),
    path("thoi-chuc/<int:pk>/<slug:how>/<slug:paper>.<slug:kind>", leaving.download, name="leaving-paper"),
    path("thoi-chuc/<int:pk>/<slug:how>/<slug:paper>/cap-so/", leaving.issue, name="issue-leaving-paper"),
]

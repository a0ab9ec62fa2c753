"""The addresses of what changes units, posts, terms and roles."""

from django.urls import path

from nongcot.people.views import changes, documents, grants, posts, terms, unit_trail

urlpatterns = [
    path("don-vi/<int:pk>/thong-tin/", changes.correct, name="correct-unit"),
    path("don-vi/<int:pk>/doan-vien/", changes.count, name="count-members"),
    path("don-vi/<int:pk>/doi-ten/", changes.rename, name="rename-unit"),
    path("don-vi/<int:pk>/loai-hinh/", changes.change_kind, name="change-unit-kind"),
    path("don-vi/<int:pk>/cap-tren/", changes.move, name="move-unit"),
    path("don-vi/<int:pk>/thanh-lap/", changes.create, name="create-unit"),
    path("don-vi/<int:pk>/ket-thuc/", changes.end, name="end-unit"),
    path("don-vi/<int:pk>/van-ban/", documents.listing, name="lacking-documents"),
    path("don-vi/<int:pk>/van-ban/<str:fact>/<int:row>/", documents.complete, name="complete-document"),
    path("don-vi/<int:pk>/thay-doi/", unit_trail.listing, name="unit-trail"),
    path("don-vi/<int:pk>/thay-doi/<int:change>/rut/", unit_trail.take_back, name="take-back-change"),
    path("don-vi/<int:pk>/chon-don-vi/", changes.pick_unit, name="pick-unit"),
    path("don-vi/<int:pk>/chuc-vu/", posts.listing, name="posts"),
    path("don-vi/<int:pk>/chuc-vu/moi/", posts.record, name="record-post"),
    path("don-vi/<int:pk>/chon-nguoi/", posts.pick_person, name="pick-person"),
    path("chuc-vu/<int:pk>/", posts.page, name="post"),
    path("chuc-vu/<int:pk>/thoi/", posts.end, name="end-post"),
    path("chuc-vu/<int:pk>/sua/", posts.correct, name="correct-post"),
    path("chuc-vu/<int:pk>/rut/", posts.withdraw, name="withdraw-post"),
    path("don-vi/<int:pk>/dai-hoi/", terms.congress, name="congress"),
    path("nhiem-ky/<int:pk>/keo-dai/", terms.extend, name="extend-term"),
    path("nhiem-ky/<int:pk>/sua/", terms.correct, name="correct-term"),
    path("don-vi/<int:pk>/nhiem-ky/", terms.of_unit, name="unit-term"),
    path("don-vi/<int:pk>/phan-quyen/", grants.listing, name="grants"),
    path("don-vi/<int:pk>/phan-quyen/moi/", grants.grant, name="grant-role"),
    path("phan-quyen/<int:pk>/thu-hoi/", grants.end, name="end-grant"),
]

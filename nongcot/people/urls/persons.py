"""The addresses about records of persons: what changes them, duplicates, and the desk for personal data."""

from django.urls import path

from nongcot.people.views import duplicates, limits, person_actions, person_records, personal_data

urlpatterns = [
    path("can-bo/<int:pk>/sua/", person_actions.edit, name="edit-person"),
    path("can-bo/<int:pk>/hop-dong/", person_actions.contract, name="record-contract"),
    path("can-bo/<int:pk>/dao-tao-khen-thuong/moi/", person_records.add, name="add-record"),
    path("dao-tao-khen-thuong/<int:pk>/sua/", person_records.correct, name="correct-record"),
    path("dao-tao-khen-thuong/<int:pk>/rut/", person_records.withdraw, name="withdraw-record"),
    path("can-bo/<int:pk>/giup-do/", person_actions.support, name="record-support"),
    path("don-vi/<int:pk>/bo-sung-can-bo/", person_actions.complete, name="complete-persons"),
    path("can-bo/nghi-trung/", duplicates.listing, name="duplicates"),
    path("can-bo/<int:pk>/doi-chieu/<int:other>/", duplicates.compare, name="compare-persons"),
    path("can-bo/<int:pk>/hai-nguoi/<int:other>/", duplicates.apart, name="keep-apart"),
    path("can-bo/gop/<int:pk>/hoan-tac/", duplicates.undo, name="undo-merge"),
    path("can-bo/hai-nguoi/<int:pk>/bo/", duplicates.withdraw, name="withdraw-apart"),
    path("du-lieu-ca-nhan/", personal_data.desk, name="data-requests"),
    path("du-lieu-ca-nhan/<int:pk>/", personal_data.one, name="data-request"),
    path("du-lieu-ca-nhan/<int:pk>/tra-loi/", personal_data.acknowledge, name="acknowledge-data-request"),
    path("du-lieu-ca-nhan/<int:pk>/gia-han/", personal_data.extend, name="extend-data-request"),
    path("du-lieu-ca-nhan/<int:pk>/ket-thuc/", personal_data.close, name="close-data-request"),
    path("du-lieu-ca-nhan/<int:pk>/han-che/", limits.limit, name="limit-processing"),
    path("can-bo/<int:pk>/du-lieu/bo-han-che/", limits.lift, name="lift-limit"),
    path("can-bo/<int:pk>/du-lieu/", personal_data.person, name="person-data"),
    path("can-bo/<int:pk>/du-lieu/yeu-cau/", personal_data.register, name="register-data-request"),
    path("can-bo/<int:pk>/du-lieu/tai-ve/", personal_data.export, name="export-person"),
    path("can-bo/<int:pk>/du-lieu/xoa/", personal_data.erase, name="erase-person"),
]

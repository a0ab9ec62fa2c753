from django.urls import path

from nongcot.people.urls import changes, persons
from nongcot.people.views import officer_list, officers, tree, units

app_name = "people"
urlpatterns = [
    path("don-vi/", tree.tree, name="units"),
    path("don-vi/tim/", tree.find, name="find-units"),
    path("don-vi/<int:pk>/", units.page, name="unit"),
    path("don-vi/<int:pk>/truc-thuoc/", tree.branch, name="branch"),
    path("can-bo/", officer_list.listing, name="officers"),
    path("can-bo/danh-sach.csv", officer_list.export, name="officers-csv"),
    path("can-bo/<int:pk>/", officers.page, name="officer"),
    path("can-bo/<int:pk>/can-cuoc/", officers.citizen_id, name="citizen-id"),
    *changes.urlpatterns,
    *persons.urlpatterns,
]

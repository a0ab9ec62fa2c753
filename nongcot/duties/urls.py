from django.urls import path

from nongcot.duties.views import done, gather, inbox, one, several

app_name = "duties"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("viec.<list-file:kind>", inbox.export, name="inbox-file"),
    path("viec/nhieu/", several.several, name="several"),
    path("viec/noi-don/", gather.gather, name="gather"),
    path("viec/noi-don.<list-file:kind>", gather.export, name="gather-file"),
    path("viec/da-xong/", done.done, name="done"),
    path("viec/da-xong.<list-file:kind>", done.export, name="done-file"),
    path("viec/<int:pk>/", one.duty, name="duty"),
    path("viec/<int:pk>/hoan/", one.postpone, name="postpone"),
    path("viec/<int:pk>/lam-tiep/", one.resume, name="resume"),
    path("viec/<int:pk>/giao/", one.delegate, name="delegate"),
    path("viec/<int:pk>/nhan-lai/", one.take_back, name="take-back"),
]

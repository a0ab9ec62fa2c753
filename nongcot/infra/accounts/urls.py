from django.urls import path

from nongcot.infra.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign-in"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
    path("ngon-ngu/", views.language, name="language"),
    path("tai-khoan/", views.mine, name="mine"),
]

from django.urls import path

from nongcot.infra.accounts.views import factors, mine, passwords, signing_in, users

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", signing_in.sign_in, name="sign-in"),
    path("dang-nhap/buoc-hai/", signing_in.second_step, name="second-step"),
    path("dang-nhap/khoa/", signing_in.passkey_sign_in, name="passkey-sign-in"),
    path("dang-nhap/khoa/hoi/", signing_in.passkey_options, name="passkey-options"),
    path("dang-xuat/", signing_in.sign_out, name="sign-out"),
    path("ngon-ngu/", signing_in.language, name="language"),
    path("quen-mat-khau/", passwords.forgotten, name="forgotten"),
    path("dat-mat-khau/<uidb64>/<token>/", passwords.reset, name="reset"),
    path("tai-khoan/", mine.mine, name="mine"),
    path("tai-khoan/thong-tin/", mine.profile, name="profile"),
    path("tai-khoan/mat-khau/", mine.password, name="password"),
    path("tai-khoan/xac-nhan/", mine.confirm, name="confirm"),
    path("tai-khoan/phien/ket-thuc-khac/", mine.end_other_sessions, name="end-other-sessions"),
    path("tai-khoan/phien/<slug:mark>/", mine.end_session, name="end-session"),
    path("tai-khoan/hai-lop/", factors.overview, name="factors"),
    path("tai-khoan/hai-lop/ung-dung/", factors.code_app, name="code-app"),
    path("tai-khoan/hai-lop/ung-dung/go/", factors.code_app_remove, name="code-app-remove"),
    path("tai-khoan/hai-lop/khoa/", factors.passkey_add, name="passkey-add"),
    path("tai-khoan/hai-lop/khoa/hoi/", factors.passkey_add_options, name="passkey-add-options"),
    path("tai-khoan/hai-lop/khoa/<int:key>/go/", factors.passkey_remove, name="passkey-remove"),
    path("tai-khoan/hai-lop/ma-du-phong/", factors.recovery, name="recovery"),
    path("tai-khoan/hai-lop/ma-du-phong/da-cat/", factors.recovery_kept, name="recovery-kept"),
    path("nguoi-dung/", users.users, name="users"),
    path("nguoi-dung.<list-file:kind>", users.export, name="users-file"),
    path("nguoi-dung/<int:pk>/", users.user, name="user"),
    path("nguoi-dung/<int:pk>/lien-ket/", users.make_link, name="user-link"),
    path("nguoi-dung/<int:pk>/mo-khoa-dang-nhap/", users.unlock, name="user-unlock"),
    path("nguoi-dung/<int:pk>/go-hai-lop/", users.remove_factor, name="user-remove-factor"),
    path("nguoi-dung/<int:pk>/khoa/", users.block, name="user-block"),
    path("nguoi-dung/<int:pk>/mo-khoa/", users.unblock, name="user-unblock"),
]

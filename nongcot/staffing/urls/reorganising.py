"""The addresses of reorganisation."""

from django.urls import path

from nongcot.staffing.views import of_one_unit, placing, reorganising, scheduling_plans, taking_plans_back

urlpatterns = [
    path("", reorganising.plans, name="plans"),
    path("mau.xlsx", reorganising.sample, name="plan-sample"),
    path("<int:pk>/", reorganising.one, name="plan"),
    path("<int:pk>/tien-do/", reorganising.progress, name="plan-progress"),
    path("<int:pk>/tung-dong/", reorganising.lines, name="plan-lines"),
    path("<int:pk>/tung-dong.xlsx", reorganising.book, name="plan-book"),
    path("<int:pk>/thuc-hien/", reorganising.apply, name="plan-apply"),
    path("<int:pk>/lam-lai/", reorganising.again, name="plan-again"),
    path("<int:pk>/hen-gio/", scheduling_plans.schedule, name="plan-schedule"),
    path("<int:pk>/bo-hen-gio/", scheduling_plans.call_off, name="plan-call-off"),
    path("<int:pk>/rut/", taking_plans_back.take_back, name="plan-take-back"),
    path("<int:pk>/bo/", reorganising.drop, name="plan-drop"),
    path("<int:pk>/chia-tach/", placing.splits, name="plan-splits"),
    path("<int:pk>/chia-tach/<int:line>/", placing.split, name="plan-place"),
    path("don-vi/<int:pk>/sap-nhap/", of_one_unit.merge, name="plan-merge"),
    path("don-vi/<int:pk>/chia-tach/", of_one_unit.split, name="plan-split"),
]

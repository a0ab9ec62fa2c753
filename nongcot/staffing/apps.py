from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "nongcot.staffing"
    label = "staffing"

"""The app's registration with Django."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "agreements"
    verbose_name = "Aftaler og parter"
    default_auto_field = "django.db.models.BigAutoField"

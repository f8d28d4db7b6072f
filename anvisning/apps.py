"""The app's registration with Django."""

from django.apps import AppConfig


class AnvisningConfig(AppConfig):
    name = "anvisning"
    verbose_name = "Ledige boliger og tilbud"
    default_auto_field = "django.db.models.BigAutoField"

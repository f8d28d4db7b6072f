"""The app's registration with Django."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Nøgletal og trappen"
    default_auto_field = "django.db.models.BigAutoField"

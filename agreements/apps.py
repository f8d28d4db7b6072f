"""The app's registration with Django, and its say in which admin site the installation has."""

from django.apps import AppConfig, apps
from django.contrib.admin.apps import SimpleAdminConfig


class AgreementsConfig(AppConfig):
    default = True  # the class imported above is none of this app's
    name = "agreements"
    verbose_name = "Aftaler og parter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the admin site before it is first used; agreements stands before it in INSTALLED_APPS."""
        admin_config = apps.get_app_config("admin")
        if isinstance(admin_config, SimpleAdminConfig):
            admin_config.default_site = "udlejning.lib.admin.SetupSite"

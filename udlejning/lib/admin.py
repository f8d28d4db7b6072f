"""The admin site: its Danish name, and its models in the order a set-up takes rather than the alphabet's."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest


class SetupSite(AdminSite):
    """The admin site of an installation. Only models in `order` are listed, as they stand there."""

    site_header = "Udlejning: opsætning"
    site_title = "Opsætning"
    index_title = "Opsætning af aftalen"
    site_url = "/"
    enable_nav_sidebar = True
    empty_value_display = "–"

    order: tuple[tuple[str, tuple[str, ...]], ...] = (
        (
            "agreements",
            (
                "Municipality",
                "Administrator",
                "HousingOrganisation",
                "Department",
                "Area",
                "Agreement",
                "Indicator",
                "User",
            ),
        ),
        ("anvisning", ("RentLimit", "DeclineReason")),
        ("monitoring", ("Measurement", "Placement")),
    )

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the apps and models the person may see, in the order of the set-up."""
        listed = {app["app_label"]: app for app in super().get_app_list(request, app_label)}
        ordered = []
        for label, names in self.order:
            if label in listed:
                models = {model["object_name"]: model for model in listed[label]["models"]}
                ordered.append(
                    {**listed[label], "models": [models[name] for name in names if name in models]}
                )
        return [app for app in ordered if app["models"]]

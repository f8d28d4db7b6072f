"""Keeps the areas, organisations and municipalities that figures are of (docs/decisions/0006)."""

from importlib import import_module

from django.db import migrations

statements = import_module("monitoring.migrations.0002_keep_what_is_referred_to").statements
REFERENCES = (
    ("agreements_area", "monitoring_measurement", "area_id"),
    ("agreements_housingorganisation", "monitoring_measurement", "organisation_id"),
    ("agreements_municipality", "monitoring_measurement", "municipality_id"),
)


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0006_measurements_of_wider_units")]
    operations = [migrations.RunSQL(*statements(*reference)) for reference in REFERENCES]

"""The reasons an offer is commonly sent back for, to choose from in every municipality."""

from django.db import migrations

REASONS = (
    (10, "Huslejen er for høj", False),
    (20, "Boligen er for lille", False),
    (30, "Boligen er for stor", False),
    (40, "Ingen egnet borger lige nu", False),
    (50, "Trinnet tillader ikke anvisning", False),
    (60, "Boligen er ikke tilgængelig for borgeren", False),
    (70, "Afdelingens sammensætning taler imod", False),
    (80, "Boligen er forkert oplyst", True),
    (90, "Andet", True),
)


def add_reasons(apps, schema_editor):
    DeclineReason = apps.get_model("anvisning", "DeclineReason")
    for order, text, needs_text in REASONS:
        DeclineReason.objects.get_or_create(
            municipality=None, text=text, defaults={"order": order, "needs_text": needs_text}
        )


def remove_unused_reasons(apps, schema_editor):
    DeclineReason = apps.get_model("anvisning", "DeclineReason")
    texts = [text for _, text, _ in REASONS]
    DeclineReason.objects.filter(municipality=None, text__in=texts, offers=None).delete()


class Migration(migrations.Migration):
    dependencies = [("anvisning", "0001_initial")]
    operations = [migrations.RunPython(add_reasons, remove_unused_reasons)]

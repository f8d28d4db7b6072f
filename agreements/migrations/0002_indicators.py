"""Seeds the register of indicators: residents, the five criteria of the law, and the single-year figure of § 51 b."""

from django.db import migrations

BEBOERDATA = "Landsbyggefondens beboerdata"
# Key, name, unit, population, and what a column heading may say. Order as here.
INDICATORS = (
    (
        "residents",
        "Beboere",
        "count",
        "alle beboere 1. januar",
        ["beboere", "antal beboere", "beboere pr 1 1", "beboere i alt", "antal personer"],
    ),
    (
        "outside_labour_market_or_education",
        "Uden tilknytning til arbejdsmarked eller uddannelse",
        "percent",
        "beboere på 18–64 år, gennemsnit af de seneste to år",
        [
            "uden tilknytning til arbejdsmarked",
            "uden tilknytning til arbejdsmarkedet",
            "uden tilknytning til arbejdsmarked eller uddannelse",
            "uden tilknytning til arbejdsmarkedet eller uddannelse",
            "uden tilknytning",
            "arbejdsmarkedstilknytning",
            "uden for arbejdsmarkedet",
        ],
    ),
    (
        "convicted",
        "Dømte",
        "percent",
        "beboere på 18 år og derover dømt efter straffeloven, våbenloven eller lov om euforiserende stoffer, "
        "gennemsnit af de seneste to år",
        ["dømte", "dømt for", "dømt for overtrædelse af straffeloven", "kriminalitet"],
    ),
    (
        "basic_education_only",
        "Alene grundskole",
        "percent",
        "beboere på 30–59 år",
        [
            "alene har en grunduddannelse",
            "alene grundskole",
            "alene grunduddannelse",
            "kun grundskole",
            "grundskole",
            "uddannelse",
        ],
    ),
    (
        "income_pct_of_region",
        "Bruttoindkomst i procent af regionens",
        "index",
        "skattepligtige på 15–64 år, der ikke er under uddannelse",
        ["gennemsnitlig bruttoindkomst", "bruttoindkomst", "gns bruttoindkomst", "indkomst"],
    ),
    (
        "non_western",
        "Indvandrere og efterkommere fra ikke-vestlige lande",
        "percent",
        "alle beboere 1. januar",
        [
            "indvandrere og efterkommere fra ikke vestlige lande",
            "indvandrere og efterkommere",
            "ikke vestlige",
            "herkomst",
            "oprindelse",
        ],
    ),
    (
        "outside_labour_market",
        "Uden tilknytning til arbejdsmarkedet, enkelt år",
        "percent",
        "beboere på 18–64 år, et år (almenboligloven § 51 b)",
        [
            "uden tilknytning til arbejdsmarkedet 1 år",
            "uden tilknytning til arbejdsmarkedet et år",
            "uden tilknytning til arbejdsmarkedet enkelt år",
            "uden tilknytning til arbejdsmarkedet seneste år",
        ],
    ),
)


def seed(apps, schema_editor):
    indicator_model = apps.get_model("agreements", "Indicator")
    for position, (key, name, unit, population, fragments) in enumerate(INDICATORS, start=1):
        indicator_model.objects.get_or_create(
            key=key,
            defaults={
                "name": name,
                "unit": unit,
                "population": population,
                "source": BEBOERDATA,
                "label_fragments": fragments,
                "order": position * 10,
            },
        )


def remove(apps, schema_editor):
    apps.get_model("agreements", "Indicator").objects.filter(
        key__in=[key for key, *_ in INDICATORS]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [migrations.RunPython(seed, remove)]

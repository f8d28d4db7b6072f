"""Seeds the wider register of indicators, and says of those already there how they are read."""

from django.db import migrations

BEBOERDATA = "Landsbyggefondens beboerdata"
HUSLEJE = "Landsbyggefondens huslejeregister"
OWN = "Boligorganisationens egne tal"
HIGH, LOW, NEITHER = "high_is_worse", "low_is_worse", "neither"

# Key: group, direction, years usually averaged over. Those of 0002.
KNOWN = {
    "residents": ("residents", NEITHER, 1),
    "outside_labour_market_or_education": ("statutory", HIGH, 2),
    "convicted": ("statutory", HIGH, 2),
    "basic_education_only": ("statutory", HIGH, 1),
    "income_pct_of_region": ("statutory", LOW, 1),
    "non_western": ("statutory", HIGH, 1),
    "outside_labour_market": ("statutory", HIGH, 1),
}
# Key, name, unit, population, group, direction, source, and what a heading may say. Order as here.
NEW = (
    ("households", "Husstande", "count", "husstande 1. januar", "residents", NEITHER, BEBOERDATA,
     ["husstande", "antal husstande", "husstande i alt"]),
    ("children", "Børn og unge under 18 år", "percent", "alle beboere 1. januar", "residents", NEITHER, BEBOERDATA,
     ["børn og unge", "børn under 18", "0 17 år", "0 17 årige"]),
    ("single_parents", "Enlige med børn", "percent", "husstande 1. januar", "residents", NEITHER, BEBOERDATA,
     ["enlige med børn", "enlige forsørgere"]),
    ("elderly", "Beboere på 65 år og derover", "percent", "alle beboere 1. januar", "residents", NEITHER, BEBOERDATA,
     ["65 år og derover", "65 år og over", "ældre over 65"]),
    ("employed", "I beskæftigelse", "percent", "beboere på 18–64 år", "work", LOW, BEBOERDATA,
     ["i beskæftigelse", "beskæftigede", "beskæftigelse i pct"]),
    ("unemployed", "Arbejdsløse", "percent", "beboere på 18–64 år", "work", HIGH, BEBOERDATA,
     ["arbejdsløse", "ledige i pct", "arbejdsløshed"]),
    ("in_education", "Under uddannelse", "percent", "beboere på 18–64 år", "work", LOW, BEBOERDATA,
     ["under uddannelse", "i uddannelse"]),
    ("public_support", "På offentlig forsørgelse", "percent", "beboere på 18–64 år", "work", HIGH, BEBOERDATA,
     ["offentlig forsørgelse", "på offentlig forsørgelse", "overførselsindkomst"]),
    ("gross_income", "Gennemsnitlig bruttoindkomst", "money", "skattepligtige på 15 år og derover", "work", LOW,
     BEBOERDATA, ["bruttoindkomst kr", "gennemsnitsindkomst", "indkomst kr"]),
    ("moved_in", "Tilflyttede", "count", "personer i året", "residents", NEITHER, BEBOERDATA,
     ["tilflyttede", "tilflyttere", "tilflytninger"]),
    ("moved_out", "Fraflyttede", "count", "personer i året", "residents", NEITHER, BEBOERDATA,
     ["fraflyttede", "fraflyttere"]),
    ("turnout", "Valgdeltagelse", "percent", "stemmeberettigede", "residents", LOW, BEBOERDATA,
     ["valgdeltagelse"]),
    ("turnover_family", "Fraflytningsprocent, familieboliger", "percent",
     "eksterne fraflytninger i året i forhold til familieboliger", "letting", HIGH, OWN,
     ["fraflytningsprocent familie", "fraflytning familie", "fraflytningsprocent familieboliger"]),
    ("turnover_youth", "Fraflytningsprocent, ungdomsboliger", "percent",
     "eksterne fraflytninger i året i forhold til ungdomsboliger", "letting", HIGH, OWN,
     ["fraflytningsprocent ungdom", "fraflytning ungdom", "fraflytningsprocent ungdomsboliger"]),
    ("turnover_elderly", "Fraflytningsprocent, ældreboliger", "percent",
     "eksterne fraflytninger i året i forhold til ældreboliger", "letting", HIGH, OWN,
     ["fraflytningsprocent ældre", "fraflytning ældre", "fraflytningsprocent ældreboliger"]),
    ("house_rule_cases", "Husordenssager", "count", "sager i året", "letting", HIGH, OWN,
     ["husordenssager", "klagesager", "nabosager"]),
    ("arrears_tenants", "Lejere i restance", "count", "lejere ved årets udgang", "letting", HIGH, OWN,
     ["lejere i restance", "antal i restance", "husstande i restance"]),
    ("arrears_pct", "Andel lejere i restance", "percent", "lejere ved årets udgang", "letting", HIGH, OWN,
     ["restance i pct", "andel i restance", "restanceprocent"]),
    ("arrears_amount", "Restancer i alt", "money", "ved årets udgang", "letting", HIGH, OWN,
     ["restancer kr", "restance kr", "restancebeløb"]),
    ("turnover", "Fraflytningsprocent", "percent", "eksterne fraflytninger i året i forhold til boliger", "letting",
     HIGH, OWN, ["fraflytningsprocent", "fraflytningsprocent i alt"]),
    ("rent_per_m2_year", "Husleje pr. m² om året", "money", "almene boliger, gennemsnit", "letting", NEITHER, HUSLEJE,
     ["kr pr m2 pr år", "husleje pr m2", "kr m2 år", "leje pr m2"]),
    ("rent_per_month", "Husleje pr. måned", "money", "almene boliger, gennemsnit", "letting", NEITHER, HUSLEJE,
     ["kr pr måned", "husleje pr måned", "månedlig husleje", "kr måned"]),
    ("dwellings", "Boliger", "count", "almene boliger", "letting", NEITHER, HUSLEJE,
     ["antal boliger", "antal lejemål", "lejemål i alt", "boliger i alt"]),
    ("cheap_dwellings", "Billige boliger", "percent", "boliger med en husleje under en grænse, som kilden nævner",
     "letting", NEITHER, HUSLEJE, ["billige boliger", "andel billige boliger", "boliger under"]),
    ("vacant_dwellings", "Ledige boliger", "count", "boliger ved opgørelsen", "letting", HIGH, OWN,
     ["ledige boliger", "ledige lejemål"]),
)  # fmt: skip


def seed(apps, schema_editor):
    indicator_model = apps.get_model("agreements", "Indicator")
    for key, (group, direction, years) in KNOWN.items():
        indicator_model.objects.filter(key=key).update(
            group=group, direction=direction, usual_years=years, is_seeded=True
        )
    for position, (key, name, unit, population, group, direction, source, fragments) in enumerate(NEW, start=1):
        indicator_model.objects.update_or_create(
            key=key,
            defaults={
                "name": name,
                "unit": unit,
                "population": population,
                "group": group,
                "direction": direction,
                "source": source,
                "label_fragments": fragments,
                "is_seeded": True,
                "order": 100 + position * 10,
            },
        )


def remove(apps, schema_editor):
    apps.get_model("agreements", "Indicator").objects.filter(key__in=[row[0] for row in NEW]).delete()


class Migration(migrations.Migration):
    dependencies = [("agreements", "0008_indicator_register")]
    operations = [migrations.RunPython(seed, remove)]

"""PURE: the law's six figures (almenboligloven §§ 61 a and 61 b) by the words their headings hold.

For telling what a sheet is before the register is asked; the register's indicators go before these.
"""

from monitoring.formats.criteria_parts import IndicatorColumn
from udlejning.lib.cells import NumberKind

LAW_FIGURES = (
    IndicatorColumn("residents", "Beboere", NumberKind.count, ("beboere", "antal beboere", "beboertal")),
    IndicatorColumn(
        "non_western",
        "Indvandrere og efterkommere fra ikke-vestlige lande",
        NumberKind.percent,
        ("ikke vestlige", "indvandrere", "andel indvandrere", "herkomst", "oprindelse"),
    ),
    IndicatorColumn(
        "outside_labour_market_or_education",
        "Uden tilknytning til arbejdsmarked eller uddannelse",
        NumberKind.percent,
        ("uden tilknytning", "uden for arbejdsmarkedet", "arbejdsmarkedstilknytning", "arbejdsmarked"),
    ),
    IndicatorColumn("convicted", "Dømte", NumberKind.percent, ("dømte", "dømt", "kriminalitet")),
    IndicatorColumn(
        "basic_education_only",
        "Alene grundskole",
        NumberKind.percent,
        ("grundskole", "alene grundskole", "grunduddannelse", "alene har en grunduddannelse", "uddannelse"),
    ),
    IndicatorColumn(
        "income_pct_of_region",
        "Bruttoindkomst i procent af regionens",
        NumberKind.index,
        ("indkomst", "bruttoindkomst", "gennemsnitlig bruttoindkomst", "gns bruttoindkomst"),
    ),
)

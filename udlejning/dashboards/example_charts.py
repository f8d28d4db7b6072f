"""Invented charts for /stil/: every kind, and what is hard: gaps, long names, one year, nothing at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from udlejning.lib.charts.descriptions import (
    WITHHELD,
    Bar,
    BarChart,
    Chart,
    LineChart,
    Point,
    Role,
    Series,
    SmallMultiples,
    Sparkline,
    StepRibbon,
    StepYear,
    Threshold,
)

FIRST_YEAR = 2016
LIMITS = (Threshold(Decimal(40), "rød over 40 %"), Threshold(Decimal(30), "gul over 30 %"))
LONG_NAME = "Afdelingen ved Den Gamle Sukkerfabrik og Nordhavnskajen"


@dataclass(frozen=True, slots=True)
class Example:
    """A chart with the heading it is shown under; `key` stands in its address."""

    key: str
    heading: str
    chart: Chart


def years(values: Sequence[str]) -> tuple[Point, ...]:
    """Return a point a year from the first: a value, or the word for why there is none."""
    return tuple(
        Point(year, Decimal(said) if said[0].isdigit() else None, "" if said[0].isdigit() else said)
        for year, said in enumerate(values, start=FIRST_YEAR)
    )


OWN = Series(
    "Møllevang",
    (
        *years(("31.2", "32.0", "33.1", WITHHELD, WITHHELD, "36.4", "38.0", "mangler", "40.6")),
        Point(2025, Decimal("41.2"), "foreløbig"),
    ),
)
MUNICIPALITY = Series(
    "Fjordby Kommune",
    years(("28.1", "28.0", "28.3", "28.9", "29.2", "29.4", "29.0", "28.8", "28.7", "28.5")),
    Role.MUNICIPALITY,
)
REGION = Series(
    "Regionen",
    years(("24.1", "24.0", "24.3", "24.9", "25.2", "25.4", "25.0", "24.8", "24.7", "24.5")),
    Role.REGION,
)
TWINS = Series(
    "Tvillinger (5 afdelinger)",
    years(("29.1", "29.4", "30.3", "30.9", "31.2", "mangler", "32.0", "32.8", "32.7", "33.5")),
    Role.TWINS,
)
LINE = LineChart("Uden for arbejdsmarkedet", "%", (OWN, MUNICIPALITY, REGION, TWINS), LIMITS)
RENT = LineChart(
    "Årlig leje pr. m² i familieboliger i afdelingen ved Den Gamle Sukkerfabrik og Nordhavnskajen",
    "kr.",
    (Series(LONG_NAME, years([str(rent) for rent in range(780, 980, 20)])),),
    places=0,
)
ONE_YEAR = LineChart(
    "Fraflytning",
    "%",
    (
        Series("Møllevang", (Point(2025, Decimal("12.5")),)),
        Series("Fjordby Kommune", (Point(2025, Decimal("14.04")),), Role.MUNICIPALITY),
    ),
)
NOTHING = LineChart("Dømte", "%", (Series("Møllevang", years((WITHHELD,) * 10)),))
BARS = BarChart(
    "Uden for arbejdsmarkedet, 2025",
    "%",
    (
        Bar("Skovparken", Decimal("28.0")),
        Bar("Engen", None, WITHHELD),
        Bar("Møllevang", Decimal("41.2"), "foreløbig", is_own=True),
        Bar(LONG_NAME, Decimal("33.3")),
        Bar("Birkelunden", Decimal("12.04")),
    ),
    LIMITS,
)
GREEN, YELLOW, RED = ("grøn", "green", "circle"), ("gul", "yellow", "triangle"), ("rød", "red", "diamond")
STEPS = (GREEN, GREEN, GREEN, YELLOW, YELLOW, ("uden tal", "", "ring"), YELLOW, RED, RED, RED)
RIBBON = StepRibbon(
    "Møllevangs trin", tuple(StepYear(year, *step) for year, step in enumerate(STEPS, start=FIRST_YEAR))
)
EXAMPLES = MappingProxyType(
    {
        example.key: example
        for example in (
            Example("linje", "Linjer med huller, grænser og sammenligning", LINE),
            Example("lange-navne", "Lange navne", RENT),
            Example("et-aar", "Kun et år", ONE_YEAR),
            Example("ingen-tal", "Ingen tal", NOTHING),
            Example(
                "smaa",
                "Flere over de samme år",
                SmallMultiples("Møllevang år for år", (LINE, RENT, ONE_YEAR, NOTHING)),
            ),
            Example("soejler", "Søjler", BARS),
            Example("baand", "Trin år for år", RIBBON),
            Example("baand-tomt", "Trin, hvor der ingen er", StepRibbon("Engens trin", ())),
        )
    }
)
SPARKLINES = (
    Sparkline("Fjordby Kommune", "%", MUNICIPALITY.points),
    Sparkline("Møllevang", "%", OWN.points),
    Sparkline("Uden det seneste år", "%", (*OWN.points[:-1], Point(2025, None, WITHHELD))),
    Sparkline("Kun et år", "%", (Point(2025, Decimal("12.5")),)),
    Sparkline("Ingen tal", "%", NOTHING.series[0].points),
)

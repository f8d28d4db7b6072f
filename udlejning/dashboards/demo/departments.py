"""PURE: the invented organisations and departments, and three years of figures for each. Always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

MUNICIPALITY_CODE = "0998"  # not in use: the highest real code is 0860
MUNICIPALITY_NAME = "Fjordby Kommune"
SEED = 2026
SMALLEST_WITH_FIGURES = 100  # residents; Landsbyggefonden gives no figures for smaller departments

ORGANISATIONS = (
    ("9901", "Lind Bolig", 13),
    ("9902", "Strandbo", 11),
    ("9903", "Fjordby Boligselskab", 14),
    ("9904", "Boligforeningen Højvang", 9),
    ("9905", "Andelsboligforeningen Åparken", 8),
    ("9906", "Ungbo Fjordby", 5),
)
NAMES = (
    "Møllevang", "Skovparken", "Fjordvej", "Bakkegården", "Lindehaven", "Sønderparken", "Åbrinken",
    "Kastanjehaven", "Nørremarken", "Engparken", "Havneterrasserne", "Solbakken", "Kløvervænget",
    "Birkelunden", "Østergården", "Rosenhaven", "Toftegården", "Strandvænget", "Vesterlunden",
    "Hedeparken", "Kirkebakken", "Ellehaven", "Stationsparken", "Gartnervænget", "Poppelgården",
    "Bøgelunden", "Teglværksparken", "Klitgården", "Hyldehaven", "Præstemarken", "Lærkereden",
    "Søndervang", "Elmegården", "Fjordparken", "Egelunden", "Mejerigården", "Vibevænget", "Agerlandet",
    "Humlehaven", "Dalgården", "Sivkæret", "Tulipanvænget", "Rugmarken", "Morbærhaven", "Nordlyset",
    "Askelunden", "Hasselhaven", "Pilegården", "Byparken", "Gadekæret", "Brohuset", "Lyngbakken",
    "Svanevænget", "Damgården", "Grønningen", "Havbrinken", "Kollegiet Kilden", "Kollegiet Broen",
    "Studiegården", "Uglehuset",
)  # fmt: skip
# The departments the stories of the demo need, by name: share outside the labour market in the latest year.
FIXED_OUTSIDE = {
    "Sønderparken": Decimal("46.8"),
    "Nørremarken": Decimal("43.1"),
    "Hedeparken": Decimal("41.2"),
    "Klitgården": Decimal("42.4"),
    "Teglværksparken": Decimal("40.0"),  # exactly on a threshold
    "Fjordparken": Decimal("39.6"),  # just under it
    "Skovparken": Decimal("30.4"),
    "Møllevang": Decimal("21.7"),
}
LARGE = {
    "Sønderparken": 412,
    "Nørremarken": 356,
    "Hedeparken": 288,
    "Fjordparken": 264,
    "Klitgården": 184,
    "Møllevang": 172,
    "Skovparken": 152,
    "Teglværksparken": 136,
}


@dataclass(frozen=True, slots=True)
class DemoDepartment:
    """One invented department. `dwellings` are (type, rooms, number, mean m², rent a month)."""

    organisation_number: str
    organisation_name: str
    number: str
    name: str
    residents: int
    dwellings: tuple[tuple[str, int, int, Decimal, Decimal], ...]

    @property
    def has_figures(self) -> bool:
        return self.residents >= SMALLEST_WITH_FIGURES


@dataclass(frozen=True, slots=True)
class DemoFigures:
    """One department's figures of one year, as its row in the criteria workbook holds them."""

    residents: int
    outside_labour_market: Decimal
    convicted: Decimal
    basic_education: Decimal
    income: Decimal
    non_western: Decimal


def demo_departments() -> tuple[DemoDepartment, ...]:
    """Return the 60 departments, spread over the six organisations."""
    random = Random(SEED)  # noqa: S311  # invented data, not a secret
    names = iter(NAMES)
    return tuple(
        _department(random, organisation, number, next(names))
        for organisation in ORGANISATIONS
        for number in range(1, organisation[2] + 1)
    )


def figures_of(department: DemoDepartment, *, years_back: int) -> DemoFigures:
    """Return the figures of a year; 0 is the latest. Each department drifts a little from year to year."""
    random = Random(f"{SEED}-{department.name}")  # noqa: S311  # invented data, not a secret
    outside = FIXED_OUTSIDE.get(department.name) or _tenths(min(random.lognormvariate(3.12, 0.3), 39))
    drift = _tenths(random.uniform(-1.6, 1.3))
    level = float(outside)
    return DemoFigures(
        residents=max(1, round(department.residents * (1 + 0.012 * years_back * random.uniform(-1, 1)))),
        outside_labour_market=max(Decimal("3.0"), outside + drift * years_back),
        convicted=_hundredths(max(0.2, 0.028 * level + random.uniform(-0.3, 0.5)) + 0.03 * years_back),
        basic_education=_tenths(min(78, 22 + 0.8 * level + random.uniform(-6, 6)) + 0.4 * years_back),
        income=_tenths(max(44, 96 - 0.85 * level + random.uniform(-6, 6)) - 0.3 * years_back),
        non_western=_tenths(min(68, max(2, 0.9 * level - 6 + random.uniform(-6, 9))) - 0.2 * years_back),
    )


def _department(random: Random, owner: tuple[str, str, int], number: int, name: str) -> DemoDepartment:
    lbf_number, organisation, _ = owner
    usual = random.choice((52, 64, 76, 88, 96, 112, 128, 144, 168, 190))
    small = random.choice((14, 18, 22))  # too small for figures
    size = LARGE.get(name) or (small if number % 6 == 0 else usual)
    is_youth = lbf_number == "9906"
    groups = tuple(_youth_groups(random, size) if is_youth else _family_groups(random, size))
    residents = round(sum(group[2] * (1.1 if is_youth else 1.35 + 0.25 * group[1]) for group in groups))
    return DemoDepartment(
        organisation_number=lbf_number,
        organisation_name=organisation,
        number=f"{number:03d}",
        name=name,
        residents=residents,
        dwellings=groups,
    )


def _family_groups(random: Random, size: int) -> Iterator[tuple[str, int, int, Decimal, Decimal]]:
    rent_per_m2 = random.uniform(760, 1080)  # kr. a year; the sector's mean was 899 in 2023
    shares = ((2, 0.3, 58), (3, 0.45, 79), (4, 0.25, 98))
    for rooms, share, area in shares:
        number = max(1, round(size * share))
        mean_area = Decimal(area + random.randint(-4, 6))
        yield (
            "familie",
            rooms,
            number,
            mean_area,
            Decimal(round(float(mean_area) * rent_per_m2 / 12 / 10) * 10),
        )


def _youth_groups(random: Random, size: int) -> Iterator[tuple[str, int, int, Decimal, Decimal]]:
    yield "ungdom", 1, size, Decimal(random.randint(26, 34)), Decimal(random.randrange(2700, 3600, 50))


def _tenths(value: float) -> Decimal:
    return Decimal(str(round(value, 1)))


def _hundredths(value: float) -> Decimal:
    return Decimal(str(round(value, 2)))

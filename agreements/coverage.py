"""PURE: how much of a municipality's family dwellings the signed agreements cover (almenboligloven § 60 b).

Above half, the council may extend the agreement to every other organisation. The extension lapses when the
coverage is no longer above half, or when the agreement ends, and is taken up again after four years at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agreements.period import LONGEST_YEARS_OF_EXTENSION, last_day_of
from udlejning.lib.danish import count, join_words, long_date, long_period, number, percent

HALF = Decimal(50)
NEAR_HALF = Decimal("0.05")
"""Closer to half than this, a share shows the decimals that tell on which side it lies."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An organisation's family dwellings in the municipality, and whether a signed agreement binds it."""

    organisation: str
    dwellings: int
    is_bound: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The family dwellings of those bound (`covered`) out of all in the municipality (`total`)."""

    covered: int
    total: int
    uncovered: tuple[str, ...]

    @property
    def share(self) -> Decimal | None:
        """Return the share in percent; None where the register has no family dwellings."""
        return Decimal(100 * self.covered) / self.total if self.total else None

    @property
    def may_extend(self) -> bool:
        """Return whether more than half is covered; exactly half is not enough."""
        return 2 * self.covered > self.total

    @property
    def needed(self) -> int:
        """Return how many more dwellings it takes to come above half; 0 where it is reached."""
        return max(0, self.total // 2 + 1 - self.covered)


def coverage_of(holdings: Sequence[Holding]) -> Coverage:
    """Return the coverage; organisations without family dwellings have no part in it."""
    counted = [each for each in holdings if each.dwellings]
    return Coverage(
        covered=sum(each.dwellings for each in counted if each.is_bound),
        total=sum(each.dwellings for each in counted),
        uncovered=tuple(each.organisation for each in counted if not each.is_bound),
    )


def coverage_in_words(coverage: Coverage) -> str:
    """Return the figure with what it is made of: "5.500 af 9.000 familieboliger (61,1 %)"."""
    of = f"{number(coverage.covered)} af {count(coverage.total, 'familiebolig', 'familieboliger')}"
    return of if coverage.share is None else f"{of} ({_share(coverage.share)})"


def consequence_in_words(coverage: Coverage, *, extended_until: date | None = None) -> str:
    """Return what the coverage means for the council, in a sentence or two.

    `extended_until` is the last day of the extension in force; what has lapsed is told by `lapse_in_words`.
    """
    if not coverage.total:
        return (
            "Registret har ingen familieboliger i kommunen. Dækningen kan regnes ud, når afdelingernes "
            "boliger er læst ind."
        )
    if not coverage.may_extend:
        exactly = "Præcis" if 2 * coverage.covered == coverage.total else "Højst"
        missing = count(coverage.needed, "familiebolig", "familieboliger")
        return (
            f"{exactly} halvdelen er dækket, og det er ikke nok: Kommunalbestyrelsen kan først udvide "
            f"aftalen til alle, når mere end halvdelen er dækket (almenboligloven § 60 b). Der mangler "
            f"{missing}."
        )
    if not coverage.uncovered:
        return "Alle boligorganisationer med familieboliger er dækket. Der er ingen at udvide aftalen til."
    if extended_until is not None:
        return (
            f"Kommunalbestyrelsen har udvidet aftalen til også at gælde {join_words(coverage.uncovered)} "
            f"til og med {long_date(extended_until)} (almenboligloven § 60 b)."
        )
    return (
        "Mere end halvdelen er dækket: Kommunalbestyrelsen kan udvide aftalen til også at gælde "
        f"{join_words(coverage.uncovered)} (almenboligloven § 60 b)."
    )


def lapse_in_words(*, coverage: Coverage, agreement_to_date: date, on_date: date) -> str:
    """Return why an extension has lapsed on the day, and what to do; empty where it stands."""
    if agreement_to_date < on_date:
        return (
            f"Aftalen udløb {long_date(agreement_to_date)}, og dermed er udvidelsen faldet bort "
            "(almenboligloven § 60 b). Skriv, at den er ophørt."
        )
    if coverage.may_extend:
        return ""
    return (
        f"Dækningen er faldet til {coverage_in_words(coverage)}. Udvidelsen falder bort, når ikke mere end "
        "halvdelen er dækket (almenboligloven § 60 b). Skriv, at den er ophørt, og giv de "
        "boligorganisationer besked, som ikke er part."
    )


def extension_problems(
    *, coverage: Coverage, period: tuple[date, date], agreement_period: tuple[date, date]
) -> list[str]:
    """Return in Danish all that keeps the council from extending the agreement in the period.

    `coverage` is that of the period's first day; periods are first and last day, both included.
    """
    (from_date, to_date), (first_day, last_day) = period, agreement_period
    longest = last_day_of(from_date, years=LONGEST_YEARS_OF_EXTENSION)
    problems = []
    if not coverage.may_extend:
        problems.append(
            f"{long_date(from_date)} er {coverage_in_words(coverage)} dækket. "
            "Der skal mere end halvdelen til."
        )
    if to_date < from_date:
        problems.append("Udvidelsen kan ikke slutte, før den begynder.")
    if to_date > longest:
        problems.append(
            "Udvidelsen skal tages op igen senest efter fire år (§ 60 b). "
            f"Den kan højst gælde til og med {long_date(longest)}."
        )
    if from_date < first_day or to_date > last_day:
        problems.append(
            f"Udvidelsen følger aftalen, som gælder fra {long_period(first_day, last_day)}. "
            "Vælg datoer inden for den periode."
        )
    return problems


def _share(share: Decimal) -> str:
    is_telling = share != HALF and abs(share - HALF) < NEAR_HALF
    return percent(share, places=1, most=4 if is_telling else 1)

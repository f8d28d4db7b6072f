"""PURE: an area's official categories beside those that its figures give, and what a change would take.

The ministry's list of 1 December decides (almenboligloven § 61 a stk. 5). Our own computation stands beside
it as an explanation and, before the list, as a forecast.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitoring.designation import CriterionResult, Designation, designate, times_national
from monitoring.national_rules import (
    CATEGORY_LABELS,
    OMDANNELSESOMRAADE,
    PARALLELSAMFUND,
    UDSAT_BOLIGOMRAADE,
)
from monitoring.rule_sets import RESIDENTS, FigureKey, Figures, Unit
from udlejning.lib.danish import join_words

LATEST: Mapping[str, FigureKey] = {
    "residents": RESIDENTS,
    "non_western": ("non_western", Unit.PCT),
    "basic_education_only": ("basic_education_only", Unit.PCT),
    "income_pct_of_region": ("income_pct_of_region", Unit.PCT_OF_REGION),
    "outside_labour_market": ("outside_labour_market", Unit.PCT),
}
MEANS: Mapping[str, FigureKey] = {
    "outside_labour_market_or_education": ("outside_labour_market_or_education", Unit.PCT),
    "convicted": ("convicted", Unit.PCT),
}
"""The two that the law takes as a mean of two years."""
INDICATORS = (*LATEST, *MEANS)
INCLUDES: Mapping[str, tuple[str, ...]] = {
    PARALLELSAMFUND: (UDSAT_BOLIGOMRAADE,),
    OMDANNELSESOMRAADE: (PARALLELSAMFUND, UDSAT_BOLIGOMRAADE),
}
"""A stricter category is by definition the milder ones too, also where only the strictest is written in."""
CONVICTED_TIMES: FigureKey = ("convicted", Unit.TIMES_NATIONAL)
YEARS_LISTED: FigureKey = ("years_as_parallelsamfund", Unit.YEARS)


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A figure of an area with the days it covers; `value` is None where it is missing or withheld."""

    value: Decimal | None
    first: date
    last: date

    @property
    def is_mean(self) -> bool:
        """Return whether the source has taken the mean: it covers more years, or is told for a day."""
        return self.first.year < self.last.year or self.first == self.last


@dataclass(frozen=True, slots=True)
class AreaStatus:
    """The categories an area has officially and by its figures, with every comparison behind."""

    official: tuple[str, ...]
    computed: Designation

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the categories that the figures give for certain and the list does not have."""
        return tuple(each for each in self.computed.categories if each not in self.official)

    @property
    def surplus(self) -> tuple[str, ...]:
        """Return the categories on the list that the figures for certain do not give."""
        possible = {*self.computed.categories, *self.computed.undecided}
        return tuple(each for each in self.official if each not in possible)

    @property
    def difference(self) -> str:
        """Return in Danish how list and figures differ; empty where they do not."""
        said = []
        if self.missing:
            said.append(f"Tallene giver {_named(self.missing)}, men det står ikke på listen.")
        if self.surplus:
            said.append(f"Listen siger {_named(self.surplus)}, men det giver tallene ikke.")
        return " ".join(said)


def status_of(
    *, official: Iterable[str], figures: Figures, list_date: date, strictest_wins: bool = True
) -> AreaStatus:
    """Return an area's status on the date of a list; figures are those of `figures_for`."""
    computed = designate(figures=figures, list_date=list_date, strictest_wins=strictest_wins)
    listed = set(official)
    listed |= {wider for category in tuple(listed) for wider in INCLUDES.get(category, ())}
    return AreaStatus(tuple(each for each in CATEGORY_LABELS if each in listed), computed)


def figures_for(
    own: Mapping[str, Sequence[YearFigure | None]],
    *,
    convicted_national: Sequence[YearFigure | None],
    years_listed: int | None,
) -> dict[FigureKey, Decimal | None]:
    """Return an area's figures as the law's rules ask for them; its years of each indicator, latest first.

    `convicted_national` is the country's share for the same years. `years_listed` is in how many years in a
    row up to the list it has been a parallelsamfund, None where that is not known.
    """
    figures: dict[FigureKey, Decimal | None] = {
        key: _latest(own.get(indicator, ())) for indicator, key in LATEST.items()
    }
    figures |= {key: two_year_mean(own.get(indicator, ())) for indicator, key in MEANS.items()}
    figures[CONVICTED_TIMES] = _times(figures["convicted", Unit.PCT], two_year_mean(convicted_national))
    figures[YEARS_LISTED] = None if years_listed is None else Decimal(years_listed)
    return figures


def two_year_mean(years: Sequence[YearFigure | None]) -> Decimal | None:
    """Return the mean of the two latest years; None where one of them is missing.

    A figure that covers several years, or is told for a day, is the source's own mean and is taken as it is.
    """
    latest = years[0] if years else None
    if latest is None or latest.value is None:
        return None
    if latest.is_mean:
        return latest.value
    before = years[1] if len(years) > 1 else None
    return None if before is None or before.value is None else (latest.value + before.value) / 2


def years_in_a_row(listed: Collection[date], list_date: date, *, known_since: date | None) -> int | None:
    """Return in how many years in a row, this list's included, the area has been on a list.

    `listed` are the dates of the lists it was on. None where the row reaches back before `known_since`, the
    first list that is written in, so that there may be more.
    """
    years = {day.year for day in listed}
    row = 0
    while list_date.year - row in years:
        row += 1
    reaches_back = known_since is None or list_date.year - row < known_since.year
    return None if row and reaches_back else row


def closest(results: Iterable[CriterionResult]) -> tuple[CriterionResult, Decimal] | None:
    """Return the criterion whose figure is nearest to falling out the other way, and how far it is."""
    told = [(each, abs(each.value - each.threshold)) for each in results if each.value is not None]
    shares = [(each, gap) for each, gap in told if each.threshold]
    return min(shares, key=lambda pair: pair[1] / pair[0].threshold, default=None)


def _named(categories: Iterable[str]) -> str:
    return join_words(tuple(CATEGORY_LABELS[each] for each in categories))


def _latest(years: Sequence[YearFigure | None]) -> Decimal | None:
    latest = years[0] if years else None
    return None if latest is None else latest.value


def _times(own: Decimal | None, national: Decimal | None) -> Decimal | None:
    if own is None or not national:
        return None
    return times_national(convicted_pct=own, national_pct=national)

"""The areas of a municipality on a list's date: official status, our own computation, and how they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agreements.models import Area, AreaListing, Municipality, User
from agreements.reports import indicator_names
from agreements.terms import AreaCategory
from monitoring.area_status import (
    INDICATORS,
    YEARS_LISTED,
    AreaStatus,
    YearFigure,
    closest,
    figures_for,
    status_of,
    years_in_a_row,
)
from monitoring.designation import CriterionResult
from monitoring.gathered import Gathered, gather
from monitoring.models import Measurement
from monitoring.national_rules import CATEGORY_LABELS
from monitoring.needs import Needs
from monitoring.units import COUNTRY_CODE, UnitKind
from udlejning.lib.comparison import Operator
from udlejning.lib.danish import count, join_words, number
from udlejning.lib.periods import in_force

YEARS = 2
YEARS_KEY, _ = YEARS_LISTED
LIST_MONTH = 12
SYMBOLS = {
    Operator.above: "over",
    Operator.at_least: "mindst",
    Operator.below: "under",
    Operator.at_most: "højst",
}
NONE = "ingen"
YEARS_NAME = "År i træk som parallelsamfund"


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One comparison of the law in words: the figure, the threshold, and how it fell out."""

    name: str
    value: str
    threshold: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area on the date, its categories in words; `nearest` is the figure closest to turning."""

    name: str
    official: str
    computed: str
    undecided: str
    difference: str
    has_plan: bool
    nearest: str
    criteria: tuple[CriterionRow, ...]


@dataclass(frozen=True, slots=True)
class DesignationReport:
    """The areas on a list's date. `is_forecast` tells that the list is not out yet."""

    list_date: date
    is_forecast: bool
    rows: tuple[AreaRow, ...]

    @property
    def lead(self) -> str:
        """Return the answer in a sentence."""
        if not self.rows:
            return "Kommunen har ingen boligområder i registret."
        differing = sum(bool(row.difference) for row in self.rows)
        if self.is_forecast:
            entering = sum(row.computed != NONE for row in self.rows)
            of_all = f"{number(entering)} af {count(len(self.rows), 'område', 'områder')}"
            return f"Efter de nyeste tal ville {of_all} være på en liste."
        if not differing:
            return "Listen og vores egen beregning siger det samme, så langt tallene rækker."
        of_all = f"{number(differing)} af {count(len(self.rows), 'område', 'områder')}"
        return f"Listen og vores egen beregning er forskellige for {of_all}."


def list_date_near(day: date) -> date:
    """Return the date of the latest list on the day: 1 December."""
    this_year = date(day.year, LIST_MONTH, 1)
    return this_year if day >= this_year else date(day.year - 1, LIST_MONTH, 1)


def next_list_after(day: date) -> date:
    """Return the date of the first list after the day."""
    latest = list_date_near(day)
    return date(latest.year + 1, LIST_MONTH, 1)


def designation_report(
    *, user: User, municipality: Municipality, list_date: date, today: date
) -> DesignationReport:
    """Return the municipality's areas that the person sees. Seven queries however many there are."""
    areas = list(Area.objects.visible_to(user).filter(municipality=municipality).order_by("name", "pk"))
    needs = Needs(frozenset(INDICATORS), frozenset(), YEARS, lists=False)
    gathered = gather(
        municipality,
        [area.pk for area in areas],
        needs,
        kind=UnitKind.area,
        up_to=max(list_date, min(today, list_date)),
    )
    national = _national(municipality, list_date)
    official = _official(areas, list_date)
    listed, known_since = _parallelsamfund(areas)
    names = {key: name.name for key, name in indicator_names().items()}
    rows = []
    for area in areas:
        years = years_in_a_row(listed[area.pk], list_date, known_since=known_since)
        status = status_of(
            official=official[area.pk],
            figures=figures_for(_own(gathered, area.pk), convicted_national=national, years_listed=years),
            list_date=list_date,
        )
        rows.append(_row(area, status, names, list_date))
    return DesignationReport(list_date, list_date > today, tuple(rows))


def _row(area: Area, status: AreaStatus, names: Mapping[str, str], list_date: date) -> AreaRow:
    computed = status.computed
    near = closest(each for each in computed.criteria if each.indicator != YEARS_KEY)
    begins, ends = area.development_plan_from, area.development_plan_to
    return AreaRow(
        name=area.name,
        official=_words(status.official),
        computed=_words(computed.categories),
        undecided=join_words(tuple(CATEGORY_LABELS[each] for each in computed.undecided)),
        difference=status.difference,
        has_plan=begins is not None and begins <= list_date and (ends is None or ends >= list_date),
        nearest="" if near is None else _nearest(*near, names),
        criteria=tuple(_criterion(each, names) for each in computed.criteria),
    )


def _words(categories: Sequence[str]) -> str:
    return join_words(tuple(CATEGORY_LABELS[each] for each in categories)) or NONE


def _nearest(result: CriterionResult, gap: Decimal, names: Mapping[str, str]) -> str:
    return f"{_name(result, names)}: {number(gap)} fra grænsen på {number(result.threshold)}"


def _criterion(result: CriterionResult, names: Mapping[str, str]) -> CriterionRow:
    outcome = {True: "opfyldt", False: "ikke opfyldt", None: "kan ikke afgøres uden tal"}[result.met]
    return CriterionRow(
        name=_name(result, names),
        value="ingen data" if result.value is None else number(result.value),
        threshold=f"{SYMBOLS[result.operator]} {number(result.threshold)}",
        outcome=outcome,
    )


def _name(result: CriterionResult, names: Mapping[str, str]) -> str:
    return YEARS_NAME if result.indicator == YEARS_KEY else names.get(result.indicator, result.indicator)


def _own(gathered: Gathered, area: int) -> dict[str, list[YearFigure | None]]:
    return {
        indicator: [
            None if figure is None else YearFigure(figure.value, figure.first, figure.last)
            for row in range(YEARS)
            for figure in (gathered.figure(area, indicator, row),)
        ]
        for indicator in INDICATORS
    }


def _national(municipality: Municipality, list_date: date) -> list[YearFigure | None]:
    """Return the country's share of convicted, latest year first, as the municipality has read it in."""
    rows = (
        Measurement.objects.current()
        .filter(
            municipality=municipality,
            place=COUNTRY_CODE,
            indicator__key="convicted",
            period_to__lte=list_date,
        )
        .order_by("-period_to", "-period_from", "-pk")
        .values_list("value", "period_from", "period_to")[:YEARS]
    )
    return [YearFigure(*row) for row in rows]


def _official(areas: Sequence[Area], list_date: date) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = AreaListing.objects.filter(in_force(list_date), area__in=areas)
    for area, category in rows.values_list("area_id", "category"):
        found[area].add(category)
    return found


def _parallelsamfund(areas: Sequence[Area]) -> tuple[dict[int, set[date]], date | None]:
    """Return the lists that each area was on as a parallelsamfund, and the date of the first that we know."""
    rows = list(
        AreaListing.objects.filter(area__in=areas).values_list("area_id", "category", "from_date", "to_date")
    )
    found: dict[int, set[date]] = defaultdict(set)
    for area, category, first, last in rows:
        if category in (AreaCategory.parallelsamfund, AreaCategory.omdannelsesomraade):
            until = last.year if last is not None else date.max.year - 1
            found[area].update(
                date(year, LIST_MONTH, 1) for year in range(first.year, min(until, first.year + 30) + 1)
            )
    return found, min((first for _, _, first, _ in rows), default=None)

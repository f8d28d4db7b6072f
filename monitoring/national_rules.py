"""PURE: the national rule sets for residential areas as dated data, and which of them a list is tested with.

Why as data, and what is unconfirmed: docs/decisions/0004-national-rules-as-dated-data.md.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from monitoring.rule_sets import Averaging, Criterion, RuleSet, Unit
from udlejning.lib.comparison import Operator

GHETTOOMRAADE = "ghettoomraade"
UDSAT_BOLIGOMRAADE = "udsat_boligomraade"
PARALLELSAMFUND = "parallelsamfund"
HAARDT_GHETTOOMRAADE = "haardt_ghettoomraade"
OMDANNELSESOMRAADE = "omdannelsesomraade"
FOREBYGGELSESOMRAADE = "forebyggelsesomraade"
KOMBINERET_UDLEJNING = "kombineret_udlejning"

# The order in which categories are always listed.
CATEGORY_LABELS: Mapping[str, str] = MappingProxyType(
    {
        GHETTOOMRAADE: "ghettoområde (historisk)",
        UDSAT_BOLIGOMRAADE: "udsat boligområde",
        PARALLELSAMFUND: "parallelsamfund",
        HAARDT_GHETTOOMRAADE: "hårdt ghettoområde (historisk)",
        OMDANNELSESOMRAADE: "omdannelsesområde",
        FOREBYGGELSESOMRAADE: "forebyggelsesområde",
        KOMBINERET_UDLEJNING: "kombineret udlejning",
    }
)

_ADULTS = "18-64 år"
_AGE_OF_CONVICTION = "beboere fra 18 år"
_TAXPAYERS = "skattepligtige 15-64 år, som ikke er under uddannelse"


def _residents() -> Criterion:
    return Criterion("residents", Operator.at_least, Decimal(1000), Unit.PERSONS, "alle beboere")


def _non_western(*, over: int) -> Criterion:
    return Criterion("non_western", Operator.above, Decimal(over), Unit.PCT, "alle beboere")


def _outside(*, over: int, averaging: Averaging = Averaging.TWO_YEAR_MEAN) -> Criterion:
    indicator = "outside_labour_market_or_education"
    return Criterion(indicator, Operator.above, Decimal(over), Unit.PCT, _ADULTS, averaging)


def _convicted_pct(*, averaging: Averaging) -> Criterion:
    return Criterion("convicted", Operator.above, Decimal("2.7"), Unit.PCT, _AGE_OF_CONVICTION, averaging)


def _convicted_times(*, at_least: int) -> Criterion:
    return Criterion(
        "convicted",
        Operator.at_least,
        Decimal(at_least),
        Unit.TIMES_NATIONAL,
        _AGE_OF_CONVICTION,
        Averaging.TWO_YEAR_MEAN,
    )


def _basic_education(*, over: int, population: str = "30-59 år") -> Criterion:
    return Criterion("basic_education_only", Operator.above, Decimal(over), Unit.PCT, population)


def _income(*, below: int) -> Criterion:
    return Criterion("income_pct_of_region", Operator.below, Decimal(below), Unit.PCT_OF_REGION, _TAXPAYERS)


def _outside_in_one_year(
    *, at_least: int, residents_from: Decimal | None = None, residents_below: Decimal | None = None
) -> Criterion:
    return Criterion(
        "outside_labour_market",
        Operator.at_least,
        Decimal(at_least),
        Unit.PCT,
        _ADULTS,
        Averaging.SINGLE_YEAR,
        residents_from=residents_from,
        residents_below=residents_below,
    )


def _years(*, at_least: int) -> Criterion:
    return Criterion(
        "years_as_parallelsamfund", Operator.at_least, Decimal(at_least), Unit.YEARS, "boligområdet"
    )


A_2011 = RuleSet(
    key="A-2011",
    category=GHETTOOMRAADE,
    valid_from=date(2010, 10, 1),
    valid_to=date(2014, 1, 31),
    gates=(_residents(),),
    criteria=(
        _non_western(over=50),
        _outside(over=40, averaging=Averaging.FOUR_YEAR_MEAN),
        _convicted_pct(averaging=Averaging.FOUR_YEAR_MEAN),
    ),
    required=2,
    clause="almenboligloven § 61 a, lov 1610 af 22. december 2010",
    note="Lovens regel gælder fra 1. januar 2011; listen fra oktober 2010 brugte de samme tal. "
    "At tallene er gennemsnit over fire år, er ikke bekræftet.",
)

A_2014 = RuleSet(
    key="A-2014",
    category=GHETTOOMRAADE,
    valid_from=date(2014, 2, 1),
    valid_to=date(2018, 11, 30),
    gates=(_residents(),),
    criteria=(
        _non_western(over=50),
        _outside(over=40),
        _convicted_pct(averaging=Averaging.TWO_YEAR_MEAN),
        _basic_education(over=50, population="30-59 år, også med uoplyst uddannelse"),
        _income(below=55),
    ),
    required=3,
    clause="almenboligloven § 61 a, som ændret fra 1. februar 2014 (L 45, 2013-14)",
)

A_2018 = RuleSet(
    key="A-2018",
    category=UDSAT_BOLIGOMRAADE,
    valid_from=date(2018, 12, 1),
    valid_to=None,
    gates=(_residents(),),
    criteria=(
        _outside(over=40),
        _convicted_times(at_least=3),
        _basic_education(over=60),
        _income(below=55),
    ),
    required=2,
    clause="almenboligloven § 61 a, stk. 1",
)

P_2018 = RuleSet(
    key="P-2018",
    category=PARALLELSAMFUND,
    valid_from=date(2018, 12, 1),
    valid_to=None,
    gates=(_non_western(over=50),),
    criteria=(),
    required=0,
    requires=(UDSAT_BOLIGOMRAADE,),
    clause="almenboligloven § 61 a, stk. 2",
    note="Hed ghettoområde i loven til og med 29. november 2021.",
)

O_2018 = RuleSet(
    key="O-2018",
    category=HAARDT_GHETTOOMRAADE,
    valid_from=date(2018, 12, 1),
    valid_to=date(2021, 11, 29),
    gates=(_years(at_least=4),),
    criteria=(),
    required=0,
    requires=(PARALLELSAMFUND,),
    clause="almenboligloven § 61 a, stk. 4, som gældende til 29. november 2021",
    note="En overgangsregel om fem år i nogle af årene er ikke kendt i enkeltheder.",
)

O_2021 = RuleSet(
    key="O-2021",
    category=OMDANNELSESOMRAADE,
    valid_from=date(2021, 11, 30),
    valid_to=None,
    gates=(_years(at_least=5),),
    criteria=(),
    required=0,
    requires=(PARALLELSAMFUND,),
    clause="almenboligloven § 61 a, stk. 4",
)

F_2021 = RuleSet(
    key="F-2021",
    category=FOREBYGGELSESOMRAADE,
    valid_from=date(2021, 11, 30),
    valid_to=None,
    gates=(_residents(), _non_western(over=30)),
    criteria=(
        _outside(over=30),
        _convicted_times(at_least=2),
        _basic_education(over=60),
        _income(below=65),
    ),
    required=2,
    gives_way_to=(UDSAT_BOLIGOMRAADE,),
    clause="almenboligloven § 61 b",
    note="At et område ikke kan stå på begge lister, er ikke bekræftet.",
)

K_2005 = RuleSet(
    key="K-2005",
    category=KOMBINERET_UDLEJNING,
    valid_from=date(2005, 7, 1),
    valid_to=None,
    gates=(_residents(),),
    criteria=(
        _outside_in_one_year(at_least=40, residents_below=Decimal(5000)),
        _outside_in_one_year(at_least=30, residents_from=Decimal(5000)),
    ),
    required=1,
    clause="almenboligloven § 51 b",
    note="Bekræftet for i dag; hvornår reglen begyndte at gælde, er ikke bekræftet.",
)

# A rule set stands after those whose categories it requires or gives way to.
NATIONAL_RULE_SETS: tuple[RuleSet, ...] = (A_2011, A_2014, A_2018, P_2018, O_2018, O_2021, F_2021, K_2005)


def rule_sets_in_force(
    list_date: date, rule_sets: Sequence[RuleSet] = NATIONAL_RULE_SETS
) -> tuple[RuleSet, ...]:
    """Return the rule sets a list of that date is tested with; empty before the first of them."""
    return tuple(rule_set for rule_set in rule_sets if rule_set.is_in_force(list_date))


def list_date_from(text: str) -> date:
    """Return the date of a list written as `2014-12-01` or as a year alone.

    A year alone means that year's list: 1 October up to 2013, 1 December from 2014 (§ 61 a, stk. 5).
    The exact dates of the lists of 2010, 2011 and 2013 are not known. Raises ValueError, fit to show, when
    it is neither.
    """
    try:
        if re.fullmatch(r"[0-9]{4}", text):
            return date(int(text), 10 if int(text) <= 2013 else 12, 1)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:  # a day that is not in the calendar
        pass
    raise ValueError(f"'{text}' er ikke en dato (skriv 2014-12-01 eller blot 2014)")

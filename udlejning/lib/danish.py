"""PURE: numbers, amounts, dates and lists as a Danish reader expects them; the check digit of a CVR number.

Amounts and units are held together by a no-break space. Reading Danish is in cells.py.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = (
    "jan.",
    "feb.",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "aug.",
    "sep.",
    "okt.",
    "nov.",
    "dec.",
)
NEAR_DAYS = {-1: "i går", 0: "i dag", 1: "i morgen"}
CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def number(value: Decimal | int, places: int | None = None) -> str:
    """Return 1350 as "1.350" and 41.2 as "41,2": with exactly `places` decimals, or as many as it has."""
    exact = Decimal(value)
    if places is not None:
        exact = _rounded(exact, places)
    elif exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    else:
        exact = exact.normalize()
    return f"{exact + 0:,f}".translate(str.maketrans(",.", ".,"))


def percent(value: Decimal, places: int = 1, most: int = 2) -> str:
    """Return 41.2 (percent, not a fraction) as "41,2 %", with at least `places` and at most `most` decimals.

    Decimals beyond `places` are shown where they say something, so that 40.04 against a threshold of 40 is
    never shown as "40,0 %". Where two decimals are too few for that, the caller asks for more.
    """
    shown = _rounded(Decimal(value), max(places, most))
    decimals = max(places, _decimals(shown))
    return f"{number(shown, decimals)}{NO_BREAK_SPACE}%"


def kroner(value: Decimal | int) -> str:
    """Return 4870 as "4.870 kr." and 6046.73 as "6.046,73 kr.": øre are shown where there are any."""
    amount = _rounded(Decimal(value), 2)
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{number(amount, places)}{NO_BREAK_SPACE}kr."


def long_date(day: date) -> str:
    """Return a date as "1. januar 2026"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def long_period(first: date, last: date) -> str:
    """Return days from and to, both included, as "1. januar 2026 til og med 31. december 2029"."""
    return f"{long_date(first)} til og med {long_date(last)}"


def short_day(day: date, today: date) -> str:
    """Return "i går", "i dag", "i morgen", else "24. nov."; with the year where it is not today's year."""
    near = NEAR_DAYS.get((day - today).days)
    if near:
        return near
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day}. {SHORT_MONTHS[day.month - 1]}{year}"


def count(n: int, singular: str, plural: str) -> str:
    """Return "1 bolig" or "3 boliger"."""
    return f"{number(n)} {singular if n == 1 else plural}"


def join_words(words: Sequence[str]) -> str:
    """Return ["a", "b", "c"] as "a, b og c"."""
    *first, last = words or [""]
    return f"{', '.join(first)} og {last}" if first else last


def is_valid_cvr(text: str) -> bool:
    """Return whether a text is a CVR number: 8 digits, weighted sum divisible by 11. Spaces are ignored.

    A real number may in principle fail; so warn, do not refuse.
    """
    digits = "".join(text.split())
    if len(digits) != len(CVR_WEIGHTS) or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(CVR_WEIGHTS, digits, strict=True))
    return digits != "0" * len(CVR_WEIGHTS) and total % 11 == 0


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

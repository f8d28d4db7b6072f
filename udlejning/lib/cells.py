"""PURE: reads one number from a spreadsheet cell in Danish; never guesses, never makes a missing figure 0.

Identifiers, codes, dates and headings are read in cell_keys.py, and can be imported from here.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType

from udlejning.lib.cell_keys import (
    CellError,
    normalise_header,
    quoted,
    read_date,
    read_identifier,
    read_municipality_code,
)

__all__ = [
    "SMALL_DEPARTMENT_MARKS",
    "STATBANK_MARKS",
    "CellError",
    "CellStatus",
    "CellValue",
    "NumberKind",
    "normalise_header",
    "percent_scale_problem",
    "read_date",
    "read_identifier",
    "read_municipality_code",
    "read_number",
]


class CellStatus(StrEnum):
    """What a cell says of its figure."""

    ok = "ok"
    suppressed = "suppressed"
    missing = "missing"
    not_applicable = "not_applicable"
    not_available = "not_available"


class NumberKind(Enum):
    """What the numbers of a column are; it decides which units fit and whether "1.350" can be understood."""

    count = "count"
    percent = "percent"
    money = "money"
    index = "index"
    multiple = "multiple"


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell as read. `value` is None unless the status is ok; `raw` is what stood in the cell.

    `upper_bound` is what a suppressed figure is known to be under ("<5"). `is_stated_percent` tells that the
    cell itself says its number is a percentage, by its format or a percent sign.
    """

    value: Decimal | None
    status: CellStatus
    raw: str
    footnote: str = ""
    upper_bound: Decimal | None = None
    is_stated_percent: bool = False


_COMMON_MARKS = {
    "": CellStatus.missing,
    "..": CellStatus.suppressed,
    "...": CellStatus.not_available,
    "…": CellStatus.not_available,
    ".": CellStatus.not_applicable,
    "*": CellStatus.suppressed,
    "i/t": CellStatus.not_available,
}
_DASHES = ("-", "–", "—")
SMALL_DEPARTMENT_MARKS: Mapping[str, CellStatus] = MappingProxyType(
    _COMMON_MARKS | dict.fromkeys(_DASHES, CellStatus.suppressed)
)
"""Criteria per department: a dash stands where the department is too small for figures."""
STATBANK_MARKS: Mapping[str, CellStatus] = MappingProxyType(
    _COMMON_MARKS | dict.fromkeys(_DASHES, CellStatus.missing)
)
"""Statistics Denmark: a dash is "nul eller ingen". It is kept as missing, for a 0 must be typed to be one."""

UNIT_NAMES: Mapping[NumberKind, str] = {
    NumberKind.count: "et antal",
    NumberKind.percent: "en procent",
    NumberKind.money: "et beløb",
    NumberKind.index: "en procent",
    NumberKind.multiple: "et tal",
}
EXAMPLES: Mapping[NumberKind, str] = {
    NumberKind.count: "1350",
    NumberKind.percent: "12,5",
    NumberKind.money: "6046,73",
    NumberKind.index: "61,5",
    NumberKind.multiple: "2,5",
}
PERCENT_KINDS = frozenset({NumberKind.percent, NumberKind.index})
GROUPED_KINDS = frozenset({NumberKind.count, NumberKind.money})
LARGEST = Decimal(10) ** 12
SPACES = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ", "−": "-"}
)
FOOTNOTE = re.compile(r"(?:\s+\(?([0-9]{1,2})\)|\s*([¹²³⁰⁴-⁹]+)[⁾)]?|\s*(\*+)\)?)$")
BOUND = re.compile(r"(?:<|under )\s*([0-9]{1,3}(?:,[0-9]+)?)\s*(?:%|pct\.?)?", re.IGNORECASE)
PERCENT_UNIT = re.compile(r"\s*(?:%|pct\.?|procent)$", re.IGNORECASE)
MONEY_UNIT = re.compile(r"\s*(?:kr\.?|dkk|,-)$|^(?:kr\.?|dkk)\s*", re.IGNORECASE)
MULTIPLE_UNIT = re.compile(r"\s*(?:x|gange)$", re.IGNORECASE)
DANISH_NUMBER = re.compile(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)(?:,([0-9]+))?")
POINT_NUMBER = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
ONE_GROUP = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
ENGLISH_GROUP = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
NUMBER_INSIDE = re.compile(r"[0-9][0-9., ]*[0-9]|[0-9]")


def read_number(
    raw: object,
    *,
    kind: NumberKind,
    is_percent_formatted: bool = False,
    missing_marks: Mapping[str, CellStatus] = SMALL_DEPARTMENT_MARKS,
    decimal_mark: str = ",",
) -> CellValue:
    """Return what a cell of a number column says; raises CellError where that is not one clear number.

    Numbers stored as numbers are taken as they are, percent formatted ones times 100: shares are in percent.
    Texts are read in Danish: a dot parts thousands, in groups of three only; a comma is the decimal mark.
    "1.350" is 1350 in a column of counts or amounts and an error where it could also be 1,35. With
    `decimal_mark="."` texts are read with a decimal point and no thousands mark. `missing_marks` says what
    the source's symbols mean; the symbol is kept in `raw`.
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _native(raw, kind=kind, is_percent_formatted=is_percent_formatted)
    if raw is None:
        raw = ""
    if not isinstance(raw, str):
        raise _wrong_type(raw, kind)
    text = raw.translate(SPACES).strip()
    text, footnote = _without_footnote(text, missing_marks)
    status = missing_marks.get(text.lower())
    if status is not None:
        return CellValue(value=None, status=status, raw=raw, footnote=footnote)
    bound = BOUND.fullmatch(text)
    if bound:
        upper = Decimal(bound[1].replace(",", "."))
        return CellValue(None, CellStatus.suppressed, raw, footnote, upper_bound=upper)
    bare, has_percent_sign = _without_unit(text, kind=kind)
    value = _number(bare, raw=raw, kind=kind, decimal_mark=decimal_mark)
    return CellValue(value, CellStatus.ok, raw, footnote, is_stated_percent=has_percent_sign)


def percent_scale_problem(
    values: Iterable[Decimal], *, stated: Iterable[Decimal] = (), typical_minimum: Decimal = Decimal(0)
) -> str | None:
    """Return in Danish why a percent column cannot be trusted: some of it may be fractions. None if sound.

    `values` are the numbers that do not say themselves that they are percentages, as read; `stated` those
    that do (`is_stated_percent`), which are only compared with. A number up to 1 is *low*. The column is
    refused:
    (a) where a low number lies under `typical_minimum`, and times 100 does not: the caller promises that
        the indicator is in practice never under it (0 where small figures are real, as for convictions);
    (b) where a low number has more decimals than every higher one, and at least three, or two beside whole
        numbers: 0.287 beside 28.7, 0.61 beside 61, but not 0.8 or 0.81 beside 2.05;
    (c) of low numbers only, where one has three decimals or more: 0.287, 0.301.
    Where the figures are right after all, the user cures (b) and (c) by rounding to two decimals. Short
    fractions (0.3, 0.41) among or without higher numbers with decimals are caught by (a) only.
    """
    unstated = list(values)
    low = [value for value in unstated if 0 < value <= 1]
    higher = [value for value in unstated if value > 1] + [value for value in stated if value > 0]
    suspicious = _suspicious_decimals(higher)
    for value in low:
        if value < typical_minimum <= value * 100 or _decimals(value) >= suspicious:
            beside = f" ved siden af {_shown(max(higher))}" if higher else ""
            return (
                f"Kolonnen ser ud til at blande brøker og procenter: der står {_shown(value)}{beside}."
                f" Skriv alle tal som procent, fx {_shown(value * 100)}, med højst to decimaler."
            )
    return None


def _suspicious_decimals(higher: list[Decimal]) -> int:
    """Return how many decimals a low number must have to look like a fraction beside these."""
    most = max(map(_decimals, higher), default=2)
    return 2 if most == 0 else max(3, most + 1)


def _native(raw: float, *, kind: NumberKind, is_percent_formatted: bool) -> CellValue:
    """Return a stored number; 15 significant digits are what Excel keeps, so 28.700000000000003 is 28.7."""
    if not math.isfinite(raw) or abs(raw) >= LARGEST:
        raise CellError(f"{quoted(raw)} er for stort et tal.", f"Skriv fx {EXAMPLES[kind]}.")
    value = Decimal(int(raw)) if raw == int(raw) else Decimal(f"{raw:.15g}")
    if is_percent_formatted:
        if kind not in PERCENT_KINDS:
            raise CellError(
                f"Cellen er vist som procent, men kolonnen er {UNIT_NAMES[kind]}.", "Ret cellens talformat."
            )
        value = (value * 100).normalize()
    return CellValue(
        _not_negative(value, raw), CellStatus.ok, str(raw), is_stated_percent=is_percent_formatted
    )


def _wrong_type(raw: object, kind: NumberKind) -> CellError:
    if isinstance(raw, bool):
        return CellError(f"Cellen er sandt/falsk og ikke {UNIT_NAMES[kind]}.", f"Skriv fx {EXAMPLES[kind]}.")
    if isinstance(raw, date | time | timedelta):
        return CellError(
            f"Cellen er en dato eller et klokkeslæt og ikke {UNIT_NAMES[kind]}.",
            f"Sæt cellens format til tal, og skriv fx {EXAMPLES[kind]}.",
        )
    return CellError(f"{quoted(raw)} er ikke {UNIT_NAMES[kind]}.", f"Skriv fx {EXAMPLES[kind]}.")


def _without_footnote(text: str, missing_marks: Mapping[str, CellStatus]) -> tuple[str, str]:
    if text.lower() in missing_marks:
        return text, ""
    found = FOOTNOTE.search(text)
    if not found:
        return text, ""
    return text[: found.start()], next(mark for mark in found.groups() if mark)


def _without_unit(text: str, *, kind: NumberKind) -> tuple[str, bool]:
    """Return the text without a unit that fits the kind, and whether that was a percent sign."""
    if kind in PERCENT_KINDS:
        bare = PERCENT_UNIT.sub("", text)
        return bare, bare != text
    if kind is NumberKind.money:
        return MONEY_UNIT.sub("", text).strip(), False
    if kind is NumberKind.multiple:
        return MULTIPLE_UNIT.sub("", text), False
    return text, False


def _number(text: str, *, raw: str, kind: NumberKind, decimal_mark: str) -> Decimal:
    if decimal_mark == ",":
        _refuse_ambiguous(text, raw=raw, kind=kind)
    found = (DANISH_NUMBER if decimal_mark == "," else POINT_NUMBER).fullmatch(text.removeprefix("-"))
    if not found:
        raise CellError(f"{quoted(raw)} er ikke {UNIT_NAMES[kind]}.", _suggestion(text, kind))
    whole = found[1].replace(".", "").replace(" ", "")
    if len(whole) > 12:
        raise CellError(f"{quoted(raw)} er for stort et tal.", f"Skriv fx {EXAMPLES[kind]}.")
    value = Decimal(f"{whole}.{found[2]}" if found[2] else whole)
    return _not_negative(-value if text.startswith("-") else value, raw)


def _refuse_ambiguous(text: str, *, raw: str, kind: NumberKind) -> None:
    if kind not in GROUPED_KINDS and ONE_GROUP.fullmatch(text):
        as_thousands, as_decimal = text.replace(".", ""), text.replace(".", ",")
    elif kind is NumberKind.count and ENGLISH_GROUP.fullmatch(text):
        as_thousands, as_decimal = text.replace(",", ""), text.rstrip("0").rstrip(",")
    else:
        return
    raise CellError(
        f"{quoted(raw)} kan læses på to måder.",
        f"Skriv {as_decimal} eller {as_thousands} uden tusindtalsprik.",
    )


def _not_negative(value: Decimal, raw: object) -> Decimal:
    if value < 0:
        raise CellError(
            f"{quoted(raw)} er et negativt tal.", "Skriv et tal fra 0 og op, eller lad cellen stå tom."
        )
    return value


def _suggestion(text: str, kind: NumberKind) -> str:
    """Return "Skriv 6000." where exactly one number can be found in the text, else an example."""
    found = [] if "%" in text else NUMBER_INSIDE.findall(text)
    if len(found) == 1 and DANISH_NUMBER.fullmatch(found[0]) and not ONE_GROUP.fullmatch(found[0]):
        return f"Skriv {found[0].replace('.', '').replace(' ', '')}."
    if len(found) == 1 and ONE_GROUP.fullmatch(found[0]) and kind in GROUPED_KINDS:
        return f"Skriv {found[0].replace('.', '')}."
    if len(found) == 1 and re.fullmatch(r"[0-9]+\.[0-9]{1,2}", found[0]):
        return f"Skriv {found[0].replace('.', ',')}."
    return f"Skriv fx {EXAMPLES[kind]}."


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")

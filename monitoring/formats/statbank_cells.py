"""PURE: the area and the time of a row from Statistics Denmark's StatBank."""

import re
from calendar import monthrange
from datetime import date

from monitoring.formats.periods import Period
from monitoring.formats.readings import UnitRow
from monitoring.units import COUNTRY_CODE, UnitKind
from udlejning.lib.cells import CellError, normalise_header, read_identifier

REGION_CODES = {
    "nordjylland": "081",
    "midtjylland": "082",
    "syddanmark": "083",
    "hovedstaden": "084",
    "sjaelland": "085",
}
_FIRST_MUNICIPALITY, _LAST_MUNICIPALITY = 101, 860
_LAST_PROVINCE = 11
_CODE_AND_NAME = re.compile(r"([0-9]{1,4})(?:\s+(\D.*))?")
_TIME = re.compile(
    r"([0-9]{4})(?:(?P<kind>[KMHQ])(?P<part>[0-9]{1,2})|\s*[:/–-]\s*(?P<last>[0-9]{4}))?", re.I
)
_MONTHS_OF = {"M": 1, "K": 3, "Q": 3, "H": 6}


def read_area(raw: object, *, row: int) -> UnitRow | None:
    """Return the area of a row, counted from 1; None for a province, which nothing here is held up against.

    "851", 851 and "851 Aalborg" are Aalborg; a municipality that is only named has no code. Raises CellError
    for a code or an empty cell that can be no area.
    """
    text = read_identifier(raw)
    found = _CODE_AND_NAME.fullmatch(text)
    if found is None:
        return _named(text, row)
    return _coded(found[1], found[2] or "", row, text)


def read_time(raw: object) -> Period:
    """Return the period of StatBank's 2026, 2026K1, 2026M07, 2026H1 or 2024:2026. Raises CellError."""
    text = read_identifier(raw)
    found = _TIME.fullmatch(text)
    period = _period(found) if found else None
    if period is None:
        raise CellError(f"'{text}' er ikke en periode.", "Skriv fx 2026, 2026K1 eller 2026M07.")
    return period


def _coded(code: str, name: str, row: int, text: str) -> UnitRow | None:
    number, bare = int(code), code.zfill(3)
    if number == 0:
        return UnitRow(UnitKind.country, row, name, code=COUNTRY_CODE)
    if bare in REGION_CODES.values():
        return UnitRow(UnitKind.region, row, name, code=bare)
    if number <= _LAST_PROVINCE:
        return None
    if _FIRST_MUNICIPALITY <= number <= _LAST_MUNICIPALITY:
        return UnitRow(UnitKind.municipality, row, name, code=f"{number:04}")
    raise CellError(f"'{text}' er ikke en områdekode.", "Skriv fx 000, 081 eller 851.")


def _named(text: str, row: int) -> UnitRow | None:
    words = normalise_header(text)
    if words in ("hele landet", "danmark"):
        return UnitRow(UnitKind.country, row, text, code=COUNTRY_CODE)
    if words.startswith("landsdel"):
        return None
    if words.startswith("region "):
        code = REGION_CODES.get(words.removeprefix("region "))
        if code is None:
            raise CellError(f"'{text}' er ikke en region.", "Skriv fx Region Nordjylland eller 081.")
        return UnitRow(UnitKind.region, row, text, code=code)
    return UnitRow(UnitKind.municipality, row, text)


def _period(found: re.Match[str]) -> Period | None:
    first_year = int(found[1])
    last_year = int(found["last"]) if found["last"] else first_year
    if not date.min.year <= first_year <= last_year:
        return None
    if not found["kind"]:
        return Period(date(first_year, 1, 1), date(last_year, 12, 31))
    months, part = _MONTHS_OF[found["kind"].upper()], int(found["part"])
    last = months * part
    if not months <= last <= 12:
        return None
    return Period(
        date(first_year, last - months + 1, 1), date(first_year, last, monthrange(first_year, last)[1])
    )

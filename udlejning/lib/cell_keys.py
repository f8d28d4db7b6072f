"""PURE: reads identifiers, municipality codes, dates and column headings from a spreadsheet cell."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from udlejning.lib.danish import MONTHS, long_date

EXCEL_EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 10_000, 80_000
FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_IDENTIFIER = 40
MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
MONTH_WORD = r"(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]*\.?"
DAY_FIRST = re.compile(r"([0-9]{1,2})[-./ ]+([0-9]{1,2})[-./ ]+([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9:.]+)?")
WITH_WORD = re.compile(r"([0-9]{1,2})[. -]+" + MONTH_WORD + r"[ -]+([0-9]{4})", re.IGNORECASE)
SPOILT_IDENTIFIER = re.compile(
    r"[0-9]{1,2}[-. ]+" + MONTH_WORD + r"([-. ]*[0-9]{2,4})?|[0-9]{2}[-./][0-9]{2}[-./][0-9]{4}",
    re.IGNORECASE,
)
DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "%": " pct ", "\u00ad": None})
HEADING_FOOTNOTE = re.compile(r"(?<![mM])[¹²³⁰⁴-⁹]+⁾?|\s+[0-9]{1,2}\)|\*+\)?$")
DATE_ADVICE = "Skriv datoen som dag-måned-år, fx 01-12-2026."


class CellError(ValueError):
    """A cell that cannot be read. The Danish message lacks the place, which the caller knows."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(f"{message} {suggestion}".strip())
        self.message = message
        self.suggestion = suggestion


def quoted(raw: object) -> str:
    """Return what stood in a cell, in quotation marks and short enough for a message."""
    text = " ".join(str(raw).split())
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


def read_identifier(raw: object) -> str:
    """Return a number that is a name (LBF number, department number) as text: leading zeros and "157-0" stay.

    153.0, which Excel makes of 153, becomes "153". Raises CellError for an empty cell and for a date, which
    Excel makes of "1-0" and "3/5": what was meant cannot be told any more.
    """
    if isinstance(raw, date):
        raise _spoilt(f"en dato ({long_date(raw)})")
    if isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw < 10**12 and raw == int(raw):
        return str(int(raw))
    if not isinstance(raw, str):
        raise CellError(
            f"{quoted(raw)} er ikke et nummer.", "Formatér kolonnen som tekst, og skriv nummeret igen."
        )
    text = " ".join(raw.split()).removeprefix("'")
    if SPOILT_IDENTIFIER.fullmatch(text) or YEAR_FIRST.fullmatch(text):
        raise _spoilt(f"en dato ({text})")
    if not any(character.isalnum() for character in text):
        raise CellError("Cellen mangler et nummer.", "Skriv nummeret, fx 0153 eller 157-0.")
    if len(text) > LONGEST_IDENTIFIER:
        raise CellError(f"{quoted(raw)} er for langt til at være et nummer.", "Skriv kun nummeret i cellen.")
    return re.sub(r"^([0-9]+)\.0$", r"\1", text)


def read_municipality_code(raw: object) -> str:
    """Return a municipality's code with four digits: "851", 851 and "0851" are "0851". Raises CellError."""
    code = read_identifier(raw)
    if not re.fullmatch(r"[0-9]{3,4}", code):
        raise CellError(f"{quoted(raw)} er ikke en kommunekode.", "Skriv tre eller fire cifre, fx 0851.")
    return code.zfill(4)


def read_date(raw: object) -> date:
    """Return the date in a cell: a date, Excel's day number, or a text with day, month and four-digit year.

    Raises CellError for anything else, such as "snarest", and for a year outside 1900-2100.
    """
    found = _date(raw)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        shown = "Cellen er tom" if raw is None or raw == "" else f"{quoted(raw)} er ikke en dato"
        raise CellError(f"{shown}.", DATE_ADVICE)
    return found


def normalise_header(text: str) -> str:
    """Return a heading in the form in which headings are compared.

    Lower case, ae/oe/aa for æ/ø/å, "pct" for %, other punctuation and footnote marks away, single spaces.
    """
    plain = HEADING_FOOTNOTE.sub(" ", unicodedata.normalize("NFC", text).strip())
    plain = unicodedata.normalize("NFKC", plain).lower().translate(DANISH_LETTERS)
    return " ".join(re.sub(r"[^\w]|_", " ", plain).split())


def _spoilt(found: str) -> CellError:
    return CellError(
        f"Cellen er {found}; Excel har lavet nummeret om.",
        "Formatér kolonnen som tekst, og skriv nummeret igen.",
    )


def _date(raw: object) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return EXCEL_EPOCH + timedelta(days=int(raw)) if FIRST_SERIAL <= raw <= LAST_SERIAL else None
    return _date_from_text(" ".join(raw.split())) if isinstance(raw, str) else None


def _date_from_text(text: str) -> date | None:
    if re.fullmatch(r"[0-9]{5}", text):
        return _date(int(text))
    try:
        if found := YEAR_FIRST.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := WITH_WORD.fullmatch(text):
            return date(int(found[3]), MONTH_NUMBERS[found[2].lower()], int(found[1]))
    except ValueError:
        return None
    return None

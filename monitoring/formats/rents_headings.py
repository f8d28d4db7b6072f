"""PURE: the headings of a sheet with rents: which column is what, and what its rents are counted in."""

import re
from collections.abc import Iterator, Mapping

from monitoring.formats.criteria_parts import Fault
from monitoring.formats.criteria_rows import DEPARTMENT_WORDS
from monitoring.formats.department_lines import names_departments
from monitoring.formats.figure_cells import PlacedFault
from monitoring.formats.figure_columns import doubled_fault
from monitoring.formats.headings import mapped_key
from monitoring.formats.readings import ReadContext
from monitoring.formats.rents_figures import RENT_PER_M2_YEAR, RENT_PER_MONTH
from monitoring.formats.rents_rows import RentColumns
from udlejning.lib.cells import normalise_header
from udlejning.lib.headers import HeaderMatch, find_header_row
from udlejning.lib.spreadsheets import Sheet

ROOMS, TYPE, DWELLINGS, AREA, RENT, UNDER = "@rooms", "@type", "@dwellings", "@area", "@rent", "@under"
_WORDS: Mapping[str, tuple[str, ...]] = {
    **DEPARTMENT_WORDS,
    ROOMS: ("rum", "antal rum", "vaerelser", "antal vaerelser", "vaer", "antal vaer", "rumantal"),
    TYPE: ("boligtype", "boligart", "lejemaalstype", "type"),
    DWELLINGS: (
        "antal",
        "boliger",
        "antal boliger",
        "antal familieboliger",
        "lejemaal",
        "antal lejemaal",
        "lejligheder",
        "antal lejligheder",
    ),
    AREA: ("m2", "areal", "boligareal", "gns m2", "gns areal", "gennemsnitligt", "bruttoareal", "stoerrelse"),
    RENT: (
        "husleje",
        "leje",
        "gns husleje",
        "gns leje",
        "gennemsnitlig",
        "maanedsleje",
        "maanedlig",
        "aarlig",
        "nettohusleje",
        "kr",
        "kr pr m2",
        "kr m2",
        "pr m2",
    ),
    UNDER: ("under", "boliger under", "antal boliger under", "antal lejemaal under", "lejemaal under"),
}
_AREA = re.compile(r"\bm2\b|\bkvm\b|areal|\bstoerrelse\b")
_PER_M2 = re.compile(r"\b(m2|kvm|kvadratmeter)\b")
_PER_YEAR = re.compile(r"\b(aar|aarligt?|aarlige|aarsleje)\b")
_PER_MONTH = re.compile(r"\b(maaned|maanedligt?|maanedlige|maanedsleje|md|mdl|mdr)\b")
_RENT = re.compile(r"leje[nr]?\b")
_KRONER = re.compile(r"\bkr\b")
_OTHER_MONEY = re.compile(r"\b(indskud\w*|deposit\w*|\w*forbrug|varme|vand|el|aconto\w*)\b")
_UNDER = re.compile(r"\bunder\s+(?:kr\.?\s*)?([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+)(?![0-9])", re.IGNORECASE)
_OF_ONE_DWELLING = re.compile(r"\b(adresse|vejnavn|etage|ledig|indflytning)\b")
_UNIT_ADVICE = "Skriv kr./måned eller kr. pr. m² pr. år i overskriften."


def rents_header(sheet: Sheet) -> HeaderMatch | None:
    """Return where the headings are; None where they are not departments, rooms, dwellings and rents."""
    match = find_header_row(sheet.rows, _WORDS)
    if match is None or not names_departments(match.columns) or not {ROOMS, DWELLINGS} <= set(match.columns):
        return None
    headings = [normalise_header(label) for label in match.labels]
    if any(map(_OF_ONE_DWELLING.search, headings)) or not any(map(_is_rent, headings)):
        return None
    return match


def rent_columns(
    sheet: Sheet, match: HeaderMatch, context: ReadContext
) -> tuple[RentColumns, tuple[str, ...], list[PlacedFault]]:
    """Return which column is what, the headings left out, and what is wrong with the headings."""
    columns = _Headings(sheet, match, context)
    return columns.columns(), columns.left_out(), list(columns.faults())


class _Headings:
    """Sorts the columns of a sheet by their headings."""

    def __init__(self, sheet: Sheet, match: HeaderMatch, context: ReadContext) -> None:
        self.sheet, self.match = sheet, match
        places = range(len(match.labels))
        self.under = [
            (place, limit) for place in places if (limit := _limit(match.labels[place])) is not None
        ]
        others = {place for place, _ in self.under}
        self.rents = [
            place
            for place in places
            if place not in others and _is_rent(normalise_header(match.labels[place]))
        ]
        self.kinds = {place: _rent_kind(match.labels[place], context) for place in self.rents}
        others |= set(self.rents)
        self.areas = [
            place
            for place in places
            if place not in others and _is_area(normalise_header(match.labels[place]))
        ]
        # A group "Boliger" may stand above "Antal", "Gns. m²" and "Under 4.000 kr." alike.
        counted = match.doubled.get(DWELLINGS, (match.columns[DWELLINGS],))
        self.dwellings = [place for place in counted if place not in {*others, *self.areas}]

    def columns(self) -> RentColumns:
        """Return the columns; of two that are the same thing the first."""
        found = self.match.columns
        return RentColumns(
            rooms=found[ROOMS],
            dwellings=next(iter(self.dwellings), found[DWELLINGS]),
            area=next(iter(self.areas), None),
            per_month=next(iter(self._rents_of(RENT_PER_MONTH.key)), None),
            per_m2_year=next(iter(self._rents_of(RENT_PER_M2_YEAR.key)), None),
            dwelling_type=found.get(TYPE),
            under=tuple(self.under),
        )

    def left_out(self) -> tuple[str, ...]:
        """Return the headings of columns that nothing is read from."""
        named = {place for key, place in self.match.columns.items() if key not in (RENT, AREA, UNDER)}
        taken = {*named, *self.rents, *self.areas, *self.dwellings, *(place for place, _ in self.under)}
        labels = enumerate(self.match.labels)
        return tuple(label for place, label in labels if label and place not in taken)

    def faults(self) -> Iterator[PlacedFault]:
        """Yield a fault for two columns of the same, and for rents that could be counted in two ways."""
        found = (
            (self.match.doubled.get(ROOMS, ()), "antal rum"),
            (self.dwellings, "antal boliger"),
            (self.areas, "boligernes størrelse"),
        )
        for doubled, name in found:
            if len(doubled) > 1:
                yield doubled_fault(self.sheet, self.match.row, doubled, name)
        for indicator in (RENT_PER_MONTH, RENT_PER_M2_YEAR):
            if len(doubled := self._rents_of(indicator.key)) > 1:
                yield doubled_fault(self.sheet, self.match.row, doubled, indicator.name)
        for place in self._rents_of(None):
            where = self.sheet.address(self.match.row, place)
            message = "Overskriften siger ikke, om huslejen er pr. måned eller pr. m² pr. år."
            yield self.match.row, place, Fault(where, message, _UNIT_ADVICE)

    def _rents_of(self, kind: str | None) -> tuple[int, ...]:
        return tuple(place for place in self.rents if self.kinds[place] == kind)


def _is_area(heading: str) -> bool:
    return bool(_AREA.search(heading)) and not _OTHER_MONEY.search(heading)


def _is_rent(heading: str) -> bool:
    """Return whether a normalised heading is one of rents, whatever they are counted in."""
    if _OTHER_MONEY.search(heading) or _UNDER.search(heading):
        return False
    has_unit = _PER_M2.search(heading) or _PER_MONTH.search(heading)
    return bool(_RENT.search(heading) or (_KRONER.search(heading) and has_unit))


def _rent_kind(label: str, context: ReadContext) -> str | None:
    """Return the key of what a heading's rents are, LEFT_OUT, or None where it does not say."""
    explained = mapped_key(label, context)
    if explained is not None:
        return explained
    heading = normalise_header(label)
    per_m2, per_year = bool(_PER_M2.search(heading)), bool(_PER_YEAR.search(heading))
    per_month = bool(_PER_MONTH.search(heading))
    if per_m2 and per_year and not per_month:
        return RENT_PER_M2_YEAR.key
    return RENT_PER_MONTH.key if per_month and not per_m2 and not per_year else None


def _limit(label: str) -> int | None:
    """Return the limit in kroner of a column of dwellings under it; None where the heading is another."""
    found = _UNDER.search(label)
    return int(found[1].replace(".", "").replace(" ", "")) if found else None

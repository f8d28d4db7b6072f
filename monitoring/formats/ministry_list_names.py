"""PURE: names of areas and of the law's categories, as lists retyped from print spell them."""

import re

from monitoring.national_rules import (
    FOREBYGGELSESOMRAADE,
    GHETTOOMRAADE,
    HAARDT_GHETTOOMRAADE,
    KOMBINERET_UDLEJNING,
    OMDANNELSESOMRAADE,
    PARALLELSAMFUND,
    UDSAT_BOLIGOMRAADE,
)
from udlejning.lib.cells import FOOTNOTE, normalise_header

UDGAAET_GHETTOOMRAADE = "udgaaet_ghettoomraade"
"""On an earlier list, and shown on this one as having left it; of lists up to 2017."""

_CATEGORIES = (
    (UDSAT_BOLIGOMRAADE, re.compile(r"\budsat(te)? bolig(omraader?)?\b|\budsat(te)? omraader?\b")),
    (PARALLELSAMFUND, re.compile(r"\bparallelsamfund(ene|et)?\b")),
    (OMDANNELSESOMRAADE, re.compile(r"\bomdannelsesomraader?\b")),
    (FOREBYGGELSESOMRAADE, re.compile(r"\bforebyggelsesomraader?\b")),
    (HAARDT_GHETTOOMRAADE, re.compile(r"\bhaarde?t? ghetto(omraader?)?\b")),
    (UDGAAET_GHETTOOMRAADE, re.compile(r"\budgaae(t|de) ghetto(omraader?)?\b")),
    (GHETTOOMRAADE, re.compile(r"(?<!haardt )(?<!haarde )(?<!udgaaet )(?<!udgaaede )\bghetto(omraader?)?\b")),
    (KOMBINERET_UDLEJNING, re.compile(r"\bkombineret udlejning\b")),
)
_AND_MORE = re.compile(r"\b(m v|mv|m fl|mfl|med flere|med videre|m m|mm|kvarteret|omraadet)\b")
_PARTS = re.compile(r"/|\bog\b|,")


def area_name(text: str) -> tuple[str, str]:
    """Return an area's name without footnote marks, and the mark: "Solbakken mv. 1)" is "Solbakken mv."."""
    name, footnote = " ".join(text.split()), ""
    while (found := FOOTNOTE.search(name)) and found.start():
        footnote = next(mark for mark in found.groups() if mark)
        name = name[: found.start()].rstrip(" ,")
    return name, footnote


def area_key(name: str) -> str:
    """Return a name in the form in which areas are compared from list to list.

    "mv." and "m.fl." come and go, and the parts of "Skovparken/Skovvejen" change places.
    """
    parts = (_AND_MORE.sub(" ", normalise_header(part)) for part in _PARTS.split(area_name(name)[0]))
    return "/".join(sorted({" ".join(part.split()) for part in parts} - {""}))


def municipality_name(text: str) -> str:
    """Return a municipality as a list names it, without the word kommune; a code has four digits."""
    name = re.sub(r"\s*\bkommune$", "", " ".join(area_name(text)[0].split()), flags=re.IGNORECASE)
    return name.zfill(4) if re.fullmatch(r"[0-9]{3,4}", name) else name


def categories_in(text: str) -> tuple[str, ...]:
    """Return the law's categories that a text names, in the order they are always listed."""
    words = normalise_header(text)
    return tuple(key for key, pattern in _CATEGORIES if pattern.search(words))

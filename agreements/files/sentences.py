"""PURE: what pydantic finds wrong, in Danish.

Every kind of fault that the layout can give has its sentence here; a test walks the layout to see to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from agreements.content.base import Piece
from agreements.files.faults import shortened
from agreements.files.tree import Fields, Listing, Node, Refused, Scalar

NOT_UNDERSTOOD = "Værdien kan ikke bruges her."
NO_TEXT_WITHOUT_QUOTES = re.compile(r"[-+]?\d+(\.\d+)?|true|false|null|~", re.ASCII | re.IGNORECASE)
# What each pattern of the layout asks for, by the pattern.
PATTERNS = {
    r"^[a-z0-9][a-z0-9_]*$": "Her kan kun stå små bogstaver a–z, cifre og understregning, fx roed_trin.",
    r"^\d[\d-]*/\d[\d-]*$": "Her skal stå boligorganisationens og afdelingens LBF-numre, fx 9901/001.",
    r"^\d[\d-]*$": 'Her skal stå et LBF-nummer, fx "9901".',
    r"^\d{4}$": 'Her skal stå kommunens kode med fire cifre, fx "0998".',
    r"^[a-z0-9][a-z0-9_]*\.[a-z0-9][a-z0-9_]*$": "Her skal stå trappens og trinnets nøgler, fx familie.roed.",
}
TEXT = "Her skal stå en tekst."
DATE = "Her skal stå en dato som år-måned-dag, fx 2026-01-31."
DECIMAL = "Her skal stå et tal uden anførselstegn og med punktum før decimalerne, fx 25 eller 12.5."
FIELDS = "Her skal stå felter med navn og værdi."
SENTENCES: Mapping[str, str] = {
    "string_type": TEXT,
    "string_too_short": "Teksten mangler.",
    "string_too_long": "Teksten er for lang: der er plads til {max_length} tegn.",
    "string_unicode": TEXT,
    "int_type": "Her skal stå et helt tal, fx 4.",
    "bool_type": "Her skal stå ja eller nej: skriv true eller false.",
    "decimal_type": DECIMAL,
    "decimal_parsing": DECIMAL,
    "finite_number": DECIMAL,
    "decimal_max_digits": "Tallet er for langt: der er plads til {max_digits} cifre.",
    "decimal_max_places": "Tallet har for mange decimaler: der er plads til {decimal_places}.",
    "decimal_whole_digits": "Tallet er for stort: der er plads til {whole_digits} cifre før decimalerne.",
    "greater_than": "Tallet skal være over {gt}.",
    "greater_than_equal": "Tallet skal være mindst {ge}.",
    "less_than_equal": "Tallet kan højst være {le}.",
    "date_type": DATE,
    "date_parsing": DATE,
    "tuple_type": "Her skal stå en liste.",
    "too_short": "Listen skal have mindst {min_length}, men har {actual_length}.",
    "too_long": "Listen kan højst have {max_length}, men har {actual_length}.",
    "model_type": FIELDS,
    "model_attributes_type": FIELDS,
    "dict_type": FIELDS,
    "missing": "Feltet mangler.",
}
"""Sentences that need no more than the numbers pydantic gives with the fault."""
SAYS_IT_ALL = frozenset({"missing", "too_short", "too_long"})


def sentence(error: Mapping[str, Any], *, node: Node, piece: type[Piece] | None) -> str:
    """Return what is wrong and what to do, in Danish.

    `error` is one of pydantic's, `node` what stands there, `piece` the one whose field it is.
    """
    kind, said = str(error["type"]), error.get("ctx", {})
    if kind in TOLD:
        return TOLD[kind](said, node, piece, str(error["loc"][-1]) if error["loc"] else "")
    text = SENTENCES.get(kind, NOT_UNDERSTOOD).format_map(said)
    return text if kind in SAYS_IT_ALL else f"{text} {stands(node)}{_quoting_hint(kind, node)}"


def stands(node: Node) -> str:
    """Return what stands at the place: "Der står “mange”."."""
    match node:
        case Scalar(text=text) if text.strip():
            return f"Der står “{shortened(text)}”."
        case Listing(items=items) if items:
            return "Der står en liste."
        case Fields(entries=entries) if entries:
            return "Der står felter."
        case _:
            return "Der står ikke noget."


def _quoting_hint(kind: str, node: Node) -> str:
    unquoted = isinstance(node, Scalar) and node.is_plain and NO_TEXT_WITHOUT_QUOTES.fullmatch(node.text)
    if kind != "string_type" or not unquoted or not isinstance(node, Scalar):
        return ""
    return f' Sæt det i anførselstegn: "{shortened(node.text)}".'


def _unknown_field(_: Mapping[str, Any], node: Node, piece: type[Piece] | None, name: str) -> str:
    known = tuple(piece.model_fields) if piece is not None else ()
    if not name.strip():
        return "Her står en værdi uden feltnavn."
    return f"Feltet {shortened(name)} kendes ikke her.{_nearest_or_all(name, known)}"


def _outside_list(said: Mapping[str, Any], node: Node, _: type[Piece] | None, __: str) -> str:
    allowed = tuple(re.findall(r"'([^']*)'", str(said.get("expected") or said.get("expected_tags"))))
    written = node.text if isinstance(node, Scalar) else ""
    nearest = _nearest(written, allowed)
    hint = f" Mente du {nearest}?" if nearest else ""
    if len(allowed) == 1:
        return f"Her skal stå {allowed[0]}. {stands(node)}"
    return f"Her skal stå en af disse: {', '.join(allowed)}. {stands(node)}{hint}"


def _unknown_kind(said: Mapping[str, Any], node: Node, piece: type[Piece] | None, name: str) -> str:
    field = str(said["discriminator"]).strip("'")
    entry = node.entries.get(field) if isinstance(node, Fields) else None
    written = Refused(node.line) if entry is None else entry.value
    return f"{field}: {_outside_list(said, written, piece, name)}"


def _missing_kind(said: Mapping[str, Any], _: Node, __: type[Piece] | None, ___: str) -> str:
    field = str(said["discriminator"]).strip("'")
    return f"Feltet {field} mangler; det siger, hvilken slags det er."


def _pattern(said: Mapping[str, Any], node: Node, _: type[Piece] | None, __: str) -> str:
    return f"{PATTERNS.get(str(said['pattern']), NOT_UNDERSTOOD)} {stands(node)}"


def _date_in_calendar(said: Mapping[str, Any], node: Node, _: type[Piece] | None, __: str) -> str:
    if "outside expected range" in str(said.get("error")):
        return f"Den dato findes ikke i kalenderen. {stands(node)}"
    return f"{DATE} {stands(node)}"


Telling = Callable[[Mapping[str, Any], Node, "type[Piece] | None", str], str]
TOLD: Mapping[str, Telling] = {
    "extra_forbidden": _unknown_field,
    "enum": _outside_list,
    "literal_error": _outside_list,
    "union_tag_invalid": _unknown_kind,
    "union_tag_not_found": _missing_kind,
    "string_pattern_mismatch": _pattern,
    "date_parsing": _date_in_calendar,
    "date_from_datetime_parsing": _date_in_calendar,
}
"""Sentences that say more: what is allowed, what was perhaps meant."""


def _nearest_or_all(name: str, known: tuple[str, ...]) -> str:
    nearest = _nearest(name, known)
    if nearest:
        return f" Mente du {nearest}?"
    return f" Her kan stå: {', '.join(known)}." if known else ""


def _nearest(written: str, known: tuple[str, ...]) -> str:
    plain = written[:120].lower().replace("-", "_").replace(" ", "_")
    return next(iter(get_close_matches(plain, known, n=1)), "")

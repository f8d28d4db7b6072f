"""PURE: tells which indicator a label means where labels are many and much alike, as the rows of a table are.

A column of a criteria sheet is known by a few words it holds (udlejning.lib.headers). A row's label must *be*
the indicator: it consists of the indicator's own words and of harmless ones. "Ikke-vestlige lande i alt" is
one; "Indvandrere og efterkommere, vestlige" and "Uoplyst uddannelse" are not. What is not known is kept under
a key made of its heading, and known by that key the next time.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.headings import LONGEST_KEY, LONGEST_NAME
from udlejning.lib.cells import NumberKind, normalise_header

SHARES = frozenset({NumberKind.percent, NumberKind.index})
_NEUTRAL_WORDS = "af alle alt andel andelen antal de den heraf i ialt kr kroner pct pr procent samlede"
# Words of the law's definitions (almenboligloven §§ 61 a and 61 b) and of averages; no word that turns a
# meaning round (ikke, uden, under, med, vestlige) or counts something else (lang, ledige, børn).
_WORDS_OF_SHARES = (
    "15 18 2 30 59 64 aar aarige alder alderen beboere bruttoindkomst der derover ekskl eksklusive"
    " eller en er et euforiserende for fra gennemsnit gennemsnitlig gennemsnitlige gns gruppe har inden"
    " lande lov loven lovgivningen mindst og om over overtraedelse paa personer region regionen"
    " regionens samme seneste skattepligtige som stoffer straffeloven til to uddannelse"
    " uddannelsessoegende udgoer vaabenloven"
)
_AGE_WORDS = frozenset(["aar", "aarige", "og", "derover", "over", "under", "mindst", "fra", "til"])
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
_OF_SHARES = _NEUTRAL | frozenset(_WORDS_OF_SHARES.split())
_PERIOD = re.compile(r"\b(?:pr )?1 (?:1|jan|januar)\b|\b(?:19|20)[0-9]{2}\b(?: 0\b)?")
_KIND_WORDS = (
    (re.compile(r"\b(pct|procent|andel|andelen)\b"), NumberKind.percent),
    (re.compile(r"\b(kr|kroner)\b"), NumberKind.money),
    (re.compile(r"\bantal\b"), NumberKind.count),
)
_LONGEST_ENDING = 3


@dataclass(frozen=True, slots=True)
class IndicatorNames:
    """The register's indicators by their words; what was found for a label is remembered."""

    indicators: Sequence[IndicatorColumn]
    _words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _found: dict[tuple[str, NumberKind | None, bool], IndicatorColumn | None] = field(default_factory=dict)

    def find(
        self, label: str, *, kind: NumberKind | None = None, is_band: bool = False
    ) -> IndicatorColumn | None:
        """Return the indicator that the label is, or None.

        `kind` is what the table says its numbers are: a percentage is never a count. `is_band` says that the
        label is one of several that differ in their numbers only: "18–64 år" is then no definition.
        """
        asked = (label, kind, is_band)
        if asked not in self._found:
            self._found[asked] = self._search(label, kind, is_band=is_band)
        return self._found[asked]

    def _search(self, label: str, kind: NumberKind | None, *, is_band: bool) -> IndicatorColumn | None:
        text = without_period(label)
        best, longest = None, 0
        for indicator in self.indicators:
            if not _fits(kind, indicator.kind):
                continue
            if label.strip() == indicator.key or text == normalise_header(indicator.key):
                return indicator
            fit = _fit(text, self._words_of(indicator), kind=indicator.kind, is_band=is_band)
            if fit > longest:
                best, longest = indicator, fit
        return best

    def _words_of(self, indicator: IndicatorColumn) -> tuple[str, ...]:
        if indicator.key not in self._words:
            texts = {without_period(text) for text in (indicator.name, *indicator.fragments)}
            self._words[indicator.key] = tuple(sorted(texts - {""}, key=lambda text: (-len(text), text)))
        return self._words[indicator.key]


@lru_cache(maxsize=8192)
def own_indicator(heading: str, kind: NumberKind) -> IndicatorColumn:
    """Return an indicator made of a table's words for it, the same for the same words in every year."""
    text = without_period(heading).encode("ascii", "ignore").decode()
    key = "_".join(text.split())
    if len(key) > LONGEST_KEY:
        key = f"{key[: LONGEST_KEY - 9]}_{zlib.crc32(key.encode()):08x}"
    return IndicatorColumn(key, heading[:LONGEST_NAME], kind, (heading,))


def said_kind(text: str) -> NumberKind | None:
    """Return the kind of number a text names, or None."""
    words = normalise_header(text)
    return next((kind for pattern, kind in _KIND_WORDS if pattern.search(words)), None)


@lru_cache(maxsize=8192)  # the same few labels stand in every sheet and every year
def without_period(text: str) -> str:
    """Return a heading's normalised words without its years and "1. januar"."""
    return " ".join(_PERIOD.sub(" ", normalise_header(text)).split())


def bands(labels: Iterable[str]) -> frozenset[str]:
    """Return the labels with numbers that differ from another in these only, as age bands do."""
    given = list(dict.fromkeys(labels))
    stems = Counter(map(_stem, given))
    return frozenset(label for label in given if stems[_stem(label)] > 1 and re.search(r"[0-9]", label))


def _stem(label: str) -> str:
    words = without_period(label).split()
    return " ".join(word for word in words if not word.isdigit() and word not in _AGE_WORDS)


def _fits(said: NumberKind | None, kind: NumberKind) -> bool:
    return said is None or said is kind or (said in SHARES and kind in SHARES)


def _fit(text: str, fragments: tuple[str, ...], *, kind: NumberKind, is_band: bool) -> int:
    """Return the length of the longest fragment in a text that holds nothing else of meaning, or 0."""
    rest, longest, is_phrase = f" {text} ", 0, False
    for fragment in fragments:
        found = re.search(rf" {re.escape(fragment)}(\w*) ", rest)
        if found and len(found[1]) <= _LONGEST_ENDING:
            longest = max(longest, len(fragment))
            is_phrase = is_phrase or " " in fragment
            rest = f"{rest[: found.start()]} {rest[found.end() - 1 :]}"
    harmless = _OF_SHARES if kind in SHARES else _NEUTRAL
    # "Andel med kun grundskole" is the indicator; "andel med uddannelse" is another share of the same table.
    others = [
        word
        for word in rest.split()
        if (word not in harmless and not (is_phrase and word == "med")) or (is_band and word.isdigit())
    ]
    return 0 if others else longest

"""PURE: in Danish what reading an agreement's file in makes, and what of it is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agreements.files.layout import AgreementFile, PartyLine, VersionText
from agreements.terms import AgreementKind
from agreements.wording.lists import AGREEMENT_KINDS, PARTS
from udlejning.lib.danish import count, join_words, long_date, long_period

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Made:
    """A name, and what is made under it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What reading the file in makes; `left_out` says what it does not, empty where nothing is lost."""

    facts: tuple[Made, ...]
    left_out: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Return it line by line, as a command prints it."""
        return (*(f"{fact.name}: {fact.value}" for fact in self.facts), *filter(None, [self.left_out]))


def summary_of(file: AgreementFile, *, adopt: bool) -> Summary:
    """Return what is made of the file; with `adopt`, what it calls adopted is adopted, else all is drafts."""
    is_adopted = adopt and any(version.status == "adopted" for version in file.versions)
    return Summary(
        facts=tuple(_facts(file, adopt=adopt, is_adopted=is_adopted)),
        left_out="" if is_adopted else _left_out(file),
    )


def _facts(file: AgreementFile, *, adopt: bool, is_adopted: bool) -> Iterator[Made]:
    head = file.agreement
    kind = AGREEMENT_KINDS[head.kind]
    builds = head.kind is AgreementKind.individual and head.inherits_framework
    yield Made("Slags", f"{kind}, bygger på rammeaftalen" if builds else kind)
    yield Made("Periode", long_period(head.from_date, head.to_date))
    yield Made("Parter", _parties(file.parties))
    for version in sorted(file.versions, key=lambda each: each.number):
        yield Made(f"Version {version.number}", _version(version, adopt=adopt))
    if is_adopted and file.deviations:
        yield Made("Afvigelser", str(len(file.deviations)))
    if is_adopted and file.extensions:
        yield Made("Udvidelser efter § 60 b", str(len(file.extensions)))


def _parties(parties: tuple[PartyLine, ...]) -> str:
    names = [party.name or party.organisation for party in parties]
    more = len(names) - MOST_NAMED
    shown = [*names[:MOST_NAMED], f"{more} til"] if more > 0 else names
    return join_words(shown) if shown else "ingen"


def _version(version: VersionText, *, adopt: bool) -> str:
    since = f"fra {long_date(version.from_date)}"
    if adopt and version.status == "adopted" and version.adopted_date is not None:
        since += f", vedtaget {long_date(version.adopted_date)}"
    else:
        since += ", som kladde"
    said = [words for part, words in PARTS.items() if getattr(version.content, part.value, None)]
    decided = count(len(version.decisions), "beslutning", "beslutninger")
    return f"{since}; {decided}; {join_words(said) if said else 'intet indhold'}"


def _left_out(file: AgreementFile) -> str:
    waiting = [
        count(len(lines), singular, plural)
        for lines, singular, plural in (
            (file.deviations, "afvigelse", "afvigelser"),
            (file.extensions, "udvidelse efter § 60 b", "udvidelser efter § 60 b"),
        )
        if lines
    ]
    if not waiting:
        return ""
    return (
        f"{join_words(waiting)} bliver ikke læst ind: den slags hører til en vedtaget aftale. "
        "Skriv det igen, når aftalen er vedtaget."
    )

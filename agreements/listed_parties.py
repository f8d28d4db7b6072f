"""A pasted list of parties held up against the register: who each line is, and what cannot be matched.

Organisations are known by their CVR, then by their name; only those with dwellings in the municipality.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet

from agreements.models import Administrator, Agreement, HousingOrganisation
from agreements.party_list import PartyLine, read_party_list, same_name
from agreements.register_reports import cvr_warning
from udlejning.lib.danish import join_words

RowT = TypeVar("RowT", HousingOrganisation, Administrator)
LONGEST_SIGNED_FOR = 300
HOW_TO_ADD = (
    "Læs organisationen ind under Afdelinger, eller ret navn eller CVR, så de er som i registret. Er det et "
    "administrationsselskab, oprettes det under Opsætning."
)


@dataclass(frozen=True, slots=True)
class ListedParty:
    """An organisation of the list: who signs for it (None: itself), whom it signs for, and what to see to.

    `is_there` says that it is a party already; it is then left as it is.
    """

    line: int
    organisation: HousingOrganisation
    signatory: HousingOrganisation | Administrator | None = None
    signed_for: str = ""
    notes: tuple[str, ...] = ()
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class ListProblem:
    """Something that keeps the list from being stored: where, what, and what to do."""

    place: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class ListReading:
    """All that the list comes to."""

    parties: tuple[ListedParty, ...]
    problems: tuple[ListProblem, ...]

    @property
    def new(self) -> tuple[ListedParty, ...]:
        """Return those that are not parties already."""
        return tuple(each for each in self.parties if not each.is_there)

    @property
    def can_be_stored(self) -> bool:
        return bool(self.new) and not self.problems


@dataclass(frozen=True, slots=True)
class _Register:
    """Those the lines can be: organisations and administrators, by CVR and by name."""

    organisations: tuple[HousingOrganisation, ...]
    administrators: tuple[Administrator, ...]
    there: frozenset[int]

    def organisation(self, name: str, cvr: str = "") -> HousingOrganisation | None:
        return _matching(self.organisations, name, cvr)

    def administrator(self, name: str, cvr: str) -> Administrator | None:
        return _matching(self.administrators, name, cvr)


def read_listed_parties(agreement: Agreement, text: str) -> ListReading:
    """Return who the lines of a pasted list are. Three queries however long it is."""
    register = _Register(
        organisations=tuple(organisations_there(agreement)),
        administrators=tuple(Administrator.objects.all()),
        there=frozenset(agreement.parties.filter(to_date=None).values_list("organisation_id", flat=True)),
    )
    parties: list[ListedParty] = []
    problems: list[ListProblem] = []
    for line in read_party_list(text):
        for found in _read_line(line, register):
            if isinstance(found, ListedParty):
                parties.append(found)
            else:
                problems.append(found)
    if not parties and not problems:
        problems.append(
            ListProblem("Listen", "Listen er tom.", "Indsæt en linje for hver part: navn; CVR; inkl.")
        )
    return ListReading(tuple(parties), (*problems, *_twice(parties)))


def organisations_there(agreement: Agreement) -> QuerySet[HousingOrganisation]:
    """Return the organisations with dwellings in the agreement's municipality, by name."""
    there = HousingOrganisation.objects.filter(presences__municipality=agreement.municipality_id)
    return there.order_by("name", "pk")


def organisations_not_named(agreement: Agreement) -> list[HousingOrganisation]:
    """Return those with dwellings in the municipality whom the agreement does not name. One query."""
    return list(organisations_there(agreement).exclude(agreement_parties__agreement=agreement))


def _read_line(line: PartyLine, register: _Register) -> Iterator[ListedParty | ListProblem]:
    organisation = register.organisation(line.name, line.cvr)
    if organisation is not None:
        yield from _organisation_line(line, organisation, register)
        return
    administrator = register.administrator(line.name, line.cvr)
    if administrator is not None:
        yield from _administrator_line(line, administrator, register)
        return
    known_as = f"{line.name} (CVR {line.cvr})" if line.cvr else line.name
    yield ListProblem(
        _place(line), f"{known_as} findes ikke blandt boligorganisationerne i kommunen.", HOW_TO_ADD
    )


def _organisation_line(
    line: PartyLine, organisation: HousingOrganisation, register: _Register
) -> Iterator[ListedParty | ListProblem]:
    printed = join_words([name for name in line.includes if register.organisation(name) is None])
    notes = [*_notes(line, organisation.name, organisation.cvr)]
    if printed:
        notes.append(f"{printed} er ikke i registret og står som tekst efter “inkl.”.")
    if len(printed) > LONGEST_SIGNED_FOR:
        yield ListProblem(_place(line), "Der står for mange navne efter inkl.", "Afkort rækken.")
    yield ListedParty(
        line=line.number,
        organisation=organisation,
        signed_for=printed[:LONGEST_SIGNED_FOR],
        notes=tuple(notes),
        is_there=organisation.pk in register.there,
    )
    yield from _signed_for(line, organisation, register)


def _administrator_line(
    line: PartyLine, administrator: Administrator, register: _Register
) -> Iterator[ListedParty | ListProblem]:
    if not line.includes:
        yield ListProblem(
            _place(line),
            f"{administrator.name} er et administrationsselskab og kan ikke selv være part.",
            "Skriv efter inkl., hvilke boligorganisationer det underskriver for.",
        )
    for name in (name for name in line.includes if register.organisation(name) is None):
        yield ListProblem(
            _place(line),
            f"{name}, som {administrator.name} underskriver for, findes ikke blandt boligorganisationerne i "
            "kommunen.",
            HOW_TO_ADD,
        )
    notes = tuple(_notes(line, administrator.name, administrator.cvr))
    yield from _signed_for(line, administrator, register, notes)


def _signed_for(
    line: PartyLine,
    signatory: HousingOrganisation | Administrator,
    register: _Register,
    notes: tuple[str, ...] = (),
) -> Iterator[ListedParty]:
    """Return those after "inkl." that the register knows: parties of their own, signed for by another."""
    for organisation in map(register.organisation, line.includes):
        if organisation is not None and organisation != signatory:
            is_there = organisation.pk in register.there
            yield ListedParty(line.number, organisation, signatory, "", notes, is_there)


def _notes(line: PartyLine, name: str, cvr: str) -> Iterator[str]:
    if warning := cvr_warning(line.cvr):
        yield warning
    if line.cvr and cvr and line.cvr != cvr:
        yield f"Registret har CVR {cvr}."
    if same_name(line.name) != same_name(name):
        yield f"Listen skriver {line.name}."


def _twice(parties: list[ListedParty]) -> Iterator[ListProblem]:
    """Say which organisations stand on the list more than once."""
    counted = Counter(each.organisation for each in parties)
    for organisation in (each for each, times in counted.items() if times > 1):
        lines = [str(each.line) for each in parties if each.organisation == organisation]
        yield ListProblem(
            f"Linje {join_words(lines)}",
            f"{organisation.name} står på listen flere gange.",
            "Slet den ene linje, eller fjern navnet efter inkl.",
        )


def _matching(rows: Iterable[RowT], name: str, cvr: str) -> RowT | None:
    """Return the row with the CVR, else the one with the name; None where there is none, or more than one."""
    found = [row for row in rows if cvr and row.cvr == cvr]
    named = [row for row in found or rows if same_name(row.name) == same_name(name)]
    if len(found) == 1:
        return found[0]
    return named[0] if len(named) == 1 else None


def _place(line: PartyLine) -> str:
    return f"Linje {line.number}"

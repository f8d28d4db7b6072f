"""PURE: whether a file's head, parties, versions, decisions and deviations fit together.

What the content means is judged elsewhere (`agreements.problems`); here is what only the whole file can show.
The database holds most of the same; said here, everything is told at once and before anything is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from agreements.content.terms import Terms
from agreements.files.faults import Found, Place
from agreements.files.layout import AgreementFile, DecisionLine, DeviationLine, PartyLine, VersionText
from agreements.terms import AgreementKind, DecidingBody, DecisionOutcome
from udlejning.lib.danish import is_valid_cvr, long_date, long_period

CVR_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Period:
    """Days from and to, both included; open where there is no last day."""

    first: date
    last: date | None

    def shared_with(self, other: Period) -> date | None:
        """Return the first day that both hold, None where there is none."""
        later = max(self.first, other.first)
        ends = [end for end in (self.last, other.last) if end is not None]
        return later if all(later <= end for end in ends) else None


def found_in_file(file: AgreementFile) -> Iterator[Found]:
    """Yield what does not fit together, by its place in the file."""
    for check in CHECKS:
        yield from check(file)


def _organisation_as_the_kind_wants(file: AgreementFile) -> Iterator[Found]:
    head = file.agreement
    if head.kind is AgreementKind.individual and head.organisation is None:
        text = "En individuel aftale skal sige, hvilken boligorganisation den er med."
        yield Found(("agreement", "organisation"), text)
    if head.kind is AgreementKind.framework and head.organisation is not None:
        text = "En rammeaftale er med alle parter og kan ikke have en boligorganisation her. Slet linjen."
        yield Found(("agreement", "organisation"), text)


def _periods_that_end_before_they_begin(file: AgreementFile) -> Iterator[Found]:
    for place, period in _periods(file):
        if period.last is not None and period.last < period.first:
            yield Found(
                (*place, "to_date"),
                f"Slutter {long_date(period.last)}, før det begynder {long_date(period.first)}.",
            )


def _renegotiation_outside(file: AgreementFile) -> Iterator[Found]:
    head = file.agreement
    begins = head.renegotiation_from_date
    if begins is not None and begins > head.to_date:
        text = f"Genforhandlingen skal begynde, før aftalen udløber {long_date(head.to_date)}."
        yield Found(("agreement", "renegotiation_from_date"), text)


def _cvr_numbers(file: AgreementFile) -> Iterator[Found]:
    for index, party in enumerate(file.parties):
        for field, number in (("cvr", party.cvr), ("signed_by", party.signed_by or "")):
            if (field == "cvr" and number) or len(number) == CVR_DIGITS:
                yield from _doubtful_cvr(("parties", index, field), number)


def _doubtful_cvr(place: Place, number: str) -> Iterator[Found]:
    if not is_valid_cvr(number):
        text = f"{number} er næppe et CVR-nummer: kontrolcifferet passer ikke. Se efter, om det er rigtigt."
        yield Found(place, text, is_warning=True)


def _parties_twice(file: AgreementFile) -> Iterator[Found]:
    for (_, first), (index, second) in combinations(enumerate(file.parties), 2):
        since = _period(first).shared_with(_period(second))
        if first.organisation == second.organisation and since is not None:
            text = f"{second.organisation} er part to gange på samme tid, fra {long_date(since)}."
            yield Found(("parties", index), text)


def _version_numbers_twice(file: AgreementFile) -> Iterator[Found]:
    seen: set[int] = set()
    for index, version in enumerate(file.versions):
        if version.number in seen:
            text = f"Der er allerede en version {version.number}."
            yield Found(("versions", index, "number"), text)
        seen.add(version.number)


def _versions_outside_the_agreement(file: AgreementFile) -> Iterator[Found]:
    head = file.agreement
    for index, version in enumerate(file.versions):
        ends = max(head.to_date, version.agreement_to_date or head.to_date)
        if version.from_date < head.from_date:
            text = (
                f"Versionen begynder {long_date(version.from_date)}, før aftalen begynder "
                f"{long_date(head.from_date)}."
            )
            yield Found(("versions", index, "from_date"), text)
        for field, day in (("from_date", version.from_date), ("to_date", version.to_date)):
            if day is not None and day > ends:
                text = f"{long_date(day)} ligger efter, at aftalen udløber {long_date(ends)}."
                yield Found(("versions", index, field), text)


def _versions_that_overlap(file: AgreementFile) -> Iterator[Found]:
    adopted = [(index, each) for index, each in enumerate(file.versions) if each.status == "adopted"]
    for (_, first), (index, second) in combinations(adopted, 2):
        since = _period(first).shared_with(_period(second))
        if since is not None:
            text = (
                f"Version {first.number} og version {second.number} er begge vedtaget og gælder samtidig fra "
                f"{long_date(since)}. Lad den ene slutte, før den anden begynder."
            )
            yield Found(("versions", index, "from_date"), text)


def _adoption(file: AgreementFile) -> Iterator[Found]:
    for index, version in enumerate(file.versions):
        place = ("versions", index, "adopted_date")
        if version.status == "adopted" and version.adopted_date is None:
            yield Found(place, "En vedtaget version skal have datoen for vedtagelsen.")
        if version.status == "draft" and version.adopted_date is not None:
            yield Found(place, "Et udkast er ikke vedtaget. Slet datoen, eller skriv status: adopted.")
        if not (version.needs_council and version.needs_boards) and not version.mandate:
            text = "Skriv, hvem der har mandat, når ikke både kommunalbestyrelse og bestyrelser skal vedtage."
            yield Found(("versions", index, "mandate"), text)


def _decisions(file: AgreementFile) -> Iterator[Found]:
    for index, version in enumerate(file.versions):
        for position, decision in enumerate(version.decisions):
            place = ("versions", index, "decisions", position)
            yield from _deciding_body(file, decision, place)
            yield from _condition(decision, place)


def _deciding_body(file: AgreementFile, decision: DecisionLine, place: Place) -> Iterator[Found]:
    deciding = decision.organisation
    place = (*place, "organisation")
    if decision.body is not DecidingBody.board:
        if deciding is not None:
            yield Found(place, "Kun en bestyrelses beslutning hører til en boligorganisation. Slet linjen.")
    elif deciding is None:
        yield Found(place, "Skriv, hvilken boligorganisation bestyrelsen hører til.")
    elif deciding not in {file.agreement.organisation, *(party.organisation for party in file.parties)}:
        yield Found(place, f"{deciding} er ikke part i aftalen. Ret nummeret, eller skriv den på som part.")


def _condition(decision: DecisionLine, place: Place) -> Iterator[Found]:
    is_conditional = decision.outcome is DecisionOutcome.conditional
    met = decision.condition_met_date
    if is_conditional and not decision.condition:
        yield Found((*place, "condition"), "Skriv betingelsen, når der er vedtaget med betingelse.")
    if not is_conditional and (decision.condition or met is not None):
        yield Found((*place, "condition"), "Her er en betingelse, men der er ikke vedtaget med betingelse.")
    if met is not None and met < decision.decided_date:
        text = "Betingelsen kan ikke være opfyldt, før der blev besluttet."
        yield Found((*place, "condition_met_date"), text)


def _deviations(file: AgreementFile) -> Iterator[Found]:
    for index, deviation in enumerate(file.deviations):
        place = ("deviations", index)
        if (deviation.department is None) == (deviation.step is None):
            yield Found(place, "En afvigelse gælder enten en afdeling (department) eller et trin (step).")
        if all(getattr(deviation.terms, name) is None for name in Terms.model_fields if name != "clause"):
            yield Found((*place, "terms"), "Afvigelsen siger ikke, hvad der skal gælde i stedet.")
        yield from _deviation_outside(file, deviation, place)
        yield from _unknown_step(file, deviation, place)


def _deviation_outside(file: AgreementFile, deviation: DeviationLine, place: Place) -> Iterator[Found]:
    head = file.agreement
    for field, day in (("from_date", deviation.from_date), ("to_date", deviation.to_date)):
        if not head.from_date <= day <= head.to_date:
            period = long_period(head.from_date, head.to_date)
            yield Found((*place, field), f"{long_date(day)} ligger uden for aftalens periode, {period}.")


def _unknown_step(file: AgreementFile, deviation: DeviationLine, place: Place) -> Iterator[Found]:
    said = {
        f"{staircase.key}.{step.key}"
        for version in file.versions
        for staircase in version.content.staircases or ()
        for step in staircase.steps
    }
    # An individual agreement may deviate from a step that stands in the framework's file.
    inherits = file.agreement.kind is AgreementKind.individual and file.agreement.inherits_framework
    if deviation.step is not None and deviation.step not in said and not inherits:
        yield Found((*place, "step"), f"Trinnet {deviation.step} findes ikke i nogen af aftalens versioner.")


def _periods(file: AgreementFile) -> Iterator[tuple[Place, Period]]:
    yield ("agreement",), Period(file.agreement.from_date, file.agreement.to_date)
    for name in ("parties", "versions", "deviations", "extensions"):
        for index, entry in enumerate(getattr(file, name)):
            yield (name, index), Period(entry.from_date, entry.to_date)


def _period(entry: PartyLine | VersionText) -> Period:
    return Period(entry.from_date, entry.to_date)


CHECKS: tuple[Callable[[AgreementFile], Iterator[Found]], ...] = (
    _organisation_as_the_kind_wants,
    _periods_that_end_before_they_begin,
    _renegotiation_outside,
    _cvr_numbers,
    _parties_twice,
    _version_numbers_twice,
    _versions_outside_the_agreement,
    _versions_that_overlap,
    _adoption,
    _decisions,
    _deviations,
)

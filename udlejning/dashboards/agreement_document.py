"""An agreement gathered for print: what a version says, who has decided, and where the departments stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from agreements.agreed import content_of
from agreements.agreement_files import reader_of
from agreements.checks import chain_for, problems_of
from agreements.content.document import Content
from agreements.content.staircases import Staircase
from agreements.documents.annexes import reads_whole
from agreements.documents.blocks import AgreementDocument, SignatureLine
from agreements.documents.inputs import Head, Parties, Reader, ReaderKind, Standing
from agreements.documents.outline import compose
from agreements.life_reports.adoption import missing_bodies, party_names
from agreements.models import (
    AgreementParty,
    AgreementVersion,
    Decision,
    Department,
    DwellingGroup,
    User,
)
from agreements.models.agreement import PartyStatus
from agreements.models.decisions import OutcomeChoice
from agreements.reports import indicator_names
from agreements.terms import AnnexKind, DecidingBody
from monitoring.models import Placement, PlacementRun, RunStatus
from udlejning.lib.danish import join_words, long_date
from udlejning.lib.periods import in_force

OUTCOMES = {
    OutcomeChoice.APPROVED: "vedtog aftalen",
    OutcomeChoice.CONDITIONAL: "vedtog aftalen med en betingelse",
    OutcomeChoice.POSTPONED: "udsatte sin beslutning",
    OutcomeChoice.REJECTED: "forkastede aftalen",
}
INCLUDING = ("inkl. ", "inklusive ", "herunder ")


@dataclass(frozen=True, slots=True)
class Gathered:
    """A version with what it is printed from: the day it is seen on, what holds then, and for whom."""

    version: AgreementVersion
    content: Content
    reader: Reader
    day: date
    today: date


def agreement_document(version: AgreementVersion, *, user: User, today: date) -> AgreementDocument:
    """Return a version as the person may read it, ready to be printed as Word or PDF.

    It is seen on `today`, or on the nearest day on which it holds. A constant number of queries.
    """
    day = min(max(today, version.from_date), version.last_day)
    gathered = Gathered(
        version=version,
        content=content_of(version, on_date=day),
        reader=reader_of(user, version.agreement),
        day=day,
        today=today,
    )
    decisions = list(version.decisions.select_related("organisation").order_by("decided_date", "pk"))
    return compose(
        content=gathered.content,
        head=_head(gathered, decisions),
        parties=_parties(gathered, decisions),
        standings=_standings(gathered),
        indicators=indicator_names(),
        reader=gathered.reader,
    )


def _head(gathered: Gathered, decisions: Iterable[Decision]) -> Head:
    version, agreement = gathered.version, gathered.version.agreement
    return Head(
        title=agreement.name,
        municipality=agreement.municipality.name,
        from_date=agreement.from_date,
        to_date=version.agreement_to_date or agreement.to_date,
        status_line=_status_line(version),
        printed_on=gathered.today,
        version=version.number,
        reason=version.reason if version.is_amendment else "",
        is_draft=not version.is_adopted,
        decisions=tuple(_decision_line(each, agreement.municipality.name) for each in decisions),
        missing=() if version.is_adopted else tuple(_missing(version)),
    )


def _status_line(version: AgreementVersion) -> str:
    if not version.is_adopted or version.adopted_date is None:
        return f"Kladde til version {version.number}. Ikke vedtaget"
    since = f"gælder fra {long_date(version.from_date)}"
    return f"Version {version.number}, vedtaget {long_date(version.adopted_date)}, {since}"


def _decision_line(decision: Decision, municipality: str) -> str:
    organisation = decision.organisation
    if organisation is not None:
        who = f"Bestyrelsen for {organisation.name}"
    else:
        is_council = decision.body == DecidingBody.council
        who = f"Kommunalbestyrelsen i {municipality}" if is_council else f"Udvalget i {municipality}"
    minuted = f" ({decision.minutes_reference})" if decision.minutes_reference else ""
    what = OUTCOMES[OutcomeChoice(decision.outcome)]
    return f"{who} {what} {long_date(decision.decided_date)}{minuted}.{_condition(decision)}"


def _condition(decision: Decision) -> str:
    if not decision.condition:
        return ""
    met = decision.condition_met_date
    told = "ikke opfyldt endnu" if met is None else f"opfyldt {long_date(met)}"
    return f" Betingelsen: {decision.condition.rstrip(' .')} ({told})."


def _missing(version: AgreementVersion) -> Iterator[str]:
    missing = missing_bodies(chain_for(version).missing, party_names(version))
    if missing:
        yield f"Mangler at vedtage aftalen: {join_words(missing)}."
    yield from (problem.text for problem in problems_of(version) if not problem.is_warning)


def _parties(gathered: Gathered, decisions: Sequence[Decision]) -> Parties:
    agreement = gathered.version.agreement
    rows = (
        agreement.parties.exclude(status=PartyStatus.DECLINED)
        .select_related("organisation", "signed_by_organisation", "signed_by_administrator")
        .order_by("organisation__name", "from_date")
    )
    # Those whom one signatory stands for are one line; a party that may see its own row only gets no others'.
    whole = reads_whole(gathered.content, AnnexKind.parties, gathered.reader)
    seen = [row for row in rows if whole or gathered.reader.reads_for(row.organisation.lbf_number)]
    signed = _signed(gathered.version, decisions)
    present = [row for row in seen if row.from_date <= gathered.day and not _has_left(row, gathered.day)]
    return Parties(
        present=(
            SignatureLine(agreement.municipality.name, "", signed=signed.get(None, "")),
            *_signature_lines(present, signed),
        ),
        former=tuple(
            SignatureLine(
                name=row.organisation.name,
                cvr=row.organisation.cvr,
                signed=long_date(row.to_date or gathered.day),
                organisations=(row.organisation.lbf_number,),
            )
            for row in seen
            if _has_left(row, gathered.day)
        ),
    )


def _signature_lines(
    parties: Iterable[AgreementParty], signed: Mapping[int | None, str]
) -> Iterator[SignatureLine]:
    together: dict[tuple[str, int], list[AgreementParty]] = defaultdict(list)
    for row in parties:
        together[type(row.signatory).__name__, row.signatory.pk].append(row)
    for rows in together.values():
        signatory = rows[0].signatory
        others = [row.organisation.name for row in rows if row.organisation != signatory]
        adopted = dict.fromkeys(filter(None, (signed.get(row.organisation_id) for row in rows)))
        yield SignatureLine(
            name=signatory.name,
            cvr=signatory.cvr,
            also_for=(*others, *filter(None, (_without_including(row.signed_for) for row in rows))),
            signed="\n".join(adopted),
            organisations=tuple(row.organisation.lbf_number for row in rows),
        )


def _without_including(also_for: str) -> str:
    """Return those also signed for, without the "inkl." that the document writes itself."""
    word = next((word for word in INCLUDING if also_for.lower().startswith(word)), "")
    return also_for[len(word) :].strip()


def _signed(version: AgreementVersion, decisions: Iterable[Decision]) -> dict[int | None, str]:
    """Return when each organisation's board adopted it, under None the municipality; the latest counts."""
    municipal = DecidingBody.council if version.needs_council else DecidingBody.committee
    deciding = {municipal.value, DecidingBody.board.value}
    latest = {each.organisation_id: each for each in decisions if each.body in deciding}
    return {key: f"Vedtaget {long_date(each.decided_date)}" for key, each in latest.items() if each.is_in}


def _has_left(party: AgreementParty, day: date) -> bool:
    return party.to_date is not None and party.to_date < day


def _standings(gathered: Gathered) -> list[Standing]:
    departments = list(_departments(gathered))
    placements = _placements(gathered, departments)
    types: dict[int, set[str]] = defaultdict(set)
    groups = DwellingGroup.objects.filter(department__in=departments)
    for department_id, dwelling_type in groups.values_list("department_id", "dwelling_type"):
        types[department_id].add(dwelling_type)
    standings = [
        _standing(department, staircase, placements.get((department.pk, staircase.key)))
        for staircase in gathered.content.staircases or ()
        for department in departments
        if _concerns(staircase, types[department.pk]) or (department.pk, staircase.key) in placements
    ]
    placed = {each.key for each in standings}
    # Every department is named somewhere: the terms refer to it by its number.
    return [*standings, *(_nowhere(each) for each in departments if each.lbf_key not in placed)]


def _departments(gathered: Gathered) -> Iterable[Department]:
    """Return the departments that the agreement is about. What a reader sees of them, `compose` decides."""
    agreement, day = gathered.version.agreement, gathered.day
    rows = Department.objects.filter(
        Q(from_date__isnull=True) | Q(from_date__lte=day),
        Q(to_date__isnull=True) | Q(to_date__gte=day),
        municipality=agreement.municipality_id,
    )
    if agreement.organisation_id is not None:
        rows = rows.filter(organisation=agreement.organisation_id)
    else:
        parties = agreement.parties.filter(in_force(day)).exclude(status=PartyStatus.DECLINED)
        rows = rows.filter(organisation__in=parties.values("organisation"))
    return rows.select_related("organisation").in_register_order()


def _placements(gathered: Gathered, departments: Sequence[Department]) -> dict[tuple[int, str], Placement]:
    """Return the placements by department and staircase: those in force, or a draft's proposal on top.

    A proposal is the municipality's own until it is adopted.
    """
    held = (
        Placement.objects.for_departments(departments)
        .in_force_on_each(gathered.day)
        .select_related("staircase", "step")
    )
    found = {(row.department_id, row.staircase.key): row for row in held}
    if gathered.version.is_adopted or gathered.reader.kind is not ReaderKind.municipality:
        return found
    runs = PlacementRun.objects.filter(version=gathered.version, status=RunStatus.PROPOSED)
    proposed = Placement.objects.filter(run=runs.order_by("-made_at", "-pk")[:1])
    rows = proposed.for_departments(departments).select_related("staircase", "step")
    return {**found, **{(row.department_id, row.staircase.key): row for row in rows}}


def _concerns(staircase: Staircase, dwelling_types: set[str]) -> bool:
    """Return whether a staircase has anything to do with a department by the dwellings that it has."""
    concerned = {each.value for each in staircase.dwelling_types}
    return not concerned or not dwelling_types or bool(concerned & dwelling_types)


def _standing(department: Department, staircase: Staircase, placement: Placement | None) -> Standing:
    # A version takes over the placements made under the one before it, by the keys of staircase and step.
    row = None if placement is None else placement.step
    step = None if row is None else staircase.step(row.key)
    return Standing(
        organisation=department.organisation.name,
        key=department.lbf_key,
        department=department.name,
        staircase=staircase.name,
        step="" if step is None else step.name,
        colour=None if step is None else step.colour,
        since=None if step is None or placement is None else placement.from_date,
    )


def _nowhere(department: Department) -> Standing:
    return Standing(
        organisation=department.organisation.name, key=department.lbf_key, department=department.name
    )

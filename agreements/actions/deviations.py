"""Deviations (afvigelser): other terms than the agreement's for a time, registered, ended, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pghistory
from django.db import transaction

from agreements.actions.faults import Fault, refuse, require_rules
from agreements.agreed import content_of
from agreements.content.document import Content
from agreements.content.terms import Terms, write_terms
from agreements.deviation_rules import NOTE, differs_in_department, differs_on_step, faults_in, said_in
from agreements.models import Agreement, AgreementVersion, Department, Deviation, Staircase, User
from agreements.models.agreement import AgreementStatus
from udlejning.lib.danish import long_date, long_period


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step by the keys of staircase and step."""

    staircase: str
    step: str


@dataclass(frozen=True, slots=True)
class NewDeviation:
    """A deviation to be registered: where, what holds instead, first and last day, why, and who decided."""

    place: Department | StepPlace
    terms: Terms
    from_date: date
    to_date: date
    reason: str
    decided_by: str


@transaction.atomic
def register_deviation(*, agreement: Agreement, new: NewDeviation, registered_by: User) -> Deviation:
    """Write a deviation from an adopted agreement down.

    It ends by itself on its last day. Raises FaultyInputError where dates, place, reason or terms are not in
    order; `faults` say where.
    """
    row = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    version = AgreementVersion.objects.in_force(new.from_date).filter(agreement=row).first()
    content = content_of(version, on_date=new.from_date) if version is not None else None
    refuse([*_date_faults(row, new), *_word_faults(new), *_place_faults(row, new, content)])
    refuse(_term_faults(row, new, content or Content()))
    deviation = Deviation(
        agreement=row,
        department=new.place if isinstance(new.place, Department) else None,
        staircase=_staircase(row, new.place),
        step_key=new.place.step if isinstance(new.place, StepPlace) else "",
        terms=write_terms(new.terms),
        from_date=new.from_date,
        to_date=new.to_date,
        reason=new.reason.strip(),
        decided_by=new.decided_by.strip(),
        clause=new.terms.clause,
        registered_by=registered_by,
    )
    require_rules(deviation)
    deviation.save()
    return deviation


@transaction.atomic
def end_deviation(*, deviation: Deviation, last_day: date, note: str, today: date) -> Deviation:
    """Let a deviation end before its time; the note is kept in the trail.

    Raises FaultyInputError for a day that is not before its end, or is before today: the past stands.
    """
    row = Deviation.objects.select_for_update(of=("self",)).get(pk=deviation.pk)
    refuse(_ending_faults(row, last_day, note, today))
    row.to_date = last_day
    with pghistory.context(**{NOTE: note.strip()}):
        row.save(update_fields=["to_date"])
    return row


@transaction.atomic
def cancel_deviation(*, deviation: Deviation, note: str, today: date) -> Deviation:
    """Take back a deviation that has not begun: it is deleted, and the note is kept in the trail.

    Raises FaultyInputError without a note, and from its first day on: what has held stands.
    """
    row = Deviation.objects.select_for_update(of=("self",)).get(pk=deviation.pk)
    refuse(_cancelling_faults(row, note, today))
    with pghistory.context(**{NOTE: note.strip()}):
        row.delete()
    return row


def _cancelling_faults(row: Deviation, note: str, today: date) -> Iterator[Fault]:
    if row.from_date <= today:
        yield Fault(
            "",
            f"Afvigelsen begyndte {long_date(row.from_date)} og kan ikke fortrydes. "
            "Afslut den før tid i stedet.",
        )
    elif not note.strip():
        yield Fault("note", "Skriv, hvorfor afvigelsen fortrydes.")


def _ending_faults(row: Deviation, last_day: date, note: str, today: date) -> Iterator[Fault]:
    earliest = max(row.from_date, today)
    if row.to_date <= today:
        yield Fault("", f"Afvigelsen ophører allerede {long_date(row.to_date)}.")
        return
    if not note.strip():
        yield Fault("note", "Skriv, hvorfor afvigelsen slutter før tid.")
    if not earliest <= last_day < row.to_date:
        yield Fault(
            "last_day",
            f"Vælg en dag fra {long_date(earliest)} til dagen før {long_date(row.to_date)}. "
            "Hvad der har gjaldt, kan ikke gøres om.",
        )


def _date_faults(agreement: Agreement, new: NewDeviation) -> Iterator[Fault]:
    if new.to_date < new.from_date:
        yield Fault("to_date", "Afvigelsen kan ikke slutte, før den begynder.")
    period = long_period(agreement.from_date, agreement.to_date)
    for field, day in (("from_date", new.from_date), ("to_date", new.to_date)):
        if not agreement.from_date <= day <= agreement.to_date:
            yield Fault(field, f"Dagen ligger uden for aftalen, som gælder fra {period}.")


def _word_faults(new: NewDeviation) -> Iterator[Fault]:
    if not new.reason.strip():
        yield Fault("reason", "Skriv, hvorfor der afviges fra aftalen.")
    if not new.decided_by.strip():
        yield Fault("decided_by", "Skriv, hvem der har besluttet afvigelsen, og hvornår.")


def _place_faults(agreement: Agreement, new: NewDeviation, content: Content | None) -> Iterator[Fault]:
    if agreement.status != AgreementStatus.ADOPTED:
        yield Fault("", "Aftalen er ikke vedtaget. Skriv vilkåret i aftalen i stedet.")
    elif content is None and agreement.from_date <= new.from_date <= agreement.to_date:
        yield Fault("from_date", f"Ingen version af aftalen er i kraft {long_date(new.from_date)}.")
    place = new.place
    if isinstance(place, Department) and not _concerns(agreement, place):
        yield Fault("concerns", f"{place} hører ikke under aftalen. Vælg en anden afdeling.")
    if isinstance(place, StepPlace) and content is not None and not _has_step(content, place):
        yield Fault("concerns", f"Trinnet findes ikke i den aftale, der gælder {long_date(new.from_date)}.")


def _term_faults(agreement: Agreement, new: NewDeviation, content: Content) -> Iterator[Fault]:
    if not said_in(new.terms):
        yield Fault("", "Vælg mindst ét vilkår, som er anderledes end i aftalen.")
        return
    for text in faults_in(new.terms, content, includes_fleksibel=agreement.includes_fleksibel_udlejning):
        yield Fault("", text)
    if not _differs(new, content):
        yield Fault("", "Det siger aftalen allerede. Vælg noget, som er anderledes.")


def _differs(new: NewDeviation, content: Content) -> bool:
    place = new.place
    if isinstance(place, Department):
        return differs_in_department(new.terms, content, department=place.lbf_key)
    return differs_on_step(new.terms, content, staircase=place.staircase, step=place.step)


def _concerns(agreement: Agreement, department: Department) -> bool:
    is_own = not agreement.is_individual or agreement.organisation_id == department.organisation_id
    return is_own and agreement.municipality_id == department.municipality_id


def _has_step(content: Content, place: StepPlace) -> bool:
    staircase = content.staircase(place.staircase)
    return staircase is not None and staircase.step(place.step) is not None


def _staircase(agreement: Agreement, place: Department | StepPlace) -> Staircase | None:
    if isinstance(place, Department):
        return None
    return Staircase.objects.filter(municipality=agreement.municipality_id, key=place.staircase).first()

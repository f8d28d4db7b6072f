"""Why a vacancy cannot be reported: each refusal in Danish, found before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from agreements.models import AgreementParty, CoverageExtension, Department, DepartmentMerger
from agreements.refusal import Refusal
from anvisning.facts import Ground, quota_terms
from anvisning.models import Vacancy
from anvisning.quota import QuotaTerms
from udlejning.lib.danish import long_date


class NoAgreementError(Refusal):
    """The municipality has no agreement in force on the day."""


class NotAPartyError(Refusal):
    """The department's organisation is not a party to the agreement on the day."""


class NotPlacedError(Refusal):
    """The department has no step in the staircase in force."""


class ClosedDepartmentError(Refusal):
    """The department does not exist on the day: not yet in use, closed, or merged with another."""


class AlreadyReportedError(Refusal):
    """The same dwelling has been reported as available from the same date."""


@dataclass(frozen=True, slots=True)
class NewVacancy:
    """A dwelling as it is reported: rent in kr. a month, deposit (indskud) in kr., area in m²."""

    address: str
    dwelling_type: str
    rooms: int
    area_m2: Decimal
    rent: Decimal
    deposit: Decimal | None
    available_date: date
    reference: str = ""

    @property
    def shown_address(self) -> str:
        """The address with single spaces."""
        return " ".join(self.address.split())


Entry = tuple[Department, NewVacancy]
Dwelling = tuple[int, str, date]


def refusals_of(
    *, entries: Sequence[Entry], grounds: Mapping[int, Ground], today: date
) -> tuple[Refusal | None, ...]:
    """Return, for each entry in order, why it cannot be reported, or None where it can. Four queries.

    An entry that repeats an earlier one among them is refused as well.
    """
    departments = {department.pk: department for department, _ in entries}
    parties = _parties(grounds, today)
    merged = _merged(departments, today)
    seen = _reported(entries)
    refusals: list[Refusal | None] = []
    for department, dwelling in entries:
        ground = grounds[department.pk]
        refusal = _refusal_of_department(department, ground, parties, today)
        refusal = refusal or _unplaced(department, quota_terms(ground, dwelling.dwelling_type))
        refusal = _closed(department, merged.get(department.pk), today) or refusal
        key = _dwelling(department.pk, dwelling.address, dwelling.available_date)
        refusals.append(refusal or _repeated(dwelling, is_repeated=key in seen))
        seen.add(key)
    return tuple(refusals)


def _refusal_of_department(
    department: Department, ground: Ground, parties: set[tuple[int, int | None]], today: date
) -> Refusal | None:
    if ground.version is None:
        return NoAgreementError(
            f"Kommunen har ingen udlejningsaftale i kraft den {long_date(today)}, så der er ingen kvote at "
            "fordele efter. Spørg kommunen, hvornår aftalen træder i kraft."
        )
    agreement = ground.version.agreement_id
    if parties.isdisjoint({(agreement, department.organisation_id), (agreement, None)}):
        return NotAPartyError(
            f"{department.organisation} er ikke part i {ground.version.agreement} den {long_date(today)}. "
            "Spørg kommunen, om det er rigtigt."
        )
    return None


def _unplaced(department: Department, terms: QuotaTerms | None) -> Refusal | None:
    if terms is not None:
        return None
    return NotPlacedError(
        f"{department} er ikke indplaceret på trappen. Bed kommunen om at indplacere afdelingen, "
        "før boligen meldes ind."
    )


def _closed(department: Department, merged_into: Department | None, today: date) -> Refusal | None:
    if merged_into is not None:
        return ClosedDepartmentError(
            f"{department} er lagt sammen med {merged_into}. Meld boligen ind på {merged_into}."
        )
    if department.to_date is not None and department.to_date < today:
        return ClosedDepartmentError(
            f"{department} blev nedlagt {long_date(department.to_date)}. "
            "Vælg den afdeling, boligen nu hører til."
        )
    if department.from_date is not None and department.from_date > today:
        return ClosedDepartmentError(f"{department} tages først i brug {long_date(department.from_date)}.")
    return None


def _repeated(dwelling: NewVacancy, *, is_repeated: bool) -> Refusal | None:
    if not is_repeated:
        return None
    return AlreadyReportedError(
        f"Boligen er allerede indmeldt: {dwelling.shown_address}, ledig fra "
        f"{long_date(dwelling.available_date)}. Ret adressen eller datoen, hvis det er en anden bolig."
    )


def _parties(grounds: Mapping[int, Ground], today: date) -> set[tuple[int, int | None]]:
    """Return who is bound, as agreement and organisation; None where the council has extended it (§ 60 b)."""
    agreements = {ground.version.agreement_id for ground in grounds.values() if ground.version is not None}
    rows = AgreementParty.objects.bound_on(today).filter(agreement__in=agreements)
    extended = CoverageExtension.objects.in_force(today).filter(agreement__in=agreements)
    return {
        *rows.values_list("agreement_id", "organisation_id"),
        *((pk, None) for pk in extended.values_list("agreement_id", flat=True)),
    }


def _merged(department_ids: Iterable[int], today: date) -> dict[int, Department]:
    rows = DepartmentMerger.objects.filter(from_department__in=department_ids, merged_date__lte=today)
    return {row.from_department_id: row.to_department for row in rows.select_related("to_department")}


def _reported(entries: Sequence[Entry]) -> set[Dwelling]:
    reported = Vacancy.objects.filter(
        Q(department__in={department.pk for department, _ in entries}),
        available_date__in={dwelling.available_date for _, dwelling in entries},
    )
    rows = reported.values_list("department_id", "address", "available_date")
    return {_dwelling(*row) for row in rows}


def _dwelling(department_id: int, address: str, available_date: date) -> Dwelling:
    return department_id, " ".join(address.split()).casefold(), available_date

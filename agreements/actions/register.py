"""Stores a delivered register of departments: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from agreements.actions.imports import BatchClosedError, lock_batch
from agreements.models import (
    Department,
    DepartmentMerger,
    DwellingGroup,
    HousingOrganisation,
    ImportBatch,
    ImportStatus,
    Municipality,
    OrganisationInMunicipality,
)
from agreements.refusal import Refusal
from agreements.register_changes import (
    OWN_COLUMNS,
    DepartmentChange,
    Known,
    NewOrganisation,
    changes_against,
    completed,
    known_register,
    merges_anew,
    reading_of,
)
from agreements.workbook_parts import RegisterRow, same_number
from udlejning.lib.danish import count, join_words, number


class FaultyRegisterError(Refusal):
    """The file has faults; nothing of it was stored."""


@dataclass(frozen=True, slots=True)
class RegisterOutcome:
    """How many departments and organisations a stored file made or changed."""

    new: int
    changed: int
    unchanged: int
    new_organisations: int

    @property
    def in_words(self) -> str:
        """Return the counts as a sentence without its full stop."""
        organisations = count(self.new_organisations, "ny boligorganisation", "nye boligorganisationer")
        words = [
            count(self.new, "ny afdeling", "nye afdelinger"),
            f"{number(self.changed)} ændret",
            f"{number(self.unchanged)} uændret",
        ]
        return join_words([organisations, *words] if self.new_organisations else words)


@transaction.atomic
def store_register(*, batch: ImportBatch, now: datetime) -> RegisterOutcome:
    """Store the departments of a delivered workbook and close the delivery.

    An empty cell never erases what the register has, departments missing in the file stay, and organisations
    already known are not changed. The same file twice changes nothing. Raises BatchClosedError where the
    delivery is not waiting, FaultyRegisterError where the file has faults.
    """
    locked = lock_batch(batch)
    if locked.status != ImportStatus.PREVIEWED:
        raise BatchClosedError(f"{locked.file_name} er allerede {locked.get_status_display()}.")
    # One import at a time per municipality, so that what is read is still so when the rows are written.
    municipality = Municipality.objects.select_for_update().get(pk=locked.municipality_id)
    reading = reading_of(locked)
    known = known_register(municipality, reading.rows)
    changes = changes_against(reading, known)
    if not changes.can_be_stored:
        raise FaultyRegisterError(f"{locked.file_name} har {len(changes.problems)} fejl. Intet er indlæst.")
    organisations = _store_organisations(changes.new_organisations, known)
    departments = _store_departments((*changes.new, *changes.changed), organisations, known)
    _store_dwellings((*changes.new, *changes.changed), departments, known)
    _store_mergers((*changes.new, *changes.changed), departments, known)
    _close(locked, stored=len(changes.new) + len(changes.changed), unchanged=len(changes.unchanged), now=now)
    return RegisterOutcome(
        new=len(changes.new),
        changed=len(changes.changed),
        unchanged=len(changes.unchanged),
        new_organisations=len(changes.new_organisations),
    )


def _close(batch: ImportBatch, *, stored: int, unchanged: int, now: datetime) -> None:
    batch.status, batch.committed_at = ImportStatus.COMMITTED, now
    batch.stored_rows, batch.unchanged_rows = stored, unchanged
    batch.save(update_fields=["status", "committed_at", "stored_rows", "unchanged_rows"])


def _store_organisations(found: tuple[NewOrganisation, ...], known: Known) -> dict[str, HousingOrganisation]:
    """Create the new organisations, make those found elsewhere present here, and return all by number."""
    created = HousingOrganisation.objects.bulk_create(
        HousingOrganisation(name=new.name, lbf_number=new.number, cvr=new.cvr)
        for new in found
        if not new.is_known_elsewhere
    )
    organisations = {
        **known.organisations,
        **{same_number(organisation.lbf_number): organisation for organisation in created},
    }
    OrganisationInMunicipality.objects.bulk_create(
        OrganisationInMunicipality(
            organisation=organisations[same_number(new.number)], municipality=known.municipality
        )
        for new in found
    )
    return organisations


def _store_departments(
    changes: tuple[DepartmentChange, ...], organisations: dict[str, HousingOrganisation], known: Known
) -> dict[tuple[str, str], Department]:
    """Create and change the departments, and return them and those the register had, by key."""
    kept = [_changed(change.row, change.department) for change in changes if change.department is not None]
    Department.objects.bulk_update(kept, [*OWN_COLUMNS], batch_size=1_000)
    rows = [change.row for change in changes if change.department is None]
    created = Department.objects.bulk_create(
        Department(
            municipality=known.municipality,
            organisation=organisations[row.key[0]],
            lbf_number=row.department_number,
            name=row.name,
            own_number=row.own_number,
            address=row.address,
        )
        for row in rows
    )
    return {**known.departments, **{row.key: new for row, new in zip(rows, created, strict=True)}}


def _changed(row: RegisterRow, department: Department) -> Department:
    for column in OWN_COLUMNS:
        setattr(department, column, getattr(row, column) or getattr(department, column))
    return department


def _store_dwellings(
    changes: tuple[DepartmentChange, ...], departments: dict[tuple[str, str], Department], known: Known
) -> None:
    created, changed, gone = list[DwellingGroup](), list[DwellingGroup](), list[int]()
    for change in changes:
        if not change.row.dwellings:
            continue
        department = departments[change.row.key]
        groups = dict(known.groups.get(department.pk, {}))
        for line in change.row.dwellings:
            group = groups.pop((line.dwelling_type, line.rooms), None)
            full = completed(line, group)
            row = group or DwellingGroup(
                department=department, dwelling_type=line.dwelling_type, rooms=line.rooms
            )
            row.dwellings, row.mean_area_m2, row.typical_rent = (
                full.dwellings,
                full.mean_area_m2,
                full.typical_rent,
            )
            (changed if group else created).append(row)
        gone += [group.pk for group in groups.values()]
    DwellingGroup.objects.filter(pk__in=gone).delete()
    DwellingGroup.objects.bulk_create(created)
    DwellingGroup.objects.bulk_update(
        changed, ["dwellings", "mean_area_m2", "typical_rent"], batch_size=1_000
    )


def _store_mergers(
    changes: tuple[DepartmentChange, ...], departments: dict[tuple[str, str], Department], known: Known
) -> None:
    """Note the mergers; a merged department's last day is the day before, unless it has one already."""
    mergers, ended = list[DepartmentMerger](), list[Department]()
    for change in changes:
        row = change.row
        if row.merged_date is None or not merges_anew(row, change.department, known):
            continue
        department = departments[row.key]
        target = departments[row.key[0], same_number(row.merged_into)]
        mergers.append(
            DepartmentMerger(from_department=department, to_department=target, merged_date=row.merged_date)
        )
        department.to_date = department.to_date or row.merged_date - timedelta(days=1)
        ended.append(department)
    DepartmentMerger.objects.bulk_create(mergers)
    Department.objects.bulk_update(ended, ["to_date"], batch_size=1_000)

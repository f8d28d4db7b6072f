"""Reads an agreement's file into rows: the whole of it, in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from agreements.actions.agreements import adopt_version
from agreements.actions.content import store_content
from agreements.content.terms import write_terms
from agreements.file_registers import Registers, found_in_registers, registers_for, unknown_departments
from agreements.files.checks import found_in_file
from agreements.files.faults import Fault, Found, Paths, Place
from agreements.files.layout import AgreementFile, DecisionLine, DeviationLine, PartyLine, VersionText
from agreements.models import (
    Administrator,
    Agreement,
    AgreementParty,
    AgreementVersion,
    CoverageExtension,
    Decision,
    Deviation,
    HousingOrganisation,
    Municipality,
    Staircase,
    User,
)
from agreements.models.agreement import AgreementStatus
from agreements.period import day_after
from agreements.refusal import Refusal
from udlejning.lib.danish import long_date

RowT = TypeVar("RowT", bound=models.Model)


class NotImportableError(Refusal):
    """The file cannot be read in; `faults` says everything that is wrong and where, the message all of it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@transaction.atomic
def import_agreement(*, file: AgreementFile, registered_by: User, adopt: bool) -> Agreement:
    """Make the agreement that the file describes, with its parties, versions and decisions.

    With `adopt`, the versions that the file calls adopted are adopted in their order of time, by the rules
    that hold for any adoption; without it, every version is a draft. Deviations and extensions (§ 60 b) stand
    on an adopted agreement, and are left out where nothing is adopted. Raises NotImportableError, naming the
    places, where the registers do not hold what the file names or a rule refuses it; nothing is then stored.
    """
    registers = registers_for(file)
    paths = Paths(file.model_dump(mode="json"))
    wrong = [
        *(found for found in found_in_file(file) if not found.is_warning),
        *(found for found in found_in_registers(file, registers) if not found.is_warning),
        *unknown_departments(file, registers),
    ]
    if wrong or registers.municipality is None:
        raise NotImportableError(_faults(wrong, paths))
    # First the municipality, then its staircases: an adoption locks it too, and the other way round the file
    # and whoever begins an agreement would wait for each other. Not its key, which new rows refer to.
    Municipality.objects.select_for_update(no_key=True).get(pk=registers.municipality.pk)
    reading = _Reading(file, registers, registers.municipality, paths, registered_by)
    agreement = reading.agreement()
    reading.parties(agreement)
    reading.versions(agreement, adopt=adopt)
    agreement = Agreement.objects.get(pk=agreement.pk)
    if agreement.status == AgreementStatus.ADOPTED:
        reading.what_stands_on_adoption(agreement)
    return agreement


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file on its way into the rows; every refusal is told at its place."""

    file: AgreementFile
    registers: Registers
    municipality: Municipality
    paths: Paths
    registered_by: User

    def agreement(self) -> Agreement:
        head = self.file.agreement
        return self._stored(
            Agreement(
                municipality=self.municipality,
                kind=head.kind.value,
                organisation=self.registers.organisations.get(head.organisation or ""),
                inherits_framework=head.inherits_framework,
                name=head.name,
                from_date=head.from_date,
                to_date=head.to_date,
                includes_fleksibel_udlejning=head.includes_fleksibel_udlejning,
                convener=head.convener,
                renegotiation_from_date=head.renegotiation_from_date,
            ),
            ("agreement",),
        )

    def parties(self, agreement: Agreement) -> None:
        for index, line in enumerate(self.file.parties):
            self._stored(self._party(agreement, line), ("parties", index))

    def versions(self, agreement: Agreement, *, adopt: bool) -> None:
        adopted = [each for each in self.file.versions if adopt and each.status == "adopted"]
        rows = {}
        for index, text in enumerate(self.file.versions):
            rows[index] = self._version(agreement, text, index, adopted)
            self._decisions(rows[index], index, until=_known_until(text, adopted))
        for index in sorted(rows, key=lambda each: self.file.versions[each].from_date):
            if self.file.versions[index] in adopted:
                self._adopt(rows[index], index)
        if adopted:
            self._require_the_end_that_was_agreed(agreement)

    def what_stands_on_adoption(self, agreement: Agreement) -> None:
        for index, deviation in enumerate(self.file.deviations):
            self._stored(self._deviation(agreement, deviation), ("deviations", index))
        for index, line in enumerate(self.file.extensions):
            self._stored(
                CoverageExtension(
                    agreement=agreement,
                    from_date=line.from_date,
                    to_date=line.to_date,
                    decided_date=line.decided_date,
                    minutes_reference=line.minutes_reference,
                    ended_reason=line.ended_reason,
                ),
                ("extensions", index),
            )

    def _party(self, agreement: Agreement, line: PartyLine) -> AgreementParty:
        signatory = next(iter(self.registers.signatories(line.signed_by)), None) if line.signed_by else None
        return AgreementParty(
            agreement=agreement,
            organisation=self.registers.organisations[line.organisation],
            from_date=line.from_date,
            to_date=line.to_date,
            status=line.status,
            signed_by_organisation=signatory if isinstance(signatory, HousingOrganisation) else None,
            signed_by_administrator=signatory if isinstance(signatory, Administrator) else None,
            signed_for=line.also_for,
        )

    def _version(
        self, agreement: Agreement, text: VersionText, index: int, adopted: Sequence[VersionText]
    ) -> AgreementVersion:
        place: Place = ("versions", index)
        row = AgreementVersion(
            agreement=agreement,
            number=text.number,
            from_date=text.from_date,
            to_date=None if _is_followed(text, adopted) else text.to_date,
            reason=text.reason,
            changed_parts=[part.value for part in text.changed_parts],
            agreement_to_date=text.agreement_to_date,
            needs_council=text.needs_council,
            needs_boards=text.needs_boards,
            mandate=text.mandate,
            partial_reason=text.partial_reason,
        )
        with self._told_at((*place, "content")):
            return store_content(version=self._stored(row, place), content=text.content)

    def _adopt(self, version: AgreementVersion, index: int) -> None:
        text = self.file.versions[index]
        with self._told_at(("versions", index)):
            adopt_version(
                version=version,
                on_date=text.adopted_date or text.from_date,
                partial_reason=text.partial_reason,
            )
        if text.partial_reason:
            version.decisions.all().delete()
            self._decisions(version, index, until=None)

    def _decisions(self, version: AgreementVersion, index: int, *, until: date | None) -> None:
        """Write the version's decisions; with `until`, as they stood at the end of that day."""
        for position, line in enumerate(self.file.versions[index].decisions):
            if until is None or line.decided_date <= until:
                place: Place = ("versions", index, "decisions", position)
                self._stored(self._decision(version, line, until), place)

    def _decision(self, version: AgreementVersion, line: DecisionLine, until: date | None) -> Decision:
        met = line.condition_met_date
        return Decision(
            version=version,
            body=line.body.value,
            organisation=self.registers.organisations.get(line.organisation or ""),
            decided_date=line.decided_date,
            outcome=line.outcome.value,
            condition=line.condition,
            condition_met_date=met if met is None or until is None or met <= until else None,
            minutes_reference=line.minutes_reference,
            remarks=line.remarks,
        )

    def _deviation(self, agreement: Agreement, line: DeviationLine) -> Deviation:
        staircase_key, _, step_key = (line.step or "").partition(".")
        staircases = Staircase.objects.filter(municipality=self.municipality, key=staircase_key)
        return Deviation(
            agreement=agreement,
            department=self.registers.departments.get(line.department or ""),
            staircase=staircases.first(),
            step_key=step_key,
            terms=write_terms(line.terms),
            from_date=line.from_date,
            to_date=line.to_date,
            reason=line.reason,
            decided_by=line.decided_by,
            clause=line.clause,
            registered_by=self.registered_by,
        )

    def _require_the_end_that_was_agreed(self, agreement: Agreement) -> None:
        said = self.file.agreement.to_date
        agreement.refresh_from_db(fields=["to_date"])
        if agreement.to_date != said:
            text = (
                f"Den seneste vedtagne version lader aftalen løbe til og med {long_date(agreement.to_date)}, "
                f"men her står {long_date(said)}. Ret den ene."
            )
            raise NotImportableError(_faults([Found(("agreement", "to_date"), text)], self.paths))

    def _stored(self, row: RowT, place: Place) -> RowT:
        with self._told_at(place):
            row.full_clean()
            row.save()
        return row

    @contextmanager
    def _told_at(self, place: Place) -> Iterator[None]:
        try:
            yield
        except ValidationError as error:
            texts = error.messages
        except Refusal as refusal:
            texts = [str(refusal)]
        else:
            return
        raise NotImportableError(_faults([Found(place, text) for text in texts], self.paths))


def _faults(found: Iterable[Found], paths: Paths) -> list[Fault]:
    return [Fault(paths.readable(each.place), None, each.text) for each in found]


def _known_until(text: VersionText, adopted: Sequence[VersionText]) -> date | None:
    """Return the day that decisions are told until while the version is adopted; None for all of them.

    A version in force for some only was adopted without those who decided later. Were they told too, it would
    be in force for all, and the reason why it was not would be lost.
    """
    return text.adopted_date if text in adopted and text.partial_reason else None


def _is_followed(text: VersionText, adopted: Sequence[VersionText]) -> bool:
    """Return whether another adopted version begins the day after: adopting that one ends this one."""
    return text in adopted and any(
        text.to_date is not None and each.from_date == day_after(text.to_date) for each in adopted
    )

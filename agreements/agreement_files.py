"""An agreement's rows as the file that holds them (agreements.files); for whom, and under which name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast

from agreements.documents.inputs import Reader, ReaderKind
from agreements.files.layout import (
    AgreementFile,
    AgreementHead,
    DecisionLine,
    DeviationLine,
    ExtensionLine,
    PartyLine,
    VersionText,
)
from agreements.models import (
    Administrator,
    Agreement,
    AgreementParty,
    AgreementVersion,
    CoverageExtension,
    Decision,
    Deviation,
    HousingOrganisation,
    User,
)
from agreements.refusal import Refusal
from agreements.terms import AgreementKind, DecidingBody, DecisionOutcome, Part
from agreements.uploads import stored_name


class NotExportableError(Refusal):
    """The agreement has something that a file cannot name."""


def agreement_file_of(agreement: Agreement) -> AgreementFile:
    """Return the agreement with all that has been agreed in it. Six queries.

    Uploaded documents and the steps of the preparation are no part of a file. Raises NotExportableError where
    an administrator without a CVR number signs: the file names everyone by number.
    """
    versions = agreement.versions.order_by("number").prefetch_related("decisions__organisation")
    parties = agreement.parties.select_related(
        "organisation", "signed_by_organisation", "signed_by_administrator"
    )
    deviations = agreement.deviations.select_related("department__organisation", "staircase")
    return AgreementFile(
        format="udlejning/agreement/1",
        agreement=_head(agreement),
        parties=tuple(_party(row) for row in parties.order_by("pk")),
        versions=tuple(_version(row) for row in versions),
        deviations=tuple(_deviation(row) for row in deviations.order_by("pk")),
        extensions=tuple(_extension(row) for row in agreement.extensions.order_by("pk")),
    )


def reader_of(user: User, agreement: Agreement) -> Reader:
    """Return whom an agreement is fetched for: the municipality, or a party and its organisations."""
    access = user.access
    if access.is_system_administrator or agreement.municipality_id in access.municipality_ids():
        return Reader(ReaderKind.municipality)
    own = HousingOrganisation.objects.filter(pk__in=access.organisation_ids())
    return Reader(ReaderKind.party, frozenset(own.values_list("lbf_number", flat=True)))


def file_name_of(agreement: Agreement, ending: str, *, version: int = 1) -> str:
    """Return what a fetched agreement is called: "faelles-udlejningsaftale-fjordby-2026.docx"."""
    organisation = agreement.organisation
    whose = "Fælles udlejningsaftale" if organisation is None else f"Individuel aftale {organisation.name}"
    where = agreement.municipality.name.removesuffix(" Kommune") if organisation is None else ""
    amendment = f"version {version}" if version > 1 else ""
    return stored_name(f"{whose} {where} {agreement.from_date.year} {amendment}.{ending}")


def _head(agreement: Agreement) -> AgreementHead:
    organisation = agreement.organisation
    return AgreementHead(
        municipality=agreement.municipality.code,
        kind=AgreementKind(agreement.kind),
        organisation=None if organisation is None else organisation.lbf_number,
        inherits_framework=agreement.inherits_framework,
        name=agreement.name,
        from_date=agreement.from_date,
        to_date=agreement.to_date,
        includes_fleksibel_udlejning=agreement.includes_fleksibel_udlejning,
        convener=agreement.convener,
        renegotiation_from_date=agreement.renegotiation_from_date,
    )


def _party(row: AgreementParty) -> PartyLine:
    return PartyLine(
        organisation=row.organisation.lbf_number,
        name=row.organisation.name,
        cvr=row.organisation.cvr,
        status=cast(Literal["invited", "joined", "declined"], row.status),
        from_date=row.from_date,
        to_date=row.to_date,
        signed_by=_signed_by(row),
        also_for=row.signed_for,
    )


def _signed_by(row: AgreementParty) -> str | None:
    if row.signed_by_organisation is not None:
        return row.signed_by_organisation.lbf_number
    administrator: Administrator | None = row.signed_by_administrator
    if administrator is None:
        return None
    if not administrator.cvr:
        raise NotExportableError(
            f"{administrator} underskriver for {row.organisation}, men har intet CVR-nummer i registret. "
            "Skriv nummeret i opsætningen, og hent aftalen igen."
        )
    return administrator.cvr


def _version(row: AgreementVersion) -> VersionText:
    return VersionText(
        number=row.number,
        from_date=row.from_date,
        to_date=row.to_date,
        reason=row.reason,
        status="adopted" if row.is_adopted else "draft",
        adopted_date=row.adopted_date,
        agreement_to_date=row.agreement_to_date,
        needs_council=row.needs_council,
        needs_boards=row.needs_boards,
        mandate=row.mandate,
        partial_reason=row.partial_reason,
        changed_parts=tuple(Part(part) for part in row.changed_parts),
        decisions=_decisions(row.decisions.all()),
        content=row.says,
    )


def _decisions(rows: Iterable[Decision]) -> tuple[DecisionLine, ...]:
    """Return the decisions in the order they were written down; the latest one by its date is what counts."""
    return tuple(
        DecisionLine(
            body=DecidingBody(row.body),
            organisation=None if row.organisation is None else row.organisation.lbf_number,
            decided_date=row.decided_date,
            outcome=DecisionOutcome(row.outcome),
            condition=row.condition,
            condition_met_date=row.condition_met_date,
            minutes_reference=row.minutes_reference,
            remarks=row.remarks,
        )
        for row in sorted(rows, key=lambda row: row.pk)
    )


def _deviation(row: Deviation) -> DeviationLine:
    return DeviationLine(
        department=None if row.department is None else row.department.lbf_key,
        step=None if row.staircase is None else f"{row.staircase.key}.{row.step_key}",
        terms=row.says,
        from_date=row.from_date,
        to_date=row.to_date,
        reason=row.reason,
        decided_by=row.decided_by,
        clause=row.clause,
    )


def _extension(row: CoverageExtension) -> ExtensionLine:
    return ExtensionLine(
        from_date=row.from_date,
        to_date=row.to_date,
        decided_date=row.decided_date,
        minutes_reference=row.minutes_reference,
        ended_reason=row.ended_reason,
    )

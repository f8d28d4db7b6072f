"""A draft version as its forms meet it: what it says, what the framework says, and the registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from agreements.agreed import framework_below
from agreements.content.document import Content, inherit
from agreements.models import AgreementVersion, Department
from agreements.reports import indicator_names
from agreements.terms import Part
from agreements.wording.rules import IndicatorName


@dataclass(frozen=True, slots=True)
class OrganisationDepartments:
    """An organisation and its departments: the LBF key "9901/001" of each, and its name with its number."""

    organisation: str
    departments: tuple[tuple[str, str], ...]


class OpenDraft:
    """A draft to be edited. What it takes from the registers is read once, and only when asked for."""

    def __init__(self, version: AgreementVersion) -> None:
        self.version = version

    @cached_property
    def own(self) -> Content:
        """What the draft itself says."""
        return self.version.says

    @cached_property
    def framework(self) -> Content | None:
        """What an individual agreement builds on; None where it stands alone, and for a framework."""
        return framework_below(self.version, on_date=self.version.from_date)

    @cached_property
    def content(self) -> Content:
        """What would hold: the draft on top of the framework."""
        return self.with_part(None, None)

    def with_part(self, part: Part | None, value: object) -> Content:
        """Return what would hold if a part of the draft said something else."""
        own = self.own if part is None else self.own.with_part(part, value)
        return own if self.framework is None else inherit(self.framework, own)

    def inherits(self, part: Part) -> bool:
        """Return whether the draft says nothing of the part, so that the framework's holds as it is."""
        return self.framework is not None and self.own.part(part) is None and not self.own.left_out(part)

    def keys_taken(self, part: Part) -> frozenset[str]:
        """Return the keys that a new piece of a list cannot have: it would take another's place.

        Those of the framework's that are left out are among them: they can be taken in again.
        """
        both = (self.own, self.framework or self.own)
        return frozenset(piece.key for content in both for piece in content.part(part) or ())

    @cached_property
    def indicators(self) -> Mapping[str, IndicatorName]:
        """The register of indicators, by key, in its order."""
        return indicator_names()

    @cached_property
    def departments(self) -> tuple[OrganisationDepartments, ...]:
        """The departments the agreement can name, by organisation."""
        agreement = self.version.agreement
        rows = Department.objects.filter(municipality=agreement.municipality_id, to_date=None)
        if agreement.is_individual:
            rows = rows.filter(organisation=agreement.organisation_id)
        found: dict[str, list[tuple[str, str]]] = {}
        for row in rows.select_related("organisation").in_register_order():
            label = f"{row.name} ({row.own_number or row.lbf_number})"
            found.setdefault(row.organisation.name, []).append((row.lbf_key, label))
        return tuple(OrganisationDepartments(name, tuple(each)) for name, each in found.items())

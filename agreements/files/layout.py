"""PURE: what stands in an agreement's file: the head, the parties, each version with its content, deviations.

Housing organisations and departments are named by their LBF numbers, the municipality by its code; nothing
here depends on the ids of one installation.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from agreements.content.base import Clause, DepartmentKey, Line, OrganisationKey, Piece
from agreements.content.document import Content
from agreements.content.terms import Terms
from agreements.terms import AgreementKind, DecidingBody, DecisionOutcome, Part

MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
"""A municipality by its four digits, as text: `0998`."""
StepName = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*\.[a-z0-9][a-z0-9_]*$", max_length=121)
]
"""A step by the keys of its staircase and itself: `familie.roed`."""
Title = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Reference = Annotated[str, StringConstraints(max_length=200)]
"""Where something is minuted, or who decided it: "Byrådet 12. december 2025, punkt 8"."""
Reason = Annotated[str, StringConstraints(max_length=500)]
Cvr = Annotated[str, StringConstraints(max_length=20)]
"""A CVR number as printed; whether its check digit is right is a warning, not a fault."""


class AgreementHead(Piece):
    """Whose agreement it is and when it holds.

    `organisation` is the one housing organisation of an individual agreement; a framework has none.
    """

    municipality: MunicipalityCode
    kind: AgreementKind
    organisation: OrganisationKey | None = None
    inherits_framework: bool = True
    name: Title
    from_date: date
    to_date: date
    includes_fleksibel_udlejning: bool
    convener: Reference = ""
    renegotiation_from_date: date | None = None


class PartyLine(Piece):
    """A housing organisation's time as a party; `name` is for reading only, the LBF number is what counts.

    `signed_by` is the LBF number or the CVR number of the one who signs for it; `also_for` is printed as it
    stands ("inkl. Bakkebo og Lyngbo").
    """

    organisation: OrganisationKey
    name: Reference = ""
    cvr: Cvr = ""
    status: Literal["invited", "joined", "declined"] = "joined"
    from_date: date
    to_date: date | None = None
    signed_by: OrganisationKey | None = None
    also_for: Line = ""


class DecisionLine(Piece):
    """What one body decided about a version. Only a board's decision names a housing organisation."""

    body: DecidingBody
    organisation: OrganisationKey | None = None
    decided_date: date
    outcome: DecisionOutcome
    condition: Reason = ""
    condition_met_date: date | None = None
    minutes_reference: Reference = ""
    remarks: Reason = ""


class VersionText(Piece):
    """What the agreement says in a period: the first version, or an amendment and what it changes.

    `agreement_to_date` is the agreement's last day where the amendment moves it. `mandate` says who decides
    where not both the council and every board must; `partial_reason` why it holds though someone is missing.
    """

    number: int = Field(ge=1, le=999)
    from_date: date
    to_date: date | None = None
    reason: Line = ""
    status: Literal["draft", "adopted"]
    adopted_date: date | None = None
    agreement_to_date: date | None = None
    needs_council: bool = True
    needs_boards: bool = True
    mandate: Line = ""
    partial_reason: Line = ""
    changed_parts: tuple[Part, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    content: Content


class DeviationLine(Piece):
    """Other terms for a department or for a step until a day, with the reason and who decided."""

    department: DepartmentKey | None = None
    step: StepName | None = None
    terms: Terms
    from_date: date
    to_date: date
    reason: Reason = Field(min_length=1)
    decided_by: Title
    clause: Clause = ""


class ExtensionLine(Piece):
    """The council's extension of the agreement to every other organisation (almenboligloven § 60 b)."""

    from_date: date
    to_date: date
    decided_date: date
    minutes_reference: Reference = ""
    ended_reason: Line = ""


class AgreementFile(Piece):
    """An agreement with all that has been agreed in it, as one document."""

    format: Literal["udlejning/agreement/1"]
    agreement: AgreementHead
    parties: tuple[PartyLine, ...] = ()
    versions: tuple[VersionText, ...] = Field(min_length=1)
    deviations: tuple[DeviationLine, ...] = ()
    extensions: tuple[ExtensionLine, ...] = ()

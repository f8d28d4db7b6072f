"""All that a version of an agreement says, for its page: the staircases as tables, the rest as points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.agreed import content_of
from agreements.comparison import Point, points
from agreements.content.document import CONTENT_PARTS
from agreements.life_reports.versions import names_for
from agreements.models import Agreement, AgreementVersion
from agreements.reports import VersionTerms, agreement_terms
from agreements.terms import Part
from agreements.wording.lists import PARTS
from udlejning.lib.danish import long_date


@dataclass(frozen=True, slots=True)
class PartPoints:
    """One part of the content, point by point; folded where people seldom look."""

    heading: str
    points: tuple[Point, ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class TermsReport:
    """All that a version says; of an individual agreement, what holds together with the framework."""

    version: AgreementVersion
    terms: VersionTerms
    parts: tuple[PartPoints, ...]

    @property
    def lead(self) -> str:
        """Return which version it is, and from when."""
        version = self.version
        if not version.is_adopted:
            return f"Kladden til version {version.number}, som skal gælde fra {long_date(version.from_date)}."
        holds = "Det gælder i dag" if self.terms.is_in_force else "Det stod der"
        return f"{holds}: version {version.number}, fra {long_date(version.from_date)}."

    @property
    def is_empty(self) -> bool:
        return not self.parts and not self.terms.staircases


def terms_report(version: AgreementVersion, *, today: date) -> TermsReport:
    """Return what a version says, seen from the day. A constant number of queries for a framework."""
    agreement = version.agreement
    said = agreement_terms(Agreement.objects.filter(pk=agreement.pk), on_date=today)[0]
    content = content_of(version, on_date=max(today, version.from_date))
    names = names_for(agreement)
    parts = [
        PartPoints(
            heading=PARTS[part].capitalize(),
            points=tuple(point for point in points(content, part, names) if point.text),
            is_folded=part is not Part.terms,
        )
        for part in CONTENT_PARTS
        if part is not Part.staircases
    ]
    return TermsReport(
        version=version,
        terms=next(each for each in said.versions if each.version.pk == version.pk),
        parts=tuple(part for part in parts if part.points),
    )

"""The coverage of § 60 b for its page and the front page: who is covered, what follows, what has lapsed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse

from agreements.access import Ability
from agreements.coverage import (
    Coverage,
    Holding,
    consequence_in_words,
    coverage_in_words,
    coverage_of,
    lapse_in_words,
)
from agreements.models import Agreement, AgreementParty, CoverageExtension, DwellingGroup, User
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.models.departments import DwellingTypeChoice
from udlejning.lib.danish import long_date
from udlejning.lib.periods import in_force

ENDS_SOON = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An organisation's family dwellings, and whether it is covered: as a party, by the extension, or not."""

    organisation: str
    dwellings: int
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """The coverage on a day. `if_all_join` is the sentence on what it would be if those invited joined."""

    on_date: date
    coverage: Coverage
    rows: tuple[CoverageRow, ...]
    if_all_join: str
    extension: CoverageExtension | None
    lapsed: str
    extensions: tuple[CoverageExtension, ...]
    may_be_extended: bool

    @property
    def figure(self) -> str:
        return coverage_in_words(self.coverage)

    @property
    def consequence(self) -> str:
        until = None if self.extension is None or self.lapsed else self.extension.to_date
        return consequence_in_words(self.coverage, extended_until=until)


@dataclass(frozen=True, slots=True)
class CoverageWarning:
    """Something to do about an extension: what, why, and the page where it is done."""

    text: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class _Stock:
    """How many family dwellings an organisation has in the municipality."""

    organisation_id: int
    name: str
    dwellings: int


def extensions_visible_to(user: User) -> QuerySet[CoverageExtension]:
    """Return the extensions of the agreements that the person may see."""
    return CoverageExtension.objects.filter(agreement__in=Agreement.objects.visible_to(user))


def coverage_on(agreement: Agreement, on_date: date) -> Coverage:
    """Return the coverage by all agreements that hold in the municipality on the day. Two queries."""
    return _coverage(_stock(agreement.municipality_id, on_date), _bound(agreement.municipality_id, on_date))


def coverage_report(agreement: Agreement, on_date: date) -> CoverageReport:
    """Return all that the page of the coverage shows, on the day. Four queries."""
    stock = _stock(agreement.municipality_id, on_date)
    bound = _bound(agreement.municipality_id, on_date)
    invited = set(
        agreement.parties.filter(in_force(on_date), status=PartyStatus.INVITED).values_list(
            "organisation_id", flat=True
        )
    )
    extensions = tuple(agreement.extensions.order_by("-from_date"))
    extension = next((each for each in extensions if each.from_date <= on_date <= each.to_date), None)
    coverage = _coverage(stock, bound)
    lapsed = "" if extension is None else _lapsed(agreement, coverage, on_date)
    adopted = agreement.status == AgreementStatus.ADOPTED and not agreement.is_individual
    return CoverageReport(
        on_date=on_date,
        coverage=coverage,
        rows=tuple(_row(each, bound, invited, extension is not None and not lapsed) for each in stock),
        if_all_join=_if_all_join(stock, bound, invited),
        extension=extension,
        lapsed=lapsed,
        extensions=extensions,
        may_be_extended=adopted and coverage.may_extend and extension is None and bool(coverage.uncovered),
    )


def coverage_warning(user: User, today: date) -> tuple[CoverageWarning, ...]:
    """Return what the person should do about extensions in force: lapsed, or soon to be taken up again.

    Only for those who may edit the agreement; two queries more for each extension.
    """
    agreements = Agreement.objects.where(user, may=Ability.edit_agreement)
    extensions = CoverageExtension.objects.in_force(today).filter(agreement__in=agreements)
    warnings = (_warning(each, today) for each in extensions.select_related("agreement").order_by("to_date"))
    return tuple(each for each in warnings if each is not None)


def _warning(extension: CoverageExtension, today: date) -> CoverageWarning | None:
    agreement = extension.agreement
    url = reverse("agreements:coverage", args=[agreement.pk])
    lapsed = _lapsed(agreement, coverage_on(agreement, today), today)
    if lapsed:
        return CoverageWarning(f"Udvidelsen af {agreement.name} er faldet bort", lapsed, url)
    if extension.to_date - today > ENDS_SOON:
        return None
    return CoverageWarning(
        f"Udvidelsen af {agreement.name} gælder til og med {long_date(extension.to_date)}",
        "Kommunalbestyrelsen skal tage den op igen, hvis den skal fortsætte (almenboligloven § 60 b).",
        url,
    )


def _lapsed(agreement: Agreement, coverage: Coverage, on_date: date) -> str:
    return lapse_in_words(coverage=coverage, agreement_to_date=agreement.to_date, on_date=on_date)


def _stock(municipality_id: int, on_date: date) -> list[_Stock]:
    """Return the organisations with family dwellings there on the day, the largest first."""
    rows = (
        DwellingGroup.objects.filter(
            Q(department__from_date__isnull=True) | Q(department__from_date__lte=on_date),
            Q(department__to_date__isnull=True) | Q(department__to_date__gte=on_date),
            department__municipality=municipality_id,
            dwelling_type=DwellingTypeChoice.FAMILY,
        )
        .values_list("department__organisation", "department__organisation__name")
        .annotate(dwellings=Sum("dwellings"))
        .order_by("-dwellings", "department__organisation__name")
    )
    return [_Stock(*row) for row in rows]


def _bound(municipality_id: int, on_date: date) -> set[int]:
    """Return the organisations that an adopted agreement of the municipality binds on the day."""
    parties = AgreementParty.objects.bound_on(on_date).filter(
        in_force(on_date, prefix="agreement__"),
        agreement__municipality=municipality_id,
        agreement__status=AgreementStatus.ADOPTED,
    )
    return set(parties.values_list("organisation_id", flat=True))


def _coverage(stock: Iterable[_Stock], bound: set[int]) -> Coverage:
    return coverage_of([Holding(each.name, each.dwellings, each.organisation_id in bound) for each in stock])


def _row(stock: _Stock, bound: set[int], invited: set[int], is_extended: bool) -> CoverageRow:
    if stock.organisation_id in bound:
        return CoverageRow(stock.name, stock.dwellings, "part", "success")
    if is_extended:
        return CoverageRow(stock.name, stock.dwellings, "omfattet efter § 60 b", "info")
    if stock.organisation_id in invited:
        return CoverageRow(stock.name, stock.dwellings, "inviteret", "warning")
    return CoverageRow(stock.name, stock.dwellings, "ikke omfattet", "neutral")


def _if_all_join(stock: Iterable[_Stock], bound: set[int], invited: set[int]) -> str:
    if not invited - bound:
        return ""
    joined = coverage_in_words(_coverage(stock, bound | invited))
    return f"Bliver alle de inviterede parter, er {joined} dækket."

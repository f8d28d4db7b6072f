"""The demo's agreement: constructed thresholds and terms, adopted like any other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from agreements.actions.agreements import adopt_version
from agreements.models import (
    Agreement,
    AgreementParty,
    AgreementVersion,
    Area,
    AreaMembership,
    Department,
    HousingOrganisation,
    Indicator,
    Municipality,
    Staircase,
    Step,
    StepCondition,
)
from anvisning.models import RentLimit

OUTSIDE = "outside_labour_market_or_education"
RENT_LIMITS = {"single": 5600, "couple": 6700, "single_with_children": 7200, "couple_with_children": 8200}
# (order, name, colour, at least, may report, may allocate, share, flexible letting, its share, clause)
STEPS: tuple[tuple[int, str, str, int | None, bool, bool, int, str, int | None, str], ...] = (
    (1, "rød", "red", 40, False, False, 25, "required", 50, "§ 4.1"),
    (2, "gul", "yellow", 30, True, True, 25, "optional", 25, "§ 4.2"),
    (3, "grøn", "green", None, True, True, 25, "none", None, "§ 4.3"),
)
AREAS = {
    "Sønderbyen": ("Sønderparken", "Nørremarken", "Åbrinken"),
    "Fjordkvarteret": ("Fjordparken", "Hedeparken"),
}


def make_agreement(municipality: Municipality, *, first_year: int) -> AgreementVersion:
    """Create and adopt a four-year agreement with all six organisations."""
    agreement = Agreement.objects.create(
        municipality=municipality,
        name=f"Fælles udlejningsaftale {first_year}–{first_year + 3}",
        from_date=date(first_year, 1, 1),
        to_date=date(first_year + 3, 12, 31),
        convener="Fjordby Kommune, boliganvisningen",
        renegotiation_from_date=date(first_year + 3, 2, 1),
    )
    for organisation in HousingOrganisation.objects.filter(presences__municipality=municipality):
        AgreementParty.objects.create(
            agreement=agreement, organisation=organisation, from_date=agreement.from_date
        )
    version = AgreementVersion.objects.create(
        agreement=agreement,
        number=1,
        from_date=agreement.from_date,
        reason="Første version. Grænser og andele er opdigtede.",
        answer_days=3,
        answer_day_kind="working",
        answer_clause="§ 5.2",
        counter_start="calendar_year",
        returned_offers_count=False,
        quota_dwelling_types=["family"],
        quota_clause="§ 3.1",
    )
    make_steps(version)
    return adopt_version(version=version, on_date=date(first_year - 1, 12, 12))


def make_steps(version: AgreementVersion) -> None:
    """Give the version its staircase: three steps on the share outside the labour market."""
    staircase = Staircase.objects.create(version=version, name="Trappen for familieboliger")
    indicator = Indicator.objects.get(key=OUTSIDE)
    for order, name, colour, at_least, report, allocate, share, mode, fleksibel_share, clause in STEPS:
        step = Step.objects.create(
            staircase=staircase,
            order=order,
            name=name,
            colour=colour,
            may_report=report,
            may_allocate=allocate,
            quota_share=Decimal(share),
            shielded_quota="lapses",
            fleksibel_mode=mode,
            fleksibel_share=fleksibel_share,
            clause=clause,
        )
        if at_least is not None:
            StepCondition.objects.create(
                step=step, indicator=indicator, operator="at_least", threshold=Decimal(at_least)
            )


def make_areas(municipality: Municipality, *, since: date) -> None:
    """Link a few departments to two invented areas; one has a development plan."""
    for name, departments in AREAS.items():
        area = Area.objects.create(municipality=municipality, name=name)
        for department in Department.objects.filter(municipality=municipality, name__in=departments):
            AreaMembership.objects.create(area=area, department=department, from_date=since)
    Area.objects.filter(municipality=municipality, name="Sønderbyen").update(development_plan_from=since)


def make_rent_limits(municipality: Municipality, *, since: date) -> None:
    """Set the highest relevant rent for each type of household."""
    for household_type, limit in RENT_LIMITS.items():
        RentLimit.objects.create(
            municipality=municipality, household_type=household_type, limit=Decimal(limit), from_date=since
        )

"""Fills the demo: the register, the agreement, three years of figures and placements, a year of vacancies.

Everything goes through the actions that the pages use, on the days it would have happened.
"""

from __future__ import annotations

from datetime import date, datetime, time

import pghistory
from django.db import transaction
from django.utils.timezone import make_aware

from agreements.actions.imports import receive_file
from agreements.actions.register import store_register
from agreements.models import (
    AgreementVersion,
    Department,
    HousingOrganisation,
    ImportKind,
    Municipality,
    Step,
    User,
)
from monitoring.actions.figures import receive_figures, store_figures
from monitoring.actions.placements import adopt_run, override_placement, place_by_hand, propose_placements
from monitoring.models import PlacementRun
from udlejning.dashboards.demo import agreement, people, workbooks
from udlejning.dashboards.demo.departments import MUNICIPALITY_CODE, MUNICIPALITY_NAME
from udlejning.dashboards.demo.renegotiation import begin_renegotiation
from udlejning.dashboards.demo.vacancies import make_vacancies

YEARS = (2, 1, 0)  # years back from the latest figures
WITH_SUPPORT = "Kollegiet Broen"
LEFT_WITHOUT_STEP = ("Svanevænget", "Havbrinken")  # for the visitor to place by hand
DEVIATION = "Klitgården"


def is_filled() -> bool:
    """Return whether the fictional municipality is already there."""
    return Municipality.objects.filter(code=MUNICIPALITY_CODE).exists()


@transaction.atomic
def fill(*, today: date) -> Municipality:
    """Fill an empty database with the fictional municipality, seen from `today`; all of it or nothing."""
    municipality = Municipality.objects.create(
        code=MUNICIPALITY_CODE, name=MUNICIPALITY_NAME, is_fictional=True
    )
    users = people.make_users()
    with pghistory.context(user=users["maja"].pk):
        make_register(municipality, made_by=users["maja"], today=today)
        people.give_memberships(municipality)
        first_year = today.year - 2
        version = agreement.make_agreement(municipality, first_year=first_year, registered_by=users["maja"])
        agreement.make_areas(municipality, since=version.from_date)
        agreement.make_rent_limits(municipality, since=version.from_date)
        read_area_figures(municipality, made_by=users["maja"], list_date=date(today.year - 1, 12, 1))
        for years_back in YEARS[:-1]:
            place_year(version, made_by=users["maja"], today=today, years_back=years_back)
        version = agreement.amend(version, from_date=date(today.year, 1, 1), registered_by=users["maja"])
        agreement.extend_to_all(version)
        place_year(version, made_by=users["maja"], today=today, years_back=YEARS[-1])
        agreement.make_individual(first_year=first_year, registered_by=users["maja"])
        agreement.make_deviation(version, registered_by=users["maja"], today=today)
        make_deviation(version, decided_by=users["maja"], today=today)
        agreement.keep_signed_agreement(version, uploaded_by=users["maja"], today=today)
        begin_renegotiation(version, today=today, begun_by=users["maja"])
    make_vacancies(municipality, users=users, today=today)
    give_contacts(municipality)
    return municipality


def make_register(municipality: Municipality, *, made_by: User, today: date) -> None:
    """Read the register in from its workbook."""
    batch = receive_file(
        content=workbooks.register_workbook(),
        file_name="afdelinger-fjordby.xlsx",
        kind=ImportKind.REGISTER,
        municipality=municipality,
        uploaded_by=made_by,
    )
    store_register(batch=batch, now=moment(date(today.year - 3, 11, 1)))


def read_area_figures(municipality: Municipality, *, made_by: User, list_date: date) -> None:
    """Read the areas' figures in from the workbook behind the latest list."""
    batch = receive_figures(
        content=workbooks.area_workbook(list_date=list_date),
        file_name=f"omraader-{list_date.year}.xlsx",
        municipality=municipality,
        uploaded_by=made_by,
    )
    store_figures(batch=batch, now=moment(list_date))


def give_contacts(municipality: Municipality) -> None:
    """Give each organisation a contact; last, so that filling a year of vacancies sends no mail."""
    HousingOrganisation.objects.filter(presences__municipality=municipality).update(
        contact_name="Udlejningen", contact_phone="70 00 00 00", contact_email="udlejning@example.dk"
    )


def place_year(version: AgreementVersion, *, made_by: User, today: date, years_back: int) -> None:
    """Read one year's figures in and adopt the placements that follow, from the next 1 January."""
    reference_date = date(today.year - 1 - years_back, 1, 1)
    decided = moment(date(reference_date.year, 12, 10))
    batch = receive_file(
        content=workbooks.criteria_workbook(reference_date=reference_date, years_back=years_back),
        file_name=f"kriterier-{reference_date.year}.xlsx",
        kind=ImportKind.CRITERIA,
        municipality=version.agreement.municipality,
        uploaded_by=made_by,
    )
    store_figures(batch=batch, now=decided)
    run = propose_placements(version=version, figures_date=date(reference_date.year, 12, 1), made_by=made_by)
    place_small_departments(run, decided_by=made_by, now=decided)
    adopt_run(
        run=run,
        from_date=date(reference_date.year + 1, 1, 1),
        adopted_by=made_by,
        now=decided,
        minutes_reference=f"Boligforum 10. december {reference_date.year}, punkt 3",
    )


def place_small_departments(run: PlacementRun, *, decided_by: User, now: datetime) -> None:
    """Place by hand what figures cannot place, but for the two departments left to the visitor."""
    open_steps = {step.staircase_id: step for step in run.version.steps.filter(colour="green")}
    supported = run.version.steps.get(key="stoette")
    by_talk = run.placements.get(department__name=WITH_SUPPORT, staircase=supported.staircase)
    place_by_hand(
        placement=by_talk,
        step=supported,
        reason="Ungbo Fjordby og kommunen har aftalt en fast bostøtte på kollegiet.",
        decided_by=decided_by,
        now=now,
    )
    left_open = run.placements.filter(step=None).exclude(department__name__in=LEFT_WITHOUT_STEP)
    for placement in left_open:
        place_by_hand(
            placement=placement,
            step=open_steps[placement.staircase_id],
            reason="For få beboere til nøgletal. Vurderet sammen med naboafdelingen.",
            decided_by=decided_by,
            now=now,
        )


def make_deviation(version: AgreementVersion, *, decided_by: User, today: date) -> None:
    """Let one red department stand on yellow for a while, with the reason and the end."""
    override_placement(
        department=Department.objects.get(municipality=version.agreement.municipality, name=DEVIATION),
        step=Step.objects.get(version=version, key="gul"),
        reason="Forsøg: 20 renoverede boliger er svære at udleje. Aftalt i boligforum.",
        period=(date(today.year, 1, 1), date(today.year + 1, 6, 30)),
        decided_by=decided_by,
        now=moment(date(today.year - 1, 12, 10)),
    )


def moment(day: date) -> datetime:
    """Return ten o'clock on the day, Danish time."""
    return make_aware(datetime.combine(day, time(10)))

"""What the front page tells those who look after the agreements."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.actions.agreements import Amendment, begin_amendment
from agreements.models import Agreement, AgreementParty, CoverageExtension, Deviation
from tests import factories as make
from udlejning.dashboards.agreement_tasks import agreement_tasks
from udlejning.dashboards.task import Task
from udlejning.dashboards.tasks_waiting import tasks_waiting

TODAY = date(2026, 11, 19)
ENDS = date(2027, 12, 31)
NAME = "Fælles udlejningsaftale 2024–2027"


@pytest.fixture
def maja(agreement_administrator):
    return agreement_administrator


def tasks(user, today=TODAY):
    return list(agreement_tasks(user, today))


def texts(user, today=TODAY):
    return [task.text for task in tasks(user, today)]


def change(world, **fields):
    Agreement.objects.filter(pk=world.version.agreement_id).update(**fields)


def following(world, **fields):
    return make.AgreementFactory(
        municipality=world.municipality,
        name="Fælles udlejningsaftale 2028–2031",
        from_date=date(2028, 1, 1),
        to_date=date(2031, 12, 31),
        **fields,
    )


def deviate(world, maja, ends, department=None):
    return Deviation.objects.create(
        agreement=world.version.agreement,
        department=department or world.bo_department,
        terms={"may_report": False},
        from_date=date(2026, 3, 1),
        to_date=ends,
        reason="Ombygning",
        decided_by="Styregruppen",
        registered_by=maja,
    )


# --- the end and the renegotiation ---


def test_an_agreement_that_runs_out_within_a_year_without_a_successor_is_a_warning(world, maja):
    change(world, convener="Fjordby Kommune", renegotiation_from_date=date(2027, 6, 1))

    assert tasks(maja, ENDS - timedelta(days=365)) == [
        Task(
            f"{NAME} udløber 31. december 2027",
            "Der er ingen ny aftale på vej. Genforhandlingen begynder 1. juni 2027. "
            "Indkalder: Fjordby Kommune.",
            reverse("agreements:agreement_detail", args=[world.version.agreement_id]),
            is_warning=True,
        )
    ]
    assert tasks(maja, ENDS - timedelta(days=366)) == []


def test_renegotiation_that_should_have_begun_is_a_warning_also_more_than_a_year_before(world, maja):
    change(world, renegotiation_from_date=TODAY)

    (task,) = tasks(maja)

    assert task.is_warning
    assert task.about == (
        "Genforhandlingen skulle begynde 19. november 2026, men der er ingen ny aftale på vej. "
        "Indkalder: ikke aftalt."
    )


def test_renegotiation_that_begins_soon_is_told_of(world, maja):
    change(world, renegotiation_from_date=TODAY + timedelta(days=60), convener="Borgmesteren.")

    (task,) = tasks(maja)

    assert (task.text, task.about, task.is_warning) == (
        f"Genforhandlingen af {NAME} begynder 18. januar 2027",
        "Indkalder: Borgmesteren.",
        False,
    )


def test_renegotiation_that_is_far_off_is_not_told_of(world, maja):
    change(world, renegotiation_from_date=TODAY + timedelta(days=61))

    assert tasks(maja) == []


def test_a_draft_that_follows_takes_the_warning_away_and_leads_to_the_draft(world, maja):
    draft = following(world)

    (task,) = tasks(maja, date(2027, 6, 1))

    assert (task.about, task.is_warning) == (
        "Fælles udlejningsaftale 2028–2031 er under forberedelse.",
        False,
    )
    assert task.url == reverse("agreements:agreement_detail", args=[draft.pk])


def test_an_adopted_agreement_that_follows_leaves_nothing_to_do(world, maja):
    following(world, status="adopted")

    assert tasks(maja, date(2027, 6, 1)) == []


def test_another_organisations_agreement_is_no_successor(world, maja):
    following(world, kind="individual", organisation=world.bo_organisation)

    assert tasks(maja, date(2027, 6, 1))[0].is_warning


def test_an_agreement_that_ran_out_or_has_not_begun_is_not_told_of(world, maja):
    assert tasks(maja, ENDS + timedelta(days=1)) == []
    assert tasks(maja, date(2023, 12, 31)) == []


# --- adoption ---


def test_an_open_adoption_says_who_is_missing(world, maja):
    draft = begin_amendment(version=world.version, amendment=Amendment(date(2027, 1, 1), "Ny grænse"))
    assert texts(maja) == []
    make.DecisionFactory(version=draft, decided_date=date(2026, 11, 1))
    make.DecisionFactory(
        version=draft, body="board", organisation=world.bo_organisation, decided_date=date(2026, 11, 2)
    )

    (task,) = tasks(maja)

    assert task.text == f"{NAME}, version 2, er ved at blive vedtaget"
    assert task.about == "Strandbo mangler at vedtage den."
    assert task.url == reverse("agreements:version_adopt", args=[draft.pk])


def test_a_party_that_leaves_before_the_version_or_said_no_is_not_missing(world, maja):
    draft = begin_amendment(version=world.version, amendment=Amendment(date(2027, 1, 1), "Ny grænse"))
    make.DecisionFactory(version=draft, decided_date=date(2026, 11, 1))
    parties = AgreementParty.objects.filter(agreement=world.version.agreement)
    parties.filter(organisation=world.bo_organisation).update(to_date=date(2026, 12, 31))
    parties.filter(organisation=world.carla_organisation).update(status="declined")

    (task,) = tasks(maja)

    assert (task.text, task.about) == (f"Alle har vedtaget {NAME}, version 2", "Den kan sættes i kraft.")


def test_an_adopted_version_waits_for_nobody(world, maja):
    make.DecisionFactory(version=world.version)

    assert tasks(maja) == []


# --- steps, deviations, the extension ---


def test_steps_that_are_over_their_time_are_one_warning_for_each_agreement(world, maja):
    steps = world.version.agreement.preparation_steps
    steps.create(order=1, title="Saml tallene", due_date=date(2026, 11, 18))
    steps.create(order=2, title="Inviter alle", due_date=date(2026, 10, 1))
    steps.create(order=3, title="Skriv aftalen", due_date=TODAY)

    (task,) = tasks(maja)

    assert task.is_warning
    assert task.text == f"2 trin i forberedelsen af {NAME} er over tiden"
    assert task.about == "Forberedelse: Inviter alle, senest 1. oktober 2026."


def test_a_deviation_that_ends_soon_is_told_of(world, maja):
    soon = deviate(world, maja, TODAY + timedelta(days=30))
    deviate(world, maja, TODAY + timedelta(days=31), world.carla_department)
    deviate(world, maja, TODAY - timedelta(days=1), world.carla_department)

    (task,) = tasks(maja)

    assert task.text == "Afvigelsen for Møllevang ophører 19. december 2026"
    assert task.url == reverse("agreements:deviation_detail", args=[soon.pk])


def test_many_deviations_that_end_soon_are_one_line(world, maja):
    for number in range(4):
        deviate(world, maja, TODAY + timedelta(days=3 + number))

    (task,) = tasks(maja)

    assert task.text == "4 afvigelser ophører inden for 30 dage"
    assert task.about == "Den første ophører 22. november 2026."


def test_an_extension_whose_coverage_has_fallen_is_a_warning(world, maja):
    make.DwellingGroupFactory(department=world.bo_department, dwellings=40)
    make.DwellingGroupFactory(
        department=make.DepartmentFactory(municipality=world.municipality), dwellings=60
    )
    CoverageExtension.objects.create(
        agreement=world.version.agreement,
        from_date=date(2026, 1, 1),
        to_date=date(2027, 12, 31),
        decided_date=date(2025, 12, 1),
    )

    (task,) = tasks(maja)

    assert task.is_warning
    assert task.text == f"Udvidelsen af {NAME} er faldet bort"
    assert "40 af 100 familieboliger" in task.about


# --- who and how ---


def test_only_those_who_look_after_agreements_are_told(world, anna, bo, dorte):
    change(world, renegotiation_from_date=TODAY)

    assert tasks(anna) == []
    assert tasks(bo) == []
    assert tasks(dorte) == []


def test_another_municipalitys_agreements_are_not_told_of(world, maja):
    make.adopted(make.version_with(agreement__municipality=world.elsewhere.municipality))

    assert tasks(maja, date(2027, 6, 1))[0].url.endswith(f"/{world.version.agreement_id}/")
    assert len(tasks(maja, date(2027, 6, 1))) == 1


def test_the_front_page_shows_a_warning_as_one(world, maja, client):
    change(world, renegotiation_from_date=TODAY)
    client.force_login(maja)

    page = client.get(reverse("dashboards:home")).content.decode()

    assert "1 opgave om aftalen og trappen." in page
    assert "advarsel" in page
    assert f"{NAME} udløber 31. december 2027" in page


def test_the_tasks_take_as_many_queries_for_many_agreements_as_for_few(world, maja):
    draft = begin_amendment(version=world.version, amendment=Amendment(date(2027, 1, 1), "Ny grænse"))
    make.DecisionFactory(version=draft)
    deviate(world, maja, TODAY + timedelta(days=3))
    tasks_waiting(user=maja, today=TODAY)
    with CaptureQueriesContext(connection) as few:
        tasks_waiting(user=maja, today=TODAY)
    for organisation in (world.bo_organisation, world.carla_organisation):
        version = make.version_with(
            agreement__municipality=world.municipality,
            agreement__kind="individual",
            agreement__organisation=organisation,
        )
        make.AgreementPartyFactory(agreement=version.agreement, organisation=organisation)
        make.DecisionFactory(version=version)
        deviate(world, maja, TODAY + timedelta(days=4))
        version.agreement.preparation_steps.create(order=1, title="Skriv", due_date=date(2026, 1, 1))

    with CaptureQueriesContext(connection) as many:
        tasks_waiting(user=maja, today=TODAY)

    assert len(many) == len(few)

"""Deviations: registered with a reason, held in their days and no others, ended early with a note."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from agreements.actions.deviations import NewDeviation, StepPlace, end_deviation, register_deviation
from agreements.actions.faults import FaultyInputError
from agreements.agreed import agreed_for, biting_deviations, deviations_on
from agreements.content.terms import Fleksibel, NoQuota, ShareQuota, Terms
from agreements.deviation_reports import note_of
from agreements.deviation_rules import differs_in_department, differs_on_step
from agreements.models import Agreement, Deviation
from agreements.terms import Allocation, DwellingType, FleksibelMode, TargetGroup
from agreements.terms_in_force import terms_in_force
from tests import contents
from tests import factories as make

TODAY = date(2026, 11, 19)
LIST = reverse("agreements:deviation_list")
GREEN = {"trappen": "groen"}


@pytest.fixture
def new(world) -> NewDeviation:
    """Bo's department may for half a year only be allocated to citizens with support."""
    return NewDeviation(
        place=world.bo_department,
        terms=Terms(
            may_allocate=Allocation.target_groups, target_groups=(TargetGroup.with_support,), clause="§ 18"
        ),
        from_date=date(2026, 10, 1),
        to_date=date(2027, 3, 31),
        reason="Forsøg med bostøtte",
        decided_by="Styregruppen 3. september 2026, punkt 4",
    )


@pytest.fixture
def deviation(world, new, agreement_administrator) -> Deviation:
    return register_deviation(
        agreement=world.version.agreement, new=new, registered_by=agreement_administrator
    )


def refused(world, person, new, **changes) -> dict[str, str]:
    with pytest.raises(FaultyInputError) as refusal:
        register_deviation(
            agreement=world.version.agreement, new=replace(new, **changes), registered_by=person
        )
    assert Deviation.objects.count() == 0
    return {fault.field: fault.text for fault in refusal.value.faults}


def allocation_on(world, day: date) -> str:
    department = world.bo_department
    agreed = agreed_for([department], day)[department.pk]
    terms = terms_in_force(
        content=agreed.content,
        department=department.lbf_key,
        dwelling_type=DwellingType.family,
        standing=GREEN,
        deviations=deviations_on([department], {department.pk: GREEN}, day)[department.pk],
    )
    return terms.may_allocate.value


# --- registering


def test_a_deviation_is_kept_as_it_was_decided(world, deviation):
    stored = Deviation.objects.get()

    assert stored.department == world.bo_department
    assert stored.says.may_allocate is Allocation.target_groups
    assert (stored.clause, stored.says.clause) == ("§ 18", "§ 18")


@pytest.mark.parametrize(
    ("day", "allocation"),
    [
        (date(2026, 9, 30), Allocation.yes),
        (date(2026, 10, 1), Allocation.target_groups),
        (date(2027, 3, 31), Allocation.target_groups),
        (date(2027, 4, 1), Allocation.yes),
    ],
)
def test_it_holds_from_its_first_to_its_last_day_and_ends_by_itself(world, deviation, day, allocation):
    assert allocation_on(world, day) is allocation


def test_a_deviation_for_a_step_concerns_the_departments_on_it(world, new, agreement_administrator):
    place = StepPlace("trappen", "groen")
    register_deviation(
        agreement=world.version.agreement,
        new=replace(new, place=place),
        registered_by=agreement_administrator,
    )

    standing = {world.bo_department.pk: GREEN, world.carla_department.pk: {"trappen": "gul"}}
    biting = biting_deviations([world.bo_department, world.carla_department], standing, TODAY)

    assert [each.step_key for each in biting[world.bo_department.pk]] == ["groen"]
    assert biting[world.carla_department.pk] == ()


def test_dates_that_cannot_be_are_refused(world, new, agreement_administrator):
    person = agreement_administrator

    assert refused(world, person, new, to_date=date(2026, 9, 1)) == {
        "to_date": "Afvigelsen kan ikke slutte, før den begynder."
    }
    outside = refused(world, person, new, from_date=date(2023, 12, 31), to_date=date(2028, 1, 1))
    assert set(outside) == {"from_date", "to_date"}
    assert "1. januar 2024 til og med 31. december 2027" in outside["to_date"]


def test_a_reason_and_who_decided_are_asked_for(world, new, agreement_administrator):
    found = refused(world, agreement_administrator, new, reason=" ", decided_by="")

    assert set(found) == {"reason", "decided_by"}


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(), "Vælg mindst ét vilkår"),
        (Terms(clause="§ 18"), "Vælg mindst ét vilkår"),
        (Terms(may_allocate=Allocation.target_groups), "Vælg, hvilke målgrupper"),
        (
            Terms(fleksibel=Fleksibel(mode=FleksibelMode.required)),
            "Fleksibel udlejning er krævet, men kriterierne mangler.",
        ),
        (
            Terms(fleksibel=Fleksibel(mode=FleksibelMode.optional, criteria_set="andre")),
            "Kriterierne findes ikke i aftalen.",
        ),
    ],
)
def test_terms_that_cannot_stand_are_refused(world, new, agreement_administrator, terms, said):
    assert said in refused(world, agreement_administrator, new, terms=terms)[""]


def test_flexible_letting_cannot_come_in_by_a_deviation(world, new, agreement_administrator):
    Agreement.objects.filter(pk=world.version.agreement_id).update(includes_fleksibel_udlejning=False)
    terms = Terms(fleksibel=Fleksibel(mode=FleksibelMode.optional, criteria_set=contents.CRITERIA.key))

    found = refused(world, agreement_administrator, new, terms=terms)

    assert "uden fleksibel udlejning" in found[""]


def test_what_the_step_says_already_is_no_deviation(world, new, agreement_administrator):
    found = refused(
        world,
        agreement_administrator,
        new,
        place=StepPlace("trappen", "groen"),
        terms=Terms(may_report=True),
    )

    assert "Det siger aftalen allerede." in found[""]


def test_an_unknown_step_or_department_is_refused(world, new, agreement_administrator):
    person = agreement_administrator

    assert "concerns" in refused(world, person, new, place=StepPlace("trappen", "blaa"))
    assert "concerns" in refused(world, person, new, place=StepPlace("andre", "groen"))
    assert "concerns" in refused(world, person, new, place=world.elsewhere)


def test_a_draft_agreement_is_written_in_and_not_deviated_from(world, new, agreement_administrator):
    draft = make.version_with(agreement__municipality=world.municipality).agreement

    with pytest.raises(FaultyInputError, match="Aftalen er ikke vedtaget"):
        register_deviation(agreement=draft, new=new, registered_by=agreement_administrator)


# --- whether it differs


@pytest.mark.parametrize(
    ("terms", "differs"),
    [
        (Terms(may_report=True), False),
        (Terms(may_report=False), True),
        (Terms(may_report=True, quota=NoQuota()), True),
        (Terms(quota=ShareQuota(share=Decimal(25))), False),
    ],
)
def test_on_a_step_the_terms_are_held_against_the_steps_own(terms, differs):
    content = contents.agreed()

    assert differs_on_step(terms, content, staircase="trappen", step="groen") is differs


@pytest.mark.parametrize(
    ("terms", "differs"),
    [
        (Terms(may_report=True), True),  # red says otherwise, and the department may come to stand there
        (Terms(quota=ShareQuota(share=Decimal(25))), False),
        (Terms(quota=ShareQuota(share=Decimal("25.0"))), False),
        (Terms(quota=ShareQuota(share=Decimal(20))), True),
    ],
)
def test_in_a_department_only_what_every_place_says_alike_is_the_same(terms, differs):
    assert differs_in_department(terms, contents.agreed(), department="9901/001") is differs


# --- ending early


def test_it_ends_early_with_a_note_that_is_kept(world, deviation):
    end_deviation(deviation=deviation, last_day=date(2026, 12, 31), note="Forsøget er slut", today=TODAY)

    deviation.refresh_from_db()
    assert deviation.to_date == date(2026, 12, 31)
    assert note_of(deviation) == "Forsøget er slut"
    assert allocation_on(world, date(2027, 1, 1)) is Allocation.yes


@pytest.mark.parametrize("last_day", [date(2026, 11, 18), date(2027, 3, 31), date(2027, 6, 1)])
def test_what_has_held_stands_and_it_is_never_prolonged(deviation, last_day):
    with pytest.raises(FaultyInputError, match=r"Vælg en dag fra 19\. november 2026") as refusal:
        end_deviation(deviation=deviation, last_day=last_day, note="Slut", today=TODAY)

    assert [fault.field for fault in refusal.value.faults] == ["last_day"]


def test_without_a_note_and_after_its_end_it_is_refused(deviation):
    with pytest.raises(FaultyInputError, match="hvorfor afvigelsen slutter"):
        end_deviation(deviation=deviation, last_day=TODAY, note=" ", today=TODAY)
    with pytest.raises(FaultyInputError, match=r"ophører allerede 31\. marts 2027"):
        end_deviation(deviation=deviation, last_day=TODAY, note="Slut", today=date(2027, 4, 1))


def test_one_that_has_not_begun_can_be_cut_to_its_first_day(deviation):
    end_deviation(deviation=deviation, last_day=date(2026, 10, 1), note="Fejl", today=date(2026, 9, 1))

    assert Deviation.objects.get().to_date == date(2026, 10, 1)


# --- the doors


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def as_maja(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client


def typed(world, **changes) -> dict[str, str]:
    return {
        "concerns": f"afdeling-{world.bo_department.pk}",
        "may_allocate": "target_groups",
        "target_groups": ["with_support"],
        "from_date": "2026-12-01",
        "to_date": "2027-03-31",
        "reason": "Forsøg med bostøtte",
        "decided_by": "Styregruppen 3. september 2026, punkt 4",
        **changes,
    }


def create_url(world) -> str:
    return reverse("agreements:deviation_create", args=[world.version.agreement_id])


def test_the_administrator_registers_a_deviation_for_a_department(as_maja, world):
    response = as_maja.post(create_url(world), typed(world), follow=True)

    assert "ophører af sig selv 31. marts 2027" in text_of(response)
    assert "Afvigelse for Møllevang" in text_of(response)
    assert Deviation.objects.get().says.target_groups == (TargetGroup.with_support,)


def test_the_administrator_registers_a_deviation_for_a_step(as_maja, world):
    as_maja.post(create_url(world), typed(world, concerns="trin-trappen-groen", may_report="no"))

    stored = Deviation.objects.get()
    assert (stored.staircase.key, stored.step_key, stored.says.may_report) == ("trappen", "groen", False)


def test_a_faulty_form_keeps_what_was_typed_and_says_what_to_do(as_maja, world):
    response = as_maja.post(create_url(world), typed(world, to_date="2026-01-01", may_allocate=""))

    assert "Afvigelsen kan ikke slutte, før den begynder." in text_of(response)
    assert "Forsøg med bostøtte" in text_of(response)
    assert Deviation.objects.count() == 0


def test_a_link_from_a_department_has_it_chosen(as_maja, world):
    page = as_maja.get(create_url(world), {"afdeling": world.bo_department.pk})

    assert page.context["form"]["concerns"].value() == f"afdeling-{world.bo_department.pk}"


def test_only_whoever_edits_the_agreement_registers_or_ends(client, anna, bo, carla, world, deviation):
    end = reverse("agreements:deviation_end", args=[deviation.pk])

    client.force_login(anna)
    assert client.get(create_url(world)).status_code == 403
    assert client.post(end, {"last_day": "2026-12-31", "note": "Slut"}).status_code == 403
    client.force_login(bo)
    assert client.get(create_url(world)).status_code == 403
    assert client.get(end).status_code == 403
    client.force_login(carla)
    assert client.get(end).status_code == 404


def test_it_is_ended_from_its_own_page(as_maja, deviation):
    url = reverse("agreements:deviation_end", args=[deviation.pk])

    refused_page = as_maja.post(url, {"last_day": "2028-01-01", "note": "Slut"})
    ended = as_maja.post(url, {"last_day": "2026-12-31", "note": "Forsøget er slut"}, follow=True)

    assert "Vælg en dag fra 19. november 2026" in text_of(refused_page)
    assert "Afvigelsen slutter nu 31. december 2026." in text_of(ended)
    assert "Slutdatoen er rykket:</strong> Forsøget er slut" in text_of(ended)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 3),
        ({"vis": "gaeldende"}, 1),
        ({"vis": "kommende"}, 1),
        ({"vis": "ophoerte"}, 1),
        ({"vis": "noget andet"}, 3),
        ({"ord": "mølle"}, 2),
        ({"ord": "styregruppen"}, 3),
        ({"ord": "findes ikke"}, 0),
    ],
)
def test_the_list_is_filtered_by_state_and_words(as_maja, world, new, deviation, query, found):
    for changes in (
        {"from_date": date(2027, 1, 1)},
        {"from_date": date(2025, 1, 1), "to_date": date(2025, 6, 30), "place": world.carla_department},
    ):
        register_deviation(
            agreement=world.version.agreement,
            new=replace(new, **changes),
            registered_by=deviation.registered_by,
        )

    assert as_maja.get(LIST, query).context["page_obj"].paginator.count == found


def test_the_list_says_what_is_different_why_and_until_when(as_maja, deviation):
    shown = text_of(as_maja.get(LIST))

    assert "Kommunen må anvise: kun borgere med bostøtte" in shown
    assert "1. oktober 2026 til og med 31. marts 2027" in shown
    assert "Forsøg med bostøtte" in shown
    assert "gælder" in shown


def test_an_organisation_sees_its_own_and_those_of_a_step(client, bo, carla, world, new, deviation):
    register_deviation(
        agreement=world.version.agreement,
        new=replace(new, place=StepPlace("trappen", "gul")),
        registered_by=deviation.registered_by,
    )

    client.force_login(carla)
    seen_by_carla = text_of(client.get(LIST))
    assert "alle afdelinger på trinnet gul" in seen_by_carla
    assert "Møllevang" not in seen_by_carla
    detail = reverse("agreements:deviation_detail", args=[deviation.pk])
    assert client.get(detail).status_code == 404
    client.force_login(bo)
    assert client.get(detail).status_code == 200


def test_an_empty_list_and_a_search_without_hits_say_what_they_are(as_maja, world):
    assert "Der er ingen afvigelser" in text_of(as_maja.get(LIST))
    assert "Ingen afvigelser passer" in text_of(as_maja.get(LIST, {"ord": "x"}))


def test_the_deviation_stands_on_the_page_of_what_holds(client, bo, world, deviation):
    client.force_login(bo)
    here = reverse("dashboards:what_holds", args=[world.bo_department.pk])

    during = text_of(client.get(here))
    after = text_of(client.get(here, {"dato": "2027-04-01"}))

    assert "For afdelingen fra 1. oktober 2026 til og med 31. marts 2027." in during
    assert "Besluttet af Styregruppen 3. september 2026, punkt 4" in during
    assert "Kun borgere med bostøtte." in during
    assert "Efter afvigelse til og med 31. marts 2027, § 18" in during
    assert "Afvigelser fra aftalen" not in after
    assert "Kommunen må anvise." in after


@pytest.mark.parametrize("deviations", [1, 12])
def test_the_list_takes_the_same_queries(
    as_maja, world, new, agreement_administrator, deviations, django_assert_max_num_queries
):
    for _ in range(deviations):
        register_deviation(agreement=world.version.agreement, new=new, registered_by=agreement_administrator)

    with django_assert_max_num_queries(10):
        as_maja.get(LIST)

"""What holds for a department on a day: answers with what decides them, and who may see it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from agreements.content.terms import (
    AgreedTerms,
    EveryNthQuota,
    ExtraQuota,
    Fleksibel,
    NoQuota,
    OnRequestQuota,
    Terms,
    TermsFor,
)
from agreements.models import AgreementParty, CoverageExtension, Department, DepartmentMerger
from agreements.terms import (
    Allocation,
    CountScope,
    DwellingType,
    FleksibelMode,
    ShieldedQuota,
    TargetGroup,
)
from tests import contents
from tests import factories as make
from tests.anvisning.situations import report_many
from tests.dashboards.holding import TODAY, amended, listed_area, rich_content

INDEX = reverse("dashboards:what_holds_index")


def words_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def page(client, department, **query) -> str:
    response = client.get(reverse("dashboards:what_holds", args=[department.pk]), query)
    assert response.status_code == 200
    return words_of(response)


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


@pytest.fixture
def as_bo(client, bo):
    client.force_login(bo)
    return client


@pytest.fixture
def as_maja(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client


def agree(world, *steps, from_date=date(2026, 1, 1), **changes):
    """Let an amendment say something else from 1 January 2026."""
    content = contents.agreed(*steps).model_copy(update=changes) if steps or changes else rich_content()
    return amended(world.version, content, from_date=from_date)


def with_green(world, **changes):
    """Let the green step, where Bo's department stands, say something else from 1 January 2026."""
    return agree(world, contents.red(), contents.yellow(), contents.green(**changes))


def let(*, mode=FleksibelMode.optional, share, share_is_most=False):
    return Fleksibel(
        mode=mode, share=Decimal(share), share_is_most=share_is_most, criteria_set=contents.CRITERIA.key
    )


# --- the answers


def test_the_page_answers_each_question_with_what_decides_it(as_bo, world):
    shown = page(as_bo, world.bo_department)

    assert "Hvad gælder i Møllevang i dag?" in shown
    assert "Boliger må meldes ind, og kommunen må anvise. Kvoten er 25 % af de ledige boliger" in shown
    assert "<strong>Ja.</strong> Ledige boliger må meldes ind til kommunen." in shown
    assert "Efter trinnet grøn (Trappen), § 4.2" in shown
    assert "Boliganvisningen har 3 hverdage til at svare på et tilbud." in shown
    assert "Efter aftalen, § 5.2" in shown


def test_the_top_says_the_step_since_when_and_who_decided(as_bo, world):
    placed = make.PlacementFactory(
        department=make.DepartmentFactory(
            municipality=world.municipality, organisation=world.bo_organisation
        ),
        step=world.green,
        decided_by=make.UserFactory(first_name="Maja", last_name="Friis"),
    )

    shown = page(as_bo, placed.department)

    assert "Siden 1. januar 2025. Efter aftalens regel, besluttet 10. december 2024 af Maja Friis." in shown


def test_the_quota_says_where_it_stands_today(as_bo, bo, world):
    report_many(world.bo_department, bo, count=5)

    shown = page(as_bo, world.bo_department)

    assert "Kommunen har fået 1, skulle have haft 1. 5 boliger er talt siden 1. januar 2024." in shown
    assert "Sådan står den i dag:" in shown


def test_where_the_quota_stood_another_day_is_not_told(as_bo, world):
    assert "Sådan står den i dag" not in page(as_bo, world.bo_department, dato="2026-06-01")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"quota": NoQuota()}, "Kommunen har ingen kvote her."),
        ({"quota": EveryNthQuota(n=8)}, "Kommunens kvote er hver 8. ledige bolig."),
        (
            {"quota": OnRequestQuota(answer_days=14, most_a_year=3)},
            "Kommunen får boliger efter anmodning, højst 3 om året; svar inden 14 dage.",
        ),
        (
            {"extra_quota": ExtraQuota(dwellings_a_year=4, compensates_for_steps=("roed",))},
            "4 boliger om året ud over kvoten, til gengæld for afdelingerne på trinnet rød.",
        ),
        (
            {"may_report": False, "when_shielded": ShieldedQuota.owed},
            "Der må ikke meldes ind. Så længe har kommunen turene til gode.",
        ),
        (
            {"may_report": False, "when_shielded": ShieldedQuota.lapses},
            "Så længe bortfalder kvoten: boligerne tælles ikke med.",
        ),
        (
            {"may_allocate": Allocation.target_groups, "target_groups": (TargetGroup.housing_first,)},
            "<strong>Kun borgere i Housing First.</strong> Ingen andre må anvises.",
        ),
        ({"may_allocate": Allocation.no}, "<strong>Nej.</strong> Kommunen må ikke anvise her."),
        (
            {"target_groups": (TargetGroup.young,)},
            "<strong>Ja.</strong> Kommunen må anvise.",
        ),
        ({"target_groups": (TargetGroup.young,)}, "Aftalen nævner unge."),
        ({"may_report": None}, "Det siger aftalen ikke.</strong> Spørg kommunen"),
        ({"fleksibel": Fleksibel(mode=FleksibelMode.none)}, "Der udlejes ikke fleksibelt."),
        (
            {"fleksibel": let(share=0)},
            "Det er muligt efter aftalen, men andelen er 0 %.",
        ),
        (
            {
                "fleksibel": Fleksibel(
                    mode=FleksibelMode.optional,
                    share=Decimal(25),
                    share_is_most=True,
                    criteria_set="almindelige",
                )
            },
            "op til 25 % af de ledige boliger kan udlejes fleksibelt efter kriterierne »Almindelige "
            "kriterier«",
        ),
        (
            {"fleksibel": let(mode=FleksibelMode.required, share=100)},
            "alle ledige boliger skal udlejes fleksibelt efter kriterierne",
        ),
        (
            {"fleksibel": Fleksibel(mode=FleksibelMode.required, share=Decimal(50))},
            "Kriterierne mangler i aftalen.",
        ),
    ],
)
def test_what_the_step_says_is_said_in_words(as_bo, world, terms, said):
    with_green(world, **terms)

    assert said in page(as_bo, world.bo_department)


def test_the_criteria_stand_in_full_with_documentation_and_exemptions(as_bo, world):
    listed_area(world.bo_department, "udsat_boligomraade")
    agree(world)

    shown = page(as_bo, world.bo_department)

    assert "Alle voksne i husstanden" in shown
    assert "Dokumentation: Ansættelseskontrakt og tre lønsedler." in shown
    assert "lejere, der flytter inden for samme afdeling" in shown
    assert "Dokumentationen skal afleveres inden 5 dage." in shown
    assert "Kriterierne er offentliggjort 1. februar 2025" in shown


def test_claim_order_and_contacts_are_told(as_bo, world):
    world.bo_organisation.contact_name = "Bo Lund"
    world.bo_organisation.contact_phone = "98 76 54 32"
    world.bo_organisation.save()
    agree(world)

    shown = page(as_bo, world.bo_department)

    assert "1. kommunal anvisning, 2. intern oprykning i afdelingen, 3. ventelisten." in shown
    assert "Efter aftalen, § 6" in shown
    assert "Anna Holm, boligkoordinator, tlf. 12 34 56 78" in shown
    assert "Bo Lund, tlf. 98 76 54 32" in shown


def test_a_wider_scope_of_counting_is_told_beside_the_departments_own_figures(as_bo, world):
    counting = contents.COUNTING.model_copy(update={"scope": CountScope.organisation})
    amended(world.version, contents.agreed(counting=counting), from_date=date(2026, 1, 1))

    assert "Aftalen tæller hver boligorganisation under ét; tallene her er afdelingens egne." in page(
        as_bo, world.bo_department
    )


# --- the same page before and after an amendment


def test_the_page_reads_as_it_was_before_and_as_it_is_after_an_amendment(as_bo, world):
    with_green(world, quota=EveryNthQuota(n=8))

    before = page(as_bo, world.bo_department, dato="2025-12-31")
    after = page(as_bo, world.bo_department, dato="2026-01-01")

    assert "Hvad gjaldt i Møllevang 31. december 2025?" in before
    assert "Kvoten er 25 % af de ledige boliger" in before
    assert "version 1, i kraft siden 1. januar 2024" in before
    assert "Kvoten er hver 8. ledige bolig." in after
    assert "version 2, tillæg, i kraft siden 1. januar 2026" in after
    assert "tillæg: Kvoten sænkes i grønne afdelinger" in before


def test_a_faulty_day_is_today(as_bo, world):
    assert "Hvad gælder i Møllevang i dag?" in page(as_bo, world.bo_department, dato="i går")


def test_before_the_agreement_the_page_says_when_it_begins(as_bo, world):
    shown = page(as_bo, world.bo_department, dato="2023-06-01")

    assert "Aftalen er ikke begyndt den dag" in shown
    assert "begynder 1. januar 2024. Indtil da gælder kun loven." in shown
    assert "?dato=2024-01-01" in shown
    assert "Må boliger meldes ind?" not in shown


def test_after_the_agreement_the_page_says_that_it_has_run_out(as_bo, world):
    shown = page(as_bo, world.bo_department, dato="2028-01-01")

    assert "Aftalen er udløbet" in shown
    assert "gjaldt til og med 31. december 2027" in shown
    assert "?dato=2027-12-31" in shown


def test_without_any_agreement_the_page_says_so(client, world):
    elsewhere = world.elsewhere
    user = make.MembershipFactory(municipality=elsewhere.municipality).user
    client.force_login(user)

    shown = page(client, elsewhere)

    assert "Ingen aftale gælder for afdelingen" in shown
    assert "har ikke vedtaget en udlejningsaftale" in shown


# --- whom the agreement binds


def part_of(world):
    return AgreementParty.objects.filter(
        agreement=world.version.agreement, organisation=world.bo_organisation
    )


def test_a_former_party_is_told_so_and_the_terms_are_not_its(as_bo, world):
    part_of(world).update(to_date=date(2026, 6, 30))

    shown = page(as_bo, world.bo_department)

    assert "Lind Bolig er ikke længere part" in shown
    assert "til og med 30. juni 2026" in shown
    assert "Må boliger meldes ind?" not in shown
    assert "Må boliger meldes ind?" in page(as_bo, world.bo_department, dato="2026-06-30")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": "invited"}, "Lind Bolig er inviteret, men ikke part"),
        ({"status": "declined"}, "Lind Bolig ønsker ikke at være part"),
        ({"from_date": date(2027, 1, 1)}, "Organisationen bliver part i"),
    ],
)
def test_one_that_is_no_party_yet_or_never_is_told_so(as_anna, world, changes, said):
    part_of(world).update(**changes)

    assert said in page(as_anna, world.bo_department)


def test_an_extended_agreement_holds_for_those_outside_it(as_anna, world):
    part_of(world).delete()
    CoverageExtension.objects.create(
        agreement=world.version.agreement,
        from_date=date(2026, 1, 1),
        to_date=date(2027, 12, 31),
        decided_date=date(2025, 12, 1),
    )

    shown = page(as_anna, world.bo_department)

    assert "har fra 1. januar 2026 udvidet" in shown
    assert "<strong>Ja.</strong> Ledige boliger må meldes ind" in shown


def test_an_individual_agreement_speaks_on_top_of_the_framework(as_bo, world):
    own = make.AgreementVersionFactory(
        agreement=make.AgreementFactory(
            municipality=world.municipality,
            kind="individual",
            organisation=world.bo_organisation,
            name="Aftale med Lind Bolig",
        ),
        content={
            "schema_version": 1,
            "terms": {"deadline": {"answer_days": 5, "day_kind": "calendar", "clause": "§ 2"}},
        },
    )
    make.AgreementPartyFactory(agreement=own.agreement, organisation=world.bo_organisation)
    make.adopted(own)

    shown = page(as_bo, world.bo_department)

    assert "Boliganvisningen har 5 kalenderdage" in shown
    assert "Efter den individuelle aftale, § 2" in shown
    assert "Efter rammeaftalen, § 4.1" in shown
    assert "Aftale med Lind Bolig (individuel aftale)" in shown
    assert "Bygger på" in shown


# --- the step, or none


def test_a_department_on_no_step_says_what_is_missing_and_what_to_do(as_bo, world):
    fresh = make.DepartmentFactory(
        municipality=world.municipality, organisation=world.bo_organisation, name="Nygård"
    )

    shown = page(as_bo, fresh)

    assert "Afdelingen står ikke på et trin: Trappen" in shown
    assert "ikke indplaceret" in shown
    assert reverse("monitoring:overview") in shown
    assert "Det siger aftalen ikke." in shown


def test_a_closed_department_and_a_merged_one_say_so(as_bo, world):
    Department.objects.filter(pk=world.bo_department.pk).update(to_date=date(2026, 3, 31))
    merged = make.DepartmentFactory(
        municipality=world.municipality, organisation=world.bo_organisation, name="Lillevang"
    )
    DepartmentMerger.objects.create(
        from_department=merged, to_department=world.bo_department, merged_date=date(2026, 1, 1)
    )

    assert "Den sidste dag var 31. marts 2026." in page(as_bo, world.bo_department)
    assert "Afdelingen er lagt sammen med Møllevang" in page(as_bo, merged)


def test_several_staircases_each_have_their_step(as_bo, world):
    areas = contents.staircase(contents.red(), contents.green()).model_copy(
        update={"key": "omraader", "name": "Områdetrappen"}
    )
    youth = areas.model_copy(
        update={"key": "unge", "name": "Ungdomstrappen", "dwelling_types": (DwellingType.youth,)}
    )
    content = contents.agreed()
    version = agree(world, staircases=(*content.staircases, areas, youth))
    make.PlacementFactory(
        department=world.bo_department,
        step=version.steps.get(staircase__key="omraader", key="roed"),
        from_date=date(2026, 1, 1),
    )

    shown = page(as_bo, world.bo_department)

    assert "<strong>Trappen</strong>" in shown
    assert "<strong>Områdetrappen</strong> Siden 1. januar 2026." in shown
    assert "Ungdomstrappen" not in shown


# --- dwelling types


def test_dwelling_types_that_differ_have_an_answer_each(as_bo, world):
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="family", dwellings=40)
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="youth", dwellings=10)
    special = TermsFor(
        key="unge",
        name="Ungdomsboliger",
        dwelling_types=(DwellingType.youth,),
        terms=Terms(may_report=False, clause="§ 7"),
    )
    agree(world, terms=AgreedTerms(special=(special,), counting=contents.COUNTING))

    shown = page(as_bo, world.bo_department)

    assert shown.index(">Familieboliger<") < shown.index(">Ungdomsboliger<")
    assert "Efter særlige vilkår: Ungdomsboliger, § 7" in shown
    assert "Ungdomsboliger er ikke med i kvoten." in shown


def test_one_answer_serves_dwelling_types_that_are_alike(as_bo, world):
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="family", dwellings=40)
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="elderly", dwellings=4)

    shown = page(as_bo, world.bo_department)

    assert shown.count("Ledige boliger må meldes ind til kommunen.") == 1
    assert shown.count("Ældreboliger er ikke med i kvoten.") == 1


# --- the law before the agreement


def test_a_listed_area_obliges_to_let_flexibly_although_the_agreement_says_none(as_bo, world):
    listed_area(world.bo_department, "udsat_boligomraade")
    content = rich_content()
    steps = contents.staircase(
        contents.red(), contents.yellow(), contents.green(fleksibel=Fleksibel(mode=FleksibelMode.none))
    )
    amended(world.version, content.model_copy(update={"staircases": (steps,)}), from_date=date(2026, 1, 1))

    shown = page(as_bo, world.bo_department)

    law = shown.index("Fleksibel udlejning er obligatorisk her.")
    agreed = shown.index("Aftalen siger: ingen. Loven går forud.")
    assert law < agreed
    assert "Efter almenboligloven § 60 stk. 4 (efter vejledning)" in shown
    assert "Kommunalbestyrelsens kriterier" in shown


def test_without_announced_criteria_the_obligation_waits(as_bo, world):
    listed_area(world.bo_department, "forebyggelsesomraade")

    shown = page(as_bo, world.bo_department)

    assert "kommunalbestyrelsens kriterier er ikke offentliggjort i aftalen" in shown
    assert "ledige boliger kan udlejes fleksibelt" in shown


def test_a_listed_area_limits_whom_the_municipality_may_allocate(as_bo, world):
    listed_area(world.bo_department, "udsat_boligomraade")

    shown = page(as_bo, world.bo_department)

    assert "Fjordparken er udsat boligområde siden 1. december 2024" in shown
    assert "(Ministeriets liste 1. december 2024)" in shown
    assert shown.index("Loven går forud.") < shown.index("<strong>Ja.</strong> Kommunen må anvise.")
    assert "ikke er statsborger i EU, EØS eller Schweiz" in shown
    assert "Flygtninge må ikke boligplaceres her." in shown
    assert "Om nr. 5–7 altid gælder eller kun efter kommunens beslutning, er ikke afklaret." in shown


def test_a_former_area_with_a_plan_tells_what_the_law_leaves_open(as_bo, world):
    listed_area(world.bo_department, plan_from=date(2019, 6, 1))

    shown = page(as_bo, world.bo_department)

    assert "Fjordparken har en udviklingsplan fra 1. juni 2019" in shown
    assert "Efter almenboligloven § 168 a, jf. § 51 c: Fjordparken" in shown
    assert "Ikke afklaret i loven: om flygtninge må boligplaceres" in shown


def test_a_listing_that_has_ended_is_gone_from_the_day_after(as_bo, world):
    area = listed_area(world.bo_department, "udsat_boligomraade")
    area.listings.update(to_date=date(2025, 11, 30))

    assert "udsat boligområde" in page(as_bo, world.bo_department, dato="2025-11-30")
    assert "som ikke er på de officielle lister" in page(as_bo, world.bo_department, dato="2025-12-01")


def test_outside_every_area_the_page_says_so(as_bo, world):
    assert "Afdelingen ligger ikke i et område på de officielle lister." in page(as_bo, world.bo_department)


# --- who sees it


def test_another_organisations_department_does_not_exist_for_carla(client, carla, world):
    client.force_login(carla)
    response = client.get(reverse("dashboards:what_holds", args=[world.bo_department.pk]))
    assert response.status_code == 404


def test_a_department_elsewhere_does_not_exist_for_anna(as_anna, world):
    response = as_anna.get(reverse("dashboards:what_holds", args=[world.elsewhere.pk]))
    assert response.status_code == 404


def test_the_page_links_to_the_agreement_for_those_who_may_open_it(as_bo, world):
    assert reverse("agreements:agreement_detail", args=[world.version.agreement_id]) in page(
        as_bo, world.bo_department
    )


def test_only_whoever_edits_the_agreement_is_offered_a_deviation(as_maja, bo, world):
    create = reverse("agreements:deviation_create", args=[world.version.agreement_id])

    assert f"{create}?afdeling={world.bo_department.pk}" in page(as_maja, world.bo_department)
    as_maja.force_login(bo)
    assert create not in page(as_maja, world.bo_department)


def test_a_vacancy_its_offer_and_the_quota_lead_here_in_one_click(as_anna, bo, world):
    vacancies = report_many(world.bo_department, bo, count=4, today=TODAY)
    here = reverse("dashboards:what_holds", args=[world.bo_department.pk])

    pages = [
        reverse("anvisning:vacancy_detail", args=[vacancies[0].pk]),
        reverse("anvisning:offer_detail", args=[vacancies[3].offer.pk]),
        reverse("anvisning:quota_detail", args=[world.bo_department.pk]),
        reverse("monitoring:department_detail", args=[world.bo_department.pk]),
    ]
    assert [url for url in pages if here not in words_of(as_anna.get(url))] == []


def test_the_page_takes_few_queries_however_much_there_is(as_anna, world, django_assert_max_num_queries):
    listed_area(world.bo_department, "udsat_boligomraade", "kombineret_udlejning")
    listed_area(world.bo_department, "udsat_boligomraade", name="Syd")
    agree(world)
    url = reverse("dashboards:what_holds", args=[world.bo_department.pk])
    as_anna.get(url)

    with django_assert_max_num_queries(32):
        as_anna.get(url)


# --- the list to find a department in


def test_the_list_finds_departments_by_words_and_shows_only_ones_own(as_bo, world):
    shown = words_of(as_bo.get(INDEX))
    assert reverse("dashboards:what_holds", args=[world.bo_department.pk]) in shown
    assert "Skovparken" not in shown
    assert "Ingen afdelinger passer" in words_of(as_bo.get(INDEX, {"ord": "skov"}))
    assert "Møllevang" in words_of(as_bo.get(INDEX, {"ord": "mølle"}))


def test_an_empty_list_says_what_to_do(client, db):
    client.force_login(make.UserFactory())
    assert "Der er ingen afdelinger at vise" in words_of(client.get(INDEX))


@pytest.mark.parametrize("departments", [2, 40])
def test_the_list_takes_the_same_queries(as_bo, world, departments, django_assert_max_num_queries):
    for department in make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    ):
        make.PlacementFactory(department=department, step=world.green)

    with django_assert_max_num_queries(10):
        as_bo.get(INDEX)

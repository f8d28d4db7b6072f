"""What holds in a department: each question answered in words, with what decides it."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.content.terms import EveryNthQuota, ExtraQuota, Fleksibel, NoQuota, OnRequestQuota
from agreements.terms import Allocation, CountScope, FleksibelMode, ShieldedQuota, TargetGroup
from tests import contents
from tests import factories as make
from tests.anvisning.situations import report_many
from tests.dashboards.holding import agree, amended, let, listed_area, page, with_green


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

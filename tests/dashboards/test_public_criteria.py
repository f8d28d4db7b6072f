"""The public page of criteria: what everybody may read of flexible letting, and nothing else at all."""

import re
from datetime import date
from decimal import Decimal

import pytest

from agreements.actions.deviations import NewDeviation, register_deviation
from agreements.content.terms import Fleksibel, Terms
from agreements.models import AgreementParty, Department
from agreements.terms import CriteriaOrder, FleksibelMode
from tests import contents
from tests import factories as make
from tests.dashboards.holding import COUNCILS, amended, listed_area, rich_content

URL = "/fleksibel-udlejning/0998/"
REQUIRED = Fleksibel(mode=FleksibelMode.required, share=Decimal(50), criteria_set=contents.CRITERIA.key)
NONE = Fleksibel(mode=FleksibelMode.none)


def shown(client) -> str:
    response = client.get(URL)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def agree(world, *, criteria_sets=(contents.CRITERIA,), **green):
    """Let the agreement say so from 1 January 2026: nothing flexible but on the green step."""
    steps = (
        contents.red(fleksibel=NONE),
        contents.yellow(fleksibel=NONE),
        contents.green(**{"fleksibel": REQUIRED, **green}),
    )
    content = contents.agreed(*steps).model_copy(update={"criteria_sets": criteria_sets})
    return amended(world.version, content, from_date=date(2026, 1, 1))


def test_everybody_reads_where_the_criteria_hold_and_what_they_are(client, world):
    agree(world)

    page = shown(client)

    assert "Fleksibel udlejning i Fjordby Kommune" in page
    assert "<dt>Lind Bolig</dt> <dd>Møllevang</dd>" in page
    assert "Almindelige kriterier" in page
    assert "Mindst én voksen i husstanden har lønarbejde i mindst 25 timer om ugen." in page
    assert "Dokumentation: Tre lønsedler." in page
    assert "Skovparken" not in page


def test_order_exemptions_and_announcement_are_public(client, world):
    second = contents.CRITERIA.criteria[0].model_copy(
        update={"key": "mere", "parameters": {"hours": Decimal(37)}}
    )
    criteria = COUNCILS.model_copy(
        update={
            "key": contents.CRITERIA.key,
            "criteria": (*COUNCILS.criteria, second),
            "order": CriteriaOrder.equal,
        }
    )
    agree(world, criteria_sets=(criteria,))

    page = shown(client)

    assert "Kriterierne er ligestillede" in page
    assert "lejere, der flytter inden for samme afdeling" in page
    assert "Kriterierne er offentliggjort 1. februar 2025" in page


def test_nothing_else_is_told(client, world, bo):
    world.bo_organisation.contact_name = "Hemmelig Hansen"
    world.bo_organisation.save()
    amended(world.version, rich_content(), from_date=date(2026, 1, 1))
    Department.objects.update(contact_name="Hemmelig Jensen", contact_phone="11 22 33 44")
    listed_area(world.bo_department, "udsat_boligomraade")

    page = shown(client)

    told = re.sub(r"<link[^>]*>", "", page)
    secrets = (
        "rød|gul|grøn|red|yellow|green|step|trin|trappe|kvote|anvis|melde|andel|34 %|25 %|50 %|Hemmelig|"
        "11 22 33 44|12 34 56 78|Anna Holm|boligkoordinator|udsat|Fjordparken|Ministeriets|§ 59|frist|version"
    )
    assert re.findall(rf"\b(?:{secrets})", told, re.IGNORECASE) == []
    assert "Møllevang" in page


@pytest.mark.parametrize(
    "fleksibel",
    [
        NONE,
        Fleksibel(mode=FleksibelMode.optional, share=Decimal(0), criteria_set=contents.CRITERIA.key),
        Fleksibel(mode=FleksibelMode.required),
    ],
    ids=["ingen", "0 %", "uden kriterier"],
)
def test_where_nothing_is_let_by_criteria_nothing_is_listed(client, world, fleksibel):
    agree(world, fleksibel=fleksibel)

    assert "Ingen afdelinger udlejer fleksibelt" in shown(client)


def test_obligatory_criteria_are_shown_although_the_agreement_says_none(client, world):
    listed_area(world.bo_department, "forebyggelsesomraade")
    agree(world, fleksibel=NONE, criteria_sets=(contents.CRITERIA, COUNCILS))

    page = shown(client)

    assert "Kommunalbestyrelsens kriterier" in page
    assert "Almindelige kriterier" not in page


def test_one_that_the_agreement_does_not_bind_is_left_out(client, world):
    agree(world)
    AgreementParty.objects.filter(organisation=world.bo_organisation).update(to_date=date(2026, 6, 30))

    assert "Møllevang" not in shown(client)


def test_closed_departments_are_left_out(client, world):
    agree(world)
    Department.objects.filter(pk=world.bo_department.pk).update(to_date=date(2026, 6, 30))

    assert "Møllevang" not in shown(client)


def test_a_deviation_counts_while_it_lasts(client, world, agreement_administrator):
    version = agree(world)
    new = NewDeviation(
        place=world.bo_department,
        terms=Terms(fleksibel=NONE),
        from_date=date(2026, 10, 1),
        to_date=date(2026, 12, 31),
        reason="For mange tomme boliger",
        decided_by="Styregruppen",
    )
    register_deviation(agreement=version.agreement, new=new, registered_by=agreement_administrator)

    page = shown(client)

    assert "Møllevang" not in page
    assert "tomme boliger" not in page


def test_dwelling_types_that_the_criteria_are_not_for_are_told_apart(client, world):
    agree(world)
    listed_area(world.bo_department, "udsat_boligomraade")
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="family", dwellings=40)
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="youth", dwellings=10)
    amended(
        world.version.agreement.versions.get(number=2),
        contents.agreed(contents.red(), contents.yellow(), contents.green(fleksibel=NONE)).model_copy(
            update={"criteria_sets": (COUNCILS,)}
        ),
        from_date=date(2026, 6, 1),
    )

    assert "Møllevang (kun familieboliger)" in shown(client)


def test_the_same_set_is_shown_once_with_every_organisation_under_it(client, world):
    agree(world)
    other = make.DepartmentFactory(
        municipality=world.municipality, organisation=world.carla_organisation, name="Strandhøj"
    )
    make.PlacementFactory(department=other, step=world.green)

    page = shown(client)

    assert page.count("Tre lønsedler.") == 1
    assert page.index("Lind Bolig") < page.index("Strandbo") < page.index("Strandhøj")


def test_it_is_open_to_all_and_any_cache_may_keep_it(client, world, bo):
    response = client.get(URL)
    assert response.status_code == 200
    assert "max-age=600" in response["Cache-Control"]
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert response.cookies == {}

    client.force_login(bo)
    assert client.get(URL).content == response.content


@pytest.mark.parametrize("code", ["0000", "998", "x"])
def test_an_unknown_code_is_not_found(client, world, code):
    assert client.get(f"/fleksibel-udlejning/{code}/").status_code == 404


def test_an_invented_municipality_says_so(client, world):
    world.municipality.is_fictional = True
    world.municipality.save()

    assert "Opdigtede data" in shown(client)


def test_the_page_gives_its_own_address_to_copy(client, world):
    assert 'value="http://testserver/fleksibel-udlejning/0998/"' in shown(client)


@pytest.mark.parametrize("departments", [2, 40])
def test_the_page_takes_the_same_queries(client, world, departments, django_assert_max_num_queries):
    for department in make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    ):
        make.PlacementFactory(department=department, step=world.green)

    with django_assert_max_num_queries(12):
        client.get(URL)

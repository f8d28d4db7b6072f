"""A step has the shape that the agreement gave it, wherever its badge or the staircase is drawn."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from agreements.models import AgreementVersion
from agreements.terms import StepShape
from anvisning.actions.vacancies import NewVacancy, report_vacancy
from monitoring.actions.placements import propose_placements
from monitoring.models import Placement
from monitoring.reports.picture import NARROW, WIDE, staircase_picture
from monitoring.reports.staircase import NO_STEP, OverviewFilters, staircase_overview
from tests import contents
from tests import factories as make
from udlejning.dashboards.staircases_today import staircase_counts

TODAY = date(2026, 11, 19)
HEXAGON = "M4.5 2h7l3.5 6-3.5 6h-7L1 8z"
BADGE = f'<path d="{HEXAGON}"/></svg><span>grøn</span>'
ROUND_BADGE = '<circle cx="8" cy="8" r="6.5"/></svg><span>grøn</span>'


@pytest.fixture
def version(world) -> AgreementVersion:
    """From July 2025 green is a hexagon, and Bo's department is placed on it."""
    hexagonal = contents.green().model_copy(update={"shape": StepShape.hexagon})
    version = make.version_with(
        contents.red(),
        contents.yellow(),
        hexagonal,
        agreement=world.version.agreement,
        number=2,
        from_date=date(2025, 7, 1),
    )
    AgreementVersion.objects.filter(pk=world.version.pk).update(to_date=date(2025, 6, 30))
    version = make.adopted(version)
    Placement.objects.filter(department=world.bo_department).update(to_date=date(2025, 6, 30))
    make.PlacementFactory(
        department=world.bo_department, step=make.step_of(version, "groen"), from_date=date(2025, 7, 1)
    )
    return version


@pytest.fixture
def vacancies(world, version, bo):
    """Four vacancies in Bo's department: the fourth is the municipality's to answer."""
    return [
        report_vacancy(department=world.bo_department, dwelling=dwelling(n), reported_by=bo, today=TODAY)
        for n in range(1, 5)
    ]


def dwelling(number: int) -> NewVacancy:
    return NewVacancy(
        address=f"Møllevang {number}",
        dwelling_type="family",
        rooms=2,
        area_m2=Decimal(58),
        rent=Decimal(4870),
        deposit=None,
        available_date=date(2027, 1, 1),
    )


def shown(client, url: str) -> str:
    """Return the page without the space between its elements."""
    return re.sub(r">\s+<", "><", client.get(url).text)


def pages(world, vacancies) -> dict[str, str]:
    """The address of each page that shows the step that Bo's department stands on."""
    own = [world.bo_department.pk]
    return {
        "the staircase": reverse("monitoring:overview"),
        "the figures": reverse("monitoring:department_detail", args=own),
        "what holds": reverse("dashboards:what_holds", args=own),
        "what holds, the list": reverse("dashboards:what_holds_index"),
        "the front page": reverse("dashboards:home"),
        "the quota": reverse("anvisning:quota_list"),
        "a department's quota": reverse("anvisning:quota_detail", args=own),
        "the offers": reverse("anvisning:offer_list"),
        "an offer": reverse("anvisning:offer_detail", args=[vacancies[-1].offer.pk]),
        "a vacancy": reverse("anvisning:vacancy_detail", args=[vacancies[0].pk]),
    }


def test_every_badge_of_the_step_has_its_own_shape(client, anna, world, vacancies):
    client.force_login(anna)

    read = {name: shown(client, url) for name, url in pages(world, vacancies).items()}

    assert [name for name, page in read.items() if BADGE not in page] == []
    # The figures tell of the time before as well, when green was round.
    assert [name for name, page in read.items() if ROUND_BADGE in page] == ["the figures"]


@pytest.mark.parametrize("look", [WIDE, NARROW])
def test_the_staircase_draws_the_agreements_shapes_under_the_ground(anna, world, version, look):
    overview = staircase_overview(user=anna, municipality=world.municipality, on_date=TODAY)

    picture = staircase_picture(overview, look)

    assert {part.step.colour: part.step.shape for part in picture.steps} == {
        "red": "diamond",
        "yellow": "triangle",
        "green": "hexagon",
    }
    red, yellow, green = (re.findall("[MLHVAZ]", part.mark) for part in picture.steps)
    assert (red, yellow, green) == (list("MLLLZ"), list("MLLZ"), list("MHLLHLZ"))


def test_departments_without_a_step_have_the_ring(anna, world, version):
    make.DepartmentFactory(
        municipality=world.municipality, organisation=world.bo_organisation, name="Uplaceret"
    )
    overview = staircase_overview(
        user=anna, municipality=world.municipality, on_date=TODAY, filters=OverviewFilters(step=NO_STEP)
    )

    *_, grey = staircase_picture(overview).steps

    assert (grey.step.colour, grey.step.shape) == ("grey", "")
    assert grey.mark.count("A") == 4  # two circles, the inner one cut out


def test_a_proposal_shows_the_shapes_of_both_steps(client, anna, world, version):
    run = propose_placements(version=version, figures_date=TODAY, made_by=anna)
    Placement.objects.filter(run=run, department=world.bo_department).update(
        step=make.step_of(version, "groen"), kind="manual", reason="Sat ved aftale"
    )
    client.force_login(anna)

    page = shown(client, reverse("monitoring:run_detail", args=[run.pk]))

    assert page.count(BADGE) == 2


def test_a_shape_that_changed_does_not_make_two_steps_of_one(anna, world, version):
    make.PlacementFactory(
        department=make.DepartmentFactory(
            municipality=world.municipality, organisation=world.bo_organisation
        ),
        step=world.green,
    )

    (staircase,) = staircase_counts(user=anna, today=TODAY)
    counts = {row.name: row.departments for row in staircase.steps}

    assert counts == {"gul": 1, "grøn": 2}


def test_the_editor_shows_the_shapes_of_the_draft(client, agreement_administrator, world):
    hexagonal = contents.green().model_copy(update={"shape": StepShape.hexagon})
    draft = make.version_with(
        contents.red(), hexagonal, agreement=world.version.agreement, number=2, from_date=date(2027, 1, 1)
    )
    client.force_login(agreement_administrator)

    page = shown(
        client, reverse("dashboards:editor_piece", args=[draft.pk, "staircases", (contents.STAIRCASE,)])
    )

    assert page.count(HEXAGON) == 2  # in the list of steps, and in what the draft would mean

"""The preview beside a draft: departments on each step and the quota in a year, today and by the draft."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from agreements.actions.agreements import Amendment, begin_amendment
from agreements.actions.content import store_content
from agreements.content.document import Content
from agreements.content.terms import (
    AgreedTerms,
    EveryNthQuota,
    ExtraQuota,
    FixedStockQuota,
    NoQuota,
    OnRequestQuota,
    ShareQuota,
    Terms,
)
from agreements.forms.drafts import OpenDraft
from agreements.models import AgreementVersion, Indicator
from agreements.terms import DwellingType, PlacedBy, ShieldedQuota
from anvisning.actions.vacancies import NewVacancy, report_vacancy
from tests import contents
from tests import factories as make
from tests.dashboards.editing import STAIRCASES, TERMS, address, said_by, text_of
from tests.dashboards.html_forms import form_on
from udlejning.dashboards.editor.preview import Preview, preview_of, tenths

TODAY = date(2026, 11, 19)


@pytest.fixture
def draft(world) -> AgreementVersion:
    """An amendment that says what the agreement says."""
    amendment = Amendment(from_date=date(2027, 1, 1), reason="Nye grænser")
    return begin_amendment(version=world.version, amendment=amendment)


@pytest.fixture
def figures(world) -> None:
    """Bo's department stands on green with 34 %, Carla's on yellow with 45 %: both have moved since."""
    for department, share in ((world.bo_department, "34.0"), (world.carla_department, "45.0")):
        make.MeasurementFactory(
            department=department,
            indicator=Indicator.objects.get(key=contents.OUTSIDE),
            value=Decimal(share),
            batch__municipality=world.municipality,
        )


@pytest.fixture
def vacancies(world, bo, carla) -> None:
    """Ten of Bo's and six of Carla's family dwellings in the last twelve months, and older ones besides."""
    report(world.bo_department, bo, 10, TODAY)
    report(world.carla_department, carla, 6, TODAY)
    report(world.bo_department, bo, 3, date(2025, 11, 19), "Gammel")


def report(department, reporter, number, day, street="Ny", dwelling_type="family") -> None:
    for at in range(number):
        dwelling = NewVacancy(
            address=f"{street} {at}",
            dwelling_type=dwelling_type,
            rooms=2,
            area_m2=Decimal(58),
            rent=Decimal(4870),
            deposit=None,
            available_date=date(2027, 1, 1),
            reference="",
        )
        report_vacancy(department=department, dwelling=dwelling, reported_by=reporter, today=day)


def preview(version, content=None) -> Preview:
    draft = OpenDraft(AgreementVersion.objects.select_related("agreement__municipality").get(pk=version.pk))
    return preview_of(draft, draft.content if content is None else content, today=TODAY)


def counts(staircase):
    return [(step.name, step.today, step.then) for step in staircase.steps]


def quotas(found):
    return [(row.organisation, row.vacancies, row.today, row.then) for row in (*found.quotas, found.total)]


# --- departments on each step


def test_departments_are_counted_where_they_stand_and_where_the_draft_would_place_them(draft, figures):
    (staircase,) = preview(draft).staircases

    assert counts(staircase) == [("rød", 0, 1), ("gul", 1, 1), ("grøn", 1, 0)]
    assert staircase.note == ""


def test_a_new_threshold_moves_them(draft, figures):
    higher = contents.red().model_copy(update={"rules": (contents.at_least(50),)})
    content = contents.agreed(higher, contents.yellow(), contents.green())

    (staircase,) = preview(draft, content).staircases

    assert counts(staircase) == [("rød", 0, 0), ("gul", 1, 2), ("grøn", 1, 0)]


def test_departments_without_figures_stand_on_no_step(draft):
    (staircase,) = preview(draft).staircases

    assert counts(staircase) == [("rød", 0, 0), ("gul", 1, 0), ("grøn", 1, 0), ("uden trin", 0, 2)]


def test_what_is_placed_by_hand_stands_as_today_and_says_so(draft, figures):
    staircase = contents.staircase().model_copy(update={"placed_by": PlacedBy.hand})
    content = contents.agreed().model_copy(update={"staircases": (staircase,)})

    (shown,) = preview(draft, content).staircases

    assert counts(shown) == [("rød", 0, 0), ("gul", 1, 1), ("grøn", 1, 1)]
    assert "indplacerer efter aftale" in shown.note


def test_a_staircase_for_youth_dwellings_counts_only_departments_that_have_them(draft, figures, world):
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="youth")
    staircase = contents.staircase().model_copy(update={"dwelling_types": (DwellingType.youth,)})
    content = contents.agreed().model_copy(update={"staircases": (staircase,)})

    (shown,) = preview(draft, content).staircases

    assert counts(shown) == [("rød", 0, 0), ("gul", 0, 1), ("grøn", 1, 0)]


def test_without_a_staircase_there_is_nothing_to_stand_on(draft):
    found = preview(draft, Content())

    assert found.staircases == ()
    assert found.departments == 2


# --- the quota in a year


def test_the_quota_is_reckoned_of_the_vacancies_of_the_last_twelve_months(draft, figures, vacancies):
    assert quotas(preview(draft)) == [
        ("Lind Bolig", 10, "2,5", "2,5"),
        ("Strandbo", 6, "1,5", "0"),
        ("I alt", 16, "4", "2,5"),
    ]


@pytest.mark.parametrize(
    ("quota", "then"),
    [
        (ShareQuota(share=Decimal("12.5")), "1,2"),
        (EveryNthQuota(n=4, first=1), "2,5"),
        (EveryNthQuota(n=3), "3,3"),
        (NoQuota(), "0"),
        (OnRequestQuota(), "efter anmodning"),
        (FixedStockQuota(share=Decimal(10)), "andel af fast bestand"),
    ],
)
def test_each_way_of_sharing_is_reckoned_in_its_own_way(draft, figures, vacancies, quota, then):
    content = contents.agreed(contents.red(), contents.yellow(quota=quota), contents.green())

    assert quotas(preview(draft, content))[0] == ("Lind Bolig", 10, "2,5", then)


def test_what_shielded_departments_owe_is_told_beside(draft, figures, vacancies):
    owing = contents.red(when_shielded=ShieldedQuota.owed)
    content = contents.agreed(owing, contents.yellow(), contents.green())

    found = quotas(preview(draft, content))

    assert found[1] == ("Strandbo", 6, "1,5", "1,5 til gode")
    assert found[2] == ("I alt", 16, "4", "2,5 og 1,5 til gode")


def test_only_the_dwelling_types_that_are_counted_are_reckoned(draft, figures, world, bo):
    report(world.bo_department, bo, 4, TODAY)
    report(world.bo_department, bo, 4, TODAY, "Ung", dwelling_type="youth")

    assert quotas(preview(draft))[0] == ("Lind Bolig", 4, "1", "1")


def test_extra_dwellings_are_told_once(draft):
    extra = ExtraQuota(dwellings_a_year=6, compensates_for_steps=("roed",))
    content = contents.agreed(
        contents.red(), contents.yellow(extra_quota=extra), contents.green(extra_quota=extra)
    )

    assert preview(draft, content).extras == (
        "6 boliger om året ud over kvoten, til gengæld for afdelingerne på trinnet rød",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(23, 2), "11,5"), (Fraction(12), "12"), (Fraction(10, 3), "3,3"), (Fraction(1, 100), "0")],
)
def test_dwellings_are_told_with_one_decimal_at_most(value, text):
    assert tenths(value) == text


# --- framework and individual agreements


def individual(world, content, **fields) -> AgreementVersion:
    agreement = make.AgreementFactory(
        municipality=world.municipality,
        kind="individual",
        organisation=world.bo_organisation,
        name="Aftale med Lind Bolig",
        **fields,
    )
    return store_content(version=make.AgreementVersionFactory(agreement=agreement), content=content)


def test_an_individual_draft_concerns_its_own_organisation_only(world, figures, vacancies):
    own = Content(terms=AgreedTerms(everywhere=Terms()), staircases=None)
    found = preview(individual(world, own))

    assert quotas(found) == [("Lind Bolig", 10, "2,5", "2,5"), ("I alt", 10, "2,5", "2,5")]
    assert counts(found.staircases[0]) == [("rød", 0, 0), ("gul", 0, 1), ("grøn", 1, 0)]


def test_a_framework_draft_leaves_individual_agreements_what_they_say(world, draft, figures, vacancies):
    steps = (
        contents.red(),
        contents.yellow(quota=EveryNthQuota(n=2)),
        contents.green(quota=EveryNthQuota(n=2)),
    )
    make.adopted(individual(world, Content(staircases=(contents.staircase(*steps),))))

    assert quotas(preview(draft))[0] == ("Lind Bolig", 10, "5", "5")


# --- the preview of what is typed


@pytest.fixture
def maja(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client


def typed(client, version, part, *place, **changes):
    """The preview as it is fetched when something has been typed on a page."""
    sent = form_on(client.get(address(version, part, *place)), **changes)
    arguments = [version.pk, part, *([place] if place else [])]
    return client.get(reverse("dashboards:editor_preview", args=arguments), sent)


def test_the_preview_follows_what_is_typed_and_stores_nothing(maja, draft, figures):
    before = said_by(draft)

    response = typed(maja, draft, STAIRCASES, "trappen", "roed", "regel-1", only_threshold="50")

    assert "Det er ikke gemt endnu" in text_of(response)
    assert counts(response.context["preview"].staircases[0])[0] == ("rød", 0, 0)
    assert said_by(draft) == before


def test_the_preview_of_terms_follows_too(maja, draft, figures, vacancies):
    store_content(version=draft, content=contents.agreed(contents.red(), contents.yellow(quota=None)))

    response = typed(maja, draft, TERMS, quota_mode="every_nth", quota_n="5")

    assert quotas(response.context["preview"])[0] == ("Lind Bolig", 10, "2,5", "2")


def test_the_preview_of_half_a_form_is_what_is_stored_and_says_so(maja, draft, figures):
    response = typed(maja, draft, STAIRCASES, "trappen", "roed", "regel-1", only_threshold="halv")

    assert "Virkningen er regnet af det, der er gemt." in text_of(response)
    assert counts(response.context["preview"].staircases[0])[0] == ("rød", 0, 1)


def test_the_preview_is_a_part_of_a_page(maja, draft):
    response = maja.get(reverse("dashboards:editor_preview", args=[draft.pk, TERMS]))

    assert response.status_code == 200
    assert "<html" not in text_of(response)

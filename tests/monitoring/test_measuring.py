"""Departments measured by every kind of rule, from figures in the database; and what is kept of why."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.actions.content import store_content
from agreements.content.rules import (
    Condition,
    IndicatorRule,
    ListRule,
    PersistenceRule,
    PointsBand,
    PointsItem,
    PointsRule,
)
from agreements.content.staircases import Hysteresis, MinimumData
from agreements.models import Area, AreaListing, AreaMembership, Indicator
from agreements.terms import AreaCategory, Benchmark, UnitOfPlacement, WithoutData
from monitoring.actions.placements import propose_placements
from monitoring.evidence import changes_in, read_evidence, remarks_in
from monitoring.measuring import measure
from monitoring.models import Measurement
from monitoring.reports.department import reasons_of
from tests import contents
from tests import factories as make
from udlejning.lib.comparison import Operator

TODAY = date(2026, 12, 1)
OUTSIDE = contents.OUTSIDE


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.fixture
def told(world):
    """Write a figure of a department (or another unit) for a year."""

    def _told(value, *, year=2026, indicator=OUTSIDE, **unit):
        day = date(year, 1, 1)
        return make.MeasurementFactory(
            **({"department": world.bo_department} if not unit else {"department": None, **unit}),
            indicator=Indicator.objects.get(key=indicator),
            period_from=day,
            period_to=day,
            value=None if value is None else Decimal(str(value)),
            status="suppressed" if value is None else "ok",
            cell=f"G{year - 2000}",
        )

    return _told


@pytest.fixture
def step_of(world):
    """Return the key of the step that Bo's department gets on a staircase of red by a rule, and green."""

    def _step_of(*rules, standing=None, **about):
        red = contents.red().model_copy(update={"rules": rules})
        staircase = contents.staircase(red, contents.green()).model_copy(update=about)
        (measured,) = measure(
            world.municipality, [staircase], up_to=TODAY, standing={staircase.key: standing or {}}
        )
        pk = world.bo_department.pk
        return measured.step_key(pk) if measured.concerns(pk) else "not on it"

    return _step_of


def condition(threshold, **about):
    return Condition(
        indicator=OUTSIDE, operator=Operator.at_least, threshold=Decimal(str(threshold)), **about
    )


def over_municipality(points=5):
    return IndicatorRule(condition=condition(points, relative_to=Benchmark.municipality))


def test_a_mean_takes_the_latest_reference_years_of_the_department(told, step_of):
    two_years = IndicatorRule(condition=condition(40, average_years=2))
    told(41)
    assert step_of(two_years) is None  # the year before is missing: nothing can be said

    told(39, year=2025)
    assert step_of(two_years) == "roed"

    told(30, year=2024)  # an older year does not count
    assert step_of(two_years) == "roed"


def test_a_suppressed_latest_year_is_not_replaced_by_an_older_one(told, step_of):
    told(None)
    told(50, year=2025)

    assert step_of(contents.at_least(40)) is None


def test_a_later_figure_than_the_day_is_not_known_yet(told, step_of):
    told(50, year=2027)
    told(30, year=2026)

    assert step_of(contents.at_least(40)) == "groen"


def test_the_municipalitys_own_figure_of_the_same_year_is_the_benchmark(world, told, step_of):
    told(35)
    assert step_of(over_municipality()) is None  # no benchmark, no answer

    told(10, year=2025, place=world.municipality.code, municipality=world.municipality)
    assert step_of(over_municipality()) is None  # another year's benchmark is none

    told(30, place=world.municipality.code, municipality=world.municipality)
    assert step_of(over_municipality()) == "roed"
    assert step_of(over_municipality("5.1")) == "groen"


def test_points_are_given_by_the_distance_from_the_country(world, told, step_of):
    told(42)
    told(30, place="000", municipality=world.municipality)
    bands = (
        PointsBand(distance=Decimal(5), points=Decimal(1)),
        PointsBand(distance=Decimal(10), points=Decimal(2)),
    )
    item = PointsItem(indicator=OUTSIDE, benchmark=Benchmark.country, bands=bands)

    assert step_of(PointsRule(items=(item,), at_least=Decimal(2))) == "roed"
    assert step_of(PointsRule(items=(item,), at_least=Decimal(3))) == "groen"


def area_with(*departments, municipality):
    area = Area.objects.create(municipality=municipality, name=f"Område {Area.objects.count() + 1}")
    for department in departments:
        AreaMembership.objects.create(area=area, department=department, from_date=date(2020, 1, 1))
    return area


def list_area(area, *, since, until=None):
    AreaListing.objects.create(
        area=area, category="udsat_boligomraade", from_date=since, to_date=until, source="Listen"
    )


LISTED = ListRule(categories=(AreaCategory.udsat_boligomraade,))


def test_a_department_is_on_the_list_its_area_is_on(world, step_of):
    area = area_with(world.bo_department, municipality=world.municipality)
    assert step_of(LISTED) == "groen"

    list_area(area, since=date(2025, 12, 1))
    assert step_of(LISTED) == "roed"


def test_being_listed_for_years_is_only_known_as_far_back_as_the_lists_are_written_in(world, step_of):
    area = area_with(world.bo_department, municipality=world.municipality)
    list_area(area, since=date(2025, 12, 1))
    assert step_of(PersistenceRule(years=2, rule=LISTED)) == "roed"
    assert step_of(PersistenceRule(years=3, rule=LISTED)) is None

    list_area(area_with(municipality=world.municipality), since=date(2023, 12, 1))
    assert step_of(PersistenceRule(years=3, rule=LISTED)) == "groen"


def test_an_area_staircase_places_the_departments_of_the_area(world, told, step_of):
    assert step_of(contents.at_least(40), unit=UnitOfPlacement.area) == "not on it"

    area = area_with(world.bo_department, municipality=world.municipality)
    told(41, area=area)
    assert step_of(contents.at_least(40), unit=UnitOfPlacement.area) == "roed"


def test_without_figures_a_department_can_be_assessed_with_its_area(world, told, step_of):
    told(41, area=area_with(world.bo_department, municipality=world.municipality))

    assert step_of(contents.at_least(40)) is None
    assert step_of(contents.at_least(40), without_data=WithoutData.with_area) == "roed"


def test_too_few_residents_are_not_placed_by_figures(told, step_of):
    told(41)
    told(99, indicator="residents")

    assert step_of(contents.at_least(40), minimum_data=MinimumData(residents=100)) is None
    assert step_of(contents.at_least(40), minimum_data=MinimumData(residents=99)) == "roed"


def test_a_department_does_not_become_milder_within_the_margin(world, told, step_of):
    told(39)
    brake = Hysteresis(margin=Decimal(2))

    assert step_of(contents.at_least(40), hysteresis=brake) == "groen"
    stood = {world.bo_department.pk: "roed"}
    assert step_of(contents.at_least(40), hysteresis=brake, standing=stood) == "roed"


@pytest.fixture
def kept(world, agreement_administrator, propose_by):
    """Return the proposal of Bo's department on a staircase of red by the rules, yellow and green."""

    def _kept(*rules, **about):
        red = contents.red().model_copy(update={"rules": rules})
        staircase = contents.staircase(red, contents.yellow(), contents.green()).model_copy(update=about)
        return propose_by(staircase)

    return _kept


@pytest.fixture
def propose_by(world, agreement_administrator):
    def _propose(staircase):
        draft = make.AgreementVersionFactory(
            agreement=world.version.agreement, number=2, from_date=date(2027, 1, 1)
        )
        content = contents.agreed().model_copy(update={"staircases": (staircase,)})
        version = store_content(version=draft, content=content)
        run = propose_placements(version=version, figures_date=TODAY, made_by=agreement_administrator)
        return run.placements.get(department=world.bo_department)

    return _propose


def test_what_is_kept_of_a_mean_leads_to_both_cells(told, kept):
    first, second = told(41), told(40, year=2025)
    placement = kept(IndicatorRule(condition=condition(40, average_years=2)))
    (reason,) = reasons_of(placement)

    assert placement.step.key == "roed"
    assert plain(placement.summary) == "rød: 40,5 % ≥ 40 %"
    assert reason.evidence.measurements == (first.pk, second.pk)
    assert [source.place for source in reason.sources] == ["Ark1!G26", "Ark1!G25"]
    assert plain(reason.evidence.when) == ("gennemsnit af 2 år (1. januar 2026: 41 %; 1. januar 2025: 40 %)")


def test_a_threshold_reckoned_from_a_benchmark_is_kept_as_it_was(world, told, kept):
    told(38)
    benchmark = told(30, place=world.municipality.code, municipality=world.municipality)
    placement = kept(over_municipality())
    Measurement.objects.filter(pk=benchmark.pk).update(is_current=False)

    red = read_evidence(placement.evidence, placement.run.rules)[0]
    assert red.threshold == 35
    assert red.rule_text == "rød: ≥ 35 % (efter kommunens gennemsnit)"
    assert plain(placement.summary) == "rød: 38 % ≥ 35 %"


def test_a_missing_benchmark_is_said(told, kept):
    told(38)
    placement = kept(over_municipality())

    assert placement.step is None
    red = read_evidence(placement.evidence, placement.run.rules)[0]
    assert (red.threshold, red.met, red.outcome) == (None, None, "kan ikke afgøres uden tal")


def test_a_list_and_points_are_kept_in_words(world, told, kept):
    told(42)
    told(30, place="000", municipality=world.municipality)
    list_area(area_with(world.bo_department, municipality=world.municipality), since=date(2025, 12, 1))
    item = PointsItem(
        indicator=OUTSIDE,
        benchmark=Benchmark.country,
        bands=(PointsBand(distance=Decimal(10), points=Decimal(2)),),
    )
    placement = kept(PointsRule(items=(item,), at_least=Decimal(3)), LISTED)
    points, listed = read_evidence(placement.evidence, placement.run.rules)

    assert placement.summary == "rød: på listen over udsatte boligområder"
    assert (points.outcome, points.rule_text) == ("2 point", "rød: point i forhold til landsgennemsnittet")
    assert (listed.value_text, listed.outcome, listed.decided) == ("på listen", "opfyldt", True)
    assert remarks_in(placement.evidence) == ("rød: 2 point i alt.",)


def test_what_would_have_moved_it_is_kept(told, kept):
    told("39.2")
    placement = kept(contents.at_least(40))

    assert placement.step.key == "gul"
    nearest = plain(changes_in(placement.evidence)[0])
    assert nearest.startswith("0,8 procentpoint fra rød: Uden tilknytning")


def test_the_area_that_a_department_is_assessed_with_is_named(world, told, kept):
    area = area_with(world.bo_department, municipality=world.municipality)
    told(41, area=area)
    placement = kept(contents.at_least(40), without_data=WithoutData.with_area)

    assert plain(placement.summary) == f"rød: 41 % ≥ 40 % (med {area.name})"
    assert remarks_in(placement.evidence) == (f"Afdelingen er vurderet sammen med {area.name}.",)

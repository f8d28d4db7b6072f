"""Files of every layout, delivered and stored: their units found, their figures kept, twice nothing."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.models import Area, Indicator
from monitoring.actions.figures import FiguresRefusedError, store_figures
from monitoring.models import Measurement
from monitoring.reports.imports import import_preview
from tests import factories as make
from tests.monitoring.conftest import NOW
from tests.monitoring.formats.beboerdata_files import NOTES, ROWS, beboerdata, table
from tests.monitoring.formats.long_files import text
from tests.monitoring.formats.ministry_files import AREAS, ministry_list
from tests.monitoring.formats.need_files import needs
from tests.monitoring.formats.own_files import own_figures
from tests.monitoring.formats.rent_files import LIND, rents
from tests.monitoring.formats.statbank_files import statbank
from tests.monitoring.formats.twins_files import twins
from tests.monitoring.workbooks import row, workbook


@pytest.fixture
def register(world):
    """The departments that the files are about: 0153-157 (own number 157-0), 158 and 159."""
    world.bo_organisation.lbf_number = "0153"
    world.bo_organisation.save()
    world.bo_department.lbf_number, world.bo_department.own_number = "157", "157-0"
    world.bo_department.save()
    for number in ("158", "159"):
        make.DepartmentFactory(
            municipality=world.municipality, organisation=world.bo_organisation, lbf_number=number
        )
    return world


def current(**about):
    return Measurement.objects.current().get(**about)


def test_beboerdata_keep_counts_beside_shares_and_what_is_preliminary(register, deliver, store):
    content = beboerdata([*table(*ROWS), *NOTES])
    preview = import_preview(deliver(content))
    assert preview.recognised.startswith("Landsbyggefondens beboerdata, 1. januar 2019")
    assert preview.recognised.endswith("1 afdeling")

    store(content)
    latest = current(indicator__key="non_western", period_to=date(2021, 1, 1))
    assert (latest.department, latest.value, latest.numerator) == (register.bo_department, 30, 108)
    assert (latest.status, latest.sheet, latest.cell) == ("preliminary", "Ark1", "G8")
    assert current(indicator__key="non_western", period_to=date(2020, 1, 1)).status == "ok"


def test_a_figure_that_nobody_knows_is_kept_under_its_own_name(register, deliver, store):
    content = beboerdata([*table(*ROWS), *NOTES])
    assert any("Vestlige" in name for name in import_preview(deliver(content)).new_indicators)

    store(content)
    added = Indicator.objects.filter(is_seeded=False, source="Landsbyggefondens beboerdata")
    kept = Measurement.objects.filter(indicator__in=added, department=register.bo_department)
    assert kept.filter(value=Decimal("3.4")).exists()
    assert kept.filter(status="suppressed", value=None).exists()


@pytest.mark.parametrize(
    "content",
    [
        beboerdata([*table(*ROWS), *NOTES]),
        text(),
        rents(*LIND),
        own_figures(),
        statbank(),
        ministry_list(AREAS[0]),
    ],
    ids=["beboerdata", "long", "rents", "own figures", "statbank", "ministry list"],
)
def test_the_same_file_twice_changes_nothing(register, store, content):
    register.municipality.code = "0851"
    register.municipality.save()
    Area.objects.create(municipality=register.municipality, name="Møllevang mv.")
    first = store(content)
    again = store(content)

    assert first.new > 0
    assert (again.new, again.changed, again.unchanged) == (0, 0, first.new)


def test_a_long_list_has_a_row_for_each_figure(register, store):
    outcome = store(text())

    assert (outcome.new, outcome.departments) == (5, 2)
    convicted = Measurement.objects.filter(department=register.bo_department, indicator__key="convicted")
    assert sorted(convicted.values_list("period_to", "value", "cell")) == [
        (date(2023, 12, 31), Decimal("2.05"), "E3"),
        (date(2024, 12, 31), Decimal("1.98"), "E4"),
    ]


def test_rents_become_figures_of_the_departments(register, store):
    store(rents(*LIND))

    dwellings = current(department=register.bo_department, indicator__key="dwellings")
    assert dwellings.value == 70
    assert current(department=register.bo_department, indicator__key="rent_per_month").value > 5000


def test_the_organisations_own_figures_show_both_parts_of_a_share(register, store):
    store(own_figures())

    turnover = current(department=register.bo_department, indicator__key="turnover_family")
    assert (turnover.numerator, turnover.denominator) == (10, 85)
    assert (turnover.period_from, turnover.period_to) == (date(2025, 1, 1), date(2025, 12, 31))


def test_the_ministrys_list_is_of_areas(register, deliver, store):
    area = Area.objects.create(municipality=register.municipality, name="Møllevang mv.")
    store(ministry_list(AREAS[0]))

    measured = current(area=area, indicator__key="non_western")
    assert (measured.value, measured.department) == (Decimal("61.2"), None)


def test_an_area_that_is_not_in_the_register_is_a_fault_that_suggests_one(register, deliver):
    Area.objects.create(municipality=register.municipality, name="Møllevangen mv.")
    (fault,) = import_preview(deliver(ministry_list(AREAS[0]))).faults

    assert fault.message.startswith("Boligområdet Møllevang mv. findes ikke")
    assert fault.suggestion.startswith("Mente du Møllevangen mv.?")


def test_areas_of_other_municipalities_are_told_and_left_out(register, deliver, store):
    Area.objects.create(municipality=register.municipality, name="Møllevang mv.")
    content = ministry_list(AREAS[0], AREAS[2])

    assert import_preview(deliver(content)).comparison.elsewhere == 1
    store(content)
    assert Measurement.objects.filter(department=None).values("area").distinct().count() == 1


def test_statbank_gives_the_country_the_region_and_the_municipality(register, deliver, store):
    register.municipality.code, register.municipality.region = "0851", "Region Nordjylland"
    register.municipality.save()
    content = statbank()
    preview = import_preview(deliver(content))
    assert preview.recognised.endswith("1 kommune, 1 region og 1 land")

    store(content)
    places = Measurement.objects.filter(municipality=register.municipality).values_list("place", flat=True)
    assert set(places) == {"0851", "081", "000"}


def test_the_own_row_of_the_twin_tool_is_the_departments(register, store):
    store(twins())

    measured = current(department=register.bo_department, indicator__key="convicted")
    assert measured.value == Decimal("2.05")
    assert Measurement.objects.values("department").distinct().count() == 1


def test_a_file_of_needs_is_no_file_of_figures(register, deliver):
    with pytest.raises(Exception, match="boligbehov"):
        deliver(needs())


def test_the_same_figure_twice_in_a_file_is_refused(register, deliver):
    rows = (("0153-157", "N", "Dømte", "2024", "1,98"), ("0153-157", "N", "Dømte", "2024", "1,99"))
    batch = deliver(text(*rows))

    with pytest.raises(FiguresRefusedError):
        store_figures(batch=batch, now=NOW)
    assert not Measurement.objects.exists()


def test_a_criteria_file_still_names_the_department_by_lbf_number(register, store):
    assert store(workbook(row("0153-157"))).departments == 1

"""The demo's municipality: invented, always the same, and with the situations a visitor should meet."""

from datetime import date

import pytest
from openpyxl import load_workbook

from agreements.models import (
    Agreement,
    AreaListing,
    Decision,
    Department,
    ImportBatch,
    Municipality,
)
from anvisning.models import Offer, Vacancy
from monitoring.models import Measurement, Placement
from udlejning.dashboards.demo.agreement import LEAVING, LISTED
from udlejning.dashboards.demo.departments import demo_departments, figures_of
from udlejning.dashboards.demo.files import demo_files
from udlejning.dashboards.demo.fill import LEFT_WITHOUT_STEP, fill

TODAY = date(2026, 11, 19)


@pytest.fixture
def demo(seeded):
    return fill(today=TODAY)


def test_the_departments_and_their_figures_are_always_the_same():
    first, second = demo_departments(), demo_departments()

    assert first == second
    assert len(first) == 60
    assert figures_of(first[0], years_back=1) == figures_of(second[0], years_back=1)


def test_the_demo_holds_the_situations_a_visitor_should_meet(demo, django_assert_max_num_queries):
    offers = Offer.objects.filter(vacancy__department__municipality=demo)
    in_force = Placement.objects.in_force(TODAY)

    assert Municipality.objects.get().is_fictional
    assert Department.objects.count() == 60
    assert ImportBatch.objects.filter(kind="criteria", status="committed").count() == 4
    assert Measurement.objects.filter(area__name=LISTED).exists()
    assert Measurement.objects.filter(status="suppressed").exists()
    assert {placement.step.name for placement in in_force.select_related("step")} == {
        "rød",
        "gul",
        "grøn",
        "med støtte",
        "fri",
    }
    assert sorted(
        Department.objects.exclude(placements__status="adopted").values_list("name", flat=True)
    ) == sorted(LEFT_WITHOUT_STEP)
    assert Vacancy.objects.count() > 200
    assert offers.overdue(TODAY).count() == 1
    assert offers.open().count() > 2
    assert {status for (status,) in offers.values_list("status")} == {
        "open",
        "accepted",
        "declined",
        "returned",
    }


def test_the_demo_holds_an_agreement_at_every_point_of_its_life(demo):
    framework = Agreement.objects.get(kind="framework", status="adopted")
    renegotiated = Agreement.objects.get(status="draft")
    steps = renegotiated.preparation_steps

    assert Agreement.objects.get(kind="individual").status == "adopted"
    assert framework.versions.get(number=2).reason.startswith("Gule afdelinger")
    assert framework.parties.get(to_date__isnull=False).organisation.name == LEAVING
    assert framework.extensions.get().from_date == date(2026, 1, 1)
    assert framework.deviations.in_force(TODAY).count() == 1
    assert framework.files.filter(title="Den underskrevne aftale").exists()
    assert Decision.objects.filter(document__isnull=False, body="council").count() == 1
    assert AreaListing.objects.get().area.name == LISTED
    assert renegotiated.from_date == date(2028, 1, 1)
    assert renegotiated.parties.count() == 6
    assert steps.filter(done_date__lt=TODAY, files__isnull=False).count() == 1
    assert steps.filter(done_date=None, due_date__gt=TODAY).count() >= 4


@pytest.mark.parametrize("file", demo_files(today=TODAY), ids=lambda file: file.name)
def test_every_file_for_download_is_a_workbook(file, tmp_path):
    path = tmp_path / file.name
    path.write_bytes(file.write())

    assert load_workbook(path).worksheets[0].max_row > 3

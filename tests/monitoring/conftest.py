"""What the tests of imports and placements share: the indicators, a delivered file, stored figures."""

from datetime import UTC, date, datetime

import pytest

from agreements.models import Indicator
from monitoring.actions.figures import receive_figures, store_figures
from tests.monitoring.workbooks import row, workbook

FIGURES_DATE = date(2025, 1, 1)
NOW = datetime(2025, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def indicators(world):
    """The indicators of the test workbooks; a test that commits has lost those that the migration seeds."""
    for key, name, unit, fragments in (
        ("residents", "Beboere", "count", ["beboere"]),
        (
            "outside_labour_market_or_education",
            "Uden tilknytning til arbejdsmarked eller uddannelse",
            "percent",
            ["uden tilknytning"],
        ),
        ("convicted", "Dømte", "percent", ["dømte"]),
    ):
        Indicator.objects.update_or_create(
            key=key, defaults={"name": name, "unit": unit, "label_fragments": fragments}
        )


def key_of(department):
    """Return a department's number as files write it."""
    return f"{department.organisation.lbf_number}-{department.lbf_number}"


@pytest.fixture
def deliver(world, anna, indicators):
    """Deliver a workbook to Anna's municipality, as its preview begins."""

    def delivered(content, *, file_name="kriterier.xlsx", reference_date=None):
        return receive_figures(
            content=content,
            file_name=file_name,
            municipality=world.municipality,
            uploaded_by=anna,
            reference_date=reference_date,
        )

    return delivered


@pytest.fixture
def store(deliver):
    """Deliver a workbook and store it."""

    def stored(content, **given):
        batch = deliver(content, **given)
        return store_figures(batch=batch, now=NOW)

    return stored


@pytest.fixture
def figures(world, store):
    """Store figures that place Bo's department on yellow (34,0 %) and Carla's on red (41,2 %)."""
    return store(
        workbook(
            row(key_of(world.bo_department), "Møllevang", 350, 34.0, 1.5),
            row(key_of(world.carla_department), "Skovparken", 700, 41.2, 2.05),
        )
    )

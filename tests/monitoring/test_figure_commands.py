"""The commands: figures in from a file, and proposals out, for people and as JSON."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agreements.models import ImportBatch
from monitoring.models import Measurement, Placement, PlacementRun
from tests import factories as make
from tests.monitoring.conftest import key_of
from tests.monitoring.workbooks import row, workbook

pytestmark = pytest.mark.usefixtures("indicators")


@pytest.fixture
def file(tmp_path, world):
    path = tmp_path / "kriterier.xlsx"
    path.write_bytes(workbook(row(key_of(world.bo_department), "Møllevang", 350, 41.2, 1.5)))
    return path


@pytest.fixture
def system(world):
    return make.UserFactory(is_superuser=True)


def run(*words):
    told = StringIO()
    call_command(*words, stdout=told)
    return told.getvalue()


def import_figures(file, world, *words):
    return run("import_figures", str(file), "--municipality", world.municipality.code, *words)


def test_a_file_is_stored_and_counted(world, system, file):
    answer = json.loads(import_figures(file, world, "--json"))

    assert (answer["layout"], answer["stored"], answer["faults"]) == ("criteria", True, [])
    assert answer["counts"]["new"] == Measurement.objects.count() == 3
    assert answer["counts"]["units"] == {"department": 1}
    assert ImportBatch.objects.get(pk=answer["batch"]).uploaded_by == system


def test_a_dry_run_stores_nothing(world, file):
    answer = import_figures(file, world, "--dry-run")

    assert "Ville blive indlæst: 3 nye, 0 ændrede og 0 uændrede tal." in answer
    assert not ImportBatch.objects.exists()


def test_faults_are_told_with_their_cells_and_nothing_is_stored(world, system, tmp_path, capsys):
    file = tmp_path / "fejl.xlsx"
    file.write_bytes(workbook(row(key_of(world.bo_department), outside="ca. 40")))
    told = StringIO()
    with pytest.raises(CommandError, match="har fejl"):
        call_command(
            "import_figures", str(file), "--json", "--municipality", world.municipality.code, stdout=told
        )

    assert json.loads(told.getvalue())["faults"][0]["place"] == "Ark1!D4"
    assert not Measurement.objects.exists()


def test_a_file_that_is_not_what_it_should_be_is_refused(world, system, file):
    with pytest.raises(CommandError, match="og ikke Statistikbanken"):
        import_figures(file, world, "--source", "statbank")
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--municipality", "0001"), "Kommunen 0001 findes ikke"), ((), "--municipality KODE")],
)
def test_the_municipality_must_be_known(world, file, words, said):
    make.MunicipalityFactory()
    with pytest.raises(CommandError, match=said):
        run("import_figures", str(file), *words)


def test_a_file_that_is_not_there_is_said(world, tmp_path):
    with pytest.raises(CommandError, match="kan ikke læses"):
        import_figures(tmp_path / "findes-ikke.xlsx", world)


def place(world, *words):
    agreement = str(world.version.agreement_id)
    return run("place_departments", "--agreement", agreement, "--on", "2026-01-01", *words)


def test_proposals_come_with_their_reasons(world, figures):
    answer = json.loads(place(world, "--dry-run", "--json"))
    by_department = {each["department"]: each for each in answer["proposals"]}
    carla = by_department[world.carla_department.lbf_key]

    assert answer["counts"] == {"gul": 1, "rød": 1}
    assert (carla["step"], carla["summary"]) == ("rød", "rød: 41,2\u00a0% ≥ 40\u00a0%")
    assert carla["reasons"][0]["decided"]
    assert carla["reasons"][0]["measurements"] == [
        Measurement.objects.get(
            department=world.carla_department, indicator__key="outside_labour_market_or_education"
        ).pk
    ]
    assert not PlacementRun.objects.exists()


def test_a_proposal_is_kept_and_decides_nothing(world, figures, system):
    answer = place(world)

    run_made = PlacementRun.objects.get()
    assert f"Gemt som forslag {run_made.pk}." in answer
    assert (run_made.status, run_made.figures_date) == ("proposed", date(2026, 1, 1))
    assert set(Placement.objects.filter(run=run_made).values_list("status", flat=True)) == {"proposed"}


@pytest.mark.parametrize(
    ("agreement", "on", "said"),
    [("999999", "2026-01-01", "Aftale 999999 findes ikke"), (None, "2010-01-01", "ingen version i kraft")],
)
def test_an_agreement_that_does_not_hold_is_said(world, agreement, on, said):
    with pytest.raises(CommandError, match=said):
        run("place_departments", "--agreement", agreement or str(world.version.agreement_id), "--on", on)

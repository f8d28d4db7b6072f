"""Storing key figures: all of a file or nothing; twice changes nothing; a correction is a revision."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from agreements.models import ImportBatch
from monitoring.actions.figures import FiguresRefusedError, UnusableFileError, store_figures
from monitoring.models import Measurement
from monitoring.reports.figures import compare_figures
from monitoring.reports.imports import import_preview
from tests import factories as make
from tests.monitoring.conftest import NOW, key_of
from tests.monitoring.workbooks import TITLE, row, workbook

OUTSIDE = "outside_labour_market_or_education"


def current(department, key=OUTSIDE):
    return Measurement.objects.current().filter(department=department, indicator__key=key)


def test_every_figure_is_stored_with_its_period_file_sheet_and_cell(world, figures):
    measured = current(world.bo_department).get()
    assert (measured.value, measured.status, measured.raw_text) == (Decimal(34), "ok", "34")
    assert (measured.period_from, measured.period_to) == (date(2025, 1, 1), date(2025, 1, 1))
    assert (measured.sheet, measured.cell, measured.batch.file_name) == ("Ark1", "D4", "kriterier.xlsx")
    assert (figures.new, figures.changed, figures.unchanged, figures.departments) == (6, 0, 0, 2)


def test_the_batch_says_when_and_how_much(figures):
    batch = ImportBatch.objects.get()
    assert (batch.status, batch.committed_at, batch.stored_rows) == ("committed", NOW, 6)


def test_a_suppressed_figure_is_stored_without_a_value(world, store):
    store(workbook(row(key_of(world.bo_department), outside="-")))
    measured = current(world.bo_department).get()
    assert (measured.value, measured.status, measured.raw_text) == (None, "suppressed", "-")


def test_leading_zeros_lost_in_excel_find_the_department(world, store):
    world.bo_organisation.lbf_number = "0153"
    world.bo_organisation.save()
    store(workbook(row(f"153-{world.bo_department.lbf_number}")))
    assert current(world.bo_department).exists()


def test_the_same_file_twice_changes_nothing(world, store, figures):
    content = workbook(
        row(key_of(world.bo_department), "Møllevang", 350, 34.0, 1.5),
        row(key_of(world.carla_department), "Skovparken", 700, 41.2, 2.05),
    )
    outcome = store(content)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 6)
    assert Measurement.objects.count() == 6


def test_figures_with_many_decimals_are_unchanged_the_second_time(world, store):
    content = workbook(row(key_of(world.bo_department), outside=34.123456789))
    store(content)
    assert store(content).changed == 0


def test_a_corrected_figure_is_a_new_revision_and_the_old_one_stays(world, store, figures):
    outcome = store(workbook(row(key_of(world.bo_department), "Møllevang", 350, 35.5, 1.5)))
    revisions = Measurement.objects.filter(department=world.bo_department, indicator__key=OUTSIDE).order_by(
        "revision"
    )
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 1, 2)
    assert [(one.revision, one.value, one.is_current) for one in revisions] == [
        (1, Decimal(34), False),
        (2, Decimal("35.5"), True),
    ]


def test_a_figure_that_turns_up_suppressed_is_a_change(world, store, figures):
    outcome = store(workbook(row(key_of(world.bo_department), "Møllevang", 350, "..", 1.5)))
    assert outcome.changed == 1
    assert current(world.bo_department).get().status == "suppressed"


def test_a_cell_with_a_tab_and_a_line_break_is_stored_as_one_line(world, store):
    store(workbook(row(key_of(world.bo_department), outside="34,5\t\n%")))
    measured = current(world.bo_department).get()
    assert (measured.raw_text, measured.value) == ("34,5  %", Decimal("34.5"))


def test_a_file_with_a_fault_stores_nothing_at_all(world, deliver):
    batch = deliver(
        workbook(row(key_of(world.bo_department)), row(key_of(world.carla_department), outside="x"))
    )
    with pytest.raises(FiguresRefusedError, match="Ark1!D5"):
        store_figures(batch=batch, now=NOW)
    batch.refresh_from_db()
    assert (Measurement.objects.count(), batch.status) == (0, "previewed")


def test_an_unknown_organisation_is_a_fault_that_suggests_a_number(world, deliver):
    world.bo_organisation.lbf_number = "0153"
    world.bo_organisation.save()
    fault = compare_figures(deliver(workbook(row("0154-001")))).faults[0]
    assert fault.place == "Ark1!A4"
    assert fault.message == "Boligorganisation 0154 findes ikke i kommunens register."
    assert fault.suggestion.startswith("Mente du 0153 (Lind Bolig)?")


def test_an_unknown_department_is_a_fault_that_knows_the_name(world, deliver):
    number = world.bo_organisation.lbf_number
    fault = compare_figures(deliver(workbook(row(f"{number}-99999", "Møllevang")))).faults[0]
    assert fault.message == f"Afdeling {number}-99999 findes ikke i kommunens register."
    assert key_of(world.bo_department) in fault.suggestion


def test_a_department_of_another_municipality_is_unknown_here(world, deliver):
    assert compare_figures(deliver(workbook(row(key_of(world.elsewhere))))).faults


def test_two_sheets_that_say_the_same_figure_are_a_fault(world, deliver):
    def add(book):
        other = book.create_sheet("Ark2")
        other.append([TITLE])
        other.append(["Lbf.nr.", "Beboere"])
        other.append([key_of(world.bo_department), 350])

    batch = deliver(workbook(row(key_of(world.bo_department)), edit=add))
    assert "står også i arket Ark1" in compare_figures(batch).faults[0].message


def test_a_batch_is_stored_once(world, deliver):
    batch = deliver(workbook(row(key_of(world.bo_department))))
    store_figures(batch=batch, now=NOW)
    with pytest.raises(FiguresRefusedError, match="allerede indlæst"):
        store_figures(batch=batch, now=NOW)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04afbrudt", b"navn;adresse\nBo;Vej 1\n"])
def test_a_file_that_could_never_be_read_is_not_received(deliver, content):
    with pytest.raises(UnusableFileError):
        deliver(content)
    assert not ImportBatch.objects.exists()


def test_the_preview_shows_what_changes_and_what_is_odd(world, deliver, figures):
    preview = import_preview(
        deliver(
            workbook(
                row(key_of(world.bo_department), "Møllevang", 600, 35.5, 1.5),
                title="Kriterier pr. afdeling, 1. januar 2026",
            ),
            reference_date=date(2024, 1, 1),
        )
    )
    messages = [odd.message for odd in preview.oddities]
    assert preview.recognised == "Nøgletal pr. afdeling, 1. januar 2026, 1 afdeling"
    assert messages == [
        "Arket siger 1. januar 2026, og du skrev 1. januar 2024.",
        "Møllevang: beboertallet går fra 350 til 600 (71\u00a0%).",
        "Skovparken (Strandbo) har nøgletal fra før, men er ikke i filen.",
    ]


def test_the_preview_shows_before_and_after_with_the_cell(world, deliver, figures):
    preview = import_preview(deliver(workbook(row(key_of(world.bo_department), "Møllevang", 350, 35.5, 1.5))))
    change = preview.changes[0]
    assert (change.unit, change.before, change.after) == ("Møllevang", "34 %", "35,5 %")
    assert change.place == "Ark1!D4"


@pytest.mark.parametrize("departments", [3, 60])
def test_comparing_makes_the_same_queries_however_many_rows(
    world, deliver, departments, django_assert_num_queries
):
    known = make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    )
    batch = deliver(workbook(*(row(key_of(one)) for one in known)))
    with django_assert_num_queries(5):
        compare_figures(batch)


def test_a_measurement_is_never_rewritten(figures):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Measurement.objects.update(value=1)


@pytest.mark.parametrize("column", ["department_id", "indicator_id", "batch_id"])
def test_a_measurement_of_nothing_is_refused_by_the_database(world, figures, column):
    first = Measurement.objects.values().first()
    first |= {"period_from": date(2020, 1, 1), "period_to": date(2020, 1, 1), "id": None, column: 999_999}
    with pytest.raises(IntegrityError), transaction.atomic():
        Measurement.objects.create(**first)


@pytest.mark.parametrize("table", ["agreements_department", "agreements_indicator", "agreements_importbatch"])
def test_what_a_measurement_refers_to_cannot_be_deleted(world, figures, table):
    with (
        pytest.raises((IntegrityError, ProgrammingError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - the names above


def test_a_kept_file_that_is_no_workbook_previews_as_one_fault(world, anna):
    batch = make.ImportBatchFactory(
        municipality=world.municipality, file__data=b"%PDF-1.7", file_name="rapport.xlsx", uploaded_by=anna
    )
    preview = import_preview(batch)
    assert preview.recognised == "ingen tabel med nøgletal"
    assert "er en PDF" in preview.faults[0].message
    with pytest.raises(FiguresRefusedError, match=r"rapport\.xlsx"):
        store_figures(batch=batch, now=NOW)

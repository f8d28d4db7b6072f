"""The figures of a file are taken back: what held before holds again; nothing adopted loses its ground."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from agreements.actions.imports import BatchClosedError, discard_batch
from agreements.models import ImportBatch, ImportStatus
from monitoring.actions.figures import FiguresRefusedError, store_figures
from monitoring.actions.figures_undone import NotUndoableError, undo_figures
from monitoring.actions.placements import adopt_run, place_by_hand, propose_placements
from monitoring.models import Measurement
from monitoring.reports.figures import compare_figures
from monitoring.reports.undoing import undoing_of
from tests import factories as make
from tests.monitoring.conftest import FIGURES_DATE, NOW, key_of
from tests.monitoring.workbooks import row, workbook
from udlejning.lib.trail import history_of

NEXT_YEAR = date(2026, 1, 1)
UNDATED = ["Lbf.nr.", "Afdelingsnavn", "Beboere", "Uden tilknytning (pct.)", "Dømte (pct.)"]
EARLIER_TITLE = "Kriterier pr. afdeling, 1. januar 2024"


@pytest.fixture
def file_of(world, deliver):
    """Deliver and store Bo's department with a share outside the labour market."""

    def stored(outside, name="kriterier.xlsx", **given):
        content = workbook(row(key_of(world.bo_department), outside=outside), **given)
        batch = deliver(content, file_name=name)
        store_figures(batch=batch, now=NOW)
        batch.refresh_from_db()
        return batch

    return stored


@pytest.fixture
def undo(anna):
    def undone(batch, reason="Forkert fil"):
        return undo_figures(batch=batch, reason=reason, undone_by=anna, now=NOW)

    return undone


@pytest.fixture
def propose(world, anna):
    def proposed():
        return propose_placements(version=world.version, figures_date=FIGURES_DATE, made_by=anna)

    return proposed


@pytest.fixture
def adopt(agreement_administrator):
    def adopted(run):
        return adopt_run(run=run, from_date=NEXT_YEAR, adopted_by=agreement_administrator, now=NOW)

    return adopted


def outside():
    return Measurement.objects.filter(indicator__key="outside_labour_market_or_education")


def said(rows):
    return sorted(rows.values_list("value", "revision", "is_current"))


def refusal_of(undo, batch, **given):
    with pytest.raises(NotUndoableError) as refused, transaction.atomic():
        undo(batch, **given)
    return str(refused.value)


def test_the_figures_stay_and_count_no_longer(file_of, undo, anna):
    batch = file_of(41.2)
    undoing = undo(batch)
    batch.refresh_from_db()
    assert set(Measurement.objects.values_list("batch", "is_current")) == {(batch.pk, False)}
    assert (batch.status, batch.undone_at, batch.undone_by) == (ImportStatus.UNDONE, NOW, anna)
    assert (batch.undone_reason, batch.committed_at) == ("Forkert fil", NOW)
    assert undoing.effect == "3 tal bruges ikke længere."


def test_the_trail_says_that_it_was_undone_and_why(file_of, undo):
    batch = file_of(41.2)
    undo(batch)
    changes = {change.field: (change.before, change.after) for change in history_of(batch)[0].changes}
    assert changes["status"] == ("indlæst", "fortrudt")
    assert changes["hvorfor den blev fortrudt"][1] == "Forkert fil"


def test_what_a_correction_had_replaced_holds_again(file_of, undo):
    file_of(34)
    undoing = undo(file_of(41.2, "rettet.xlsx"))
    assert said(outside()) == [(Decimal(34), 1, True), (Decimal("41.2"), 2, False)]
    assert undoing.effect == "1 tal bruges ikke længere og 1 tidligere tal gælder igen."


def test_what_was_undone_earlier_does_not_come_back(file_of, undo):
    file_of(34)
    undo(file_of(41.2, "rettet.xlsx"))
    undo(file_of(50, "rettet igen.xlsx"))
    assert said(outside()) == [
        (Decimal(34), 1, True),
        (Decimal("41.2"), 2, False),
        (Decimal(50), 3, False),
    ]


def test_figures_of_a_wider_unit_come_back_too(world, undo):
    place = {
        "department": None,
        "place": "101",
        "municipality": world.municipality,
        "indicator": make.IndicatorFactory(),
        "period_from": FIGURES_DATE,
        "period_to": FIGURES_DATE,
    }
    first, second = (
        make.ImportBatchFactory(
            municipality=world.municipality, kind="criteria", status="committed", committed_at=NOW
        )
        for _ in range(2)
    )
    before = make.MeasurementFactory(batch=first, is_current=False, **place)
    after = make.MeasurementFactory(batch=second, revision=2, **place)
    undo(second)
    before.refresh_from_db()
    after.refresh_from_db()
    assert (before.is_current, after.is_current) == (True, False)


def test_the_same_file_is_new_again_and_its_figures_are_the_next_revisions(world, file_of, undo, deliver):
    undo(file_of(41.2))
    again = deliver(workbook(row(key_of(world.bo_department), outside=41.2)))
    comparison = compare_figures(again)
    assert (comparison.new, comparison.changed, comparison.unchanged) == (3, [], 0)
    store_figures(batch=again, now=NOW)
    assert said(outside()) == [(Decimal("41.2"), 1, False), (Decimal("41.2"), 2, True)]


def test_a_correction_read_in_again_takes_a_number_of_its_own(file_of, undo):
    file_of(34)
    undo(file_of(41.2))
    file_of(41.2)
    assert said(outside()) == [
        (Decimal(34), 1, False),
        (Decimal("41.2"), 2, False),
        (Decimal("41.2"), 3, True),
    ]


def test_departments_are_not_measured_by_undone_figures(world, file_of, undo, propose):
    batch = file_of(41.2)
    measured = propose().placements.get(department=world.bo_department)
    undo(batch)
    again = propose().placements.get(department=world.bo_department)
    assert (measured.step, again.step) == (world.red, None)


def test_an_open_proposal_that_rests_on_the_figures_is_discarded(file_of, undo, propose):
    batch = file_of(41.2)
    run = propose()
    undoing = undo(batch)
    run.refresh_from_db()
    assert run.status == "discarded"
    assert set(run.placements.values_list("status", flat=True)) == {"discarded"}
    assert undoing.effect == "3 tal bruges ikke længere og 1 åbent forslag er kasseret."


def test_a_proposal_that_rests_on_other_figures_stays_open(file_of, undo, propose):
    file_of(41.2)
    run = propose()
    undo(file_of(30, "sidste år.xlsx", title=EARLIER_TITLE, headings=UNDATED))
    run.refresh_from_db()
    assert run.status == "proposed"


def test_figures_that_something_adopted_rests_on_stay(file_of, undo, propose, adopt):
    batch = file_of(41.2)
    adopt(propose())
    assert refusal_of(undo, batch) == (
        "kriterier.xlsx kan ikke fortrydes: 1 afdeling er indplaceret efter dens tal i det, der er vedtaget "
        "fra 1. januar 2026. Indlæs en rettet fil i stedet. Så beholder det vedtagne de tal, det bygger på."
    )
    assert not Measurement.objects.filter(is_current=False).exists()


def test_a_placement_by_hand_rests_on_the_figures_it_was_shown(world, file_of, undo, propose, adopt, anna):
    batch = file_of(41.2)
    run = propose()
    place_by_hand(
        placement=run.placements.get(department=world.bo_department),
        step=world.green,
        reason="Byggesag",
        decided_by=anna,
        now=NOW,
    )
    adopt(run)
    assert "1 afdeling er indplaceret efter dens tal" in refusal_of(undo, batch)


def test_a_department_left_waiting_by_an_adopted_proposal_keeps_its_figures(
    world, file_of, store, undo, propose, adopt
):
    batch = file_of("*")
    store(workbook(row(key_of(world.carla_department))))
    waiting = adopt(propose()).placements.get(department=world.bo_department)
    assert waiting.status == "proposed"
    assert "vedtaget fra 1. januar 2026" in refusal_of(undo, batch)


def test_one_year_of_a_mean_is_enough_to_rest_on(world, file_of, undo):
    batch = file_of(41.2)
    one = outside().get()
    make.PlacementFactory(
        department=make.DepartmentFactory(municipality=world.municipality),
        version=world.version,
        staircase=world.red.staircase,
        step=world.red,
        status="adopted",
        from_date=NEXT_YEAR,
        evidence=[
            {"rule": 0, "measurement": None, "years": [{"measurement": None}, {"measurement": one.pk}]}
        ],
    )
    assert "1 afdeling er indplaceret" in refusal_of(undo, batch)


def test_a_later_correction_is_undone_first(file_of, undo):
    first = file_of(34)
    second = file_of(41.2, "rettet.xlsx")
    assert refusal_of(undo, first) == (
        "kriterier.xlsx kan ikke fortrydes: 1 af tallene er siden erstattet af rettet.xlsx, "
        "indlæst 1. juni 2025. Fortryd den fil først."
    )
    undo(second)
    undo(first)
    assert not Measurement.objects.current().exists()


def test_later_files_that_found_figures_unchanged_are_named(file_of):
    first = file_of(34)
    second = file_of(34, "igen.xlsx")
    ImportBatch.objects.filter(pk=second.pk).update(committed_at=NOW.replace(hour=10))
    assert undoing_of(first).repeated_in == "igen.xlsx"


def test_a_reason_is_asked_for(file_of, undo):
    assert refusal_of(undo, file_of(34), reason="  ") == "Skriv, hvorfor indlæsningen fortrydes."


def test_only_a_stored_file_is_undone_and_only_once(world, deliver, undo, file_of):
    waiting = deliver(workbook(row(key_of(world.bo_department))))
    done = file_of(34)
    undo(done)
    assert refusal_of(undo, waiting) == (
        "kriterier.xlsx er ikke indlæst endnu. Kun en indlæst fil kan fortrydes."
    )
    assert refusal_of(undo, done) == "kriterier.xlsx er fortrudt. Kun en indlæst fil kan fortrydes."


def test_an_undone_file_is_neither_stored_nor_discarded(file_of, undo):
    batch = file_of(34)
    undo(batch)
    with pytest.raises(FiguresRefusedError, match="er allerede fortrudt"), transaction.atomic():
        store_figures(batch=batch, now=NOW)
    with pytest.raises(BatchClosedError, match="er allerede fortrudt"), transaction.atomic():
        discard_batch(batch=batch)


def test_the_database_asks_for_moment_person_and_reason(file_of):
    batch = file_of(34)
    with pytest.raises(IntegrityError, match="import_undone_has_reason"), transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk).update(status=ImportStatus.UNDONE)

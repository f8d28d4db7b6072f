"""Placements: proposed with their numbers, adopted from a date, frozen; by hand and for a time."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import ProgrammingError, transaction

from agreements.actions.content import store_content
from agreements.models import DepartmentMerger, Step
from agreements.terms import DwellingType, PlacedBy
from monitoring.actions.placements import (
    NotDecidableError,
    NotMeasurableError,
    adopt_run,
    discard_run,
    override_placement,
    place_by_hand,
    propose_placements,
)
from monitoring.evidence import read_evidence
from monitoring.models import Measurement, Placement, PlacementRun
from tests import contents
from tests import factories as make
from tests.monitoring.conftest import FIGURES_DATE, NOW, key_of
from tests.monitoring.workbooks import row, workbook

NEXT_YEAR = date(2026, 1, 1)
BEFORE = date(2025, 12, 31)


@pytest.fixture
def propose(world, anna):
    def proposed(figures_date=FIGURES_DATE):
        return propose_placements(version=world.version, figures_date=figures_date, made_by=anna)

    return proposed


@pytest.fixture
def adopt(agreement_administrator):
    def adopted(run, from_date=NEXT_YEAR):
        return adopt_run(
            run=run,
            from_date=from_date,
            adopted_by=agreement_administrator,
            now=NOW,
            minutes_reference="pkt. 4",
        )

    return adopted


def evidence_for(placement):
    return read_evidence(placement.evidence, placement.run.rules)


def proposal(run, department):
    return run.placements.get(department=department)


def in_force(department, on_date=NEXT_YEAR):
    return Placement.objects.in_force(on_date).get(department=department)


def test_every_department_gets_the_step_its_figures_lead_to(world, figures, propose):
    run = propose()
    assert proposal(run, world.bo_department).step == world.yellow
    assert proposal(run, world.carla_department).step == world.red
    assert proposal(run, world.carla_department).summary == "rød: 41,2\u00a0% ≥ 40\u00a0%"


def test_a_proposal_keeps_the_numbers_that_decided(world, figures, propose):
    evidence = evidence_for(proposal(propose(), world.bo_department))
    measurement = Measurement.objects.get(
        department=world.bo_department, indicator__key="outside_labour_market_or_education"
    )
    red, yellow = evidence
    assert (red.step, red.operator, red.threshold, red.met, red.decided) == ("rød", "≥", 40, False, False)
    assert (yellow.value, yellow.met, yellow.decided) == (Decimal(34), True, True)
    assert (yellow.period, yellow.measurement, yellow.near) == ("1. januar 2025", measurement.pk, "")


@pytest.mark.parametrize(
    ("share", "near"),
    [(39.5, "0,5\u00a0procentpoint fra rød"), (41.0, "1\u00a0procentpoint fra gul"), (35, "")],
)
def test_a_department_near_another_step_is_pointed_out(world, store, propose, share, near):
    store(workbook(row(key_of(world.bo_department), outside=share)))
    evidence = evidence_for(proposal(propose(), world.bo_department))
    assert "".join(one.near for one in evidence) == near


def test_a_department_without_figures_has_no_step(world, store, propose):
    store(workbook(row(key_of(world.bo_department), outside="-")))
    run = propose()
    suppressed, absent = proposal(run, world.bo_department), proposal(run, world.carla_department)
    assert (suppressed.step, suppressed.is_undecided) == (None, True)
    assert suppressed.summary.startswith("intet datagrundlag: ")
    assert evidence_for(suppressed)[0].status == "suppressed"
    assert absent.is_undecided


def test_a_suppressed_figure_is_not_replaced_by_an_older_one(world, store, figures, propose):
    store(workbook(row(key_of(world.bo_department), outside="-"), title="1. januar 2026"))
    assert proposal(propose(NEXT_YEAR), world.bo_department).is_undecided


def test_figures_after_the_date_are_left_out(world, store, figures, propose):
    store(workbook(row(key_of(world.bo_department), outside=55), title="1. januar 2026"))
    assert proposal(propose(), world.bo_department).step == world.yellow


def test_a_corrected_figure_is_the_one_used(world, store, figures, propose):
    store(workbook(row(key_of(world.bo_department), "Møllevang", 350, 44.0, 1.5)))
    assert proposal(propose(), world.bo_department).step == world.red


def test_closed_and_merged_departments_are_left_out(world, figures, propose):
    world.bo_department.to_date = date(2024, 12, 31)
    world.bo_department.save()
    DepartmentMerger.objects.create(
        from_department=world.carla_department,
        to_department=make.DepartmentFactory(municipality=world.municipality),
        merged_date=date(2024, 7, 1),
    )
    assert world.bo_department.pk not in propose().placements.values_list("department", flat=True)
    assert propose().placements.count() == 1


def test_a_new_proposal_discards_the_one_before(world, figures, propose):
    first = propose()
    second = propose()
    first.refresh_from_db()
    assert (first.status, second.status) == ("discarded", "proposed")
    assert set(first.placements.values_list("status", flat=True)) == {"discarded"}


def test_an_unsound_staircase_measures_nobody(world, anna):
    version = make.AgreementVersionFactory(agreement=world.version.agreement, number=2, content={})
    with pytest.raises(NotMeasurableError, match="ingen trappe"):
        propose_placements(version=version, figures_date=FIGURES_DATE, made_by=anna)
    assert not PlacementRun.objects.exists()


def test_a_staircase_that_is_placed_by_hand_waits_for_people(world, figures, anna):
    said = contents.agreed()
    by_hand = contents.staircase().model_copy(update={"placed_by": PlacedBy.hand})
    content = said.model_copy(update={"staircases": (by_hand,)})
    draft = make.AgreementVersionFactory(agreement=world.version.agreement, number=2, from_date=NEXT_YEAR)
    version = store_content(version=draft, content=content)
    run = propose_placements(version=version, figures_date=FIGURES_DATE, made_by=anna)
    assert set(run.placements.values_list("step", flat=True)) == {None}
    assert run.placements.first().summary == "indplaceres manuelt: trappen indplacerer efter aftale"


def test_each_staircase_has_its_own_placements(world, figures, anna, agreement_administrator):
    youth = contents.staircase().model_copy(
        update={"key": "unge", "dwelling_types": (DwellingType.youth,), "placed_by": PlacedBy.hand}
    )
    said = contents.agreed()
    both = said.model_copy(update={"staircases": (*said.staircases, youth)})
    draft = make.AgreementVersionFactory(agreement=world.version.agreement, number=2, from_date=NEXT_YEAR)
    world.version.to_date = BEFORE
    world.version.save()
    version = make.adopted(store_content(version=draft, content=both))
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="youth")
    run = propose_placements(version=version, figures_date=FIGURES_DATE, made_by=anna)
    on_youth = run.placements.get(staircase__key="unge")
    place_by_hand(
        placement=on_youth,
        step=version.steps.get(staircase__key="unge", key="roed"),
        reason="Aftalt",
        decided_by=agreement_administrator,
        now=NOW,
    )
    adopt_run(run=run, from_date=NEXT_YEAR, adopted_by=agreement_administrator, now=NOW)
    standing = Placement.objects.filter(department=world.bo_department).in_force_on_each(NEXT_YEAR)
    assert {(row.staircase.key, row.step.key) for row in standing} == {("trappen", "gul"), ("unge", "roed")}
    assert on_youth.department == world.bo_department
    assert in_force(world.bo_department).step.key == "gul"


def test_adopting_places_from_the_date_and_ends_what_was_the_day_before(world, figures, propose, adopt):
    before = in_force(world.bo_department, BEFORE)
    run = adopt(propose())
    before.refresh_from_db()
    after = in_force(world.bo_department)
    assert (before.to_date, before.step) == (BEFORE, world.green)
    assert (after.from_date, after.step, after.run, after.decided_at) == (NEXT_YEAR, world.yellow, run, NOW)
    assert (run.status, run.from_date, run.minutes_reference) == ("adopted", NEXT_YEAR, "pkt. 4")


def test_an_undecided_department_keeps_its_step_until_placed_by_hand(
    world, store, propose, adopt, agreement_administrator
):
    store(workbook(row(key_of(world.carla_department))))
    run = adopt(propose())
    waiting = proposal(run, world.bo_department)
    assert (waiting.status, in_force(world.bo_department).step) == ("proposed", world.green)
    placed = place_by_hand(
        placement=waiting,
        step=world.yellow,
        reason="Lille afdeling",
        decided_by=agreement_administrator,
        now=NOW,
    )
    assert (placed.status, placed.kind, placed.from_date) == ("adopted", "manual", NEXT_YEAR)
    assert in_force(world.bo_department) == placed
    assert in_force(world.bo_department, BEFORE).step == world.green


def test_a_placement_by_hand_may_begin_later_than_the_rest(world, store, propose, adopt, anna):
    store(workbook(row(key_of(world.carla_department))))
    waiting = proposal(adopt(propose()), world.bo_department)
    placed = place_by_hand(
        placement=waiting,
        step=world.red,
        reason="Efter besøg",
        decided_by=anna,
        now=NOW,
        from_date=date(2026, 3, 1),
    )
    assert placed.from_date == date(2026, 3, 1)
    assert in_force(world.bo_department).step == world.green


def test_a_proposal_changed_by_hand_is_adopted_with_the_rest(world, figures, propose, adopt, anna):
    run = propose()
    changed = place_by_hand(
        placement=proposal(run, world.bo_department),
        step=world.red,
        reason="Byggesag",
        decided_by=anna,
        now=NOW,
    )
    assert (changed.status, changed.kind) == ("proposed", "manual")
    adopt(run)
    adopted = in_force(world.bo_department)
    assert (adopted.step, adopted.reason, adopted.decided_by) == (world.red, "Byggesag", anna)
    assert evidence_for(adopted)[1].value == Decimal(34)


def test_what_earlier_runs_left_waiting_waits_no_longer(world, store, propose, adopt):
    store(workbook(row(key_of(world.carla_department))))
    first = adopt(propose())
    store(workbook(row(key_of(world.bo_department), outside=20)))
    adopt(propose(), date(2026, 7, 1))
    assert proposal(first, world.bo_department).status == "discarded"


def test_a_department_closed_before_the_date_is_not_placed(world, figures, propose, adopt):
    run = propose()
    world.bo_department.to_date = date(2025, 6, 30)
    world.bo_department.save()
    adopt(run)
    assert proposal(run, world.bo_department).status == "proposed"


@pytest.mark.parametrize("from_date", [date(2023, 12, 31), date(2028, 1, 1)])
def test_a_run_is_adopted_only_within_its_version(figures, propose, adopt, from_date):
    with pytest.raises(NotDecidableError, match="Vælg en dato"):
        adopt(propose(), from_date)


def test_a_run_is_not_adopted_from_the_day_of_an_earlier_adoption(world, figures, propose, adopt):
    with pytest.raises(NotDecidableError, match="2 afdelinger er allerede indplaceret"):
        adopt(propose(), date(2025, 1, 1))
    assert in_force(world.bo_department).step == world.green


def test_a_run_is_adopted_once(figures, propose, adopt):
    run = adopt(propose())
    with pytest.raises(NotDecidableError, match="allerede vedtaget"):
        adopt(run, date(2026, 7, 1))
    with pytest.raises(NotDecidableError, match="kan ikke kasseres"):
        discard_run(run=run)


def test_a_run_where_nobody_has_a_step_is_not_adopted(propose, adopt):
    with pytest.raises(NotDecidableError, match="Ingen afdeling"):
        adopt(propose())


def test_a_run_of_a_draft_is_not_adopted(world, figures, anna, adopt):
    draft = make.version_with(agreement=world.version.agreement, number=2)
    run = propose_placements(version=draft, figures_date=FIGURES_DATE, made_by=anna)
    with pytest.raises(NotDecidableError, match="ikke vedtaget endnu"):
        adopt(run)


def test_a_discarded_run_changes_nothing(world, figures, propose, adopt):
    run = discard_run(run=discard_run(run=propose()))
    with pytest.raises(NotDecidableError, match="allerede kasseret"):
        adopt(run)
    assert in_force(world.bo_department).step == world.green


def test_an_import_after_adoption_changes_nothing_that_was_adopted(world, store, figures, propose, adopt):
    run = adopt(propose())
    before = Placement.objects.filter(run=run).values_list("step", "summary", "evidence")
    kept = list(before)
    store(workbook(row(key_of(world.bo_department), "Møllevang", 350, 55.0, 9.9)))
    measured = Measurement.objects.get(pk=proposal(run, world.bo_department).evidence[1]["measurement"])
    assert list(before.all()) == kept
    assert (measured.value, measured.is_current) == (Decimal(34), False)


@pytest.mark.parametrize("change", [{"step": None}, {"summary": "grøn"}, {"evidence": []}, {"reason": "x"}])
def test_an_adopted_placement_is_frozen_in_the_database(world, figures, propose, adopt, change):
    run = adopt(propose())
    with pytest.raises(ProgrammingError), transaction.atomic():
        Placement.objects.filter(run=run).update(**change)


def test_the_rules_a_run_measured_by_are_never_rewritten(figures, propose):
    with pytest.raises(ProgrammingError), transaction.atomic():
        PlacementRun.objects.filter(pk=propose().pk).update(rules=[])


def test_evidence_is_never_rewritten_even_in_a_proposal(figures, propose):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Placement.objects.filter(run=propose()).update(evidence=[])


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_placement_by_hand_needs_a_reason(world, figures, propose, anna, reason):
    with pytest.raises(NotDecidableError, match="begrundelse"):
        place_by_hand(
            placement=proposal(propose(), world.bo_department),
            step=world.red,
            reason=reason,
            decided_by=anna,
            now=NOW,
        )


def test_a_placement_by_hand_needs_a_step_of_the_same_staircase(world, figures, propose, anna):
    with pytest.raises(NotDecidableError, match="på den trappe"):
        place_by_hand(
            placement=proposal(propose(), world.bo_department),
            step=make.StepFactory(),
            reason="x",
            decided_by=anna,
            now=NOW,
        )


def test_an_adopted_placement_is_not_changed_by_hand(world, figures, propose, adopt, anna):
    placement = proposal(adopt(propose()), world.bo_department)
    with pytest.raises(NotDecidableError, match="midlertidig afvigelse"):
        place_by_hand(placement=placement, step=world.red, reason="x", decided_by=anna, now=NOW)


@pytest.fixture
def override(world, agreement_administrator):
    def overridden(step: Step, period=(date(2025, 3, 1), date(2025, 8, 31)), reason="Helhedsplan"):
        return override_placement(
            department=world.bo_department,
            step=step,
            reason=reason,
            period=period,
            decided_by=agreement_administrator,
            now=NOW,
        )

    return overridden


def test_an_override_holds_for_its_period_and_no_longer(world, override):
    override(world.red)
    days = (date(2025, 2, 28), date(2025, 3, 1), date(2025, 8, 31), date(2025, 9, 1))
    assert [in_force(world.bo_department, day).step.colour for day in days] == [
        "green",
        "red",
        "red",
        "green",
    ]


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ((date(2025, 8, 31), date(2025, 3, 1)), "Slutdatoen"),
        ((date(2023, 1, 1), date(2025, 3, 1)), "Vælg en dato"),
        ((date(2025, 1, 1), date(2028, 1, 1)), "Vælg en dato"),
    ],
)
def test_an_override_keeps_to_the_agreement(world, override, period, message):
    with pytest.raises(NotDecidableError, match=message):
        override(world.red, period)


def test_an_override_needs_a_reason_and_an_own_step(world, override):
    with pytest.raises(NotDecidableError, match="begrundelse"):
        override(world.red, reason=" ")
    with pytest.raises(NotDecidableError, match="egen trappe"):
        override(make.StepFactory())


def test_two_overrides_do_not_overlap(world, override):
    override(world.red)
    with pytest.raises(NotDecidableError, match="allerede en midlertidig afvigelse"):
        override(world.yellow, (date(2025, 8, 31), date(2025, 12, 31)))


def test_an_override_survives_an_adoption(world, figures, propose, adopt, override):
    override(world.red, (date(2025, 12, 1), date(2026, 2, 28)))
    adopt(propose())
    assert in_force(world.bo_department).kind == "override"
    assert in_force(world.bo_department, date(2026, 3, 1)).step == world.yellow


@pytest.mark.parametrize("departments", [3, 60])
def test_proposing_makes_the_same_queries_however_many_departments(
    world, propose, departments, django_assert_max_num_queries
):
    make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    )
    with django_assert_max_num_queries(15):
        propose()

"""A check as it is stored with the decision: nothing lost, and the checks of earlier days still read."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.terms import FleksibelMode
from agreements.terms_in_force import DecidingDeviation
from anvisning.offer_check import DwellingFacts, RentLimit, StepFacts, check_offer
from anvisning.stored_check import from_json, to_json

texts = st.text(max_size=40)
days = st.dates(date(2010, 1, 1), date(2040, 12, 31))
deviations = st.builds(
    DecidingDeviation, pk=st.integers(1, 10**12), from_date=days, to_date=days, reason=texts, decided_by=texts
)
steps = st.builds(
    StepFacts,
    name=texts,
    colour=texts,
    since=st.none() | days,
    evidence=texts,
    decided_by=texts,
    clause=texts,
    anvisning_allowed=st.booleans(),
    fleksibel=st.sampled_from(FleksibelMode),
    fleksibel_share=st.none() | st.decimals(0, 1, places=4),
    only_for=texts,
    shape=texts,
    deviation=st.none() | deviations,
    fleksibel_clause=texts,
    fleksibel_deviation=st.none() | deviations,
)
dwellings = st.builds(
    DwellingFacts,
    rent=st.decimals(1, 99_999, places=2),
    rooms=st.integers(1, 9),
    area_m2=st.none() | st.decimals(10, 300, places=1),
)
limit_lists = st.lists(
    st.builds(RentLimit, household=texts, limit=st.decimals(1, 99_999, places=2), since=days),
    max_size=4,
    unique_by=lambda row: row.household,
)

STEP = StepFacts(
    name="Grøn",
    colour="green",
    since=date(2026, 1, 1),
    evidence="21,0 % < 30 %",
    decided_by="Politisk følgegruppe",
    clause="§ 4.2",
    anvisning_allowed=True,
    fleksibel=FleksibelMode.optional,
    fleksibel_share=None,
    fleksibel_clause="§ 9",
)
DWELLING = DwellingFacts(rent=Decimal("4870.50"), rooms=2, area_m2=None)


@given(step=st.none() | steps, dwelling=dwellings, limits=limit_lists)
def test_a_stored_check_is_read_back_exactly_as_decided(step, dwelling, limits):
    check = check_offer(step=step, dwelling=dwelling, limits=limits)

    assert from_json(json.loads(json.dumps(to_json(check)))) == check


def test_decimals_and_dates_are_stored_as_strings():
    stored = to_json(check_offer(step=STEP, dwelling=DWELLING, limits=()))

    assert stored["dwelling"]["rent"] == "4870.50"
    assert stored["step"]["since"] == "2026-01-01"


def test_another_version_of_a_stored_check_is_refused():
    stored = to_json(check_offer(step=None, dwelling=DWELLING, limits=()))

    with pytest.raises(ValueError, match="unknown version"):
        from_json({**stored, "version": 2})


def test_a_check_stored_before_deviations_were_told_is_read_as_it_was():
    check = check_offer(step=STEP, dwelling=DWELLING, limits=())
    stored = to_json(check)
    for name in ("only_for", "shape", "deviation", "fleksibel_clause", "fleksibel_deviation"):
        del stored["step"][name]
    for line in stored["verdict"]["lines"]:
        del line["deviation_pk"]

    read = from_json(stored)

    assert read.verdict == check.verdict
    assert read.step == replace(STEP, fleksibel_clause="§ 4.2")

"""The check of an offer: every line in every tone, and the answer it gives."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.terms import FleksibelMode
from anvisning.offer_check import (
    DwellingFacts,
    RentLimit,
    StepFacts,
    Tone,
    check_offer,
)
from udlejning.lib.danish import NO_BREAK_SPACE

SINCE = date(2026, 1, 1)
GREEN_STEP = StepFacts(
    name="Grøn",
    colour="green",
    since=SINCE,
    evidence="21,0 % < 30 %",
    decided_by="Politisk følgegruppe",
    clause="aftalens § 4.2",
    anvisning_allowed=True,
    fleksibel=FleksibelMode.none,
    fleksibel_share=None,
)
RED_STEP = replace(GREEN_STEP, name="Rød", colour="red", evidence="41,2 % > 40 %", anvisning_allowed=False)
LIMITS = (
    RentLimit(household="1 person", limit=Decimal(4500), since=SINCE),
    RentLimit(household="2 personer", limit=Decimal(6200), since=SINCE),
)


def plain(text):
    return text.replace(NO_BREAK_SPACE, " ")


def dwelling(rent="4000", *, area_m2="58"):
    return DwellingFacts(rent=Decimal(rent), rooms=2, area_m2=Decimal(area_m2) if area_m2 else None)


def verdict_of(*, step=GREEN_STEP, rent="4000", limits=LIMITS):
    return check_offer(step=step, dwelling=dwelling(rent), limits=limits).verdict


def line_of(key, *, step=GREEN_STEP, rent="4000", limits=LIMITS):
    return {line.key: line for line in verdict_of(step=step, rent=rent, limits=limits).lines}[key]


def test_the_lines_stand_in_the_order_they_are_read():
    lines = verdict_of().lines

    assert [(line.key, line.heading) for line in lines] == [
        ("step", "Trin"),
        ("anvisning", "Anvisning"),
        ("fleksibel", "Fleksibel udlejning"),
        ("rent", "Husleje"),
    ]


@pytest.mark.parametrize(
    ("step", "rent", "limits", "tone", "answer"),
    [
        pytest.param(
            GREEN_STEP, "4000", LIMITS, Tone.green, "Ja, boligen kan bruges", id="nothing in the way"
        ),
        pytest.param(
            GREEN_STEP,
            "4870",
            LIMITS,
            Tone.amber,
            "Ja, med forbehold: huslejen på 4.870 kr. er over grænsen for 1 person (4.500 kr.), "
            "men inden for grænsen for 2 personer (6.200 kr.)",
            id="rent too high for some",
        ),
        pytest.param(
            GREEN_STEP,
            "4000",
            (),
            Tone.amber,
            "Ja, med forbehold: ingen huslejegrænser er indtastet for datoen",
            id="no limits",
        ),
        pytest.param(
            replace(GREEN_STEP, fleksibel=FleksibelMode.required),
            "4000",
            (),
            Tone.amber,
            "Ja, med forbehold: afdelingen skal udlejes fleksibelt, så dens sammensætning indgår i "
            "vurderingen; ingen huslejegrænser er indtastet for datoen",
            id="two reservations",
        ),
        pytest.param(
            None,
            "4000",
            LIMITS,
            Tone.amber,
            "Kræver en vurdering: afdelingen har ingen indplacering i kraft",
            id="no placement",
        ),
        pytest.param(
            RED_STEP,
            "4000",
            LIMITS,
            Tone.red,
            "Nej: kommunen må ikke anvise på afdelingens trin (Rød, aftalens § 4.2)",
            id="the step forbids",
        ),
        pytest.param(
            GREEN_STEP,
            "7000",
            LIMITS,
            Tone.red,
            "Nej: huslejen er for høj; 7.000 kr. er over grænsen for 1 person (4.500 kr.) "
            "og 2 personer (6.200 kr.)",
            id="rent too high for all",
        ),
        pytest.param(
            None,
            "7000",
            LIMITS[:1],
            Tone.red,
            "Nej: huslejen er for høj; 7.000 kr. er over grænsen for 1 person (4.500 kr.)",
            id="a no outweighs an assessment",
        ),
        pytest.param(
            replace(RED_STEP, clause="", fleksibel=FleksibelMode.required),
            "7000",
            LIMITS[:1],
            Tone.red,
            "Nej: kommunen må ikke anvise på afdelingens trin (Rød); "
            "huslejen er for høj; 7.000 kr. er over grænsen for 1 person (4.500 kr.)",
            id="two reasons for a no, reservations left out",
        ),
    ],
)
def test_the_answer_is_the_worst_line_with_its_reason(step, rent, limits, tone, answer):
    verdict = verdict_of(step=step, rent=rent, limits=limits)

    assert (verdict.tone, plain(verdict.answer)) == (tone, answer)


@pytest.mark.parametrize(
    ("step", "tone", "text"),
    [
        (GREEN_STEP, Tone.green, "Grøn siden 1. januar 2026 – 21,0 % < 30 %"),
        (replace(GREEN_STEP, since=None, evidence=""), Tone.green, "Grøn"),
        (RED_STEP, Tone.red, "Rød siden 1. januar 2026 – 41,2 % > 40 %"),
        (None, Tone.amber, "Afdelingen har ingen indplacering i kraft. Det kræver en vurdering."),
    ],
)
def test_the_step_line_tells_the_placement_and_its_numbers(step, tone, text):
    line = line_of("step", step=step)

    assert (line.tone, plain(line.text)) == (tone, text)


def test_the_step_line_gives_who_decided_and_the_clause():
    assert line_of("step", step=RED_STEP).why == (
        ("Trin", "Rød"),
        ("Gælder fra", "1. januar 2026"),
        ("Afgjort af", "41,2 % > 40 %"),
        ("Besluttet af", "Politisk følgegruppe"),
        ("Bestemmelse", "aftalens § 4.2"),
    )


@pytest.mark.parametrize(
    ("step", "tone", "text"),
    [
        (GREEN_STEP, Tone.green, "Kommunen må anvise på afdelingens trin."),
        (RED_STEP, Tone.red, "Kommunen må ikke anvise på afdelingens trin."),
        (None, Tone.amber, "Aftalen siger ikke, om der må anvises, når afdelingen ikke er indplaceret."),
    ],
)
def test_the_anvisning_line_follows_the_terms_of_the_step_not_its_colour(step, tone, text):
    line = line_of("anvisning", step=step)

    assert (line.tone, plain(line.text)) == (tone, text)


def test_a_red_step_that_allows_anvisning_is_no_hindrance():
    assert verdict_of(step=replace(RED_STEP, anvisning_allowed=True)).tone is Tone.green


@pytest.mark.parametrize(
    ("mode", "share", "tone", "text"),
    [
        (FleksibelMode.none, None, Tone.green, "Ingen i afdelingen."),
        (
            FleksibelMode.optional,
            "0.25",
            Tone.green,
            "Frivillig, 25 % af udlejningerne; gælder ikke boliger, der anvises (almenboligloven § 60).",
        ),
        (
            FleksibelMode.optional,
            None,
            Tone.green,
            "Frivillig; gælder ikke boliger, der anvises (almenboligloven § 60).",
        ),
        (
            FleksibelMode.required,
            "0.5",
            Tone.amber,
            "Afdelingen skal udlejes fleksibelt, 50 % af udlejningerne. "
            "Det gælder ikke boliger, der anvises (almenboligloven § 60), "
            "men afdelingens sammensætning indgår i vurderingen.",
        ),
    ],
)
def test_flexible_letting_is_information_as_it_does_not_cover_anvisning(mode, share, tone, text):
    step = replace(GREEN_STEP, fleksibel=mode, fleksibel_share=Decimal(share) if share else None)

    line = line_of("fleksibel", step=step)

    assert (line.tone, plain(line.text)) == (tone, text)


def test_flexible_letting_is_unknown_without_a_placement():
    assert line_of("fleksibel", step=None).tone is Tone.amber


@pytest.mark.parametrize(
    ("rent", "tone"),
    [
        pytest.param("4499.99", Tone.green, id="below every limit"),
        pytest.param("4500", Tone.green, id="at the lowest limit"),
        pytest.param("4500.01", Tone.amber, id="just above the lowest"),
        pytest.param("6200", Tone.amber, id="at the highest limit"),
        pytest.param("6200.01", Tone.red, id="just above the highest"),
        pytest.param("0", Tone.amber, id="no rent given"),
    ],
)
def test_a_rent_at_the_limit_is_within_it(rent, tone):
    assert line_of("rent", rent=rent).tone is tone


@pytest.mark.parametrize(
    ("rent", "text"),
    [
        ("4000", "4.000 kr. er inden for grænsen for 1 person (4.500 kr.) og 2 personer (6.200 kr.)."),
        (
            "7000",
            "Ikke relevant: for dyr. 7.000 kr. er over grænsen for 1 person (4.500 kr.) "
            "og 2 personer (6.200 kr.).",
        ),
        ("0", "Huslejen er ikke oplyst."),
    ],
)
def test_the_rent_line_names_the_limits_with_their_numbers(rent, text):
    assert plain(line_of("rent", rent=rent, limits=reversed(LIMITS)).text) == text


def test_the_rent_line_gives_the_dwelling_and_the_dated_limits():
    why = line_of("rent", limits=LIMITS[:1]).why

    assert tuple((name, plain(value)) for name, value in why) == (
        ("Husleje", "4.000 kr."),
        ("Rum", "2"),
        ("Areal", "58 m²"),
        ("Grænse for 1 person", "4.500 kr. fra 1. januar 2026"),
    )


def test_an_unknown_area_is_left_out_of_the_facts():
    check = check_offer(step=GREEN_STEP, dwelling=dwelling(area_m2=None), limits=())

    assert [name for name, _ in check.verdict.lines[-1].why] == ["Husleje", "Rum"]


money = st.decimals(1, 99_999, places=2)
texts = st.text(max_size=40)
days = st.dates(date(2010, 1, 1), date(2040, 12, 31))
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
)
dwellings = st.builds(
    DwellingFacts, rent=money, rooms=st.integers(1, 9), area_m2=st.none() | st.decimals(10, 300, places=1)
)
limit_lists = st.lists(
    st.builds(RentLimit, household=texts, limit=money, since=days),
    max_size=4,
    unique_by=lambda row: row.household,
)


@given(step=st.none() | steps, dwelling=dwellings, limits=limit_lists)
def test_the_verdict_is_never_milder_than_any_of_its_lines(step, dwelling, limits):
    verdict = check_offer(step=step, dwelling=dwelling, limits=limits).verdict

    tones = {line.tone for line in verdict.lines}
    assert verdict.tone in tones
    assert (verdict.tone is Tone.green) == (tones == {Tone.green})
    assert (verdict.tone is Tone.red) == (Tone.red in tones)


@given(dwelling=dwellings, limits=limit_lists)
def test_a_department_without_placement_is_never_a_plain_yes(dwelling, limits):
    assert check_offer(step=None, dwelling=dwelling, limits=limits).verdict.tone is not Tone.green

"""A deviation that decides a line of the check: the line says so, and the frozen check keeps saying it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from agreements.actions.deviations import end_deviation
from agreements.content.terms import Fleksibel, Terms
from agreements.models import Deviation
from agreements.terms import Allocation, FleksibelMode, TargetGroup
from agreements.terms_in_force import DecidingDeviation
from anvisning.actions.offers import accept_offer
from anvisning.facts import checks_on, fingerprint
from anvisning.models import Offer
from anvisning.offer_check import DwellingFacts, OfferCheck, StepFacts, Tone, check_offer
from tests import contents
from tests import factories as make
from tests.anvisning.deviating import deviation_for
from tests.anvisning.situations import NOW, TODAY, offer_to

ONLY_WITH_SUPPORT = Terms(
    may_allocate=Allocation.target_groups, target_groups=(TargetGroup.with_support,), clause="§ 18"
)
TRIAL = DecidingDeviation(
    pk=7,
    from_date=date(2025, 10, 1),
    to_date=date(2026, 3, 31),
    reason="Forsøg med bostøtte",
    decided_by="Styregruppen, punkt 4",
)
GREEN = StepFacts(
    name="grøn",
    colour="green",
    since=date(2025, 1, 1),
    evidence="34 % < 40 %",
    decided_by="Maja Friis",
    clause="§ 18",
    anvisning_allowed=True,
    fleksibel=FleksibelMode.none,
    fleksibel_share=None,
    fleksibel_clause="§ 4.2",
    deviation=TRIAL,
)
UNTIL = "afvigelse til og med 31. marts 2026"


def lines_of(check: OfferCheck) -> dict:
    return {line.key: line for line in check.verdict.lines}


def checked(**changes) -> OfferCheck:
    dwelling = DwellingFacts(rent=Decimal(4870), rooms=2, area_m2=None)
    return check_offer(step=replace(GREEN, **changes), dwelling=dwelling, limits=())


# --- the rule


@pytest.mark.parametrize(
    ("changes", "tone", "text"),
    [
        ({}, Tone.green, f"Kommunen må anvise i afdelingen ({UNTIL})."),
        (
            {"only_for": "borgere med bostøtte"},
            Tone.amber,
            f"Kommunen må kun anvise borgere med bostøtte ({UNTIL}).",
        ),
        ({"anvisning_allowed": False}, Tone.red, f"Kommunen må ikke anvise i afdelingen ({UNTIL})."),
        ({"deviation": None}, Tone.green, "Kommunen må anvise på afdelingens trin."),
    ],
)
def test_the_line_on_anvisning_says_when_a_deviation_decides_it(changes, tone, text):
    line = lines_of(checked(**changes))["anvisning"]

    assert (line.tone, line.text) == (tone, text)


def test_its_reasons_are_until_when_why_who_decided_and_the_clause():
    line = lines_of(checked())["anvisning"]

    assert line.why == (
        ("Trin", "grøn"),
        ("Må kommunen anvise", "ja"),
        ("Afgjort af", UNTIL),
        ("Begrundelse", "Forsøg med bostøtte"),
        ("Besluttet af", "Styregruppen, punkt 4"),
        ("Bestemmelse", "§ 18"),
    )
    assert line.deviation_pk == 7


def test_a_no_by_deviation_is_not_blamed_on_the_step():
    check = checked(anvisning_allowed=False)

    step = lines_of(check)["step"]
    assert step.tone is Tone.green
    assert step.text == ("grøn siden 1. januar 2025 – 34 % < 40 %; en afvigelse afgør, om der må anvises")
    assert ("Anvisning afgøres af", UNTIL) in step.why
    assert "§ 18" not in dict(step.why).values()
    assert check.verdict.answer.startswith(f"Nej: kommunen må ikke anvise i afdelingen ({UNTIL}, § 18)")


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        (FleksibelMode.none, f"Ingen i afdelingen ({UNTIL})."),
        (FleksibelMode.optional, f"Frivillig, 50\xa0% af udlejningerne ({UNTIL}); gælder ikke boliger"),
        (FleksibelMode.required, f"skal udlejes fleksibelt, 50\xa0% af udlejningerne ({UNTIL})."),
    ],
)
def test_the_line_on_flexible_letting_has_its_own_deviation_and_clause(mode, text):
    share = None if mode is FleksibelMode.none else Decimal("0.5")
    line = lines_of(
        checked(deviation=None, fleksibel=mode, fleksibel_share=share, fleksibel_deviation=TRIAL)
    )["fleksibel"]

    assert text in line.text
    assert dict(line.why)["Afgjort af"] == UNTIL
    assert dict(line.why)["Bestemmelse"] == "§ 4.2"
    assert line.deviation_pk == 7


# --- from what is registered


@pytest.fixture
def deviation(world) -> Deviation:
    return deviation_for(world.bo_department, world.version, ONLY_WITH_SUPPORT)


@pytest.fixture
def offer(world, bo) -> Offer:
    make.RentLimitFactory(municipality=world.municipality, limit=Decimal(5000))
    return offer_to(world.bo_department, bo)


def check_of(offer: Offer, day: date = TODAY) -> OfferCheck:
    return checks_on([Offer.objects.select_related("vacancy__department__organisation").get()], day)[offer.pk]


def test_the_check_knows_the_deviation_that_holds_on_the_day(deviation, offer):
    during, after = lines_of(check_of(offer)), lines_of(check_of(offer, date(2026, 4, 1)))

    assert during["anvisning"].deviation_pk == deviation.pk
    assert dict(during["anvisning"].why)["Besluttet af"] == "Styregruppen 3. september 2025, punkt 4"
    assert during["fleksibel"].deviation_pk is None
    assert dict(during["fleksibel"].why)["Bestemmelse"] == "§ 4.2"
    assert after["anvisning"].deviation_pk is None
    assert after["anvisning"].text == "Kommunen må anvise på afdelingens trin."


def test_target_groups_that_a_deviation_changes_decide_the_line(world, bo):
    """The step allows target groups; only which of them is other by the deviation."""
    version = make.version_with(
        contents.red(),
        contents.green(
            may_allocate=Allocation.target_groups, target_groups=(TargetGroup.refugees,), clause="§ 4.2"
        ),
        agreement=world.version.agreement,
        number=2,
        from_date=date(2025, 7, 1),
    )
    world.version.to_date = date(2025, 6, 30)
    world.version.save()
    make.adopted(version)
    row = deviation_for(
        world.bo_department, version, Terms(target_groups=(TargetGroup.housing_first,), clause="§ 18")
    )
    offer = offer_to(world.bo_department, bo)

    line = lines_of(check_of(offer))["anvisning"]

    assert line.text == f"Kommunen må kun anvise borgere i Housing First ({UNTIL})."
    assert (line.deviation_pk, dict(line.why)["Bestemmelse"]) == (row.pk, "§ 18")


def test_a_deviation_for_flexible_letting_leaves_the_line_on_anvisning_alone(world, offer):
    terms = Terms(
        fleksibel=Fleksibel(mode=FleksibelMode.required, criteria_set=contents.CRITERIA.key), clause="§ 19"
    )
    row = deviation_for("groen", world.version, terms)

    lines = lines_of(check_of(offer))

    assert (lines["fleksibel"].deviation_pk, lines["anvisning"].deviation_pk) == (row.pk, None)
    assert dict(lines["fleksibel"].why)["Bestemmelse"] == "§ 19"
    assert lines["step"].text == "grøn siden 1. januar 2025 – 34 % < 40 %"


# --- the page


def page_of(client, offer) -> str:
    return client.get(reverse("anvisning:offer_detail", args=[offer.pk])).text


def test_the_page_shows_it_with_a_link_to_the_deviation(deviation, offer, as_anna):
    shown = page_of(as_anna, offer)

    assert f"Kommunen må kun anvise borgere med bostøtte ({UNTIL})." in shown
    assert "Styregruppen 3. september 2025, punkt 4" in shown
    assert reverse("agreements:deviation_detail", args=[deviation.pk]) in shown


def test_without_a_deviation_the_page_says_nothing_of_one(offer, as_anna):
    assert "fvigelse" not in page_of(as_anna, offer)


def test_the_organisation_that_is_not_told_the_check_is_not_told_the_deviation(deviation, offer, as_bo):
    assert "fvigelse" not in page_of(as_bo, offer)


def test_the_answered_check_keeps_the_deviation_as_it_was(deviation, offer, anna, as_anna):
    accept_offer(offer=offer, answered_by=anna, seen=fingerprint(check_of(offer)), now=NOW)
    end_deviation(deviation=deviation, last_day=date(2025, 12, 1), note="Forsøget er slut", today=TODAY)

    shown = page_of(as_anna, offer)

    assert f"({UNTIL})" in shown
    assert "1. december 2025" not in shown
    assert reverse("agreements:deviation_detail", args=[deviation.pk]) in shown

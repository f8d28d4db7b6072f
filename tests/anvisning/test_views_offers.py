"""Offers in the browser: the verdict on one screen, the officer's answer, and who may do what."""

from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook

from anvisning.actions.offers import accept_offer, decline_offer
from anvisning.facts import checks_on, fingerprint
from anvisning.models import Offer
from monitoring.models import Placement
from tests import factories as make
from tests.anvisning.situations import NOW, TODAY, decline_reason, offer_to, report_many

pytestmark = pytest.mark.django_db
AFTER_DEADLINE = "2025-11-22 08:00Z"


@pytest.fixture
def offer(world, bo) -> Offer:
    make.RentLimitFactory(municipality=world.municipality, limit=Decimal(5000))
    return offer_to(world.bo_department, bo)


def _make_red(offer):
    make.RentLimitFactory(
        municipality=offer.vacancy.department.municipality, limit=Decimal(4000), from_date=TODAY
    )


def _address(offer, what=""):
    return f"/boliger/tilbud/{offer.pk}/{what}"


def _seen(offer):
    return fingerprint(checks_on([Offer.objects.get(pk=offer.pk)], TODAY)[offer.pk])


def _decline(offer, reason, note=""):
    return {"decline-seen": _seen(offer), "decline-reason": reason.pk, "decline-note": note}


def test_the_verdict_stands_on_one_screen_with_its_numbers(offer, as_anna):
    text = as_anna.get(_address(offer)).text

    assert "Ja, boligen kan bruges" in text
    assert "34 % &lt; 40 %" in text
    assert "4.870\xa0kr. er inden for grænsen for enlig (5.000\xa0kr.)" in text
    assert "nr. 4 siden 1. januar 2024" in text
    assert "3 hverdage fra 18. november 2025" in text


def test_a_yes_offers_to_use_or_send_back_but_not_to_override(offer, as_anna):
    text = as_anna.get(_address(offer)).text

    assert "Brug boligen" in text
    assert "Send tilbage" in text
    assert "Tilsidesæt" not in text


def test_a_no_offers_to_override_or_send_back_but_not_to_use(offer, as_anna):
    _make_red(offer)

    page = as_anna.get(_address(offer))

    assert "Tilsidesæt kontrollen" in page.text
    assert "Send tilbage" in page.text
    assert not page.context["page"].may_use


def test_anna_uses_the_dwelling(offer, as_anna, anna):
    response = as_anna.post(_address(offer, "brug/"), {"accept-seen": _seen(offer)}, follow=True)

    offer.refresh_from_db()
    assert (offer.status, offer.answered_by) == ("accepted", anna)
    assert "Lind Bolig har fået besked" in response.text


def test_anna_sends_the_dwelling_back_with_a_reason(offer, as_anna):
    as_anna.post(_address(offer, "send-tilbage/"), _decline(offer, decline_reason(), "Kun til os"))

    offer.refresh_from_db()
    assert (offer.status, offer.decline_reason, offer.note) == ("declined", decline_reason(), "Kun til os")


def test_sending_back_without_a_reason_shows_the_form_again_with_the_fault(offer, as_anna):
    response = as_anna.post(_address(offer, "send-tilbage/"), {"decline-seen": _seen(offer)})

    assert response.status_code == 200
    assert "reason" in response.context["decline_form"].errors
    assert Offer.objects.get().is_open


def test_a_general_reason_without_text_shows_the_form_again(offer, as_anna):
    response = as_anna.post(
        _address(offer, "send-tilbage/"), _decline(offer, decline_reason("Andet", needs_text=True))
    )

    assert "skal uddybes" in response.context["decline_form"].errors["note"][0]


@pytest.mark.parametrize("typed", ["", "ja", "   "])
def test_overriding_needs_a_reason_a_colleague_understands(offer, as_anna, typed):
    _make_red(offer)

    response = as_anna.post(
        _address(offer, "tilsidesaet/"), {"override-seen": _seen(offer), "override-override_reason": typed}
    )

    assert "override_reason" in response.context["override_form"].errors
    assert Offer.objects.get().is_open


def test_anna_overrides_a_no_with_a_written_reason(offer, as_anna):
    _make_red(offer)

    as_anna.post(
        _address(offer, "tilsidesaet/"),
        {"override-seen": _seen(offer), "override-override_reason": "Borgeren har selv råd"},
    )

    offer.refresh_from_db()
    assert (offer.status, offer.verdict, offer.override_reason) == (
        "accepted",
        "red",
        "Borgeren har selv råd",
    )


def test_a_no_cannot_be_used_through_the_ordinary_button(offer, as_anna):
    _make_red(offer)

    response = as_anna.post(_address(offer, "brug/"), {"accept-seen": _seen(offer)}, follow=True)

    assert "Skriv en begrundelse" in response.text
    assert Offer.objects.get().is_open


def test_a_step_that_changed_while_she_looked_stops_the_answer_and_shows_the_new_check(world, offer, as_anna):
    seen = _seen(offer)
    Placement.objects.filter(department=world.bo_department).update(to_date="2025-11-17")
    make.PlacementFactory(department=world.bo_department, step=world.red, from_date=TODAY)

    response = as_anna.post(_address(offer, "brug/"), {"accept-seen": seen}, follow=True)

    assert "Grundlaget har ændret sig, siden du åbnede siden." in response.text
    assert "Kommunen må ikke anvise på afdelingens trin" in response.text
    assert Offer.objects.get().is_open


def test_the_second_answer_is_told_of_the_first(offer, as_anna, anna):
    seen = _seen(offer)
    accept_offer(offer=offer, answered_by=anna, now=NOW)

    response = as_anna.post(_address(offer, "brug/"), {"accept-seen": seen}, follow=True)

    assert "er allerede besvaret af Anna Holm" in response.text


def test_an_answered_offer_shows_the_check_as_it_was(world, offer, as_anna, anna):
    accept_offer(offer=offer, answered_by=anna, now=NOW)
    _make_red(offer)

    page = as_anna.get(_address(offer))

    assert "Ja, boligen kan bruges" in page.text
    assert "Brug boligen" not in page.text


def test_after_the_deadline_there_are_no_buttons(offer, anna, client):
    with time_machine.travel(AFTER_DEADLINE, tick=False):
        client.force_login(anna)
        text = client.get(_address(offer)).text

    assert "Fristen er udløbet" in text
    assert "Brug boligen" not in text


@pytest.mark.parametrize(
    ("person", "status"), [("anna", 200), ("administrator", 200), ("dorte", 200), ("bo", 200), ("carla", 404)]
)
def test_an_offer_is_seen_by_its_parties_only(offer, browsers, person, status):
    assert browsers[person].get(_address(offer)).status_code == status


@pytest.mark.parametrize("what", ["brug/", "send-tilbage/", "tilsidesaet/"])
@pytest.mark.parametrize(
    ("person", "status"), [("administrator", 403), ("dorte", 403), ("bo", 403), ("carla", 404)]
)
def test_only_the_officer_answers(offer, browsers, person, status, what):
    assert browsers[person].post(_address(offer, what)).status_code == status


@pytest.mark.parametrize("what", ["brug/", "send-tilbage/", "tilsidesaet/"])
def test_an_answer_is_given_by_post_only(offer, as_anna, what):
    assert as_anna.get(_address(offer, what)).status_code == 405


def test_an_officer_elsewhere_finds_nothing(offer, client, clock):
    officer = make.UserFactory()
    make.MembershipFactory(user=officer, role="allocation_officer", municipality=make.MunicipalityFactory())
    client.force_login(officer)

    assert client.get(_address(offer)).status_code == 404
    assert client.post(_address(offer, "brug/")).status_code == 404


def test_the_organisation_is_told_the_outcome_and_reason_but_not_the_check_or_the_note(offer, as_bo, anna):
    decline_offer(offer=offer, reason=decline_reason(), answered_by=anna, now=NOW, note="Borgerens økonomi")

    page = as_bo.get(_address(offer))

    shown = page.context["page"]
    assert "kommunen har sendt den tilbage" in page.text
    assert "Huslejen er for høj" in page.text
    assert "økonomi" not in page.text
    assert "Anna Holm" not in page.text
    assert (shown.lines, shown.notes, shown.history) == ((), (), ())


def test_the_politician_sees_the_check_but_not_the_note(offer, as_dorte, anna):
    decline_offer(offer=offer, reason=decline_reason(), answered_by=anna, now=NOW, note="Borgerens økonomi")

    page = as_dorte.get(_address(offer))

    assert page.context["page"].lines
    assert "økonomi" not in page.text


def test_the_officer_finds_note_and_history(offer, as_anna, anna):
    decline_offer(offer=offer, reason=decline_reason(), answered_by=anna, now=NOW, note="Borgerens økonomi")

    page = as_anna.get(_address(offer))

    assert "Borgerens økonomi" in page.text
    assert {change.field for entry in page.context["page"].history for change in entry.changes} >= {"status"}
    assert "schema" not in page.text


def test_the_list_shows_what_waits_oldest_deadline_first(world, as_anna, bo):
    offer_to(world.bo_department, bo)
    report_many(world.carla_department, bo, count=4, today=TODAY.replace(day=14))

    page = as_anna.get("/boliger/tilbud/")

    assert [row.department for row in page.context["rows"]] == ["Skovparken", "Møllevang"]
    assert "2 tilbud venter på dig. Det ældste skal besvares senest i morgen." in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [({}, 0), ({"status": "accepted"}, 1), ({"status": "all"}, 1), ({"status": "returned"}, 0)],
)
def test_the_list_is_narrowed_by_its_filters(offer, as_anna, anna, query, found):
    accept_offer(offer=offer, answered_by=anna, now=NOW)

    assert as_anna.get("/boliger/tilbud/", query).context["page_obj"].paginator.count == found


def test_the_organisation_sees_no_verdict_in_the_list_or_the_sheet(offer, as_bo):
    (row,) = as_bo.get("/boliger/tilbud/").context["rows"]
    sheet = load_workbook(BytesIO(as_bo.get("/boliger/tilbud/excel/").content)).active

    assert (row.verdict_tone, row.verdict_text) == ("", "")
    assert sheet["H2"].value is None


def test_the_list_takes_the_same_queries_for_three_and_for_many(
    world, as_anna, bo, django_assert_max_num_queries
):
    report_many(world.bo_department, bo, count=60)

    with django_assert_max_num_queries(16):
        assert len(as_anna.get("/boliger/tilbud/").context["rows"]) == 15

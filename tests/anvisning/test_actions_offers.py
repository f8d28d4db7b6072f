"""Answering: the check is frozen with the decision; a passed deadline gives the dwelling back, once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from smtplib import SMTPException
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, transaction

from agreements.models import HousingOrganisation
from anvisning.actions.offers import (
    AlreadyAnsweredError,
    CheckChangedError,
    DeadlinePassedError,
    DeclineTextNeededError,
    OverrideNeededError,
    ReasonNotSelectableError,
    accept_offer,
    decline_offer,
    return_unanswered_offers,
)
from anvisning.facts import checks_on, fingerprint
from anvisning.models import DeclineReason, Notice, Offer
from monitoring.models import Placement
from tests import factories as make
from tests.anvisning.situations import NOW, TODAY, decline_reason, offer_to, report_many

pytestmark = pytest.mark.django_db
LAST_DAY = date(2025, 11, 21)
DAY_AFTER = date(2025, 11, 22)


@pytest.fixture
def offer(world, bo) -> Offer:
    make.RentLimitFactory(municipality=world.municipality, limit=Decimal(5000))
    return offer_to(world.bo_department, bo)


@pytest.fixture
def red_offer(world, bo) -> Offer:
    make.RentLimitFactory(municipality=world.municipality, limit=Decimal(4000))
    return offer_to(world.bo_department, bo)


@pytest.fixture
def reason(offer) -> DeclineReason:
    return decline_reason()


def _shown(offer):
    return fingerprint(checks_on([offer], TODAY)[offer.pk])


def _move_to_red_step(world):
    Placement.objects.filter(department=world.bo_department).update(to_date=date(2025, 11, 17))
    make.PlacementFactory(department=world.bo_department, step=world.red, from_date=TODAY)


def test_accepting_stores_who_when_and_the_check(offer, anna):
    answered = accept_offer(offer=offer, answered_by=anna, now=NOW, note=" Ring til Bo ")

    answered.refresh_from_db()
    assert (answered.status, answered.answered_by, answered.answered_at) == ("accepted", anna, NOW)
    assert (answered.verdict, answered.note) == ("green", "Ring til Bo")


def test_the_check_is_made_anew_at_the_answer(world, offer, anna):
    _move_to_red_step(world)

    answered = accept_offer(offer=offer, answered_by=anna, now=NOW, override_reason="Aftalt på mødet")

    assert (answered.verdict, answered.check_json["step"]["name"]) == ("red", "rød")


def test_a_check_that_changed_since_the_officer_saw_it_is_not_answered(world, offer, anna):
    seen = _shown(offer)
    _move_to_red_step(world)

    with pytest.raises(CheckChangedError, match="har ændret sig, siden du åbnede siden"):
        accept_offer(offer=offer, answered_by=anna, now=NOW, seen=seen)
    assert Offer.objects.get().is_open


def test_a_check_that_stands_is_answered(offer, anna):
    assert accept_offer(offer=offer, answered_by=anna, now=NOW, seen=_shown(offer)).status == "accepted"


def test_a_red_check_needs_a_written_reason(red_offer, anna):
    with pytest.raises(OverrideNeededError, match="Skriv en begrundelse"):
        accept_offer(offer=red_offer, answered_by=anna, now=NOW, override_reason="  ")


def test_a_red_check_may_be_overridden_with_a_reason(red_offer, anna):
    answered = accept_offer(offer=red_offer, answered_by=anna, now=NOW, override_reason="Borgeren har råd")

    assert (answered.status, answered.verdict, answered.override_reason) == (
        "accepted",
        "red",
        "Borgeren har råd",
    )


def test_declining_needs_a_reason_from_the_catalogue_and_tells_the_organisation(world, offer, anna, reason):
    decline_offer(offer=offer, reason=reason, answered_by=anna, now=NOW, note="Borgerens økonomi")

    notice = Notice.objects.get()
    assert notice.organisation == world.bo_organisation
    assert "kommunen sender boligen tilbage (Huslejen er for høj). Boligen er jeres." in notice.text
    assert "økonomi" not in notice.text


def test_accepting_tells_the_organisation(world, offer, anna):
    accept_offer(offer=offer, answered_by=anna, now=NOW)

    assert Notice.objects.get().text == "Møllevang 4, st. tv: kommunen bruger boligen."


def test_a_general_reason_must_be_explained(offer, anna):
    other = decline_reason("Andet", needs_text=True)

    with pytest.raises(DeclineTextNeededError, match="skal uddybes"):
        decline_offer(offer=offer, reason=other, answered_by=anna, now=NOW, note=" ")


def test_another_municipalitys_reason_cannot_be_chosen(world, offer, anna):
    foreign = make.DeclineReasonFactory(municipality=world.elsewhere.municipality)

    with pytest.raises(ReasonNotSelectableError):
        decline_offer(offer=offer, reason=foreign, answered_by=anna, now=NOW)


def test_a_second_answer_is_refused_with_the_first_ones_name(offer, anna, reason):
    accept_offer(offer=offer, answered_by=anna, now=NOW)

    with pytest.raises(AlreadyAnsweredError, match="er allerede besvaret af Anna Holm: boligen bruges"):
        decline_offer(offer=offer, reason=reason, answered_by=anna, now=NOW)


def test_an_answer_can_never_be_rewritten(offer, anna):
    accept_offer(offer=offer, answered_by=anna, now=NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(check_json={})


def test_an_answer_on_the_last_day_is_in_time(offer, anna):
    late_evening = datetime(2025, 11, 21, 22, 59, tzinfo=UTC)

    assert accept_offer(offer=offer, answered_by=anna, now=late_evening).status == "accepted"


def test_an_answer_after_the_last_day_is_refused(offer, anna):
    after_midnight_in_denmark = datetime(2025, 11, 21, 23, 1, tzinfo=UTC)

    with pytest.raises(DeadlinePassedError, match=r"Fristen udløb 21\. november 2025"):
        accept_offer(offer=offer, answered_by=anna, now=after_midnight_in_denmark)


def test_on_the_last_day_nothing_goes_back(offer):
    assert return_unanswered_offers(today=LAST_DAY, now=NOW) == 0


def test_the_day_after_the_offer_goes_back_with_a_notice_to_both(world, offer):
    assert return_unanswered_offers(today=DAY_AFTER, now=NOW) == 1

    offer.refresh_from_db()
    assert offer.status == "returned"
    assert set(Notice.objects.values_list("organisation", "municipality")) == {
        (world.bo_organisation.pk, None),
        (None, world.municipality.pk),
    }


def test_running_twice_gives_back_once(offer):
    return_unanswered_offers(today=DAY_AFTER, now=NOW)

    assert return_unanswered_offers(today=DAY_AFTER, now=NOW) == 0
    assert Notice.objects.count() == 2


def test_an_answered_offer_never_goes_back(offer, anna):
    accept_offer(offer=offer, answered_by=anna, now=NOW)

    assert return_unanswered_offers(today=date(2026, 1, 1), now=NOW) == 0


def test_an_offer_that_went_back_cannot_be_answered(offer, anna):
    return_unanswered_offers(today=DAY_AFTER, now=NOW)

    with pytest.raises(AlreadyAnsweredError, match="er gået tilbage til Lind Bolig"):
        accept_offer(offer=offer, answered_by=anna, now=NOW)


def _with_mail(world, address="udlejning@lind.example"):
    HousingOrganisation.objects.filter(pk=world.bo_organisation.pk).update(contact_email=address)


def test_the_organisation_gets_one_mail_without_addresses_or_names(
    world, bo, django_capture_on_commit_callbacks
):
    _with_mail(world)
    report_many(world.bo_department, bo, count=8)

    with django_capture_on_commit_callbacks(execute=True):
        return_unanswered_offers(today=DAY_AFTER, now=NOW)

    assert [message.to for message in mail.outbox] == [["udlejning@lind.example"]]
    assert mail.outbox[0].subject == "2 tilbud er gået tilbage til jer uden svar"
    assert "Møllevang" not in mail.outbox[0].body
    assert "boligerne" in mail.outbox[0].body


def test_an_organisation_without_a_mail_address_gets_none(offer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return_unanswered_offers(today=DAY_AFTER, now=NOW)

    assert mail.outbox == []


@pytest.mark.parametrize("failure", [SMTPException("nej"), OSError("ingen forbindelse")])
def test_a_mail_that_fails_leaves_the_offer_returned(
    world, offer, failure, django_capture_on_commit_callbacks
):
    _with_mail(world)

    with (
        patch("anvisning.mails.send_mail", side_effect=failure),
        django_capture_on_commit_callbacks(execute=True),
    ):
        return_unanswered_offers(today=DAY_AFTER, now=NOW)

    assert Offer.objects.get().status == "returned"


def test_returning_many_takes_no_more_queries_than_returning_few(world, bo, django_assert_max_num_queries):
    report_many(world.bo_department, bo, count=40)

    with django_assert_max_num_queries(6):
        assert return_unanswered_offers(today=DAY_AFTER, now=NOW) == 10


def test_the_command_does_it_by_hand(offer, capsys):
    call_command("return_unanswered_offers")

    assert capsys.readouterr().out == "1 tilbud er gået tilbage.\n"

"""Mails about the dates of agreements: to whom, when, what is in them, and each once only."""

import logging
from datetime import date, timedelta
from io import StringIO
from smtplib import SMTPServerDisconnected
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.access import Role
from agreements.actions.drafts import discard_draft
from agreements.actions.reminders import remind_of_dates
from agreements.models import Agreement, CoverageExtension, Deviation, HousingOrganisation, Reminder
from agreements.tasks import remind_of_dates_task
from tests import factories as make

ENDS = date(2027, 12, 31)


@pytest.fixture
def maja(agreement_administrator):
    agreement_administrator.email = "maja@fjordby.example"
    agreement_administrator.save()
    return agreement_administrator


@pytest.fixture
def parties(world):
    """Let both organisations have an address."""
    for organisation, address in (
        (world.bo_organisation, "post@lind.example"),
        (world.carla_organisation, "post@strandbo.example"),
    ):
        HousingOrganisation.objects.filter(pk=organisation.pk).update(contact_email=address)


def remind(today):
    return remind_of_dates(today=today, now=timezone.now())


def before(days, day=ENDS):
    return day - timedelta(days=days)


def addresses():
    return sorted(address for each in mail.outbox for address in each.to)


def deviate(world, maja, *, department=None, ends=date(2027, 3, 31), **fields):
    return Deviation.objects.create(
        agreement=world.version.agreement,
        department=department,
        terms={"may_report": False},
        from_date=date(2026, 3, 1),
        to_date=ends,
        reason="Ombygning",
        decided_by="Styregruppen",
        registered_by=maja,
        **fields,
    )


def step(agreement, due, **fields):
    return agreement.preparation_steps.create(order=1, title="Skriv aftalen", due_date=due, **fields)


# --- expiry ---


def test_the_municipality_and_the_parties_are_told_half_a_year_before_the_agreement_runs_out(
    world, maja, parties
):
    assert remind(before(180)) == 3

    assert addresses() == ["maja@fjordby.example", "post@lind.example", "post@strandbo.example"]
    told = mail.outbox[0]
    assert told.subject == "Aftalen udløber 31. december 2027 (om 180 dage)"
    assert "Fælles udlejningsaftale 2024–2027" in told.body


def test_the_day_before_a_lead_nobody_is_told(world, maja, parties):
    assert remind(before(181)) == 0
    assert mail.outbox == []


def test_a_run_twice_on_the_same_day_mails_once(world, maja):
    remind(before(180))

    assert remind(before(180)) == 0
    assert len(mail.outbox) == 1


def test_each_lead_is_mailed_once_however_often_the_task_runs(world, maja):
    for days in range(200, -10, -1):
        remind(before(days))

    assert [each.subject.partition("(")[2] for each in mail.outbox] == [
        "om 180 dage)",
        "om 90 dage)",
        "om 30 dage)",
    ]


def test_a_task_that_was_away_tells_once_with_the_days_that_are_left(world, maja):
    remind(before(20))
    remind(before(19))

    assert [each.subject for each in mail.outbox] == ["Aftalen udløber 31. december 2027 (om 20 dage)"]


def test_nobody_is_told_that_an_agreement_ran_out_long_ago(world, maja):
    assert remind(ENDS + timedelta(days=1)) == 0


def test_an_agreement_that_is_followed_by_an_adopted_one_is_not_told_of(world, maja):
    make.AgreementFactory(
        municipality=world.municipality,
        from_date=date(2028, 1, 1),
        to_date=date(2031, 12, 31),
        status="adopted",
    )

    assert remind(before(90)) == 0


def test_a_draft_on_its_way_does_not_stop_the_warning_that_the_agreement_runs_out(world, maja):
    make.AgreementFactory(
        municipality=world.municipality, from_date=date(2028, 1, 1), to_date=date(2031, 12, 31)
    )

    assert remind(before(90)) == 1


def test_a_draft_has_no_dates_of_its_own(seeded, maja, world):
    make.AgreementFactory(
        municipality=make.MunicipalityFactory(),
        from_date=date(2024, 1, 1),
        to_date=before(1),
        renegotiation_from_date=before(30),
    )
    person = make.UserFactory(email="nabo@naboby.example")
    make.MembershipFactory(
        user=person,
        role=Role.agreement_administrator.value,
        municipality=Agreement.objects.get(to_date=before(1)).municipality,
    )

    remind(before(30))

    assert "nabo@naboby.example" not in addresses()


def test_an_agreement_whose_end_moves_is_told_of_anew(world, maja):
    remind(before(90))
    Agreement.objects.filter(pk=world.version.agreement_id).update(to_date=before(10))

    remind(before(89))

    assert mail.outbox[-1].subject == "Aftalen udløber 21. december 2027 (om 79 dage)"


# --- renegotiation ---


@pytest.fixture
def renegotiated(world):
    begins = date(2027, 2, 1)
    Agreement.objects.filter(pk=world.version.agreement_id).update(renegotiation_from_date=begins)
    return begins


def test_renegotiation_is_told_of_a_month_before_and_on_the_day(world, maja, parties, renegotiated):
    remind(before(30, renegotiated))
    remind(before(29, renegotiated))
    remind(renegotiated)
    remind(renegotiated + timedelta(days=1))

    subjects = [each.subject for each in mail.outbox if each.to == ["maja@fjordby.example"]]
    assert subjects == [
        "Genforhandlingen begynder 1. februar 2027 (om 30 dage)",
        "Genforhandlingen begynder 1. februar 2027 (i dag)",
    ]
    assert addresses().count("post@lind.example") == 2


def test_renegotiation_that_is_on_its_way_is_not_told_of(world, maja, renegotiated):
    make.AgreementFactory(
        municipality=world.municipality, from_date=date(2028, 1, 1), to_date=date(2031, 12, 31)
    )

    assert remind(renegotiated) == 0


def test_another_organisations_draft_is_no_successor(world, maja, renegotiated):
    make.AgreementFactory(
        municipality=world.municipality,
        kind="individual",
        organisation=world.bo_organisation,
        from_date=date(2028, 1, 1),
        to_date=date(2031, 12, 31),
    )

    assert remind(renegotiated) == 1


# --- steps, deviations, extensions ---


def test_a_step_of_the_preparation_is_told_the_municipality_before_and_after_it_is_due(world, maja, parties):
    due = date(2026, 12, 1)
    step(world.version.agreement, due)

    remind(before(7, due))
    remind(due)
    remind(due + timedelta(days=1))
    remind(due + timedelta(days=400))

    assert addresses() == ["maja@fjordby.example"] * 2
    assert [each.subject for each in mail.outbox] == [
        "Forberedelse: Skriv aftalen, senest 1. december 2026 (om 7 dage)",
        "Forberedelse: Skriv aftalen, senest 1. december 2026 (for 1 dag siden)",
    ]


@pytest.mark.parametrize("seen_to", [{"done_date": date(2026, 11, 1)}, {"is_left_out": True}])
def test_a_step_that_is_done_or_left_out_is_not_told_of(world, maja, seen_to):
    step(world.version.agreement, date(2026, 12, 1), **seen_to)

    assert remind(date(2026, 12, 2)) == 0


def test_a_deviation_is_told_the_municipality_and_the_departments_own_organisation(world, maja, parties):
    deviate(world, maja, department=world.bo_department)

    remind(date(2027, 3, 1))

    assert addresses() == ["maja@fjordby.example", "post@lind.example"]
    assert mail.outbox[0].subject == "Afvigelsen for Møllevang ophører 31. marts 2027 (om 30 dage)"
    assert "Ombygning" not in mail.outbox[0].body


def test_a_deviation_for_a_step_is_told_every_party(world, maja, parties):
    deviate(world, maja, staircase=world.red.staircase, step_key="roed")

    remind(date(2027, 3, 1))

    assert "post@strandbo.example" in addresses()


def test_an_extension_is_told_of_before_it_must_be_taken_up_again(world, maja):
    CoverageExtension.objects.create(
        agreement=world.version.agreement,
        from_date=date(2026, 1, 1),
        to_date=date(2027, 3, 31),
        decided_date=date(2025, 12, 1),
    )

    remind(date(2027, 3, 1))

    assert mail.outbox[0].subject.startswith("Udvidelsen efter § 60 b ophører 31. marts 2027")


def test_several_dates_of_an_agreement_come_in_one_mail(world, maja, parties):
    deviate(world, maja, department=world.bo_department)
    step(world.version.agreement, date(2027, 3, 8))

    remind(date(2027, 3, 1))

    to_maja = next(each for each in mail.outbox if each.to == ["maja@fjordby.example"])
    assert to_maja.subject == "2 datoer i Fælles udlejningsaftale 2024–2027"
    assert to_maja.body.rstrip() == (
        "Til Maja\n\n"
        "Datoer i Fælles udlejningsaftale 2024–2027 nærmer sig eller er passeret:\n\n"
        "- Forberedelse: Skriv aftalen, senest 8. marts 2027 (om 7 dage)\n"
        "- Afvigelsen for Møllevang ophører 31. marts 2027 (om 30 dage)\n\n"
        "Log ind i Udlejning for at se aftalen. Datoerne kan også vises i din egen kalender: vælg Kalender, "
        "når du er logget ind."
    )


# --- to whom ---


def test_only_those_who_look_after_this_municipalitys_agreements_are_told(world, maja, anna, dorte):
    for person in (anna, dorte):
        person.email = f"{person.username}@fjordby.example"
        person.save()
    elsewhere = make.UserFactory(email="nabo@naboby.example")
    make.MembershipFactory(
        user=elsewhere,
        role=Role.agreement_administrator.value,
        municipality=world.elsewhere.municipality,
    )

    remind(before(90))

    assert addresses() == ["maja@fjordby.example"]


def test_someone_who_has_left_is_not_told(world, maja):
    maja.is_active = False
    maja.save()

    assert remind(before(90)) == 0
    assert Reminder.objects.count() == 0


def test_a_party_that_has_left_or_said_no_is_not_told(world, maja, parties):
    bound = world.version.agreement.parties
    bound.filter(organisation=world.bo_organisation).update(to_date=date(2026, 12, 31))
    bound.filter(organisation=world.carla_organisation).update(status="declined")

    remind(before(90))

    assert addresses() == ["maja@fjordby.example"]


def test_one_address_gets_one_mail(world, maja, parties):
    HousingOrganisation.objects.update(contact_email="Maja@fjordby.example")

    remind(before(90))

    assert addresses() == ["maja@fjordby.example"]


def test_where_nobody_has_an_address_the_reminder_waits_until_somebody_has(world, agreement_administrator):
    assert remind(before(90)) == 0
    agreement_administrator.email = "maja@fjordby.example"
    agreement_administrator.save()

    assert remind(before(89)) == 1


# --- when something fails ---


def test_a_mail_that_cannot_be_delivered_leaves_the_others_alone(world, maja, parties, monkeypatch, caplog):
    real = mail.EmailMessage.send

    def send(message, *args, **kwargs):
        if "post@lind.example" in message.to:
            raise SMTPServerDisconnected("away")
        return real(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    with caplog.at_level(logging.ERROR):
        assert remind(before(90)) == 2

    assert addresses() == ["maja@fjordby.example", "post@strandbo.example"]
    assert "could not be delivered" in caplog.text


def test_when_no_mail_gets_out_the_next_run_tries_again(world, maja, monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMessage, "send", away)
        assert remind(before(90)) == 0
    assert Reminder.objects.count() == 0

    assert remind(before(89)) == 1


def test_a_draft_with_reminders_can_still_be_discarded(world, maja):
    draft = make.AgreementVersionFactory(agreement__municipality=world.municipality)
    step(draft.agreement, date(2026, 12, 1))
    remind(date(2026, 11, 30))

    discard_draft(version=draft)

    assert not Agreement.objects.filter(pk=draft.agreement_id).exists()


def test_more_agreements_without_due_dates_take_no_more_queries(world, maja):
    with CaptureQueriesContext(connection) as few:
        remind(date(2026, 11, 19))
    for _ in range(10):
        version = make.adopted(make.version_with())
        step(version.agreement, date(2027, 6, 1))

    with CaptureQueriesContext(connection) as many:
        remind(date(2026, 11, 19))

    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_mail_once(world, maja):
    barrier = Barrier(2)
    sent = []

    def run():
        barrier.wait()
        try:
            sent.append(remind(before(90)))
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(sent) == [0, 1]
    assert len(mail.outbox) == 1


def test_the_task_and_the_command_do_the_same(world, maja):
    Agreement.objects.filter(pk=world.version.agreement_id).update(to_date=date(2026, 12, 31))
    out = StringIO()

    assert remind_of_dates_task() == 1
    call_command("remind_of_dates", stdout=out)

    assert out.getvalue() == "0 mails sendt.\n"

"""The dates of agreements as a calendar: what is in it, who opens it, and the page with its address."""

from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from agreements.access import Role
from agreements.actions.files import import_agreement
from agreements.models import Agreement, CoverageExtension, Deviation, HousingOrganisation
from tests import factories as make
from tests.agreements.example_world import example, fjordby

KEY = UUID("6f1c5f0e-4a0b-4b6e-9d39-0d6f6a5b7c11")


@pytest.fixture
def here(seeded):
    return fjordby()


def person(here, role, *, organisation=None, key=KEY):
    user = make.UserFactory(calendar_key=key)
    where = (
        {"municipality": here.municipality}
        if organisation is None
        else {"organisation": HousingOrganisation.objects.get(lbf_number=organisation)}
    )
    make.MembershipFactory(user=user, role=role.value, **where)
    return user


@pytest.fixture
def officer(here):
    return person(here, Role.allocation_officer)


@pytest.fixture
def base(here):
    return import_agreement(file=example("bl-grundmodel.yaml"), registered_by=here.maja, adopt=True)


def fetch(client, key=KEY):
    return client.get(reverse("dashboards:calendar_feed", args=[key]))


def entries(client, key=KEY):
    calendar = Calendar.from_ical(fetch(client, key).content)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def days(client, key=KEY):
    return {
        str(event["SUMMARY"]).partition(" (")[0]: event["DTSTART"].dt
        for event in entries(client, key).values()
    }


# --- what is in it ---


def test_the_calendar_holds_the_dates_of_the_agreements_that_the_person_sees(officer, base, client):
    base.preparation_steps.create(order=1, title="Skriv aftalen", due_date=date(2027, 1, 15))
    CoverageExtension.objects.create(
        agreement=base,
        from_date=date(2026, 1, 1),
        to_date=date(2028, 12, 31),
        decided_date=date(2025, 12, 15),
    )
    goals = {
        f"Mål: {goal.text}": goal.target_date
        for goal in example("bl-grundmodel.yaml").versions[0].content.goals
    }

    assert days(client) == {
        "Aftalen udløber": date(2029, 12, 31),
        "Genforhandlingen begynder": date(2029, 2, 1),
        "Forberedelse: Skriv aftalen": date(2027, 1, 15),
        "Afvigelsen for Lind Bolig 9 ophører": date(2027, 4, 30),
        "Udvidelsen efter § 60 b ophører": date(2028, 12, 31),
        **goals,
    }


def test_an_entry_is_a_whole_day_that_blocks_no_time_and_leads_to_the_agreement(officer, base, client):
    entry = entries(client)[f"expiry-{base.pk}@0998.udlejning"]

    assert type(entry["DTSTART"].dt) is date
    assert "DTEND" not in entry
    assert entry["TRANSP"] == "TRANSPARENT"
    assert entry["SUMMARY"] == "Aftalen udløber (Fælles udlejningsaftale for Fjordby 2026–2029)"
    assert entry["URL"] == f"http://testserver/aftalen/{base.pk}/"
    assert "Aftalens sidste dag." in entry["DESCRIPTION"]


def test_the_file_is_a_calendar_that_programs_fetch_again(officer, base, client):
    response = fetch(client)

    calendar = Calendar.from_ical(response.content)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert calendar["VERSION"] == "2.0"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "Udlejningsaftaler"
    assert "REFRESH-INTERVAL" in calendar
    assert "private" in response["Cache-Control"]


def test_an_entry_keeps_its_uid_when_its_date_moves(officer, base, client):
    deviation = Deviation.objects.get()
    uid = f"deviation-{base.pk}-{deviation.pk}@0998.udlejning"
    before = entries(client)[uid]["DTSTART"].dt
    Deviation.objects.update(to_date=date(2026, 12, 31))

    assert (before, entries(client)[uid]["DTSTART"].dt) == (date(2027, 4, 30), date(2026, 12, 31))


def test_two_fetches_at_the_same_moment_give_the_same_file(officer, base, client):
    with time_machine.travel(datetime(2026, 11, 19, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen")), tick=False):
        assert fetch(client).content == fetch(client).content


def test_what_is_done_left_out_or_long_past_is_not_in_it(officer, base, client):
    base.preparation_steps.create(
        order=1, title="Gjort", due_date=date(2027, 1, 15), done_date=date(2026, 11, 1)
    )
    base.preparation_steps.create(order=2, title="Udeladt", due_date=date(2027, 1, 15), is_left_out=True)
    base.preparation_steps.create(order=3, title="Uden frist")
    base.preparation_steps.create(order=4, title="For længst", due_date=date(2025, 11, 18))
    base.preparation_steps.create(order=5, title="For et år siden", due_date=date(2025, 11, 19))

    steps = [title for title in days(client) if title.startswith("Forberedelse")]

    assert steps == ["Forberedelse: For et år siden"]


def test_a_draft_has_only_the_dates_of_its_preparation(officer, here, client):
    draft = import_agreement(file=example("bl-grundmodel.yaml"), registered_by=here.maja, adopt=False)
    draft.preparation_steps.create(order=1, title="Skriv aftalen", due_date=date(2027, 1, 15))

    assert list(days(client)) == ["Forberedelse: Skriv aftalen"]


def test_nothing_of_people_or_reasons_is_in_it(officer, base, client):
    text = fetch(client).content.decode()

    assert officer.get_full_name() not in text
    assert "bostøtte" not in text  # the deviation's reason
    assert base.convener not in text


def test_a_party_sees_its_own_deviations_only(here, base, client):
    person(here, Role.organisation_staff, organisation="9902")

    seen = days(client)

    assert "Aftalen udløber" in seen
    assert [title for title in seen if title.startswith("Afvigelsen")] == []


def test_one_who_is_at_no_party_has_an_empty_calendar(base, client):
    make.UserFactory(calendar_key=KEY)

    assert entries(client) == {}


def test_the_calendar_takes_as_many_queries_for_many_agreements_as_for_few(officer, base, here, client):
    with CaptureQueriesContext(connection) as few:
        fetch(client)
    for name in ("hver-ottende.yaml", "anmodning-ved-tillaeg.yaml"):
        import_agreement(file=example(name), registered_by=here.maja, adopt=True)

    with CaptureQueriesContext(connection) as many:
        fetch(client)

    assert len(many) == len(few)


# --- the key ---


def test_an_unknown_key_opens_nothing(officer, base, client):
    assert fetch(client, uuid4()).status_code == 404


def test_a_person_who_has_left_takes_her_key_with_her(officer, base, client):
    officer.is_active = False
    officer.save()

    assert fetch(client).status_code == 404


def test_someone_without_a_key_has_no_calendar(here, base, client):
    person(here, Role.allocation_officer, key=None)

    assert fetch(client).status_code == 404


@pytest.mark.parametrize("address", ["/kalender/None.ics", "/kalender/1.ics", "/kalender/.ics"])
def test_what_is_no_key_is_no_address(address, seeded, client):
    assert client.get(address).status_code == 404


def test_the_feed_is_only_fetched(officer, base, client):
    assert client.post(reverse("dashboards:calendar_feed", args=[KEY])).status_code == 405


# --- the page ---


@pytest.fixture
def visit(client, officer):
    client.force_login(officer)

    def visited():
        return client.get(reverse("dashboards:calendar")).content.decode()

    return visited


@pytest.fixture
def press(client, officer):
    client.force_login(officer)

    def pressed(name):
        page = client.post(reverse(f"dashboards:{name}"), follow=True).content.decode()
        officer.refresh_from_db()
        return page

    return pressed


def test_the_page_offers_a_calendar_to_one_who_has_none(officer, visit, press, client):
    officer.calendar_key = None
    officer.save()

    assert "Du har ingen kalender endnu" in visit()
    page = press("calendar_renew")

    assert "Kalenderen har fået en ny adresse." in page
    assert "virker ikke mere" not in page
    assert f"http://testserver/kalender/{officer.calendar_key}.ics" in page
    assert fetch(client, officer.calendar_key).status_code == 200


def test_a_new_address_closes_the_old_one(officer, press, client):
    page = press("calendar_renew")

    assert "Den gamle virker ikke mere." in page
    assert fetch(client, KEY).status_code == 404
    assert fetch(client, officer.calendar_key).status_code == 200


def test_the_calendar_can_be_stopped(officer, press, client):
    page = press("calendar_stop")

    assert "Kalenderen er stoppet." in page
    assert officer.calendar_key is None
    assert fetch(client, KEY).status_code == 404


def test_the_page_shows_the_next_dates_and_how_many_more(officer, base, visit):
    for number in range(20):
        base.preparation_steps.create(order=number, title=f"Trin {number}", due_date=date(2026, 12, 1))

    page = visit()

    assert "Forberedelse: Trin 3" in page
    assert f"webcal://testserver/kalender/{KEY}.ics" in page
    assert "Kalenderen viser" in page


def test_the_page_says_when_there_is_nothing_to_show(visit):
    assert "Ingen datoer lige nu" in visit()


def test_the_key_is_not_in_the_trail(officer, press):
    press("calendar_renew")

    fields = {field.name for field in type(officer).pgh_event_model._meta.fields}

    assert "calendar_key" not in fields


def test_an_agreement_that_is_gone_leaves_the_calendar(officer, here, client):
    draft = import_agreement(file=example("hver-ottende.yaml"), registered_by=here.maja, adopt=False)
    draft.preparation_steps.create(order=1, title="Skriv", due_date=date(2027, 1, 15))
    assert len(entries(client)) == 1
    draft.versions.get().decisions.all().delete()

    Agreement.objects.get(pk=draft.pk).delete()

    assert entries(client) == {}

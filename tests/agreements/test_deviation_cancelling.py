"""A deviation written by mistake: taken back before its first day with a note, and never after.

The lock in the database reads the real clock: what has begun here began long ago, what is ahead is far off.
"""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from agreements.actions.deviations import cancel_deviation
from agreements.actions.faults import FaultyInputError
from agreements.models import Deviation
from tests import contents
from tests import factories as make

TODAY = date(2026, 11, 19)
AHEAD = {"from_date": date(2099, 1, 1), "to_date": date(2099, 6, 30)}
BEGUN = {"from_date": date(2015, 1, 1), "to_date": date(2099, 6, 30)}
LIST = reverse("agreements:deviation_list")


@pytest.fixture
def registered(world, agreement_administrator):
    """Write a deviation down for Bo's department, or for what else is given."""

    def write(**fields) -> Deviation:
        return Deviation.objects.create(
            **{
                "agreement": world.version.agreement,
                "department": world.bo_department,
                "terms": {"may_report": False},
                "reason": "Renovering",
                "decided_by": "Styregruppen 3. september 2026",
                "registered_by": agreement_administrator,
                **AHEAD,
                **fields,
            }
        )

    return write


@pytest.fixture
def as_maja(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def page_of(deviation, name: str = "cancel") -> str:
    return reverse(f"agreements:deviation_{name}", args=[deviation.pk])


def deletions_of(deviation):
    return Deviation.pgh_event_model.objects.filter(pgh_obj_id=deviation.pk, pgh_label="delete")


# --- the action


def test_before_its_first_day_it_is_deleted_and_the_note_is_kept_in_the_trail(registered):
    deviation = registered()

    cancel_deviation(deviation=deviation, note=" Skrevet på den forkerte afdeling ", today=TODAY)

    assert not Deviation.objects.exists()
    event = deletions_of(deviation).get()
    assert event.pgh_context.metadata["note"] == "Skrevet på den forkerte afdeling"
    assert event.reason == "Renovering"


@pytest.mark.parametrize("today", [date(2099, 1, 1), date(2099, 1, 2), date(2100, 1, 1)])
def test_from_its_first_day_on_it_is_refused_in_danish(registered, today):
    deviation = registered()

    with pytest.raises(FaultyInputError, match=r"begyndte 1\. januar 2099 og kan ikke fortrydes"):
        cancel_deviation(deviation=deviation, note="Fejl", today=today)

    assert Deviation.objects.exists()


def test_without_a_note_it_is_refused(registered):
    with pytest.raises(FaultyInputError, match="Skriv, hvorfor afvigelsen fortrydes") as refusal:
        cancel_deviation(deviation=registered(), note="  ", today=TODAY)

    assert [fault.field for fault in refusal.value.faults] == ["note"]
    assert Deviation.objects.exists()


def test_the_database_itself_keeps_one_that_has_begun(registered):
    begun = registered(**BEGUN)

    with pytest.raises(ProgrammingError, match="Cannot delete rows"), transaction.atomic():
        Deviation.objects.filter(pk=begun.pk).delete()

    assert Deviation.objects.exists()


# --- the doors


def test_the_administrator_takes_it_back_from_its_own_page(as_maja, registered):
    deviation = registered()
    assert page_of(deviation) in text_of(as_maja.get(page_of(deviation, "detail")))
    assert "Fortryd afvigelsen" in text_of(as_maja.get(page_of(deviation)))

    done = as_maja.post(page_of(deviation), {"note": "Skrevet på den forkerte afdeling"}, follow=True)

    assert done.redirect_chain[-1][0] == LIST
    assert "Afvigelsen for Møllevang er fortrudt. Aftalen gælder uændret." in text_of(done)
    assert not Deviation.objects.exists()


@pytest.mark.parametrize(
    ("period", "note", "said"),
    [
        (AHEAD, " ", "Dette felt er påkrævet."),
        (BEGUN, "Fejl", "begyndte 1. januar 2015 og kan ikke fortrydes. Afslut den før tid i stedet."),
    ],
)
def test_a_refusal_stands_on_the_page(as_maja, registered, period, note, said):
    deviation = registered(**period)

    response = as_maja.post(page_of(deviation), {"note": note})

    assert response.status_code == 200
    assert said in text_of(response)
    assert Deviation.objects.exists()


def test_one_that_has_begun_is_only_ended(as_maja, registered):
    deviation = registered(**BEGUN)

    shown = text_of(as_maja.get(page_of(deviation, "detail")))

    assert page_of(deviation, "end") in shown
    assert page_of(deviation) not in shown


@pytest.mark.parametrize(("person", "status"), [("anna", 403), ("bo", 403), ("carla", 404), ("dorte", 403)])
def test_nobody_else_takes_it_back(client, request, registered, person, status):
    deviation = registered()
    client.force_login(request.getfixturevalue(person))

    assert client.post(page_of(deviation), {"note": "Fejl"}).status_code == status
    assert page_of(deviation) not in text_of(client.get(page_of(deviation, "detail")))
    assert Deviation.objects.exists()


def test_the_agreements_history_tells_what_was_taken_back_by_whom_and_why(as_maja, world, registered):
    deviation = registered()
    as_maja.post(page_of(deviation), {"note": "Skrevet på den forkerte afdeling"})

    history = text_of(as_maja.get(reverse("agreements:agreement_history", args=[world.version.agreement_id])))

    assert "Fortrudt afvigelse for Møllevang (2)" in history
    assert "fortrudt, før den begyndte" in history
    assert "Skrevet på den forkerte afdeling" in history
    assert "Maja Friis" in history


@pytest.mark.parametrize(("person", "is_told"), [("anna", True), ("bo", True), ("carla", False)])
def test_another_partys_deviation_is_not_told_of_when_it_is_gone(
    client, request, world, registered, person, is_told
):
    cancel_deviation(deviation=registered(), note="Fejl", today=TODAY)
    client.force_login(request.getfixturevalue(person))

    history = text_of(client.get(reverse("agreements:agreement_history", args=[world.version.agreement_id])))

    assert ("Fortrudt afvigelse" in history) is is_told


def test_one_for_a_step_is_told_of_to_every_party(client, carla, world, registered):
    staircase = make.StaircaseFactory(municipality=world.municipality, key=contents.STAIRCASE)
    deviation = registered(department=None, staircase=staircase, step_key="roed")
    cancel_deviation(deviation=deviation, note="Fejl", today=TODAY)
    client.force_login(carla)

    history = client.get(reverse("agreements:agreement_history", args=[world.version.agreement_id]))

    assert "Fortrudt afvigelse for trinnet rød" in text_of(history)

"""The page of an agreement's preparation: steps moved, done, written, added and skipped."""

from agreements.actions.preparation import begin_preparation
from tests.agreements.views.pages import words


def test_the_steps_are_moved_done_and_written(send, page, world, maja):
    agreement = world.version.agreement
    send(maja, "preparation_begin", agreement.pk)
    first, second = agreement.preparation_steps.all()[:2]

    send(maja, "preparation_step_move", second.pk, up="1")
    send(maja, "preparation_step_finish", second.pk)
    send(maja, "preparation_step_edit", first.pk, owner="Maja Friis", due_date="2026-11-01")

    text = words(page(maja, "preparation", agreement.pk))
    assert "1 af 11 gjort; næste: Indbyd alle, senest 1. november 2026. 1 trin er over tiden." in text
    assert "Ansvarlig: Maja Friis" in text
    assert "skulle være gjort 1. november 2026" in text


def test_a_step_that_is_done_is_opened_again(send, world, maja):
    agreement = world.version.agreement
    begin_preparation(agreement=agreement)
    step = agreement.preparation_steps.first()
    send(maja, "preparation_step_finish", step.pk)

    send(maja, "preparation_step_finish", step.pk, again="1")

    step.refresh_from_db()
    assert step.done_date is None


def test_an_own_step_is_added_and_removed(send, page, world, maja):
    agreement = world.version.agreement
    send(maja, "preparation_step_create", agreement.pk, title="Spørg beboerne")
    step = agreement.preparation_steps.get()

    assert "Spørg beboerne" in words(page(maja, "preparation", agreement.pk))
    send(maja, "preparation_step_remove", step.pk)
    assert not agreement.preparation_steps.exists()


def test_a_step_cannot_be_both_done_and_left_out(send, world, maja):
    agreement = world.version.agreement
    begin_preparation(agreement=agreement)

    response = send(
        maja,
        "preparation_step_edit",
        agreement.preparation_steps.first().pk,
        done_date="2026-11-01",
        is_left_out="on",
    )

    assert "Gjort den: Et trin kan ikke både være gjort og sprunget over." in words(response)


def test_the_rest_of_the_preparation_is_skipped(send, page, world, maja):
    agreement = world.version.agreement
    begin_preparation(agreement=agreement)

    send(maja, "preparation_skip", agreement.pk)

    assert "Forberedelsen er sprunget over." in words(page(maja, "preparation", agreement.pk))

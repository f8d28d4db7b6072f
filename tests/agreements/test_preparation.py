"""The way to a first agreement: the catalogue's steps, own ones, their order, and where the parties stand."""

from datetime import date

import pytest

from agreements.actions.faults import FaultyInputError
from agreements.actions.preparation import (
    NotRemovableError,
    StepPlan,
    add_step,
    begin_preparation,
    finish_step,
    move_step,
    remove_step,
    skip_preparation,
    write_step,
)
from agreements.actions.uploads import FileInUseError, Upload, keep_file, remove_file
from agreements.catalogue.preparation import PREPARATION
from agreements.life_reports.files import bytes_of
from agreements.life_reports.preparation import preparation_in_words, preparation_report
from agreements.models import AgreementFile, PreparationStep
from agreements.models.documents import FileReaderChoice
from tests import factories as make

TODAY = date(2026, 11, 19)
PDF = b"%PDF-1.7 x"


@pytest.fixture
def agreement(world):
    """The agreement of the world, with the catalogue's steps."""
    begin_preparation(agreement=world.version.agreement)
    return world.version.agreement


@pytest.fixture
def upload(agreement, agreement_administrator):
    def keep(name="Referat.pdf", readers=FileReaderChoice.PARTIES):
        return keep_file(
            agreement=agreement,
            upload=Upload(name, PDF),
            uploaded_by=agreement_administrator,
            readers=readers,
        )

    return keep


def titles(agreement):
    return list(agreement.preparation_steps.order_by("order").values_list("title", flat=True))


def step_at(agreement, place):
    return agreement.preparation_steps.order_by("order")[place - 1]


def told(agreement):
    return preparation_in_words(agreement.preparation_steps.order_by("order"), TODAY)


def plan(step, **changes):
    return StepPlan(**{"title": step.title, **changes})


def test_the_catalogues_steps_are_added_once(agreement):
    assert titles(agreement) == [entry.title for entry in PREPARATION]
    assert begin_preparation(agreement=agreement) == 0


def test_steps_that_were_removed_from_the_list_come_last(agreement):
    agreement.preparation_steps.filter(key="invitation").delete()

    assert begin_preparation(agreement=agreement) == 1
    assert titles(agreement)[-1] == "Indbyd alle"


def test_an_own_step_is_added_last_and_can_be_removed(agreement):
    step = add_step(agreement=agreement, plan=StepPlan("Spørg beboerdemokratiet"))
    assert titles(agreement)[-1] == "Spørg beboerdemokratiet"

    remove_step(step=step)

    assert len(titles(agreement)) == len(PREPARATION)


def test_a_step_of_the_catalogue_is_left_out_and_not_removed(agreement):
    with pytest.raises(NotRemovableError, match="Spring det over i stedet"):
        remove_step(step=step_at(agreement, 1))


@pytest.mark.parametrize(("place", "by", "expected"), [(2, -1, 1), (2, 1, 3), (1, -1, 1), (11, 1, 11)])
def test_a_step_is_moved_one_place_and_stays_at_the_ends(agreement, place, by, expected):
    step = step_at(agreement, place)

    move_step(step=step, by=by)

    assert titles(agreement).index(step.title) + 1 == expected
    assert len(set(agreement.preparation_steps.values_list("order", flat=True))) == len(PREPARATION)


def test_a_step_is_written_with_owner_date_and_documents(agreement, upload):
    file = upload()

    step = write_step(
        step=step_at(agreement, 1),
        plan=plan(step_at(agreement, 1), owner=" Maja ", due_date=TODAY, note="Brev sendt"),
        files=[file],
    )

    assert (step.owner, step.due_date, list(step.files.all())) == ("Maja", TODAY, [file])


def test_documents_are_left_alone_where_they_are_not_chosen(agreement, upload):
    step = step_at(agreement, 1)
    write_step(step=step, plan=plan(step), files=[upload()])

    assert write_step(step=step, plan=plan(step)).files.count() == 1


def test_another_agreements_document_is_refused(agreement, agreement_administrator):
    other = keep_file(
        agreement=make.AgreementFactory(),
        upload=Upload("a.pdf", PDF),
        uploaded_by=agreement_administrator,
    )
    step = step_at(agreement, 1)

    with pytest.raises(FaultyInputError, match="hører til aftalen"):
        write_step(step=step, plan=plan(step), files=[other])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "Skriv, hvad trinnet hedder."),
        ({"done_date": TODAY, "is_left_out": True}, "både være gjort og sprunget over"),
    ],
)
def test_a_step_that_is_not_in_order_is_refused(agreement, changes, said):
    step = step_at(agreement, 1)

    with pytest.raises(FaultyInputError, match=said):
        write_step(step=step, plan=plan(step, **changes))


def test_where_the_parties_stand_is_one_sentence(agreement):
    for place in (1, 2, 3):
        finish_step(step=step_at(agreement, place), done_date=date(2026, 10, place))
    fourth = step_at(agreement, 4)
    write_step(step=fourth, plan=plan(fourth, due_date=date(2027, 3, 1)))

    assert told(agreement) == "3 af 11 gjort; næste: Sæt de overordnede mål, senest 1. marts 2027."


def test_what_is_over_time_is_told_and_marked(agreement):
    first = step_at(agreement, 1)
    write_step(step=first, plan=plan(first, due_date=date(2026, 11, 18)))

    assert told(agreement).endswith("senest 18. november 2026. 1 trin er over tiden.")


def test_what_is_due_today_is_not_over_time(agreement):
    first = step_at(agreement, 1)
    write_step(step=first, plan=plan(first, due_date=TODAY))

    assert "over tiden" not in told(agreement)


def test_a_step_that_is_left_out_is_not_counted(agreement):
    first = step_at(agreement, 1)
    write_step(step=first, plan=plan(first, is_left_out=True, note="Alle er allerede med"))

    assert told(agreement) == "0 af 10 gjort; næste: Lav hver jeres overblik."


def test_the_preparation_can_be_skipped_and_a_step_opened_again(agreement):
    finish_step(step=step_at(agreement, 1), done_date=TODAY)

    assert skip_preparation(agreement=agreement) == 10
    assert told(agreement) == "Alle trin er gjort."
    finish_step(step=step_at(agreement, 2), done_date=None)
    assert told(agreement) == "1 af 2 gjort; næste: Lav hver jeres overblik."


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([], "Forberedelsen er ikke begyndt her."),
        ([PreparationStep(is_left_out=True)], "Forberedelsen er sprunget over."),
    ],
)
def test_nothing_done_is_told_too(steps, said):
    assert preparation_in_words(steps, TODAY) == said


def test_the_page_marks_the_next_and_the_late_and_brings_the_catalogues_guidance(
    agreement, agreement_administrator
):
    finish_step(step=step_at(agreement, 1), done_date=TODAY)
    second = step_at(agreement, 2)
    write_step(step=second, plan=plan(second, due_date=date(2026, 11, 1)))

    report = preparation_report(agreement, agreement_administrator, today=TODAY)

    assert [row.status for row in report.rows[:3]] == [
        "gjort 19. november 2026",
        "skulle være gjort 1. november 2026",
        "ikke gjort",
    ]
    assert [row.is_next for row in report.rows[:3]] == [False, True, False]
    assert (report.progress, report.overdue) == ("1 af 11", 1)
    assert report.rows[0].guidance.startswith("Indbyd alle boligorganisationer")


def test_documents_for_the_municipality_only_are_hidden_from_parties(agreement, upload, bo, anna):
    step = step_at(agreement, 1)
    hidden = upload(readers=FileReaderChoice.MUNICIPALITY)
    write_step(step=step, plan=plan(step), files=[upload(), hidden])

    seen = preparation_report(agreement, bo, today=TODAY).rows[0].files
    all_of_them = preparation_report(agreement, anna, today=TODAY).rows[0].files

    assert [file.readers for file in seen] == ["parties"]
    assert len(all_of_them) == 2


def test_the_page_takes_the_same_queries_however_many_steps(
    agreement, upload, agreement_administrator, django_assert_num_queries
):
    for place in (1, 2, 3):
        step = step_at(agreement, place)
        write_step(step=step, plan=plan(step), files=[upload()])
    assert agreement_administrator.access

    with django_assert_num_queries(3):
        preparation_report(agreement, agreement_administrator, today=TODAY)


# --- files ---


def test_a_file_is_kept_under_a_safe_name_and_its_own_title(upload):
    file = upload("../Byrådets møde.pdf")

    assert file.title == "Byrådets møde"
    assert "byraadets-moede" in file.file.name
    assert bytes_of(file) == PDF


def test_a_file_is_removed_with_its_bytes(upload, django_capture_on_commit_callbacks):
    file = upload()
    storage, name = file.file.storage, file.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(file=file)

    assert not AgreementFile.objects.exists()
    assert not storage.exists(name)


def test_a_file_that_was_decided_on_is_not_removed(world, upload):
    file = upload()
    make.DecisionFactory(version=world.version, document=file)

    with pytest.raises(FileInUseError, match="hører til en beslutning"):
        remove_file(file=file)


def test_a_step_loses_a_removed_file_and_stays(agreement, upload):
    step = step_at(agreement, 1)
    file = upload()
    write_step(step=step, plan=plan(step), files=[file])

    remove_file(file=file)

    assert step.files.count() == 0

"""What a register file would change, and storing it: all or nothing, twice the same."""

import time
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.actions.imports import BatchClosedError, discard_batch, receive_file
from agreements.actions.register import FaultyRegisterError, store_register
from agreements.models import Department, DepartmentMerger, DwellingGroup, HousingOrganisation, ImportKind
from agreements.register_changes import register_changes
from agreements.workbook import read_register
from tests import factories as make
from tests.agreements.register_files import many, row, workbook

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def municipality(db):
    return make.MunicipalityFactory(code="0998", name="Fjordby Kommune")


def deliver(municipality, *rows):
    return receive_file(
        content=workbook(*rows),
        file_name="register.xlsx",
        kind=ImportKind.REGISTER,
        municipality=municipality,
        uploaded_by=make.UserFactory(),
    )


def store(municipality, *rows):
    return store_register(batch=deliver(municipality, *rows), now=NOW)


def changes(municipality, *rows):
    return register_changes(read_register(workbook(*rows), file_name="register.xlsx"), municipality)


def test_a_first_file_makes_organisations_departments_and_dwellings(municipality):
    batch = deliver(municipality, row(cvr="25313763"), row(rum=2, boliger=12))

    outcome = store_register(batch=batch, now=NOW)

    assert (outcome.new, outcome.changed, outcome.unchanged, outcome.new_organisations) == (1, 0, 0, 1)
    department = Department.objects.select_related("organisation").get()
    assert (department.municipality, department.lbf_number, department.own_number) == (
        municipality,
        "007",
        "7-0",
    )
    assert (department.organisation.name, department.organisation.cvr) == ("Nybo", "25313763")
    assert department.organisation.presences.get().municipality == municipality
    assert sorted(department.dwelling_groups.values_list("rooms", "dwellings")) == [(2, 12), (3, 40)]
    batch.refresh_from_db()
    assert (batch.status, batch.committed_at, batch.stored_rows) == ("committed", NOW, 1)


def test_the_same_file_twice_changes_nothing(municipality):
    rows = (row(cvr="25313763"), row(rum=2), row(afdeling="008", navn="Vestvang", eget=None))
    store(municipality, *rows)
    history = Department.pgh_event_model.objects.count(), DwellingGroup.pgh_event_model.objects.count()

    preview = changes(municipality, *rows)
    outcome = store(municipality, *rows)

    assert preview.changes_nothing
    assert (outcome.new, outcome.changed, outcome.unchanged, outcome.new_organisations) == (0, 0, 2, 0)
    assert history == (
        Department.pgh_event_model.objects.count(),
        DwellingGroup.pgh_event_model.objects.count(),
    )


def test_the_preview_says_what_would_change_in_words(municipality):
    store(municipality, row(), row(rum=2, boliger=12))

    (change,) = changes(municipality, row(navn="Nyvangen", boliger=41), row(navn="Nyvangen", rum=4)).changed

    assert [(found.field, found.before, found.after) for found in change.changes] == [
        ("navn", "Nyvang", "Nyvangen"),
        ("familiebolig, 2 rum", "12 boliger, 81,5 m², 6.410,50\u00a0kr.", "–"),
        (
            "familiebolig, 3 rum",
            "40 boliger, 81,5 m², 6.410,50\u00a0kr.",
            "41 boliger, 81,5 m², 6.410,50\u00a0kr.",
        ),
        ("familiebolig, 4 rum", "–", "40 boliger, 81,5 m², 6.410,50\u00a0kr."),
    ]


def test_a_changed_department_is_stored_and_an_empty_cell_erases_nothing(municipality):
    store(municipality, row(), row(rum=2, boliger=12))

    store(municipality, row(navn="Nyvangen", adresse=None, eget=None, husleje=None, boliger=41))

    department = Department.objects.get()
    assert (department.name, department.address, department.own_number) == ("Nyvangen", "Nyvang 1", "7-0")
    group = department.dwelling_groups.get()
    assert (group.rooms, group.dwellings, group.typical_rent) == (3, 41, Decimal("6410.50"))


def test_a_lost_leading_zero_finds_the_same_department(municipality):
    store(municipality, row())

    preview = changes(municipality, row(organisation=153, afdeling=7))

    assert (len(preview.unchanged), preview.changes_nothing) == (1, True)


def test_a_department_missing_in_the_file_is_shown_and_stays(municipality):
    store(municipality, row(), row(afdeling="008", navn="Vestvang"))

    preview = changes(municipality, row())
    store(municipality, row())

    assert [department.name for department in preview.absent] == ["Vestvang"]
    assert Department.objects.count() == 2


def test_an_organisation_of_another_municipality_becomes_present_unchanged(municipality):
    make.HousingOrganisationFactory(
        name="Nybo", lbf_number="0153", cvr="", municipality=make.MunicipalityFactory()
    )

    (found,) = changes(municipality, row(cvr="25313763")).new_organisations
    store(municipality, row(cvr="25313763"))

    assert (found.is_known_elsewhere, found.name) == (True, "Nybo")
    organisation = HousingOrganisation.objects.get()
    assert organisation.cvr == ""
    assert organisation.presences.count() == 2


def test_a_number_that_belongs_to_another_name_is_a_warning_and_the_name_stays(municipality):
    make.HousingOrganisationFactory(name="Gammelbo", lbf_number="0153", municipality=municipality)

    preview = changes(municipality, row())
    store(municipality, row())

    assert preview.can_be_stored
    assert "navn 'Gammelbo' og her 'Nybo'" in preview.warnings[0].message
    assert HousingOrganisation.objects.get().name == "Gammelbo"


@pytest.mark.parametrize(
    ("given", "place", "message"),
    [
        ({"kommune": "0851"}, "A2", "0851 er ikke Fjordby Kommune (0998)."),
        ({"kommune": "Aalborg"}, "A2", "Aalborg er ikke Fjordby Kommune (0998)."),
        ({"organisationsnavn": None}, "B2", "Boligorganisation 0153 findes ikke i registret."),
        ({"organisationsnavn": "NYBO II"}, "B2", "NYBO II har LBF-nummer 0777 og ikke 0153."),
        ({"sammenlagt": "099", "dato": "1/7 2026"}, "N2", "Afdeling 099 findes hverken i filen eller"),
        ({"sammenlagt": "7", "dato": "1/7 2026"}, "N2", "En afdeling kan ikke lægges sammen med sig selv."),
        ({"organisation": "0888", "afdeling": "005"}, "E2", "0888-005 er registreret i en anden kommune."),
    ],
)
def test_what_does_not_fit_the_register_is_a_fault(municipality, given, place, message):
    make.HousingOrganisationFactory(name="Nybo II", lbf_number="0777")
    make.DepartmentFactory(organisation__lbf_number="0888", lbf_number="005")

    problems = changes(municipality, row(**given)).problems

    assert [(problem.place, message in problem.message) for problem in problems] == [
        (f"Afdelinger!{place}", True)
    ]


@pytest.mark.parametrize("name", ["998", "0998", "Fjordby", "Fjordby Kommune"])
def test_the_municipality_may_stand_as_code_or_name(municipality, name):
    assert changes(municipality, row(kommune=name)).can_be_stored


def test_two_new_organisations_with_one_name_are_a_fault(municipality):
    preview = changes(municipality, row(), row(organisation="0154", navn="B"))

    assert [problem.message for problem in preview.problems] == ["Nybo har LBF-nummer 0153 og ikke 0154."]


def test_a_merger_ends_the_merged_department_the_day_before(municipality):
    rows = (row(sammenlagt="008", dato="1/7 2026"), row(afdeling="008", navn="Vestvang"))

    store(municipality, *rows)
    again = changes(municipality, *rows)

    merger = DepartmentMerger.objects.select_related("from_department", "to_department").get()
    assert (merger.from_department.name, merger.to_department.name) == ("Nyvang", "Vestvang")
    assert (merger.merged_date, merger.from_department.to_date) == (date(2026, 7, 1), date(2026, 6, 30))
    assert again.changes_nothing


def test_a_department_cannot_merge_before_it_was_taken_into_use(municipality):
    store(municipality, row(), row(afdeling="008", navn="Vestvang"))
    Department.objects.filter(lbf_number="007").update(from_date=date(2026, 7, 1))

    (problem,) = changes(municipality, row(sammenlagt="008", dato="1/7 2026")).problems

    assert "taget i brug 1. juli 2026" in problem.message


def test_a_file_with_one_fault_stores_nothing(municipality):
    batch = deliver(municipality, row(), row(afdeling="008", navn=None))

    with pytest.raises(FaultyRegisterError, match="har 1 fejl"):
        store_register(batch=batch, now=NOW)

    assert not Department.objects.exists()
    batch.refresh_from_db()
    assert batch.status == "previewed"


@pytest.mark.parametrize(
    "close", [lambda b: discard_batch(batch=b), lambda b: store_register(batch=b, now=NOW)]
)
def test_a_closed_delivery_cannot_be_stored(municipality, close):
    batch = deliver(municipality, row())
    close(batch)

    with pytest.raises(BatchClosedError, match="er allerede"):
        store_register(batch=batch, now=NOW)


def test_storing_takes_the_same_queries_however_many_departments(municipality):
    store(municipality, row())
    few = deliver(municipality, *many(3, organisation="0201", organisationsnavn="Fåbo"))
    lots = deliver(municipality, *many(30, organisation="0202", organisationsnavn="Mangebo"))

    with CaptureQueriesContext(connection) as for_few:
        store_register(batch=few, now=NOW)
    with CaptureQueriesContext(connection) as for_lots:
        store_register(batch=lots, now=NOW)

    assert len(for_few) == len(for_lots)


def test_a_thousand_departments_are_stored_in_a_few_seconds(municipality):
    batch = deliver(municipality, *many(1000))
    begun = time.perf_counter()

    outcome = store_register(batch=batch, now=NOW)

    assert outcome.new == 1000
    assert time.perf_counter() - begun < 10

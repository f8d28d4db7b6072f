"""A version of an agreement as Word and PDF: what it gathers, and what each reader gets of it."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from agreements.access import Role
from agreements.actions.agreements import Amendment, begin_amendment
from agreements.actions.files import import_agreement
from agreements.content.cooperation import Annex
from agreements.models import Administrator, AgreementVersion, Department, HousingOrganisation
from agreements.terms import AnnexKind, Confidentiality
from tests import factories as make
from tests.agreements.example_world import example, fjordby
from tests.agreements.pdf_text import page_texts
from udlejning.dashboards.agreement_document import agreement_document

BASE, AALBORG, TWO_STAIRCASES = "bl-grundmodel.yaml", "aalborg-formet.yaml", "to-trapper.yaml"
TODAY = date(2026, 11, 19)


@pytest.fixture
def here(seeded):
    return fjordby()


@pytest.fixture
def lind(here):
    """Staff at 9901, Lind Bolig."""
    user = make.UserFactory(username="bo")
    organisation = HousingOrganisation.objects.get(lbf_number="9901")
    make.MembershipFactory(user=user, role=Role.organisation_staff.value, organisation=organisation)
    return user


@pytest.fixture
def officer(here):
    user = make.UserFactory(username="anna")
    make.MembershipFactory(user=user, role=Role.allocation_officer.value, municipality=here.municipality)
    return user


def read_in(here, file, *, adopt=True):
    agreement = import_agreement(file=file, registered_by=here.maja, adopt=adopt)
    return AgreementVersion.objects.select_related("agreement__municipality", "agreement__organisation").get(
        agreement=agreement, number=1
    )


def with_annexes(file, *annexes):
    (version,) = file.versions
    content = version.content.model_copy(update={"annexes": annexes})
    return file.model_copy(update={"versions": (version.model_copy(update={"content": content}),)})


def annex(kind, confidentiality=Confidentiality.own_rows):
    return Annex(key=kind.value, title=f"Bilaget {kind.value}", kind=kind, confidentiality=confidentiality)


def department(number):
    organisation, own = number.split("/")
    return Department.objects.get(organisation__lbf_number=organisation, lbf_number=own)


def place(version, number, step, *, staircase="boligtrappen", **fields):
    row = version.steps.get(staircase__key=staircase, key=step)
    return make.PlacementFactory(department=department(number), step=row, **fields)


def document(version, user, today=TODAY):
    return agreement_document(version, user=user, today=today)


def rows_of(composed, kind="table"):
    """Every row of every table in the annexes."""
    return [
        row for each in composed.annexes for block in each.blocks if block.kind == kind for row in block.rows
    ]


def said(composed):
    return str(composed)


# --- what is gathered ---


def test_the_departments_stand_by_their_step_since_when(here, officer):
    version = read_in(here, with_annexes(example(BASE), annex(AnnexKind.departments_by_step)))
    place(version, "9901/003", "gul", from_date=date(2026, 2, 1))

    rows = rows_of(document(version, officer))

    assert ("Gul", "Lind Bolig", "Lind Bolig 3", "9901/003", "1. februar 2026") in rows
    assert ("Ikke indplaceret", "Strandbo", "Strandbo 1", "9902/001", "") in rows
    assert len(rows) == 60


def test_each_staircase_lists_the_departments_it_concerns(here, officer):
    version = read_in(here, with_annexes(example(TWO_STAIRCASES), annex(AnnexKind.departments_by_step)))
    make.DwellingGroupFactory(department=department("9901/001"), dwelling_type="family")
    make.DwellingGroupFactory(department=department("9906/001"), dwelling_type="youth")
    place(version, "9906/001", "mest_unge", staircase="unge")

    (by_step,) = document(version, officer).annexes

    on = {block.caption: {row[3] for row in block.rows} for block in by_step.blocks}
    assert "9901/001" in on["Afdelinger på Områdetrappen"]
    assert "9901/001" in on["Afdelinger på Afdelingstrappen"]
    assert "9901/001" not in on["Afdelinger på Ungdomstrappen"]
    assert "9906/001" in on["Afdelinger på Ungdomstrappen"]
    assert "9906/001" not in on["Afdelinger på Afdelingstrappen"]


def test_a_department_that_was_closed_or_belongs_to_no_party_is_not_listed(here, officer):
    version = read_in(here, with_annexes(example(TWO_STAIRCASES), annex(AnnexKind.departments_by_step)))
    Department.objects.filter(pk=department("9901/002").pk).update(to_date=date(2025, 1, 1))

    keys = {row[3] for row in rows_of(document(version, officer))}

    assert "9901/001" in keys
    assert "9901/002" not in keys
    assert {key for key in keys if key.startswith(("9904", "9905"))} == set()


def test_a_later_version_takes_over_where_the_departments_stand(here, officer):
    first = read_in(here, with_annexes(example(BASE), annex(AnnexKind.departments_by_step)))
    place(first, "9901/003", "roed", from_date=date(2026, 2, 1))
    draft = begin_amendment(version=first, amendment=Amendment(date(2027, 1, 1), "Nye andele"))

    rows = rows_of(document(draft, officer))

    assert ("Rød", "Lind Bolig", "Lind Bolig 3", "9901/003", "1. februar 2026") in rows


def test_a_draft_shows_the_municipality_its_proposed_steps_and_the_parties_those_in_force(
    here, officer, lind
):
    first = read_in(
        here,
        with_annexes(example(BASE), annex(AnnexKind.departments_by_step, Confidentiality.parties)),
    )
    place(first, "9901/003", "gul")
    draft = begin_amendment(version=first, amendment=Amendment(date(2027, 1, 1), "Nye andele"))
    run = make.PlacementRunFactory(version=draft)
    place(draft, "9901/003", "roed", run=run, status="proposed", from_date=None)

    proposed = {row[3]: row[0] for row in rows_of(document(draft, officer))}
    seen = {row[3]: row[0] for row in rows_of(document(draft, lind))}

    assert (proposed["9901/003"], seen["9901/003"]) == ("Rød", "Gul")


def test_an_individual_agreement_says_what_it_inherits_and_lists_its_own_departments(here, officer):
    read_in(here, with_annexes(example(BASE), annex(AnnexKind.departments_by_step)))
    version = read_in(here, example("individuel-aftale.yaml"))

    composed = document(version, officer)

    assert {row[3].partition("/")[0] for row in rows_of(composed)} == {"9902"}
    assert "Godt naboskab" in said(composed)


def test_the_signatures_are_by_signatory_with_those_it_stands_for(here, officer):
    file = example(AALBORG)
    version = read_in(here, file)
    HousingOrganisation.objects.filter(lbf_number="9901").update(cvr="10000009")

    municipality, *others = document(version, officer).parties

    assert (municipality.name, municipality.signed) == ("Fjordby Kommune", "Vedtaget 8. december 2025")
    by_name = {line.name: line for line in others}
    assert set(by_name) == {"Lind Bolig", "Strandbo", "Fjordby Boligselskab"}
    lind = by_name["Lind Bolig"]
    assert (lind.cvr, lind.signed) == ("10000009", "Vedtaget 11. november 2025")
    assert lind.also_for == ("Ungbo Fjordby", "Lindely og Åbakke")
    assert lind.organisations == ("9901", "9906")


def test_an_administrator_signs_for_those_it_runs(here, officer):
    version = read_in(here, example(AALBORG))
    administrator = Administrator.objects.create(name="Fjordadministration", cvr="10000017")
    version.agreement.parties.filter(organisation__lbf_number__in=["9902", "9903"]).update(
        signed_by_administrator=administrator
    )

    (line,) = [each for each in document(version, officer).parties if each.name == "Fjordadministration"]

    assert line.also_for == ("Fjordby Boligselskab", "Strandbo")
    assert line.signed == "Vedtaget 17. november 2025\nVedtaget 13. november 2025"


def test_a_party_that_left_is_told_as_former(here, officer):
    version = read_in(here, with_annexes(example(AALBORG), annex(AnnexKind.parties, Confidentiality.public)))

    rows = rows_of(document(version, officer))

    assert ("Boligforeningen Højvang", "30. juni 2026") in [(row[0], row[-1]) for row in rows]


def test_one_that_said_no_stands_nowhere(here, officer):
    version = read_in(here, example(TWO_STAIRCASES))

    assert "Åparken" not in said(document(version, officer))


def test_the_decisions_are_told_with_their_condition_and_minutes(here, officer):
    told = said(document(read_in(here, example(BASE)), officer))

    assert (
        "Kommunalbestyrelsen i Fjordby Kommune vedtog aftalen 15. december 2025 "
        "(Byrådet 15. december 2025, punkt 8)." in told
    )
    assert "Bestyrelsen for Fjordby Boligselskab vedtog aftalen med en betingelse 18. november 2025" in told
    assert "læses på boligselskabets egen hjemmeside (opfyldt 8. december 2025)." in told


def test_a_decision_taken_back_is_no_adoption(here, officer):
    version = read_in(here, example(AALBORG), adopt=False)
    make.DecisionFactory(version=version, decided_date=date(2025, 12, 20), outcome="rejected")

    municipality, *_ = document(version, officer).parties

    assert municipality.signed == ""


def test_a_draft_says_that_it_is_one_and_who_is_missing(here, officer):
    version = read_in(here, example(BASE), adopt=False)
    version.decisions.filter(organisation__lbf_number="9902").delete()

    composed = document(version, officer)

    assert composed.status_line == "Kladde til version 1. Ikke vedtaget"
    assert "Mangler at vedtage aftalen: Strandbo." in composed.missing


def test_an_adopted_version_says_since_when_and_nothing_of_what_is_missing(here, officer):
    composed = document(read_in(here, example(BASE)), officer)

    assert composed.status_line == ("Version 1, vedtaget 15. december 2025, gælder fra 1. januar 2026")
    assert composed.missing == ()


def test_a_version_of_the_past_is_seen_on_its_last_day(here, officer):
    agreement = read_in(here, example("anmodning-ved-tillaeg.yaml")).agreement
    first = agreement.versions.select_related("agreement__municipality", "agreement__organisation").get(
        number=1
    )

    composed = document(first, officer)

    assert "Version 1, vedtaget 21. februar 2023" in composed.status_line
    assert [line.name for line in composed.parties] == ["Fjordby Kommune", "Boligforeningen Højvang"]


def test_the_document_takes_as_many_queries_for_many_departments_as_for_few(here, officer):
    version = read_in(here, example(BASE))
    document(version, officer)  # reads once what the person may see
    with CaptureQueriesContext(connection) as few:
        document(version, officer)
    organisation = HousingOrganisation.objects.get(lbf_number="9901")
    for _ in range(20):
        new = make.DepartmentFactory(municipality=here.municipality, organisation=organisation)
        make.PlacementFactory(department=new, step=version.steps.get(key="gul"))
        make.DwellingGroupFactory(department=new)

    with CaptureQueriesContext(connection) as many:
        document(version, officer)

    assert len(many) == len(few)


# --- who may read what ---


def test_a_party_gets_its_own_departments_only_where_the_annex_says_so(here, lind, officer):
    version = read_in(here, with_annexes(example(BASE), annex(AnnexKind.departments_by_step)))
    place(version, "9902/001", "roed")

    own = {row[3] for row in rows_of(document(version, lind))}

    assert {key.partition("/")[0] for key in own} == {"9901"}
    assert "9902/001" in {row[3] for row in rows_of(document(version, officer))}


def test_a_party_is_not_told_whom_its_signatory_also_signs_for_where_the_parties_are_kept_apart(here, lind):
    file = with_annexes(example(AALBORG), annex(AnnexKind.parties))
    version = read_in(here, file)

    told = said(document(version, lind))

    assert "Lind Bolig" in told
    assert "Ungbo Fjordby" not in told
    assert "Strandbo" not in told.replace("strandbo.example", "")


def test_the_file_of_a_party_holds_nothing_of_anothers_rows(here, lind, client):
    version = read_in(here, with_annexes(example(BASE), annex(AnnexKind.departments_by_step)))
    Department.objects.filter(pk=department("9902/001").pk).update(name="Hemmeligholt")
    place(version, "9902/001", "roed")
    client.force_login(lind)

    pdf = client.get(reverse("dashboards:agreement_pdf", args=[version.pk])).content
    word = client.get(reverse("dashboards:agreement_word", args=[version.pk])).content

    assert "Hemmeligholt" not in "".join(page_texts(pdf))
    assert "Lind Bolig 3" in "".join(page_texts(pdf))
    assert "Hemmeligholt" not in words_of(word)
    assert "Lind Bolig 3" in words_of(word)


# --- the door ---


def words_of(docx):
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_word_is_fetched_under_a_name_that_says_what_it_is(here, officer, client):
    version = read_in(here, example(BASE))
    client.force_login(officer)

    response = client.get(reverse("dashboards:agreement_word", args=[version.pk]))

    assert response["Content-Disposition"] == (
        'attachment; filename="faelles-udlejningsaftale-fjordby-2026.docx"'
    )
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert "Fælles udlejningsaftale for Fjordby 2026–2029" in words_of(response.content)


def test_pdf_is_fetched_as_pdf_and_a_draft_is_marked_on_every_page(here, officer, client):
    version = read_in(here, example(BASE), adopt=False)
    client.force_login(officer)

    response = client.get(reverse("dashboards:agreement_pdf", args=[version.pk]))

    assert response["Content-Type"] == "application/pdf"
    pages = page_texts(response.content)
    assert len(pages) > 3
    assert [page for page in pages[1:] if "Kladde til version 1" not in page] == []


def test_an_amendment_has_its_number_in_the_name(here, officer, client):
    first = read_in(here, example(BASE))
    draft = begin_amendment(version=first, amendment=Amendment(date(2027, 1, 1), "Nye andele"))
    client.force_login(officer)

    response = client.get(reverse("dashboards:agreement_word", args=[draft.pk]))

    assert "faelles-udlejningsaftale-fjordby-2026-version-2.docx" in response["Content-Disposition"]
    assert "Nye andele" in words_of(response.content)


@pytest.mark.parametrize("name", ["agreement_word", "agreement_pdf"])
def test_one_who_is_no_party_finds_no_version(here, client, name):
    version = read_in(here, example(BASE))
    client.force_login(make.UserFactory())

    assert client.get(reverse(f"dashboards:{name}", args=[version.pk])).status_code == 404

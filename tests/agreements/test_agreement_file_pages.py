"""An agreement as a file in the browser: fetched, by whom and how much; read in, looked over, a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.access import Role
from agreements.actions.files import import_agreement
from agreements.agreement_files import agreement_file_of
from agreements.content.cooperation import Annex
from agreements.files.reading import read_agreement_file
from agreements.models import Administrator, Agreement, HousingOrganisation, ImportBatch
from agreements.terms import AnnexKind, Confidentiality
from tests import factories as make
from tests.agreements.example_world import example, example_text, fjordby

AALBORG, BASE = "aalborg-formet.yaml", "bl-grundmodel.yaml"


@pytest.fixture
def here(seeded):
    return fjordby()


def member(here, username, role, *, of=None):
    user = make.UserFactory(username=username)
    where = (
        {"municipality": here.municipality}
        if of is None
        else {"organisation": HousingOrganisation.objects.get(lbf_number=of)}
    )
    make.MembershipFactory(user=user, role=role.value, **where)
    return user


@pytest.fixture
def editor(here):
    return member(here, "anders", Role.agreement_administrator)


@pytest.fixture
def lind(here):
    """Staff at 9901, Lind Bolig."""
    return member(here, "bo", Role.organisation_staff, of="9901")


@pytest.fixture
def fetch(client):
    def fetched(user, name, *args):
        client.force_login(user)
        return client.get(reverse(f"agreements:{name}", args=args))

    return fetched


@pytest.fixture
def press(client):
    def pressed(user, name, *args, **data):
        client.force_login(user)
        return client.post(reverse(f"agreements:{name}", args=args), data, follow=True)

    return pressed


@pytest.fixture
def upload(press):
    def uploaded(user, content, name="aftale.yaml"):
        return press(user, "agreement_file_import", file=SimpleUploadedFile(name, content))

    return uploaded


def words(response):
    return response.content.decode()


def read_in(here, file):
    return import_agreement(file=file, registered_by=here.maja, adopt=True)


def with_annexes(file, *annexes):
    (version,) = file.versions
    content = version.content.model_copy(update={"annexes": annexes})
    return file.model_copy(update={"versions": (version.model_copy(update={"content": content}),)})


def own_rows(kind, text=""):
    return Annex(
        key=kind.value, title="Bilag", kind=kind, confidentiality=Confidentiality.own_rows, text=text
    )


# --- fetching ---


def test_the_municipality_fetches_the_whole_agreement(here, editor, fetch):
    agreement = read_in(here, example(BASE))

    response = fetch(editor, "agreement_file", agreement.pk)

    assert response["Content-Type"] == "application/yaml; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="faelles-udlejningsaftale-fjordby-2026.yaml"'
    )
    assert read_agreement_file(words(response)) == example(BASE)
    assert "Udskrevet til en part" not in words(response)


def test_an_individual_agreement_is_called_after_its_organisation(here, editor, fetch):
    agreement = read_in(here, example("hver-ottende.yaml"))

    response = fetch(editor, "agreement_file", agreement.pk)

    assert "individuel-aftale-andelsboligforeningen-aaparken-2025.yaml" in response["Content-Disposition"]


def test_a_politician_of_the_municipality_reads_the_whole_of_it_too(here, fetch):
    dorte = member(here, "dorte", Role.reader)
    agreement = read_in(here, with_annexes(example(BASE), own_rows(AnnexKind.parties)))

    seen = read_agreement_file(words(fetch(dorte, "agreement_file", agreement.pk)))

    assert len(seen.parties) == 6


def test_a_party_fetches_what_no_annex_keeps_from_it_and_only_its_own_deviations(here, lind, fetch):
    file = example(BASE)
    other = file.deviations[0].model_copy(update={"department": "9902/001", "reason": "Kun for Strandbo."})
    step = file.deviations[0].model_copy(update={"department": None, "step": "boligtrappen.roed"})
    agreement = read_in(here, file.model_copy(update={"deviations": (*file.deviations, other, step)}))

    fetched = words(fetch(lind, "agreement_file", agreement.pk))

    assert read_agreement_file(fetched).deviations == (*file.deviations, step)
    assert "Kun for Strandbo." not in fetched
    assert "# Udskrevet til en part. Afvigelser i andres afdelinger er ikke med" in fetched


def test_a_party_never_gets_the_rows_of_others_where_each_sees_its_own(here, lind, fetch):
    file = with_annexes(example(BASE), own_rows(AnnexKind.parties), own_rows(AnnexKind.terms))
    (version,) = file.versions
    special = version.content.terms.special[0].model_copy(
        update={"key": "to", "name": "To", "departments": ("9901/001", "9902/001"), "dwelling_types": ()}
    )
    foreign = special.model_copy(update={"key": "en", "name": "En", "departments": ("9903/002",)})
    terms = version.content.terms.model_copy(
        update={"special": (*version.content.terms.special, special, foreign)}
    )
    content = version.content.model_copy(update={"terms": terms})
    file = file.model_copy(update={"versions": (version.model_copy(update={"content": content}),)})
    agreement = import_agreement(file=file, registered_by=here.maja, adopt=False)

    fetched = words(fetch(lind, "agreement_file", agreement.pk))

    seen = read_agreement_file(fetched)
    assert [party.organisation for party in seen.parties] == ["9901"]
    assert {each.organisation for each in seen.versions[0].decisions} == {None, "9901"}
    assert {each.key: each.departments for each in seen.versions[0].content.terms.special} == {
        "ungdomsboliger": (),
        "aeldreboliger": (),
        "to": ("9901/001",),
    }
    assert "9903/002" not in fetched
    assert "vilkår for andres afdelinger" in fetched


def test_an_annex_that_cannot_be_divided_is_kept_from_every_party(here, lind, fetch):
    file = with_annexes(
        example(BASE),
        own_rows(AnnexKind.text, "Kun for boliganvisningen."),
        own_rows(AnnexKind.data_basis),
        own_rows(AnnexKind.criteria),
    )
    agreement = read_in(here, file)

    fetched = words(fetch(lind, "agreement_file", agreement.pk))

    content = read_agreement_file(fetched).versions[0].content
    assert "Kun for boliganvisningen." not in fetched
    assert [step.rules for staircase in content.staircases for step in staircase.steps] == [(), (), ()]
    assert content.cooperation.deliveries == ()
    assert content.criteria_sets is None


def test_the_municipality_gets_what_is_kept_from_the_parties(here, editor, fetch):
    agreement = read_in(here, with_annexes(example(BASE), own_rows(AnnexKind.text, "Kun for os.")))

    assert "Kun for os." in words(fetch(editor, "agreement_file", agreement.pk))


def test_one_who_is_no_party_finds_no_agreement(here, fetch):
    stranger = make.UserFactory()
    agreement = read_in(here, example(BASE))

    assert fetch(stranger, "agreement_file", agreement.pk).status_code == 404


def test_an_agreement_that_cannot_be_a_file_says_why(here, editor, client):
    agreement = read_in(here, example(BASE))
    nameless = Administrator.objects.create(name="Fjordadministration")
    agreement.parties.filter(signed_by_organisation=None).update(signed_by_administrator=nameless)
    client.force_login(editor)

    response = client.get(reverse("agreements:agreement_file", args=[agreement.pk]))

    assert response.status_code == 302
    said = [str(message) for message in response.wsgi_request._messages]
    assert "Fjordadministration underskriver for" in said[0]


# --- reading in ---


def test_a_file_is_looked_over_and_then_becomes_a_draft(here, editor, upload, press):
    checked = upload(editor, example_text(AALBORG).encode())
    batch = ImportBatch.objects.get()

    assert checked.redirect_chain[-1][0] == reverse("agreements:agreement_file_check", args=[batch.pk])
    assert "Filen er i orden og kan læses ind som kladde. Intet er gemt endnu." in words(checked)
    assert "1. januar 2026 til og med 31. december 2029" in words(checked)
    assert "fra 1. januar 2026, som kladde; 5 beslutninger" in words(checked)
    assert Agreement.objects.count() == 0

    stored = press(editor, "agreement_file_store", batch.pk)

    agreement = Agreement.objects.get()
    assert stored.redirect_chain[-1][0] == reverse("agreements:agreement_detail", args=[agreement.pk])
    assert "er læst ind som kladde." in words(stored)
    assert agreement.status == "draft"
    assert agreement_file_of(agreement).parties == example(AALBORG).parties


def test_deviations_wait_and_the_page_says_so(here, editor, upload):
    checked = upload(editor, example_text(BASE).encode())

    assert "1 afvigelse bliver ikke læst ind: den slags hører til en vedtaget aftale." in words(checked)


def test_what_keeps_a_file_from_being_read_is_told_with_lines_and_nothing_is_kept(here, editor, upload):
    text = (
        example_text(AALBORG).replace("kind: framework", "kind: rammeaftale", 1).replace("quota:", "kvote:")
    )

    response = upload(editor, text.encode())

    assert response.status_code == 200
    assert "Filen har 2 fejl og kan ikke læses ind." in words(response)
    assert "Feltet kvote kendes ikke her." in words(response)
    assert "versions[1]<wbr>.content<wbr>.terms<wbr>.everywhere" in words(response)
    assert ImportBatch.objects.count() == 0


def test_what_the_registers_do_not_hold_keeps_the_file_from_being_read_in(here, editor, upload, press):
    text = example_text(AALBORG).replace('"9902"', '"7702"')

    checked = upload(editor, text.encode())

    assert "Filen har 1 fejl, der skal rettes, før den kan læses ind." in words(checked)
    assert "Boligorganisationen 7702 er ikke i registret." in words(checked)
    assert "Indlæs som kladde" not in words(checked)

    refused = press(editor, "agreement_file_store", ImportBatch.objects.get().pk)

    assert "Boligorganisationen 7702 er ikke i registret." in words(refused)
    assert Agreement.objects.count() == 0


def test_faults_of_the_content_can_be_mended_in_the_draft(here, editor, upload, press):
    text = example_text(AALBORG).replace(
        "includes_fleksibel_udlejning: true", "includes_fleksibel_udlejning: false"
    )

    checked = upload(editor, text.encode())

    assert "3 fejl skal rettes, før aftalen kan vedtages" in words(checked)
    press(editor, "agreement_file_store", ImportBatch.objects.get().pk)
    assert Agreement.objects.get().includes_fleksibel_udlejning is False


def test_a_file_is_read_in_once(here, editor, upload, press):
    upload(editor, example_text(AALBORG).encode())
    batch = ImportBatch.objects.get()
    press(editor, "agreement_file_store", batch.pk)

    again = press(editor, "agreement_file_store", batch.pk)

    assert "aftale.yaml er allerede indlæst." in words(again)
    assert "Indlæst som kladde 19. november 2026" in words(again)
    assert Agreement.objects.count() == 1


def test_a_file_that_is_put_aside_makes_nothing(here, editor, upload, press, fetch):
    upload(editor, example_text(AALBORG).encode())
    batch = ImportBatch.objects.get()

    said = press(editor, "agreement_file_discard", batch.pk)

    assert "aftale.yaml er kasseret. Intet er ændret." in words(said)
    assert "Filen er kasseret. Intet blev oprettet." in words(fetch(editor, "agreement_file_check", batch.pk))
    assert "er allerede kasseret" in words(press(editor, "agreement_file_store", batch.pk))
    assert Agreement.objects.count() == 0


def test_a_file_that_has_been_read_in_cannot_be_put_aside(here, editor, upload, press):
    upload(editor, example_text(AALBORG).encode())
    batch = ImportBatch.objects.get()
    press(editor, "agreement_file_store", batch.pk)

    assert "kan ikke kasseres" in words(press(editor, "agreement_file_discard", batch.pk))


def test_a_file_that_the_server_has_lost_is_said_so(here, editor, upload, fetch):
    upload(editor, example_text(AALBORG).encode())
    batch = ImportBatch.objects.get()
    batch.file.storage.delete(batch.file.name)

    page = words(fetch(editor, "agreement_file_check", batch.pk))

    assert "findes ikke længere på serveren. Vælg filen igen." in page
    assert "Indlæs som kladde" not in page


def test_a_file_of_another_municipality_is_refused_without_saying_whether_it_exists(here, editor, upload):
    make.MunicipalityFactory(code="0997", name="Naboby Kommune")
    text = example_text(AALBORG).replace('municipality: "0998"', 'municipality: "0997"')

    response = upload(editor, text.encode())

    assert "Du kan ikke indlæse aftaler for kommunen med koden 0997." in words(response)
    assert "Naboby" not in words(response)
    assert ImportBatch.objects.count() == 0


def test_nobody_reads_in_another_municipalitys_delivery(here, editor, upload, press, fetch):
    upload(editor, example_text(AALBORG).encode())
    batch = ImportBatch.objects.get()
    neighbour = make.UserFactory()
    make.MembershipFactory(
        user=neighbour, role=Role.agreement_administrator.value, municipality=make.MunicipalityFactory()
    )

    assert fetch(neighbour, "agreement_file_check", batch.pk).status_code == 404
    assert press(neighbour, "agreement_file_store", batch.pk).status_code == 404
    assert Agreement.objects.count() == 0


def test_only_those_who_look_after_agreements_read_files_in(here, lind, fetch, upload):
    officer = member(here, "anna", Role.allocation_officer)

    assert fetch(officer, "agreement_file_import").status_code == 403
    assert upload(lind, example_text(AALBORG).encode()).status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tom.yaml", b"", "Filen er tom. Vælg en fil med indhold."),
        ("stor.yaml", b"a" * 2_000_001, "Filen fylder mere end 2 MB."),
        ("ark.yaml", b"PK\x03\x04zip", "Filen er et Word-dokument eller en Excel-projektmappe."),
        ("aftale.pdf", b"%PDF-1.7", "Filen er en pdf."),
        ("liste.csv", b"a;b\n1;2\n", "Filen skal bestå af felter"),
        ("latin.yaml", "Sønderbyen: å".encode("cp1252"), "Filen er ikke gemt som UTF-8."),
        ("bombe.yaml", b"a: &a [x, x]\nb: [*a, *a]\n", "Henvisninger (&amp; og *) kan ikke bruges."),
        ("python.yaml", b"a: !!python/object/apply:os.system ['ls']", "Typeangivelser (!) kan ikke bruges."),
        ("dyb.yaml", b"a: " + b"[" * 5000, "lag. Det må være en forkert fil."),
        ("nul.yaml", b"format: \x00", "Filen er ikke en tekst."),
        ("../../etc/passwd", b"root: x\n", "Feltet root kendes ikke her."),
    ],
)
def test_a_hostile_or_mistaken_upload_is_told_in_words(here, editor, upload, name, content, said):
    response = upload(editor, content, name)

    assert response.status_code == 200
    assert said in words(response)
    assert ImportBatch.objects.count() == 0


def test_what_stands_in_a_file_is_shown_as_text(here, editor, upload):
    text = example_text(AALBORG).replace("name: Strandbo", 'name: "<script>alert(1)</script>"')

    checked = words(upload(editor, text.encode()))

    assert "<script>alert(1)" not in checked
    assert "&lt;script&gt;" in checked


def test_a_thousand_faults_are_shown_by_the_first_two_hundred(here, editor, upload):
    text = example_text(AALBORG) + "".join(f"ukendt_{number}: 1\n" for number in range(300))

    response = words(upload(editor, text.encode()))

    assert "Filen har 300 fejl" in response
    assert "De første 200 er vist. 100 er ikke vist." in response


def test_a_file_that_would_keep_the_server_busy_is_refused_before_it_is_checked(here, editor, upload):
    text = example_text(AALBORG)
    parties = '  - organisation: "9901"\n    from_date: 2026-01-01\n' * 301

    response = words(upload(editor, text.replace("parties:\n", f"parties:\n{parties}", 1).encode()))

    assert "Her er mere end 300 poster. Det må være en forkert fil." in response
    assert ImportBatch.objects.count() == 0

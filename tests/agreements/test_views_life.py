"""The pages of an agreement's life: who meets what, what stands there, and the forms that write."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.actions.agreements import Amendment, adopt_version
from agreements.actions.amendments import create_amendment
from agreements.actions.preparation import begin_preparation
from agreements.actions.uploads import Upload, keep_file
from agreements.models import Administrator, Agreement, AgreementFile, AgreementParty, Decision
from agreements.models.documents import FileReaderChoice
from agreements.uploads import MOST_BYTES
from tests import factories as make

PEOPLE = ["anna", "agreement_administrator", "bo", "carla", "dorte"]
PDF = b"%PDF-1.7 x"
HEAD = {
    "kind": "framework",
    "organisation": "",
    "name": "Fælles udlejningsaftale 2028–2031",
    "from_date": "2028-01-01",
    "to_date": "2031-12-31",
    "includes_fleksibel_udlejning": "on",
    "renegotiation_from_date": "",
    "convener": "",
    "based_on": "",
}
OF_AGREEMENT = {
    "agreement_detail": "read",
    "agreement_terms": "read",
    "agreement_history": "read",
    "party_list": "read",
    "coverage": "read",
    "version_list": "read",
    "preparation": "read",
    "file_list": "read",
    "agreement_edit": "write",
    "agreement_renegotiation": "write",
    "party_create": "write",
    "party_paste": "write",
    "amendment_create": "write",
    "extension_create": "write",
    "preparation_step_create": "write",
    "party_invite_all": "button",
    "preparation_begin": "button",
    "preparation_skip": "button",
}
OF_VERSION = {
    "version_detail": "read",
    "version_terms": "read",
    "version_adopt": "read",
    "version_edit": "write",
    "version_discard": "write",
    "decision_create": "write",
}
EVERYONE = dict.fromkeys(PEOPLE, 200)
ADMINISTRATOR = {**dict.fromkeys(PEOPLE, 403), "agreement_administrator": 200}
ANSWERS = {"read": EVERYONE, "write": ADMINISTRATOR, "button": ADMINISTRATOR}
METHODS = {"read": "get", "write": "get", "button": "post"}


@pytest.fixture
def page(client):
    """Fetch a page as a person."""

    def fetch(user, name, /, *args, **query):
        client.force_login(user)
        return client.get(reverse(f"agreements:{name}", args=args), query)

    return fetch


@pytest.fixture
def send(client):
    """Send a form to a page as a person."""

    def post(user, name, /, *args, **data):
        client.force_login(user)
        return client.post(reverse(f"agreements:{name}", args=args), data)

    return post


@pytest.fixture
def maja(agreement_administrator):
    return agreement_administrator


@pytest.fixture
def draft(world):
    """An amendment to the agreement in force."""
    amendment = Amendment(date(2027, 1, 1), "Kvoten på gult sænkes")
    return create_amendment(agreement=world.version.agreement, amendment=amendment)


@pytest.fixture
def upload(world, maja):
    def keep(readers=FileReaderChoice.PARTIES, title="Byrådets referat"):
        return keep_file(
            agreement=world.version.agreement,
            upload=Upload("referat.pdf", PDF, title),
            uploaded_by=maja,
            readers=readers,
        )

    return keep


def words(response):
    return response.content.decode().replace("\u00a0", " ")


# --- who meets what ---


def met(client, user, name, kind, row):
    """Return the status that the person meets in the end."""
    client.force_login(user)
    return getattr(client, METHODS[kind])(reverse(f"agreements:{name}", args=[row]), follow=True).status_code


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "kind"), OF_AGREEMENT.items())
def test_all_parties_read_and_the_agreement_administrator_writes(client, world, request, person, name, kind):
    status = met(client, request.getfixturevalue(person), name, kind, world.version.agreement_id)

    assert status == ANSWERS[kind][person]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "kind"), OF_VERSION.items())
def test_of_a_version_too(client, draft, request, person, name, kind):
    assert met(client, request.getfixturevalue(person), name, kind, draft.pk) == ANSWERS[kind][person]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "kind"), OF_AGREEMENT.items())
def test_what_others_have_agreed_is_not_there(client, world, request, person, name, kind):
    other = make.AgreementFactory()

    assert met(client, request.getfixturevalue(person), name, kind, other.pk) == 404


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "kind"), OF_VERSION.items())
def test_nor_are_its_versions(client, world, request, person, name, kind):
    other = make.AgreementVersionFactory()

    assert met(client, request.getfixturevalue(person), name, kind, other.pk) == 404


@pytest.mark.parametrize(
    "name", ["party_edit", "party_leave", "decision_edit", "extension_end", "preparation_step_edit"]
)
@pytest.mark.parametrize(("person", "status"), [("anna", 403), ("bo", 403), ("agreement_administrator", 200)])
def test_the_rows_of_an_agreement_are_written_by_its_administrator(
    client, world, request, name, person, status
):
    agreement = world.version.agreement
    begin_preparation(agreement=agreement)
    rows = {
        "party_edit": agreement.parties.first(),
        "party_leave": agreement.parties.first(),
        "decision_edit": make.DecisionFactory(version=world.version),
        "extension_end": agreement.extensions.create(
            from_date=date(2026, 1, 1), to_date=date(2027, 1, 1), decided_date=date(2026, 1, 1)
        ),
        "preparation_step_edit": agreement.preparation_steps.first(),
    }
    client.force_login(request.getfixturevalue(person))

    assert client.get(reverse(f"agreements:{name}", args=[rows[name].pk])).status_code == status


@pytest.mark.parametrize(
    "name",
    [
        "party_stay",
        "party_remove",
        "preparation_step_finish",
        "preparation_step_move",
        "preparation_step_remove",
        "file_remove",
    ],
)
@pytest.mark.parametrize(("person", "status"), [("anna", 403), ("bo", 403), ("agreement_administrator", 302)])
def test_the_buttons_on_rows_are_its_administrators(client, world, upload, request, name, person, status):
    agreement = world.version.agreement
    begin_preparation(agreement=agreement)
    row = {"party": agreement.parties.first(), "file": upload()}.get(
        name.split("_")[0], agreement.preparation_steps.first()
    )
    client.force_login(request.getfixturevalue(person))

    assert client.post(reverse(f"agreements:{name}", args=[row.pk])).status_code == status
    assert client.get(reverse(f"agreements:{name}", args=[row.pk])).status_code == 405


def test_only_an_agreement_administrator_begins_an_agreement(page, anna, bo, maja):
    assert page(anna, "agreement_create").status_code == 403
    assert page(bo, "agreement_create").status_code == 403
    assert page(maja, "agreement_create").status_code == 200


def test_readers_see_no_buttons_that_write(page, world, anna, maja):
    adding = reverse("agreements:party_create", args=[world.version.agreement_id])

    assert adding not in words(page(anna, "party_list", world.version.agreement_id))
    assert adding in words(page(maja, "party_list", world.version.agreement_id))


# --- begin an agreement ---


def test_an_agreement_is_begun_and_its_page_says_what_to_do(send, page, maja, world):
    response = send(maja, "agreement_create", **HEAD)

    agreement = Agreement.objects.get(name=HEAD["name"])
    assert response.url == reverse("agreements:agreement_detail", args=[agreement.pk])
    text = words(page(maja, "agreement_detail", agreement.pk))
    assert "Kladde, der gælder fra 1. januar 2028, når den er vedtaget." in text
    assert "Kommunalbestyrelsen mangler at vedtage aftalen." in text
    assert "Inviter parterne" in text
    assert "0 af 11 gjort; næste: Indbyd alle." in text


def test_the_form_proposes_four_years_after_the_agreement_in_force(page, maja, world):
    text = words(page(maja, "agreement_create"))

    assert 'value="2028-01-01"' in text
    assert 'value="2031-12-31"' in text
    assert "Datoer i fortiden er i orden" in text


def test_more_than_four_years_is_refused_at_the_field_and_nothing_is_stored(send, maja, world):
    response = send(maja, "agreement_create", **{**HEAD, "to_date": "2032-01-01"})

    assert "Gælder til og med: Med fleksibel udlejning kan aftalen højst gælde i 4 år" in words(response)
    assert Agreement.objects.count() == 1


def test_a_period_that_is_taken_is_refused_at_the_field(send, maja, world):
    response = send(maja, "agreement_create", **{**HEAD, "from_date": "2026-01-01", "to_date": "2028-12-31"})

    assert "Gælder fra: Fælles udlejningsaftale 2024–2027 gælder allerede" in words(response)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "i morgen", ""])
def test_a_day_that_makes_no_sense_is_refused(send, maja, world, day):
    response = send(maja, "agreement_create", **{**HEAD, "from_date": day})

    assert response.status_code == 200
    assert "Gælder fra:" in words(response)


def test_an_agreement_of_another_municipality_cannot_be_the_basis(send, maja, world):
    other = make.adopted(make.version_with())

    response = send(maja, "agreement_create", **{**HEAD, "based_on": other.pk})

    assert "Begynd med indholdet fra:" in words(response)


def test_the_renewal_of_an_agreement_begins_with_its_content(page, send, maja, world):
    text = words(page(maja, "agreement_create", efter=world.version.agreement_id))

    assert f'<option value="{world.version.pk}" selected>' in text
    send(maja, "agreement_create", **{**HEAD, "based_on": world.version.pk, "skips_preparation": "on"})
    agreement = Agreement.objects.get(name=HEAD["name"])
    assert agreement.parties.count() == 2
    assert not agreement.preparation_steps.exists()


def test_the_head_of_a_draft_is_edited_and_that_of_an_adopted_one_is_not(send, page, maja, world):
    send(maja, "agreement_create", **HEAD)
    agreement = Agreement.objects.get(name=HEAD["name"])

    send(maja, "agreement_edit", agreement.pk, **{**HEAD, "name": "Et bedre navn"})

    agreement.refresh_from_db()
    assert agreement.name == "Et bedre navn"
    adopted = page(maja, "agreement_edit", world.version.agreement_id)
    assert adopted.url == reverse("agreements:agreement_renegotiation", args=[world.version.agreement_id])


def test_who_convenes_is_written(send, maja, world):
    agreement = world.version.agreement

    send(
        maja,
        "agreement_renegotiation",
        agreement.pk,
        convener="Boligkoordinatoren",
        renegotiation_from_date="2027-01-01",
    )

    agreement.refresh_from_db()
    assert (agreement.convener, agreement.renegotiation_from_date) == ("Boligkoordinatoren", date(2027, 1, 1))


# --- the overview ---


def test_an_agreement_in_force_says_so_in_a_sentence(page, world, bo):
    text = words(page(bo, "agreement_detail", world.version.agreement_id))

    assert "Gælder til og med 31. december 2027 mellem kommunen og 2 boligorganisationer." in text
    assert "Version 1 er i kraft fra 1. januar 2024." in text


def test_an_amendment_on_its_way_is_told(page, draft, bo):
    text = words(page(bo, "agreement_detail", draft.agreement_id))

    assert "Et tillæg fra 1. januar 2027 er på vej." in text
    assert "Kommunalbestyrelsen, Lind Bolig og Strandbo mangler at vedtage tillægget." in text


@pytest.mark.parametrize(
    ("to_date", "renegotiation", "said"),
    [
        (
            date(2027, 6, 30),
            None,
            "der er ikke aftalt en dato for den. Aftalen siger ikke, hvem der indkalder.",
        ),
        (date(2027, 6, 30), date(2026, 9, 1), "Genforhandlingen skulle begynde 1. september 2026"),
        (date(2027, 6, 30), date(2027, 1, 1), "Genforhandlingen skal begynde 1. januar 2027."),
        (date(2027, 12, 31), date(2026, 11, 1), "Genforhandlingen skulle begynde 1. november 2026"),
    ],
)
def test_an_agreement_that_runs_out_without_renegotiation_is_warned_of(
    page, world, maja, to_date, renegotiation, said
):
    Agreement.objects.filter(pk=world.version.agreement_id).update(
        to_date=to_date, renegotiation_from_date=renegotiation
    )

    text = words(page(maja, "agreement_detail", world.version.agreement_id))

    assert said in text
    assert "Begynd på en ny aftale" in text


def test_an_agreement_that_runs_out_late_is_not_warned_of(page, world, maja):
    assert "Aftalen udløber" not in words(page(maja, "agreement_detail", world.version.agreement_id))


def test_a_new_agreement_on_its_way_is_told_instead_of_a_warning(page, send, world, maja):
    Agreement.objects.filter(pk=world.version.agreement_id).update(to_date=date(2027, 6, 30))
    send(maja, "agreement_create", **HEAD)

    text = words(page(maja, "agreement_detail", world.version.agreement_id))

    assert "Fælles udlejningsaftale 2028–2031 er under forberedelse." in text
    assert "Begynd på en ny aftale" not in text


def test_an_individual_agreement_says_what_it_builds_on_and_overrides(page, world, bo):
    version = make.version_with(
        agreement__municipality=world.municipality,
        agreement__kind="individual",
        agreement__organisation=world.bo_organisation,
        agreement__name="Aftale med Lind Bolig",
    )
    make.AgreementPartyFactory(agreement=version.agreement, organisation=world.bo_organisation)

    text = words(page(bo, "agreement_detail", version.agreement_id))

    assert "Bygger på Fælles udlejningsaftale 2024–2027, version 1." in text
    assert "Aftalen siger selv noget om vilkår, trapper og kriterier; resten følger rammeaftalen." in text


def test_an_individual_agreement_that_stands_alone_says_so(page, world, bo):
    version = make.version_with(
        agreement__municipality=world.municipality,
        agreement__kind="individual",
        agreement__organisation=world.bo_organisation,
        agreement__inherits_framework=False,
    )
    make.AgreementPartyFactory(agreement=version.agreement, organisation=world.bo_organisation)

    assert "Aftalen står alene" in words(page(bo, "agreement_detail", version.agreement_id))


def test_the_terms_are_told_with_steps_and_points(page, world, dorte):
    text = words(page(dorte, "agreement_terms", world.version.agreement_id))

    assert "Det gælder i dag: version 1, fra 1. januar 2024." in text
    assert "mindst 40 % uden tilknytning til arbejdsmarked eller uddannelse" in text
    assert "Boliganvisningen har 3 hverdage til at svare på et tilbud (§ 5.2)." in text
    assert "Tre lønsedler." in text


def test_an_empty_draft_says_that_nothing_is_written(page, send, world, maja):
    send(maja, "agreement_create", **HEAD)
    agreement = Agreement.objects.get(name=HEAD["name"])

    assert "Der står ikke noget i aftalen endnu" in words(page(maja, "agreement_terms", agreement.pk))


def test_the_history_tells_of_the_agreement_its_versions_and_parties(page, draft, maja):
    text = words(page(maja, "agreement_history", draft.agreement_id))

    assert "Version 2, tillæg (" in text
    assert "Lind Bolig (" in text
    assert "skrevet om" in text
    assert "schema_version" not in text


# --- parties ---


def test_a_party_is_added_to_an_adopted_agreement_by_an_amendment(send, page, world, maja):
    newcomer = make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality)
    agreement = world.version.agreement

    send(
        maja,
        "party_create",
        agreement.pk,
        organisation=newcomer.pk,
        from_date="2027-01-01",
        signed_by_organisation=world.bo_organisation.pk,
    )

    text = words(page(maja, "party_list", agreement.pk))
    assert "2 boligorganisationer er parter og 1 er inviteret." in text
    assert "inkl. Nybo" in text
    assert agreement.versions.filter(number=2, from_date=date(2027, 1, 1)).exists()


def test_a_party_twice_is_told_at_the_field(send, world, maja):
    response = send(
        maja,
        "party_create",
        world.version.agreement_id,
        organisation=world.bo_organisation.pk,
        from_date="2027-01-01",
    )

    assert "Boligorganisation: Lind Bolig står der allerede: part fra 1. januar 2024." in words(response)


def test_two_signatories_are_refused(send, world, maja):
    deas = Administrator.objects.create(name="DEAS")
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)

    response = send(
        maja,
        "party_edit",
        party.pk,
        signed_by_organisation=world.carla_organisation.pk,
        signed_by_administrator=deas.pk,
    )

    assert "Vælg enten en boligorganisation eller et administrationsselskab" in words(response)


def test_a_party_leaves_and_the_way_leads_to_the_adoption(send, page, world, maja):
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)

    response = send(maja, "party_leave", party.pk, last_day="2026-12-31", reason="Lagt sammen med Strandbo")

    draft = world.version.agreement.versions.get(number=2)
    assert response.url == reverse("agreements:version_adopt", args=[draft.pk])
    assert "udtræder efter 31. december 2026" in words(page(maja, "party_list", world.version.agreement_id))


def test_a_pasted_list_is_shown_before_it_is_stored(send, world, maja):
    make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality)
    agreement = world.version.agreement
    text = "Lind Bolig\nNybo;12345678;inkl. Bakkebo"

    shown = words(send(maja, "party_paste", agreement.pk, text=text, from_date="2027-01-01"))

    assert "Parter på listen (2, heraf 1 nye)" in shown
    assert "Er allerede nævnt og ændres ikke." in shown
    assert "CVR-nummer 12345678 består ikke kontrollen med modulus 11" in shown
    assert "Tilføj parterne" in shown
    assert agreement.parties.count() == 2


def test_a_pasted_list_is_stored_when_asked_to(send, world, maja):
    make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality)
    agreement = world.version.agreement

    send(maja, "party_paste", agreement.pk, text="Nybo;;inkl. Bakkebo", from_date="2027-01-01", store="1")

    assert agreement.parties.get(organisation__name="Nybo").signed_for == "Bakkebo"


def test_a_list_with_an_unknown_name_is_not_stored_even_when_asked_to(send, world, maja):
    agreement = world.version.agreement

    response = send(maja, "party_paste", agreement.pk, text="Ukendtbo", from_date="2027-01-01", store="1")

    text = words(response)
    assert "Listen kan ikke gemmes, som den er" in text
    assert "Linje 1" in text
    assert "Tilføj parterne" not in text
    assert agreement.parties.count() == 2


# --- amendments ---


def test_an_amendment_is_begun_and_told_by_what_it_changes(send, page, world, maja):
    response = send(
        maja,
        "amendment_create",
        world.version.agreement_id,
        from_date="2027-01-01",
        reason="Kvoten på gult sænkes",
        needs_council="on",
        needs_boards="on",
        agreement_to_date="2027-06-30",
    )

    draft = world.version.agreement.versions.get(number=2)
    assert response.url == reverse("agreements:version_detail", args=[draft.pk])
    text = words(page(maja, "version_detail", draft.pk))
    assert "Ændrer 1 punkt i version 1: periode." in text
    assert "30. juni 2027" in text
    assert "Kvoten på gult sænkes" in text


def test_an_amendment_before_the_agreement_is_refused_at_the_field(send, world, maja):
    response = send(
        maja,
        "amendment_create",
        world.version.agreement_id,
        from_date="2023-12-31",
        reason="x",
        needs_council="on",
        needs_boards="on",
    )

    assert "Gælder fra: Tillægget skal gælde fra en dag i aftalens periode" in words(response)
    assert world.version.agreement.versions.count() == 1


def test_who_must_decide_is_written_with_a_mandate(send, page, draft, maja):
    send(
        maja,
        "version_edit",
        draft.pk,
        from_date="2027-02-01",
        reason="Udskudt",
        needs_council="on",
        mandate="Styregruppen efter § 9",
    )

    text = words(page(maja, "version_adopt", draft.pk))
    assert "Organisationsbestyrelserne skal ikke vedtage versionen. Mandat: Styregruppen efter § 9" in text


def test_a_draft_is_discarded_after_one_question(send, page, draft, maja):
    question = words(page(maja, "version_discard", draft.pk))

    response = send(maja, "version_discard", draft.pk)

    assert "Det kan ikke fortrydes." in question
    assert response.url == reverse("agreements:version_list", args=[draft.agreement_id])
    assert draft.agreement.versions.count() == 1


def test_a_draft_that_was_decided_on_stays_and_it_is_said_why(client, draft, maja):
    make.DecisionFactory(version=draft)
    client.force_login(maja)

    response = client.post(reverse("agreements:version_discard", args=[draft.pk]))

    assert "Der er skrevet beslutninger om version 2." in words(response)
    assert draft.agreement.versions.count() == 2


# --- decisions ---


def decision(**changes):
    return {"who": "council", "decided_date": "2026-11-10", "outcome": "approved", **changes}


def test_a_decision_is_written_with_its_document(send, page, draft, maja, bo):
    document = SimpleUploadedFile("referat.pdf", PDF)

    send(maja, "decision_create", draft.pk, **decision(minutes_reference="Punkt 8", file=document))

    text = words(page(bo, "version_adopt", draft.pk))
    assert "Lind Bolig og Strandbo mangler at vedtage version 2." in text
    assert "Punkt 8" in text
    assert reverse("agreements:file_download", args=[Decision.objects.get().document_id]) in text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("virus.exe", b"MZ", "Filen skal være pdf"),
        ("referat.pdf", b"<html>", "Filen hedder pdf, men indeholder noget andet."),
        ("referat.pdf", b"", "Filen er tom."),
    ],
)
def test_a_document_of_the_wrong_kind_is_refused_at_the_field(send, draft, maja, name, content, said):
    response = send(maja, "decision_create", draft.pk, **decision(file=SimpleUploadedFile(name, content)))

    assert f"Dokument: {said}" in words(response)
    assert not Decision.objects.exists()
    assert not AgreementFile.objects.exists()


def test_a_document_that_is_too_large_is_refused(send, draft, maja):
    large = SimpleUploadedFile("referat.pdf", PDF + b"0" * MOST_BYTES)

    assert "Filen fylder over 20 MB." in words(
        send(maja, "decision_create", draft.pk, **decision(file=large))
    )


def test_a_board_is_chosen_beforehand_by_its_link(page, draft, world, maja):
    key = f"board-{world.bo_organisation.pk}"

    text = words(page(maja, "decision_create", draft.pk, hvem=key))

    assert f'<option value="{key}" selected>bestyrelsen for Lind Bolig</option>' in text


def test_a_decision_is_corrected(send, page, draft, maja):
    row = make.DecisionFactory(version=draft, outcome="postponed")

    send(maja, "decision_edit", row.pk, **decision(outcome="conditional", condition="En evaluering"))

    text = words(page(maja, "version_adopt", draft.pk))
    assert "Betingelse, der ikke er opfyldt endnu: En evaluering" in text
    assert "En evaluering" in words(page(maja, "agreement_detail", draft.agreement_id))


def test_in_force_for_some_is_shown_afterwards(page, draft, world, dorte):
    make.DecisionFactory(version=draft)
    make.DecisionFactory(version=draft, body="board", organisation=world.bo_organisation)
    adopt_version(version=draft, on_date=date(2026, 11, 10), partial_reason="Kvoten haster")

    text = words(page(dorte, "version_adopt", draft.pk))

    assert "Gælder ikke endnu for Strandbo. Begrundelse: Kvoten haster." in text


# --- preparation ---


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


# --- files ---


def test_a_file_is_uploaded_listed_and_fetched(send, page, world, maja, bo):
    agreement = world.version.agreement
    file = SimpleUploadedFile("Referat møde.pdf", PDF)

    send(maja, "file_list", agreement.pk, file=file, readers="parties")

    kept = AgreementFile.objects.get()
    assert "Referat møde" in words(page(bo, "file_list", agreement.pk))
    response = page(bo, "file_download", kept.pk)
    assert response.content == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_for_the_municipality_only_is_not_there_for_parties(page, world, upload, anna, bo, dorte):
    file = upload(FileReaderChoice.MUNICIPALITY, title="Forhandlingsoplæg")

    assert page(bo, "file_download", file.pk).status_code == 404
    assert "Forhandlingsoplæg" not in words(page(bo, "file_list", world.version.agreement_id))
    assert page(anna, "file_download", file.pk).status_code == 200
    assert "Forhandlingsoplæg" in words(page(dorte, "file_list", world.version.agreement_id))


def test_the_file_of_another_agreement_is_not_there(page, world, maja, bo):
    other = keep_file(
        agreement=make.AgreementFactory(), upload=Upload("a.pdf", PDF), uploaded_by=make.UserFactory()
    )

    assert page(maja, "file_download", other.pk).status_code == 404
    assert page(bo, "file_download", other.pk).status_code == 404


def test_only_the_administrator_uploads(send, world, bo, anna):
    file = {"file": SimpleUploadedFile("a.pdf", PDF), "readers": "parties"}

    assert send(bo, "file_list", world.version.agreement_id, **file).status_code == 403
    assert send(anna, "file_list", world.version.agreement_id, **file).status_code == 403
    assert not AgreementFile.objects.exists()


def test_a_file_that_the_server_has_lost_is_told_and_not_an_error(client, upload, bo):
    file = upload()
    file.file.storage.delete(file.file.name)
    client.force_login(bo)

    response = client.get(reverse("agreements:file_download", args=[file.pk]), follow=True)

    assert response.status_code == 200
    assert "findes ikke længere på serveren" in words(response)
    assert "mangler på serveren" in words(response)


def test_a_files_title_does_not_break_the_header(page, upload, bo):
    file = upload(title='Referat "12/12"\r\nSet-Cookie: x')

    header = page(bo, "file_download", file.pk)["Content-Disposition"]

    assert header.startswith("attachment;")
    assert "\n" not in header


# --- § 60 b ---


@pytest.fixture
def stock(world):
    """Lind Bolig has 4,000 and Strandbo 1,500 family dwellings; 3,500 are outside the agreement."""
    outside = make.DepartmentFactory(
        municipality=world.municipality,
        organisation=make.HousingOrganisationFactory(name="Udenforbo", municipality=world.municipality),
    )
    make.DwellingGroupFactory(department=world.bo_department, dwellings=4000)
    make.DwellingGroupFactory(department=world.carla_department, dwellings=1500)
    make.DwellingGroupFactory(department=outside, dwellings=3500)
    return world


def test_the_coverage_is_shown_with_its_consequence(page, stock, dorte):
    text = words(page(dorte, "coverage", stock.version.agreement_id))

    assert "5.500 af 9.000 familieboliger (61,1 %) er dækket 19. november 2026" in text
    assert "Kommunalbestyrelsen kan udvide aftalen til også at gælde Udenforbo" in text
    assert "ikke omfattet" in text


def test_the_coverage_of_another_day(page, stock, dorte):
    AgreementParty.objects.filter(organisation=stock.carla_organisation).update(to_date=date(2026, 12, 31))

    text = words(page(dorte, "coverage", stock.version.agreement_id, dato="2027-01-01"))

    assert "4.000 af 9.000 familieboliger (44,4 %) er dækket 1. januar 2027" in text


def test_the_council_extends_and_the_extension_ends(send, page, stock, maja):
    agreement = stock.version.agreement
    send(
        maja,
        "extension_create",
        agreement.pk,
        from_date="2026-11-19",
        to_date="2027-12-31",
        decided_date="2026-11-10",
        minutes_reference="Punkt 9",
    )
    extension = agreement.extensions.get()
    extended = words(page(maja, "coverage", agreement.pk))

    send(maja, "extension_end", extension.pk, last_day="2026-12-31", reason="Strandbo udtræder")

    assert "omfattet efter § 60 b" in extended
    assert "Aftalen er udvidet til alle boligorganisationer (§ 60 b)" in words(
        page(maja, "agreement_detail", agreement.pk)
    )
    assert "Ophørte før tid: Strandbo udtræder" in words(page(maja, "coverage", agreement.pk))


def test_an_extension_without_enough_coverage_is_refused_in_words(send, stock, maja):
    AgreementParty.objects.filter(organisation=stock.carla_organisation).update(to_date=date(2026, 11, 18))

    response = send(
        maja,
        "extension_create",
        stock.version.agreement_id,
        from_date="2026-11-19",
        to_date="2027-12-31",
        decided_date="2026-11-10",
    )

    assert "4.000 af 9.000 familieboliger (44,4 %) dækket. Der skal mere end halvdelen til." in words(
        response
    )


def test_an_extension_that_has_lapsed_is_warned_of_where_it_is_seen(send, page, stock, maja, bo):
    agreement = stock.version.agreement
    agreement.extensions.create(
        from_date=date(2026, 1, 1), to_date=date(2027, 12, 31), decided_date=date(2025, 12, 1)
    )
    AgreementParty.objects.filter(organisation=stock.carla_organisation).update(to_date=date(2026, 11, 18))

    assert "Udvidelsen efter § 60 b er faldet bort" in words(page(bo, "agreement_detail", agreement.pk))
    text = words(page(maja, "coverage", agreement.pk))
    assert "Udvidelsen er faldet bort" in text
    assert reverse("agreements:extension_end", args=[agreement.extensions.get().pk]) in text

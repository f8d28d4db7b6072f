"""Reading an agreement's file into rows, and the rows back into a file."""

from datetime import date

import pytest

from agreements.actions.files import NotImportableError, import_agreement
from agreements.agreed import agreed_for, framework_in_force
from agreements.agreement_files import NotExportableError, agreement_file_of
from agreements.files.reading import read_agreement_file
from agreements.files.writing import write_agreement_file
from agreements.models import Administrator, Agreement, AgreementVersion, Department, HousingOrganisation
from agreements.terms import DecidingBody, DecisionOutcome, Part
from tests import factories as make
from tests.agreements.example_world import FRAMEWORK_OF, NAMES, example, fjordby

BASE, AALBORG, INDIVIDUAL = "bl-grundmodel.yaml", "aalborg-formet.yaml", "individuel-aftale.yaml"
AMENDED, TWO_STAIRCASES = "anmodning-ved-tillaeg.yaml", "to-trapper.yaml"


@pytest.fixture
def here(seeded):
    return fjordby()


def read_in(here, file, *, adopt=True):
    return import_agreement(file=file, registered_by=here.maja, adopt=adopt)


def with_framework(here, name):
    """The example, read in after the framework that it builds on."""
    for needed in [FRAMEWORK_OF[name]] if name in FRAMEWORK_OF else []:
        read_in(here, example(needed))
    return read_in(here, example(name))


def changed(piece, **fields):
    return piece.model_copy(update=fields)


def with_version(file, index=0, **fields):
    versions = list(file.versions)
    versions[index] = changed(versions[index], **fields)
    return changed(file, versions=tuple(versions))


def as_drafts(file):
    """What an agreement says while nothing in it is adopted."""
    versions = tuple(changed(each, status="draft", adopted_date=None) for each in file.versions)
    return changed(file, versions=versions, deviations=(), extensions=())


def with_later_decisions(file):
    """The base model in force for some: 9905 decided afterwards, and 9903's condition was met afterwards."""
    (version,) = file.versions
    later = {
        "9903": {"condition_met_date": date(2026, 1, 12)},
        "9905": {"decided_date": date(2026, 2, 2)},
    }
    decisions = tuple(changed(each, **later.get(each.organisation, {})) for each in version.decisions)
    reason = "Åparkens bestyrelse mødes først i februar."
    return with_version(file, decisions=decisions, partial_reason=reason)


def without_goals(file):
    """The file without what is to be reached before the agreement's last day."""
    (version,) = file.versions
    return with_version(file, content=changed(version.content, goals=()))


def counts():
    return (Agreement.objects.count(), AgreementVersion.objects.count())


# --- round trip ---


@pytest.mark.parametrize("name", NAMES)
def test_an_adopted_agreement_comes_back_as_it_was_read_in(here, name):
    agreement = with_framework(here, name)

    assert agreement_file_of(agreement) == example(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_comes_back_as_it_was_read_in(here, name):
    agreement = read_in(here, example(name), adopt=False)

    assert agreement_file_of(agreement) == as_drafts(example(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_file_comes_back_through_the_database(here, name):
    agreement = with_framework(here, name)

    written = write_agreement_file(agreement_file_of(agreement))

    assert read_agreement_file(written) == example(name)


def test_what_an_amendment_moves_and_an_extension_adds_comes_back(here):
    file = without_goals(example(AALBORG))
    head = changed(file.agreement, to_date=date(2028, 12, 31), renegotiation_from_date=date(2028, 1, 1))
    (first,) = file.versions
    second = changed(
        first,
        number=2,
        from_date=date(2027, 1, 1),
        adopted_date=date(2026, 11, 30),
        agreement_to_date=date(2028, 12, 31),
        needs_boards=False,
        mandate="Byrådet alene efter § 9",
        changed_parts=(Part.period,),
        reason="Aftalen løber et år kortere.",
    )
    file = changed(
        file,
        agreement=head,
        versions=(changed(first, to_date=date(2026, 12, 31)), second),
    )
    extended = read_agreement_file(
        write_agreement_file(file)
        + "\nextensions:\n  - from_date: 2026-03-01\n    to_date: 2028-12-31\n    decided_date: 2026-02-09\n"
        "    minutes_reference: Byrådet 9. februar 2026, punkt 4\n    ended_reason: Dækningen faldt.\n"
    )

    agreement = read_in(here, extended)

    assert agreement_file_of(agreement) == extended
    assert agreement.versions.get(number=1).to_date == date(2026, 12, 31)


def test_a_version_in_force_for_some_comes_back_with_its_reason_and_the_decisions_that_came_later(here):
    file = with_later_decisions(example(BASE))

    agreement = read_in(here, file)

    assert agreement_file_of(agreement) == file
    assert agreement.versions.get().partial_reason == "Åparkens bestyrelse mødes først i februar."


# --- what is made ---


def test_the_versions_are_adopted_in_their_order_of_time(here):
    file = example(AMENDED)
    agreement = read_in(here, changed(file, versions=file.versions[::-1]))

    first, second = agreement.versions.order_by("number")
    assert (first.status, first.adopted_date, first.to_date) == (
        "adopted",
        date(2023, 2, 21),
        date(2025, 2, 24),
    )
    assert (second.status, second.changed_parts) == ("adopted", ["terms", "themes", "goals"])
    assert agreement.status == "adopted"


def test_an_adopted_agreement_holds_at_once(here):
    read_in(here, example(BASE))

    agreed = framework_in_force(municipality=here.municipality, on_date=date(2026, 6, 1))
    assert agreed.content == example(BASE).versions[0].content


def test_an_individual_agreement_holds_on_top_of_the_framework(here):
    with_framework(here, INDIVIDUAL)

    department = Department.objects.select_related("organisation").get(
        organisation__lbf_number="9902", lbf_number="007"
    )
    agreed = agreed_for([department], date(2026, 6, 1))[department.pk]
    assert agreed.version.agreement.organisation.name == "Strandbo"
    assert agreed.framework.agreement.name.startswith("Fælles udlejningsaftale")


def test_a_party_that_left_and_one_that_said_no_are_kept(here):
    agreement = read_in(here, example(TWO_STAIRCASES))

    declined = agreement.parties.get(organisation__lbf_number="9905")
    assert (declined.status, agreement.parties.filter(status="joined").count()) == ("declined", 4)


def test_a_party_that_was_invited_is_one_when_the_version_its_board_decided_on_is_adopted(here):
    file = example(AALBORG)
    invited = tuple(changed(party, status="invited") for party in file.parties)

    agreement = read_in(here, changed(file, parties=invited))

    assert agreement.parties.filter(status="joined").count() == 4
    assert agreement.parties.get(status="invited").organisation.lbf_number == "9906"


def test_whoever_signs_is_found_by_lbf_number_or_by_cvr_number(here):
    HousingOrganisation.objects.filter(lbf_number="9903").update(cvr="10000009")
    administrator = Administrator.objects.create(name="Fjordadministration", cvr="10000017")
    first, second, third, *others = example(AALBORG).parties
    parties = (
        changed(first, signed_by="9902"),
        changed(second, signed_by="10000009"),
        changed(third, signed_by="10000017"),
        *others,
    )

    agreement = read_in(here, changed(example(AALBORG), parties=parties))

    rows = agreement.parties.order_by("pk")
    assert rows[0].signatory.lbf_number == "9902"
    assert rows[1].signatory.lbf_number == "9903"
    assert rows[2].signatory == administrator
    assert agreement_file_of(agreement).parties[2].signed_by == "10000017"


def test_a_deviation_says_who_read_it_in(here):
    deviation = read_in(here, example(BASE)).deviations.get()

    assert (deviation.department.name, deviation.registered_by) == ("Lind Bolig 9", here.maja)


def test_deviations_and_extensions_wait_until_something_is_adopted(here):
    # They would hold at once, and neither can be taken back.
    agreement = read_in(here, example(BASE), adopt=False)

    assert agreement.status == "draft"
    assert agreement.deviations.count() == 0


def test_a_draft_beside_an_adopted_agreement_changes_nothing(here):
    adopted = read_in(here, example(BASE))

    draft = read_in(here, example(AALBORG), adopt=False)

    assert draft.status == "draft"
    held = framework_in_force(municipality=here.municipality, on_date=date(2026, 6, 1))
    assert held.version.agreement == adopted


# --- what is refused ---


def refused(here, file, *, adopt=True):
    with pytest.raises(NotImportableError) as error:
        read_in(here, file, adopt=adopt)
    assert counts() == (0, 0)
    return {fault.path: fault.text for fault in error.value.faults}


def test_all_that_the_registers_do_not_hold_is_said_at_once_with_its_place(here):
    HousingOrganisation.objects.filter(lbf_number="9904").update(lbf_number="8804")
    Department.objects.filter(organisation__lbf_number="9901", lbf_number="009").update(lbf_number="099")
    file = example(BASE)
    signed = (changed(file.parties[0], signed_by="7777"), *file.parties[1:])

    said = refused(here, changed(file, parties=signed))

    assert set(said) == {
        "parties[9901].signed_by",
        "parties[9904].organisation",
        "deviations[1].department",
    }
    assert said["parties[9904].organisation"] == (
        "Boligorganisationen 9904 er ikke i registret. Ret nummeret, eller opret den først."
    )


def test_an_unknown_municipality_is_refused(here):
    file = example(BASE)

    said = refused(here, changed(file, agreement=changed(file.agreement, municipality="0997")))

    assert "Der er ingen kommune med koden 0997" in said["agreement.municipality"]


def test_a_cvr_number_that_several_have_does_not_say_who_signs(here):
    HousingOrganisation.objects.filter(lbf_number__in=["9903", "9904"]).update(cvr="10000009")
    file = example(BASE)
    signed = (changed(file.parties[0], signed_by="10000009"), *file.parties[1:])

    said = refused(here, changed(file, parties=signed))

    assert "Skriv LBF-nummeret" in said["parties[9901].signed_by"]


def test_what_only_the_whole_file_shows_is_refused_also_when_it_was_never_text(here):
    file = example(BASE)

    said = refused(here, changed(file, parties=(*file.parties, file.parties[0])))

    assert "part to gange" in next(iter(said.values()))


def test_an_agreement_too_long_for_fleksibel_udlejning_is_refused(here):
    file = example(BASE)

    said = refused(here, changed(file, agreement=changed(file.agreement, to_date=date(2030, 1, 1))))

    assert "højst gælde i 4 år (almenboligloven § 60)" in said["agreement"]


def test_a_deviation_in_another_organisations_department_is_refused(here):
    file = example("hver-ottende.yaml")
    stray = changed(
        example(BASE).deviations[0],
        department="9901/001",
        from_date=date(2026, 1, 1),
        to_date=date(2026, 2, 1),
    )

    said = refused(here, changed(file, deviations=(stray,)))

    assert said["deviations[1].department"] == "9901/001 hører ikke til 9905, som aftalen er med."


def test_a_deviation_for_a_step_that_neither_agreement_has_is_refused(here):
    read_in(here, example(BASE))
    file = example(INDIVIDUAL)
    step = changed(example(BASE).deviations[0], department=None, step="boligtrappen.lilla")

    with pytest.raises(NotImportableError, match=r"Trinnet boligtrappen\.lilla findes hverken"):
        read_in(here, changed(file, deviations=(step,)))


def test_a_deviation_for_a_step_of_the_framework_is_read_in(here):
    read_in(here, example(BASE))
    step = changed(example(BASE).deviations[0], department=None, step="boligtrappen.roed")

    agreement = read_in(here, changed(example(INDIVIDUAL), deviations=(step,)))

    assert agreement_file_of(agreement).deviations == (step,)


def test_a_missing_decision_keeps_the_version_from_being_adopted(here):
    (version,) = example(AALBORG).versions
    without_board = tuple(each for each in version.decisions if each.organisation != "9902")

    said = refused(here, with_version(example(AALBORG), decisions=without_board))

    assert said == {"versions[1]": "Disse mangler at vedtage versionen: Strandbo."}


def test_a_second_framework_in_the_same_period_is_refused(here):
    read_in(here, example(BASE))

    with pytest.raises(NotImportableError) as error:
        read_in(here, example(AALBORG))

    (fault,) = error.value.faults
    assert (fault.path, fault.text) == (
        "versions[1]",
        "Fælles udlejningsaftale for Fjordby 2026–2029 gælder allerede i en del af perioden: 1. januar 2026 "
        "til og med 31. december 2029. Vælg andre datoer, eller lad den slutte før ved et tillæg.",
    )
    assert counts() == (1, 1)


def test_content_with_faults_is_not_adopted_but_can_be_a_draft(here):
    file = example(AALBORG)
    (version,) = file.versions
    content = changed(version.content, criteria_sets=())
    faulty = with_version(file, content=content)

    said = refused(here, faulty)

    assert "kriterie" in said["versions[1]"]
    assert read_in(here, faulty, adopt=False).versions.get().says == content


def test_a_last_version_that_ends_the_agreement_on_another_day_than_the_file_says_is_refused(here):
    moved = with_version(without_goals(example(AALBORG)), agreement_to_date=date(2028, 12, 31))
    moved = changed(moved, agreement=changed(moved.agreement, renegotiation_from_date=date(2028, 1, 1)))

    said = refused(here, moved)

    assert "til og med 31. december 2028, men her står 31. december 2029" in said["agreement.to_date"]


def test_what_is_refused_late_leaves_nothing_behind(here):
    file = example(BASE)
    (deviation,) = file.deviations
    # Not found by any check of the file: a decided_by that only the database wants.
    nobody = deviation.model_copy(update={"decided_by": ""})

    said = refused(here, changed(file, deviations=(nobody,)))

    assert list(said) == ["deviations[1]"]
    assert Agreement.objects.count() == 0


def test_an_agreement_signed_by_an_administrator_without_a_cvr_number_cannot_be_a_file(here):
    agreement = read_in(here, example(AALBORG))
    nameless = Administrator.objects.create(name="Fjordadministration")
    agreement.parties.filter(organisation__lbf_number="9902").update(signed_by_administrator=nameless)

    with pytest.raises(NotExportableError, match="Fjordadministration underskriver for Strandbo"):
        agreement_file_of(agreement)


def test_the_decisions_are_those_of_the_file(here):
    version = read_in(here, example(BASE)).versions.get()

    conditional = version.decisions.get(outcome=DecisionOutcome.conditional)
    assert (conditional.organisation.lbf_number, conditional.condition_met_date) == (
        "9903",
        date(2025, 12, 8),
    )
    assert version.decisions.filter(body=DecidingBody.board).count() == 6


def test_a_file_of_an_agreement_is_made_in_few_queries(here, django_assert_num_queries):
    agreement = Agreement.objects.select_related("municipality", "organisation").get(
        pk=read_in(here, example(AMENDED)).pk
    )

    with django_assert_num_queries(6):
        agreement_file_of(agreement)


def test_the_factories_agreement_is_a_file_too(here):
    version = make.adopted(make.version_with(agreement__municipality=here.municipality))

    file = agreement_file_of(version.agreement)

    assert read_agreement_file(write_agreement_file(file)) == file

"""Whether the parts of an agreement's file fit together, and what its content means; with line and path."""

from datetime import date

import pytest

from agreements.content.document import Content
from agreements.content.terms import AgreedTerms, Fleksibel, Terms
from agreements.files.checks import found_in_file
from agreements.files.faults import Fault, Paths
from agreements.files.layout import PartyLine, VersionText
from agreements.files.reading import check_agreement_file, read_agreement_file
from agreements.problems import Known
from agreements.terms import AgreementKind, DecidingBody, DecisionOutcome, FleksibelMode
from tests.agreements.agreement_texts import INDICATOR, KNOWN, SMALL, changed, faults_of

SOUND = read_agreement_file(SMALL)
FIRST = SOUND.versions[0]
DECISION = FIRST.decisions[0]
DEVIATION = SOUND.deviations[0]


def told_of(file):
    """What does not fit together, as its place in the file, its text, and whether it is only a warning."""
    paths = Paths(file.model_dump(mode="json"))
    return [(paths.readable(found.place), found.text, found.is_warning) for found in found_in_file(file)]


def with_head(**values):
    return SOUND.model_copy(update={"agreement": SOUND.agreement.model_copy(update=values)})


def with_version(**values):
    return SOUND.model_copy(update={"versions": (FIRST.model_copy(update=values),)})


def with_versions(*versions):
    return SOUND.model_copy(update={"versions": versions})


def with_parties(*parties):
    return SOUND.model_copy(update={"parties": parties})


def with_decision(**values):
    return with_version(decisions=(DECISION.model_copy(update=values),))


def with_deviation(**values):
    return SOUND.model_copy(update={"deviations": (DEVIATION.model_copy(update=values),)})


def party(organisation="9901", *, from_date=date(2026, 1, 1), to_date=None, **values):
    return PartyLine(organisation=organisation, from_date=from_date, to_date=to_date, **values)


def version(number, *, from_date, to_date=None, status="adopted"):
    adopted = date(2025, 12, 15) if status == "adopted" else None
    return VersionText(
        number=number,
        from_date=from_date,
        to_date=to_date,
        status=status,
        adopted_date=adopted,
        content=Content(),
    )


def test_a_sound_file_has_no_faults():
    assert told_of(SOUND) == []


UNSOUND = [
    (with_head(kind=AgreementKind.individual), "agreement.organisation", "hvilken boligorganisation"),
    (with_head(organisation="9901"), "agreement.organisation", "kan ikke have en boligorganisation"),
    (with_head(to_date=date(2025, 1, 1)), "agreement.to_date", "før det begynder 1. januar 2026"),
    (with_head(renegotiation_from_date=date(2029, 1, 1)), "agreement.renegotiation_from_date", "udløber"),
    (with_parties(party(to_date=date(2025, 1, 1))), "parties[9901].to_date", "Slutter 1. januar 2025"),
    (with_parties(party(), party()), "parties[9901#2]", "part to gange på samme tid, fra 1. januar 2026"),
    (
        with_parties(party(to_date=date(2026, 6, 30)), party(from_date=date(2026, 6, 30))),
        "parties[9901#2]",
        "part to gange på samme tid, fra 30. juni 2026",
    ),
    (
        with_version(from_date=date(2025, 12, 31)),
        "versions[1].from_date",
        "før aftalen begynder 1. januar 2026",
    ),
    (with_version(to_date=date(2029, 1, 1)), "versions[1].to_date", "efter, at aftalen udløber"),
    (with_version(to_date=date(2025, 6, 1)), "versions[1].to_date", "Slutter 1. juni 2025, før det begynder"),
    (with_version(adopted_date=None), "versions[1].adopted_date", "skal have datoen for vedtagelsen"),
    (with_version(status="draft"), "versions[1].adopted_date", "Et udkast er ikke vedtaget"),
    (with_version(needs_boards=False), "versions[1].mandate", "hvem der har mandat"),
    (with_versions(FIRST, FIRST), "versions[1#2].number", "Der er allerede en version 1"),
    (
        with_versions(FIRST, version(2, from_date=date(2027, 1, 1))),
        "versions[2].from_date",
        "Version 1 og version 2 er begge vedtaget og gælder samtidig fra 1. januar 2027",
    ),
    (
        with_versions(FIRST, version(2, from_date=date(2027, 1, 1), to_date=date(2027, 6, 1))),
        "versions[2].from_date",
        "gælder samtidig fra 1. januar 2027",
    ),
    (with_decision(organisation="9902"), "versions[1].decisions[9902].organisation", "9902 er ikke part"),
    (with_decision(organisation=None), "versions[1].decisions[1].organisation", "hvilken boligorganisation"),
    (
        with_decision(body=DecidingBody.council),
        "versions[1].decisions[9901].organisation",
        "Kun en bestyrelses beslutning",
    ),
    (
        with_decision(outcome=DecisionOutcome.conditional),
        "versions[1].decisions[9901].condition",
        "Skriv betingelsen",
    ),
    (with_decision(condition="Nej"), "versions[1].decisions[9901].condition", "ikke vedtaget med betingelse"),
    (
        with_decision(
            outcome=DecisionOutcome.conditional, condition="Ja", condition_met_date=date(2025, 11, 30)
        ),
        "versions[1].decisions[9901].condition_met_date",
        "før der blev besluttet",
    ),
    (with_deviation(department=None), "deviations[1]", "enten en afdeling (department) eller et trin (step)"),
    (
        with_deviation(step="familie.gul"),
        "deviations[1]",
        "enten en afdeling (department) eller et trin (step)",
    ),
    (with_deviation(terms=Terms(clause="§ 4")), "deviations[1].terms", "siger ikke, hvad der skal gælde"),
    (with_deviation(from_date=date(2025, 6, 1)), "deviations[1].from_date", "uden for aftalens periode"),
    (with_deviation(to_date=date(2029, 6, 1)), "deviations[1].to_date", "uden for aftalens periode"),
    (with_deviation(to_date=date(2026, 2, 1)), "deviations[1].to_date", "Slutter 1. februar 2026"),
    (
        with_deviation(department=None, step="familie.blaa"),
        "deviations[1].step",
        "Trinnet familie.blaa findes ikke",
    ),
]


@pytest.mark.parametrize(("file", "path", "words"), UNSOUND)
def test_what_does_not_fit_together_is_a_fault(file, path, words):
    found = [(place, is_warning) for place, text, is_warning in told_of(file) if words in text]

    assert found == [(path, False)]


@pytest.mark.parametrize(
    "file",
    [
        with_parties(party(to_date=date(2026, 6, 30)), party(from_date=date(2026, 7, 1))),
        with_parties(party(), party("9902")),
        with_versions(
            FIRST.model_copy(update={"to_date": date(2026, 12, 31)}), version(2, from_date=date(2027, 1, 1))
        ),
        with_versions(FIRST, version(2, from_date=date(2027, 1, 1), status="draft")),
        with_version(agreement_to_date=date(2029, 6, 30), to_date=date(2029, 6, 30)),
        with_version(needs_boards=False, mandate="Byrådet alene efter § 9"),
        with_decision(body=DecidingBody.council, organisation=None),
        with_deviation(department=None, step="familie.gul"),
        with_head(renegotiation_from_date=date(2028, 12, 31)),
    ],
    ids=[
        "left and back",
        "two parties",
        "after",
        "draft",
        "prolonged",
        "mandate",
        "council",
        "step",
        "last day",
    ],
)
def test_what_fits_together_has_no_faults(file):
    assert told_of(file) == []


def test_the_organisation_of_an_individual_agreement_may_decide_though_no_party_line_names_it():
    head = SOUND.agreement.model_copy(update={"kind": AgreementKind.individual, "organisation": "9901"})

    assert told_of(SOUND.model_copy(update={"agreement": head, "parties": ()})) == []


def test_an_individual_agreement_may_deviate_from_a_step_of_its_framework():
    head = SOUND.agreement.model_copy(update={"kind": AgreementKind.individual, "organisation": "9901"})
    deviation = DEVIATION.model_copy(update={"department": None, "step": "andre.trin"})

    assert told_of(SOUND.model_copy(update={"agreement": head, "deviations": (deviation,)})) == []


@pytest.mark.parametrize("values", [{"cvr": "12345678"}, {"cvr": "1234"}, {"signed_by": "12345678"}])
def test_a_doubtful_cvr_number_is_a_warning(values):
    (field,) = values
    ((place, text, is_warning),) = told_of(with_parties(party(**values)))

    assert (place, is_warning) == (f"parties[9901].{field}", True)
    assert "kontrolcifferet passer ikke" in text


@pytest.mark.parametrize("values", [{"cvr": ""}, {"cvr": "54 59 95 28"}, {"signed_by": "9903"}])
def test_a_cvr_number_with_the_right_check_digit_is_not_remarked_on(values):
    assert told_of(with_parties(party(**values))) == []


def test_what_does_not_fit_together_keeps_a_file_from_being_read_and_has_its_line():
    found = faults_of(changed("  to_date: 2028-12-31", "  to_date: 2025-12-31"))

    text = "Slutter 31. december 2025, før det begynder 1. januar 2026."
    assert Fault("agreement.to_date", 7, text) in found


def test_a_warning_does_not_keep_a_file_from_being_read():
    text = changed("    name: Lind Bolig", '    name: Lind Bolig\n    cvr: "12345678"')

    assert read_agreement_file(text).parties[0].cvr == "12345678"
    assert ("parties[9901].cvr", True) in [
        (fault.path, fault.is_warning) for fault in check_agreement_file(text, KNOWN)
    ]


# --- what the content means ---


def real(found):
    return [fault for fault in found if not fault.is_warning]


def test_a_problem_in_the_content_is_told_with_its_place_in_the_file():
    text = changed("quota: {mode: share, share: 12.5}", "fleksibel: {mode: required}")

    found = real(check_agreement_file(text, KNOWN))

    step = "versions[1].content.staircases[familie].steps[gul].terms"
    assert (f"{step}.fleksibel", 43) in [(fault.path, fault.line) for fault in found]
    # What is not written at all is pointed at by the nearest line around it.
    assert ("versions[1].content.terms.everywhere.quota", 25) in [(fault.path, fault.line) for fault in found]


def test_faults_of_the_head_and_of_the_content_are_told_together():
    text = changed("kind: framework", 'kind: framework\n  organisation: "9901"').replace(
        "mode: share, share", "mode: fixed_stock, share"
    )

    paths = {fault.path for fault in real(check_agreement_file(text, KNOWN))}

    assert {"agreement.organisation", "versions[1].content.terms.deadline"} <= paths


def test_a_file_that_cannot_be_read_is_checked_as_far_as_that():
    text = changed("kind: framework", "kind: x")

    assert check_agreement_file(text, KNOWN) == faults_of(text)


def test_more_than_four_years_is_told_at_the_agreements_end():
    text = changed("  to_date: 2028-12-31", "  to_date: 2030-12-31").replace(
        "includes_fleksibel_udlejning: false", "includes_fleksibel_udlejning: true"
    )

    found = real(check_agreement_file(text, KNOWN))

    assert [(fault.line, fault.path) for fault in found if "4 år" in fault.text] == [(7, "agreement.to_date")]


def test_a_deviation_for_a_department_outside_the_register_is_a_fault():
    known = Known(frozenset({INDICATOR}), {"9901/002": "Fjordvej"}, frozenset())

    (fault,) = [each for each in check_agreement_file(SMALL, known) if each.path.startswith("deviations")]

    assert (fault.path, fault.line) == ("deviations[1].department", 50)


INDIVIDUAL = """\
format: udlejning/agreement/1
agreement:
  municipality: "0998"
  kind: individual
  organisation: "9901"
  name: Individuel aftale
  from_date: 2026-01-01
  to_date: 2028-12-31
  includes_fleksibel_udlejning: true
versions:
  - number: 1
    from_date: 2026-01-01
    status: draft
    content:
      terms:
        special:
          - key: en_afdeling
            name: En afdeling
            departments: [9901/001]
            terms:
              quota: {mode: share, share: 60}
              fleksibel: {mode: required, share: 60, criteria_set: rammens}
"""


def test_an_individual_agreement_alone_is_judged_by_what_it_says():
    found = check_agreement_file(INDIVIDUAL, KNOWN)

    assert [(fault.path, fault.line) for fault in found] == [
        ("versions[1].content.terms.special[en_afdeling].terms.fleksibel.share", 22)
    ]
    assert "Tilsammen er det 120" in found[0].text


def test_an_individual_agreement_with_its_framework_is_judged_as_it_will_hold():
    framework = Content(terms=AgreedTerms(everywhere=Terms(fleksibel=Fleksibel(mode=FleksibelMode.none))))

    texts = [fault.text for fault in check_agreement_file(INDIVIDUAL, KNOWN, framework=framework)]

    assert any("kriteriesættet rammens, som ikke findes i aftalen" in text for text in texts)


def test_what_an_individual_agreement_leaves_out_must_be_in_its_framework():
    text = INDIVIDUAL + "      leaves_out: [themes.intet]\n"

    found = check_agreement_file(text, KNOWN, framework=Content())

    (fault,) = [each for each in found if "themes.intet" in each.text]
    assert (fault.path, fault.line) == ("versions[1].content.leaves_out", 23)


def test_an_agreement_that_stands_alone_must_say_it_all():
    alone = INDIVIDUAL.replace("kind: individual", "kind: individual\n  inherits_framework: false")

    paths = {fault.path for fault in real(check_agreement_file(alone, KNOWN))}

    assert "versions[1].content.terms.counting" in paths

"""The catalogues hold together: blanks and fields match, no figure is proposed, no criterion is forbidden.

All numbers filled in here are constructed.
"""

import re
from decimal import Decimal
from string import Formatter

import pytest
from pydantic import TypeAdapter

from agreements.catalogue.criteria import CRITERIA, criterion_entry, criterion_text, forbidden_words_in
from agreements.catalogue.preparation import PREPARATION, preparation_entry
from agreements.catalogue.themes import THEMES, ThemeEntry, ThemeField, filled, theme_entry
from agreements.content.base import Key, Line
from agreements.content.cooperation import Theme
from agreements.content.criteria import Criterion
from agreements.terms import CriteriaKind, HouseholdTest, Part

# fmt: off
OF_THE_ISSUE = [
    "municipal_allocation", "quota", "flexible_letting", "combined_letting", "staircase",
    "youth_dwellings", "elderly_dwellings", "refugees", "homelessness", "special_dwellings", "rehousing",
    "new_building", "employment_education", "settlement", "social_cultural", "safety", "single_contact",
    "economy", "data", "collaboration", "evaluation", "renegotiation", "disputes",
]
KINDS_SEEN = [
    "job", "self_employed", "education", "apprentice", "commuter", "new_graduate", "divorce", "senior",
    "health", "young_local", "families_with_children", "works_nearby", "studies_nearby",
    "strict_no_benefit", "strict_income", "strict_no_conviction", "strict_education",
]
THE_WAY = [
    "invitation", "own_overview", "kick_off", "overall_goals", "negotiation_group", "analysis", "text",
    "check_against_goals", "measurement", "organisation", "adoption",
]
# fmt: on
BARE_FIGURE = re.compile(r"\d|%|\bprocent\b|\bhver (?:tredje|fjerde|ottende)\b|\b(?:fjerde|tredje)del")
SENTENCE_END = re.compile(r"\.(?:\s|$)")
EXAMPLE = ThemeEntry(
    key="example",
    title="Eksempel",
    group="",
    guidance="",
    fields=(ThemeField("when", "Hvornår", ""), ThemeField("who", "Hvem", "")),
    draft="Parterne mødes {when}. {who} indkalder.",
)


def blanks(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def keys(entries):
    return [entry.key for entry in entries]


def plain(text):
    return text.replace("\u00a0", " ")


each_theme = pytest.mark.parametrize("entry", THEMES, ids=lambda entry: entry.key)
each_criterion = pytest.mark.parametrize("entry", CRITERIA, ids=lambda entry: entry.key)
each_step = pytest.mark.parametrize("entry", PREPARATION, ids=lambda entry: entry.key)


@pytest.mark.parametrize("key", OF_THE_ISSUE)
def test_every_theme_of_the_issue_is_in_the_catalogue(key):
    assert theme_entry(key).key == key


@pytest.mark.parametrize("entries", [THEMES, CRITERIA, PREPARATION], ids=["themes", "criteria", "steps"])
def test_no_key_is_there_twice(entries):
    assert len(set(keys(entries))) == len(entries)


def test_themes_of_a_group_stand_together():
    groups = [entry.group for entry in THEMES]

    starts = [group for before, group in zip(["", *groups], groups, strict=False) if group != before]

    assert starts == list(dict.fromkeys(groups))


@each_theme
def test_every_blank_in_a_draft_is_a_field_and_every_field_a_blank(entry):
    assert blanks(entry.draft) == set(keys(entry.fields))
    assert 1 <= len(entry.fields) <= 5


@each_theme
def test_no_field_is_there_twice(entry):
    assert len(set(keys(entry.fields))) == len(entry.fields)


@each_theme
def test_a_field_says_how_to_fill_it_in(entry):
    assert [field.key for field in entry.fields if not (field.label and field.help)] == []


@each_theme
def test_a_theme_fits_in_an_agreement(entry):
    theme = Theme(
        key=entry.key,
        title=entry.title,
        fields={field.key: "sådan" for field in entry.fields},
        text=filled(entry, {}),
    )

    assert theme.text == filled(entry, {})


@each_theme
def test_a_draft_proposes_no_figure(entry):
    assert BARE_FIGURE.findall(entry.draft) == []


@each_theme
def test_a_draft_is_short_enough_to_be_read_aloud(entry):
    assert 3 <= len(SENTENCE_END.findall(entry.draft)) <= 8
    assert 2 <= len(SENTENCE_END.findall(entry.guidance)) <= 5


@each_theme
def test_nothing_is_shouted(entry):
    assert "!" not in entry.draft + entry.guidance


@each_theme
def test_an_unfilled_draft_shows_every_field_by_name_and_no_brace(entry):
    text = filled(entry, {})

    assert [field.label for field in entry.fields if f"[{field.label}]" not in text] == []
    assert re.findall(r"[{}]", text) == []


@each_theme
def test_a_filled_draft_has_no_blank_left(entry):
    text = filled(entry, {field.key: f"svar på {field.key}" for field in entry.fields})

    assert [field.key for field in entry.fields if f"svar på {field.key}" not in text] == []
    assert re.findall(r"[{}\[\]]", text) == []


def test_what_is_not_filled_in_is_shown_by_its_label():
    assert filled(EXAMPLE, {"who": "Kommunen"}) == "Parterne mødes [Hvornår]. Kommunen indkalder."


def test_spaces_are_no_answer():
    assert (
        filled(EXAMPLE, {"when": "  ", "who": "Kommunen"}) == "Parterne mødes [Hvornår]. Kommunen indkalder."
    )


def test_an_answer_with_a_full_stop_gives_one_full_stop():
    text = filled(EXAMPLE, {"when": "i marts mv.", "who": "Kommunen"})

    assert text == "Parterne mødes i marts mv. Kommunen indkalder."


def test_braces_in_an_answer_are_left_alone():
    text = filled(EXAMPLE, {"when": "{who}", "who": "Kommunen"})

    assert text == "Parterne mødes {who}. Kommunen indkalder."


def test_an_answer_that_the_theme_does_not_ask_for_is_left_out():
    text = filled(EXAMPLE, {"when": "i marts", "who": "Kommunen", "where": "i Aalborg"})

    assert text == "Parterne mødes i marts. Kommunen indkalder."


def test_a_municipalitys_own_theme_is_not_the_catalogues():
    assert theme_entry("vores_eget_tema") is None


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("quota", Part.terms),
        ("staircase", Part.staircases),
        ("flexible_letting", Part.criteria_sets),
        ("single_contact", Part.cooperation),
        ("data", Part.annexes),
        ("evaluation", Part.goals),
        ("renegotiation", Part.period),
    ],
)
def test_a_theme_points_to_the_part_that_steers(key, part):
    assert part in theme_entry(key).settings


@pytest.mark.parametrize("key", ["quota", "flexible_letting", "municipal_allocation", "homelessness"])
def test_a_draft_refers_to_the_terms_where_they_steer(key):
    assert "fastsat i aftalens vilkår" in theme_entry(key).draft


@pytest.mark.parametrize("key", KINDS_SEEN)
def test_every_kind_of_criterion_seen_in_agreements_is_in_the_catalogue(key):
    assert criterion_entry(key).key == key


@each_criterion
def test_every_blank_in_a_criterion_is_a_parameter_and_every_parameter_a_blank(entry):
    assert blanks(entry.text) - {"who"} == set(keys(entry.parameters))
    assert len(set(keys(entry.parameters))) == len(entry.parameters)


@each_criterion
def test_a_criterion_concerns_nothing_forbidden(entry):
    assert forbidden_words_in(f"{entry.name} {entry.text} {entry.documentation} {entry.guidance}") == ()


@each_criterion
def test_a_criterion_proposes_no_figure(entry):
    assert re.findall(r"\d|%", entry.text) == []


@pytest.mark.parametrize(
    "entry", [entry for entry in CRITERIA if entry.key != "own"], ids=lambda entry: entry.key
)
def test_a_filled_criterion_fits_in_an_agreement_and_on_the_public_page(entry):
    criterion = Criterion(
        key="et",
        kind=entry.key,
        parameters={parameter.key: Decimal(17) for parameter in entry.parameters},
        household=entry.household_default,
        documentation=entry.documentation,
    )

    text = criterion_text(criterion)

    assert re.findall(r"[{}…]", text) == []
    assert text.count("17") == len(entry.parameters)
    assert TypeAdapter(Line).validate_python(text) == text
    assert text.endswith(".")
    assert entry.documentation


@each_criterion
def test_keys_of_criteria_can_be_stored(entry):
    stored = [entry.key, *keys(entry.parameters)]

    assert TypeAdapter(list[Key]).validate_python(stored) == stored


@pytest.mark.parametrize(
    ("criterion", "text"),
    [
        (
            Criterion(key="a", kind="job", parameters={"hours": Decimal("36.5")}),
            "Mindst én voksen i husstanden har lønarbejde i mindst 36,5 timer om ugen.",
        ),
        (
            Criterion(
                key="a",
                kind="strict_job",
                parameters={"hours": Decimal(25), "years": Decimal(1)},
                household=HouseholdTest.all_adults,
            ),
            "Alle voksne i husstanden har i mindst 1 år haft lønarbejde i mindst 25 timer om ugen.",
        ),
        (
            Criterion(key="a", kind="education_soon", parameters={"months": Decimal(1)}),
            "Mindst én voksen i husstanden begynder på en uddannelse højst 1 måned efter overtagelsen af "
            "boligen.",
        ),
        (
            Criterion(key="a", kind="education_soon", parameters={"months": Decimal(21)}),
            "Mindst én voksen i husstanden begynder på en uddannelse højst 21 måneder efter overtagelsen af "
            "boligen.",
        ),
        (
            Criterion(key="a", kind="families_with_children", parameters={"age": Decimal(18)}),
            "Husstanden har hjemmeboende børn under 18 år.",
        ),
        (
            Criterion(key="a", kind="strict_income", parameters={"amount": Decimal(312000)}),
            "Husstandens samlede indkomst før skat er mindst 312.000 kr. om året.",
        ),
    ],
)
def test_a_criterion_reads_as_a_sentence(criterion, text):
    assert plain(criterion_text(criterion)) == text


def test_a_number_that_is_missing_reads_as_three_dots():
    criterion = Criterion(key="a", kind="job_held", parameters={"hours": Decimal(20)})

    assert criterion_text(criterion) == (
        "Mindst én voksen i husstanden har i mindst … måneder haft lønarbejde i mindst 20 timer om ugen."
    )


def test_the_agreements_own_text_goes_before_the_catalogues():
    criterion = Criterion(
        key="a", kind="senior", text="Ansøgeren er pensionist.", parameters={"age": Decimal(55)}
    )

    assert criterion_text(criterion) == "Ansøgeren er pensionist."


def test_the_agreements_own_text_may_use_the_same_blanks():
    criterion = Criterion(
        key="a", kind="senior", text="{who} er {age} år eller ældre.", parameters={"age": Decimal(55)}
    )

    assert criterion_text(criterion) == "Mindst én voksen i husstanden er 55 år eller ældre."


@pytest.mark.parametrize("kind", ["own", "not_in_the_catalogue"])
def test_a_criterion_without_a_text_anywhere_reads_as_three_dots(kind):
    assert criterion_text(Criterion(key="a", kind=kind)) == "…"


def test_strict_criteria_concern_every_adult_where_they_concern_adults():
    strict = [entry for entry in CRITERIA if entry.kind is CriteriaKind.strict and entry.asks_who]

    assert {entry.household_default for entry in strict} == {HouseholdTest.all_adults}


@pytest.mark.parametrize(
    ("kind", "asks"), [("job", True), ("divorce", False), ("families_with_children", False)]
)
def test_who_in_the_household_is_asked_only_where_it_matters(kind, asks):
    assert criterion_entry(kind).asks_who is asks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ansøgeren har dansk statsborgerskab.", ("statsborgerskab",)),
        ("Etnisk danske husstande", ("Etnisk",)),
        ("uanset etnicitet og nationalitet", ("etnicitet", "nationalitet")),
        ("ikke-vestlige indvandrere", ("ikke-vestlige", "indvandrere")),
        ("ikke vestlig baggrund", ("ikke vestlig",)),
        ("højst 30 % IKKE\u2011VESTLIGE", ("IKKE\u2011VESTLIGE",)),
        ("efterkommere af indvandrere", ("efterkommere", "indvandrere")),
        ("Borgere fra vestlige lande og EU-lande", ("vestlige lande", "EU-lande")),
        ("statsborger i EØS", ("statsborger", "EØS")),
        ("herkomst, race og religion", ("herkomst", "race", "religion")),
        ("racemæssig oprindelse", ("racemæssig", "oprindelse")),
        ("religiøs tilknytning", ("religiøs",)),
        ("Statsborger eller ikke statsborger", ("statsborger",)),
        ("kristne familier", ("kristne",)),
        ("udlændinge med opholdstilladelse", ("udlændinge", "opholdstilladelse")),
    ],
)
def test_words_on_origin_and_citizenship_are_found(text, words):
    assert tuple(word.lower() for word in forbidden_words_in(text)) == tuple(word.lower() for word in words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mindst én voksen i husstanden har arbejde i mindst 30 timer om ugen.",
        "Ansøgeren er borger i kommunen.",
        "Optaget på en international uddannelse",
        "Arbejder i den vestlige bydel",
        "Bor på Terrassen i Bracevej",
        "Ansat hos Kristensen eller på racerbanen",
        "Under landsgennemsnittet på nationalt plan",
        "Bor ikke vest for banen",
    ],
)
def test_ordinary_words_are_left_in_peace(text):
    assert forbidden_words_in(text) == ()


def test_a_forbidden_word_is_told_once_and_as_it_was_first_written():
    assert forbidden_words_in("Religion. religion, race") == ("Religion", "race")


def test_the_way_to_a_first_agreement_has_eleven_steps_in_order():
    assert keys(PREPARATION) == THE_WAY


@each_step
def test_a_step_says_what_to_do_who_does_it_and_what_comes_of_it(entry):
    assert [text for text in (entry.title, entry.who, *entry.documents) if not text] == []
    assert entry.documents
    assert 2 <= len(SENTENCE_END.findall(entry.guidance)) <= 5
    assert len(set(entry.documents)) == len(entry.documents)


@each_step
def test_no_step_is_given_a_duration(entry):
    assert re.findall(r"\d|\buger\b|\bmåneder\b", entry.guidance) == []


def test_a_step_is_found_by_its_key():
    assert preparation_entry("kick_off").title == "Begynd sammen med tallene på bordet"
    assert preparation_entry("eget_trin") is None

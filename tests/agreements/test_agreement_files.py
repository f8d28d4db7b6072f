"""Reading an agreement's file: what is let through, and every fault at once, in Danish and with its line."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic_core.core_schema import ErrorType

from agreements.content.terms import ShareQuota
from agreements.files.faults import Fault, FaultyFileError
from agreements.files.layout import AgreementFile
from agreements.files.reading import MOST_FAULTS, check_agreement_file, read_agreement_file
from agreements.files.sentences import NOT_UNDERSTOOD, PATTERNS, SENTENCES, TOLD
from agreements.files.tree import CONTROL_CHARACTERS, NO_REFERENCES, NO_TYPE_MARKS
from tests.agreements.agreement_texts import KNOWN, SMALL, STEP, changed, faults_of, texts_of

# --- what can be read ---


def test_a_file_is_read_as_it_stands():
    file = read_agreement_file(SMALL)

    assert file.agreement.municipality == "0998"
    quota = file.versions[0].content.staircase("familie").step("gul").terms.quota
    assert quota == ShareQuota(share=Decimal("12.5"))


def test_a_number_is_exact_however_long_it_is():
    file = read_agreement_file(changed("threshold: 30", "threshold: 12345678901234.5678"))

    rule = file.versions[0].content.staircase("familie").step("gul").rules[0]
    assert rule.condition.threshold == Decimal("12345678901234.5678")


@pytest.mark.parametrize("written", ["9901/001", '"9901/001"', "'9901/001'"])
def test_a_text_may_stand_with_or_without_quotation_marks(written):
    file = read_agreement_file(changed("department: 9901/001", f"department: {written}"))

    assert file.deviations[0].department == "9901/001"


@pytest.mark.parametrize("name", ["2026-01-31", "nej", "no", "1_000", "12e3", "0x1F", ".5", "=", "2026-1"])
def test_a_text_is_never_taken_for_something_else(name):
    assert read_agreement_file(changed("name: Lille aftale", f"name: {name}")).agreement.name == name


def test_a_byte_order_mark_and_windows_lines_do_no_harm():
    assert read_agreement_file("\ufeff" + SMALL.replace("\n", "\r\n")) == read_agreement_file(SMALL)


def test_a_text_in_lines_is_kept_with_its_paragraphs():
    file = read_agreement_file(changed("reason: Ombygning.", "reason: |\n      Ombygning.\n\n      To år."))

    assert file.deviations[0].reason == "Ombygning.\n\nTo år."


# --- what is refused, where, and in which words ---

FAULTY = [
    ('municipality: "0998"', "municipality: 0998", "agreement.municipality", 3,
     'Her skal stå en tekst. Der står “0998”. Sæt det i anførselstegn: "0998".'),
    ('municipality: "0998"', 'municipality: "998"', "agreement.municipality", 3,
     'Her skal stå kommunens kode med fire cifre, fx "0998". Der står “998”.'),
    ("kind: framework", "kind: framwork", "agreement.kind", 4,
     "Her skal stå en af disse: framework, individual. Der står “framwork”. Mente du framework?"),
    ("  name: Lille aftale", "  navn: Lille aftale", "agreement.name", 2, "Feltet mangler."),
    ("  name: Lille aftale", "  nmae: Lille aftale", "agreement.nmae", 5,
     "Feltet nmae kendes ikke her. Mente du name?"),
    ("name: Lille aftale", 'name: ""', "agreement.name", 5, "Teksten mangler. Der står ikke noget."),
    ("name: Lille aftale", f"name: {'a' * 201}", "agreement.name", 5,
     f"Teksten er for lang: der er plads til 200 tegn. Der står “{'a' * 60}…”."),
    ("name: Lille aftale", "name: true", "agreement.name", 5,
     'Her skal stå en tekst. Der står “true”. Sæt det i anførselstegn: "true".'),
    ("name: Lille aftale", "name:", "agreement.name", 5, "Her skal stå en tekst. Der står ikke noget."),
    ("name: Lille aftale", "name: [a]", "agreement.name", 5, "Her skal stå en tekst. Der står en liste."),
    ("to_date: 2028-12-31", "to_date: 31-12-2028", "agreement.to_date", 7,
     "Her skal stå en dato som år-måned-dag, fx 2026-01-31. Der står “31-12-2028”."),
    ("to_date: 2028-12-31", "to_date: 2027-02-29", "agreement.to_date", 7,
     "Den dato findes ikke i kalenderen. Der står “2027-02-29”."),
    ("to_date: 2028-12-31", 'to_date: "20281231"', "agreement.to_date", 7,
     "Her skal stå en dato som år-måned-dag, fx 2026-01-31. Der står “20281231”."),
    ("to_date: 2028-12-31", 'to_date: "1924905600"', "agreement.to_date", 7,
     "Her skal stå en dato som år-måned-dag, fx 2026-01-31. Der står “1924905600”."),
    ("includes_fleksibel_udlejning: false", "includes_fleksibel_udlejning: nej",
     "agreement.includes_fleksibel_udlejning", 8,
     "Her skal stå ja eller nej: skriv true eller false. Der står “nej”."),
    ("versions:\n  - number: 1", "versions:\n  - number: 1.5", "versions[1].number", 14,
     "Her skal stå et helt tal, fx 4. Der står “1.5”."),
    ("versions:\n  - number: 1", "versions:\n  - number: 0", "versions[0].number", 14,
     "Tallet skal være mindst 1. Der står “0”."),
    ("versions:\n  - number: 1", "versions:\n  - number: 1000", "versions[1000].number", 14,
     "Tallet kan højst være 999. Der står “1000”."),
    ("threshold: 30", 'threshold: "30"', f"{STEP}.rules[1].condition.threshold", 40,
     "Her skal stå et tal uden anførselstegn og med punktum før decimalerne, fx 25 eller 12.5. "
     "Der står “30”."),
    ("threshold: 30", "threshold: 30,5", f"{STEP}.rules[1].condition.threshold", 40,
     "Her skal stå et tal uden anførselstegn og med punktum før decimalerne, fx 25 eller 12.5. "
     "Der står “30,5”."),
    ("threshold: 30", "threshold: 1.00001", f"{STEP}.rules[1].condition.threshold", 40,
     "Tallet har for mange decimaler: der er plads til 4. Der står “1.00001”."),
    ("threshold: 30", "threshold: 1234567890123456789", f"{STEP}.rules[1].condition.threshold", 40,
     "Tallet er for langt: der er plads til 18 cifre. Der står “1234567890123456789”."),
    ("threshold: 30", "threshold: 123456789012345", f"{STEP}.rules[1].condition.threshold", 40,
     "Tallet er for stort: der er plads til 14 cifre før decimalerne. Der står “123456789012345”."),
    ("share: 12.5}", "share: 101}", f"{STEP}.terms.quota.share", 43,
     "Tallet kan højst være 100. Der står “101”."),
    ("share: 12.5}", "shar: 12.5}", f"{STEP}.terms.quota.shar", 43,
     "Feltet shar kendes ikke her. Mente du share?"),
    ("share: 12.5}", "antal: 12.5, share: 1}", f"{STEP}.terms.quota.antal", 43,
     "Feltet antal kendes ikke her. Her kan stå: mode, share."),
    ("{mode: share, share: 12.5}", "{mode: andel, share: 12.5}", f"{STEP}.terms.quota", 43,
     "mode: Her skal stå en af disse: none, share, every_nth, fixed_stock, on_request. Der står “andel”."),
    ("{mode: share, share: 12.5}", "{share: 12.5}", f"{STEP}.terms.quota", 43,
     "Feltet mode mangler; det siger, hvilken slags det er."),
    ("{mode: share, share: 12.5}", "12.5", f"{STEP}.terms.quota", 43,
     "Her skal stå felter med navn og værdi. Der står “12.5”."),
    ("- type: indicator", "- type: indikator", f"{STEP}.rules[1]", 36,
     "type: Her skal stå en af disse: indicator, k_of_n, points, official_list, persistence. "
     "Der står “indikator”. Mente du indicator?"),
    ("- key: gul", "- key: Gul", "versions[1].content.staircases[familie].steps[Gul].key", 31,
     "Her kan kun stå små bogstaver a–z, cifre og understregning, fx roed_trin. Der står “Gul”."),
    ("department: 9901/001", "department: Skovparken", "deviations[1].department", 50,
     "Her skal stå boligorganisationens og afdelingens LBF-numre, fx 9901/001. Der står “Skovparken”."),
    ("department: 9901/001", "step: gul", "deviations[1].step", 50,
     "Her skal stå trappens og trinnets nøgler, fx familie.roed. Der står “gul”."),
    ('- organisation: "9901"\n    name', '- organisation: "Lind"\n    name', "parties[Lind].organisation", 10,
     'Her skal stå et LBF-nummer, fx "9901". Der står “Lind”.'),
    ("terms: {may_report: false}", "terms: nej", "deviations[1].terms", 51,
     "Her skal stå felter med navn og værdi. Der står “nej”."),
    ("terms: {may_report: false}", "terms: {may_report: false, target_groups: unge}",
     "deviations[1].terms.target_groups", 51, "Her skal stå en liste. Der står “unge”."),
    ("format: udlejning/agreement/1", "format: 2", "format", 1,
     "Her skal stå udlejning/agreement/1. Der står “2”."),
    ("counting: {returned_counts: true}", "counting: {returned_counts: true, dwelling_types: []}",
     "versions[1].content.terms.counting.dwelling_types", 26, "Listen skal have mindst 1, men har 0."),
    ("rules:\n", "\"\": 1\n              rules:\n", f"{STEP}.", 35, "Her står en værdi uden feltnavn."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "line", "text"), FAULTY)
def test_a_fault_says_where_and_what(old, new, path, line, text):
    assert Fault(path, line, text) in faults_of(changed(old, new))


def test_every_fault_is_told_at_once_in_the_order_of_the_lines():
    text = SMALL
    for old, new in (
        ("kind: framework", "kind: x"),
        ("colour: yellow", "colour: x"),
        ("share: 12.5", "share: x"),
    ):
        text = text.replace(old, new)

    assert [fault.line for fault in faults_of(text)] == [4, 33, 43]


def test_a_steps_own_fault_does_not_make_its_list_too_short():
    found = faults_of(changed("status: adopted", "status: vedtaget"))

    assert [fault.path for fault in found] == ["versions[1].status"]


def test_the_error_itself_reads_as_a_list_of_faults():
    with pytest.raises(FaultyFileError) as refused:
        read_agreement_file(changed("kind: framework", "kind: x"))

    assert str(refused.value) == (
        "linje 4, agreement.kind: Her skal stå en af disse: framework, individual. Der står “x”."
    )


def test_of_two_fields_with_one_name_the_second_is_pointed_at():
    found = faults_of(changed("  kind: framework", "  kind: framework\n  kind: individual"))

    text = "kind står to gange, første gang i linje 4. Slet den ene."
    assert found == (Fault("agreement.kind", 5, text),)


def test_two_entries_of_one_name_are_told_apart_in_paths():
    again = '  - organisation: "9901"\n    from_date: nu\nversions:'
    found = faults_of(changed("versions:", again))

    assert [fault.path for fault in found] == ["parties[9901#2].from_date"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "Filen er tom."),
        ("# kun en bemærkning\n", None, "Filen er tom."),
        ("- format\n- agreement", 1, "Filen skal bestå af felter"),
        ("en tekst", 1, "Filen skal bestå af felter"),
        (SMALL + "---\nformat: x\n", 56, "kun indeholde én aftale"),
        ("a: 1\n\tb: 2", 2, "rykket ind med tabulator"),
        ("a:\n\tb: 2", 2, "rykket ind med tabulator"),
        ("a: b: c", 1, "et kolon, hvor der ikke kan stå et"),
        ("a: 1\n  b: 2", 2, "et kolon, hvor der ikke kan stå et"),
        ("a:\n  - 1\n - 2", 3, "passer ikke ind her"),
        ("a: 'x", 1, "bliver ikke lukket"),
        ("a: [1, 2", 1, "kantede parentes bliver ikke lukket"),
        ("a: {b: 2", 1, "krøllede parentes bliver ikke lukket"),
        ("a: @x", 1, "kan ikke begynde med det tegn"),
        ("a: - b", 1, "begynder på en ny linje"),
        ('a: "\\q"', 1, "skrives to gange"),
        ("%TAG ! x", 1, "kan ikke læses herfra"),
        ("a: 1\nb: \0", 2, "tegn, som ikke er tekst"),
        ("a: 1\nb: \ud800", 2, "tegn, som ikke er tekst"),
    ],
)
def test_what_cannot_be_read_at_all_is_said_with_its_line(text, line, words):
    (fault,) = faults_of(text)

    assert (fault.path, fault.line) == ("", line)
    assert words in fault.text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("&a Navn", NO_REFERENCES),
        ("*a", NO_REFERENCES),
        ("!!str Navn", NO_TYPE_MARKS),
        ("!!python/object:os.system x", NO_TYPE_MARKS),
        ('"\\0"', CONTROL_CHARACTERS),
        ('"\\ud800"', CONTROL_CHARACTERS),
        ('"\\x1b[31m"', CONTROL_CHARACTERS),
    ],
)
def test_what_yaml_can_but_an_agreement_does_not_need_is_refused(value, text):
    found = faults_of(changed("name: Lille aftale", f"name: {value}"))

    assert found == (Fault("agreement.name", 5, text),)


BOMB = "a: &a [x, x]\n" + "".join(f"{new}: &{new} [*{old}, *{old}]\n" for old, new in pairwise("abcdefgh"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: " + "x " * 1_100_000, "mere end 2 MB"),
        ("æ" * 1_000_001, "mere end 2 MB"),
        ("!" * 30_000, "uden et mellemrum"),
        ("a: " + "[" * 5_000, "mere end 40 lag"),
        ("- " * 5_000, "mere end 40 lag"),
        ("? " * 5_000, "mere end 40 lag"),
        ("- a\n" * 50_001, "mere end 50000 værdier"),
        (BOMB, NO_REFERENCES),
        ("a: *a", NO_REFERENCES),
    ],
    ids=["size", "bytes", "word", "flow", "lists", "names", "values", "bomb", "alias"],
)
def test_a_file_made_to_fill_the_memory_is_refused(text, words):
    assert any(words in text for text in texts_of(faults_of(text)))


def test_thousands_of_faults_are_told_as_some_hundreds_and_that_there_are_more():
    found = faults_of(SMALL + "".join(f"felt_{number}: 1\n" for number in range(1_000)))

    assert len(found) == MOST_FAULTS + 1
    assert "flere fejl" in found[-1].text


def test_a_long_or_broken_name_is_shown_on_one_line():
    found = faults_of(SMALL + '"en\\ntekst ' + "a" * 300 + '": 1\n')

    assert [fault.path for fault in found] == [f"en tekst {'a' * 51}…"]


# --- every sentence there can be ---


def constraints_of(schema):
    """Every schema within a schema, as pydantic holds it."""
    inner = (
        schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list | tuple) else ()
    )
    yield from [schema] if isinstance(schema, dict) and isinstance(schema.get("type"), str) else []
    for value in inner:
        yield from constraints_of(value)


SCHEMAS = list(constraints_of(AgreementFile.__pydantic_core_schema__))
# What each type of schema refuses by itself, and what each of its limits adds; `None` adds nothing.
REFUSES = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden", "model_attributes_type"},
    "model-field": set(),
    "default": set(),
    "nullable": set(),
    "definitions": set(),
    "definition-ref": set(),
    "str": {"string_type", "string_unicode"},
    "int": {"int_type"},
    "bool": {"bool_type"},
    "decimal": {"decimal_type", "decimal_parsing", "finite_number", "decimal_whole_digits"},
    "date": {"date_type", "date_parsing", "date_from_datetime_parsing"},
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "enum": {"enum"},
    "literal": {"literal_error"},
    "tagged-union": {"union_tag_invalid", "union_tag_not_found", "model_attributes_type"},
}
LIMITS = {
    ("str", "min_length"): "string_too_short",
    ("str", "max_length"): "string_too_long",
    ("str", "pattern"): "string_pattern_mismatch",
    ("tuple", "min_length"): "too_short",
    ("tuple", "max_length"): "too_long",
    ("decimal", "max_digits"): "decimal_max_digits",
    ("decimal", "decimal_places"): "decimal_max_places",
    **{
        (kind, limit): error
        for kind in ("int", "decimal")
        for limit, error in (
            ("ge", "greater_than_equal"),
            ("gt", "greater_than"),
            ("le", "less_than_equal"),
            ("lt", "less_than"),
        )
    },
}


def test_every_fault_that_the_layout_can_give_has_its_danish_sentence():
    by_type = {error for schema in SCHEMAS for error in REFUSES[schema["type"]]}
    by_limit = {
        LIMITS[schema["type"], name]
        for schema in SCHEMAS
        for name in schema
        if (schema["type"], name) in LIMITS
    }

    assert (by_type | by_limit) - SENTENCES.keys() - TOLD.keys() == set()


def test_no_limit_of_the_layout_is_unknown_here():
    known = {name for _, name in LIMITS}
    plain = {"type", "metadata", "ref", "serialization", "strict", "strip_whitespace"}
    scalars = [schema for schema in SCHEMAS if schema["type"] in {"str", "int", "bool", "decimal", "date"}]

    assert {name for schema in scalars for name in schema} - known - plain == set()


def test_every_sentence_is_of_a_fault_that_exists():
    assert (SENTENCES.keys() | TOLD.keys()) - set(get_args(ErrorType)) == set()


def test_every_pattern_of_the_layout_is_put_into_words():
    patterns = {schema["pattern"] for schema in SCHEMAS if "pattern" in schema}

    assert patterns == PATTERNS.keys()


ODD = st.sampled_from(
    [
        "",
        "x",
        "1",
        "-1",
        "1.5",
        "true",
        "null",
        "2026-01-01",
        "2026-13-01",
        '"1"',
        "[]",
        "{}",
        "[1]",
        "{a: 1}",
        "99999",
    ]
)
LINES = SMALL.splitlines()
WITH_VALUE = [number for number, line in enumerate(LINES) if re.search(r": \S", line)]


@given(number=st.sampled_from(WITH_VALUE), value=ODD)
@example(number=0, value="")
@settings(max_examples=150, deadline=None)
def test_a_wrong_value_anywhere_is_read_or_refused_in_danish(number, value):
    line = LINES[number]
    text = "\n".join([*LINES[:number], f"{line.partition(': ')[0]}: {value}", *LINES[number + 1 :]])

    found = check_agreement_file(text, KNOWN)

    assert NOT_UNDERSTOOD not in " ".join(texts_of(found))
    assert not re.search(r"\b(input|should|valid|field)\b", " ".join(texts_of(found)), re.IGNORECASE)

"""Writing an agreement as a file, fit to read and with nothing lost; and the published description."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from agreements.content.cooperation import Theme
from agreements.content.criteria import Criterion
from agreements.content.document import Content
from agreements.content.terms import Terms
from agreements.files.layout import AgreementFile
from agreements.files.reading import parse, read_agreement_file
from agreements.files.schema import agreement_schema, schema_text
from agreements.files.tree import NO_TEXT
from agreements.files.writing import HEADING, decimal_text, write_agreement_file
from agreements.terms import Allocation
from tests.agreements.agreement_texts import SMALL

ROOT = Path(__file__).resolve().parent.parent.parent
SOUND = read_agreement_file(SMALL)


def with_content(content):
    return SOUND.model_copy(update={"versions": (SOUND.versions[0].model_copy(update={"content": content}),)})


def with_theme(text):
    return with_content(Content(themes=(Theme(key="tema", text=text),)))


def test_what_is_written_is_read_as_the_same():
    assert read_agreement_file(write_agreement_file(SOUND)) == SOUND


def test_the_file_begins_by_saying_what_it_is_and_where_it_is_described():
    assert write_agreement_file(SOUND).startswith(HEADING + "\nformat: udlejning/agreement/1\n\nagreement:\n")
    assert "docs/agreement.schema.json" in HEADING


def test_fields_stand_in_the_order_of_the_layout_and_decimals_and_dates_as_people_write_them():
    written = write_agreement_file(SOUND)

    assert (
        "  - department: 9901/001\n"
        "    terms:\n"
        "      may_report: false\n"
        "    from_date: 2026-03-01\n"
        "    to_date: 2026-06-30\n"
        "    reason: Ombygning.\n"
        "    decided_by: Styregruppen 20. februar 2026\n"
    ) in written
    assert "                quota:\n                  mode: share\n                  share: 12.5\n" in written
    assert "                    threshold: 30\n" in written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("25", "25"),
        ("25.0000", "25"),
        ("12.50", "12.5"),
        ("100", "100"),
        ("1E+2", "100"),
        ("0.0001", "0.0001"),
        ("-3.5", "-3.5"),
        ("0", "0"),
        ("12345678901234.5678", "12345678901234.5678"),
    ],
)
def test_a_decimal_is_written_as_by_hand(value, written):
    assert decimal_text(Decimal(value)) == written


def test_what_says_nothing_is_left_out_and_what_says_none_at_all_is_kept():
    written = write_agreement_file(with_content(Content(themes=(), terms=None, staircases=())))

    assert "themes: []\n" in written
    assert "staircases: []\n" in written
    assert "terms:" not in written.partition("deviations")[0]
    assert "convener" not in written


def test_a_default_that_says_something_is_written():
    assert "inherits_framework: true\n" in write_agreement_file(SOUND)


def test_a_long_text_is_a_block_of_lines():
    text = "Første linje.\n\n- et punkt: med kolon\n# ingen bemærkning\n  rykket ind"

    file = with_theme(text)

    written = write_agreement_file(file)
    assert "text: |-\n            Første linje.\n\n            - et punkt: med kolon\n" in written
    assert read_agreement_file(written) == file


def test_a_long_line_is_not_folded():
    text = "Et langt afsnit om anvisning. " * 20

    assert f"\n            {text.strip()}\n" in write_agreement_file(with_theme(text.strip()))


@pytest.mark.parametrize(
    "text",
    ["0998", "12.5", "true", "null", "~", "", "2026-01-31", "1e5", "- a", "a: b", "# x", "'", '"', "&a", "!b",
     "*c", "%d", "@e", "`f", "{g", "[h", "|", ">", "\\n", "a\r\nb", "a\tb", "a\u2028b", "a\x85b", "\ufeffa",
     "æøå 🏠", "a\u200bb", "---", "...", "? x", "0x10", "1_0", "=", "<<", "\xa0a", "a \n b", "\n a",
     "a\n\n\n b"],
)  # fmt: skip
def test_every_text_comes_back_as_it_was(text):
    file = with_theme(text)

    assert read_agreement_file(write_agreement_file(file)) == file


@pytest.mark.parametrize("word", list(Allocation))
def test_yes_and_no_are_texts_to_older_readers_too(word):
    file = with_content(Content(terms={"everywhere": Terms(may_allocate=word)}))

    value = YAML(typ="safe", pure=True)
    value.version = (1, 1)
    assert value.load(write_agreement_file(file))["versions"][0]["content"]["terms"]["everywhere"] == {
        "may_allocate": word.value
    }


def test_two_equal_values_are_both_written_out():
    criterion = Criterion(key="arbejde", kind="job", parameters={"hours": Decimal(25), "months": Decimal(25)})
    written = write_agreement_file(
        with_content(Content(criteria_sets=({"key": "a", "name": "A", "criteria": (criterion, criterion)},)))
    )

    assert "&" not in written
    assert "*" not in written


# --- nothing is lost, whatever an agreement says ---

NO_TEXT_HERE = st.characters(exclude_categories=["Cs"]).filter(lambda letter: not NO_TEXT.match(letter))
TEXTS = st.one_of(
    st.text(NO_TEXT_HERE, max_size=25),
    st.text("a :#-'\"\n\t\\", max_size=25),
    st.sampled_from(["0998", "12.50", "nej", "no", "null", "2026-01-31", "æøå\nto linjer\n\nog et afsnit"]),
)


def texts(schema):
    if "pattern" in schema:
        pattern = schema["pattern"].replace(r"[\d-]*", "[0-9-]{0,4}").replace(r"\d", "[0-9]")
        return st.from_regex(pattern.replace("]*", "]{0,9}").replace("$", r"\Z"))
    least, most = schema.get("min_length", 0), schema.get("max_length", 25)
    return TEXTS.map(lambda text: (text.strip() or "x" * least)[:most].strip() or "x" * least)


def decimals(schema):
    low, high = schema.get("ge", schema.get("gt", Decimal(-10) ** 13)), schema.get("le", Decimal(10) ** 13)
    found = st.decimals(low, high, places=schema["decimal_places"])
    return found.filter(lambda value: value > schema["gt"]).map(str) if "gt" in schema else found.map(str)


def fields(schema, known):
    needed, free = {}, {}
    for name, field in schema["fields"].items():
        inner = field["schema"]
        kept = inner["type"] == "default" and name not in {"mode", "type"}
        (free if kept else needed)[name] = values(inner, known)
    return st.fixed_dictionaries(needed, optional=free)


def lists(schema, known):
    least = schema.get("min_length", 0)
    return st.lists(values(schema["items_schema"][0], known), min_size=least, max_size=least + 2)


OF_TYPE = {
    "definitions": lambda schema, known: values(
        schema["schema"], known.update({each["ref"]: each for each in schema["definitions"]}) or known
    ),
    "definition-ref": lambda schema, known: st.deferred(lambda: values(known[schema["schema_ref"]], known)),
    "model": lambda schema, known: values(schema["schema"], known),
    "model-fields": fields,
    "default": lambda schema, known: values(schema["schema"], known),
    "nullable": lambda schema, known: st.none() | values(schema["schema"], known),
    "tuple": lists,
    "dict": lambda schema, known: st.dictionaries(
        values(schema["keys_schema"], known), values(schema["values_schema"], known), max_size=2
    ),
    "tagged-union": lambda schema, known: st.one_of(
        [values(each, known) for each in schema["choices"].values()]
    ),
    "enum": lambda schema, known: st.sampled_from([member.value for member in schema["members"]]),
    "literal": lambda schema, known: st.sampled_from(schema["expected"]),
    "str": lambda schema, known: texts(schema),
    "int": lambda schema, known: st.integers(schema.get("ge", 0), schema.get("le", 10**6)),
    "bool": lambda schema, known: st.booleans(),
    "decimal": lambda schema, known: decimals(schema),
    "date": lambda schema, known: st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(str),
}


def values(schema, known):
    """Everything that pydantic's own schema lets through, as JSON has it."""
    return OF_TYPE[schema["type"]](schema, known)


def pieces(piece):
    reader = TypeAdapter(piece)
    return values(piece.__pydantic_core_schema__, {}).map(
        lambda written: reader.validate_json(json.dumps(written))
    )


@given(content=pieces(Content))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_content_comes_back_as_it_was(content):
    file = with_content(content)

    assert read_agreement_file(write_agreement_file(file)) == file


@given(file=pieces(AgreementFile))
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_file_comes_back_as_it_was(file):
    # Parsed without asking whether its dates fit together, which made-up ones do not.
    assert parse(write_agreement_file(file)).file == file


# --- the published description ---


def test_the_published_schema_is_up_to_date():
    published = (ROOT / "docs" / "agreement.schema.json").read_text(encoding="utf-8")

    assert published == schema_text(), "write it anew with agreements.files.schema.schema_text()"


def test_the_schema_says_in_danish_what_it_describes():
    schema = agreement_schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Fælles udlejningsaftale"
    assert "YAML 1.2" in schema["description"]


def test_the_schema_has_percentages_as_numbers_and_asks_for_the_kind_of_a_quota():
    quota = agreement_schema()["$defs"]["ShareQuota"]

    assert quota["properties"]["share"] == {"maximum": 100, "minimum": 0, "type": "number"}
    assert quota["required"] == ["mode", "share"]


def test_the_schema_lets_nothing_unknown_in_anywhere():
    schema = agreement_schema()
    pieces = [schema, *(piece for piece in schema["$defs"].values() if piece["type"] == "object")]

    assert {piece["additionalProperties"] for piece in pieces} == {False}
    assert set(schema["properties"]) == set(AgreementFile.model_fields)

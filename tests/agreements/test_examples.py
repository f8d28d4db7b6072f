"""The examples that are published with the system: sound, lossless, and agreeing with the worked examples.

E1 to E11 are the worked examples of real agreements; what is constructed in them says so in the files.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from agreements.catalogue.criteria import CRITERIA
from agreements.catalogue.themes import THEMES
from agreements.content.document import inherit
from agreements.content.rules import IndicatorRule
from agreements.content.terms import EveryNthQuota, OnRequestQuota, ShareQuota
from agreements.files.reading import check_agreement_file, read_agreement_file
from agreements.files.writing import write_agreement_file
from agreements.problems import Known
from agreements.terms import Allocation, DwellingType, FleksibelMode, Part, TargetGroup
from agreements.terms_in_force import Layer, terms_in_force
from anvisning.quota import Counter, QuotaMode, QuotaTerms, Route, RouteReason, route_vacancies, turns_due
from udlejning.lib.comparison import holds

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "agreements"
FILES = sorted(EXAMPLES.glob("*.yaml"))
FRAMEWORK_OF = {"individuel-aftale.yaml": "bl-grundmodel.yaml"}
DEPARTMENTS_OF = {"9901": 13, "9902": 11, "9903": 14, "9904": 9, "9905": 8, "9906": 5}
KNOWN = Known(
    indicators=frozenset(
        {
            "residents",
            "outside_labour_market_or_education",
            "outside_labour_market",
            "convicted",
            "basic_education_only",
            "income_pct_of_region",
            "non_western",
        }
    ),
    departments={
        f"{organisation}/{number:03d}": f"Afdeling {organisation}/{number}"
        for organisation, last in DEPARTMENTS_OF.items()
        for number in range(1, last + 1)
    },
    criteria_kinds=frozenset(entry.key for entry in CRITERIA),
)
OUTSIDE = "outside_labour_market_or_education"


def text_of(name):
    return (EXAMPLES / name).read_text(encoding="utf-8")


def content_of(name, version=1):
    return read_agreement_file(text_of(name)).versions[version - 1].content


def checked(name, known=KNOWN):
    framework = content_of(FRAMEWORK_OF[name]) if name in FRAMEWORK_OF else None
    return check_agreement_file(text_of(name), known, framework=framework)


def terms_of(content, department, *, standing=None, deviations=()):
    return terms_in_force(
        content=content,
        department=department,
        dwelling_type=DwellingType.family,
        standing=standing or {},
        deviations=deviations,
    )


def step_for(content, staircase, *, outside):
    """The first step whose rule on the indicator holds; the last one takes the rest. Lists are left aside."""
    return next(
        step
        for step in content.staircase(staircase).steps
        if not step.rules
        or any(
            isinstance(rule, IndicatorRule)
            and holds(rule.condition.operator, Decimal(outside), rule.condition.threshold)
            for rule in step.rules
        )
    )


def quota_terms(terms):
    """What the counting rule is given, as the quota's mode has it."""
    quota = terms.quota.value
    shares = {
        ShareQuota: lambda: quota.share / 100,
        EveryNthQuota: lambda: Fraction(1, quota.n),
        OnRequestQuota: lambda: Decimal(0),
    }
    return QuotaTerms(
        may_report=terms.may_report.value,
        share=shares[type(quota)](),
        when_shielded=terms.when_shielded.value if terms.when_shielded else None,
        mode=QuotaMode.on_request if isinstance(quota, OnRequestQuota) else QuotaMode.counter,
    )


def routed(terms, vacancies):
    counter = Counter(vacancies=0, municipal=0, since=date(2026, 1, 1))
    return route_vacancies(terms=quota_terms(terms), counter=counter, dwellings_count=[True] * vacancies)


def municipal_numbers(terms, vacancies):
    routings = routed(terms, vacancies)
    return [place for place, routing in enumerate(routings, start=1) if routing.route is Route.municipality]


@dataclass(frozen=True)
class Split:
    """How a number of vacancies is shared."""

    anvisning: int
    flexible: int
    ordinary: int


def split(terms, vacancies):
    anvisning = len(municipal_numbers(terms, vacancies))
    share = terms.fleksibel.value.share or Decimal(0)
    flexible = turns_due(share=share / 100, vacancies=vacancies)
    return Split(anvisning, flexible, vacancies - anvisning - flexible)


# --- all of them ---


def test_the_examples_are_those_that_the_readme_names():
    named = {line.split("`")[1] for line in text_of("README.md").splitlines() if line.startswith("| `")}

    assert named == {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_has_no_faults(path):
    assert [str(fault) for fault in checked(path.name) if not fault.is_warning] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_an_example_warns_of_is_only_that_a_small_agreement_has_few_forums(path):
    assert {fault.path.rpartition(".")[2] for fault in checked(path.name)} <= {"forums"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_comes_back_as_it_was(path):
    file = read_agreement_file(text_of(path.name))

    assert read_agreement_file(write_agreement_file(file)) == file


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_says_at_the_top_what_in_it_is_constructed(path):
    heading = text_of(path.name).partition("\nformat:")[0]

    assert "OPDIGTE" in heading.upper()
    assert {line[:1] for line in heading.splitlines()} <= {"#", ""}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_threshold_deadline_and_goal_is_marked_as_constructed(path):
    lines = text_of(path.name).splitlines()
    figures = [
        line for line in lines if re.match(r" *(threshold|margin|answer_days|baseline|target): ", line)
    ]

    assert [line for line in figures if not re.search("# opdigtet|target: 0$", line)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_themes_and_their_fields_are_the_catalogues_or_marked_as_own(path):
    fields = {entry.key: {field.key for field in entry.fields} for entry in THEMES}
    versions = read_agreement_file(text_of(path.name)).versions
    themes = [theme for version in versions for theme in version.content.themes or ()]

    assert [theme.key for theme in themes if theme.key not in fields and not theme.is_own] == []
    assert [theme.key for theme in themes if not theme.fields.keys() <= fields.get(theme.key, set())] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_criterion_fills_in_all_that_its_kind_asks_for(path):
    asked = {entry.key: {parameter.key for parameter in entry.parameters} for entry in CRITERIA}
    criteria = [
        criterion
        for version in read_agreement_file(text_of(path.name)).versions
        for criteria_set in version.content.criteria_sets or ()
        for criterion in criteria_set.criteria
    ]

    assert [each.key for each in criteria if each.parameters.keys() != asked[each.kind]] == []


# --- E1: Brøndby, shares for each department ---


def brondby_shaped():
    return inherit(content_of("bl-grundmodel.yaml"), content_of("individuel-aftale.yaml"))


@pytest.mark.parametrize(
    ("department", "expected"),
    [("9902/004", Split(5, 15, 0)), ("9902/001", Split(5, 11, 4)), ("9902/007", Split(20, 0, 0))],
)
def test_e1_shares_for_each_department_out_of_twenty_vacancies(department, expected):
    assert split(terms_of(brondby_shaped(), department), 20) == expected


def test_e1_the_individual_agreement_overrides_what_it_names_and_inherits_the_rest():
    content = brondby_shaped()

    assert content.staircases == ()
    assert content.terms.deadline == content_of("bl-grundmodel.yaml").terms.deadline
    assert [each.key for each in content.criteria_sets] == ["almindelige"]
    assert "naboskab" in [theme.key for theme in content.themes]


def test_e1_one_estate_under_two_numbers_is_warned_of():
    departments = {**KNOWN.departments, "9902/006": "Hedeparken", "9902/007": "Hedeparken"}

    found = checked("individuel-aftale.yaml", replace(KNOWN, departments=departments))

    assert [
        fault.path for fault in found if fault.is_warning and "flere afdelinger med det navn" in fault.text
    ] == [
        "versions[1].content.terms.special[hedeparken].departments",
        "versions[1].content.terms.special[fire_afdelinger].departments",
    ]


def test_e1_shares_above_a_hundred_percent_are_a_fault_on_the_line_of_the_share():
    text = text_of("individuel-aftale.yaml").replace("share: 55", "share: 80")
    line = text.splitlines().index("            share: 80") + 1

    found = check_agreement_file(text, KNOWN, framework=content_of("bl-grundmodel.yaml"))

    (fault,) = [each for each in found if not each.is_warning]
    assert (fault.line, fault.path) == (line, "versions[1].content.terms.everywhere.fleksibel.share")


# --- E2: Sønderborg, every eighth ---


def test_e2_numbers_eight_and_sixteen_of_nineteen_go_to_the_municipality():
    terms = terms_of(content_of("hver-ottende.yaml"), "9905/003")

    assert municipal_numbers(terms, 19) == [8, 16]


def test_e2_two_of_three_large_dwellings_go_to_families_with_children():
    (fraction,) = content_of("hver-ottende.yaml").criteria_set("boernefamilier").fractions

    assert (fraction.share, fraction.rooms_from) == (70, 4)
    assert turns_due(share=fraction.share / 100, vacancies=3) == 2


@pytest.mark.parametrize(("department", "share"), [("9905/001", 70), ("9905/002", 50), ("9905/006", 30)])
def test_e2_a_department_has_its_own_preference(department, share):
    assert terms_of(content_of("hver-ottende.yaml"), department).fleksibel.value.share == share


def test_e2_a_department_without_preference_lets_by_its_waiting_list():
    terms = terms_of(content_of("hver-ottende.yaml"), "9905/003")

    assert terms.fleksibel.value.mode is FleksibelMode.none


# --- E9: Nyborg, from every fourth to request ---


def test_e9_the_first_version_counts_every_fourth():
    assert municipal_numbers(terms_of(content_of("anmodning-ved-tillaeg.yaml"), "9904/001"), 12) == [4, 8, 12]


def test_e9_the_amendment_counts_nothing_and_answers_requests():
    content = content_of("anmodning-ved-tillaeg.yaml", version=2)
    terms = terms_of(content, "9904/001")

    assert terms.quota.value == OnRequestQuota(answer_days=7, most_a_year=20)
    assert content.terms.counting is None
    assert {routing.reason for routing in routed(terms, 12)} == {RouteReason.on_request}
    assert municipal_numbers(terms, 12) == []


def test_e9_the_amendment_says_which_parts_it_changes_and_leaves_the_rest():
    first, second = read_agreement_file(text_of("anmodning-ved-tillaeg.yaml")).versions

    differ = [
        part
        for part in Part
        if hasattr(first.content, part) and first.content.part(part) != second.content.part(part)
    ]
    assert tuple(differ) == second.changed_parts
    assert (second.from_date - first.to_date).days == 1


# --- E11: Aalborg-shaped, all thresholds constructed ---


def aalborg_shaped(outside):
    content = content_of("aalborg-formet.yaml")
    step = step_for(content, "familie", outside=outside)
    return step, terms_of(content, "9901/001", standing={"familie": step.key})


def test_e11_thirty_four_percent_is_yellow_with_the_terms_of_yellow():
    step, terms = aalborg_shaped("34")

    assert step.name == "Gul"
    assert terms.may_report.value is True
    assert terms.quota.value == ShareQuota(share=Decimal(25))
    assert terms.may_allocate.value is Allocation.target_groups
    assert terms.target_groups.value == (TargetGroup.housing_first,)
    assert (terms.fleksibel.value.mode, terms.fleksibel.value.share) == (FleksibelMode.optional, 25)


def test_e11_ten_vacancies_on_yellow_give_two_by_the_running_counter():
    _, terms = aalborg_shaped("34")

    assert municipal_numbers(terms, 10) == [4, 8]


def test_e11_forty_one_percent_is_red_and_reports_none():
    step, terms = aalborg_shaped("41")

    assert step.name == "Rød"
    assert terms.may_report.value is False
    assert terms.may_allocate.value is Allocation.no
    assert (terms.fleksibel.value.mode, terms.fleksibel.value.share) == (FleksibelMode.required, 50)
    assert municipal_numbers(terms, 10) == []
    assert {routing.reason for routing in routed(terms, 10)} == {RouteReason.shielded_lapses}


@pytest.mark.parametrize(
    ("outside", "step"), [("40", "roed"), ("39.9999", "gul"), ("30", "gul"), ("29.9", "groen")]
)
def test_e11_a_figure_on_the_threshold_has_reached_it(outside, step):
    assert aalborg_shaped(outside)[0].key == step


def test_e11_green_may_be_allocated_to_and_each_term_names_its_clause():
    step, terms = aalborg_shaped("12")

    assert (step.name, terms.may_allocate.value) == ("Grøn", Allocation.yes)
    assert (terms.may_allocate.clause, terms.quota.clause) == ("§ 4.3", "§ 5.1")


# --- the other two ---


def test_in_the_base_model_red_is_shielded_and_green_gives_more_and_extra():
    content = content_of("bl-grundmodel.yaml")

    red = terms_of(content, "9901/006", standing={"boligtrappen": "roed"})
    green = terms_of(content, "9901/001", standing={"boligtrappen": "groen"})
    yellow = terms_of(content, "9901/002", standing={"boligtrappen": "gul"})
    assert (red.may_report.value, red.fleksibel.value.mode) == (False, FleksibelMode.required)
    assert green.quota.value.share > yellow.quota.value.share
    assert green.extra_quota.value.compensates_for_steps == ("roed",)


def test_in_the_base_model_a_deviation_holds_before_the_step():
    file = read_agreement_file(text_of("bl-grundmodel.yaml"))
    (deviation,) = file.deviations

    terms = terms_of(
        file.versions[0].content,
        deviation.department,
        standing={"boligtrappen": "roed"},
        deviations=[Layer(deviation.terms, "afvigelse")],
    )
    assert (terms.may_report.value, terms.may_report.source) == (True, "afvigelse")
    assert terms.fleksibel.source == "trinnet Rød (Boligtrappen)"


@pytest.mark.parametrize(
    ("area", "department", "reports", "fleksibel"),
    [
        ("paa_listen", "trin_4", False, FleksibelMode.required),
        ("uden_for_listen", "trin_1", True, FleksibelMode.required),
        ("uden_for_listen", "trin_4", True, FleksibelMode.none),
    ],
)
def test_with_two_staircases_the_areas_step_decides_where_it_says_something(
    area, department, reports, fleksibel
):
    standing = {"omraader": area, "afdelinger": department}

    terms = terms_of(content_of("to-trapper.yaml"), "9901/001", standing=standing)

    assert terms.may_report.value is reports
    assert terms.fleksibel.value.mode is fleksibel


def test_with_two_staircases_young_people_have_a_model_of_their_own():
    content = content_of("to-trapper.yaml")

    terms = terms_in_force(
        content=content,
        department="9906/001",
        dwelling_type=DwellingType.youth,
        standing={"omraader": "paa_listen", "unge": "mest_unge"},
    )

    assert [len(staircase.steps) for staircase in content.staircases] == [2, 4, 2]
    assert (terms.quota.value, terms.quota.source) == (
        EveryNthQuota(n=4),
        "trinnet Mest ungdomsboliger (Ungdomstrappen)",
    )
    assert terms.may_report.value is True

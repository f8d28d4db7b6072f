"""PURE: the Danish word for every member of the agreement's closed lists, and the joints between them.

The words are written to stand inside a sentence, so they begin with a small letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from agreements.terms import (
    AgreementKind,
    Allocation,
    AnnexKind,
    AreaCategory,
    Benchmark,
    Claim,
    Confidentiality,
    CounterStart,
    CountScope,
    CriteriaKind,
    CriteriaOrder,
    DayKind,
    Direction,
    DwellingType,
    FleksibelMode,
    ForumLevel,
    HouseholdTest,
    Part,
    PlacedBy,
    Rounding,
    ShieldedQuota,
    StepColour,
    StepShape,
    TargetGroup,
    UnitOfPlacement,
    UsedWhen,
    VacancyBase,
    WithoutData,
)
from udlejning.lib.comparison import Operator
from udlejning.lib.danish import number

ValueT = TypeVar("ValueT", bound=str)

AGREEMENT_KINDS = {
    AgreementKind.framework: "rammeaftale",
    AgreementKind.individual: "individuel aftale",
}
PARTS = {
    Part.parties: "parter",
    Part.period: "periode",
    Part.terms: "vilkår",
    Part.staircases: "trapper",
    Part.criteria_sets: "kriterier",
    Part.themes: "temaer",
    Part.goals: "mål",
    Part.cooperation: "samarbejde",
    Part.annexes: "bilag",
}

COLOURS = {
    StepColour.red: "rød",
    StepColour.orange: "orange",
    StepColour.yellow: "gul",
    StepColour.green: "grøn",
    StepColour.blue: "blå",
}
SHAPES = {
    StepShape.diamond: "rude",
    StepShape.square: "firkant",
    StepShape.triangle: "trekant",
    StepShape.circle: "cirkel",
    StepShape.hexagon: "sekskant",
}
UNITS_OF_PLACEMENT = {UnitOfPlacement.department: "afdeling", UnitOfPlacement.area: "boligområde"}
UNITS_OF_PLACEMENT_PLURAL = {
    UnitOfPlacement.department: "afdelinger",
    UnitOfPlacement.area: "boligområder",
}
PLACED_BY = {PlacedBy.rules: "efter trinnenes regler", PlacedBy.hand: "ved aftale mellem parterne"}
WITHOUT_DATA = {
    WithoutData.by_hand: "indplaceres ved aftale",
    WithoutData.with_area: "vurderes sammen med sit boligområde",
}
BENCHMARKS = {
    Benchmark.municipality: "kommunens gennemsnit",
    Benchmark.region: "regionens gennemsnit",
    Benchmark.country: "landsgennemsnittet",
    Benchmark.twins: "gennemsnittet af sammenlignelige afdelinger",
    Benchmark.fixed: "et fast tal",
}
OPERATORS = {
    Operator.above: "over (>)",
    Operator.at_least: "mindst (≥)",
    Operator.below: "under (<)",
    Operator.at_most: "højst (≤)",
}
RULE_TYPES = {
    "indicator": "ét nøgletal",
    "k_of_n": "et antal betingelser",
    "points": "point efter afstand",
    "official_list": "en officiel liste",
    "persistence": "en regel, der er opfyldt år efter år",
}
"""By the `type` of a rule (agreements.content.rules)."""
AREA_CATEGORIES = {
    AreaCategory.forebyggelsesomraade: "forebyggelsesområde",
    AreaCategory.udsat_boligomraade: "udsat boligområde",
    AreaCategory.parallelsamfund: "parallelsamfund",
    AreaCategory.omdannelsesomraade: "omdannelsesområde",
    AreaCategory.kombineret_udlejning: "område med kombineret udlejning",
}
AREA_CATEGORIES_PLURAL = {
    AreaCategory.forebyggelsesomraade: "forebyggelsesområder",
    AreaCategory.udsat_boligomraade: "udsatte boligområder",
    AreaCategory.parallelsamfund: "parallelsamfund",
    AreaCategory.omdannelsesomraade: "omdannelsesområder",
    AreaCategory.kombineret_udlejning: "områder med kombineret udlejning",
}

ALLOCATIONS = {
    Allocation.yes: "ja",
    Allocation.target_groups: "kun bestemte målgrupper",
    Allocation.no: "nej",
}
TARGET_GROUPS = {
    TargetGroup.housing_first: "borgere i Housing First",
    TargetGroup.with_support: "borgere med bostøtte",
    TargetGroup.homeless: "borgere i hjemløshed",
    TargetGroup.young_homeless: "unge i hjemløshed",
    TargetGroup.refugees: "flygtninge",
    TargetGroup.families_with_children: "børnefamilier",
    TargetGroup.divorced: "borgere efter skilsmisse",
    TargetGroup.disabled: "borgere med handicap",
    TargetGroup.elderly: "ældre",
    TargetGroup.young: "unge",
    TargetGroup.genhusning: "borgere til genhusning",
    TargetGroup.in_work: "borgere i arbejde",
    TargetGroup.in_education: "borgere under uddannelse",
    TargetGroup.other: "andre målgrupper",
}
QUOTA_MODES = {
    "none": "ingen kvote",
    "share": "en andel af de ledige boliger",
    "every_nth": "hver n'te ledige bolig",
    "fixed_stock": "en andel af en fast bestand",
    "on_request": "efter anmodning",
}
"""By the `mode` of a quota (agreements.content.terms)."""
SHIELDED_QUOTAS = {
    ShieldedQuota.lapses: "bortfalder: boligerne tæller ikke med i kvoten",
    ShieldedQuota.owed: "kommunen har turene til gode, til der igen må meldes ind",
}
FLEKSIBEL_MODES = {
    FleksibelMode.none: "ingen",
    FleksibelMode.optional: "mulig",
    FleksibelMode.required: "krævet",
}
SCOPES = {
    CountScope.department: "hver afdeling for sig",
    CountScope.step: "alle afdelinger på samme trin under ét",
    CountScope.organisation: "hver boligorganisation under ét",
    CountScope.municipality: "hele kommunen under ét",
}
BASES = {
    VacancyBase.all_vacancies: "alle ledige boliger",
    VacancyBase.after_internal_transfers: "boliger, der er ledige efter intern oprykning",
}
ROUNDINGS = {
    Rounding.running_counter: "tælles videre",
    Rounding.floor: "rundes ned",
    Rounding.ceiling: "rundes op",
    Rounding.nearest: "rundes til nærmeste hele bolig",
}
STARTS = {
    CounterStart.agreement_start: "fra aftalens begyndelse",
    CounterStart.version_start: "forfra, når en ny version træder i kraft",
    CounterStart.calendar_year: "forfra hver 1. januar",
}
USED_WHEN = {
    UsedWhen.offered: "når boligen er tilbudt kommunen",
    UsedWhen.accepted: "når kommunen har sagt ja til boligen",
    UsedWhen.moved_in: "når en borger er flyttet ind",
}
CLAIMS = {
    Claim.anvisning: "kommunal anvisning",
    Claim.genhusning: "genhusning",
    Claim.boliggaranti: "boliggarantibevis",
    Claim.internal_department: "intern oprykning i afdelingen",
    Claim.internal_organisation: "intern oprykning i boligorganisationen",
    Claim.divorce: "skilsmisse",
    Claim.fleksibel_udlejning: "fleksibel udlejning",
    Claim.waiting_list: "ventelisten",
}
DAY_KINDS = {DayKind.calendar: "kalenderdag", DayKind.working: "hverdag"}
DAY_KINDS_PLURAL = {DayKind.calendar: "kalenderdage", DayKind.working: "hverdage"}
DWELLING_TYPES_PLURAL = {
    DwellingType.family: "familieboliger",
    DwellingType.youth: "ungdomsboliger",
    DwellingType.elderly: "ældreboliger",
}

CRITERIA_KINDS = {
    CriteriaKind.ordinary: "almindelige kriterier",
    CriteriaKind.strict: "skærpede kriterier",
    CriteriaKind.obligatory: "obligatoriske kriterier",
}
CRITERIA_ORDERS = {
    CriteriaOrder.ranked: "i rækkefølge",
    CriteriaOrder.equal: "ligestillet, efter anciennitet",
    CriteriaOrder.rotation: "på skift",
}
HOUSEHOLD_TESTS = {
    HouseholdTest.all_adults: "alle voksne i husstanden",
    HouseholdTest.one_adult: "mindst én voksen i husstanden",
}

FORUM_LEVELS = {
    ForumLevel.political: "politisk niveau",
    ForumLevel.officials: "embedsmandsniveau",
    ForumLevel.practice: "praksisniveau",
}
DIRECTIONS = {Direction.up: "skal stige", Direction.down: "skal falde"}
CONFIDENTIALITY = {
    Confidentiality.public: "offentligt",
    Confidentiality.parties: "kun for parterne",
    Confidentiality.own_rows: "hver part ser kun egne rækker",
}
ANNEX_KINDS = {
    AnnexKind.departments_by_step: "afdelinger efter trin",
    AnnexKind.terms: "vilkår",
    AnnexKind.criteria: "kriterier for fleksibel udlejning",
    AnnexKind.parties: "parter og underskrifter",
    AnnexKind.staircase_picture: "trappen som billede",
    AnnexKind.data_basis: "datagrundlag",
    AnnexKind.text: "egen tekst",
}


def choices(words: Mapping[ValueT, str]) -> list[tuple[str, str]]:
    """Return a list's stored values and their words, in its order, as a form's select takes them."""
    return [(str(value), word) for value, word in words.items()]


def either(words: Sequence[str]) -> str:
    """Return ["a", "b", "c"] as "a, b eller c"."""
    *first, last = words or [""]
    return f"{', '.join(first)} eller {last}" if first else last


def cited(clause: str) -> str:
    """Return where in the agreement it stands, to end a sentence with: " (§ 4.2)", or nothing."""
    return f" ({clause})" if clause else ""


def times_a_year(times: int) -> str:
    """Return "en gang om året" or "4 gange om året"."""
    return "en gang om året" if times == 1 else f"{number(times)} gange om året"


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence: "Dømte" as "dømte", but "LBF-tal" as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def ended(text: str) -> str:
    """Return a sentence with exactly one full stop, for what people have written themselves."""
    return f"{text.rstrip(' .')}." if text.strip() else ""

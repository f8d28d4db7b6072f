"""PURE: the words of an agreement's terms: the closed lists that its content, models and rules share."""

from enum import StrEnum


class AgreementKind(StrEnum):
    """A framework agreement for the municipality, or an individual one with one housing organisation."""

    framework = "framework"
    individual = "individual"


class StepColour(StrEnum):
    """The colour of a step; shape and word follow it on every page."""

    red = "red"
    orange = "orange"
    yellow = "yellow"
    green = "green"
    blue = "blue"


class StepShape(StrEnum):
    """The shape that stands for a step beside its colour, so that colour never stands alone."""

    diamond = "diamond"
    square = "square"
    triangle = "triangle"
    circle = "circle"
    hexagon = "hexagon"


class UnitOfPlacement(StrEnum):
    """What a staircase places: departments, or the areas that departments lie in."""

    department = "department"
    area = "area"


class PlacedBy(StrEnum):
    """How a staircase places: by the rules of its steps, or by hand after negotiation."""

    rules = "rules"
    hand = "hand"


class WithoutData(StrEnum):
    """What happens to a unit without figures: placed by hand, or assessed with its area."""

    by_hand = "by_hand"
    with_area = "with_area"


class Benchmark(StrEnum):
    """What a figure is held up against: the mean of a wider whole, of comparable departments, or a number."""

    municipality = "municipality"
    region = "region"
    country = "country"
    twins = "twins"
    fixed = "fixed"


class AreaCategory(StrEnum):
    """The categories of the official lists (almenboligloven §§ 51 b, 61 a and 61 b)."""

    forebyggelsesomraade = "forebyggelsesomraade"
    udsat_boligomraade = "udsat_boligomraade"
    parallelsamfund = "parallelsamfund"
    omdannelsesomraade = "omdannelsesomraade"
    kombineret_udlejning = "kombineret_udlejning"


class Allocation(StrEnum):
    """Whether the municipality may allocate to a department: to all, to named target groups, or not."""

    yes = "yes"
    target_groups = "target_groups"
    no = "no"


class TargetGroup(StrEnum):
    """The groups of citizens that an agreement can single out."""

    housing_first = "housing_first"
    with_support = "with_support"
    homeless = "homeless"
    young_homeless = "young_homeless"
    refugees = "refugees"
    families_with_children = "families_with_children"
    divorced = "divorced"
    disabled = "disabled"
    elderly = "elderly"
    young = "young"
    genhusning = "genhusning"
    in_work = "in_work"
    in_education = "in_education"
    other = "other"


class FleksibelMode(StrEnum):
    """Whether a step lets flexibly (almenboligloven § 60)."""

    none = "none"
    optional = "optional"
    required = "required"


class ShieldedQuota(StrEnum):
    """What happens to a step's quota where it may not report: it lapses, or it is owed and made up later."""

    lapses = "lapses"
    owed = "owed"


class CountScope(StrEnum):
    """Whose vacancies are counted together in one quota."""

    department = "department"
    step = "step"
    organisation = "organisation"
    municipality = "municipality"


class VacancyBase(StrEnum):
    """Which vacancies the quota is a part of: all, or those left after internal transfers."""

    all_vacancies = "all_vacancies"
    after_internal_transfers = "after_internal_transfers"


class Rounding(StrEnum):
    """What becomes of a part of a dwelling: counted on, or rounded when the period is made up."""

    running_counter = "running_counter"
    floor = "floor"
    ceiling = "ceiling"
    nearest = "nearest"


class CounterStart(StrEnum):
    """When the running counter of the quota starts again at one."""

    agreement_start = "agreement_start"
    version_start = "version_start"
    calendar_year = "calendar_year"


class UsedWhen(StrEnum):
    """When the municipality's turn is used."""

    offered = "offered"
    accepted = "accepted"
    moved_in = "moved_in"


class Claim(StrEnum):
    """Who may come first to a vacancy; the agreement puts them in order."""

    anvisning = "anvisning"
    genhusning = "genhusning"
    boliggaranti = "boliggaranti"
    internal_department = "internal_department"
    internal_organisation = "internal_organisation"
    divorce = "divorce"
    fleksibel_udlejning = "fleksibel_udlejning"
    waiting_list = "waiting_list"


class DayKind(StrEnum):
    """How the days of a deadline are counted."""

    calendar = "calendar"
    working = "working"


class DwellingType(StrEnum):
    """The legal type of a dwelling; § 59 stk. 1 concerns family dwellings."""

    family = "family"
    youth = "youth"
    elderly = "elderly"


class HouseholdType(StrEnum):
    """The households that a rent limit is set for."""

    single = "single"
    couple = "couple"
    single_with_children = "single_with_children"
    couple_with_children = "couple_with_children"


class CriteriaKind(StrEnum):
    """Which criteria a set for flexible letting holds: agreed, stricter, or the council's own (stk. 4)."""

    ordinary = "ordinary"
    strict = "strict"
    obligatory = "obligatory"


class CriteriaOrder(StrEnum):
    """How the criteria of a set stand to each other: ranked, equal by seniority, or taking turns."""

    ranked = "ranked"
    equal = "equal"
    rotation = "rotation"


class HouseholdTest(StrEnum):
    """Who in the household must meet a criterion."""

    all_adults = "all_adults"
    one_adult = "one_adult"


class ForumLevel(StrEnum):
    """The three levels of collaboration."""

    political = "political"
    officials = "officials"
    practice = "practice"


class Direction(StrEnum):
    """Which way a goal is to move its figure."""

    up = "up"
    down = "down"


class Confidentiality(StrEnum):
    """Who may read an annex: everyone, the parties, or each party its own rows only."""

    public = "public"
    parties = "parties"
    own_rows = "own_rows"


class AnnexKind(StrEnum):
    """What an annex is made of."""

    departments_by_step = "departments_by_step"
    terms = "terms"
    criteria = "criteria"
    parties = "parties"
    staircase_picture = "staircase_picture"
    data_basis = "data_basis"
    text = "text"


class DecidingBody(StrEnum):
    """Who decides on an agreement."""

    council = "council"
    committee = "committee"
    board = "board"


class DecisionOutcome(StrEnum):
    """How a decision fell out."""

    approved = "approved"
    conditional = "conditional"
    postponed = "postponed"
    rejected = "rejected"


class Part(StrEnum):
    """The parts of an agreement that an amendment can change and an individual agreement can override."""

    parties = "parties"
    period = "period"
    terms = "terms"
    staircases = "staircases"
    criteria_sets = "criteria_sets"
    themes = "themes"
    goals = "goals"
    cooperation = "cooperation"
    annexes = "annexes"

"""Pieces that the agreements of the tests are put together from. Every number in them is CONSTRUCTED."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agreements.catalogue.criteria import criterion_entry
from agreements.content.cooperation import Annex, Contact, Cooperation, Forum, Member, Theme
from agreements.content.criteria import CriteriaSet, Criterion
from agreements.content.document import Content
from agreements.content.rules import Condition, CountRule, IndicatorRule, ListRule, Rule
from agreements.content.staircases import Staircase, Step
from agreements.content.terms import (
    Counting,
    Deadline,
    Fleksibel,
    ShareQuota,
    Terms,
    TermsFor,
)
from agreements.terms import (
    Allocation,
    AnnexKind,
    AreaCategory,
    Confidentiality,
    CriteriaKind,
    DayKind,
    DwellingType,
    FleksibelMode,
    ForumLevel,
    StepColour,
    StepShape,
)
from udlejning.lib.comparison import Operator

OUTSIDE = "outside_labour_market_or_education"
OUTSIDE_LABOUR_MARKET = "outside_labour_market"
SHAPES = {
    StepColour.red: StepShape.diamond,
    StepColour.orange: StepShape.square,
    StepColour.yellow: StepShape.triangle,
    StepColour.green: StepShape.circle,
}
NAMES = {
    StepColour.red: "Rød",
    StepColour.orange: "Orange",
    StepColour.yellow: "Gul",
    StepColour.green: "Grøn",
}
FAMILY, YOUTH = (DwellingType.family,), (DwellingType.youth,)
TWO_THIRDS = Decimal("66.6667")


@dataclass(frozen=True)
class Column:
    """An agreement as it holds: content and period; `own` is what the individual agreement says itself."""

    content: Content
    first_day: date = date(2024, 1, 1)
    last_day: date = date(2027, 12, 31)
    own: Content | None = None


def rule(operator: Operator, threshold: int, indicator: str = OUTSIDE, **more: object) -> IndicatorRule:
    return IndicatorRule(condition=condition(operator, threshold, indicator, **more))


def condition(operator: Operator, threshold: int, indicator: str = OUTSIDE, **more: object) -> Condition:
    return Condition(indicator=indicator, operator=operator, threshold=Decimal(threshold), **more)


def between(at_least: int, below: int, indicator: str = OUTSIDE) -> CountRule:
    bounds = (condition(Operator.at_least, at_least, indicator), condition(Operator.below, below, indicator))
    return CountRule(required=2, conditions=bounds)


def staircase(*steps: Step, **more: object) -> Staircase:
    return Staircase(**{"key": "trappen", "name": "Trappen", "steps": steps, **more})


def coloured(colour: StepColour, *rules: Rule, key: str = "", name: str = "", **terms: object) -> Step:
    """A step; without key and name it is called by its colour."""
    return Step(
        key=key or colour.value,
        name=name or NAMES[colour],
        colour=colour,
        shape=SHAPES[colour],
        rules=rules,
        terms=Terms(**terms),
    )


def numbered(number: int, *rules: Rule, **terms: object) -> Step:
    return coloured([*SHAPES][number - 1], *rules, key=f"trin_{number}", name=f"Trin {number}", **terms)


def share(percent: int | str) -> ShareQuota:
    return ShareQuota(share=Decimal(percent))


def lets(
    mode: str, percent: int | None = None, criteria_set: str | None = None, *, is_most: bool = False
) -> Fleksibel:
    return Fleksibel(
        mode=FleksibelMode(mode),
        share=None if percent is None else Decimal(percent),
        share_is_most=is_most,
        criteria_set=criteria_set,
    )


def criterion(kind: str, key: str = "", text: str = "", **parameters: int) -> Criterion:
    entry = criterion_entry(kind)
    return Criterion(
        key=key or kind,
        kind=kind,
        text=text,
        household=entry.household_default,
        documentation=entry.documentation or "Efter aftale.",
        parameters={name: Decimal(value) for name, value in parameters.items()},
    )


def criteria(key: str, name: str, *kinds: Criterion, **more: object) -> CriteriaSet:
    return CriteriaSet(key=key, name=name, criteria=kinds, **more)


def youth_terms(**terms: object) -> TermsFor:
    return TermsFor(key="ungdom", name="Ungdomsboliger", dwelling_types=YOUTH, terms=Terms(**terms))


def special(key: str, name: str, departments: tuple[str, ...] = (), **terms: object) -> TermsFor:
    return TermsFor(key=key, name=name, departments=departments, terms=Terms(**terms))


def forum(key: str, name: str, level: ForumLevel, a_year: int | None = None) -> Forum:
    chair = Member(name="Formanden", is_chair=True)
    return Forum(key=key, name=name, level=level, meetings_a_year=a_year, members=(chair,))


def annex(key: str, title: str, kind: AnnexKind, read_by: Confidentiality = Confidentiality.public) -> Annex:
    return Annex(key=key, title=title, kind=kind, confidentiality=read_by)


def theme(key: str, text: str = "") -> Theme:
    return Theme(key=key, text=text)


def together(*forums: Forum, **more: object) -> Cooperation:
    contacts = (Contact(name="Boliganvisningen", role="én indgang"),)
    return Cooperation(contacts=contacts, forums=forums, **more)


COUNTED = Counting(returned_counts=False)
ANSWER = Deadline(answer_days=5, day_kind=DayKind.working)
JOB, EDUCATION = criterion("job", hours=30), criterion("education")
ORDINARY = criteria("almindelige", "Almindelige kriterier", JOB, EDUCATION)
STRICT = criteria(
    "skaerpede",
    "Skærpede kriterier",
    criterion("strict_work_or_education", years=2),
    criterion("strict_no_benefit", years=2),
    kind=CriteriaKind.strict,
)
OBLIGATORY = criteria(
    "obligatoriske",
    "Obligatoriske kriterier",
    JOB,
    EDUCATION,
    kind=CriteriaKind.obligatory,
    announced_date=date(2022, 6, 1),
)
OPEN = {"may_report": True, "may_allocate": Allocation.yes}
CLOSED = {"may_report": False, "may_allocate": Allocation.no}
LISTED = ListRule(categories=(AreaCategory.udsat_boligomraade, AreaCategory.forebyggelsesomraade))

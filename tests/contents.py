"""What the tests' agreements say: the constructed example E11 (red, yellow and green), and its pieces."""

from decimal import Decimal

from agreements.content.criteria import CriteriaSet, Criterion
from agreements.content.document import Content
from agreements.content.rules import Condition, IndicatorRule
from agreements.content.staircases import Staircase, Step
from agreements.content.terms import (
    AgreedTerms,
    Counting,
    Deadline,
    Fleksibel,
    ShareQuota,
    Terms,
)
from agreements.terms import (
    Allocation,
    CounterStart,
    DayKind,
    FleksibelMode,
    ShieldedQuota,
    StepColour,
    StepShape,
)
from udlejning.lib.comparison import Operator

STAIRCASE = "trappen"
OUTSIDE = "outside_labour_market_or_education"
COUNTING = Counting(start=CounterStart.agreement_start, returned_counts=True, clause="§ 4.1")
CRITERIA = CriteriaSet(
    key="almindelige",
    name="Almindelige kriterier",
    criteria=(
        Criterion(
            key="arbejde", kind="job", parameters={"hours": Decimal(25)}, documentation="Tre lønsedler."
        ),
    ),
)
DEADLINE = Deadline(answer_days=3, day_kind=DayKind.working, clause="§ 5.2")


def at_least(threshold: int | str, indicator: str = OUTSIDE) -> IndicatorRule:
    return IndicatorRule(
        condition=Condition(indicator=indicator, operator=Operator.at_least, threshold=Decimal(threshold))
    )


def terms(**changes) -> Terms:
    """What follows from a green step, with changes."""
    green = {
        "may_report": True,
        "may_allocate": Allocation.yes,
        "quota": ShareQuota(share=Decimal(25)),
        "when_shielded": ShieldedQuota.lapses,
        "fleksibel": Fleksibel(mode=FleksibelMode.optional, criteria_set=CRITERIA.key),
        "clause": "§ 4.2",
    }
    return Terms(**{**green, **changes})


def red(**changes) -> Step:
    shielded = {
        "may_report": False,
        "may_allocate": Allocation.no,
        "fleksibel": Fleksibel(mode=FleksibelMode.required, share=Decimal(50), criteria_set=CRITERIA.key),
    }
    return Step(
        key="roed",
        name="rød",
        colour=StepColour.red,
        shape=StepShape.diamond,
        rules=(at_least(40),),
        terms=terms(**{**shielded, **changes}),
    )


def yellow(**changes) -> Step:
    return Step(
        key="gul",
        name="gul",
        colour=StepColour.yellow,
        shape=StepShape.triangle,
        rules=(at_least(30),),
        terms=terms(**changes),
    )


def green(**changes) -> Step:
    return Step(
        key="groen",
        name="grøn",
        colour=StepColour.green,
        shape=StepShape.circle,
        terms=terms(**changes),
    )


def staircase(*steps: Step) -> Staircase:
    return Staircase(key=STAIRCASE, name="Trappen", steps=steps or (red(), yellow(), green()))


def agreed(*steps: Step, counting: Counting = COUNTING) -> Content:
    return Content(
        terms=AgreedTerms(counting=counting, deadline=DEADLINE),
        staircases=(staircase(*steps),),
        criteria_sets=(CRITERIA,),
    )

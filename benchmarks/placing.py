"""How long placing the country's departments for ten years takes, beside the same thresholds in plain floats.

The engine places by whole numbers with three answers, and lays out what each condition was held up against;
the floats only compare. Needs no database; both are measured in one run.
"""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agreements.content.rules import Condition, CountRule, IndicatorRule
from agreements.content.staircases import Staircase, Step
from agreements.terms import StepColour, StepShape
from monitoring.engine.answers import Answers
from monitoring.engine.comparing import compare
from monitoring.engine.distances import conditions, turned
from monitoring.engine.figures import SCALE, Frame, Series
from monitoring.engine.placing import Placed, place
from udlejning.lib.comparison import Operator

DEPARTMENTS = 7085
YEARS = 10
AVERAGED = 2
MISSING = 0.03
REPETITIONS = 25
LIMIT = Decimal("10.00")
# The least and the most of each figure, in tenths.
SPANS = {
    "residents": (400, 20_000),
    "outside": (50, 600),
    "convicted": (0, 50),
    "basic_education": (200, 750),
    "income": (450, 1100),
}
Floats = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Timings:
    """The best seconds of each."""

    engine: float
    floats: float
    distances: float


def main() -> int:
    """Print the ratio and the seconds; return 1 where the ratio is above the limit."""
    staircase, frame = build_staircase(), build_frame()
    floats = as_floats(frame)
    check_same(staircase, frame, floats)
    timings = measure(staircase, frame, floats)
    ratio = timings.engine / timings.floats
    print(f"placing / plain floats: ratio {ratio:.2f} (limit {LIMIT})")
    print(f"  placing {timings.engine:.4f} s, floats {timings.floats:.4f} s, {DEPARTMENTS} departments")
    print(f"  in each of {YEARS} years; the distances to other steps take {timings.distances:.4f} s more")
    return int(Decimal(str(ratio)) > LIMIT)


def measure(staircase: Staircase, frame: Frame, floats: Floats) -> Timings:
    """Return the best seconds of each, taken in turns so that all meet the same machine."""
    placed = place(staircase, frame)
    engine, plain, distances = [], [], []
    for _ in range(REPETITIONS):
        engine.append(seconds(lambda: place_and_explain(staircase, frame)))
        plain.append(seconds(lambda: place_by_floats(floats)))
        distances.append(seconds(lambda: turned(staircase, frame, placed.steps)))
    return Timings(min(engine), min(plain), min(distances))


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def place_and_explain(staircase: Staircase, frame: Frame) -> tuple[Placed, list[Answers]]:
    """Place every unit, and hold each condition up against its figures as an explanation tells it."""
    return place(staircase, frame), [compare(each, frame).answers for each in conditions(staircase)]


def place_by_floats(figures: Floats) -> NDArray[np.int8]:
    """Place every unit by the thresholds of `build_staircase`. What is missing is NaN and meets nothing."""
    latest = {key: values[0] for key, values in figures.items()}
    outside = figures["outside"].mean(axis=0)
    met = (
        (outside > 40).astype(np.int8)
        + (figures["convicted"].mean(axis=0) > 2.7)
        + (latest["basic_education"] > 60)
        + (latest["income"] < 55)
    )
    red = (latest["residents"] >= 1000) & (met >= 2)
    return np.where(red, 0, np.where(outside >= 30, 1, 2)).astype(np.int8)


def check_same(staircase: Staircase, frame: Frame, floats: Floats) -> None:
    """Raise where the measured work was not the same: units with every figure stand on the same step."""
    complete = np.logical_and.reduce([series.known.all(axis=0) for series in frame.series.values()])
    ours, theirs = place(staircase, frame).steps, place_by_floats(floats)
    if not complete.any() or (ours[complete] != theirs[complete]).any():
        raise SystemExit("the floats placed otherwise than the engine")


def build_frame() -> Frame:
    """Return a unit for every department in every year, with that year's figures and the year's before."""
    chance = np.random.default_rng(2025)
    series = {}
    for key, span in SPANS.items():
        shape = (YEARS + AVERAGED - 1, DEPARTMENTS)
        values = chance.integers(*span, size=shape, endpoint=True) * (SCALE // 10)
        known = chance.random(shape) >= MISSING
        series[key] = Series(_windows(np.where(known, values, 0)), _windows(known))
    return Frame(DEPARTMENTS * YEARS, series)


def _windows(rows: NDArray[Any]) -> NDArray[Any]:
    return np.stack([rows[back : back + YEARS].reshape(-1) for back in range(AVERAGED)])


def as_floats(frame: Frame) -> Floats:
    return {
        key: np.where(series.known, series.values / SCALE, np.nan) for key, series in frame.series.items()
    }


def build_staircase() -> Staircase:
    """Return red by two of four behind a gate, yellow by one figure, and green for the rest."""
    red = CountRule(
        required=2,
        preconditions=(condition("residents", Operator.at_least, 1000),),
        conditions=(
            condition("outside", Operator.above, 40, years=AVERAGED),
            condition("convicted", Operator.above, Decimal("2.7"), years=AVERAGED),
            condition("basic_education", Operator.above, 60),
            condition("income", Operator.below, 55),
        ),
    )
    yellow = IndicatorRule(condition=condition("outside", Operator.at_least, 30, years=AVERAGED))
    steps = (
        Step(key="red", name="rød", colour=StepColour.red, shape=StepShape.diamond, rules=(red,)),
        Step(key="yellow", name="gul", colour=StepColour.yellow, shape=StepShape.triangle, rules=(yellow,)),
        Step(key="green", name="grøn", colour=StepColour.green, shape=StepShape.circle),
    )
    return Staircase(key="trappen", name="Trappen", steps=steps)


def condition(key: str, operator: Operator, threshold: int | Decimal, *, years: int = 1) -> Condition:
    return Condition(indicator=key, operator=operator, threshold=Decimal(threshold), average_years=years)


if __name__ == "__main__":
    sys.exit(main())

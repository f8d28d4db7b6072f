"""PURE: when a version is to hold, and for whom: held up against its agreement and what holds already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from agreements.problems.problem import Problem, fault
from agreements.terms import Part
from udlejning.lib.danish import long_date, long_period


@dataclass(frozen=True, slots=True)
class Adopted:
    """What is adopted and holds in a part of the period: what it is called, its first and last day."""

    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Plan:
    """When a version is to hold. `to_date` is its own end, None where it holds as long as the agreement.

    The agreement's last day is as the version makes it. `later` is the number and first day of the adopted
    version that it comes before, None where it comes last; `others` are other agreements that cannot hold
    beside this one.
    """

    from_date: date
    to_date: date | None
    agreement_first_day: date
    agreement_last_day: date
    renegotiation_from_date: date | None
    later: tuple[int, date] | None
    others: tuple[Adopted, ...]
    has_parties: bool


def plan_problems(plan: Plan) -> tuple[Problem, ...]:
    """Return what keeps the version from being adopted, whatever it says: every fault at once."""
    return tuple(problem for check in CHECKS for problem in check(plan))


def overlap_in_words(other: Adopted) -> str:
    """Return in Danish that another agreement holds already, and what to do."""
    period = long_period(other.first_day, other.last_day)
    return (
        f"{other.name} gælder allerede i en del af perioden: {period}. "
        "Vælg andre datoer, eller lad den slutte før ved et tillæg."
    )


def _outside_the_agreement(plan: Plan) -> Iterator[Problem]:
    period = long_period(plan.agreement_first_day, plan.agreement_last_day)
    last_day = plan.to_date or plan.agreement_last_day
    if plan.from_date < plan.agreement_first_day:
        yield fault(Part.period, f"Versionen begynder før aftalen. Aftalens periode er {period}.")
    if last_day > plan.agreement_last_day or plan.from_date > last_day:
        yield fault(Part.period, f"Versionens periode skal ligge i aftalens: {period}.")


def _before_an_adopted_version(plan: Plan) -> Iterator[Problem]:
    if plan.later is not None:
        number, first_day = plan.later
        yield fault(
            Part.period,
            f"Version {number} gælder allerede fra {long_date(first_day)}. "
            "Vælg en senere dato for den nye version.",
        )


def _beside_another_agreement(plan: Plan) -> Iterator[Problem]:
    for other in plan.others:
        yield fault(Part.period, overlap_in_words(other))


def _renegotiated_too_late(plan: Plan) -> Iterator[Problem]:
    begins = plan.renegotiation_from_date
    if begins is not None and begins > plan.agreement_last_day:
        yield fault(
            Part.period,
            f"Genforhandlingen begynder {long_date(begins)}, men aftalen udløber "
            f"{long_date(plan.agreement_last_day)}. Lad genforhandlingen begynde før, eller aftalen løbe "
            "længere.",
        )


def _without_parties(plan: Plan) -> Iterator[Problem]:
    if not plan.has_parties:
        yield fault(
            Part.parties,
            f"Aftalen har ingen boligorganisationer som parter {long_date(plan.from_date)}. "
            "Skriv parterne på aftalen.",
        )


CHECKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    _outside_the_agreement,
    _before_an_adopted_version,
    _beside_another_agreement,
    _renegotiated_too_late,
    _without_parties,
)

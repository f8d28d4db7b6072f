"""PURE: which terms hold for a department, and where each of them comes from.

Terms lie in layers, the narrowest on top: what holds everywhere in the agreement, the step that the
department stands on, special terms for it, and a deviation. Each answer says which layer gave it and its
clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from agreements.content.document import Content
from agreements.content.staircases import Staircase
from agreements.content.terms import ExtraQuota, Fleksibel, Quota, Terms
from agreements.terms import Allocation, DwellingType, ShieldedQuota, TargetGroup
from udlejning.lib.danish import long_date

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DecidingDeviation:
    """The deviation that a term is said in: its days, why, and who decided it. `pk` is for its page."""

    pk: int
    from_date: date
    to_date: date
    reason: str
    decided_by: str

    @property
    def until(self) -> str:
        """Return "afvigelse til og med 31. marts 2027"."""
        return f"afvigelse til og med {long_date(self.to_date)}"


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A term, where it is said ("trinnet gul", "aftalen for alle afdelinger"), and its clause.

    `deviation` is None where the agreement itself says it.
    """

    value: T
    source: str
    clause: str
    deviation: DecidingDeviation | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """Terms and where they are said; `deviation` is None where that is in the agreement."""

    terms: Terms
    source: str
    deviation: DecidingDeviation | None = None


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """What holds for a department on a day; None where nothing in the agreement says."""

    may_report: Said[bool] | None
    may_allocate: Said[Allocation] | None
    target_groups: Said[tuple[TargetGroup, ...]] | None
    quota: Said[Quota] | None
    extra_quota: Said[ExtraQuota] | None
    when_shielded: Said[ShieldedQuota] | None
    fleksibel: Said[Fleksibel] | None
    deviations: tuple[Layer, ...]


def terms_in_force(
    *,
    content: Content,
    department: str,
    dwelling_type: DwellingType,
    standing: Mapping[str, str],
    deviations: Sequence[Layer] = (),
) -> TermsInForce:
    """Return the terms for dwellings of a type in a department (the agreement's terms, narrowest first).

    `department` is the LBF key "organisation/department"; `standing` maps the key of a staircase to the key
    of the step that the department stands on; `deviations` are those in force, the newest first.
    """
    layers = (*deviations, *_layers(content, department, dwelling_type, standing))
    return TermsInForce(
        may_report=_first(layers, lambda terms: terms.may_report),
        may_allocate=_first(layers, lambda terms: terms.may_allocate),
        target_groups=_first(layers, lambda terms: terms.target_groups),
        quota=_first(layers, lambda terms: terms.quota),
        extra_quota=_first(layers, lambda terms: terms.extra_quota),
        when_shielded=_first(layers, lambda terms: terms.when_shielded),
        fleksibel=_first(layers, lambda terms: terms.fleksibel),
        deviations=tuple(deviations),
    )


def staircases_for(content: Content, dwelling_type: DwellingType) -> tuple[Staircase, ...]:
    """Return the staircases that concern a dwelling type, in the agreement's order."""
    return tuple(
        staircase
        for staircase in content.staircases or ()
        if not staircase.dwelling_types or dwelling_type in staircase.dwelling_types
    )


def _layers(
    content: Content, department: str, dwelling_type: DwellingType, standing: Mapping[str, str]
) -> Iterable[Layer]:
    agreed = content.terms
    special = agreed.special if agreed is not None else ()
    # Terms that name the department stand before those for a dwelling type alone.
    for each in sorted(special, key=lambda each: not each.departments):
        concerns_department = not each.departments or department in each.departments
        concerns_type = not each.dwelling_types or dwelling_type in each.dwelling_types
        if concerns_department and concerns_type:
            yield Layer(each.terms, f"særlige vilkår: {each.name}")
    for staircase in staircases_for(content, dwelling_type):
        step = staircase.step(standing.get(staircase.key, ""))
        if step is not None:
            yield Layer(step.terms, f"trinnet {step.name} ({staircase.name})")
    if agreed is not None:
        yield Layer(agreed.everywhere, "aftalen for alle afdelinger")


def _first(layers: Iterable[Layer], pick: Callable[[Terms], T | None]) -> Said[T] | None:
    for layer in layers:
        value = pick(layer.terms)
        if value is not None:
            return Said(value, layer.source, layer.terms.clause, layer.deviation)
    return None

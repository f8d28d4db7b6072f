"""PURE: each rule of a step by itself: whether it says all it must, and can be met at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from agreements.content.rules import (
    Condition,
    CountRule,
    IndicatorRule,
    PersistenceRule,
    PointsItem,
    PointsRule,
    Rule,
    SizeThreshold,
)
from agreements.problems.problem import Draft, Problem, fault, warning
from agreements.problems.staircases import all_staircases
from agreements.terms import Benchmark
from udlejning.lib.danish import count, number


def conditions_of(rule: Rule) -> tuple[Condition, ...]:
    """Return every condition of a rule, preconditions first; none where the rule compares no figure."""
    match rule:
        case IndicatorRule():
            return (rule.condition,)
        case CountRule():
            return (*rule.preconditions, *rule.conditions)
        case PersistenceRule():
            return conditions_of(rule.rule)
    return ()


def indicators_of(rule: Rule) -> tuple[str, ...]:
    """Return the keys of the indicators that a rule uses."""
    points = _points_of(rule)
    items = points.items if points is not None else ()
    return (*(condition.indicator for condition in conditions_of(rule)), *(item.indicator for item in items))


def _unknown_indicators(draft: Draft) -> Iterator[Problem]:
    for path, where, rule in _rules(draft):
        for indicator in dict.fromkeys(indicators_of(rule)):
            if indicator not in draft.known.indicators:
                yield warning(
                    path,
                    f"{where} bruges nøgletallet {indicator}, som systemet ikke kender. Reglen kan ikke "
                    "afgøres, før nøgletallet er oprettet.",
                )


def _count_rules(draft: Draft) -> Iterator[Problem]:
    for path, where, rule in _rules(draft):
        counted = rule.rule if isinstance(rule, PersistenceRule) else rule
        if not isinstance(counted, CountRule):
            continue
        if counted.required > len(counted.conditions):
            yield fault(
                path,
                f"{where} skal {counted.required} betingelser være opfyldt, men der er kun "
                f"{len(counted.conditions)}. Sæt kravet ned, eller tilføj betingelser.",
            )
        if len(set(counted.conditions)) < len(counted.conditions):
            yield fault(path, f"{where} står den samme betingelse to gange og tæller dobbelt. Fjern den ene.")


def _benchmarks(draft: Draft) -> Iterator[Problem]:
    for path, where, condition in _conditions(draft):
        if condition.as_factor and condition.relative_to is None:
            yield fault(
                path,
                f"{where} er en grænse sat til et antal gange et gennemsnit, men det står ikke hvilket. Vælg "
                "kommunens, regionens, landets eller de sammenlignelige afdelingers.",
            )
        if condition.relative_to is Benchmark.fixed:
            yield fault(
                path,
                f"{where} er en grænse sat i forhold til et fast tal, men tallet mangler. Skriv grænsen "
                "direkte i stedet.",
            )


def _size_thresholds(draft: Draft) -> Iterator[Problem]:
    for path, where, condition in _conditions(draft):
        sizes = sorted(condition.by_size, key=lambda size: size.residents_from)
        for size in sizes:
            if size.residents_below is not None and size.residents_below <= size.residents_from:
                yield fault(
                    path,
                    f"{where} gælder en grænse fra {number(size.residents_from)} til under "
                    f"{number(size.residents_below)} beboere, og det er ingen. Ret tallene.",
                )
        for smaller, larger in pairwise(sizes):
            yield from _between(path, where, smaller, larger)


def _between(path: str, where: str, smaller: SizeThreshold, larger: SizeThreshold) -> Iterator[Problem]:
    end = smaller.residents_below
    if end is None or end > larger.residents_from:
        yield fault(
            path,
            f"{where} er der to grænser for {count(larger.residents_from, 'beboer', 'beboere')}, fordi "
            "størrelserne overlapper. Lad den ene slutte, hvor den anden begynder.",
        )
    elif end < larger.residents_from:
        yield warning(
            path,
            f"{where} er der ingen særlig grænse fra {number(end)} til under "
            f"{number(larger.residents_from)} beboere; her gælder den almindelige. Kontrollér, at det er "
            "meningen.",
        )


def _points(draft: Draft) -> Iterator[Problem]:
    for path, where, rule in _rules(draft):
        points = _points_of(rule)
        if points is None:
            continue
        most = sum((max(band.points for band in item.bands) for item in points.items), Decimal(0))
        if most < points.at_least:
            yield fault(
                path,
                f"{where} kræves {number(points.at_least)} point, men der kan højst gives {number(most)}. "
                "Sæt kravet ned, eller giv flere point.",
            )
        for item in points.items:
            yield from _point_item(path, where, item)


def _point_item(path: str, where: str, item: PointsItem) -> Iterator[Problem]:
    is_fixed = item.benchmark is Benchmark.fixed
    if is_fixed and item.fixed_value is None:
        yield fault(
            path,
            f"{where} måles afstanden for {item.indicator} fra et fast tal, men tallet mangler. Skriv det.",
        )
    if not is_fixed and item.fixed_value is not None:
        yield fault(
            path,
            f"{where} står der et fast tal for {item.indicator}, men afstanden måles fra et gennemsnit. "
            "Fjern tallet, eller mål fra det.",
        )
    distances = [band.distance for band in item.bands]
    if len(set(distances)) < len(distances):
        yield warning(
            path,
            f"{where} giver den samme afstand for {item.indicator} point to gange; kun de fleste tæller. "
            "Fjern den ene.",
        )


def _same_rule_in_step(draft: Draft) -> Iterator[Problem]:
    for path, staircase in all_staircases(draft):
        for step in staircase.steps:
            if any(rule in step.rules[:index] for index, rule in enumerate(step.rules)):
                yield warning(
                    f"{path}.steps.{step.key}.rules",
                    f"På trinnet {step.name} ({staircase.name}) står den samme regel to gange. Fjern den "
                    "ene.",
                )


def _rules(draft: Draft) -> Iterator[tuple[str, str, Rule]]:
    for path, staircase in all_staircases(draft):
        for step in staircase.steps:
            for rule in step.rules:
                yield f"{path}.steps.{step.key}.rules", f"På trinnet {step.name} ({staircase.name})", rule


def _conditions(draft: Draft) -> Iterator[tuple[str, str, Condition]]:
    for path, where, rule in _rules(draft):
        for condition in conditions_of(rule):
            yield path, where, condition


def _points_of(rule: Rule) -> PointsRule | None:
    inner = rule.rule if isinstance(rule, PersistenceRule) else rule
    return inner if isinstance(inner, PointsRule) else None


CHECKS = (
    _unknown_indicators,
    _count_rules,
    _benchmarks,
    _size_thresholds,
    _points,
    _same_rule_in_step,
)

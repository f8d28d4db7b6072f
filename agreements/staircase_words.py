"""PURE: a staircase's rules and an agreement's terms in sentences a caseworker would say."""

from decimal import Decimal

from agreements.staircase_rules import Condition, StepRule
from agreements.terms import CounterStart, DayKind, FleksibelMode
from udlejning.lib.danish import count, join_words, number, percent

REST = "alle andre afdelinger"
FLEKSIBEL = {
    FleksibelMode.none: "ingen",
    FleksibelMode.optional: "mulig",
    FleksibelMode.required: "krævet",
}
COUNTED_FROM = {
    CounterStart.agreement_start: "fra aftalens begyndelse",
    CounterStart.calendar_year: "forfra hver 1. januar",
}


def rule_in_words(step: StepRule) -> str:
    """Return what leads to the step: "mindst 40 % uden tilknytning til arbejdsmarked eller uddannelse"."""
    gates = [condition_in_words(condition) for condition in step.conditions if condition.is_precondition]
    counted = [
        condition_in_words(condition) for condition in step.conditions if not condition.is_precondition
    ]
    if not gates and not counted:
        return REST
    return join_words([*gates, *_required(counted, step.required)])


def condition_in_words(condition: Condition) -> str:
    """Return one comparison: "mindst 1.000 beboere", "bruttoindkomst i procent af regionens på under 55"."""
    label = condition.label or condition.indicator
    label = label[:1].lower() + label[1:]
    if condition.unit == "%":
        return f"{condition.operator.danish} {percent(condition.threshold, places=0)} {label}"
    if not condition.unit:
        return f"{condition.operator.danish} {number(condition.threshold)} {label}"
    return f"{label} på {condition.operator.danish} {number(condition.threshold)}"


def quota_in_words(share: Decimal) -> str:
    """Return the municipality's share: "25 % (hver 4. bolig)", or "ingen"."""
    if share == 0:
        return "ingen"
    every = Decimal(100) / share
    words = percent(share, places=0)
    if every == every.to_integral_value() and every > 1:
        return f"{words} (hver {number(every)}. bolig)"
    return words


def fleksibel_in_words(mode: FleksibelMode, share: Decimal | None) -> str:
    """Return flexible letting on a step: "krævet, 50 %", "mulig", "ingen"."""
    return FLEKSIBEL[mode] if share is None else f"{FLEKSIBEL[mode]}, {percent(share, places=0)}"


def deadline_in_words(*, days: int, kind: DayKind, clause: str) -> str:
    """Return how long the municipality has to answer an offer."""
    unit = ("hverdag", "hverdage") if kind is DayKind.working else ("kalenderdag", "kalenderdage")
    return f"Boliganvisningen har {count(days, *unit)} til at svare på et tilbud{_cited(clause)}."


def counter_in_words(
    *, dwelling_types: list[str], start: CounterStart, returned_count: bool, clause: str
) -> str:
    """Return which dwellings the quota counts, from when, and what a returned dwelling does to it."""
    returned = (
        "En bolig, der sendes tilbage, har brugt kommunens tur."
        if returned_count
        else "En bolig, der sendes tilbage, skyldes kommunen."
    )
    return (
        f"Kvoten gælder {join_words(dwelling_types)} og tælles for hver afdeling "
        f"{COUNTED_FROM[start]}{_cited(clause)}. {returned}"
    )


def _required(counted: list[str], required: int) -> list[str]:
    if not counted:
        return []
    if len(counted) == 1:
        return counted
    if required >= len(counted):
        return [f"alle {len(counted)}: {'; '.join(counted)}"]
    return [f"mindst {required} af {len(counted)}: {'; '.join(counted)}"]


def _cited(clause: str) -> str:
    return f" ({clause})" if clause else ""

"""PURE: comparing a figure with a threshold. Decimal only."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum


class Operator(StrEnum):
    """How a value is held against a threshold."""

    above = "above"
    at_least = "at_least"
    below = "below"
    at_most = "at_most"

    @property
    def symbol(self) -> str:
        """Return the operator as the law is written in tables: `>`, `>=`, `<` or `<=`."""
        return SYMBOLS[self]

    @property
    def danish(self) -> str:
        """Return the operator as it is said: "over", "mindst", "under" or "højst"."""
        return DANISH[self]


SYMBOLS = {Operator.above: ">", Operator.at_least: ">=", Operator.below: "<", Operator.at_most: "<="}
DANISH = {
    Operator.above: "over",
    Operator.at_least: "mindst",
    Operator.below: "under",
    Operator.at_most: "højst",
}


def holds(operator: Operator, value: Decimal, threshold: Decimal) -> bool:
    """Return whether `value` is above, at least, below or at most `threshold`."""
    match operator:
        case Operator.above:
            return value > threshold
        case Operator.at_least:
            return value >= threshold
        case Operator.below:
            return value < threshold
        case Operator.at_most:
            return value <= threshold

"""How an action refuses what was typed: every fault at once, each with the field it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model

from agreements.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and what to do, in Danish; `field` names what was typed, empty where it is the whole."""

    field: str
    text: str


class FaultyInputError(Refusal):
    """Nothing was stored; `faults` say why, and where."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(fault.text for fault in self.faults))


def refuse(faults: Iterable[Fault]) -> None:
    """Raise FaultyInputError where there are faults."""
    found = tuple(faults)
    if found:
        raise FaultyInputError(found)


def require_rules(row: Model) -> None:
    """Raise FaultyInputError where the row would break one of the database's rules, in the rule's words."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise FaultyInputError(Fault("", text) for text in error.messages) from error

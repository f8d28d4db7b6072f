"""Fields that the forms over an agreement's content share: shares, whole numbers, choices of closed lists."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from agreements.terms import DwellingType
from agreements.wording.lists import DWELLING_TYPES_PLURAL, choices
from udlejning.lib.cells import NumberKind
from udlejning.lib.form_fields import DanishNumberField

YES, NO = "yes", "no"
UNKNOWN = "findes ikke mere"
LINE, NAME, CLAUSE = 300, 120, 60
"""The longest a line, a name and a clause can be."""


def percent_field(label: str, **options: Any) -> DanishNumberField:  # noqa: ANN401 - a field's own options
    """Return the field that a share in percent is typed in: "25", "12,5 %" or "25 procent"."""
    return DanishNumberField(
        label=label, kind=NumberKind.percent, highest=Decimal(100), required=False, **options
    )


def figure_field(label: str, **options: Any) -> DanishNumberField:  # noqa: ANN401 - a field's own options
    """Return the field that a number of any size is typed in, with the sign it needs."""
    options.setdefault("required", False)
    return DanishNumberField(label=label, lowest=None, **options)


def whole_number(label: str, *, lowest: int = 1, highest: int = 9999, **options: Any) -> forms.IntegerField:  # noqa: ANN401 - a field's own options
    """Return the field that a whole number is typed in."""
    options.setdefault("required", False)
    return forms.IntegerField(
        label=label,
        min_value=lowest,
        max_value=highest,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **options,
    )


def one_of(label: str, words: Iterable[tuple[str, str]], **options: Any) -> forms.ChoiceField:  # noqa: ANN401 - a field's own options
    """Return a choice among a closed list, all of it in sight; one must be taken unless `required=False`."""
    return forms.ChoiceField(label=label, choices=list(words), widget=forms.RadioSelect, **options)


def some_of(label: str, words: Iterable[tuple[str, str]] = (), **options: Any) -> forms.MultipleChoiceField:  # noqa: ANN401 - a field's own options
    """Return boxes to tick, any number of them."""
    return forms.MultipleChoiceField(
        label=label, choices=list(words), required=False, widget=forms.CheckboxSelectMultiple, **options
    )


def dwelling_types_field(label: str = "Boligtyper", **options: Any) -> forms.MultipleChoiceField:  # noqa: ANN401 - a field's own options
    """Return boxes for the dwelling types."""
    return some_of(label, choices(DWELLING_TYPES_PLURAL), **options)


def in_order(ticked: Iterable[str], said: Iterable[str]) -> tuple[str, ...]:
    """Return what was ticked; what the content named already keeps its place there."""
    chosen = list(ticked)
    kept = [str(each) for each in said if each in chosen]
    return (*kept, *(each for each in chosen if each not in kept))


def read_types(ticked: Iterable[str], said: Iterable[str] = ()) -> tuple[DwellingType, ...]:
    """Return the dwelling types that were ticked; those named already keep their place."""
    return tuple(map(DwellingType, in_order(ticked, said)))


def line_field(label: str, **options: Any) -> forms.CharField:  # noqa: ANN401 - a field's own options
    """Return a field for a line of words."""
    options.setdefault("required", False)
    options.setdefault("max_length", LINE)
    return forms.CharField(label=label, **options)


def clause_field(label: str = "Hvor i aftalen står det?", **options: Any) -> forms.CharField:  # noqa: ANN401 - a field's own options
    """Return the field for where in the agreement something stands."""
    return line_field(
        label,
        max_length=CLAUSE,
        help_text="Fx § 4.2.",
        widget=forms.TextInput(attrs={"class": "input-width-s"}),
        **options,
    )


def with_said(among: Iterable[tuple[str, str]], said: Iterable[str | None]) -> list[tuple[str, str]]:
    """Return the choices, with what the content says and the choices lack: it is shown, and not lost."""
    offered = list(among)
    known = {value for value, _ in offered}
    return [*offered, *((each, f"{each} ({UNKNOWN})") for each in said if each and each not in known)]


def offer(field: forms.Field, among: Iterable[tuple[str, Any]]) -> None:
    """Let a choice of a form offer these."""
    if not isinstance(field, forms.ChoiceField):
        raise TypeError("only a choice offers something")
    field.choices = list(among)

"""Form fields for numbers typed in Danish, and how a number stands in such a field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from udlejning.lib.cell_keys import CellError
from udlejning.lib.cells import NumberKind, read_number

MINUS = "-−"
MOST_DIGITS = 14
"""Before the decimal mark, as the content holds."""


class DanishDecimalField(forms.CharField):
    """A number typed in Danish: "4.870,50", "58,5" and "4870 kr." are numbers, "ca. 6.000" is not."""

    def __init__(self, *, kind: NumberKind, highest: Decimal, places: int, **options: Any) -> None:  # noqa: ANN401 - a field's own options
        self.kind, self.highest, self.places = kind, highest, places
        options.setdefault("widget", number_input())
        super().__init__(**options)

    def clean(self, value: str | None) -> Decimal | None:
        """Return the number, rounded to the field's places; None for an empty optional field."""
        text = super().clean(value)
        if not text:
            return None
        number = read_typed(text, kind=self.kind)
        if number > self.highest:
            raise ValidationError(f"'{text}' er ikke et tal, der passer her.")
        return number.quantize(Decimal(1).scaleb(-self.places))

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - what was typed, or a number
        return typed(value) if isinstance(value, Decimal | int) else value


class DanishNumberField(forms.CharField):
    """A number that is kept as it is typed: too many decimals are refused, never rounded away.

    `lowest` and `highest` are included; `kind` says which units may be typed ("25 procent", "12,5 %").
    """

    def __init__(
        self,
        *,
        kind: NumberKind = NumberKind.multiple,
        lowest: Decimal | None = Decimal(0),
        highest: Decimal | None = None,
        places: int = 4,
        **options: Any,  # noqa: ANN401 - a field's own options
    ) -> None:
        self.kind, self.lowest, self.highest, self.places = kind, lowest, highest, places
        options.setdefault("widget", number_input())
        super().__init__(**options)

    def clean(self, value: str | None) -> Decimal | None:
        """Return the number, None for an empty optional field."""
        text = super().clean(value)
        if not text:
            return None
        number = exact(read_typed(text, kind=self.kind, signed=True), places=self.places)
        if self.lowest is not None and number < self.lowest:
            raise ValidationError(f"'{text}' er for lille. Skriv mindst {typed(self.lowest)}.")
        if self.highest is not None and number > self.highest:
            raise ValidationError(f"'{text}' er for meget. Skriv højst {typed(self.highest)}.")
        return number

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - what was typed, or a number
        return typed(value) if isinstance(value, Decimal | int) else value


def number_input() -> forms.TextInput:
    """Return the control that a number is typed in."""
    return forms.TextInput(attrs={"inputmode": "decimal", "class": "input-width-xs", "autocomplete": "off"})


def read_typed(text: str, *, kind: NumberKind, signed: bool = False) -> Decimal:
    """Return the number in a text typed in Danish; raises ValidationError, in words, where there is none.

    With `signed` a minus before it makes it negative; else that is a fault.
    """
    is_negative = signed and text.strip()[:1] in MINUS
    bare = text.strip().lstrip(MINUS) if is_negative else text
    try:
        number = read_number(bare, kind=kind).value
    except CellError as error:
        raise ValidationError(str(error)) from None
    if number is None:
        raise ValidationError(f"'{text}' er ikke et tal, der passer her.")
    return -number if is_negative else number


def exact(number: Decimal, *, places: int) -> Decimal:
    """Return the number without needless zeros; raises ValidationError where it has too many digits."""
    if abs(number) >= Decimal(10) ** MOST_DIGITS:
        raise ValidationError("Tallet er for stort.")
    if number != round(number, places):
        raise ValidationError(f"Skriv højst {places} decimaler.")
    return Decimal(typed(number).replace(",", "."))


def typed(number: Decimal | int) -> str:
    """Return a number as it is typed: 12.5 as "12,5", 1350 as "1350"."""
    plain = f"{Decimal(number):f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",") or "0"

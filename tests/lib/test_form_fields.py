"""Numbers in forms: read as Danes type them, and shown again as they are typed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from udlejning.lib.cells import NumberKind
from udlejning.lib.form_fields import DanishDecimalField, DanishNumberField, exact, read_typed, typed


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("12.50"), "12,5"),
        (Decimal("25.0000"), "25"),
        (Decimal(1350), "1350"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-2.5"), "-2,5"),
        (Decimal("0.00"), "0"),
        (7, "7"),
    ],
)
def test_a_number_is_shown_as_it_is_typed(number, text):
    assert typed(number) == text
    assert DanishNumberField().prepare_value(number) == text


@pytest.mark.parametrize("text", ["12,5", "ca. 12", ""])
def test_what_was_typed_is_shown_again_untouched(text):
    field = DanishDecimalField(kind=NumberKind.money, highest=Decimal(100), places=2)

    assert field.prepare_value(text) == text


@pytest.mark.parametrize("text", ["12,5", "-2,5", "0", "1350"])
def test_what_is_shown_can_be_read_again(text):
    assert typed(read_typed(text, kind=NumberKind.multiple, signed=True)) == text


def test_a_minus_is_a_fault_where_numbers_have_no_sign():
    with pytest.raises(ValidationError, match="negativt"):
        read_typed("-5", kind=NumberKind.percent)


@pytest.mark.parametrize("number", [Decimal("0.12345"), Decimal(10) ** 14])
def test_a_number_with_more_digits_than_are_kept_is_refused(number):
    with pytest.raises(ValidationError):
        exact(number, places=4)


def test_an_exact_number_has_no_needless_zeros():
    assert str(exact(Decimal("25.00"), places=4)) == "25"

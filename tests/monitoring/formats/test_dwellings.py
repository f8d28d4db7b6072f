"""The kind of dwelling and the number of rooms, as cells say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.terms import DwellingType
from monitoring.formats.dwellings import dwelling_type_in, read_dwelling_type, read_rooms
from udlejning.lib.cells import CellError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", (2, 2)),
        (2.0, (2, 2)),
        ("3 rum", (3, 3)),
        ("3-rums", (3, 3)),
        ("2-værelses", (2, 2)),
        ("2 vær.", (2, 2)),
        ("2-3", (2, 3)),
        ("2–3 rum", (2, 3)),
        ("2 til 3", (2, 3)),
        ("4+", (4, None)),
        ("4 + rum", (4, None)),
        ("5 rum og derover", (5, None)),
        ("5 eller flere", (5, None)),
        ("mindst 3 rum", (3, None)),
        ("højst 2 rum", (1, 2)),
    ],
)
def test_rooms_are_read_as_they_are_written(text, expected):
    assert read_rooms(text) == expected


@pytest.mark.parametrize("text", ["", "stor", "0", "3-2", "50 m²", "2½", "01-02-2026", "123"])
def test_what_is_no_number_of_rooms_is_an_error(text):
    with pytest.raises(CellError):
        read_rooms(text)


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,2}( ?[-+–] ?[0-9]{0,2})?( rum)?", fullmatch=True))
def test_rooms_are_at_least_one_and_in_order_or_an_error(text):
    try:
        first, last = read_rooms(text)
    except CellError:
        return
    assert 1 <= first <= (first if last is None else last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Familieboliger", DwellingType.family),
        ("familie", DwellingType.family),
        ("Ungdomsbolig", DwellingType.youth),
        ("Ungdom", DwellingType.youth),
        ("Ældreboliger", DwellingType.elderly),
        ("Fraflytninger, ældre", DwellingType.elderly),
        ("Familie- og ældreboliger", None),
        ("Boliger", None),
    ],
)
def test_the_type_of_dwelling_is_known_in_its_spellings(text, expected):
    assert dwelling_type_in(text) == expected


@pytest.mark.parametrize("text", ["", None, "alle", "Boliger i alt"])
def test_no_type_is_all_types(text):
    assert read_dwelling_type(text) is None


def test_a_type_that_is_none_is_an_error():
    with pytest.raises(CellError, match="er ikke en boligtype"):
        read_dwelling_type("Bofællesskab")

"""Axes and labels: every value has its place, ticks are round, labels keep apart."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lib.chart_places import decimals, values
from udlejning.lib.charts.axes import spread, value_axis, year_labels
from udlejning.lib.charts.words import fit, width_of, wrap

heights = st.floats(4, 40)
labels = st.lists(st.tuples(st.floats(-50, 400), heights), min_size=1, max_size=12)


@given(found=st.lists(values, min_size=1))
def test_an_axis_holds_every_value_in_at_most_five_steps(found):
    axis = value_axis(found)

    assert axis.low <= min(found)
    assert max(found) <= axis.high
    assert 2 <= len(axis.ticks) <= 6


@given(found=st.lists(values, min_size=1))
def test_the_ticks_are_evenly_apart_and_written_in_full(found):
    axis = value_axis(found)

    assert len({later - earlier for earlier, later in pairwise(axis.ticks)}) == 1
    assert all(round(tick, axis.places) == tick for tick in axis.ticks)


@pytest.mark.parametrize(
    ("found", "ticks"),
    [
        (decimals("3", "41"), decimals("0", "10", "20", "30", "40", "50")),
        (decimals("31.2", "41.2"), decimals("30", "32.5", "35", "37.5", "40", "42.5")),
        (decimals("98.0", "98.1"), decimals("70", "80", "90", "100")),
        (decimals("40", "40"), decimals("0", "10", "20", "30", "40")),
        (decimals("0"), decimals("0", "0.2", "0.4", "0.6", "0.8", "1")),
        (decimals("-4", "6"), decimals("-4", "-2", "0", "2", "4", "6")),
        (decimals("-8", "-3"), decimals("-8", "-6", "-4", "-2", "0")),
        ((), decimals("0", "0.2", "0.4", "0.6", "0.8", "1")),
    ],
)
def test_an_axis_begins_where_it_is_sensible(found, ticks):
    assert value_axis(found).ticks == ticks


@given(labels=labels)
def test_labels_keep_apart_and_stay_between_the_edges_when_there_is_room(labels):
    targets, sizes = zip(*labels, strict=True)
    edges = spread(targets, sizes, top=0, bottom=sum(sizes) + 60)
    placed = sorted(zip(edges, sizes, strict=True))

    assert all(edge + size <= following + 1e-6 for (edge, size), (following, _) in pairwise(placed))
    assert placed[0][0] >= 0
    assert placed[-1][0] + placed[-1][1] <= sum(sizes) + 60 + 1e-6


def test_labels_with_room_stand_at_their_values():
    assert spread([100, 20, 60], [10, 10, 10], top=0, bottom=200) == [95, 15, 55]


def test_labels_at_the_same_value_share_the_way():
    assert spread([50, 50], [10, 10], top=0, bottom=200) == [40, 50]


@pytest.mark.parametrize(
    ("spacing", "labelled"),
    [(40, (2021, 2022, 2023, 2024, 2025)), (20, (2021, 2023, 2025)), (1, (2025,))],
)
def test_the_last_year_is_always_labelled_and_the_others_as_there_is_room(spacing, labelled):
    assert year_labels(range(2021, 2026), spacing=spacing, room=36) == labelled


@given(text=st.text(max_size=60), width=st.floats(30, 300))
def test_a_text_that_is_fitted_fits(text, width):
    assert width_of(fit(text, width, 12), 12) <= width


@given(text=st.text(max_size=90), width=st.floats(30, 300))
def test_a_text_that_is_wrapped_keeps_to_its_width_and_loses_nothing(text, width):
    lines = wrap(text, width, 12)

    assert all(width_of(line, 12) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.replace("\t", " ").replace("\n", " ").split(" "))


def test_a_no_break_space_holds_a_value_and_its_unit_together():
    assert wrap("Møllevang 41,2\u00a0%", 70, 12) == ["Møllevang", "41,2\u00a0%"]


def test_a_text_of_too_many_lines_ends_in_an_ellipsis():
    assert wrap("Afdelingen ved Den Gamle Sukkerfabrik", 90, 12, most=2) == ["Afdelingen ved", "Den Gamle S…"]


def test_shares_of_the_axis_are_exact_at_its_ends():
    axis = value_axis(decimals("0", "50"))

    assert (axis.share(Decimal(0)), axis.share(axis.high)) == (0, 1)

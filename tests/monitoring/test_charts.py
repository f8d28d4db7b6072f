"""The stairs: every block stands on its own tread, inside the picture, and none covers another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udlejning.lib.charts.shapes import arrow, mark
from udlejning.lib.charts.stairs import StairsFrame, stairs

FRAME = StairsFrame()
groups_of_sizes = st.lists(st.lists(st.integers(0, 900), max_size=40), min_size=1, max_size=5)


def drawn(groups):
    return stairs(groups, heights=range(len(groups)), frame=FRAME)


def overlap(one, other):
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@given(groups=groups_of_sizes)
def test_every_size_becomes_one_block(groups):
    assert [len(tread.blocks) for tread in drawn(groups).treads] == [len(group) for group in groups]


@given(groups=groups_of_sizes)
def test_every_block_stands_above_its_own_tread_and_inside_the_picture(groups):
    picture = drawn(groups)
    places = [(tread.body, block) for tread in picture.treads for block in tread.blocks]
    assert all(block.y >= 0 and block.y + block.height <= body.y for body, block in places)
    assert all(
        body.x <= block.x and block.x + block.width <= body.x + body.width + 0.2 for body, block in places
    )


@given(groups=st.lists(st.lists(st.integers(0, 900), max_size=12), min_size=1, max_size=4))
def test_no_block_covers_another(groups):
    blocks = [block for tread in drawn(groups).treads for block in tread.blocks]
    assert not any(overlap(one, other) for one, other in combinations(blocks, 2))


@given(groups=groups_of_sizes)
def test_the_treads_fill_the_width_and_stand_on_the_ground(groups):
    picture = drawn(groups)
    bodies = [tread.body for tread in picture.treads]
    assert sum(body.width for body in bodies) == pytest.approx(FRAME.width, abs=1)
    assert all(body.y + body.height == pytest.approx(picture.ground) for body in bodies)


def test_a_block_is_as_wide_as_its_size_says():
    small, large = drawn([[100, 200]]).treads[0].blocks
    assert large.width == pytest.approx(2 * small.width, abs=0.2)


def test_each_tread_is_a_rise_higher_than_the_one_before():
    assert [tread.body.height for tread in drawn([[1], [1], [1]]).treads] == [0, FRAME.rise, 2 * FRAME.rise]


def test_an_arrow_points_up_or_down():
    assert arrow(x=0, y=0, size=10, up=True) == "M0.0 10.0L10.0 10.0L5.0 0.0Z"
    assert arrow(x=0, y=0, size=10, up=False) == "M0.0 0.0L10.0 0.0L5.0 10.0Z"


def test_every_shape_is_another_path():
    shapes = ("diamond", "square", "triangle", "circle", "ring")
    assert len({mark(shape, x=0, y=0, size=10) for shape in shapes}) == len(shapes)

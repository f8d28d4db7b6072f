"""Every layout: no two texts overlap, none leaves the picture, whatever the values, names and years."""

import pytest
from hypothesis import given, settings

from tests.lib.chart_places import bar_charts, line_charts, outside, overlapping, ribbons, words_of
from udlejning.dashboards.example_charts import EXAMPLES
from udlejning.lib.charts.bars import bar_picture
from udlejning.lib.charts.descriptions import LineChart, SmallMultiples
from udlejning.lib.charts.drawing import picture_of
from udlejning.lib.charts.lines import line_picture
from udlejning.lib.charts.panels import panels_picture
from udlejning.lib.charts.pictures import NARROW, WIDE
from udlejning.lib.charts.ribbons import ribbon_picture

FRAMES = pytest.mark.parametrize("frame", [NARROW, WIDE], ids=["narrow", "wide"])


def assert_readable(picture):
    assert overlapping(picture) == []
    assert outside(picture) == []
    assert min(words.size for words, _, _ in words_of(picture.marks)) >= 12


@FRAMES
@given(chart=line_charts)
@settings(deadline=None)
def test_the_words_of_a_line_chart_never_overlap(frame, chart):
    assert_readable(line_picture(chart, frame))


@FRAMES
@given(chart=bar_charts)
@settings(deadline=None)
def test_the_words_of_a_bar_chart_never_overlap(frame, chart):
    assert_readable(bar_picture(chart, frame))


@FRAMES
@given(ribbon=ribbons)
@settings(deadline=None)
def test_the_words_of_a_ribbon_never_overlap(frame, ribbon):
    assert_readable(ribbon_picture(ribbon, frame))


@given(one=line_charts, other=line_charts)
@settings(deadline=None, max_examples=40)
def test_the_words_of_small_multiples_never_overlap(one, other):
    assert_readable(panels_picture(SmallMultiples("Møllevang", (one, other, one, other))))


@FRAMES
@pytest.mark.parametrize("key", EXAMPLES)
def test_the_examples_are_readable(frame, key):
    assert_readable(picture_of(EXAMPLES[key].chart, frame))


@pytest.mark.parametrize("chart", [LineChart("Tom", "%", ()), SmallMultiples("Tom", ())])
def test_a_chart_without_anything_says_so(chart):
    assert "Ingen tal at vise" in [words.text for words, _, _ in words_of(picture_of(chart).marks)]

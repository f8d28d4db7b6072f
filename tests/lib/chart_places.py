"""Where the words of a picture stand, as boxes; and strategies for charts of every kind."""

from decimal import Decimal
from itertools import combinations

from hypothesis import strategies as st

from udlejning.lib.charts.descriptions import (
    Bar,
    BarChart,
    LineChart,
    Point,
    Role,
    Series,
    StepRibbon,
    StepYear,
    Threshold,
)
from udlejning.lib.charts.pictures import Anchor, Group, Shape, Words
from udlejning.lib.charts.words import width_of

SLACK = 0.3
"""Places are rounded to a tenth of a unit."""

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=70)
values = st.decimals(-10_000, 1_000_000, places=2)
gap_words = st.sampled_from(["", "tilbageholdt", "mangler", "ikke relevant for afdelingen"])


@st.composite
def points(draw, most=14):
    first = draw(st.integers(1995, 2020))
    length = draw(st.integers(1, most))
    found = draw(st.lists(st.none() | values, min_size=length, max_size=length))
    return tuple(
        Point(year, value, draw(gap_words) if value is None else "")
        for year, value in enumerate(found, start=first)
    )


thresholds = st.lists(st.builds(Threshold, values, texts), max_size=2).map(tuple)
line_charts = st.builds(
    LineChart,
    title=texts,
    unit=st.sampled_from(["%", "kr.", ""]),
    series=st.lists(
        st.builds(Series, name=texts, points=points(), role=st.sampled_from(Role)), min_size=1, max_size=5
    ).map(tuple),
    thresholds=thresholds,
    places=st.integers(0, 2),
)
bars = st.lists(
    st.builds(Bar, texts, st.none() | values, gap_words, st.booleans()), min_size=1, max_size=12
).map(tuple)
bar_charts = st.builds(BarChart, title=texts, unit=st.just("%"), bars=bars, thresholds=thresholds)
steps = st.sampled_from(
    [
        ("grøn", "green", "circle"),
        ("gul", "yellow", "triangle"),
        ("særlig indsats", "red", "diamond"),
        ("uden tal", "", "ring"),
    ]
)
ribbons = st.lists(
    st.tuples(st.integers(2005, 2025), steps), max_size=15, unique_by=lambda pair: pair[0]
).map(lambda pairs: StepRibbon("Trin", tuple(StepYear(year, *step) for year, step in pairs)))


def words_of(marks, x=0.0, y=0.0):
    """Return each text with the corner of the group it stands in."""
    found = [(part, x, y) for part in marks if isinstance(part, Words)]
    groups = [words_of(part.marks, x + part.x, y + part.y) for part in marks if isinstance(part, Group)]
    return found + [each for group in groups for each in group]


def texts_of(picture):
    return [words.text for words, _, _ in words_of(picture.marks)]


def shapes_of(picture, paint):
    return [part for part in picture.marks if isinstance(part, Shape) and part.paint == paint]


def box(words, x, y):
    """Return left, top, right and bottom of a text, as wide as it may be in any of our fonts."""
    width = width_of(words.text, words.size)
    before = {Anchor.START: 0, Anchor.MIDDLE: width / 2, Anchor.END: width}[words.anchor]
    x, y = x + words.x, y + words.y
    if words.is_upright:
        return (x - 0.75 * words.size, y - width, x + 0.2 * words.size, y)
    return (x - before, y - 0.75 * words.size, x - before + width, y + 0.2 * words.size)


def overlapping(picture):
    """Return the pairs of texts that overlap."""
    placed = [(words.text, box(words, x, y)) for words, x, y in words_of(picture.marks)]
    return [(one, other) for (one, a), (other, b) in combinations(placed, 2) if _overlap(a, b)]


def outside(picture):
    """Return the texts that do not stand wholly inside the picture."""
    placed = [(words.text, box(words, x, y)) for words, x, y in words_of(picture.marks)]
    return [
        (text, left, top, right, bottom)
        for text, (left, top, right, bottom) in placed
        if left < -SLACK or top < -SLACK or right > picture.width + SLACK or bottom > picture.height + SLACK
    ]


def _overlap(a, b):
    across = a[0] + SLACK < b[2] and b[0] + SLACK < a[2]
    return across and a[1] + SLACK < b[3] and b[1] + SLACK < a[3]


def decimals(*shown):
    return tuple(Decimal(each) for each in shown)

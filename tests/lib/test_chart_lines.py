"""Line charts, sparklines, bars and ribbons: gaps say why, lines are told apart, nothing is hidden."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from tests.lib.chart_places import line_charts, shapes_of, texts_of, words_of
from udlejning.dashboards import example_charts as examples
from udlejning.lib.charts.bars import bar_picture
from udlejning.lib.charts.descriptions import (
    WITHHELD,
    Bar,
    BarChart,
    LineChart,
    Point,
    Role,
    Series,
    Sparkline,
    StepRibbon,
    StepYear,
    Threshold,
    years_of,
)
from udlejning.lib.charts.lines import LOOKS, line_picture, looks_of
from udlejning.lib.charts.pictures import NARROW, WIDE, Paint
from udlejning.lib.charts.ribbons import ribbon_picture
from udlejning.lib.charts.sparklines import sparkline_picture


def series(*values, name="Møllevang", role=Role.OWN):
    """A value a year from 2016; a word stands for a year without one."""
    points = (
        Point(year, None, value) if isinstance(value, str) else Point(year, Decimal(value))
        for year, value in enumerate(values, start=2016)
    )
    return Series(name, tuple(points), role)


def drawn(*every, frame=WIDE):
    return line_picture(LineChart("Uden for arbejdsmarkedet", "%", every), frame)


def strokes(picture):
    return shapes_of(picture, Paint.OWN_LINE)[0].path.count("M")


def test_a_line_is_broken_at_a_year_without_a_value():
    assert strokes(drawn(series(30, 31, WITHHELD, 33, 34))) == 2
    assert strokes(drawn(series(30, 31, 32, 33, 34))) == 1


@pytest.mark.parametrize("frame", [NARROW, WIDE])
def test_the_gap_says_why(frame):
    picture = drawn(series(30, 31, WITHHELD, "mangler", 34), frame=frame)

    assert {WITHHELD, "mangler"} <= set(texts_of(picture))
    assert len(shapes_of(picture, Paint.BAND)) == 2


def test_a_year_that_nobody_mentioned_is_missing():
    own = Series("Møllevang", (Point(2016, Decimal(30)), Point(2018, Decimal(31))))

    assert "mangler" in texts_of(drawn(own))


def test_gaps_too_narrow_for_their_word_are_told_below():
    picture = drawn(series(*[30, WITHHELD] * 14, 30), frame=NARROW)

    assert WITHHELD not in texts_of(picture)
    assert WITHHELD in " ".join(texts_of(picture))


def test_gaps_of_the_other_lines_are_told_below():
    picture = drawn(series(30, 31), series(28, "mangler", name="Fjordby", role=Role.MUNICIPALITY))

    assert "Fjordby: 2017 mangler." in texts_of(picture)
    assert shapes_of(picture, Paint.BAND) == []


def test_a_lone_value_between_gaps_still_has_its_mark():
    picture = drawn(series(WITHHELD, 31, WITHHELD))

    assert [mark.says for mark in shapes_of(picture, Paint.OWN_MARK)] == ["Møllevang 2017: 31,0\u00a0%"]


def test_a_provisional_value_has_a_hollow_mark_and_says_so():
    own = Series("Møllevang", (Point(2024, Decimal(30)), Point(2025, Decimal(31), "foreløbig")))
    picture = drawn(own)

    assert [mark.says for mark in shapes_of(picture, Paint.OPEN_MARK)] == [
        "Møllevang 2025: 31,0\u00a0% (foreløbig)"
    ]
    assert "Møllevang: 2025 foreløbig." in texts_of(picture)


def test_the_first_line_says_its_latest_value():
    assert "41,2\u00a0%" in texts_of(line_picture(examples.LINE, NARROW))


def test_lines_of_the_same_role_look_different():
    looks = looks_of([series(1), series(2), series(3, role=Role.MUNICIPALITY), series(4)])

    assert looks == [LOOKS[0], LOOKS[1], LOOKS[2], LOOKS[3]]


def test_a_role_looks_the_same_whoever_else_is_in_the_chart():
    alone = looks_of([series(1), series(2, role=Role.TWINS)])
    in_company = looks_of(
        [
            series(1),
            series(2, role=Role.MUNICIPALITY),
            series(3, role=Role.REGION),
            series(4, role=Role.TWINS),
        ]
    )

    assert alone[1] == in_company[3]
    assert len(set(in_company)) == 4


@given(chart=line_charts)
@settings(deadline=None, max_examples=50)
def test_every_mark_stands_inside_the_picture(chart):
    picture = line_picture(chart, NARROW)
    paths = [mark.path for paint in (Paint.OWN_MARK, Paint.OTHER_MARK) for mark in shapes_of(picture, paint)]
    starts = [tuple(map(float, path[1:].split("L")[0].split("A")[0].split("H")[0].split())) for path in paths]

    assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in starts)


def test_an_axis_that_does_not_begin_at_nought_says_so():
    assert "procent, aksen begynder ved 30" in texts_of(drawn(series(31, 41)))
    assert "procent" in texts_of(drawn(series(2, 40)))


def test_no_value_at_all_says_why():
    picture = line_picture(examples.NOTHING, WIDE)

    assert "Ingen tal at vise: 2016–2025 tilbageholdt" in texts_of(picture)
    assert picture.description == "Ingen tal at vise: 2016–2025 tilbageholdt."


def test_the_description_tells_the_ends_the_gaps_and_the_thresholds():
    told = line_picture(examples.LINE, WIDE).description

    assert told.startswith("Linjediagram, 2016–2025. Møllevang: 31,2\u00a0% i 2016, 41,2\u00a0% i 2025; ")
    assert "2019–2020 tilbageholdt, 2023 mangler" in told
    assert "Grænser: rød over 40 %, gul over 30 %." in told


def test_the_years_are_those_of_all_lines_together():
    chart = LineChart("", "%", (series(1), Series("", (Point(2019, None),))))

    assert list(years_of(chart)) == [2016, 2017, 2018, 2019]


def test_a_sparkline_is_broken_and_marks_its_latest_value():
    broken = sparkline_picture(Sparkline("Møllevang", "%", series(30, WITHHELD, 31, 32).points))

    assert broken.marks[0].path.count("M") == 2
    assert broken.marks[1].paint is Paint.OWN_MARK
    assert broken.title == "Møllevang: 30,0\u00a0% i 2016, 32,0\u00a0% i 2019; 2017 tilbageholdt"


def test_a_sparkline_without_the_latest_year_marks_an_older_one_with_a_ring():
    old = sparkline_picture(Sparkline("Møllevang", "%", series(30, 31, WITHHELD).points))

    assert old.marks[1].paint is Paint.OPEN_MARK


def test_a_sparkline_without_values_says_so():
    empty = sparkline_picture(Sparkline("Møllevang", "%", series(WITHHELD).points))

    assert texts_of(empty) == ["ingen tal"]
    assert empty.title == "Møllevang: ingen tal"


def test_bars_stand_with_the_largest_on_top_and_the_unknown_at_the_bottom():
    picture = bar_picture(examples.BARS, WIDE)
    names = sorted(
        (words.y, words.text) for words, _, _ in words_of(picture.marks) if words.x == 0 and words.y > 40
    )

    assert [name for _, name in names if name in {"Møllevang", "Skovparken", "Birkelunden", "Engen"}] == [
        "Møllevang",
        "Skovparken",
        "Birkelunden",
        "Engen",
    ]


def test_a_bar_is_as_long_as_its_value_and_begins_at_nought():
    chart = BarChart("Leje", "kr.", (Bar("a", Decimal(100)), Bar("b", Decimal(-50))), places=0)
    up, down = shapes_of(bar_picture(chart, WIDE), Paint.OTHER_BAR)

    assert width(up) == pytest.approx(2 * width(down), abs=0.3)
    assert left(down) + width(down) == pytest.approx(left(up), abs=0.1)


def left(bar):
    return float(bar.path[1:].split()[0])


def width(bar):
    return float(bar.path.split("h")[1].split("v")[0])


def test_a_threshold_across_bars_is_explained_by_its_own_dash():
    chart = BarChart(
        "Andel",
        "%",
        (Bar("a", Decimal(35)),),
        (Threshold(Decimal(40), "rød over 40 %"), Threshold(Decimal(30), "gul over 30 %")),
    )
    picture = bar_picture(chart, NARROW)
    dashes = [line.dash for line in shapes_of(picture, Paint.LIMIT)]

    assert dashes[:2] == dashes[2:]
    assert len(set(dashes)) == 2
    assert {"rød over 40 %", "gul over 30 %"} <= set(texts_of(picture))


def test_a_ribbon_has_a_field_a_shape_and_a_word_for_each_stretch():
    picture = ribbon_picture(examples.RIBBON, WIDE)

    assert [field.says for field in shapes_of(picture, Paint.YELLOW)] == ["2019–2020: gul", "2022: gul"]
    assert len(shapes_of(picture, Paint.YELLOW_MARK)) == 2
    assert texts_of(picture).count("gul") == 2
    assert [field.dash for field in shapes_of(picture, Paint.GREY)] == ["3 3"]


def test_a_year_of_the_ribbon_that_nobody_mentioned_is_missing():
    ribbon = StepRibbon("Trin", (StepYear(2020, "rød", "red"), StepYear(2023, "gul", "yellow")))

    assert [(step.year, step.word) for step in ribbon.every_year] == [
        (2020, "rød"),
        (2021, "mangler"),
        (2022, "mangler"),
        (2023, "gul"),
    ]

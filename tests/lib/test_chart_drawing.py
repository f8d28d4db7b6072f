"""The SVG: nothing the policy forbids, nothing that is more than text, and the colours of tokens.css."""

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings as django_settings
from hypothesis import given, settings

from tests.lib.chart_places import bar_charts, line_charts
from udlejning.dashboards.example_charts import EXAMPLES, LINE, RENT, SPARKLINES
from udlejning.lib.charts.descriptions import (
    Bar,
    BarChart,
    LineChart,
    Point,
    Series,
    SmallMultiples,
    Sparkline,
    StepRibbon,
    StepYear,
    Threshold,
)
from udlejning.lib.charts.drawing import LOOKS, standalone_svg, svg
from udlejning.lib.charts.pictures import NARROW, Paint

CHARTS = [*(example.chart for example in EXAMPLES.values()), *SPARKLINES]
ELEMENTS = {"svg", "title", "desc", "g", "path", "text"}
EVIL = '</title><script>alert("1")</script>" onload="x\'&\x00\x1b'
TOKENS = (Path(django_settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text()


def evil_charts():
    points = (Point(2024, None, EVIL), Point(2025, Decimal(1), EVIL))
    limit = (Threshold(Decimal(1), EVIL),)
    line = LineChart(EVIL, EVIL, (Series(EVIL, points), Series(EVIL, points[:1])), limit)
    return [
        line,
        SmallMultiples(EVIL, (line,)),
        Sparkline(EVIL, EVIL, points),
        BarChart(EVIL, EVIL, (Bar(EVIL, Decimal(1), EVIL), Bar(EVIL, None, EVIL)), limit),
        StepRibbon(EVIL, (StepYear(2025, EVIL, EVIL, EVIL),)),
    ]


def parsed(markup):
    """Return every element; svg on a page has no namespace of its own."""
    return list(ElementTree.fromstring(f"<page>{markup}</page>").iter())[1:]  # noqa: S314 - our own markup


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{type(chart).__name__} {chart.title}")
def test_a_chart_on_a_page_holds_no_style_no_script_and_nothing_from_outside(chart):
    elements = parsed(svg(chart))
    names = {name for element in elements for name in element.attrib}

    assert {element.tag for element in elements} <= ELEMENTS
    assert "style" not in names
    assert not [name for name in names if name.startswith("on") or "href" in name]
    assert not re.search(r"url\(|<style|<script|@import", svg(chart))


@pytest.mark.parametrize("chart", evil_charts(), ids=lambda chart: type(chart).__name__)
def test_what_people_have_written_is_only_ever_text(chart):
    markup = svg(chart, table_id=EVIL)
    elements = parsed(markup)

    assert {element.tag for element in elements} <= ELEMENTS
    assert not [name for element in elements for name in element.attrib if name.startswith("on")]
    assert "<script" not in markup
    assert "\x00" not in markup


@given(chart=line_charts | bar_charts)
@settings(deadline=None)
def test_every_chart_is_well_formed(chart):
    assert parsed(svg(chart))[0].tag == "svg"
    assert ElementTree.fromstring(standalone_svg(chart)).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314


def test_a_chart_is_an_image_with_a_name_a_description_and_its_table():
    root, title, description = parsed(svg(LINE, table_id="linje-tal"))[:3]

    assert (root.get("role"), root.get("aria-details")) == ("img", "linje-tal")
    assert (title.tag, title.text) == ("title", "Uden for arbejdsmarkedet")
    assert description.tag == "desc"
    assert description.text.startswith("Linjediagram, 2016–2025.")


def test_small_multiples_on_a_page_are_one_image_each_over_the_same_years():
    markup = svg(SmallMultiples("Møllevang", (LINE, RENT)))

    assert markup.count('role="img"') == 2
    assert markup.count(">2025</text>") == 2
    assert set(re.findall(r'viewBox="0 0 (\d+)', markup)) == {str(int(NARROW.width))}


@pytest.mark.parametrize("paint", Paint)
def test_every_paint_has_its_look_in_attributes(paint):
    assert re.fullmatch(r'([a-z-]+="[^"<>]+" ?)+', LOOKS[paint])


def test_the_colours_are_those_of_the_tokens():
    own = {"#fff", "#f0f0f0", "#c7d3db"}
    used = set(re.findall(r"#[0-9a-f]{3,6}", " ".join(LOOKS.values())))

    assert used - own <= set(re.findall(r"#[0-9a-f]{3,6}", TOKENS))


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("step", ["red", "yellow", "green", "orange", "blue", "grey"])
def test_words_on_a_step_and_its_edge_stand_out_also_in_grey(step):
    tint = luminance(re.search(r'fill="(#\w+)"', LOOKS[Paint(step)])[1])
    edge = luminance(re.search(r'stroke="(#\w+)"', LOOKS[Paint(step)])[1])

    assert (tint + 0.05) / (luminance("#1a1a1a") + 0.05) >= 4.5
    assert (tint + 0.05) / (edge + 0.05) >= 3

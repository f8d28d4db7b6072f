"""A chart as a file and as a table: the image has the size asked for, the table says what the chart says."""

import io
import struct
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.http import Http404
from hypothesis import given
from openpyxl import load_workbook

from tests.lib.chart_places import line_charts, texts_of
from udlejning.dashboards.example_charts import BARS, EXAMPLES, LINE, RENT, RIBBON, SPARKLINES
from udlejning.lib.charts.descriptions import SmallMultiples, amount, years_of
from udlejning.lib.charts.drawing import picture_of
from udlejning.lib.charts.files import chart_response, fonts, png, svg_file, workbook
from udlejning.lib.charts.pictures import WIDE
from udlejning.lib.charts.tables import table


def size_of(image):
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", image[16:24])


@pytest.mark.parametrize("width", [320, 1000, 1601])
@pytest.mark.parametrize("chart", [LINE, BARS, RIBBON, SPARKLINES[0]], ids=lambda chart: chart.title)
def test_a_png_is_as_wide_as_asked_for_and_in_proportion(chart, width):
    picture = picture_of(chart)
    wide, high = size_of(png(chart, width))

    assert wide == width
    assert high == pytest.approx(width * (picture.height + 24) / (picture.width + 24), abs=1.5)


def test_a_png_holds_the_words_in_the_design_systems_font():
    one, other = (png(replace(LINE, title=title), 640) for title in ("aaa", "bbb"))

    assert one != other
    assert "IBM Plex Sans" in fonts().families()


def test_the_same_chart_gives_the_same_image():
    assert png(LINE, 640) == png(LINE, 640)


@pytest.mark.parametrize("key", EXAMPLES)
def test_an_svg_file_stands_alone(key):
    content = svg_file(EXAMPLES[key].chart)
    root = ElementTree.fromstring(content)  # noqa: S314 - our own file

    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert b"url(" not in content
    assert b"href" not in content


def test_the_table_of_a_line_chart_says_every_value_threshold_gap_and_remark():
    behind = table(LINE)

    assert behind.headings == (
        "År",
        "Møllevang (%)",
        "Fjordby Kommune (%)",
        "Regionen (%)",
        "Tvillinger (5 afdelinger) (%)",
        "rød over 40 %",
        "gul over 30 %",
        "Bemærkning",
    )
    assert behind.shown[3] == ("2019", "tilbageholdt", "28,9", "24,9", "30,9", "40,0", "30,0", "")
    assert behind.shown[9][1] == "41,2"
    assert behind.shown[9][-1] == "Møllevang: foreløbig"


@given(chart=line_charts)
def test_the_table_holds_exactly_the_values_of_the_chart(chart):
    behind = table(chart)
    drawn = [
        [None if point.value is None else point.value for point in map(series.at, years_of(chart))]
        for series in chart.series
    ]
    held = [
        [cell if isinstance(cell, Decimal) else None for cell in column]
        for column in list(zip(*behind.rows, strict=True))[1 : len(chart.series) + 1]
    ]

    assert held == drawn


def test_the_table_of_small_multiples_has_a_row_for_each_line_and_threshold():
    behind = table(SmallMultiples("Møllevang", (LINE, RENT)))

    assert [row[2] for row in behind.rows] == [
        "Møllevang",
        "Fjordby Kommune",
        "Regionen",
        "Tvillinger (5 afdelinger)",
        "rød over 40 %",
        "gul over 30 %",
        RENT.series[0].name,
    ]
    assert behind.shown[0][-1] == "2025: foreløbig"
    assert behind.shown[-1][:4] == (RENT.title, "kr.", RENT.series[0].name, "780")


def test_the_table_of_bars_and_of_a_ribbon_follow_the_picture():
    assert [row[0] for row in table(BARS).rows] == [bar.name for bar in BARS.in_order]
    assert table(BARS).shown[-1] == ("Engen", "tilbageholdt", "40,0", "30,0", "")
    assert table(RIBBON).rows[5] == (2021, "uden tal")


def test_the_table_of_a_sparkline_is_that_of_its_line():
    assert [row[1] for row in table(SPARKLINES[1]).rows] == [row[1] for row in table(LINE).rows]


def test_the_workbook_holds_the_table_with_figures_as_figures():
    sheet = load_workbook(io.BytesIO(workbook(LINE))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))

    assert rows[0] == table(LINE).headings
    assert rows[1][:3] == (2016, 31.2, 28.1)
    assert rows[4][1] == "tilbageholdt"


@pytest.mark.parametrize(
    ("ending", "content_type", "begins"),
    [
        ("svg", "image/svg+xml", b"<?xml"),
        ("png", "image/png", b"\x89PNG"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_a_chart_is_handed_out_as_a_file(ending, content_type, begins):
    response = chart_response(LINE, "moellevang", ending)

    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="moellevang.{ending}"'
    assert response.content.startswith(begins)


def test_another_kind_of_file_does_not_exist():
    with pytest.raises(Http404):
        chart_response(LINE, "moellevang", "exe")


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("41.2", 1, "41,2"), ("40.04", 1, "40,04"), ("40", 1, "40,0"), ("4870", 0, "4.870"), ("0.5", 0, "0,5")],
)
def test_an_amount_has_its_decimals_and_further_ones_where_they_say_something(value, places, shown):
    assert amount(Decimal(value), places) == shown


def test_the_picture_and_the_table_have_the_same_title():
    assert table(LINE).title in texts_of(picture_of(LINE, WIDE))

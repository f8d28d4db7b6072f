"""The period of a figure, as headings and titles say it."""

from datetime import UTC, date, datetime

import pytest

from monitoring.formats.periods import Period, period_in, period_text, reference_date_in

NEW_YEAR = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("heading", "first", "last"),
    [
        ("Uden tilknytning 2023-2024", date(2023, 1, 1), date(2024, 12, 31)),
        ("Dømte 2023–2024 (pct.)", date(2023, 1, 1), date(2024, 12, 31)),
        ("Dømte 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("Beboere pr. 1.1. 2025", NEW_YEAR, NEW_YEAR),
        ("Beboere 1. januar 2025", NEW_YEAR, NEW_YEAR),
        ("Beboere 01-01-2025", NEW_YEAR, NEW_YEAR),
        ("Beboere 2025-01-01", NEW_YEAR, NEW_YEAR),
        ("Grundskole 2024.0", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_heading_that_names_years_or_a_date_gives_the_period(heading, first, last):
    assert period_in(heading) == Period(first, last)


@pytest.mark.parametrize(
    "heading", ["Dømte (pct., gns. 2 år)", "Beboere pr. 1.1.", "Antal 1234", "2023 eller 2024"]
)
def test_a_heading_without_one_clear_year_gives_no_period(heading):
    assert period_in(heading) is None


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Kriterier pr. 1. januar 2025"], NEW_YEAR),
        (["Kriterier 2025", None, ""], NEW_YEAR),
        (["Tal for 2023", "opgjort 1.1.2025"], NEW_YEAR),
        ([datetime(2025, 1, 1, tzinfo=UTC)], NEW_YEAR),
        (["2024", "2025"], None),
        (["1. januar 2024", "1. januar 2025"], None),
        (["31. februar 2025"], NEW_YEAR),
        (["Kriterier"], None),
    ],
)
def test_titles_give_the_reference_date_where_they_agree_on_one(titles, expected):
    assert reference_date_in(titles) == expected


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (NEW_YEAR, NEW_YEAR, "1. januar 2025"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023–2024"),
        (date(2024, 7, 1), date(2025, 6, 30), "1. juli 2024 til og med 30. juni 2025"),
    ],
)
def test_a_period_is_written_as_it_is_said(first, last, text):
    assert period_text(first, last) == text

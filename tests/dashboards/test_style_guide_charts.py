"""The charts on /stil/: shown with their tables, handed out as files, closed to everyone else."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from udlejning.dashboards.example_charts import EXAMPLES

pytestmark = pytest.mark.django_db


def log_in(client, *, is_superuser=True):
    client.force_login(get_user_model().objects.create_user("system", is_superuser=is_superuser))


@pytest.fixture
def style_page(client):
    log_in(client)
    return client.get(reverse("style_guide")).content.decode()


@pytest.mark.parametrize("key", EXAMPLES)
def test_each_chart_stands_with_its_table_and_its_files(style_page, key):
    assert f'aria-details="{key}-tal"' in style_page
    assert f'id="{key}-tal"' in style_page
    assert f'href="{reverse("style_guide_chart", args=[key, "xlsx"])}"' in style_page


def test_the_table_behind_a_chart_says_its_gaps_and_its_years_plainly(style_page):
    row = re.search(r'<tr>\s*<th scope="row">2019</th>(.*?)</tr>', style_page, re.DOTALL)[1]

    assert "<td>tilbageholdt</td>" in row
    assert "<td>28,9</td>" in row


def test_a_chart_without_figures_says_so_in_the_picture_and_in_the_table(style_page):
    assert "Ingen trin at vise" in style_page
    assert "Der er ingen tal." in style_page


@pytest.mark.parametrize("ending", ["svg", "png", "xlsx"])
def test_a_chart_is_downloaded_under_its_name(client, ending):
    log_in(client)

    response = client.get(reverse("style_guide_chart", args=["linje", ending]))

    assert response["Content-Disposition"] == f'attachment; filename="linje.{ending}"'


@pytest.mark.parametrize("arguments", [("findes-ikke", "svg"), ("linje", "exe")])
def test_a_chart_or_a_kind_of_file_that_is_unknown_does_not_exist(client, arguments):
    log_in(client)

    assert client.get(reverse("style_guide_chart", args=arguments)).status_code == 404


def test_only_a_superuser_gets_the_files(client):
    log_in(client, is_superuser=False)

    assert client.get(reverse("style_guide_chart", args=["linje", "svg"])).status_code == 404

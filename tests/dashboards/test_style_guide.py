"""The page /stil/, the frame of every page, and the pages for 403, 404 and 500."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.urls import reverse

pytestmark = pytest.mark.django_db
COMPONENTS = [
    "udl-page-header",
    "udl-step-badge",
    "udl-verdict-banner",
    "udl-verdict-line",
    "udl-why",
    "udl-history",
]
COMPONENTS += [
    "udl-facts",
    "udl-empty",
    "udl-count-line",
    "udl-pagination",
    "udl-filter",
    "udl-progress",
    "udl-stat",
]
COMPONENTS += ["udl-problems", "udl-stairs", "udl-card", "udl-error-summary"]


def log_in(client, *, is_superuser):
    user = get_user_model().objects.create_user(
        "anna", first_name="Anna", last_name="Holm", is_superuser=is_superuser
    )
    client.force_login(user)


@pytest.fixture
def style_page(client):
    log_in(client, is_superuser=True)
    return client.get(reverse("style_guide")).content.decode()


def test_only_a_superuser_sees_the_style_guide(client):
    log_in(client, is_superuser=False)

    assert client.get(reverse("style_guide")).status_code == 404


def test_the_style_guide_asks_a_stranger_to_log_in(client):
    response = client.get(reverse("style_guide"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


@pytest.mark.parametrize("component", COMPONENTS)
def test_the_style_guide_shows_the_component(style_page, component):
    assert component in style_page


def test_the_frame_has_one_h1_a_skip_link_and_the_way_out(style_page):
    assert style_page.count("<h1") == 1
    assert 'href="#main-content"' in style_page
    assert f'action="{reverse("logout")}"' in style_page
    assert "Anna Holm" in style_page


def test_no_style_or_script_stands_in_the_page_itself(style_page):
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", style_page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", style_page)


def test_no_id_stands_twice(style_page):
    ids = re.findall(r'\sid="([^"]+)"', style_page)

    assert len(ids) == len(set(ids))


def test_page_numbers_in_links_carry_no_thousand_separator():
    html = render_to_string(
        "components/pagination.html",
        {"page_obj": Paginator(range(5000), 1).page(1234), "querystring": "trin=red"},
    )

    assert "?trin=red&amp;side=1235" in html
    assert "Side 1.234 af 5.000" in html


def test_the_login_page_says_what_is_wrong_on_top(client):
    response = client.post(reverse("login"), {"username": "anna", "password": "forkert"})

    html = response.content.decode()
    assert 'data-module="error-summary"' in html
    assert 'name="username"' in html
    assert 'name="password"' in html


def test_an_unknown_address_gets_the_danish_page(client):
    log_in(client, is_superuser=False)

    response = client.get("/findes-ikke/")

    assert response.status_code == 404
    assert "Siden findes ikke" in response.content.decode()


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_the_error_pages_need_no_context(template, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = render_to_string(template)

    assert html.count("<h1") == 1
    assert "Gå til forsiden" in html

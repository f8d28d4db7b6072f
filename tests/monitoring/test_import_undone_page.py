"""The page of a stored file: undone with a reason by those who may, and said afterwards."""

import pytest
from django.urls import reverse

from agreements.models import ImportBatch
from monitoring.actions.figures import store_figures
from monitoring.actions.figures_undone import undo_figures
from monitoring.actions.placements import adopt_run, propose_placements
from tests import factories as make
from tests.monitoring.conftest import FIGURES_DATE, NOW, key_of
from tests.monitoring.test_placements import NEXT_YEAR
from tests.monitoring.workbooks import row, workbook

FIELD = 'name="reason"'


@pytest.fixture
def batch(figures):
    return ImportBatch.objects.get()


@pytest.fixture
def page(client, anna, batch):
    """Ask for the file's page as Anna."""
    client.force_login(anna)
    address = reverse("monitoring:import_preview", args=[batch.pk])

    def shown():
        return client.get(address).content.decode()

    return shown


@pytest.fixture
def undone(client, anna, batch):
    """Send the reason as Anna, and return the page that follows."""
    client.force_login(anna)
    address = reverse("monitoring:import_undo", args=[batch.pk])
    return lambda reason: client.post(address, {"reason": reason}, follow=True).content.decode()


def test_the_page_says_what_would_happen_before_it_is_asked_for(page):
    text = page()
    assert "6 tal fra filen bruges ikke længere. Intet slettes, og filen kan læses ind igen." in text
    assert FIELD in text


def test_it_is_undone_with_a_reason_and_the_page_and_the_list_say_so(client, undone):
    text = undone("Tallene er fra sidste år")
    assert "kriterier.xlsx er fortrudt. 6 tal bruges ikke længere." in text
    assert "af Anna" in text
    assert ": Tallene er fra sidste år</p>" in text
    assert FIELD not in text
    assert "fortrudt" in client.get(reverse("monitoring:import_list")).content.decode()


def test_without_a_reason_nothing_happens_and_the_form_stands_open(undone, batch):
    text = undone(" ")
    batch.refresh_from_db()
    assert batch.status == "committed"
    assert "Skriv, hvorfor indlæsningen fortrydes." in text
    assert '<details class="udl-disclosure d-print-none" open>' in text


def test_where_it_cannot_be_undone_the_page_says_why_instead_of_asking(
    world, page, undone, anna, agreement_administrator
):
    run = propose_placements(version=world.version, figures_date=FIGURES_DATE, made_by=anna)
    adopt_run(run=run, from_date=NEXT_YEAR, adopted_by=agreement_administrator, now=NOW)
    text = page()
    assert "2 afdelinger er indplaceret efter dens tal i det, der er vedtaget fra 1. januar 2026" in text
    assert FIELD not in text
    assert "kan ikke fortrydes" in undone("Alligevel")


def test_the_list_shows_an_undone_file_with_its_badge(client, batch, anna):
    undo_figures(batch=batch, reason="Forkert fil", undone_by=anna, now=NOW)
    client.force_login(anna)
    text = client.get(reverse("monitoring:import_list")).content.decode()
    assert "fortrudt" in text
    assert "ikke indlæst endnu" not in text


@pytest.mark.parametrize("departments", [3, 60])
def test_the_page_takes_the_same_queries(
    client, anna, world, deliver, departments, django_assert_max_num_queries
):
    rows = make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    )
    batch = deliver(workbook(*[row(key_of(department)) for department in rows]))
    store_figures(batch=batch, now=NOW)
    propose_placements(version=world.version, figures_date=FIGURES_DATE, made_by=anna)
    client.force_login(anna)
    with django_assert_max_num_queries(16):
        client.get(reverse("monitoring:import_preview", args=[batch.pk]))

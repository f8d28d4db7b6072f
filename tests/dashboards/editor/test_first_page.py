"""The editor's first page: each part in a line, and all that is wrong."""

from agreements.actions.content import store_content
from agreements.content.terms import Fleksibel
from agreements.terms import FleksibelMode
from tests import contents
from tests import factories as make
from tests.dashboards.editing import STAIRCASES, TERMS, address, first_page, text_of


def test_the_first_page_shows_each_part_in_a_line_and_all_that_is_wrong(maja, draft):
    red = contents.red(fleksibel=Fleksibel(mode=FleksibelMode.required))
    store_content(version=draft, content=contents.agreed(red, contents.green()))

    page = text_of(maja.get(first_page(draft)))

    assert "tillæg (version 2)" in page
    assert "skal gælde fra 1. januar 2027" in page
    assert "Frist: 3 dage." in page
    assert "Trappen: rød og grøn." in page
    assert "Skal rettes, før aftalen kan vedtages" in page
    assert f'<a href="{address(draft, STAIRCASES, "trappen", "roed")}">Ret det' in page


def test_the_pages_ask_the_same_number_of_questions_however_many_departments(
    maja, draft, world, django_assert_max_num_queries
):
    def asked(page):
        with django_assert_max_num_queries(100) as captured:
            assert maja.get(page).status_code == 200
        return len(captured)

    pages = [first_page(draft), address(draft, STAIRCASES, "trappen", "gul"), address(draft, TERMS)]
    before = [asked(page) for page in pages]
    for number in range(5):
        department = make.DepartmentFactory(
            municipality=world.municipality, organisation=world.bo_organisation, name=f"Ny {number}"
        )
        make.DwellingGroupFactory(department=department)
        make.PlacementFactory(department=department, step=world.green)

    assert [asked(page) for page in pages] == before


def test_the_first_page_tells_each_part_in_a_line(maja, rich_draft):
    page = text_of(maja.get(first_page(rich_draft)))

    assert "Almindelige kriterier og Alt på en gang." in page
    assert "3 temaer. I 1 tema er der ikke skrevet noget." in page
    assert "1 mål." in page
    assert "1 kontakt, 3 fora, 2 leverancer." in page
    assert "1 bilag." in page

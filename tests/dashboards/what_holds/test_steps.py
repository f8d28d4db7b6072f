"""What holds on a step or on none, on several staircases, and for each dwelling type."""

from datetime import date

from django.urls import reverse

from agreements.content.terms import AgreedTerms, Terms, TermsFor
from agreements.models import Department, DepartmentMerger
from agreements.terms import DwellingType
from tests import contents
from tests import factories as make
from tests.dashboards.holding import agree, page


def test_a_department_on_no_step_says_what_is_missing_and_what_to_do(as_bo, world):
    fresh = make.DepartmentFactory(
        municipality=world.municipality, organisation=world.bo_organisation, name="Nygård"
    )

    shown = page(as_bo, fresh)

    assert "Afdelingen står ikke på et trin: Trappen" in shown
    assert "ikke indplaceret" in shown
    assert reverse("monitoring:overview") in shown
    assert "Det siger aftalen ikke." in shown


def test_a_closed_department_and_a_merged_one_say_so(as_bo, world):
    Department.objects.filter(pk=world.bo_department.pk).update(to_date=date(2026, 3, 31))
    merged = make.DepartmentFactory(
        municipality=world.municipality, organisation=world.bo_organisation, name="Lillevang"
    )
    DepartmentMerger.objects.create(
        from_department=merged, to_department=world.bo_department, merged_date=date(2026, 1, 1)
    )

    assert "Den sidste dag var 31. marts 2026." in page(as_bo, world.bo_department)
    assert "Afdelingen er lagt sammen med Møllevang" in page(as_bo, merged)


def test_several_staircases_each_have_their_step(as_bo, world):
    areas = contents.staircase(contents.red(), contents.green()).model_copy(
        update={"key": "omraader", "name": "Områdetrappen"}
    )
    youth = areas.model_copy(
        update={"key": "unge", "name": "Ungdomstrappen", "dwelling_types": (DwellingType.youth,)}
    )
    content = contents.agreed()
    version = agree(world, staircases=(*content.staircases, areas, youth))
    make.PlacementFactory(
        department=world.bo_department,
        step=version.steps.get(staircase__key="omraader", key="roed"),
        from_date=date(2026, 1, 1),
    )

    shown = page(as_bo, world.bo_department)

    assert "<strong>Trappen</strong>" in shown
    assert "<strong>Områdetrappen</strong> Siden 1. januar 2026." in shown
    assert "Ungdomstrappen" not in shown


def test_dwelling_types_that_differ_have_an_answer_each(as_bo, world):
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="family", dwellings=40)
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="youth", dwellings=10)
    special = TermsFor(
        key="unge",
        name="Ungdomsboliger",
        dwelling_types=(DwellingType.youth,),
        terms=Terms(may_report=False, clause="§ 7"),
    )
    agree(world, terms=AgreedTerms(special=(special,), counting=contents.COUNTING))

    shown = page(as_bo, world.bo_department)

    assert shown.index(">Familieboliger<") < shown.index(">Ungdomsboliger<")
    assert "Efter særlige vilkår: Ungdomsboliger, § 7" in shown
    assert "Ungdomsboliger er ikke med i kvoten." in shown


def test_one_answer_serves_dwelling_types_that_are_alike(as_bo, world):
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="family", dwellings=40)
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="elderly", dwellings=4)

    shown = page(as_bo, world.bo_department)

    assert shown.count("Ledige boliger må meldes ind til kommunen.") == 1
    assert shown.count("Ældreboliger er ikke med i kvoten.") == 1

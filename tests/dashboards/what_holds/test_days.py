"""What holds on a day: before and after an amendment, before the agreement and when it has run out."""

from agreements.content.terms import EveryNthQuota
from tests import factories as make
from tests.dashboards.holding import page, with_green


def test_the_page_reads_as_it_was_before_and_as_it_is_after_an_amendment(as_bo, world):
    with_green(world, quota=EveryNthQuota(n=8))

    before = page(as_bo, world.bo_department, dato="2025-12-31")
    after = page(as_bo, world.bo_department, dato="2026-01-01")

    assert "Hvad gjaldt i Møllevang 31. december 2025?" in before
    assert "Kvoten er 25 % af de ledige boliger" in before
    assert "version 1, i kraft siden 1. januar 2024" in before
    assert "Kvoten er hver 8. ledige bolig." in after
    assert "version 2, tillæg, i kraft siden 1. januar 2026" in after
    assert "tillæg: Kvoten sænkes i grønne afdelinger" in before


def test_a_faulty_day_is_today(as_bo, world):
    assert "Hvad gælder i Møllevang i dag?" in page(as_bo, world.bo_department, dato="i går")


def test_before_the_agreement_the_page_says_when_it_begins(as_bo, world):
    shown = page(as_bo, world.bo_department, dato="2023-06-01")

    assert "Aftalen er ikke begyndt den dag" in shown
    assert "begynder 1. januar 2024. Indtil da gælder kun loven." in shown
    assert "?dato=2024-01-01" in shown
    assert "Må boliger meldes ind?" not in shown


def test_after_the_agreement_the_page_says_that_it_has_run_out(as_bo, world):
    shown = page(as_bo, world.bo_department, dato="2028-01-01")

    assert "Aftalen er udløbet" in shown
    assert "gjaldt til og med 31. december 2027" in shown
    assert "?dato=2027-12-31" in shown


def test_without_any_agreement_the_page_says_so(client, world):
    elsewhere = world.elsewhere
    user = make.MembershipFactory(municipality=elsewhere.municipality).user
    client.force_login(user)

    shown = page(client, elsewhere)

    assert "Ingen aftale gælder for afdelingen" in shown
    assert "har ikke vedtaget en udlejningsaftale" in shown

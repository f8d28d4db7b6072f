"""The agreement's page and those that only tell: what holds, what is on its way, the terms, the history."""

from datetime import date

import pytest

from agreements.models import Agreement
from tests import factories as make
from tests.agreements.views.pages import HEAD, words


def test_an_agreement_in_force_says_so_in_a_sentence(page, world, bo):
    text = words(page(bo, "agreement_detail", world.version.agreement_id))

    assert "Gælder til og med 31. december 2027 mellem kommunen og 2 boligorganisationer." in text
    assert "Version 1 er i kraft fra 1. januar 2024." in text


def test_an_amendment_on_its_way_is_told(page, draft, bo):
    text = words(page(bo, "agreement_detail", draft.agreement_id))

    assert "Et tillæg fra 1. januar 2027 er på vej." in text
    assert "Kommunalbestyrelsen, Lind Bolig og Strandbo mangler at vedtage tillægget." in text


@pytest.mark.parametrize(
    ("to_date", "renegotiation", "said"),
    [
        (
            date(2027, 6, 30),
            None,
            "der er ikke aftalt en dato for den. Aftalen siger ikke, hvem der indkalder.",
        ),
        (date(2027, 6, 30), date(2026, 9, 1), "Genforhandlingen skulle begynde 1. september 2026"),
        (date(2027, 6, 30), date(2027, 1, 1), "Genforhandlingen skal begynde 1. januar 2027."),
        (date(2027, 12, 31), date(2026, 11, 1), "Genforhandlingen skulle begynde 1. november 2026"),
    ],
)
def test_an_agreement_that_runs_out_without_renegotiation_is_warned_of(
    page, world, maja, to_date, renegotiation, said
):
    Agreement.objects.filter(pk=world.version.agreement_id).update(
        to_date=to_date, renegotiation_from_date=renegotiation
    )

    text = words(page(maja, "agreement_detail", world.version.agreement_id))

    assert said in text
    assert "Begynd på en ny aftale" in text


def test_an_agreement_that_runs_out_late_is_not_warned_of(page, world, maja):
    assert "Aftalen udløber" not in words(page(maja, "agreement_detail", world.version.agreement_id))


def test_a_new_agreement_on_its_way_is_told_instead_of_a_warning(page, send, world, maja):
    Agreement.objects.filter(pk=world.version.agreement_id).update(to_date=date(2027, 6, 30))
    send(maja, "agreement_create", **HEAD)

    text = words(page(maja, "agreement_detail", world.version.agreement_id))

    assert "Fælles udlejningsaftale 2028–2031 er under forberedelse." in text
    assert "Begynd på en ny aftale" not in text


def test_an_individual_agreement_says_what_it_builds_on_and_overrides(page, world, bo):
    version = make.version_with(
        agreement__municipality=world.municipality,
        agreement__kind="individual",
        agreement__organisation=world.bo_organisation,
        agreement__name="Aftale med Lind Bolig",
    )
    make.AgreementPartyFactory(agreement=version.agreement, organisation=world.bo_organisation)

    text = words(page(bo, "agreement_detail", version.agreement_id))

    assert "Bygger på Fælles udlejningsaftale 2024–2027, version 1." in text
    assert "Aftalen siger selv noget om vilkår, trapper og kriterier; resten følger rammeaftalen." in text


def test_an_individual_agreement_that_stands_alone_says_so(page, world, bo):
    version = make.version_with(
        agreement__municipality=world.municipality,
        agreement__kind="individual",
        agreement__organisation=world.bo_organisation,
        agreement__inherits_framework=False,
    )
    make.AgreementPartyFactory(agreement=version.agreement, organisation=world.bo_organisation)

    assert "Aftalen står alene" in words(page(bo, "agreement_detail", version.agreement_id))


def test_the_terms_are_told_with_steps_and_points(page, world, dorte):
    text = words(page(dorte, "agreement_terms", world.version.agreement_id))

    assert "Det gælder i dag: version 1, fra 1. januar 2024." in text
    assert "mindst 40 % uden tilknytning til arbejdsmarked eller uddannelse" in text
    assert "Boliganvisningen har 3 hverdage til at svare på et tilbud (§ 5.2)." in text
    assert "Tre lønsedler." in text


def test_an_empty_draft_says_that_nothing_is_written(page, send, world, maja):
    send(maja, "agreement_create", **HEAD)
    agreement = Agreement.objects.get(name=HEAD["name"])

    assert "Der står ikke noget i aftalen endnu" in words(page(maja, "agreement_terms", agreement.pk))


def test_the_history_tells_of_the_agreement_its_versions_and_parties(page, draft, maja):
    text = words(page(maja, "agreement_history", draft.agreement_id))

    assert "Version 2, tillæg (" in text
    assert "Lind Bolig (" in text
    assert "skrevet om" in text
    assert "schema_version" not in text

"""When a version is to hold and for whom: what is wrong is one rule's, shown beforehand and when refused."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.actions.agreements import NotAdoptableError, adopt_version
from agreements.checks import obstacles_to
from agreements.life_reports.adoption import adoption_report
from agreements.models import AgreementVersion
from agreements.problems.period import Adopted, Plan, plan_problems
from agreements.terms import Part
from tests import factories as make
from tests.agreements.drafting import begun

PLAN = Plan(
    from_date=date(2026, 3, 1),
    to_date=None,
    agreement_first_day=date(2024, 1, 1),
    agreement_last_day=date(2027, 12, 31),
    renegotiation_from_date=date(2027, 12, 31),
    later=None,
    others=(),
    has_parties=True,
)
OTHER = Adopted("Den gamle aftale", date(2020, 1, 1), date(2024, 1, 1))


def test_a_plan_within_its_agreement_has_no_problems():
    assert plan_problems(PLAN) == ()


@pytest.mark.parametrize(
    ("changes", "part", "words"),
    [
        (
            {"from_date": date(2023, 12, 31)},
            Part.period,
            "Versionen begynder før aftalen. "
            "Aftalens periode er 1. januar 2024 til og med 31. december 2027.",
        ),
        ({"from_date": date(2028, 1, 1)}, Part.period, "Versionens periode skal ligge i aftalens"),
        ({"to_date": date(2028, 1, 1)}, Part.period, "Versionens periode skal ligge i aftalens"),
        ({"to_date": date(2026, 2, 28)}, Part.period, "Versionens periode skal ligge i aftalens"),
        (
            {"later": (2, date(2026, 3, 1))},
            Part.period,
            "Version 2 gælder allerede fra 1. marts 2026. Vælg en senere dato for den nye version.",
        ),
        (
            {"others": (OTHER,)},
            Part.period,
            "Den gamle aftale gælder allerede i en del af perioden: 1. januar 2020 til og med 1. januar",
        ),
        (
            {"renegotiation_from_date": date(2028, 1, 1)},
            Part.period,
            "Genforhandlingen begynder 1. januar 2028, men aftalen udløber 31. december 2027.",
        ),
        (
            {"has_parties": False},
            Part.parties,
            "Aftalen har ingen boligorganisationer som parter 1. marts 2026.",
        ),
    ],
)
def test_what_is_wrong_is_a_fault_with_its_place_and_what_to_do(changes, part, words):
    (problem,) = plan_problems(replace(PLAN, **changes))

    assert (problem.part, problem.is_warning) == (part, False)
    assert problem.text.startswith(words)


@pytest.fixture
def outside(world):
    """An amendment that nobody can adopt as it is: it begins with the agreement, and ends it too early."""
    draft = begun(world)
    draft.agreement.renegotiation_from_date = date(2027, 6, 1)
    draft.agreement.save()
    draft.from_date, draft.agreement_to_date = date(2024, 1, 1), date(2027, 5, 31)
    draft.save()
    return make.decided(draft)


def test_what_refuses_the_adoption_was_shown_before_in_the_same_words(outside, agreement_administrator):
    report = adoption_report(AgreementVersion.objects.get(pk=outside.pk), agreement_administrator)

    with pytest.raises(NotAdoptableError) as refused:
        adopt_version(version=outside, on_date=date(2026, 11, 10))

    assert [fault.text.split(" begynder")[0].split(" gælder")[0] for fault in report.faults] == [
        "Version 1",
        "Genforhandlingen",
    ]
    assert str(refused.value) == " ".join(fault.text for fault in report.faults)
    assert report.lead == "Alle har vedtaget version 2, men der er fejl, der skal rettes først."
    assert not report.can_be_adopted


def test_an_amendment_that_reaches_into_the_next_agreement_is_told_before(world):
    after = make.AgreementFactory(
        municipality=world.municipality,
        name="Den næste aftale",
        from_date=date(2027, 7, 1),
        to_date=date(2030, 12, 31),
    )
    world.version.agreement.to_date = date(2027, 6, 30)
    world.version.agreement.save()
    make.adopted(make.AgreementVersionFactory(agreement=after, from_date=after.from_date))
    draft = begun(world)
    within = [problem.text for problem in obstacles_to(draft) if problem.part is Part.period]
    draft.agreement_to_date = date(2027, 12, 31)

    reaching = [problem.text for problem in obstacles_to(draft) if problem.part is Part.period]

    assert within == []
    assert [text.split(":")[0] for text in reaching] == [
        "Den næste aftale gælder allerede i en del af perioden"
    ]


def test_agreements_of_another_kind_organisation_or_municipality_hold_beside_it(world):
    for fields in (
        {"municipality": world.municipality, "kind": "individual", "organisation": world.bo_organisation},
        {"municipality": world.elsewhere.municipality},
    ):
        make.adopted(make.AgreementVersionFactory(agreement=make.AgreementFactory(**fields)))
    mine = make.AgreementFactory(
        municipality=world.municipality, kind="individual", organisation=world.carla_organisation
    )
    version = make.AgreementVersionFactory(agreement=mine)

    assert [problem.part for problem in obstacles_to(version) if problem.part is Part.period] == []


def test_the_pages_say_it_with_a_link_to_where_it_is_mended(client, outside, agreement_administrator):
    client.force_login(agreement_administrator)
    path = f"/aftalen/versioner/{outside.pk}"

    adoption = client.get(f"{path}/vedtagelse/").content.decode()
    editor = client.get(f"{path}/rediger/").content.decode()

    assert [page.count("Version 1 gælder allerede fra") for page in (adoption, editor)] == [2, 2]
    assert [page.count(f'href="{path}/ret/"') > 0 for page in (adoption, editor)] == [True, True]


def test_a_draft_without_parties_leads_to_the_parties(client, world, agreement_administrator):
    version = make.version_with(
        agreement__municipality=world.municipality,
        agreement__from_date=date(2028, 1, 1),
        agreement__to_date=date(2031, 12, 31),
    )
    client.force_login(agreement_administrator)

    page = client.get(f"/aftalen/versioner/{version.pk}/rediger/").content.decode()

    assert "Aftalen har ingen boligorganisationer som parter 1. januar 2028." in page
    assert f'<a href="/aftalen/{version.agreement_id}/parter/">Ret det' in page

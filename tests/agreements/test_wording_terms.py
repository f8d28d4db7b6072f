"""Terms in words. All shares, deadlines and numbers are constructed."""

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.content.terms import (
    ClaimOrder,
    Counting,
    Deadline,
    EveryNthQuota,
    ExtraQuota,
    FixedStockQuota,
    Fleksibel,
    NoQuota,
    OnRequestQuota,
    Quota,
    ShareQuota,
    Terms,
    TermsFor,
)
from agreements.terms import (
    Allocation,
    Claim,
    CounterStart,
    CountScope,
    DayKind,
    DwellingType,
    FleksibelMode,
    Rounding,
    ShieldedQuota,
    TargetGroup,
    UsedWhen,
    VacancyBase,
)
from agreements.wording.terms import (
    Fact,
    allocation_in_words,
    claim_order_in_words,
    concerns_in_words,
    counting_in_words,
    deadline_in_words,
    extra_quota_in_words,
    fleksibel_in_words,
    quota_in_words,
    target_groups_in_words,
    terms_in_words,
)

STEPS = {"red": "rød", "yellow": "gul"}


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("quota", "words"),
    [
        (NoQuota(), "ingen"),
        (ShareQuota(share=Decimal(25)), "25 % af de ledige boliger (hver 4.)"),
        (ShareQuota(share=Decimal("12.5")), "12,5 % af de ledige boliger (hver 8.)"),
        (ShareQuota(share=Decimal(30)), "30 % af de ledige boliger"),
        (ShareQuota(share=Decimal("33.3333")), "33,3333 % af de ledige boliger"),
        (ShareQuota(share=Decimal(100)), "alle ledige boliger"),
        (ShareQuota(share=Decimal(0)), "ingen"),
        (EveryNthQuota(n=8), "hver 8. ledige bolig"),
        (EveryNthQuota(n=8, first=8), "hver 8. ledige bolig"),
        (EveryNthQuota(n=1), "alle ledige boliger"),
        (EveryNthQuota(n=4, first=1), "den 1., 5., 9. … ledige bolig"),
        (FixedStockQuota(share=Decimal(10), dwellings=80), "10 % af en fast bestand på 80 boliger"),
        (FixedStockQuota(share=Decimal(10)), "10 % af en fast bestand: boligerne i registret"),
        (FixedStockQuota(share=Decimal(0)), "ingen"),
        (OnRequestQuota(), "efter anmodning"),
        (OnRequestQuota(answer_days=1), "efter anmodning; svar inden 1 dag"),
        (
            OnRequestQuota(answer_days=5, most_a_year=12),
            "efter anmodning, højst 12 om året; svar inden 5 dage",
        ),
    ],
)
def test_a_quota_reads_as_a_phrase(quota, words):
    assert plain(quota_in_words(quota)) == words


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        (ExtraQuota(dwellings_a_year=1), "1 bolig om året ud over kvoten"),
        (
            ExtraQuota(dwellings_a_year=12, compensates_for_steps=("red",)),
            "12 boliger om året ud over kvoten, til gengæld for afdelingerne på trinnet rød",
        ),
        (
            ExtraQuota(dwellings_a_year=12, compensates_for_steps=("red", "grey")),
            "12 boliger om året ud over kvoten, til gengæld for afdelingerne på trinnene rød og grey",
        ),
    ],
)
def test_an_extra_quota_says_what_it_makes_up_for(extra, words):
    assert extra_quota_in_words(extra, STEPS) == words


@pytest.mark.parametrize(
    ("allocation", "groups", "words"),
    [
        (Allocation.yes, None, "ja"),
        (Allocation.no, (TargetGroup.refugees,), "nej"),
        (Allocation.target_groups, None, "kun bestemte målgrupper"),
        (
            Allocation.target_groups,
            (TargetGroup.housing_first, TargetGroup.with_support),
            "kun borgere i Housing First og borgere med bostøtte",
        ),
    ],
)
def test_allocation_says_yes_no_or_to_whom(allocation, groups, words):
    assert allocation_in_words(allocation, groups) == words


def test_no_target_groups_are_said_to_be_none():
    assert target_groups_in_words(()) == "ingen"


@pytest.mark.parametrize(
    ("fleksibel", "name", "words"),
    [
        (Fleksibel(mode=FleksibelMode.none), "", "ingen"),
        (Fleksibel(mode=FleksibelMode.none), "Almindelige kriterier", "ingen"),
        (Fleksibel(mode=FleksibelMode.optional), "", "mulig"),
        (
            Fleksibel(mode=FleksibelMode.required, share=Decimal(50)),
            "Almindelige kriterier",
            "krævet, 50 % af de ledige boliger (Almindelige kriterier)",
        ),
        (
            Fleksibel(mode=FleksibelMode.optional, share=Decimal(50), share_is_most=True),
            "",
            "mulig, op til 50 % af de ledige boliger",
        ),
        (Fleksibel(mode=FleksibelMode.required, share=Decimal(100)), "", "krævet, alle ledige boliger"),
    ],
)
def test_flexible_letting_reads_with_its_share_and_criteria(fleksibel, name, words):
    assert plain(fleksibel_in_words(fleksibel, name)) == words


def test_the_usual_way_of_counting_reads_as_sentences():
    assert counting_in_words(Counting(returned_counts=False, clause="§ 3.1")) == [
        "Kvoten gælder familieboliger og tælles for hver afdeling for sig (§ 3.1).",
        "Kvoten regnes af alle ledige boliger.",
        "Der tælles fra aftalens begyndelse.",
        "En brøkdel af en bolig tælles videre.",
        "Kommunens tur er brugt, når boligen er tilbudt kommunen.",
        "Sendes en bolig tilbage, har kommunen turen til gode.",
    ]


@pytest.mark.parametrize(
    ("carry_over", "rest"),
    [
        (True, "Resten fra den forrige periode overføres til den nye."),
        (False, "Resten fra den forrige periode bortfalder."),
    ],
)
def test_another_way_of_counting_says_what_happens_to_the_rest(carry_over, rest):
    counting = Counting(
        scope=CountScope.organisation,
        dwelling_types=(DwellingType.family, DwellingType.elderly),
        base=VacancyBase.after_internal_transfers,
        rounding=Rounding.floor,
        start=CounterStart.calendar_year,
        carry_over=carry_over,
        used_when=UsedWhen.moved_in,
        returned_counts=True,
    )

    assert counting_in_words(counting) == [
        "Kvoten gælder familieboliger og ældreboliger og tælles for hver boligorganisation under ét.",
        "Kvoten regnes af boliger, der er ledige efter intern oprykning.",
        "Der tælles forfra hver 1. januar.",
        "En brøkdel af en bolig rundes ned.",
        rest,
        "Kommunens tur er brugt, når en borger er flyttet ind.",
        "Sendes en bolig tilbage, er kommunens tur brugt.",
    ]


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (
            Deadline(answer_days=1, day_kind=DayKind.working),
            "Boliganvisningen har 1 hverdag til at svare på et tilbud.",
        ),
        (
            Deadline(answer_days=5, day_kind=DayKind.calendar, tenant_days=14, clause="§ 5"),
            "Boliganvisningen har 5 kalenderdage til at svare på et tilbud (§ 5). "
            "Siger den ja, har den 14 kalenderdage til at finde en lejer.",
        ),
    ],
)
def test_a_deadline_reads_in_its_kind_of_days(deadline, words):
    assert deadline_in_words(deadline) == words


def test_the_order_of_claims_is_numbered():
    order = ClaimOrder(claims=(Claim.anvisning, Claim.internal_department, Claim.waiting_list), clause="§ 6")

    assert claim_order_in_words(order) == (
        "1. kommunal anvisning, 2. intern oprykning i afdelingen, 3. ventelisten (§ 6)"
    )


@pytest.mark.parametrize(
    ("departments", "types", "words"),
    [
        (("9901/001", "9901/002"), (), "Parken og 9901/002"),
        ((), (DwellingType.youth,), "ungdomsboliger"),
        (
            ("9901/001",),
            (DwellingType.youth, DwellingType.family),
            "ungdomsboliger og familieboliger i Parken",
        ),
        ((), (), "alle boliger"),
    ],
)
def test_special_terms_say_what_they_concern(departments, types, words):
    special = TermsFor(
        key="special", name="Særlige", departments=departments, dwelling_types=types, terms=Terms()
    )

    assert concerns_in_words(special, {"9901/001": "Parken"}) == words


def test_terms_that_say_nothing_have_no_facts():
    assert terms_in_words(Terms()) == ()


def test_terms_read_as_a_fact_for_each_thing_they_say():
    terms = Terms(
        may_report=False,
        may_allocate=Allocation.target_groups,
        target_groups=(TargetGroup.refugees, TargetGroup.young),
        quota=EveryNthQuota(n=4),
        extra_quota=ExtraQuota(dwellings_a_year=2, compensates_for_steps=("red",)),
        when_shielded=ShieldedQuota.owed,
        fleksibel=Fleksibel(mode=FleksibelMode.optional, criteria_set="strict"),
        clause="§ 4.2",
    )

    facts = terms_in_words(terms, step_names=STEPS, criteria_set_names={"strict": "Skærpede kriterier"})

    assert facts == (
        Fact("Afdelingen må melde boliger ind", "nej"),
        Fact("Kommunen må anvise", "kun flygtninge og unge"),
        Fact("Kvote", "hver 4. ledige bolig"),
        Fact("Ekstra kvote", "2 boliger om året ud over kvoten, til gengæld for afdelingerne på trinnet rød"),
        Fact(
            "Kvoten, hvor der ikke må meldes ind",
            "kommunen har turene til gode, til der igen må meldes ind",
        ),
        Fact("Fleksibel udlejning", "mulig (Skærpede kriterier)"),
        Fact("Klausul", "§ 4.2"),
    )


def test_target_groups_stand_alone_where_allocation_does_not_name_them():
    terms = Terms(may_allocate=Allocation.yes, target_groups=(TargetGroup.elderly,))

    assert terms_in_words(terms) == (Fact("Kommunen må anvise", "ja"), Fact("Målgrupper", "ældre"))


shares = st.decimals(min_value=0, max_value=100, places=4)
QUOTAS = {
    NoQuota: st.builds(NoQuota),
    ShareQuota: st.builds(ShareQuota, share=shares),
    EveryNthQuota: st.builds(EveryNthQuota, n=st.integers(1, 100), first=st.none() | st.integers(1, 100)),
    FixedStockQuota: st.builds(FixedStockQuota, share=shares, dwellings=st.none() | st.integers(1, 10_000)),
    OnRequestQuota: st.builds(
        OnRequestQuota,
        answer_days=st.none() | st.integers(1, 365),
        most_a_year=st.none() | st.integers(1, 500),
    ),
}


def test_every_mode_of_quota_is_tried():
    assert set(QUOTAS) == set(get_args(get_args(Quota)[0]))


@given(st.one_of(*QUOTAS.values()))
def test_no_quota_is_without_words(quota):
    words = quota_in_words(quota)

    assert words == words.strip() != ""
    assert "None" not in words

"""Forms over terms: what is stored is what was shown, numbers are read in Danish, what lacks is said."""

from decimal import Decimal

import pytest

from agreements.content.document import Content
from agreements.content.terms import (
    AgreedTerms,
    ClaimOrder,
    Counting,
    Deadline,
    EveryNthQuota,
    ExtraQuota,
    FixedStockQuota,
    Fleksibel,
    NoQuota,
    OnRequestQuota,
    ShareQuota,
    Terms,
    TermsFor,
)
from agreements.forms.agreed_terms import AgreedTermsForm, SpecialForm
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
from tests import contents
from tests.agreements.form_posts import draft_of, faults_of, untouched

COUNTING = Counting(
    scope=CountScope.organisation,
    dwelling_types=(DwellingType.youth, DwellingType.family),
    base=VacancyBase.after_internal_transfers,
    rounding=Rounding.nearest,
    start=CounterStart.calendar_year,
    carry_over=True,
    used_when=UsedWhen.moved_in,
    returned_counts=False,
    clause="§ 4.1",
)
WAYS_TO_SAY_TERMS = {
    "nothing": Terms(),
    "no quota": Terms(quota=NoQuota()),
    "a share": Terms(quota=ShareQuota(share=Decimal("12.5"))),
    "every eighth": Terms(quota=EveryNthQuota(n=8)),
    "the first of every four": Terms(quota=EveryNthQuota(n=4, first=1)),
    "a share of a fixed stock": Terms(quota=FixedStockQuota(share=Decimal(10), dwellings=1250)),
    "a share of the register's stock": Terms(quota=FixedStockQuota(share=Decimal(10))),
    "on request": Terms(quota=OnRequestQuota(answer_days=14, most_a_year=20)),
    "on request without a limit": Terms(quota=OnRequestQuota()),
    "extra dwellings": Terms(extra_quota=ExtraQuota(dwellings_a_year=6, compensates_for_steps=("roed",))),
    "a step that is gone": Terms(extra_quota=ExtraQuota(dwellings_a_year=1, compensates_for_steps=("blaa",))),
    "owed": Terms(may_report=False, may_allocate=Allocation.no, when_shielded=ShieldedQuota.owed),
    "target groups": Terms(
        may_report=True,
        may_allocate=Allocation.target_groups,
        target_groups=(TargetGroup.refugees, TargetGroup.housing_first),
        clause="§ 3",
    ),
    "flexible up to": Terms(
        fleksibel=Fleksibel(
            mode=FleksibelMode.required,
            share=Decimal("66.6667"),
            share_is_most=True,
            criteria_set="almindelige",
        )
    ),
    "flexible by criteria that are gone": Terms(
        fleksibel=Fleksibel(mode=FleksibelMode.optional, criteria_set="gamle")
    ),
    "no flexible letting": Terms(fleksibel=Fleksibel(mode=FleksibelMode.none)),
}


def agreed(**said) -> AgreedTerms:
    return AgreedTerms(**said)


def form_over(terms: AgreedTerms, data=None, framework=None) -> AgreedTermsForm:
    content = contents.agreed().model_copy(update={"terms": terms})
    return AgreedTermsForm(data, draft=draft_of(content, framework))


def typed_over(terms: AgreedTerms, **changes) -> AgreedTermsForm:
    return form_over(terms, untouched(form_over(terms), **changes))


def special_over(piece: TermsFor | None, data=None) -> SpecialForm:
    return SpecialForm(data, draft=draft_of(contents.agreed()), piece=piece)


def typed_special(piece: TermsFor | None, **changes) -> SpecialForm:
    return special_over(piece, untouched(special_over(piece), **changes))


# --- there and back


@pytest.mark.parametrize("said", WAYS_TO_SAY_TERMS.values(), ids=WAYS_TO_SAY_TERMS.keys())
def test_terms_that_nobody_touches_stay_what_they_are(said):
    form = typed_over(agreed(everywhere=said))

    assert faults_of(form) == {}
    assert form.agreed_terms() == agreed(everywhere=said)


@pytest.mark.parametrize(
    "said",
    [
        agreed(deadline=Deadline(answer_days=3, day_kind=DayKind.working, tenant_days=14, clause="§ 5")),
        agreed(deadline=Deadline(answer_days=10, day_kind=DayKind.calendar)),
        agreed(counting=COUNTING),
        agreed(counting=Counting(returned_counts=True)),
        agreed(claim_order=ClaimOrder(claims=(Claim.genhusning, Claim.anvisning), clause="§ 6")),
        agreed(claim_order=ClaimOrder(claims=tuple(reversed(Claim)))),
        agreed(adjustment="Boligforum kan justere kvoten en gang om året."),
    ],
)
def test_what_goes_for_the_whole_agreement_stays_what_it_is(said):
    form = typed_over(said)

    assert faults_of(form) == {}
    assert form.agreed_terms() == said


def test_special_terms_are_kept_when_those_for_all_are_saved():
    special = (TermsFor(key="unge", name="Unge", dwelling_types=(DwellingType.youth,), terms=Terms()),)

    form = typed_over(agreed(special=special), quota_mode="none")

    assert form.is_valid()
    assert form.agreed_terms().special == special


@pytest.mark.parametrize(
    "piece",
    [
        TermsFor(key="unge", name="Unge", dwelling_types=(DwellingType.youth,), terms=contents.terms()),
        TermsFor(key="to", name="To", departments=("9902/001", "9901/001"), terms=Terms(may_report=False)),
        TermsFor(key="vaek", name="Lukket", departments=("9999/001",), terms=Terms(quota=NoQuota())),
    ],
    ids=["a dwelling type", "departments in their own order", "a department the register does not have"],
)
def test_special_terms_that_nobody_touches_stay_what_they_are(piece):
    form = typed_special(piece)

    assert faults_of(form) == {}
    assert form.piece(piece.key) == piece


# --- numbers in Danish


@pytest.mark.parametrize(
    ("typed", "share"),
    [("25", "25"), ("25 %", "25"), ("25 procent", "25"), ("12,5", "12.5"), ("33,3333 pct.", "33.3333")],
)
def test_a_share_is_read_as_danes_write_it(typed, share):
    form = typed_over(agreed(), quota_mode="share", quota_share=typed)

    assert faults_of(form) == {}
    assert form.agreed_terms().everywhere.quota == ShareQuota(share=Decimal(share))


def test_a_share_is_stored_without_needless_zeros():
    form = typed_over(agreed(), quota_mode="share", quota_share="25,00")
    form.is_valid()

    assert str(form.agreed_terms().everywhere.quota.share) == "25"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ca. 25", "Skriv 25."),
        ("120", "Skriv højst 100."),
        ("-5", "Skriv mindst 0."),
        ("33,33333", "Skriv højst 4 decimaler."),
        ("..", "er ikke et tal, der passer her."),
    ],
)
def test_a_share_that_is_none_is_refused_with_what_to_do(typed, words):
    form = typed_over(agreed(), quota_mode="share", quota_share=typed)

    assert words in faults_of(form)["quota_share"]


# --- what lacks


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quota_mode": "share"}, "quota_share"),
        ({"quota_mode": "every_nth"}, "quota_n"),
        ({"quota_mode": "fixed_stock"}, "quota_stock_share"),
        ({"fleksibel_mode": "optional", "fleksibel_share_is_most": "on"}, "fleksibel_share"),
        ({"extra_steps": ["roed"]}, "extra_dwellings"),
        ({"deadline_days": "3"}, "deadline_kind"),
        ({"deadline_kind": "working"}, "deadline_days"),
        ({"deadline_tenant_days": "14"}, "deadline_days"),
        ({"counting_scope": "municipality"}, "counting_returned"),
        ({"counting_carry_over": "on"}, "counting_returned"),
        ({"counting_returned": "yes", "counting_dwelling_types": []}, "counting_dwelling_types"),
        ({"claim_clause": "§ 6"}, "claim_clause"),
        ({"claim_anvisning": "1", "claim_divorce": "1"}, "claim_divorce"),
    ],
)
def test_half_an_agreement_is_refused_where_the_rest_lacks(changes, field):
    assert list(faults_of(typed_over(agreed(), **changes))) == [field]


def test_fields_of_a_quota_that_is_not_chosen_are_not_read():
    form = typed_over(agreed(), quota_mode="every_nth", quota_n="4", quota_share="ca. meget")

    assert faults_of(form) == {}
    assert form.agreed_terms().everywhere.quota == EveryNthQuota(n=4)


def test_places_in_the_claim_order_may_leave_gaps():
    form = typed_over(agreed(), claim_waiting_list="8", claim_anvisning="2")
    form.is_valid()

    assert form.agreed_terms().claim_order == ClaimOrder(claims=(Claim.anvisning, Claim.waiting_list))


def test_special_terms_that_concern_nobody_in_particular_are_refused():
    form = typed_special(None, name="For alle", quota_mode="none")

    assert "hører de til under vilkår for alle afdelinger" in faults_of(form)["departments"]


def test_a_new_agreement_says_nothing_until_something_is_typed():
    form = typed_over(agreed())

    assert form.is_valid()
    assert form.agreed_terms() == AgreedTerms()


def test_an_individual_agreement_leaves_out_what_the_framework_says():
    framework = contents.agreed()
    own = AgreedTermsForm(None, draft=draft_of(Content(), framework))
    form = AgreedTermsForm(untouched(own, quota_mode="none"), draft=draft_of(Content(), framework))

    assert form.is_valid()
    assert form.agreed_terms() == AgreedTerms(everywhere=Terms(quota=NoQuota()))
    assert form.fields["may_report"].choices[0] == ("", "som i rammeaftalen")

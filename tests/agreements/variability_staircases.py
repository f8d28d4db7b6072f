"""Columns of the variability table with a staircase. What the source does not say is CONSTRUCTED."""

from datetime import date

from agreements.content.cooperation import Delivery
from agreements.content.criteria import CriteriaSet, Exemptions, Fraction
from agreements.content.document import Content, inherit
from agreements.content.staircases import Staircase, Step
from agreements.content.terms import (
    AgreedTerms,
    ClaimOrder,
    Counting,
    EveryNthQuota,
    ExtraQuota,
    NoQuota,
    OnRequestQuota,
    Terms,
)
from agreements.terms import (
    Allocation,
    AnnexKind,
    Benchmark,
    Claim,
    Confidentiality,
    CriteriaKind,
    ForumLevel,
    PlacedBy,
    ShieldedQuota,
    StepColour,
    TargetGroup,
    UnitOfPlacement,
)
from tests.agreements.variability_pieces import (
    ANSWER,
    CLOSED,
    COUNTED,
    EDUCATION,
    FAMILY,
    JOB,
    LISTED,
    OBLIGATORY,
    OPEN,
    ORDINARY,
    OUTSIDE_LABOUR_MARKET,
    STRICT,
    TWO_THIRDS,
    YOUTH,
    Column,
    annex,
    between,
    coloured,
    criteria,
    forum,
    lets,
    numbered,
    rule,
    share,
    special,
    theme,
    together,
    youth_terms,
)
from udlejning.lib.comparison import Operator


def aalborg() -> Column:
    """E11: three colours, 25 % in each department, eight annexes of which the first is closed."""
    return Column(
        Content(
            terms=AgreedTerms(everywhere=Terms(quota=share(25)), counting=COUNTED, deadline=ANSWER),
            staircases=(Staircase(key="boligtrappen", name="Boligtrappen", steps=_three_colours()),),
            criteria_sets=(ORDINARY,),
            themes=(theme("municipal_allocation", "Kun boliger med en relevant husleje bliver brugt."),),
            cooperation=together(
                forum("boligudvalg", "Boligudvalg", ForumLevel.political, 1),
                forum("strategisk", "Strategisk arbejdsgruppe", ForumLevel.officials, 4),
                forum("praktisk", "Praktisk samarbejdsforum", ForumLevel.practice, 12),
                deliveries=(
                    Delivery(key="lbf", what="Tal for hver afdeling", delivered_by="Landsbyggefonden"),
                    Delivery(key="lister", what="Listerne 1. december", delivered_by="Ministeriet"),
                    Delivery(key="tvillinger", what="Tvillingeværktøjet", delivered_by="Landsbyggefonden"),
                ),
            ),
            annexes=(
                annex("1", "Alle afdelinger", AnnexKind.departments_by_step, Confidentiality.own_rows),
                annex("2", "Definition af områder", AnnexKind.text),
                annex("3", "Lokal opgørelse af billige boliger", AnnexKind.text),
                annex("4", "Aftaler om fleksibel udlejning, der fortsætter", AnnexKind.text),
                annex("5", "Trappen", AnnexKind.staircase_picture),
                annex("6", "Datagrundlag", AnnexKind.data_basis),
                annex("7", "Kriterier på hvert trin", AnnexKind.criteria),
                annex("8", "Boliganvisningens almindelige vilkår", AnnexKind.terms),
            ),
        )
    )


def _three_colours() -> tuple[Step, ...]:
    # Every threshold and share CONSTRUCTED (E11), and so is what red does to the 25 %.
    red = coloured(
        StepColour.red,
        rule(Operator.at_least, 40),
        LISTED,
        rule(Operator.at_least, 15, relative_to=Benchmark.twins),
        **CLOSED,
        when_shielded=ShieldedQuota.lapses,
        fleksibel=lets("required", 50, "almindelige"),
    )
    yellow = coloured(
        StepColour.yellow,
        between(30, 40),
        may_report=True,
        may_allocate=Allocation.target_groups,
        target_groups=(TargetGroup.housing_first, TargetGroup.with_support),
        fleksibel=lets("optional", 25, "almindelige"),
    )
    green = coloured(
        StepColour.green, rule(Operator.below, 30), **OPEN, fleksibel=lets("optional", 0, "almindelige")
    )
    return red, yellow, green


def helsingoer() -> Column:
    """Every fourth and rates on the staircase, placed by agreement each year; individual criteria."""
    # Steps and rates CONSTRUCTED: annex 1 is not readable. The last day is the one before 1 August 2026.
    steps = (
        coloured(
            StepColour.red, quota=NoQuota(), **CLOSED, fleksibel=lets("required", None, "obligatoriske")
        ),
        coloured(StepColour.yellow, **OPEN, fleksibel=lets("optional", 50, "almindelige")),
        coloured(StepColour.green, **OPEN, fleksibel=lets("none")),
    )
    staircase = Staircase(
        key="boligtrappen", name="Boligtrappen", placed_by=PlacedBy.hand, rhythm="Hvert år", steps=steps
    )
    every_fourth = EveryNthQuota(n=4)
    framework = Content(
        terms=AgreedTerms(
            everywhere=Terms(quota=every_fourth),
            special=(youth_terms(**OPEN, quota=every_fourth, fleksibel=lets("none")),),
            counting=Counting(dwelling_types=(*FAMILY, *YOUTH), returned_counts=False),
            deadline=ANSWER,
            adjustment="Indplaceringen vurderes hvert år og justeres efter aftale.",
        ),
        staircases=(staircase,),
        criteria_sets=(ORDINARY, OBLIGATORY),
        themes=(theme("municipal_allocation", "Sagsbehandleren indstiller ud fra borgerens økonomi."),),
        annexes=(
            annex("1", "Trappen, indplaceringer og satser", AnnexKind.departments_by_step),
            annex("3", "Ungdomsboliger", AnnexKind.terms),
        ),
    )
    moves = Exemptions(internal_same_department=True, internal_from_date=date(2024, 5, 1))
    own_sets = (
        OBLIGATORY.model_copy(update={"exemptions": moves}),
        ORDINARY.model_copy(update={"criteria": (JOB,), "exemptions": moves}),
    )
    own = Content(criteria_sets=own_sets)
    return Column(inherit(framework, own), date(2022, 8, 1), date(2026, 7, 31), own)


def koebenhavn_24() -> Column:
    """Two staircases: areas of 2 steps by the ministry's lists, departments of 4 by their figures."""
    # The department steps' thresholds and shares are CONSTRUCTED; every third is what one organisation says.
    listed_or_plan = LISTED.model_copy(update={"also_with_development_plan": True})
    by_law = {"kind": CriteriaKind.obligatory, "announced_date": date(2023, 12, 1)}
    area = Staircase(
        key="omraader",
        name="Områdetrappen",
        unit=UnitOfPlacement.area,
        dwelling_types=FAMILY,
        steps=(
            numbered(1, listed_or_plan, fleksibel=lets("required", None, "obligatoriske_skaerpede")),
            numbered(2),
        ),
    )
    department = Staircase(
        key="afdelinger",
        name="Afdelingstrappen",
        dwelling_types=FAMILY,
        rhythm="Årlig måling",
        steps=(
            numbered(1, rule(Operator.at_least, 40), fleksibel=lets("required", 60, "skaerpede")),
            numbered(2, rule(Operator.at_least, 30), fleksibel=lets("required", 50, "almindelige")),
            numbered(3, rule(Operator.at_least, 20), fleksibel=lets("optional", 25, "almindelige")),
            numbered(4, fleksibel=lets("none")),
        ),
    )
    framework = Content(
        terms=AgreedTerms(
            everywhere=Terms(**OPEN, quota=EveryNthQuota(n=3)),
            special=(youth_terms(fleksibel=lets("optional", 50, "almindelige")),),
            counting=COUNTED,
            deadline=ANSWER,
            adjustment="Udvalgene kan justere, hvis den årlige måling går den forkerte vej.",
        ),
        staircases=(area, department),
        criteria_sets=(
            ORDINARY,
            STRICT,
            ORDINARY.model_copy(update={"key": "obligatoriske", **by_law}),
            STRICT.model_copy(update={"key": "obligatoriske_skaerpede", **by_law}),
        ),
        themes=(theme("new_building", "I områder med få billige boliger tages der hensyn til huslejen."),),
        cooperation=together(forum("partnerskab", "Partnerskabsforum", ForumLevel.political, 1)),
    )
    own = Content(
        terms=AgreedTerms(special=(special("nybyggeri", "Nybyggeri", ("9903/004",), quota=share(10)),))
    )
    return Column(inherit(framework, own), own=own)


def koebenhavn_19() -> Column:
    """E3: one staircase of three steps; flexible shares from 11 to 89 %; two thirds to work and study."""
    # Quotas, steps and thresholds are CONSTRUCTED; of the departments only Brumleby's 11 % is real.
    steps = (
        numbered(1, rule(Operator.at_least, 40), fleksibel=lets("required", 60, "skaerpede")),
        numbered(2, rule(Operator.at_least, 30), fleksibel=lets("optional", 50, "b")),
        numbered(3, fleksibel=lets("optional", 25, "c")),
    )
    framework = Content(
        terms=AgreedTerms(
            everywhere=Terms(**OPEN, quota=share(25)),
            special=(youth_terms(fleksibel=lets("none")),),
            counting=COUNTED,
            deadline=ANSWER,
            claim_order=ClaimOrder(
                claims=(
                    Claim.anvisning,
                    Claim.boliggaranti,
                    Claim.internal_department,
                    Claim.divorce,
                    Claim.internal_organisation,
                    Claim.fleksibel_udlejning,
                    Claim.waiting_list,
                )
            ),
            adjustment="To udvalg kan hver for sig justere vilkårene i perioden.",
        ),
        staircases=(Staircase(key="trappen", name="Trappen", rhythm="Årlig måling", steps=steps),),
        criteria_sets=(*_abc(), STRICT),
        themes=tuple(theme(key) for key in ("refugees", "special_dwellings", "rehousing", "new_building")),
        cooperation=together(forum("samarbejde", "Samarbejdsforum", ForumLevel.officials)),
    )
    shares = (
        special("brumleby", "Brumleby", ("9904/011",), fleksibel=lets("required", 11, "a")),
        special("halvdelen", "Halvdelen", ("9904/050",), fleksibel=lets("required", 50, "a")),
        special("mest", "Mest", ("9904/089",), quota=share(11), fleksibel=lets("required", 89, "a")),
    )
    own = Content(terms=AgreedTerms(special=shares))
    return Column(inherit(framework, own), date(2019, 7, 1), date(2023, 6, 30), own)


def _abc() -> tuple[CriteriaSet, ...]:
    preferred = Fraction(share=TWO_THIRDS, criteria=("job", "education"))
    moves = Exemptions(internal_same_department=True)
    return tuple(
        criteria(key, f"Kriterier {key.upper()}", JOB, EDUCATION, fractions=(preferred,), exemptions=moves)
        for key in ("a", "b", "c")
    )


def bl_template() -> Column:
    """One base staircase for both: a shielded step with 0, a share, and a share with a fixed extra quota."""
    framework = Content(
        terms=AgreedTerms(
            special=(youth_terms(quota=EveryNthQuota(n=4), fleksibel=lets("none")),),
            counting=Counting(dwelling_types=(*FAMILY, *YOUTH), returned_counts=False),
            deadline=ANSWER,
            adjustment="Årsmødet kan justere aftalen.",
        ),
        staircases=(
            Staircase(key="basistrappen", name="Basistrappen", rhythm="Årsmøde", steps=_base_steps()),
        ),
        criteria_sets=(ORDINARY,),
        themes=tuple(theme(key) for key in ("purpose", "municipal_allocation", "staircase", "evaluation")),
        cooperation=together(
            forum("boligforum", "Boligforum", ForumLevel.political, 1),
            forum("embedsmaend", "Embedsmandsgruppe", ForumLevel.officials, 4),
        ),
        annexes=(annex("afdelinger", "Afdelinger på trin", AnnexKind.departments_by_step),),
    )
    # The model for small municipalities: the request names size and highest rent.
    by_request = special(
        "anmodning", "Anmodning", ("9912/001",), **OPEN, quota=OnRequestQuota(answer_days=14)
    )
    own = Content(terms=AgreedTerms(special=(by_request,)))
    return Column(inherit(framework, own), own=own)


def _base_steps() -> tuple[Step, ...]:
    # Thresholds and shares CONSTRUCTED: the template leaves them blank.
    red = coloured(
        StepColour.red,
        rule(Operator.at_least, 40, OUTSIDE_LABOUR_MARKET),
        **CLOSED,
        quota=share(0),
        when_shielded=ShieldedQuota.lapses,
        fleksibel=lets("required", 50, "almindelige"),
    )
    yellow = coloured(
        StepColour.yellow,
        rule(Operator.at_least, 30, OUTSIDE_LABOUR_MARKET),
        may_report=True,
        may_allocate=Allocation.target_groups,
        target_groups=(TargetGroup.in_work, TargetGroup.families_with_children),
        quota=share("12.5"),
        fleksibel=lets("optional", 25, "almindelige"),
    )
    extra = ExtraQuota(dwellings_a_year=10, compensates_for_steps=("red",))
    green = coloured(StepColour.green, **OPEN, quota=share(33), extra_quota=extra, fleksibel=lets("none"))
    return red, yellow, green

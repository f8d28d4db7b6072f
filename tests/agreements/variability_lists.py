"""Columns of the variability table without a staircase. What the source does not say is CONSTRUCTED."""

from datetime import date
from decimal import Decimal

from agreements.content.cooperation import Goal
from agreements.content.criteria import CriteriaSet, Fraction
from agreements.content.document import Content, inherit
from agreements.content.terms import (
    AgreedTerms,
    ClaimOrder,
    Counting,
    EveryNthQuota,
    NoQuota,
    OnRequestQuota,
    Terms,
)
from agreements.terms import (
    Allocation,
    Claim,
    CriteriaKind,
    CriteriaOrder,
    Direction,
    ForumLevel,
    HouseholdTest,
)
from tests.agreements.variability_pieces import (
    ANSWER,
    COUNTED,
    EDUCATION,
    JOB,
    OBLIGATORY,
    OPEN,
    ORDINARY,
    OUTSIDE,
    TWO_THIRDS,
    Column,
    criteria,
    criterion,
    forum,
    lets,
    share,
    special,
    theme,
    together,
    youth_terms,
)


def frederiksberg() -> Column:
    """A share for each department, and a pattern that repeats: every second to a resident who moves."""
    # Bands and pattern are CONSTRUCTED, the strict estate's two years and 24 payslips are real.
    strict = criterion("strict_work_or_education", years=2).model_copy(
        update={"documentation": "24 lønsedler", "documentation_valid_months": 3}
    )
    moves = criterion("own", key="intern", text="Ansøgeren bor i boligorganisationen.")
    pattern = criteria(
        "moenster",
        "Gentaget mønster",
        moves,
        criterion("job", key="a", hours=30),
        criterion("education", key="b"),
        order=CriteriaOrder.rotation,
        rotation=("intern", "a", "intern", "b", "intern", "waiting_list"),
    )
    framework = Content(
        terms=AgreedTerms(everywhere=Terms(**OPEN, quota=share(25)), counting=COUNTED, deadline=ANSWER),
        criteria_sets=(pattern,),
        themes=(theme("settlement"), theme("flexible_letting"), theme("municipal_allocation")),
        goals=(
            Goal(
                key="tilknytning",
                text="Færre uden tilknytning",
                indicator=OUTSIDE,
                direction=Direction.down,
                target=Decimal(30),
                target_date=date(2023, 12, 31),
            ),
        ),
    )
    own = Content(
        terms=AgreedTerms(
            special=(
                special("lavt", "Lavt bånd", ("9905/001",), fleksibel=lets("required", 25, "moenster")),
                special("hoejt", "Højt bånd", ("9905/002",), fleksibel=lets("required", 75, "moenster")),
                special("skaerpet", "Skærpet", ("9905/003",), fleksibel=lets("required", 50, "to_aar")),
            )
        ),
        criteria_sets=(criteria("to_aar", "To års dokumentation", strict, kind=CriteriaKind.strict),),
    )
    return Column(inherit(framework, own), date(2020, 1, 1), date(2023, 12, 31), own)


def broendby() -> Column:
    """E1: bilateral, shares by department: 100 % in Hallingparken, 25 % elsewhere; flexible 75 or 55 %."""
    # The source calls Hallingparken both 606 (flexible) and 607 (allocation); departments go by number.
    adults = criteria(
        "voksne",
        "Alle voksne",
        JOB.model_copy(update={"household": HouseholdTest.all_adults}),
        criterion("self_employed").model_copy(update={"household": HouseholdTest.all_adults}),
        order=CriteriaOrder.equal,
    )
    most = ("9906/604", "9906/605", "9906/606", "9906/608")
    return Column(
        Content(
            terms=AgreedTerms(
                everywhere=Terms(**OPEN, quota=share(25), fleksibel=lets("required", 55, "voksne")),
                special=(
                    special(
                        "fuld",
                        "Hallingparken",
                        ("9906/607",),
                        quota=share(100),
                        fleksibel=lets("none"),
                    ),
                    special("mest", "75 % fleksibelt", most, fleksibel=lets("required", 75, "voksne")),
                ),
                counting=COUNTED,
                deadline=ANSWER,
                claim_order=ClaimOrder(
                    claims=(
                        Claim.internal_department,
                        Claim.anvisning,
                        Claim.fleksibel_udlejning,
                        Claim.waiting_list,
                    )
                ),
                adjustment="Andelene kan ændres ved den årlige styringsdialog.",
            ),
            criteria_sets=(adults,),
            cooperation=together(forum("styringsdialog", "Styringsdialog", ForumLevel.officials, 1)),
        ),
        date(2015, 1, 1),
        date(2018, 12, 31),
    )


def soenderborg() -> Column:
    """Every eighth in each department; fractions for child families and 50+ that differ by department."""
    families, seniors = criterion("families_with_children", age=18), criterion("senior", age=50)

    def fractions(key: str, *parts: Fraction) -> CriteriaSet:
        return criteria(f"afd_{key}", f"Afdeling {key}", families, seniors, JOB, fractions=parts)

    large = Fraction(share=TWO_THIRDS, criteria=("families_with_children",), rooms_from=4)
    shares = {"12": "70", "13": "50", "14": "30"}
    special_terms = tuple(
        special(
            f"afd_{key}", f"Afdeling {key}", (f"9907/{key}",), fleksibel=lets("required", 50, f"afd_{key}")
        )
        for key in (*shares, "15")
    )
    sets = tuple(
        fractions(key, Fraction(share=Decimal(part), criteria=("families_with_children", "senior")))
        for key, part in shares.items()
    )
    youth = youth_terms(may_report=False, may_allocate=Allocation.no, quota=NoQuota())
    first_to_residents = (
        Claim.internal_department,
        Claim.anvisning,
        Claim.fleksibel_udlejning,
        Claim.waiting_list,
    )
    return Column(
        Content(
            terms=AgreedTerms(
                everywhere=Terms(**OPEN, quota=EveryNthQuota(n=8)),
                special=(*special_terms, youth),
                counting=COUNTED,
                deadline=ANSWER,
                claim_order=ClaimOrder(claims=first_to_residents),
            ),
            criteria_sets=(*sets, fractions("15", large), OBLIGATORY),
        )
    )


def nyborg_2015() -> Column:
    """E9, first version: numbers 4, 8, 12 … of one estate."""
    return Column(_nyborg(EveryNthQuota(n=4), COUNTED), date(2015, 2, 25), date(2019, 2, 24))


def nyborg_2020() -> Column:
    """E9, the version from 25 February 2020: no counter, the municipality asks."""
    return Column(_nyborg(OnRequestQuota(answer_days=14), None), date(2020, 2, 25), date(2024, 2, 24))


def _nyborg(quota: EveryNthQuota | OnRequestQuota, counting: Counting | None) -> Content:
    return Content(
        terms=AgreedTerms(
            everywhere=Terms(**OPEN, quota=quota, fleksibel=lets("required", 50, "almindelige")),
            counting=counting,
            deadline=ANSWER,
        ),
        criteria_sets=(ORDINARY,),
    )


def lolland() -> Column:
    """One list of seven ranked criteria for at most half of the lettings, and nothing on allocation."""
    ranked = criteria(
        "prioriteret",
        "Prioriteret liste",
        JOB,
        EDUCATION,
        criterion("new_graduate", months=12),
        criterion("divorce", months=12, years=2),
        criterion("senior", age=55),
        criterion("commuter", hours=30),
        criterion("families_with_children", age=18),
        order=CriteriaOrder.ranked,
    )
    half = lets("optional", 50, "prioriteret", is_most=True)
    return Column(Content(terms=AgreedTerms(everywhere=Terms(fleksibel=half)), criteria_sets=(ranked,)))


def odense() -> Column:
    """On match: wishes are met at a monthly meeting; about 8 % of vacancies were used, as a goal here."""
    framework = Content(
        terms=AgreedTerms(
            everywhere=Terms(
                **OPEN, quota=OnRequestQuota(answer_days=14), fleksibel=lets("optional", 25, "grupper")
            ),
            deadline=ANSWER,
            claim_order=ClaimOrder(
                claims=(
                    Claim.boliggaranti,
                    Claim.anvisning,
                    Claim.fleksibel_udlejning,
                    Claim.waiting_list,
                )
            ),
        ),
        criteria_sets=(
            criteria(
                "grupper", "Grupper", JOB, EDUCATION, criterion("senior", age=55), order=CriteriaOrder.equal
            ),
        ),
        goals=(
            Goal(
                key="anvist",
                text="Brugt andel af de ledige boliger",
                measure="Anviste boliger i procent af de ledige",
                unit="%",
                direction=Direction.up,
                target=Decimal(8),
                target_date=date(2025, 12, 31),
                delivered_by="Boliganvisningen",
            ),
        ),
        cooperation=together(
            forum("match", "Matchmøde", ForumLevel.practice, 12),
            forum("aar", "Årsmøde", ForumLevel.political, 1),
        ),
    )
    return Column(framework)


def one_in_four_from_the_first() -> Column:
    """E10: one in four, and the first vacancy is offered, then the 5th and the 9th."""
    quota = EveryNthQuota(n=4, first=1)
    terms = AgreedTerms(everywhere=Terms(**OPEN, quota=quota), counting=COUNTED, deadline=ANSWER)
    return Column(Content(terms=terms))

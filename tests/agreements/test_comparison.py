"""What an amendment changes, before and after, in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agreements.comparison import Difference, Names, differences, piece_names, points
from agreements.content.cooperation import (
    Annex,
    Contact,
    Cooperation,
    Delivery,
    Forum,
    Goal,
    Theme,
)
from agreements.content.document import CONTENT_PARTS, Content, changed_parts
from agreements.content.terms import AgreedTerms, ClaimOrder, EveryNthQuota, Terms, TermsFor
from agreements.terms import AnnexKind, Claim, Direction, DwellingType, ForumLevel, Part
from agreements.wording.rules import IndicatorName
from tests import contents as make

NAMES = Names(
    indicators={make.OUTSIDE: IndicatorName("Uden tilknytning til arbejdsmarked eller uddannelse", "%")},
    departments={"9901/001": "Parken"},
)


def plain(text):
    return text.replace("\u00a0", " ")


def changed(before, after):
    return [(each.what, plain(each.before), plain(each.after)) for each in differences(before, after, NAMES)]


def themed(*themes):
    return Content(themes=themes)


def test_what_is_the_same_is_not_told():
    assert differences(make.agreed(), make.agreed(), NAMES) == ()


def test_a_changed_quota_is_told_before_and_after():
    after = make.agreed(make.red(), make.yellow(quota=EveryNthQuota(n=8)), make.green())

    assert changed(make.agreed(), after) == [
        ("Trappen, gul: kvote", "25 % af de ledige boliger (hver 4.)", "hver 8. ledige bolig")
    ]
    assert differences(make.agreed(), after, NAMES)[0].part is Part.staircases


def test_a_new_threshold_is_told_as_the_rule_of_its_step():
    stricter = make.yellow().model_copy(update={"rules": (make.at_least(28),)})
    after = make.agreed(make.red(), stricter, make.green())

    assert changed(make.agreed(), after) == [
        (
            "Trappen, gul: hvem står her",
            "mindst 30 % uden tilknytning til arbejdsmarked eller uddannelse",
            "mindst 28 % uden tilknytning til arbejdsmarked eller uddannelse",
        )
    ]


def test_a_step_that_goes_is_told_with_all_that_it_said():
    found = changed(make.agreed(), make.agreed(make.red(), make.green()))

    assert ("Trappen: trin, det strengeste først", "rød, gul og grøn", "rød og grøn") in found
    assert ("Trappen, gul: kvote", "25 % af de ledige boliger (hver 4.)", "") in found


def test_of_how_the_quota_is_counted_only_the_changed_sentence_is_told():
    counting = make.COUNTING.model_copy(update={"returned_counts": False})

    assert changed(make.agreed(), make.agreed(counting=counting)) == [
        (
            "Sådan tælles kvoten",
            "Sendes en bolig tilbage, er kommunens tur brugt.",
            "Sendes en bolig tilbage, har kommunen turen til gode.",
        )
    ]


def test_special_terms_are_called_what_the_agreement_calls_them():
    special = TermsFor(
        key="counting",  # as a point of the terms is called: the paths must not meet
        name="Kollegierne",
        departments=("9901/001",),
        dwelling_types=(DwellingType.youth,),
        terms=Terms(may_report=True),
    )
    before = Content(terms=AgreedTerms(counting=make.COUNTING))
    after = Content(terms=AgreedTerms(counting=make.COUNTING, special=(special,)))

    assert changed(before, after) == [
        ("Kollegierne", "", "Gælder ungdomsboliger i Parken"),
        ("Kollegierne: afdelingen må melde boliger ind", "", "ja"),
    ]


def test_claims_in_another_order_are_told():
    first = ClaimOrder(claims=(Claim.anvisning, Claim.waiting_list))
    second = ClaimOrder(claims=(Claim.waiting_list, Claim.anvisning))

    assert changed(
        Content(terms=AgreedTerms(claim_order=first)), Content(terms=AgreedTerms(claim_order=second))
    ) == [
        (
            "Hvem der kommer først til en ledig bolig",
            "1. kommunal anvisning, 2. ventelisten",
            "1. ventelisten, 2. kommunal anvisning",
        )
    ]


def test_of_a_long_text_only_the_changed_lines_are_told():
    before = themed(Theme(key="own", title="Formål", is_own=True, text="Vi vil.\nVi kan.\nVi gør."))
    after = themed(Theme(key="own", title="Formål", is_own=True, text="Vi vil.\nVi kan mere.\nVi gør."))

    assert changed(before, after) == [("Formål", "Vi kan.", "Vi kan mere.")]


def test_themes_in_another_order_are_told_as_an_order():
    first = Theme(key="a", title="Formål", is_own=True, text="x")
    second = Theme(key="b", title="Data", is_own=True, text="y")

    found = changed(themed(first, second), themed(second, first))

    assert [what for what, _, _ in found] == ["Temaerne i rækkefølge"]


def test_a_theme_that_comes_is_told_once():
    first = Theme(key="a", title="Formål", is_own=True, text="x")
    second = Theme(key="b", title="Data", is_own=True, text="y")

    assert changed(themed(first), themed(first, second)) == [("Data", "", "y")]


def test_a_theme_of_the_catalogue_is_told_with_its_filled_text():
    found = changed(themed(), themed(Theme(key="municipal_allocation")))

    assert found[0][0] == "Kommunal anvisning"
    assert "[Boligsociale opgaver" in found[0][2]


def test_criteria_are_told_with_papers_and_order():
    more = make.CRITERIA.criteria[0].model_copy(update={"documentation": "Seks lønsedler."})
    before = Content(criteria_sets=(make.CRITERIA,))
    after = Content(criteria_sets=(make.CRITERIA.model_copy(update={"criteria": (more,)}),))

    assert changed(before, after) == [("Almindelige kriterier: Arbejde", "Tre lønsedler.", "Seks lønsedler.")]


def test_goals_collaboration_and_annexes_are_told():
    goal = Goal(
        key="m",
        text="Flere i arbejde",
        direction=Direction.up,
        target=Decimal(60),
        unit="%",
        target_date=date(2027, 12, 31),
    )
    cooperation = Cooperation(
        contacts=(Contact(name="Anna Holm", phone="12 34 56 78"),),
        forums=(Forum(key="f", name="Boligforum", level=ForumLevel.practice, meetings_a_year=4),),
        deliveries=(Delivery(key="d", what="Ledige boliger", delivered_by="organisationerne"),),
    )
    annex = Annex(key="b", title="Trappen", kind=AnnexKind.staircase_picture)

    found = differences(Content(), Content(goals=(goal,), cooperation=cooperation, annexes=(annex,)), NAMES)

    assert [(each.part, each.what) for each in found] == [
        (Part.goals, "Flere i arbejde"),
        (Part.cooperation, "Kontakter"),
        (Part.cooperation, "Boligforum"),
        (Part.cooperation, "Levering af data: Ledige boliger"),
        (Part.annexes, "Bilag 1: Trappen"),
    ]
    assert "Boligforum mødes på praksisniveau 4 gange om året." in found[2].after


def test_what_an_individual_agreement_leaves_out_is_told():
    after = Content(leaves_out=("themes.safety",))

    assert differences(Content(), after, NAMES) == (
        Difference(Part.themes, "Tages ikke med fra rammeaftalen", "", "safety"),
    )


def test_what_is_left_out_is_told_by_the_name_it_has_in_the_framework():
    framework = make.agreed()
    after = Content(leaves_out=("staircases.trappen", "criteria_sets.almindelige"))

    found = differences(Content(), after, replace(NAMES, framework=piece_names(framework)))

    assert [(each.part, each.after) for each in found] == [
        (Part.staircases, "Trappen"),
        (Part.criteria_sets, "Almindelige kriterier"),
    ]
    assert changed_parts(Content(), after) == (Part.staircases, Part.criteria_sets)


@pytest.mark.parametrize("part", CONTENT_PARTS)
def test_a_part_that_says_nothing_has_no_points(part):
    assert points(Content(), part, NAMES) == ()


@pytest.mark.parametrize("part", CONTENT_PARTS)
def test_no_two_points_of_a_part_stand_in_the_same_place(part):
    paths = [point.path for point in points(make.agreed(), part, NAMES)]

    assert len(paths) == len(set(paths))

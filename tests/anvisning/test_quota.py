"""The running counter: exactly floor(n * share), arrears made up, shielded steps giving nothing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agreements.terms import ShieldedQuota
from anvisning.quota import (
    Balance,
    Counter,
    QuotaTerms,
    Route,
    RouteReason,
    balance,
    is_municipal_turn,
    route_vacancies,
    route_vacancy,
    share_text,
    turns_due,
)
from udlejning.lib.danish import NO_BREAK_SPACE

SINCE = date(2026, 1, 1)
QUARTER = Decimal("0.25")

shares = st.decimals(0, 1, places=4)
speakable_shares = st.decimals(Decimal("0.05"), 1, places=2)
lengths = st.integers(0, 400)


def plain(text):
    return text.replace(NO_BREAK_SPACE, " ")


def terms(share=QUARTER, *, may_report=True, when_shielded=ShieldedQuota.lapses):
    return QuotaTerms(may_report=may_report, share=share, when_shielded=when_shielded)


def counter(vacancies=0, municipal=0):
    return Counter(vacancies=vacancies, municipal=municipal, since=SINCE)


def route_many(length, *, quota_terms, start=None):
    return route_vacancies(
        terms=quota_terms, counter=start or counter(), dwellings_count=[True for _ in range(length)]
    )


def counter_after(length, *, quota_terms, start=None):
    state = start or counter()
    for routing in route_many(length, quota_terms=quota_terms, start=state):
        state = state.after(routing)
    return state


def numbers_to_municipality(routings):
    return [routing.number for routing in routings if routing.route is Route.municipality]


@pytest.mark.parametrize(
    ("share", "vacancies", "due"),
    [
        pytest.param("0.25", 20, 5, id="E1 Brøndby 25 %"),
        pytest.param("1", 20, 20, id="E1 Hallingparken 100 %"),
        pytest.param("0.125", 19, 2, id="E2 Sønderborg every 8th"),
        pytest.param("0.25", 354, 88, id="E5 Aalborg"),
        pytest.param("0.25", 326, 81, id="E5 Odense"),
        pytest.param("0.25", 10, 2, id="E11 department X"),
        pytest.param("0", 10, 0, id="no share"),
    ],
)
def test_turns_due_in_the_worked_examples(share, vacancies, due):
    routings = route_many(vacancies, quota_terms=terms(Decimal(share)))

    assert turns_due(share=Decimal(share), vacancies=vacancies) == due
    assert len(numbers_to_municipality(routings)) == due


@pytest.mark.parametrize(
    ("share", "vacancies", "numbers"),
    [
        pytest.param("0.25", 20, [4, 8, 12, 16, 20], id="every fourth"),
        pytest.param("0.125", 19, [8, 16], id="E2 Sønderborg numbers 8 and 16"),
        pytest.param("0.5", 5, [2, 4], id="every second"),
        pytest.param("0.4", 5, [3, 5], id="two of five, spread evenly"),
        pytest.param("1", 3, [1, 2, 3], id="all"),
    ],
)
def test_turns_fall_on_these_numbers(share, vacancies, numbers):
    routings = route_many(vacancies, quota_terms=terms(Decimal(share)))

    assert numbers_to_municipality(routings) == numbers


@given(share=shares, length=lengths)
def test_municipality_has_had_exactly_floor_of_n_times_share_after_every_vacancy(share, length):
    had = 0
    history = []
    for n in range(length):
        had += is_municipal_turn(share=share, vacancies_so_far=n, municipal_so_far=had)
        history.append(had)

    assert history == [int((n + 1) * share) for n in range(length)]


@given(share=shares, length=lengths)
def test_routing_gives_the_municipality_its_share_and_never_more(share, length):
    routings = route_many(length, quota_terms=terms(share))

    assert len(numbers_to_municipality(routings)) == int(length * share)
    assert all(routing.municipal_before <= routing.due for routing in routings)


@given(share=shares, first=st.integers(0, 60), second=st.integers(0, 60))
def test_a_batch_is_routed_as_one_by_one(share, first, second):
    middle = counter_after(first, quota_terms=terms(share))

    in_two = route_many(first, quota_terms=terms(share)) + route_many(
        second, quota_terms=terms(share), start=middle
    )

    assert in_two == route_many(first + second, quota_terms=terms(share))


@given(share=shares, length=st.integers(0, 60), when_shielded=st.sampled_from(ShieldedQuota))
def test_a_shielded_department_gives_the_municipality_nothing(share, length, when_shielded):
    routings = route_many(length, quota_terms=terms(share, may_report=False, when_shielded=when_shielded))

    assert {routing.route for routing in routings} <= {Route.organisation}


@given(share=shares, before=st.integers(0, 60), shielded=st.integers(0, 60))
def test_a_lapsed_quota_leaves_the_counter_unchanged(share, before, shielded):
    start = counter_after(before, quota_terms=terms(share))
    lapsing = terms(share, may_report=False, when_shielded=ShieldedQuota.lapses)

    assert counter_after(shielded, quota_terms=lapsing, start=start) == start


@given(
    share=st.decimals(0, Decimal("0.75"), places=4), before=st.integers(0, 60), shielded=st.integers(0, 60)
)
def test_an_owed_quota_is_made_up_in_full_and_never_exceeded(share, before, shielded):
    start = counter_after(before, quota_terms=terms(share))
    owing = terms(share, may_report=False, when_shielded=ShieldedQuota.owed)
    in_arrears = counter_after(shielded, quota_terms=owing, start=start)

    # Each vacancy makes up at least a quarter of a turn, so 400 are enough for 60 owed.
    routings = route_many(400, quota_terms=terms(share), start=in_arrears)

    had = in_arrears.municipal + len(numbers_to_municipality(routings))
    assert in_arrears.municipal == start.municipal
    assert had == int((before + shielded + 400) * share)
    assert all(routing.municipal_before <= routing.due for routing in routings)


def test_a_full_share_can_never_make_up_what_is_owed_but_gets_every_vacancy():
    routings = route_many(10, quota_terms=terms(Decimal(1)), start=counter(5, 3))

    assert numbers_to_municipality(routings) == list(range(6, 16))
    assert {routing.reason for routing in routings} == {RouteReason.arrears}


@given(
    share=shares,
    vacancies=st.integers(0, 200),
    data=st.data(),
)
def test_arrears_and_ordinary_turns_are_told_apart(share, vacancies, data):
    had = data.draw(st.integers(0, vacancies))
    owed = balance(share=share, vacancies=vacancies, municipal=had).owed

    routing = route_vacancy(terms=terms(share), counter=counter(vacancies, had), dwelling_counts=True)

    assert (routing.reason is RouteReason.arrears) == (owed > 0)
    assert (routing.route is Route.municipality) == (
        share > 0 and is_municipal_turn(share=share, vacancies_so_far=vacancies, municipal_so_far=had)
    )


@given(share=speakable_shares, vacancies=st.integers(0, 60))
def test_the_next_number_named_to_the_organisation_is_the_next_that_goes_to_the_municipality(
    share, vacancies
):
    start = counter_after(vacancies, quota_terms=terms(share))
    routings = route_many(40, quota_terms=terms(share), start=start)
    assume(routings[0].route is Route.organisation)

    first_to_municipality = numbers_to_municipality(routings)[0]

    assert routings[0].text.endswith(f"; næste til kommunen er nr. {first_to_municipality}.")


def test_a_share_that_was_lowered_is_waited_out():
    routings = route_many(8, quota_terms=terms(Decimal("0.125")), start=counter(8, 2))

    assert numbers_to_municipality(routings) == []
    assert turns_due(share=Decimal("0.125"), vacancies=24) == 3


def test_a_red_department_gives_none_of_its_twenty_vacancies():
    routings = route_many(20, quota_terms=terms(may_report=False))

    assert numbers_to_municipality(routings) == []


def test_two_owed_turns_are_made_up_first_and_then_the_ordinary_rhythm_returns():
    shielded = terms(may_report=False, when_shielded=ShieldedQuota.owed)
    in_arrears = counter_after(8, quota_terms=shielded)

    routings = route_many(12, quota_terms=terms(), start=in_arrears)

    assert numbers_to_municipality(routings) == [9, 10, 12, 16, 20]
    assert [routing.reason for routing in routings[:4]] == [
        RouteReason.arrears,
        RouteReason.arrears,
        RouteReason.organisation_turn,
        RouteReason.municipal_turn,
    ]


def test_a_returned_dwelling_that_does_not_count_is_made_up_by_the_next():
    routing = route_vacancy(terms=terms(), counter=counter(4, 0), dwelling_counts=True)

    assert routing.reason is RouteReason.arrears
    assert routing.due == 1


@pytest.mark.parametrize(
    ("quota_terms", "dwelling_counts", "reason"),
    [
        (terms(), False, RouteReason.outside_quota),
        (terms(may_report=False), False, RouteReason.outside_quota),
        (terms(may_report=False), True, RouteReason.shielded_lapses),
        (terms(Decimal(0)), True, RouteReason.no_share),
    ],
)
def test_what_the_quota_does_not_cover_stays_uncounted_with_the_organisation(
    quota_terms, dwelling_counts, reason
):
    start = counter(3, 0)

    routing = route_vacancy(terms=quota_terms, counter=start, dwelling_counts=dwelling_counts)

    assert (routing.route, routing.reason) == (Route.organisation, reason)
    assert (routing.counts, routing.number) == (False, None)
    assert start.after(routing) == start


TEXTS = [
    pytest.param(
        terms(),
        counter(3, 0),
        True,
        "Den går til kommunen: nr. 4 siden 1. januar 2026, og kommunen skal have 25 % (1 af 4).",
        id="municipal turn",
    ),
    pytest.param(
        terms(Decimal(1)),
        counter(3, 3),
        True,
        "Den går til kommunen: nr. 4 siden 1. januar 2026, og kommunen skal have 100 %.",
        id="every vacancy",
    ),
    pytest.param(
        terms(),
        counter(8, 0),
        True,
        "Den går til kommunen: nr. 9 siden 1. januar 2026; kommunen skal have 25 % (1 af 4), altså 2, "
        "men har kun fået 0, så der mangler 2.",
        id="arrears",
    ),
    pytest.param(
        terms(),
        counter(4, 1),
        True,
        "Den er jeres: nr. 5 siden 1. januar 2026; kommunen skal have 25 % (1 af 4), altså 1, "
        "og har fået 1; næste til kommunen er nr. 8.",
        id="organisation turn",
    ),
    pytest.param(
        terms(Decimal("0.125")),
        counter(),
        True,
        "Den er jeres: nr. 1 siden 1. januar 2026; kommunen skal have 12,5 % (1 af 8), altså ingen endnu; "
        "næste til kommunen er nr. 8.",
        id="nothing due yet",
    ),
    pytest.param(
        terms(may_report=False),
        counter(4, 1),
        True,
        "Den er jeres: afdelingen må ikke melde ind på sit trin, og kommunens andel bortfalder så længe; "
        "boligen tælles ikke med.",
        id="shielded, lapses",
    ),
    pytest.param(
        terms(may_report=False, when_shielded=ShieldedQuota.owed),
        counter(7, 0),
        True,
        "Den er jeres: afdelingen må ikke melde ind på sit trin; boligen tælles med som nr. 8 siden "
        "1. januar 2026, og de 2, kommunen har til gode, indhentes, når afdelingen igen må melde ind.",
        id="shielded, two owed",
    ),
    pytest.param(
        terms(may_report=False, when_shielded=ShieldedQuota.owed),
        counter(),
        True,
        "Den er jeres: afdelingen må ikke melde ind på sit trin; boligen tælles med som nr. 1 siden "
        "1. januar 2026, og det, kommunen har til gode, indhentes, når afdelingen igen må melde ind.",
        id="shielded, nothing owed yet",
    ),
    pytest.param(
        terms(),
        counter(3, 0),
        False,
        "Den er jeres: boligtypen er ikke med i kvoten; boligen tælles ikke med.",
        id="outside the quota",
    ),
    pytest.param(
        terms(Decimal(0)),
        counter(3, 0),
        True,
        "Den er jeres: kommunens andel er 0 % på afdelingens trin; boligen tælles ikke med.",
        id="no share",
    ),
]


@pytest.mark.parametrize(("quota_terms", "start", "dwelling_counts", "text"), TEXTS)
def test_the_sentence_says_why(quota_terms, start, dwelling_counts, text):
    routing = route_vacancy(terms=quota_terms, counter=start, dwelling_counts=dwelling_counts)

    assert plain(routing.text) == text


def test_the_neutral_sentence_names_who_gets_the_dwelling():
    kept = route_vacancy(terms=terms(), counter=counter(), dwelling_counts=False)
    given_away = route_vacancy(terms=terms(), counter=counter(3, 0), dwelling_counts=True)

    assert kept.neutral_text.startswith("Den går til boligorganisationen: boligtypen er ikke")
    assert given_away.neutral_text == given_away.text


@pytest.mark.parametrize(
    ("vacancies", "municipal", "expected"),
    [
        (10, 2, Balance(due=2, had=2, owed=0)),
        (12, 1, Balance(due=3, had=1, owed=2)),
        (4, 3, Balance(due=1, had=3, owed=0)),
    ],
)
def test_balance_tells_what_is_owed_and_never_below_zero(vacancies, municipal, expected):
    assert balance(share=QUARTER, vacancies=vacancies, municipal=municipal) == expected


@pytest.mark.parametrize(
    ("share", "text"),
    [("0.25", "25 % (1 af 4)"), ("0.4", "40 % (2 af 5)"), ("0.37", "37 %"), ("1", "100 %")],
)
def test_a_share_is_also_said_as_so_many_of_so_many_where_that_helps(share, text):
    assert plain(share_text(Decimal(share))) == text


@pytest.mark.parametrize("share", ["-0.01", "1.01", "25"])
def test_a_share_that_is_not_a_fraction_is_refused(share):
    with pytest.raises(ValueError, match="share must lie in"):
        turns_due(share=Decimal(share), vacancies=4)


def test_counts_below_zero_are_refused():
    with pytest.raises(ValueError, match="below zero"):
        turns_due(share=QUARTER, vacancies=-1)
    with pytest.raises(ValueError, match="below zero"):
        counter(0, -1)

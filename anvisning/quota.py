"""PURE: whose turn the next vacancy is, by the running counter of the quota (almenboligloven § 59).

Who counts the vacancies, from when and of which dwelling types is the caller's; here are only the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from agreements.terms import ShieldedQuota
from udlejning.lib.danish import long_date, percent

LARGEST_N_SAID_IN_WORDS = 20


class Route(StrEnum):
    """Where a reported vacancy goes."""

    municipality = "municipality"
    organisation = "organisation"


class RouteReason(StrEnum):
    """Why a vacancy goes where it goes."""

    municipal_turn = "municipal_turn"
    arrears = "arrears"
    organisation_turn = "organisation_turn"
    shielded_lapses = "shielded_lapses"
    shielded_owed = "shielded_owed"
    outside_quota = "outside_quota"
    no_share = "no_share"


WHY_UNCOUNTED = {
    RouteReason.shielded_lapses: (
        "afdelingen må ikke melde ind på sit trin, og kommunens andel bortfalder så længe"
    ),
    RouteReason.outside_quota: "boligtypen er ikke med i kvoten",
    RouteReason.no_share: f"kommunens andel er {percent(Decimal(0), places=0)} på afdelingens trin",
}


@dataclass(frozen=True, slots=True)
class QuotaTerms:
    """What the agreement says of the quota on the department's step; `share` is a fraction 0..1."""

    may_report: bool
    share: Decimal
    when_shielded: ShieldedQuota


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a running counter stands: vacancies counted since a date, and those the municipality has had."""

    vacancies: int
    municipal: int
    since: date

    def __post_init__(self) -> None:
        if self.vacancies < 0 or self.municipal < 0:
            raise ValueError("a counter cannot be below zero")

    def after(self, routing: Routing) -> Counter:
        """Return the counter as it stands once a vacancy has been routed."""
        return Counter(
            vacancies=self.vacancies + int(routing.counts),
            municipal=self.municipal + int(routing.route is Route.municipality),
            since=self.since,
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """What the municipality should have had, what it has had, and what it is still owed (never below 0)."""

    due: int
    had: int
    owed: int


@dataclass(frozen=True, slots=True)
class Routing:
    """Where one vacancy goes, why, and the numbers that decided.

    `number` is the vacancy's number in the counter, None where it is not counted; `municipal_before` is what
    the municipality had before it; `due` is what the municipality should have had once it is counted.
    """

    route: Route
    reason: RouteReason
    counts: bool
    number: int | None
    municipal_before: int
    due: int
    share: Decimal
    since: date

    @property
    def text(self) -> str:
        """Return the sentence for the organisation's own staff ("Den er jeres: …")."""
        return f"{'Den går til kommunen' if self._is_municipal else 'Den er jeres'}: {self.explanation}."

    @property
    def neutral_text(self) -> str:
        """Return the same sentence for everyone else ("Den går til boligorganisationen: …")."""
        receiver = "kommunen" if self._is_municipal else "boligorganisationen"
        return f"Den går til {receiver}: {self.explanation}."

    @property
    def explanation(self) -> str:
        """Return why in Danish, with the numbers, without capital letter and full stop."""
        match self.reason:
            case RouteReason.municipal_turn:
                return f"{self._place}, og kommunen skal have {share_text(self.share)}"
            case RouteReason.arrears:
                lacks = f"men har kun fået {self.municipal_before}, så der mangler {self._owed}"
                return f"{self._place}; {self._due_so_far}, {lacks}"
            case RouteReason.organisation_turn:
                return f"{self._place}; {self._had}; næste til kommunen er nr. {self._next_municipal_number}"
            case RouteReason.shielded_owed:
                owed = f"de {self._owed}, kommunen" if self._owed > 1 else "det, kommunen"
                return (
                    f"afdelingen må ikke melde ind på sit trin; boligen tælles med som {self._place}, "
                    f"og {owed} har til gode, indhentes, når afdelingen igen må melde ind"
                )
            case _:
                return f"{WHY_UNCOUNTED[self.reason]}; boligen tælles ikke med"

    @property
    def _is_municipal(self) -> bool:
        return self.route is Route.municipality

    @property
    def _place(self) -> str:
        return f"nr. {self.number} siden {long_date(self.since)}"

    @property
    def _due_so_far(self) -> str:
        return f"kommunen skal have {share_text(self.share)}, altså {self.due or 'ingen endnu'}"

    @property
    def _had(self) -> str:
        return f"{self._due_so_far}, og har fået {self.municipal_before}" if self.due else self._due_so_far

    @property
    def _owed(self) -> int:
        return self.due - self.municipal_before

    @property
    def _next_municipal_number(self) -> int:
        """The first number whose due is above what the municipality has had: ceil((had + 1) / share)."""
        return -(-(self.municipal_before + 1) // Fraction(self.share))


def turns_due(*, share: Decimal, vacancies: int) -> int:
    """Return how many of so many vacancies the municipality should have had: floor(vacancies * share).

    `share` is a fraction 0..1, taken as it is written: a third cannot be written in decimals, and 0.3333
    gives none of the first three. Raises ValueError outside 0..1 or below zero vacancies.
    """
    if not Decimal(0) <= share <= Decimal(1):
        raise ValueError(f"share must lie in 0..1, not {share}")
    if vacancies < 0:
        raise ValueError("vacancies cannot be below zero")
    return int(vacancies * Fraction(share))


def is_municipal_turn(*, share: Decimal, vacancies_so_far: int, municipal_so_far: int) -> bool:
    """Return whether the next vacancy goes to the municipality (almenboligloven § 59; the quota clause).

    Turns are spread evenly: after n vacancies the municipality has had floor(n * share), never more. Whatever
    it lacks of that is made up by the next vacancies in a row. What it has had too much is waited out.
    """
    return municipal_so_far < turns_due(share=share, vacancies=vacancies_so_far + 1)


def balance(*, share: Decimal, vacancies: int, municipal: int) -> Balance:
    """Return the balance of a counter: due, had and owed, in dwellings."""
    due = turns_due(share=share, vacancies=vacancies)
    return Balance(due=due, had=municipal, owed=max(due - municipal, 0))


def route_vacancy(*, terms: QuotaTerms, counter: Counter, dwelling_counts: bool) -> Routing:
    """Return where the next vacancy goes and why (almenboligloven § 59; the agreement's quota clause).

    `dwelling_counts` says whether the dwelling type is in the quota. A step that may not report gives the
    municipality nothing; whether its vacancies are counted follows `terms.when_shielded`. A share of 0 counts
    nothing, so that nothing is owed if the share is raised. One counter goes with one share while it may
    report: where the agreement changes the share, the caller starts a new counter or states the arrears.
    """
    reason = _reason(terms=terms, counter=counter, dwelling_counts=dwelling_counts)
    counts = reason not in WHY_UNCOUNTED
    is_municipal = reason in {RouteReason.municipal_turn, RouteReason.arrears}
    number = counter.vacancies + 1 if counts else None
    return Routing(
        route=Route.municipality if is_municipal else Route.organisation,
        reason=reason,
        counts=counts,
        number=number,
        municipal_before=counter.municipal,
        due=turns_due(share=terms.share, vacancies=number or counter.vacancies),
        share=terms.share,
        since=counter.since,
    )


def route_vacancies(
    *, terms: QuotaTerms, counter: Counter, dwellings_count: Iterable[bool]
) -> tuple[Routing, ...]:
    """Return the routings of several vacancies, in the order reported: the same as one by one."""
    routings: list[Routing] = []
    for dwelling_counts in dwellings_count:
        routing = route_vacancy(terms=terms, counter=counter, dwelling_counts=dwelling_counts)
        counter = counter.after(routing)
        routings.append(routing)
    return tuple(routings)


def share_text(share: Decimal) -> str:
    """Return a share in Danish: "25 % (1 af 4)", "40 % (2 af 5)", "100 %" where every vacancy is meant."""
    ratio = Fraction(share)
    shown = percent(share * 100, places=0)
    if 1 < ratio.denominator <= LARGEST_N_SAID_IN_WORDS:
        return f"{shown} ({ratio.numerator} af {ratio.denominator})"
    return shown


def _reason(*, terms: QuotaTerms, counter: Counter, dwelling_counts: bool) -> RouteReason:
    if not dwelling_counts:
        return RouteReason.outside_quota
    if not terms.may_report:
        lapses = terms.when_shielded is ShieldedQuota.lapses
        return RouteReason.shielded_lapses if lapses else RouteReason.shielded_owed
    if terms.share == 0:
        return RouteReason.no_share
    return _turn(share=terms.share, counter=counter)


def _turn(*, share: Decimal, counter: Counter) -> RouteReason:
    if balance(share=share, vacancies=counter.vacancies, municipal=counter.municipal).owed:
        return RouteReason.arrears
    is_municipal = is_municipal_turn(
        share=share, vacancies_so_far=counter.vacancies, municipal_so_far=counter.municipal
    )
    return RouteReason.municipal_turn if is_municipal else RouteReason.organisation_turn

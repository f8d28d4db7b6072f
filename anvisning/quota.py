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
from agreements.terms_in_force import DecidingDeviation
from udlejning.lib.danish import long_date, percent

LARGEST_N_SAID_IN_WORDS = 20


class Route(StrEnum):
    """Where a reported vacancy goes."""

    municipality = "municipality"
    organisation = "organisation"


class QuotaMode(StrEnum):
    """How the municipality gets its dwellings: by counting vacancies, by asking, or as part of a stock."""

    counter = "counter"
    on_request = "on_request"
    fixed_stock = "fixed_stock"


class RouteReason(StrEnum):
    """Why a vacancy goes where it goes."""

    municipal_turn = "municipal_turn"
    arrears = "arrears"
    organisation_turn = "organisation_turn"
    shielded_lapses = "shielded_lapses"
    shielded_owed = "shielded_owed"
    outside_quota = "outside_quota"
    no_share = "no_share"
    on_request = "on_request"
    fixed_stock = "fixed_stock"


WHY_UNCOUNTED = {
    RouteReason.shielded_lapses: (
        "afdelingen må ikke melde ind på sit trin, og kommunens andel bortfalder så længe"
    ),
    RouteReason.outside_quota: "boligtypen er ikke med i kvoten",
    RouteReason.no_share: f"kommunens andel er {percent(Decimal(0), places=0)} på afdelingens trin",
    RouteReason.on_request: "kommunen får boliger, når den beder om dem, og ikke efter tur",
    RouteReason.fixed_stock: "kommunens andel er af en fast bestand af boliger og går ikke efter tur",
}
UNCOUNTED_BY_DEVIATION = {
    RouteReason.shielded_lapses: "afdelingen må ikke melde ind, og kommunens andel bortfalder så længe",
    RouteReason.no_share: f"kommunens andel er {percent(Decimal(0), places=0)} i afdelingen",
}
"""The same where a deviation decides, so that the step is not blamed for it."""
UNCOUNTED_MODES = {
    QuotaMode.on_request: RouteReason.on_request,
    QuotaMode.fixed_stock: RouteReason.fixed_stock,
}


@dataclass(frozen=True, slots=True)
class QuotaTerms:
    """What the agreement says of the quota for the department; `share` is a fraction 0..1 (1/8: every 8th).

    `head_start` is how many vacancies the count is ahead: 3 where the first of every four is the
    municipality's, 0 where the fourth is. `deviation` is the one that decides, None where the agreement does.
    """

    may_report: bool
    share: Decimal | Fraction
    when_shielded: ShieldedQuota
    mode: QuotaMode = QuotaMode.counter
    head_start: int = 0
    deviation: DecidingDeviation | None = None


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
    `deviation` is the one that decided, None where the agreement itself did.
    """

    route: Route
    reason: RouteReason
    counts: bool
    number: int | None
    municipal_before: int
    due: int
    share: Decimal | Fraction
    since: date
    head_start: int = 0
    deviation: DecidingDeviation | None = None

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
        return self._why if self.deviation is None else f"{self._why} – efter en {self.deviation.until}"

    @property
    def _why(self) -> str:
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
                on_step = " på sit trin" if self.deviation is None else ""
                return (
                    f"afdelingen må ikke melde ind{on_step}; boligen tælles med som {self._place}, "
                    f"og {owed} har til gode, indhentes, når afdelingen igen må melde ind"
                )
            case _:
                by_deviation = {} if self.deviation is None else UNCOUNTED_BY_DEVIATION
                why = by_deviation.get(self.reason, WHY_UNCOUNTED[self.reason])
                return f"{why}; boligen tælles ikke med"

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
        return -(-(self.municipal_before + 1) // Fraction(self.share)) - self.head_start


def turns_due(*, share: Decimal | Fraction, vacancies: int, head_start: int = 0) -> int:
    """Return how many of so many vacancies the municipality should have had: floor(vacancies * share).

    `share` is a fraction 0..1, taken as it is written: a third cannot be written in decimals, and 0.3333
    gives none of the first three; Fraction(1, 3) does. Raises ValueError outside 0..1 or below zero
    vacancies.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share must lie in 0..1, not {share}")
    if vacancies < 0:
        raise ValueError("vacancies cannot be below zero")
    if vacancies == 0:
        return 0
    return max(int((vacancies + head_start) * Fraction(share)), 0)


def is_municipal_turn(
    *, share: Decimal | Fraction, vacancies_so_far: int, municipal_so_far: int, head_start: int = 0
) -> bool:
    """Return whether the next vacancy goes to the municipality (almenboligloven § 59; the quota clause).

    Turns are spread evenly: after n vacancies the municipality has had floor(n * share), never more. Whatever
    it lacks of that is made up by the next vacancies in a row. What it has had too much is waited out.
    """
    due = turns_due(share=share, vacancies=vacancies_so_far + 1, head_start=head_start)
    return municipal_so_far < due


def balance(*, share: Decimal | Fraction, vacancies: int, municipal: int, head_start: int = 0) -> Balance:
    """Return the balance of a counter: due, had and owed, in dwellings."""
    due = turns_due(share=share, vacancies=vacancies, head_start=head_start)
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
        due=turns_due(share=terms.share, vacancies=number or counter.vacancies, head_start=terms.head_start),
        share=terms.share,
        since=counter.since,
        head_start=terms.head_start,
        # A dwelling type outside the quota goes where it goes whatever a deviation says.
        deviation=None if reason is RouteReason.outside_quota else terms.deviation,
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


def share_text(share: Decimal | Fraction) -> str:
    """Return a share in Danish: "25 % (1 af 4)", "40 % (2 af 5)", "100 %" where every vacancy is meant."""
    ratio = Fraction(share)
    shown = percent(Decimal(ratio.numerator * 100) / ratio.denominator, places=0)
    if 1 < ratio.denominator <= LARGEST_N_SAID_IN_WORDS:
        return f"{shown} ({ratio.numerator} af {ratio.denominator})"
    return shown


def _reason(*, terms: QuotaTerms, counter: Counter, dwelling_counts: bool) -> RouteReason:
    if terms.mode in UNCOUNTED_MODES:
        return UNCOUNTED_MODES[terms.mode]
    if not dwelling_counts:
        return RouteReason.outside_quota
    if not terms.may_report:
        lapses = terms.when_shielded is ShieldedQuota.lapses
        return RouteReason.shielded_lapses if lapses else RouteReason.shielded_owed
    if terms.share == 0:
        return RouteReason.no_share
    return _turn(terms, counter)


def _turn(terms: QuotaTerms, counter: Counter) -> RouteReason:
    standing = balance(
        share=terms.share,
        vacancies=counter.vacancies,
        municipal=counter.municipal,
        head_start=terms.head_start,
    )
    if standing.owed:
        return RouteReason.arrears
    is_municipal = is_municipal_turn(
        share=terms.share,
        vacancies_so_far=counter.vacancies,
        municipal_so_far=counter.municipal,
        head_start=terms.head_start,
    )
    return RouteReason.municipal_turn if is_municipal else RouteReason.organisation_turn

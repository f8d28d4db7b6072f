"""Where each department's running counter of the quota stands, read from the vacancies that were counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Max, Q

from agreements.agreed import Agreed
from agreements.terms import DwellingType
from anvisning.facts import Ground, quota_terms
from anvisning.models import OfferStatus, RouteChoice, RouteReasonChoice, Vacancy
from anvisning.quota import Balance, Counter, QuotaMode, QuotaTerms, balance

HANDED_BACK = (OfferStatus.DECLINED, OfferStatus.RETURNED)


@dataclass(frozen=True, slots=True)
class CounterState:
    """A department's running counter and the share it runs with, a fraction 0..1 (0 where nothing says)."""

    counter: Counter
    share: Fraction
    head_start: int = 0

    @property
    def balance(self) -> Balance:
        """Return what the municipality should have had, has had, and is owed."""
        return balance(
            share=self.share,
            vacancies=self.counter.vacancies,
            municipal=self.counter.municipal,
            head_start=self.head_start,
        )


@dataclass(frozen=True, slots=True)
class _Tally:
    """The vacancies counted since a date; `share` is what they were routed by, in percent."""

    since: date
    vacancies: int
    municipal: int
    handed_back: int
    share: Decimal | None


def counters_on(grounds: Mapping[int, Ground], on_date: date) -> dict[int, CounterState]:
    """Return, by department id, the running counter of each department under an agreement. One query.

    A counter runs from the day the version says. Where the share of a step that may report differs from the
    one the counter ran with, a new counter begins with the placement: a share is never applied to vacancies
    that were routed by another (docs/decisions/0009).
    """
    begins = {
        pk: ground.agreed.counter_since(on_date)
        for pk, ground in grounds.items()
        if ground.agreed is not None
    }
    tallies: dict[int, list[_Tally]] = defaultdict(list)
    for pk, tally in _tallies(begins):
        if tally.since >= begins[pk]:
            tallies[pk].append(tally)
    return {pk: _state(grounds[pk], since, tallies[pk]) for pk, since in begins.items()}


def _tallies(begins: Mapping[int, date]) -> Iterator[tuple[int, _Tally]]:
    """Yield each department's counters, oldest first."""
    if not begins:
        return
    rows = (
        Vacancy.objects.filter(
            department__in=begins, quota_since__gte=min(begins.values()), quota_number__isnull=False
        )
        .values("department_id", "quota_since")
        .annotate(
            counted=Count("pk"),
            municipal=Count("pk", filter=Q(route=RouteChoice.MUNICIPALITY)),
            handed_back=Count("pk", filter=Q(offer__status__in=HANDED_BACK)),
            share=Max("quota_share", filter=~Q(route_reason=RouteReasonChoice.SHIELDED_OWED)),
        )
        .order_by("department_id", "quota_since")
        .values_list("department_id", "quota_since", "counted", "municipal", "handed_back", "share")
    )
    for pk, *tally in rows:
        yield pk, _Tally(*tally)


def _state(ground: Ground, begins: date, tallies: list[_Tally]) -> CounterState:
    latest = tallies[-1] if tallies else _Tally(begins, 0, 0, 0, None)
    terms = quota_terms(ground, _counted_type(ground))
    if _share_has_changed(terms, latest):
        latest = _begun_anew(ground, begins, tallies)
    turn_is_used = ground.agreed is None or _returned_counts(ground.agreed)
    municipal = latest.municipal if turn_is_used else latest.municipal - latest.handed_back
    counter = Counter(vacancies=latest.vacancies, municipal=municipal, since=latest.since)
    share, head_start = _share_of(terms, latest)
    return CounterState(counter=counter, share=share, head_start=head_start)


def _share_of(terms: QuotaTerms | None, latest: _Tally) -> tuple[Fraction, int]:
    """Return the share that the counter runs with: the agreed one, else the one it was last routed by."""
    stored = Fraction(latest.share or 0) / 100
    if terms is None or terms.mode is not QuotaMode.counter:
        return stored, 0
    agreed = Fraction(terms.share)
    if latest.share is None or as_stored(agreed) == latest.share:
        return agreed, terms.head_start
    return stored, 0


def _share_has_changed(terms: QuotaTerms | None, latest: _Tally) -> bool:
    return (
        terms is not None
        and terms.mode is QuotaMode.counter
        and terms.may_report
        and terms.share > 0
        and latest.share is not None
        and as_stored(Fraction(terms.share)) != latest.share
    )


def as_stored(share: Fraction) -> Decimal:
    """Return a share as a vacancy keeps it: percent with two decimals."""
    return (Decimal(share.numerator * 100) / share.denominator).quantize(Decimal("0.01"))


def _counted_type(ground: Ground) -> str:
    """Return the dwelling type whose terms the department's one counter follows: the first in the quota."""
    counting = None if ground.agreed is None else ground.agreed.counting
    return DwellingType.family.value if counting is None else counting.dwelling_types[0].value


def _returned_counts(agreed: Agreed) -> bool:
    return agreed.counting is None or agreed.counting.returned_counts


def _begun_anew(ground: Ground, begins: date, tallies: list[_Tally]) -> _Tally:
    """Return the counter that begins with the placement; one already begun that day is carried on."""
    placed = ground.placement.from_date if ground.placement is not None else None
    version = ground.version.from_date if ground.version is not None else begins
    since = max(begins, version, placed) if placed is not None else max(begins, version)
    same_day = [tally for tally in tallies if tally.since == since]
    return same_day[0] if same_day else _Tally(since, 0, 0, 0, None)

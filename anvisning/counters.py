"""Where each department's running counter of the quota stands, read from the vacancies that were counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Max, Q

from agreements.agreed import Agreed
from agreements.terms import DwellingType
from agreements.terms_in_force import DecidingDeviation
from anvisning.facts import Ground, quota_terms
from anvisning.models import OfferStatus, RouteChoice, RouteReasonChoice, Vacancy
from anvisning.quota import Balance, Counter, QuotaMode, QuotaTerms, balance

HANDED_BACK = (OfferStatus.DECLINED, OfferStatus.RETURNED)


@dataclass(frozen=True, slots=True)
class CounterState:
    """A department's running counter and the share it runs with, a fraction 0..1 (0 where nothing says).

    `deviation` is the one that says where the vacancies go, None where the agreement itself does.
    """

    counter: Counter
    share: Fraction
    head_start: int = 0
    deviation: DecidingDeviation | None = None

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
    """The vacancies counted since a date; `share` is what they were routed by, in percent.

    `deviated_until` is the last day of the deviation that routed some of them, None where none did.
    """

    since: date
    vacancies: int = 0
    municipal: int = 0
    handed_back: int = 0
    share: Decimal | None = None
    deviated_until: date | None = None


def counters_on(grounds: Mapping[int, Ground], on_date: date) -> dict[int, CounterState]:
    """Return, by department id, the running counter of each department under an agreement. One query.

    A counter runs from the day the version says. Where the share of a step that may report differs from the
    one the counter ran with, a new counter begins with the placement, the version or the deviation that
    changed it, or the day after a deviation: a share is never applied to vacancies that were routed by
    another (docs/decisions/0009).
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
    return {pk: _state(grounds[pk], since, tallies[pk], on_date) for pk, since in begins.items()}


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
            deviated_until=Max("deviation__to_date"),
        )
        .order_by("department_id", "quota_since")
        .values_list(
            "department_id", "quota_since", "counted", "municipal", "handed_back", "share", "deviated_until"
        )
    )
    for pk, *tally in rows:
        yield pk, _Tally(*tally)


def _state(ground: Ground, begins: date, tallies: list[_Tally], on_date: date) -> CounterState:
    latest = tallies[-1] if tallies else _Tally(begins)
    terms = quota_terms(ground, _counted_type(ground))
    if terms is not None and _share_has_changed(terms, latest):
        since = max(begins, *_changes_of_share(ground, terms, latest, on_date))
        # A counter already begun that day is carried on.
        latest = next((tally for tally in tallies if tally.since == since), _Tally(since))
    turn_is_used = ground.agreed is None or _returned_counts(ground.agreed)
    municipal = latest.municipal if turn_is_used else latest.municipal - latest.handed_back
    counter = Counter(vacancies=latest.vacancies, municipal=municipal, since=latest.since)
    share, head_start = _share_of(terms, latest)
    deviation = None if terms is None else terms.deviation
    return CounterState(counter=counter, share=share, head_start=head_start, deviation=deviation)


def _share_of(terms: QuotaTerms | None, latest: _Tally) -> tuple[Fraction, int]:
    """Return the share that the counter runs with: the agreed one, else the one it was last routed by."""
    stored = Fraction(latest.share or 0) / 100
    if terms is None or terms.mode is not QuotaMode.counter:
        return stored, 0
    agreed = Fraction(terms.share)
    if latest.share is None or as_stored(agreed) == latest.share:
        return agreed, terms.head_start
    return stored, 0


def _share_has_changed(terms: QuotaTerms, latest: _Tally) -> bool:
    return (
        terms.mode is QuotaMode.counter
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


def _changes_of_share(ground: Ground, terms: QuotaTerms, latest: _Tally, on_date: date) -> Iterator[date]:
    """Yield the days on which the share may have become what it is: the newest of them is when it did."""
    if ground.version is not None:
        yield ground.version.from_date
    if ground.placement is not None and ground.placement.from_date is not None:
        yield ground.placement.from_date
    if terms.deviation is not None:
        yield terms.deviation.from_date
    if latest.deviated_until is not None and latest.deviated_until < on_date:
        yield latest.deviated_until + timedelta(days=1)

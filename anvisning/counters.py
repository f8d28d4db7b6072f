"""Where each department's running counter of the quota stands, read from the vacancies that were counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Q

from anvisning.facts import Ground
from anvisning.models import OfferStatus, RouteChoice, RouteReasonChoice, Vacancy
from anvisning.quota import Balance, Counter, balance

HANDED_BACK = (OfferStatus.DECLINED, OfferStatus.RETURNED)


@dataclass(frozen=True, slots=True)
class CounterState:
    """A department's running counter and the share it runs with, a fraction 0..1 (0 where nothing says)."""

    counter: Counter
    share: Decimal

    @property
    def balance(self) -> Balance:
        """Return what the municipality should have had, has had, and is owed."""
        return balance(share=self.share, vacancies=self.counter.vacancies, municipal=self.counter.municipal)


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
        pk: ground.version.counter_since(on_date)
        for pk, ground in grounds.items()
        if ground.version is not None
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
    share = ground.step.quota_share if ground.step is not None else latest.share
    if _share_has_changed(ground, latest):
        latest = _begun_anew(ground, begins, tallies)
    elif latest.share is not None:
        share = latest.share
    turn_is_used = ground.version is None or ground.version.returned_offers_count
    municipal = latest.municipal if turn_is_used else latest.municipal - latest.handed_back
    counter = Counter(vacancies=latest.vacancies, municipal=municipal, since=latest.since)
    return CounterState(counter=counter, share=(share or Decimal(0)) / 100)


def _share_has_changed(ground: Ground, latest: _Tally) -> bool:
    step = ground.step
    return (
        step is not None
        and step.may_report
        and step.quota_share > 0
        and latest.share is not None
        and step.quota_share != latest.share
    )


def _begun_anew(ground: Ground, begins: date, tallies: list[_Tally]) -> _Tally:
    """Return the counter that begins with the placement; one already begun that day is carried on."""
    placed = ground.placement.from_date if ground.placement is not None else None
    since = max(begins, placed) if placed is not None else begins
    same_day = [tally for tally in tallies if tally.since == since]
    return same_day[0] if same_day else _Tally(since, 0, 0, 0, None)

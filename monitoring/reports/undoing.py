"""What taking a file's figures back would do: which fall, which hold again, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F, Func, JSONField, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from agreements.models import ImportBatch, ImportStatus
from monitoring.models import Measurement, Placement, PlacementStatus
from monitoring.reports.revisions import KEY_FIELDS, FigureKey
from udlejning.lib.danish import count, join_words, long_date


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing an import comes to; with an obstacle it cannot be done, and the rest is empty.

    `fallen` are the measurements that hold no longer, `restored` those that hold again, `proposals` the open
    proposals that rest on the fallen ones, `repeated_in` the later files that left some unchanged.
    """

    obstacle: str = ""
    fallen: tuple[int, ...] = ()
    restored: tuple[int, ...] = ()
    proposals: tuple[int, ...] = ()
    repeated_in: str = ""

    @property
    def effect(self) -> str:
        """Return what has been done: "6 tal bruges ikke længere, og 3 tidligere gælder igen."."""
        parts = [f"{count(len(self.fallen), 'tal', 'tal')} bruges ikke længere"]
        if self.restored:
            parts.append(f"{count(len(self.restored), 'tidligere tal', 'tidligere tal')} gælder igen")
        if self.proposals:
            parts.append(f"{_proposals(self.proposals)} er kasseret")
        return f"{join_words(parts)}."

    @property
    def forecast(self) -> str:
        """Return what would be done, before it is."""
        parts = [f"{count(len(self.fallen), 'tal', 'tal')} fra filen bruges ikke længere"]
        if self.restored:
            parts.append(
                f"{count(len(self.restored), 'tidligere tal', 'tidligere tal')} kommer til at gælde igen"
            )
        if self.proposals:
            parts.append(f"{_proposals(self.proposals)}, der bygger på dem, kasseres")
        return f"{join_words(parts)}. Intet slettes, og filen kan læses ind igen."


class _Stored(NamedTuple):
    """A measurement of the file."""

    pk: int
    is_current: bool
    key: FigureKey


class _Resting(NamedTuple):
    """A placement, decided or proposed, that rests on some of the figures."""

    department: int
    run: int | None
    is_decided: bool
    from_date: date | None


def undoing_of(batch: ImportBatch) -> Undoing:
    """Return what undoing the batch would do, or why it cannot be done. At most four queries."""
    if batch.status != ImportStatus.COMMITTED:
        state = batch.get_status_display()
        return Undoing(f"{batch.file_name} er {state}. Kun en indlæst fil kan fortrydes.")
    stored = _stored(batch)
    replaced = {row.key for row in stored if not row.is_current}
    if replaced:
        return Undoing(_replaced(batch, replaced))
    resting = _resting(batch, {row.pk for row in stored})
    decided = [row for row in resting if row.is_decided]
    if decided:
        return Undoing(_decided(batch, decided))
    return Undoing(
        fallen=tuple(row.pk for row in stored),
        restored=_earlier({row.key for row in stored}),
        proposals=tuple(sorted({row.run for row in resting if row.run is not None})),
        repeated_in=_repeated_in(batch) if stored else "",
    )


def _stored(batch: ImportBatch) -> list[_Stored]:
    rows = Measurement.objects.filter(batch=batch).values_list("pk", "is_current", *KEY_FIELDS)
    return [_Stored(row[0], row[1], row[2:]) for row in rows]


def _about(keys: Iterable[FigureKey]) -> Q:
    """Pick the indicators and periods of the figures; the units are told apart by the caller."""
    asked = list(keys)
    return Q(indicator__in={key[5] for key in asked}, period_to__in={key[7] for key in asked})


def _replaced(batch: ImportBatch, replaced: set[FigureKey]) -> str:
    """Return that later files have replaced figures of this one; the newest file is to be undone first."""
    rows = (
        Measurement.objects.current()
        .filter(_about(replaced))
        .order_by("-batch__committed_at", "-batch_id")
        .values_list("batch__file_name", "batch__committed_at", *KEY_FIELDS)
    )
    names = dict.fromkeys(
        f"{name}, indlæst {long_date(timezone.localdate(at))}"
        for name, at, *key in rows
        if tuple(key) in replaced
    )
    figures = count(len(replaced), "af tallene", "af tallene")
    first = "den fil" if len(names) == 1 else "de filer, den nyeste"
    return (
        f"{batch.file_name} kan ikke fortrydes: {figures} er siden erstattet af {join_words(list(names))}. "
        f"Fortryd {first} først."
    )


def _resting(batch: ImportBatch, measurements: set[int]) -> list[_Resting]:
    """Return the placements, adopted or open, whose evidence names any of the measurements.

    What an adopted proposal left waiting for a placement by hand counts as decided: it was read along.
    """
    named = Func(
        F("evidence"),
        template="jsonb_path_query_array(%(expressions)s, '$.**.measurement')",
        output_field=JSONField(),
    )
    rows = (
        Placement.objects.filter(department__municipality=batch.municipality_id)
        .exclude(status=PlacementStatus.DISCARDED)
        .annotate(named=named, begins=Coalesce("from_date", "run__from_date"))
        .values_list("department_id", "run_id", "status", "run__status", "begins", "named")
    )
    return [
        _Resting(department, run, PlacementStatus.ADOPTED in (status, run_status), begins)
        for department, run, status, run_status, begins, named in rows
        if not measurements.isdisjoint(named)
    ]


def _decided(batch: ImportBatch, decided: list[_Resting]) -> str:
    departments = count(len({row.department for row in decided}), "afdeling", "afdelinger")
    first = min((row.from_date for row in decided if row.from_date), default=None)
    since = f" fra {long_date(first)}" if first else ""
    return (
        f"{batch.file_name} kan ikke fortrydes: {departments} er indplaceret efter dens tal i det, der er "
        f"vedtaget{since}. Indlæs en rettet fil i stedet. Så beholder det vedtagne de tal, det bygger på."
    )


def _earlier(keys: set[FigureKey]) -> tuple[int, ...]:
    """Return the newest earlier revision of each figure that has one in a file that still counts."""
    rows = (
        Measurement.objects.filter(_about(keys), is_current=False)
        .exclude(batch__status=ImportStatus.UNDONE)
        .order_by("pk")
        .values_list("pk", *KEY_FIELDS)
    )
    newest = {tuple(key): pk for pk, *key in rows}
    return tuple(pk for key, pk in newest.items() if key in keys)


def _repeated_in(batch: ImportBatch) -> str:
    """Return the later files that found figures stored already: they may have been this file's."""
    later = (
        ImportBatch.objects.of_kind([batch.kind])
        .filter(
            municipality=batch.municipality_id,
            status=ImportStatus.COMMITTED,
            committed_at__gt=batch.committed_at,
            unchanged_rows__gt=0,
        )
        .order_by("committed_at", "pk")
    )
    return join_words(list(dict.fromkeys(later.values_list("file_name", flat=True))))


def _proposals(runs: tuple[int, ...]) -> str:
    return count(len(runs), "åbent forslag", "åbne forslag")

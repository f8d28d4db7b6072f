"""What makes two stored figures revisions of one: the same unit, indicator and period."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from agreements.models import ImportStatus
from monitoring.models import Measurement
from monitoring.reports.units import KnownUnit
from monitoring.units import UnitKind

UnitColumns = tuple[int | None, int | None, int | None, str, int | None]
"""Department, area, organisation, place and municipality, as they stand in a measurement."""
FigureKey = tuple[int | None, int | None, int | None, str, int | None, int, date, date]
"""The columns of its unit, and a figure's indicator, first and last day."""
KEY_FIELDS = (
    "department_id",
    "area_id",
    "organisation_id",
    "place",
    "municipality_id",
    "indicator_id",
    "period_from",
    "period_to",
)


def unit_columns(unit: KnownUnit, municipality_id: int) -> UnitColumns:
    """Return the columns that say which unit a figure is of."""
    own = unit.kind in (UnitKind.department, UnitKind.area)
    return (
        unit.pk if unit.kind is UnitKind.department else None,
        unit.pk if unit.kind is UnitKind.area else None,
        unit.pk if unit.kind is UnitKind.organisation else None,
        "" if unit.pk else unit.code,
        None if own else municipality_id,
    )


def undone_revisions(municipality_id: int) -> dict[FigureKey, int]:
    """Return, by figure, the highest revision that was taken back with its file. One query."""
    rows = (
        Measurement.objects.filter(batch__municipality=municipality_id, batch__status=ImportStatus.UNDONE)
        .values_list(*KEY_FIELDS)
        .annotate(highest=Max("revision"))
        .order_by()
    )
    return {row[:-1]: row[-1] for row in rows}

"""How each department is doing: the figures and the placements on the staircase."""

from monitoring.models.figures import Measurement, MeasurementStatus
from monitoring.models.placements import (
    Placement,
    PlacementKind,
    PlacementRun,
    PlacementStatus,
    RunStatus,
)

__all__ = [
    "Measurement",
    "MeasurementStatus",
    "Placement",
    "PlacementKind",
    "PlacementRun",
    "PlacementStatus",
    "RunStatus",
]

"""From what departments stand on to what the answers rest on, for each type of dwelling."""

from __future__ import annotations

from collections.abc import Mapping

from agreements.agreed import Agreed
from agreements.terms import DwellingType
from udlejning.dashboards.what_holds.footing import Footing
from udlejning.dashboards.what_holds.lines import Basis, QuotaStanding


def basis_of(
    footing: Footing, dwelling_type: DwellingType, *, standing: QuotaStanding | None = None
) -> Basis:
    """Return what the answers for dwellings of a type rest on; `standing` is where the quota stands today."""
    agreed = footing.ground.agreed if footing.is_bound else None
    staircases = agreed.content.staircases or () if agreed is not None else ()
    return Basis(
        dwelling_type=dwelling_type,
        terms=footing.terms(dwelling_type),
        agreed=agreed.content.terms if agreed is not None else None,
        consequences=footing.consequences,
        fleksibel=footing.fleksibel(dwelling_type),
        standing=standing,
        step_names={step.key: step.name for each in staircases for step in each.steps},
        spoken_by=_spoken_by(agreed),
    )


def _spoken_by(agreed: Agreed | None) -> Mapping[str, str]:
    """Return which agreement says each part of the terms; nothing where there is but one."""
    if agreed is None or len(agreed.versions) == 1:
        return {}
    own = agreed.version.says.terms
    return {
        name: "den individuelle aftale" if getattr(own, name, None) is not None else "rammeaftalen"
        for name in ("counting", "deadline", "claim_order")
    }

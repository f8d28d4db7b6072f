"""PURE: whether dwellings are let flexibly on a day, and by which criteria: law first, then the agreement.

Where an area is listed, flexible letting is obligatory (almenboligloven § 60 stk. 4) whatever the agreement
says, from the day the council's criteria are announced. Until then, and elsewhere, the agreement holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agreements.content.criteria import CriteriaSet
from agreements.content.document import Content
from agreements.content.terms import Fleksibel
from agreements.legal_effects import Consequence, EffectKind, consequence_of
from agreements.terms import CriteriaKind, DwellingType, FleksibelMode
from agreements.terms_in_force import Said


@dataclass(frozen=True, slots=True)
class FleksibelInForce:
    """How dwellings of a type are let on a day.

    `law` is the obligation where it holds, and `waits` where it does but for criteria that are announced.
    `doubt` is one that the law leaves open. `said` is the agreement's own word; `criteria` is what holds.
    """

    said: Said[Fleksibel] | None
    criteria: CriteriaSet | None
    law: Consequence | None = None
    waits: Consequence | None = None
    doubt: Consequence | None = None

    @property
    def mode(self) -> FleksibelMode | None:
        """Return whether there is flexible letting; None where neither law nor agreement says."""
        if self.law is not None:
            return FleksibelMode.required
        return None if self.said is None else self.said.value.mode

    @property
    def share(self) -> Decimal | None:
        """Return the part of the vacancies in percent, None where all are meant or it is not agreed."""
        return None if self.law is not None or self.said is None else self.said.value.share

    @property
    def has_criteria(self) -> bool:
        """Return whether dwellings go by criteria: a mode, a share that is not 0, and a set that holds."""
        is_let = self.mode not in (None, FleksibelMode.none) and self.share != 0
        return is_let and self.criteria is not None


def fleksibel_in_force(
    *,
    content: Content | None,
    said: Said[Fleksibel] | None,
    consequences: Iterable[Consequence],
    dwelling_type: DwellingType,
    on_date: date,
) -> FleksibelInForce:
    """Return how dwellings of a type are let on the day (almenboligloven § 60).

    `content` is what is agreed, None where no agreement holds: it is where the council's criteria stand too.
    The obligation concerns family dwellings. No criteria are laid on youth dwellings (§ 52), and for elderly
    dwellings the law leaves it open.
    """
    obligation = consequence_of(consequences, EffectKind.obligatory_fleksibel)
    if obligation is None or dwelling_type is DwellingType.youth:
        return FleksibelInForce(said, _agreed_criteria(content, said, on_date))
    if not obligation.is_settled or dwelling_type is not DwellingType.family:
        return FleksibelInForce(said, _agreed_criteria(content, said, on_date), doubt=obligation)
    announced = _obligatory_criteria(content, said, on_date)
    if announced is None:
        return FleksibelInForce(said, _agreed_criteria(content, said, on_date), waits=obligation)
    return FleksibelInForce(said, announced, law=obligation)


def holds_on(criteria_set: CriteriaSet, on_date: date) -> bool:
    """Return whether the set may be used: the council's own only from the day they are announced."""
    if criteria_set.kind is not CriteriaKind.obligatory:
        return True
    return criteria_set.announced_date is not None and criteria_set.announced_date <= on_date


def _agreed_criteria(
    content: Content | None, said: Said[Fleksibel] | None, on_date: date
) -> CriteriaSet | None:
    if content is None or said is None or said.value.mode is FleksibelMode.none:
        return None
    named = content.criteria_set(said.value.criteria_set or "")
    return named if named is not None and holds_on(named, on_date) else None


def _obligatory_criteria(
    content: Content | None, said: Said[Fleksibel] | None, on_date: date
) -> CriteriaSet | None:
    """Return the council's criteria that hold: those the terms name, else the first in the agreement."""
    sets = () if content is None else content.criteria_sets or ()
    named = None if said is None else said.value.criteria_set
    holding = [each for each in sets if each.kind is CriteriaKind.obligatory and holds_on(each, on_date)]
    return next((each for each in holding if each.key == named), next(iter(holding), None))

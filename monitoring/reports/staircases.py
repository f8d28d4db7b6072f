"""Which staircases there are on a day: their names and steps, and which departments each is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from agreements.agreed import Agreed, AgreedVersions
from agreements.content import staircases as said
from agreements.models import User
from monitoring.models import Placement
from udlejning.lib.periods import in_force


@dataclass(frozen=True, slots=True)
class StepLook:
    """A step as it is said and drawn; the name in small letters."""

    key: str
    name: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class StaircaseThere:
    """A staircase of a municipality, its steps the strictest first. Without a key there is none.

    `pk` is None where no department that the person sees stands on it. `organisation_id` is set where it is
    in one organisation's own agreement. `dwelling_types` is empty where it is for every type.
    """

    municipality_id: int
    key: str = ""
    name: str = "Trappen"
    pk: int | None = None
    steps: tuple[StepLook, ...] = ()
    dwelling_types: frozenset[str] = frozenset()
    organisation_id: int | None = None

    def is_for(self, *, organisation_id: int, dwelling_types: Collection[str]) -> bool:
        """Return whether it has anything to do with a department, by the dwellings that it has.

        A department whose dwellings are not known is left out of none.
        """
        if self.organisation_id not in (None, organisation_id):
            return False
        known = self.dwelling_types and dwelling_types
        return not known or not self.dwelling_types.isdisjoint(dwelling_types)

    def steps_with(self, stood_on: Iterable[tuple[int, StepLook]]) -> tuple[StepLook, ...]:
        """Return its steps and, in their places, those that older placements stand on, each with its order.

        A step that the agreement no longer has follows the one that has taken its place.
        """
        agreed = [(place, 0, look) for place, look in enumerate(self.steps, start=1)]
        keys = {look.key for look in self.steps}
        older = {look.key: (order, 1, look) for order, look in stood_on if look.key not in keys}
        found = sorted([*agreed, *older.values()], key=lambda each: (each[0], each[1], each[2].key))
        return tuple(look for _, _, look in found)


def staircases_there(
    *, user: User, municipality_ids: Collection[int], on_date: date
) -> dict[int, tuple[StaircaseThere, ...]]:
    """Return each municipality's staircases: the framework's in its order, then others that are stood on.

    The others are of individual agreements, and of agreements before. Never empty: a municipality without
    any has one without steps. Two queries.
    """
    versions = AgreedVersions(municipality_ids, on_date)
    held = _held(user, municipality_ids, on_date)
    return {pk: _staircases(pk, versions.of(pk, None), held[pk]) for pk in municipality_ids}


def _staircases(
    municipality_id: int, agreed: Agreed | None, held: Mapping[str, Placement]
) -> tuple[StaircaseThere, ...]:
    frameworks = () if agreed is None else agreed.content.staircases or ()
    keys = {each.key for each in frameworks}
    ours = [
        _staircase(municipality_id, each, pk=held[each.key].staircase_id if each.key in held else None)
        for each in frameworks
    ]
    others = [_held_staircase(municipality_id, row) for key, row in held.items() if key not in keys]
    return (*ours, *others) or (StaircaseThere(municipality_id),)


def _held(
    user: User, municipality_ids: Iterable[int], on_date: date
) -> defaultdict[int, dict[str, Placement]]:
    """Return the newest placement on each staircase that is stood on, by municipality and key. One query."""
    rows = (
        Placement.objects.visible_to(user)
        .adopted()
        .filter(in_force(on_date), department__municipality__in=municipality_ids)
        .select_related("staircase", "version__agreement")
        .order_by("staircase__order", "staircase_id", "-from_date", "-pk")
        .distinct("staircase__order", "staircase_id")
    )
    found: defaultdict[int, dict[str, Placement]] = defaultdict(dict)
    for row in rows:
        found[row.staircase.municipality_id][row.staircase.key] = row
    return found


def _held_staircase(municipality_id: int, row: Placement) -> StaircaseThere:
    """Return the staircase as the version behind a placement on it has it."""
    organisation = row.version.agreement.organisation_id
    of_version = {each.key: each for each in row.version.says.staircases or ()}
    staircase = of_version.get(row.staircase.key)
    if staircase is None:
        key = row.staircase.key
        return StaircaseThere(municipality_id, key, key, row.staircase_id, organisation_id=organisation)
    return _staircase(municipality_id, staircase, pk=row.staircase_id, organisation_id=organisation)


def _staircase(
    municipality_id: int, staircase: said.Staircase, *, pk: int | None, organisation_id: int | None = None
) -> StaircaseThere:
    return StaircaseThere(
        municipality_id=municipality_id,
        key=staircase.key,
        name=staircase.name,
        pk=pk,
        steps=tuple(
            StepLook(step.key, step.name.lower(), step.colour.value, step.shape.value)
            for step in staircase.steps
        ),
        dwelling_types=frozenset(each.value for each in staircase.dwelling_types),
        organisation_id=organisation_id,
    )

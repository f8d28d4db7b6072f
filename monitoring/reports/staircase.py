"""The staircase as it stands on a day: every department on its step, why, since when, and what moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, Sum

from agreements.models import Department, DepartmentMerger, Municipality, Step, User
from agreements.models.departments import DepartmentQuerySet
from monitoring.models import Placement, PlacementKind
from monitoring.reports.staircases import StaircaseThere, StepLook, staircases_there
from udlejning.lib.danish import count, join_words, long_date, number

GREY = "grey"
NO_DATA_NAME = "intet datagrundlag"
NO_STEP = "uden-trin"
"""What the filter calls those without a step: no step can have a key with a hyphen."""
_OPENNESS = {"red": 0, "orange": 1, "yellow": 2, "green": 3, "blue": 4}
_PLURALS = {"rød": "røde", "gul": "gule", "grøn": "grønne"}
_MOST_MOMENTS = 8


@dataclass(frozen=True, slots=True)
class OverviewFilters:
    """Which departments to show; empty shows all. `step` is a step's key, or NO_STEP for those without.

    `staircase` is a staircase's key; without one, or with an unknown one, it is the agreement's first.
    """

    staircase: str = ""
    step: str = ""
    organisation_id: int | None = None
    words: str = ""
    near: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a department stands on a day. `moved` is 1 up the staircase, -1 down it, 0 where it stayed.

    `key` and `shape` are empty where there is no step; `order` is the step's place, the strictest first.
    """

    step_id: int | None
    key: str
    order: int
    name: str
    colour: str
    shape: str
    summary: str
    since: date | None
    until: date | None
    moved: int
    near: str


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A department on the staircase."""

    department_id: int
    department: str
    organisation: str
    dwellings: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class OverviewStep:
    """A step with how many departments and dwellings stand on it; without a key, beside the staircase."""

    key: str
    name: str
    colour: str
    shape: str
    departments: int
    dwellings: int

    @property
    def plural(self) -> str:
        """Return the step's name as it is said of its departments: røde, gule, grønne."""
        return self.name if self.departments == 1 else _PLURALS.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class StaircaseOverview:
    """One of a municipality's staircases on a day: its steps, strictest first, those without a step last.

    `staircases` are all that the municipality has, this one among them.
    """

    on_date: date
    staircase: StaircaseThere
    staircases: tuple[StaircaseThere, ...]
    steps: tuple[OverviewStep, ...]
    rows: tuple[OverviewRow, ...]

    @property
    def near(self) -> int:
        """Count the departments near another step."""
        return sum(bool(row.standing.near) for row in self.rows)


_NOWHERE = Standing(None, "", 0, NO_DATA_NAME, GREY, "", "", None, None, 0, "")
_BESIDE = StepLook("", NO_DATA_NAME, GREY, "")


def staircase_overview(
    *,
    user: User,
    municipality: Municipality,
    on_date: date,
    filters: OverviewFilters = OverviewFilters(),
) -> StaircaseOverview:
    """Return the departments that the person sees of the municipality, on their steps of one staircase.

    Those that the staircase is not for are left out. Five queries however many departments there are.
    """
    there = staircases_there(user=user, municipality_ids=[municipality.pk], on_date=on_date)[municipality.pk]
    staircase = next((each for each in there if each.key == filters.staircase), there[0])
    rows = _rows(user, staircase, _shown(user, municipality, on_date, filters), on_date)
    stood_on = [row.standing for row in rows if row.standing.key]
    looks = (
        *staircase.steps_with((at.order, StepLook(at.key, at.name, at.colour, at.shape)) for at in stood_on),
        _BESIDE,
    )
    picked = [row for row in rows if _passes(row, filters, looks)]
    places = {look.key: place for place, look in enumerate(looks)}
    picked.sort(key=lambda row: (places[row.standing.key], row.organisation, row.department))
    return StaircaseOverview(
        on_date, staircase, there, tuple(_step(look, picked) for look in looks), tuple(picked)
    )


def overview_lead(overview: StaircaseOverview | None, today: date) -> str:
    """Return the staircase in a sentence: "60 afdelinger: 4 røde, 15 gule og 41 grønne.".

    Where there are several, it says which: "60 afdelinger på trappen for familieboliger: …".
    """
    if overview is None or not overview.rows:
        return ""
    standing = [f"{number(step.departments)} {step.plural}" for step in overview.steps if step.key]
    without = sum(step.departments for step in overview.steps if not step.key)
    if without:
        standing.append(f"{number(without)} uden datagrundlag")
    name = overview.staircase.name
    which = f" på {name[:1].lower()}{name[1:]}" if len(overview.staircases) > 1 else ""
    sentences = [f"{count(len(overview.rows), 'afdeling', 'afdelinger')}{which}: {join_words(standing)}."]
    if overview.near:
        sentences.append(f"{number(overview.near)} nær et andet trin.")
    if overview.on_date != today:
        sentences.append(
            f"Som det {'var' if overview.on_date < today else 'bliver'} {long_date(overview.on_date)}."
        )
    return " ".join(sentences)


def moments_of(*, user: User, municipality: Municipality | None) -> tuple[date, ...]:
    """Return the days from which placements were adopted in the municipality, the newest first. One query."""
    days = (
        Placement.objects.visible_to(user)
        .adopted()
        .filter(department__municipality=municipality, kind=PlacementKind.RULE, from_date__isnull=False)
        .order_by("-from_date")
        .values_list("from_date", flat=True)
        .distinct()
    )
    return tuple(day for day in days[:_MOST_MOMENTS] if day is not None)


def standings_on(
    *,
    user: User,
    departments: DepartmentQuerySet,
    on_date: date,
    with_overrides: bool = True,
    staircase_id: int | None = None,
) -> dict[int, Standing]:
    """Return where each department stands on the day, by its id; not those never placed. Two queries.

    It is the agreement's first staircase, unless another is named. Without overrides it is the step each was
    placed on, whatever it departs from for a time.
    """
    visible = Placement.objects.visible_to(user).filter(department__in=departments.values("pk"))
    counted = visible if with_overrides else visible.exclude(kind=PlacementKind.OVERRIDE)
    if staircase_id is not None:
        counted = counted.filter(staircase=staircase_id)
    in_force = counted.in_force(on_date).select_related("step")
    past = _past_steps(user, departments, on_date, staircase_id)
    return {row.department_id: _standing(row, past[row.department_id, row.staircase_id]) for row in in_force}


def openness(colour: str) -> int:
    """Return how open a colour is, from red to green; those without a step come last."""
    return _OPENNESS.get(colour, len(_OPENNESS))


def direction(before: tuple[int, str], after: tuple[int, str]) -> int:
    """Return 1 up the staircase, -1 down it, 0 neither; each given by the step's order and colour.

    Versions may number a staircase's steps differently, so steps with the same number differ by colour.
    """
    (order_before, colour_before), (order_after, colour_after) = before, after
    was, now = (order_before, openness(colour_before)), (order_after, openness(colour_after))
    return (now > was) - (now < was)


def existing_departments(departments: DepartmentQuerySet, on_date: date) -> DepartmentQuerySet:
    """Pick the departments that exist on the day: in use, neither closed nor merged into another."""
    merged = DepartmentMerger.objects.filter(from_department=OuterRef("pk"), merged_date__lte=on_date)
    return departments.filter(
        Q(from_date__isnull=True) | Q(from_date__lte=on_date),
        Q(to_date__isnull=True) | Q(to_date__gte=on_date),
        ~Exists(merged),
    )


def _shown(
    user: User, municipality: Municipality, on_date: date, filters: OverviewFilters
) -> DepartmentQuerySet:
    departments = Department.objects.visible_to(user).filter(municipality=municipality)
    if filters.organisation_id is not None:
        departments = departments.filter(organisation=filters.organisation_id)
    if filters.words:
        departments = departments.matching(filters.words)
    return existing_departments(departments, on_date)


def _rows(
    user: User, staircase: StaircaseThere, departments: DepartmentQuerySet, on_date: date
) -> list[OverviewRow]:
    """Return the departments that the staircase is for or that stand on it. Three queries at most."""
    known = departments.annotate(
        dwellings=Sum("dwelling_groups__dwellings"), types=dwelling_types_of_department()
    ).values_list("pk", "name", "organisation_id", "organisation__name", "dwellings", "types")
    standings = (
        {}
        if staircase.pk is None
        else standings_on(user=user, departments=departments, on_date=on_date, staircase_id=staircase.pk)
    )
    return [
        OverviewRow(pk, name, organisation, dwellings or 0, standings.get(pk, _NOWHERE))
        for pk, name, organisation_id, organisation, dwellings, types in known
        if pk in standings or staircase.is_for(organisation_id=organisation_id, dwelling_types=types)
    ]


def dwelling_types_of_department() -> ArrayAgg:
    """Return what annotates departments with the types of dwelling that they have."""
    return ArrayAgg(
        "dwelling_groups__dwelling_type",
        distinct=True,
        filter=Q(dwelling_groups__dwellings__gt=0),
        default=[],
    )


@dataclass(frozen=True, slots=True)
class _PastStep:
    """A step that a department came to by decision, and the day."""

    from_date: date
    key: str
    order: int
    colour: str


def _past_steps(
    user: User, departments: DepartmentQuerySet, on_date: date, staircase_id: int | None
) -> dict[tuple[int, int], list[_PastStep]]:
    """Return the steps each department came to by decision, oldest first.

    By the ids of department and staircase.
    """
    rows = (
        Placement.objects.visible_to(user)
        .adopted()
        .exclude(kind=PlacementKind.OVERRIDE)
        .filter(department__in=departments.values("pk"), from_date__lte=on_date)
        .order_by("department_id", "from_date")
    )
    if staircase_id is not None:
        rows = rows.filter(staircase=staircase_id)
    past: dict[tuple[int, int], list[_PastStep]] = defaultdict(list)
    for department, staircase, from_date, key, order, colour in rows.values_list(
        "department_id", "staircase_id", "from_date", "step__key", "step__order", "step__colour"
    ):
        if from_date is not None and key is not None:
            past[department, staircase].append(_PastStep(from_date, key, order, colour))
    return past


def _standing(row: Placement, past: Sequence[_PastStep]) -> Standing:
    step = row.step
    if step is None:
        return replace(_NOWHERE, summary=row.summary, since=row.from_date, near=near_text(row.evidence))
    before = list(past) if row.kind == PlacementKind.OVERRIDE else list(past)[:-1]
    since = row.from_date
    while row.kind != PlacementKind.OVERRIDE and before and before[-1].key == step.key:
        since = before.pop().from_date
    return Standing(
        step_id=row.step_id,
        key=step.key,
        order=step.order,
        name=step.name.lower(),
        colour=step.colour,
        shape=step.shape,
        summary=row.summary,
        since=since,
        until=row.to_date if row.kind == PlacementKind.OVERRIDE else None,
        moved=_moved(before, step) if since == row.from_date else 0,
        near=near_text(row.evidence),
    )


def _moved(before: Sequence[_PastStep], step: Step) -> int:
    """Return which way a department came to the step; 0 where it came from none, or from the same."""
    if not before or before[-1].key == step.key:
        return 0
    return direction((before[-1].order, before[-1].colour), (step.order, step.colour))


def near_text(evidence: Iterable[dict[str, str]]) -> str:
    """Return which step a placement is near, "0,8 procentpoint fra gul"; empty where it is near none."""
    return next((one["near"] for one in evidence if one.get("near")), "")


def _passes(row: OverviewRow, filters: OverviewFilters, looks: Sequence[StepLook]) -> bool:
    """Return whether the filters pick the row; a step that the staircase does not have picks all."""
    wanted = "" if filters.step == NO_STEP else filters.step
    asks = filters.step and wanted in {look.key for look in looks}
    right_step = not asks or row.standing.key == wanted
    return right_step and (not filters.near or bool(row.standing.near))


def _step(look: StepLook, rows: Sequence[OverviewRow]) -> OverviewStep:
    own = [row for row in rows if row.standing.key == look.key]
    return OverviewStep(
        key=look.key,
        name=look.name,
        colour=look.colour,
        shape=look.shape,
        departments=len(own),
        dwellings=sum(row.dwellings for row in own),
    )

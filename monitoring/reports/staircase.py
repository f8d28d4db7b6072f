"""The staircase as it stands on a day: every department on its step, why, since when, and what moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Sum

from agreements.agreed import framework_in_force
from agreements.models import Department, DepartmentMerger, Municipality, User
from agreements.models.departments import DepartmentQuerySet
from monitoring.models import Placement, PlacementKind
from udlejning.lib.danish import count, join_words, long_date, number

GREY = "grey"
NO_DATA_NAME = "intet datagrundlag"
_OPENNESS = {"red": 0, "orange": 1, "yellow": 2, "green": 3, "blue": 4}
_PLURALS = {"rød": "røde", "gul": "gule", "grøn": "grønne"}
_MOST_MOMENTS = 8


@dataclass(frozen=True, slots=True)
class OverviewFilters:
    """Which departments to show; empty shows all. `colour` is a step's colour, grey for those without."""

    colour: str = ""
    organisation_id: int | None = None
    words: str = ""
    near: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a department stands on a day. `moved` is 1 towards green, -1 towards red, 0 where it stayed.

    `shape` is empty where there is no step.
    """

    step_id: int | None
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
    """A step with how many departments and dwellings stand on it; grey is beside the staircase."""

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
    """A municipality's staircase on a day: its steps, strictest first, those without a step last."""

    on_date: date
    steps: tuple[OverviewStep, ...]
    rows: tuple[OverviewRow, ...]

    @property
    def near(self) -> int:
        """Count the departments near another step."""
        return sum(bool(row.standing.near) for row in self.rows)


_NOWHERE = Standing(None, NO_DATA_NAME, GREY, "", "", None, None, 0, "")


def staircase_overview(
    *,
    user: User,
    municipality: Municipality,
    on_date: date,
    filters: OverviewFilters = OverviewFilters(),
) -> StaircaseOverview:
    """Return the departments that the person sees of the municipality, on their steps that day.

    Five queries however many departments there are.
    """
    departments = _shown(user, municipality, on_date, filters)
    sized = departments.annotate(dwellings=Sum("dwelling_groups__dwellings"))
    known = list(sized.values_list("pk", "name", "organisation__name", "dwellings"))
    standings = standings_on(user=user, departments=departments, on_date=on_date)
    rows = [
        OverviewRow(pk, name, organisation, dwellings or 0, standings.get(pk, _NOWHERE))
        for pk, name, organisation, dwellings in known
    ]
    picked = [row for row in rows if _passes(row, filters)]
    picked.sort(key=lambda row: (openness(row.standing.colour), row.organisation, row.department))
    return StaircaseOverview(on_date, _steps(municipality, on_date, picked), tuple(picked))


def overview_lead(overview: StaircaseOverview | None, today: date) -> str:
    """Return the staircase in a sentence: "60 afdelinger: 4 røde, 15 gule og 41 grønne."."""
    if overview is None or not overview.rows:
        return ""
    standing = [f"{number(step.departments)} {step.plural}" for step in overview.steps if step.colour != GREY]
    without = sum(step.departments for step in overview.steps if step.colour == GREY)
    if without:
        standing.append(f"{number(without)} uden datagrundlag")
    sentences = [f"{count(len(overview.rows), 'afdeling', 'afdelinger')}: {join_words(standing)}."]
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
    past = _past_steps(user, departments, on_date)
    return {row.department_id: _standing(row, past[row.department_id, row.staircase_id]) for row in in_force}


def openness(colour: str) -> int:
    """Return how open a colour is, from red to green; those without a step come last."""
    return _OPENNESS.get(colour, len(_OPENNESS))


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


def _past_steps(
    user: User, departments: DepartmentQuerySet, on_date: date
) -> dict[tuple[int, int], list[tuple[date, str]]]:
    """Return the days each department came to a step by decision, with the step's colour, oldest first.

    By the ids of department and staircase.
    """
    rows = (
        Placement.objects.visible_to(user)
        .adopted()
        .exclude(kind=PlacementKind.OVERRIDE)
        .filter(department__in=departments.values("pk"), from_date__lte=on_date)
        .order_by("department_id", "from_date")
        .values_list("department_id", "staircase_id", "from_date", "step__colour")
    )
    past: dict[tuple[int, int], list[tuple[date, str]]] = defaultdict(list)
    for department, staircase, from_date, colour in rows:
        if from_date is not None and colour is not None:
            past[department, staircase].append((from_date, colour))
    return past


def _standing(row: Placement, past: Sequence[tuple[date, str]]) -> Standing:
    step = row.step
    colour = GREY if step is None else step.colour
    before = list(past) if row.kind == PlacementKind.OVERRIDE else list(past)[:-1]
    since = row.from_date
    while row.kind != PlacementKind.OVERRIDE and before and before[-1][1] == colour:
        since = before.pop()[0]
    earlier = before[-1][1] if before else colour
    return Standing(
        step_id=row.step_id,
        name=NO_DATA_NAME if step is None else step.name.lower(),
        colour=colour,
        shape="" if step is None else step.shape,
        summary=row.summary,
        since=since,
        until=row.to_date if row.kind == PlacementKind.OVERRIDE else None,
        moved=_direction(earlier, colour) if since == row.from_date else 0,
        near=near_text(row.evidence),
    )


def near_text(evidence: Iterable[dict[str, str]]) -> str:
    """Return which step a placement is near, "0,8 procentpoint fra gul"; empty where it is near none."""
    return next((one["near"] for one in evidence if one.get("near")), "")


def _direction(before: str, after: str) -> int:
    change = openness(after) - openness(before)
    return (change > 0) - (change < 0)


def _passes(row: OverviewRow, filters: OverviewFilters) -> bool:
    right_step = not filters.colour or row.standing.colour == filters.colour
    return right_step and (not filters.near or bool(row.standing.near))


def _steps(
    municipality: Municipality, on_date: date, rows: Sequence[OverviewRow]
) -> tuple[OverviewStep, ...]:
    """Return the steps of the version in force, those that older placements stand on, and none at all."""
    agreed = framework_in_force(municipality=municipality, on_date=on_date)
    staircases = () if agreed is None else agreed.content.staircases or ()
    looks = {
        step.colour.value: (step.name.lower(), step.shape.value)
        for staircase in staircases[:1]
        for step in staircase.steps
    }
    for row in rows:
        looks.setdefault(row.standing.colour, (row.standing.name, row.standing.shape))
    looks.setdefault(GREY, (NO_DATA_NAME, ""))
    return tuple(
        OverviewStep(
            name=name,
            colour=colour,
            shape=shape,
            departments=sum(row.standing.colour == colour for row in rows),
            dwellings=sum(row.dwellings for row in rows if row.standing.colour == colour),
        )
        for colour, (name, shape) in sorted(looks.items(), key=lambda pair: openness(pair[0]))
    )

"""The staircase as a picture: the overview's rows as blocks standing on their steps. No query, no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitoring.reports.staircase import OverviewRow, OverviewStep, StaircaseOverview
from udlejning.lib.charts.shapes import arrow, mark
from udlejning.lib.charts.stairs import Box, StairsFrame, Tread, stairs
from udlejning.lib.danish import count, number

MOST_BLOCKS = 600
"""More blocks than this say nothing to the eye; the page shows the table alone."""
NO_STEP_SHAPE = "ring"
_LETTER = 7.2
_PADDING = 12
_ARROW_ROOM = 16


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is drawn: the frame, and the sizes of treads, shapes and words. `is_wide` has names."""

    frame: StairsFrame
    tread_height: float
    mark_size: float
    name_size: float
    text_size: float
    is_wide: bool


WIDE = Look(
    StairsFrame(width=1120, below=70, rise=46, block_height=30, most_rows=9),
    tread_height=8,
    mark_size=18,
    name_size=20,
    text_size=16,
    is_wide=True,
)
NARROW = Look(
    StairsFrame(
        width=380,
        below=52,
        rise=26,
        block_height=18,
        gap=3,
        margin=4,
        least_block=9,
        most_rows=14,
        least_tread=0.22,
    ),
    tread_height=5,
    mark_size=12,
    name_size=13,
    text_size=12,
    is_wide=False,
)


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A department as a block: where, and what it says. `label` and `arrow` are empty where there is none."""

    row: OverviewRow
    box: Box
    label: str
    label_x: float
    label_y: float
    arrow: str
    title: str


@dataclass(frozen=True, slots=True)
class PictureStep:
    """A step: its body, its shape and words under the ground, and the departments on it."""

    step: OverviewStep
    body: Box
    mark: str
    mark_x: float
    name: str
    name_x: float
    name_y: float
    dwellings: str
    dwellings_y: float
    blocks: tuple[PictureBlock, ...]


@dataclass(frozen=True, slots=True)
class StaircasePicture:
    """The whole picture, in the units of its viewBox; `description` is for those who only hear it."""

    width: float
    height: float
    tread_height: float
    name_size: float
    text_size: float
    description: str
    steps: tuple[PictureStep, ...]


def staircase_picture(overview: StaircaseOverview, look: Look = WIDE) -> StaircasePicture | None:
    """Return the picture of the overview; None where there is nothing, or too much, to draw."""
    if not 0 < len(overview.rows) <= MOST_BLOCKS:
        return None
    steps = [step for step in overview.steps if step.key or step.departments]
    groups = [[row for row in overview.rows if row.standing.key == step.key] for step in steps]
    heights = [place if step.key else 0 for place, step in enumerate(steps, start=1)]
    drawn = stairs([[row.dwellings for row in group] for group in groups], heights=heights, frame=look.frame)
    words = [f"{step.name} {count(step.departments, 'afdeling', 'afdelinger')}" for step in steps]
    return StaircasePicture(
        width=drawn.width,
        height=drawn.height,
        tread_height=look.tread_height,
        name_size=look.name_size,
        text_size=look.text_size,
        description=f"{overview.staircase.name}: {', '.join(words)}",
        steps=tuple(
            _step(step, group, tread, look)
            for step, group, tread in zip(steps, groups, drawn.treads, strict=True)
        ),
    )


def _step(step: OverviewStep, group: Sequence[OverviewRow], tread: Tread, look: Look) -> PictureStep:
    ground = tread.body.y + tread.body.height
    left = tread.body.x + look.frame.margin / 2
    name_y = ground + look.tread_height + look.name_size * 1.3
    name = step.plural if step.key else "uden tal"
    return PictureStep(
        step=step,
        body=tread.body,
        mark=mark(step.shape or NO_STEP_SHAPE, x=left, y=name_y - look.mark_size * 0.85, size=look.mark_size),
        mark_x=left,
        name=f"{number(step.departments)} {name}",
        name_x=round(left + look.mark_size * 1.4, 1),
        name_y=round(name_y, 1),
        dwellings=count(step.dwellings, "bolig", "boliger"),
        dwellings_y=round(name_y + look.text_size * 1.4, 1),
        blocks=tuple(_block(row, box, look) for row, box in zip(group, tread.blocks, strict=True)),
    )


def _block(row: OverviewRow, box: Box, look: Look) -> PictureBlock:
    moved = row.standing.moved
    taken = _ARROW_ROOM if moved else 0
    has_room = look.is_wide and len(row.department) * _LETTER <= box.width - _PADDING - taken
    pointer = min(box.width, box.height) * 0.45
    at = box.x + box.width - pointer - 4 if has_room else box.middle - pointer / 2
    return PictureBlock(
        row=row,
        box=box,
        label=row.department if has_room else "",
        label_x=round(box.middle - taken / 2, 1),
        label_y=round(box.y + box.height / 2 + 4.5, 1),
        arrow=arrow(x=at, y=box.y + (box.height - pointer) / 2, size=pointer, up=moved > 0) if moved else "",
        title=_title(row),
    )


def _title(row: OverviewRow) -> str:
    standing = row.standing
    moved = {1: " Flyttet op.", -1: " Flyttet ned."}.get(standing.moved, "")
    near = f" {standing.near}." if standing.near else ""
    dwellings = count(row.dwellings, "bolig", "boliger")
    why = standing.summary or standing.name
    return f"{row.department}, {row.organisation}: {why}. {dwellings}.{moved}{near}"

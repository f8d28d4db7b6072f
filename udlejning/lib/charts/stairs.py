"""PURE: the geometry of the staircase picture. Numbers in, places out; no colours, no text."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: the upper left corner and the size, in the units of the picture."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Return the middle across."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Tread:
    """A step of the stairs: the box from the tread down to the ground, and the boxes that stand on it.

    `blocks` stand in the order in which their widths were given.
    """

    body: Box
    blocks: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Stairs:
    """Stairs from left to right, each step higher than the one before, and what stands on them."""

    width: float
    height: float
    ground: float
    treads: tuple[Tread, ...]


@dataclass(frozen=True, slots=True)
class StairsFrame:
    """How the stairs are drawn: the width of the picture, room under the ground for words, sizes and gaps."""

    width: float = 1000
    below: float = 70
    rise: float = 46
    block_height: float = 26
    gap: float = 4
    margin: float = 8
    least_block: float = 14
    most_rows: int = 8
    least_tread: float = 0.15


def stairs(groups: Sequence[Sequence[int]], *, heights: Sequence[int], frame: StairsFrame) -> Stairs:
    """Return stairs on which each group stands on its tread, as blocks as wide as the group's sizes.

    `heights` says how many rises each tread is above the ground; 0 is level ground. All blocks are drawn to
    one scale, the largest at which no tread needs more than `most_rows` rows; the widest stand lowest. Where
    even the least blocks are too many there are more rows.
    """
    widths = _tread_widths(groups, frame)
    scale = _scale(groups, widths, frame)
    rows = [
        _rows(_block_widths(group, scale, room, frame), room, frame)
        for group, room in zip(groups, widths, strict=True)
    ]
    line = frame.block_height + frame.gap
    tops = [
        height * frame.rise + _row_count(places) * line for height, places in zip(heights, rows, strict=True)
    ]
    ground = round(max([*tops, frame.rise]) + frame.gap, 1)
    treads, x = [], 0.0
    for places, room, height in zip(rows, widths, heights, strict=True):
        body = Box(round(x, 1), ground - height * frame.rise, round(room, 1), height * frame.rise)
        blocks = tuple(
            Box(
                round(x + frame.margin + at, 1),
                round(body.y - (row + 1) * line + frame.gap, 1),
                round(width, 1),
                frame.block_height,
            )
            for row, at, width in places
        )
        treads.append(Tread(body, blocks))
        x += room
    return Stairs(frame.width, ground + frame.below, ground, tuple(treads))


def _tread_widths(groups: Sequence[Sequence[int]], frame: StairsFrame) -> list[float]:
    """Share the width by what stands on each tread, but give each tread its least share."""
    total = sum(map(sum, groups))
    if not total:
        return [frame.width / len(groups)] * len(groups)
    free = 1 - frame.least_tread * len(groups)
    return [frame.width * (frame.least_tread + free * sum(group) / total) for group in groups]


def _scale(groups: Sequence[Sequence[int]], widths: Sequence[float], frame: StairsFrame) -> float:
    """Return the largest width per unit of size at which every group keeps to its rows."""
    scale = frame.width
    least = frame.least_block / max([1, *(max(group, default=0) for group in groups)])
    while scale > least and any(
        _row_count(_rows(_block_widths(group, scale, room, frame), room, frame)) > frame.most_rows
        or _is_crowded(group, scale, room, frame)
        for group, room in zip(groups, widths, strict=True)
    ):
        scale *= 0.93
    return scale


def _is_crowded(group: Sequence[int], scale: float, room: float, frame: StairsFrame) -> bool:
    """Return whether the widest block would take more than three quarters of its tread."""
    return max(group, default=0) * scale > (room - 2 * frame.margin) * 0.75


def _block_widths(group: Sequence[int], scale: float, room: float, frame: StairsFrame) -> list[float]:
    most = room - 2 * frame.margin
    return [min(most, max(frame.least_block, size * scale)) for size in group]


def _rows(widths: Sequence[float], room: float, frame: StairsFrame) -> list[tuple[int, float, float]]:
    """Return each block's row, counted from the tread, its place across and its width: the widest first."""
    filled: list[float] = []
    places: dict[int, tuple[int, float, float]] = {}
    for index in sorted(range(len(widths)), key=lambda number: -widths[number]):
        width = widths[index]
        row = next(
            (number for number, used in enumerate(filled) if used + width <= room - 2 * frame.margin),
            len(filled),
        )
        if row == len(filled):
            filled.append(0.0)
        places[index] = (row, filled[row], width)
        filled[row] += width + frame.gap
    return [places[index] for index in range(len(widths))]


def _row_count(places: Sequence[tuple[int, float, float]]) -> int:
    return max((row + 1 for row, _, _ in places), default=0)

"""PURE: what a picture is made of: paths, words and groups of them in their places; and the parts all share.

How each kind of paint looks is decided in drawing.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from udlejning.lib.charts.shapes import mark
from udlejning.lib.charts.words import LEADING, width_of, wrap

_UNIT_WORDS = {"%": "procent", "kr.": "kroner"}
_LEGEND_MARK = 12
_LEGEND_GAP = 14


class Paint(StrEnum):
    """What a mark stands for; drawing.py gives each its colours."""

    GROUND = "ground"
    INK = "ink"
    MUTED = "muted"
    LIMIT_WORDS = "limit-words"
    GRID = "grid"
    AXIS = "axis"
    LEADER = "leader"
    LIMIT = "limit"
    LIMIT_GROUND = "limit-ground"
    BAND = "band"
    OWN_LINE = "own-line"
    OWN_MARK = "own-mark"
    OPEN_MARK = "open-mark"
    OTHER_LINE = "other-line"
    OTHER_MARK = "other-mark"
    OWN_BAR = "own-bar"
    OTHER_BAR = "other-bar"
    SPARK_LINE = "spark-line"
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    ORANGE = "orange"
    BLUE = "blue"
    GREY = "grey"
    RED_MARK = "red-mark"
    YELLOW_MARK = "yellow-mark"
    GREEN_MARK = "green-mark"
    ORANGE_MARK = "orange-mark"
    BLUE_MARK = "blue-mark"
    GREY_MARK = "grey-mark"


class Anchor(StrEnum):
    """Which end of a text its place means."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Shape:
    """A path; `dash` as SVG writes it; `says` is shown to who points at it."""

    path: str
    paint: Paint
    dash: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text at its baseline; `is_upright` reads from below, `has_halo` keeps lines off it."""

    x: float
    y: float
    text: str
    size: float
    paint: Paint = Paint.INK
    anchor: Anchor = Anchor.START
    is_bold: bool = False
    is_upright: bool = False
    has_halo: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that are moved together."""

    x: float
    y: float
    marks: tuple[Mark, ...]


Mark = Shape | Words | Group


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, in the units of its viewBox; `title` and `description` are what is heard."""

    width: float
    height: float
    title: str
    description: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a chart is drawn. One unit is one pixel where there is room, so no letter is below 12."""

    width: float
    plot: float
    title_size: float
    text_size: float

    @property
    def line(self) -> float:
        """Return the height of a line of text."""
        return self.text_size * LEADING


WIDE = Frame(width=640, plot=240, title_size=16, text_size=13)
NARROW = Frame(width=288, plot=132, title_size=14, text_size=12)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a shape or a dashed line means."""

    text: str
    paint: Paint
    shape: str = ""
    dash: str = ""


def heading(title: str, subtitle: str, frame: Frame) -> tuple[list[Mark], float]:
    """Return the title and what stands below it, and how far down they reach."""
    marks: list[Mark] = []
    y = 0.0
    for line in wrap(title, frame.width, frame.title_size, most=3):
        y += frame.title_size * LEADING
        marks.append(Words(0, y - 0.3 * frame.title_size, line, frame.title_size, is_bold=True))
    below, reached = text_block(subtitle, y, frame)
    return [*marks, *below], reached + frame.text_size / 2


def text_block(text: str, top: float, frame: Frame) -> tuple[list[Mark], float]:
    """Return muted lines of text from `top` down, and how far they reach; no text takes no room."""
    lines = wrap(text, frame.width, frame.text_size) if text else []
    marks: list[Mark] = [
        Words(0, round(top + (number + 0.75) * frame.line, 1), line, frame.text_size, Paint.MUTED)
        for number, line in enumerate(lines)
    ]
    return marks, top + len(lines) * frame.line


def legend(entries: Iterable[LegendEntry], top: float, frame: Frame) -> tuple[list[Mark], float]:
    """Return what each shape and dash means, beside each other as far as there is room, and how far down."""
    marks: list[Mark] = []
    x, y = 0.0, top
    indent = _LEGEND_MARK + 6
    for entry in entries:
        lines = wrap(entry.text, frame.width - indent, frame.text_size)
        width = indent + max(width_of(line, frame.text_size) for line in lines)
        if x and (x + width > frame.width or len(lines) > 1):
            x, y = 0.0, y + frame.line
        marks.append(_legend_mark(entry, x + 1, y + (frame.line - _LEGEND_MARK) / 2))
        marks += [
            Words(x + indent, round(y + (number + 0.75) * frame.line, 1), line, frame.text_size)
            for number, line in enumerate(lines)
        ]
        y += (len(lines) - 1) * frame.line
        x += width + _LEGEND_GAP
    return marks, y + frame.line if marks else top


def _legend_mark(entry: LegendEntry, x: float, y: float) -> Shape:
    if entry.shape:
        return Shape(mark(entry.shape, x=x, y=y, size=_LEGEND_MARK), entry.paint)
    middle = x + _LEGEND_MARK / 2
    return Shape(f"M{middle:.1f} {y:.1f}V{y + _LEGEND_MARK:.1f}", entry.paint, entry.dash)


def empty_picture(title: str, frame: Frame, *, why: str = "", lacking: str = "tal") -> Picture:
    """Return a picture that says that there is nothing to draw: what is lacking, and why."""
    marks, y = heading(title, "", frame)
    said = ": ".join(filter(None, (f"Ingen {lacking} at vise", why)))
    lines = wrap(said, frame.width - 24, frame.text_size)
    height = (len(lines) + 2) * frame.line
    box = Shape(box_path(0.5, y, frame.width - 1, height), Paint.BAND)
    words = [
        Words(
            frame.width / 2,
            round(y + (number + 1.75) * frame.line, 1),
            line,
            frame.text_size,
            Paint.MUTED,
            Anchor.MIDDLE,
        )
        for number, line in enumerate(lines)
    ]
    return Picture(frame.width, round(y + height + 1, 1), title, f"{said}.", (*marks, box, *words))


def box_path(x: float, y: float, width: float, height: float) -> str:
    """Return the path of a rectangle."""
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}Z"


def unit_words(unit: str) -> str:
    """Return how a unit is written where it stands alone."""
    return _UNIT_WORDS.get(unit, unit)


def sentence(parts: Sequence[str]) -> str:
    """Return the parts that say something, as sentences after each other."""
    return " ".join(f"{part}." for part in parts if part)

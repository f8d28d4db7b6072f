"""PURE: a document ready to print: sections and annexes made of a few kinds of block, every word in place.

The printers (word.py, pdf.py) decide how it looks and nothing of what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, TypeAlias

from agreements.terms import StepColour, StepShape
from udlejning.lib.danish import long_date


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line break in `text` is a line break on paper."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section or an annex."""

    kind: ClassVar[str] = "subheading"
    text: str


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list without order."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactTable:
    """What is agreed, subject by subject: rows of (subject, what holds)."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]
    header: tuple[str, str] = ("Emne", "Aftalt")
    caption: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table; every row has as many cells as the header. The header is repeated on each page."""

    kind: ClassVar[str] = "table"
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step in the picture of a staircase: colour, shape and word together, and what holds there."""

    name: str
    colour: StepColour
    shape: StepShape
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaircasePicture:
    """A staircase as a drawing, the strictest step first; `caption` is its name."""

    kind: ClassVar[str] = "staircase"
    caption: str
    steps: tuple[DrawnStep, ...]


FACT_SHARES = (39, 61)
"""The columns of subjects and of what holds, in percent: the same everywhere, so that tables line up."""
WIDEST = 44
"""How many letters a column is reckoned to hold at the most when the width of a table is shared out."""
CELL_MARGIN = 3
"""What a cell's margins take up, in letters."""

Block: TypeAlias = Paragraph | Subheading | BulletList | FactTable | DataTable | StaircasePicture


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section: "5", "Kvote"."""

    number: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class AnnexText:
    """An annex, numbered "1" and on; `confidentiality` says who may read it."""

    number: str
    title: str
    confidentiality: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A party that signs, whom it also signs for, and what is known of its adoption (empty: nothing yet).

    `organisations` are the LBF numbers it stands for; the municipality has none.
    """

    name: str
    cvr: str
    also_for: tuple[str, ...] = ()
    signed: str = ""
    organisations: tuple[str, ...] = ()

    @property
    def details(self) -> str:
        """Return what stands below the name, line by line: CVR number, and each it also signs for."""
        cvr = (f"CVR {self.cvr}",) if self.cvr else ()
        return "\n".join((*cvr, *(f"inkl. {name}" for name in self.also_for)))


@dataclass(frozen=True, slots=True)
class AgreementDocument:
    """The whole document. `missing` are notes on what a draft still lacks; empty when nothing does."""

    title: str
    subtitle: str
    municipality: str
    status_line: str
    printed_on: date
    parties: tuple[SignatureLine, ...]
    sections: tuple[Section, ...]
    annexes: tuple[AnnexText, ...]
    missing: tuple[str, ...] = ()


def as_plain(document: AgreementDocument, clean: Callable[[str], str]) -> dict[str, Any]:
    """Return the document as the dicts, lists and texts that a template language reads.

    Every text has gone through `clean`, the printer's own way of leaving out what it cannot print. Each block
    says its kind, and a table how its columns share the width.
    """
    plain = asdict(document)
    plain["printed_on"] = long_date(document.printed_on)
    plain["parties"] = [{**asdict(party), "details": party.details} for party in document.parties]
    plain["sections"] = [{**asdict(each), "blocks": _blocks(each.blocks)} for each in document.sections]
    plain["annexes"] = [{**asdict(each), "blocks": _blocks(each.blocks)} for each in document.annexes]
    cleaned: dict[str, Any] = _cleaned(plain, clean)
    return cleaned


def column_shares(rows: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Return how the columns of a table share its width, in percent, by the longest line in each."""
    asked = [max(_longest_line(cell) for cell in column) + CELL_MARGIN for column in zip(*rows, strict=True)]
    return tuple(max(1, 100 * each // sum(asked)) for each in asked)


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [{"kind": block.kind, **asdict(block), "shares": _shares(block)} for block in blocks]


def _shares(block: Block) -> tuple[int, ...]:
    """Return how the columns of a table share its width, in percent; empty for what is no table."""
    if isinstance(block, FactTable):
        return FACT_SHARES
    return column_shares((block.header, *block.rows)) if isinstance(block, DataTable) else ()


def _longest_line(cell: str) -> int:
    return min(WIDEST, max((len(line) for line in cell.splitlines()), default=0))


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:  # noqa: ANN401 - a tree of any shape
    if isinstance(value, str):
        return clean(str(value))
    if isinstance(value, dict):
        return {key: _cleaned(each, clean) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(each, clean) for each in value]
    return value

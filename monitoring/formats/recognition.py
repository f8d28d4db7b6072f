"""PURE: tells by its content which layout a file with figures has; its name says nothing."""

from collections.abc import Callable, Sequence

from monitoring.formats import (
    beboerdata,
    criteria,
    long,
    ministry_list,
    needs,
    own_figures,
    rents,
    statbank,
    twins,
)
from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.law_figures import LAW_FIGURES
from monitoring.formats.readings import Layout
from udlejning.lib.spreadsheets import Sheet, Workbook

_TELLS: tuple[tuple[Layout, Callable[[Sheet], bool]], ...] = (
    (Layout.statbank, statbank.looks_like),
    (Layout.long, long.looks_like),
    (Layout.twins, twins.looks_like),
    (Layout.beboerdata, beboerdata.looks_like),
    (Layout.rents, rents.looks_like),
    (Layout.needs, needs.looks_like),
    (Layout.own_figures, own_figures.looks_like),
    (Layout.ministry_list, ministry_list.looks_like),
)
"""The layouts that have words of their own, the most telling first; criteria have fewest, and come last."""


def recognise(workbook: Workbook, *, indicators: Sequence[IndicatorColumn] = ()) -> Layout | None:
    """Return the layout that one of the visible sheets has, the most telling first; None where none is known.

    `indicators` are those of the register: beside the law's own they tell a criteria workbook.
    """
    sheets = [sheet for sheet in workbook.sheets if not sheet.is_hidden]
    for layout, looks_like in _TELLS:
        if any(map(looks_like, sheets)):
            return layout
    known = (*LAW_FIGURES, *indicators)
    return Layout.criteria if any(criteria.looks_like(sheet, known) for sheet in sheets) else None

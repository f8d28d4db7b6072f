"""PURE: opens a file with figures, whatever its layout, and reads it by the one it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from monitoring.formats import (
    beboerdata,
    criteria,
    long,
    ministry_list,
    own_figures,
    rents,
    statbank,
    twins,
)
from monitoring.formats.criteria_parts import Fault
from monitoring.formats.readings import FileReading, Layout, ReadContext
from monitoring.formats.recognition import recognise
from udlejning.lib.spreadsheets import Limits, read_workbook

LIMITS = Limits(max_bytes=40_000_000, max_unpacked_bytes=400_000_000, max_rows=600_000)
"""A ten-year list of the whole country, one figure a row, has 425,100 rows and takes 27 MB."""
READERS: Mapping[Layout, Callable[..., FileReading]] = {
    Layout.beboerdata: beboerdata.read,
    Layout.criteria: criteria.read,
    Layout.long: long.read,
    Layout.twins: twins.read,
    Layout.rents: rents.read,
    Layout.ministry_list: ministry_list.read,
    Layout.statbank: statbank.read,
    Layout.own_figures: own_figures.read,
}
NAMES: Mapping[Layout, str] = {
    Layout.beboerdata: "Landsbyggefondens beboerdata",
    Layout.criteria: "Nøgletal pr. afdeling",
    Layout.long: "Nøgletal i en lang liste",
    Layout.twins: "Tvillingeværktøjet",
    Layout.rents: "Huslejer pr. afdeling",
    Layout.ministry_list: "Ministeriets liste over boligområder",
    Layout.statbank: "Statistikbanken",
    Layout.own_figures: "Boligorganisationernes egne tal",
    Layout.needs: "Kommunens boligbehov",
}


def open_figures(content: bytes, *, file_name: str, context: ReadContext) -> FileReading:
    """Return what a file says, and every fault of it at once.

    Raises UnreadableFileError where it is no workbook at all. A file whose layout nobody knows is read as a
    criteria workbook, which says what is missing.
    """
    workbook = read_workbook(content, filename=file_name, limits=LIMITS)
    layout = recognise(workbook, indicators=context.indicators) or Layout.criteria
    if layout is Layout.needs:
        fault = Fault(file_name, "Filen er kommunens boligbehov og har ingen nøgletal.")
        return FileReading(layout, (), faults=(fault,))
    return READERS[layout](workbook, file_name=file_name, context=context)

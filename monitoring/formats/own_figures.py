"""Reads the organisations' yearly figures: moves out, arrears and house-rule cases per department. PURE.

One row a department, or one for each type of dwelling; or the types side by side in the headings. These are
in own_figures_headings.py, the rows in own_figures_rows.py, and the moves out in own_figures_turnover.py.
"""

from collections.abc import Iterator, Sequence

from agreements.terms import DwellingType
from monitoring.formats.criteria_parts import Fault, SkippedRow
from monitoring.formats.department_lines import Line, read_lines
from monitoring.formats.dwellings import read_dwelling_type
from monitoring.formats.figure_cells import PlacedFault, fault_at, in_order
from monitoring.formats.figure_columns import doubled_fault, no_period_fault
from monitoring.formats.headings import (
    period_of_sheet,
)
from monitoring.formats.own_figures_headings import (
    TYPE,
    OwnColumn,
    OwnHeader,
    Role,
    own_columns,
    own_header,
)
from monitoring.formats.own_figures_rows import OwnRows, read_single
from monitoring.formats.own_figures_turnover import read_turnover
from monitoring.formats.periods import Period, period_in
from monitoring.formats.preliminary import sheet_cells, value_at
from monitoring.formats.readings import FileReading, Layout, ReadContext, ReadSheet
from udlejning.lib.cells import CellError
from udlejning.lib.spreadsheets import Sheet, Workbook


def looks_like(sheet: Sheet) -> bool:
    """Return whether the headings are departments with moves out, arrears or house-rule cases."""
    return own_header(sheet) is not None


def read(workbook: Workbook, *, file_name: str, context: ReadContext) -> FileReading:
    """Return each department's yearly figures, with every fault of the file at once."""
    sheets, skipped = [], []
    faults: list[Fault] = []
    oddities: list[Fault] = []
    for sheet in workbook.sheets:
        header = None if sheet.is_hidden else own_header(sheet)
        if header is None:
            reason = "skjult ark" if sheet.is_hidden else "ingen tabel med egne tal pr. afdeling"
            skipped.append(SkippedRow(sheet.name, "", reason))
            continue
        reader = _SheetReader(sheet, header, context)
        sheets.append(reader.read())
        faults += in_order(reader.rows.faults)
        oddities += in_order(reader.rows.oddities)
    if not sheets:
        advice = "Brug overskrifter som Lbf.nr., Boligtype, Antal boliger, Fraflytninger og Husordenssager."
        faults.append(Fault(file_name, "Vi fandt ingen tabel med organisationens egne tal.", advice))
    return FileReading(Layout.own_figures, tuple(sheets), tuple(skipped), tuple(faults), tuple(oddities))


class _SheetReader:
    """Reads one sheet whose headings are found."""

    def __init__(self, sheet: Sheet, header: OwnHeader, context: ReadContext) -> None:
        self.sheet, self.match = sheet, header.match
        self.columns = list(own_columns(self.match, context))
        part = self.match.columns.get(TYPE)
        self.departments = read_lines(
            sheet,
            first=self.match.row + 1,
            columns=self.match.columns,
            part=part,
            organisation=header.organisation,
        )
        types, faults = _types(sheet, self.departments.lines, part)
        self.rows = OwnRows(
            cells=sheet_cells(sheet, context.marks),
            lines=self.departments.lines,
            types=types,
            period=period_of_sheet(sheet, self.match.row, context),
            context=context,
            faults=[*self.departments.faults, *faults],
        )

    def read(self) -> ReadSheet:
        """Return the sheet's departments with their figures."""
        rows = self.rows
        if not rows.lines and not rows.faults:
            error = CellError("Der er ingen afdelinger under overskrifterne.")
            rows.faults.append(fault_at(self.sheet, self.match.row, 0, error))
        rows.faults += self._unclear()
        found = [*read_turnover(rows, self.columns), *read_single(rows, self.columns)]
        rows.faults += self._doubled()
        day = rows.period
        return ReadSheet(
            name=self.sheet.name,
            reference_date=day.first if day is not None and day.first == day.last else None,
            units=self.departments.units,
            columns=tuple(found),
            skipped=self.departments.skipped,
            unknown_headings=tuple(rows.left_out),
        )

    def _unclear(self) -> Iterator[PlacedFault]:
        """Yield a fault for headings whose figures could be counted in two ways, or of no known year."""
        figures = [column for column in self.columns if column.role not in (Role.dwellings, Role.other)]
        for column in figures:
            if column.role is Role.unclear:
                advice = "Skriv antal, procent eller kr. i overskriften."
                error = CellError(
                    "Overskriften siger ikke, om tallene er antal, procent eller kroner.", advice
                )
                yield fault_at(self.sheet, self.match.row, column.place, error)
        undated = [one for one in figures if self.rows.period_of(one, is_of_year=False) is None]
        if undated:
            yield no_period_fault(self.sheet, self.match.row, undated[0].place)

    def _doubled(self) -> Iterator[PlacedFault]:
        """Yield a fault for each heading that says the same as an earlier one."""
        seen: dict[tuple[Role, DwellingType | None, Period | None], OwnColumn] = {}
        for column in self.columns:
            if column.role in (Role.other, Role.unclear):
                continue
            key = (column.role, column.dwelling_type, period_in(column.label))
            earlier = seen.setdefault(key, column)
            if earlier is not column:
                places = (earlier.place, column.place)
                yield doubled_fault(self.sheet, self.match.row, places, column.label)


def _types(
    sheet: Sheet, lines: Sequence[Line], column: int | None
) -> tuple[list[DwellingType | None], list[PlacedFault]]:
    """Return each row's type of dwelling, and what is wrong with those that name none."""
    types: list[DwellingType | None] = []
    faults = []
    for line in lines:
        found = None
        try:
            found = None if column is None else read_dwelling_type(value_at(sheet.rows[line.row], column))
        except CellError as error:
            faults.append(fault_at(sheet, line.row, column or 0, error))
        types.append(found)
    return types, faults

"""The organisations' yearly figures as they send them, small enough to read."""

import io

from openpyxl import Workbook

TITLE = "Lind Boligs tal for 2025"
HEADINGS = [
    "Lbf.nr.",
    "Afdelingsnavn",
    "Boligtype",
    "Antal boliger",
    "Eksterne fraflytninger",
    "Fraflytningsprocent",
    "Restancer, antal lejere",
    "Husordenssager",
]
ROWS = [
    ["0153-157", "Nørrebrogade", "Familieboliger", 85, 10, "11,8", 4, 3],
    ["", "", "Ungdomsboliger", 20, "9", "", "", ""],
    ["0153-158", "Søparken", "Familie", "1.040", 0, 0, "0", "-"],
    ["0153-159", "Lille afd.", "Ældreboliger", 12, "", "", "<5", ""],
    ["Lind Bolig i alt", "", "", 1157, 19, "", "", ""],
    ["Anm.: Fraflytninger uden interne flytninger og dødsfald."],
]
SIDE_BY_SIDE = """sep=;
Boligorganisation: 0153 Lind Bolig
Afd.;Navn;Familieboliger;Ungdomsboliger;Fraflyttede familie 2025;Fraflyttede unge 2025;Restance kr. 31-12-2025
157;Åparken;85;20;10;9;12.500,75 kr.
158;Søparken;40;0;4;0;0
"""


def own_figures(*rows, headings=None, title=TITLE, edit=None):
    """Return a workbook's bytes: a merged title, the headings in row 3, the rows from row 4."""
    book = Workbook()
    page = book.active
    page.title = "Egne tal"
    page.append([title])
    page.merge_cells("A1:H1")
    page.append([])
    page.append(headings or HEADINGS)
    for cells in rows or ROWS:
        page.append(cells)
    if edit is not None:
        edit(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def side_by_side():
    """Return the bytes of a text file with the types of dwelling side by side, and Windows' letters."""
    return SIDE_BY_SIDE.replace("\n", "\r\n").encode("cp1252")

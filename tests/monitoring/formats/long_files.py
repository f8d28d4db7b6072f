"""Long lists as they are sent: layout L3, as text with Windows letters or as a sheet."""

import io

from openpyxl import Workbook

HEADINGS = ("LBF-nr", "Afdeling", "Indikator", "År", "Værdi")
ROWS = (
    ("0153-157", "Nørrebrogade", "Beboere", "2024", "1.350"),
    ("0153-157", "Nørrebrogade", "Dømte", "2023", "2,05"),
    ("0153-157", "Nørrebrogade", "Dømte", "2024", "1,98"),
    ("0153-158", "Åparken", "Beboere", "2024", "87"),
    ("0153-158", "Åparken", "Dømte", "2024", "-"),
)


def text(*rows, headings=HEADINGS, separator_line=True, encoding="cp1252"):
    """Return a text file's bytes, as Excel in Danish writes it."""
    lines = [";".join(cells) for cells in (headings, *(rows or ROWS))]
    return "\r\n".join([*(["sep=;"] if separator_line else []), *lines, ""]).encode(encoding)


def sheet(*rows, headings=HEADINGS, title=(), edit=None):
    """Return a workbook's bytes with the list in Ark1."""
    book = Workbook()
    page = book.active
    page.title = "Ark1"
    for cells in (*title, headings, *rows):
        page.append(cells)
    if edit is not None:
        edit(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()

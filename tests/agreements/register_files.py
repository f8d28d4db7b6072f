"""Register workbooks for the tests, built with openpyxl."""

import io

from openpyxl import Workbook

HEADINGS = (
    "Kommunenr",
    "Boligorganisationsnr (LBF)",
    "Boligorganisation",
    "CVR",
    "Afdelingsnr (LBF)",
    "Afdelingsnr (eget)",
    "Afdelingsnavn",
    "Adresse",
    "Boligtype",
    "Antal rum",
    "Antal lejemål",
    "Gns. m²",
    "Husleje (kr./md.)",
    "Sammenlagt til",
    "Pr. dato",
)
ROW = {
    "Kommunenr": "0998",
    "Boligorganisationsnr (LBF)": "0153",
    "Boligorganisation": "Nybo",
    "Afdelingsnr (LBF)": "007",
    "Afdelingsnr (eget)": "7-0",
    "Afdelingsnavn": "Nyvang",
    "Adresse": "Nyvang 1",
    "Boligtype": "familiebolig",
    "Antal rum": 3,
    "Antal lejemål": 40,
    "Gns. m²": "81,5",
    "Husleje (kr./md.)": "6.410,50",
}


def row(**changes):
    """Return one row; a keyword is the first word of a heading, e.g. `navn=` for Afdelingsnavn."""
    names = {
        "kommune": "Kommunenr",
        "organisation": "Boligorganisationsnr (LBF)",
        "organisationsnavn": "Boligorganisation",
        "cvr": "CVR",
        "afdeling": "Afdelingsnr (LBF)",
        "eget": "Afdelingsnr (eget)",
        "navn": "Afdelingsnavn",
        "adresse": "Adresse",
        "boligtype": "Boligtype",
        "rum": "Antal rum",
        "boliger": "Antal lejemål",
        "m2": "Gns. m²",
        "husleje": "Husleje (kr./md.)",
        "sammenlagt": "Sammenlagt til",
        "dato": "Pr. dato",
    }
    values = ROW | {names[name]: value for name, value in changes.items()}
    return [values.get(heading) for heading in HEADINGS]


def workbook(*rows, headings=HEADINGS, above=(), sheet_name="Afdelinger"):
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name
    for line in (*above, headings, *rows):
        sheet.append(list(line))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def many(number, **changes):
    """Return so many departments of one organisation, with two sizes of dwellings each."""
    return [
        row(afdeling=f"{n:04d}", eget=f"{n}-0", navn=f"Gården {n}", rum=rooms, **changes)
        for n in range(1, number + 1)
        for rooms in (2, 3)
    ]

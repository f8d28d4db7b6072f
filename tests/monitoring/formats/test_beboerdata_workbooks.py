"""Beboerdata of several tables, sheets and departments, as workbook or text; and what is no Beboerdata."""

import pytest

from monitoring.formats.beboerdata import looks_like, read
from monitoring.formats.readings import Layout
from tests.monitoring.formats.beboerdata_files import CONTEXT, NOTES, OWNER, TITLE, beboerdata, table
from tests.monitoring.formats.context import faults, opened, whole


def reading(*sheets):
    return read(opened(beboerdata(*sheets)), file_name="tabel.xlsx", context=CONTEXT)


def figures(read_file, key):
    return [one for _, one in read_file.columns() if one.indicator.key == key]


def known(read_file):
    return {one.indicator.key for _, one in read_file.columns() if one.is_known}


def test_the_same_total_in_two_tables_is_one_figure_and_another_number_a_fault():
    title = "Tabel {}. Alle beboere efter {}. 1. januar"
    age, sex = (
        table(["I alt", 350, 100], title=title.format(*of), years=(2020,))
        for of in ((1, "alder"), (2, "køn"))
    )
    assert len(figures(reading(age, sex), "residents")) == 1

    other = table(["I alt", 351, 100], title=title.format(2, "køn"), years=(2020,))
    assert faults(reading(age, other)) == [
        ("Ark2!B6", "Beboere, 1. januar 2020, er 351 her og 350 i Ark1!B6.")
    ]


def test_tables_may_stand_below_each_other_and_the_lower_has_the_owner_of_the_upper():
    lower = [[], ["Tabel 13. Kriminalitet"], ["", 2019, 2020], ["Dømte, pct.", "2,1", "2,0"]]
    found = reading([*table(), *lower])

    assert known(found) == {"non_western", "convicted"}
    assert [one.period for one in figures(found, "convicted")] == [whole(2019), whole(2020)]
    assert [one.rows for one in figures(found, "convicted")] == [(16,), (16,)]
    assert (found.faults, len(found.sheets[0].units)) == ((), 1)


def test_sheets_of_several_departments_have_a_unit_each():
    other = table(owner="Afdeling: 158 Skovparken   Boligorganisation: 0153 Boligforeningen X")
    found = reading(table(), other)

    assert [sheet.units[0].department_number for sheet in found.sheets] == ["157-0", "158"]
    assert len(figures(found, "non_western")) == 6


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (table(owner=""), "Arket siger ikke, hvilken afdeling tallene gælder."),
        (table(owner="Sum af 3 afdelinger"), "Filen har kun tal for flere afdelinger under ét."),
        (
            [[TITLE], [OWNER], [], ["", 2019, 2020], [], *NOTES],
            "Der er ingen rækker med tal under overskrifterne.",
        ),
        ([["Budget"], [], [], ["Post", "Kroner"]], "Vi fandt ingen tabel med årstal som overskrifter."),
        (
            [["Tabel 6. Herkomst"], [OWNER], [], ["", "Antal", "Pct."], ["Dømte", 7, 2]],
            "Filen siger ikke, hvornår tallene er opgjort.",
        ),
    ],
)
def test_what_the_whole_file_lacks_is_said(rows, message):
    assert message in [text for _, text in faults(reading(rows))]


def test_a_sheet_is_recognised_by_its_content():
    assert looks_like(opened(beboerdata(table())).sheets[0])
    assert looks_like(opened(beboerdata(table(owner=""))).sheets[0])
    assert not looks_like(
        opened(beboerdata([["Budget"], [], [], ["Post", 2019, 2020], ["Løn", 1, 2]])).sheets[0]
    )


def test_a_text_file_with_windows_letters_is_read():
    lines = [
        "sep=;",
        TITLE,
        OWNER,
        "",
        ";2019;;2020;",
        ";Antal;Pct.;Antal;Pct.",
        "Ikke-vestlige;101;28,9;1.110;31,0",
        "I alt;350;100;3.581;100",
    ]
    content = "\r\n".join(lines).encode("cp1252")
    found = read(opened(content, "tabel.csv"), file_name="tabel.csv", context=CONTEXT)

    assert [one.denominators[0].value for one in figures(found, "non_western")] == [350, 3581]
    assert (found.layout, found.faults) == (Layout.beboerdata, ())

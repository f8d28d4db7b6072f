"""The commands that write an agreement to a file, read it in, and check one."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from agreements.agreement_files import agreement_file_of
from agreements.files.reading import read_agreement_file
from agreements.models import Administrator, Agreement
from tests.agreements.agreement_texts import SMALL
from tests.agreements.example_world import NAMES, example, example_text, fjordby


@pytest.fixture
def here(seeded):
    return fjordby()


@pytest.fixture
def a_file(tmp_path):
    """Write a text to a file and give its path."""

    def written(text, name="aftale.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def printed(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


# --- out and in ---


def test_what_is_exported_can_be_imported_again_elsewhere(here, a_file):
    printed("agreement_import", a_file(example_text("bl-grundmodel.yaml")))
    exported = printed("agreement_export", Agreement.objects.get().pk)

    assert read_agreement_file(exported) == example("bl-grundmodel.yaml")


def test_import_says_what_was_made(here, a_file):
    said = printed("agreement_import", a_file(example_text("anmodning-ved-tillaeg.yaml")))

    agreement = Agreement.objects.get()
    assert f"er læst ind som aftale nummer {agreement.pk}." in said
    assert "Version 2: fra 25. februar 2025, vedtaget 18. februar 2025; 2 beslutninger; vilkår" in said
    assert agreement.status == "adopted"


def test_a_draft_is_read_in_without_adopting_and_says_what_waits(here, a_file):
    said = printed("agreement_import", a_file(example_text("bl-grundmodel.yaml")), draft=True)

    assert Agreement.objects.get().status == "draft"
    assert "1 afvigelse bliver ikke læst ind" in said


def test_content_that_cannot_be_adopted_can_be_read_in_as_a_draft(here, a_file):
    text = example_text("aalborg-formet.yaml")
    faulty = a_file(text.replace("includes_fleksibel_udlejning: true", "includes_fleksibel_udlejning: false"))

    with pytest.raises(CommandError, match="Intet er gemt"):
        printed("agreement_import", faulty)
    said = printed("agreement_import", faulty, draft=True)

    assert "Bemærk: linje 128, versions[1].content.staircases[familie].steps[roed].terms.fleksibel" in said
    assert Agreement.objects.count() == 1


def test_a_file_with_faults_is_refused_with_all_of_them(here, a_file):
    text = (
        example_text("aalborg-formet.yaml").replace('"9902"', '"7702"').replace("kind: framework", "kind: x")
    )

    with pytest.raises(CommandError) as refused:
        printed("agreement_import", a_file(text))
    assert "agreement.kind" in str(refused.value)
    assert Agreement.objects.count() == 0


def test_parties_that_are_not_in_the_register_are_named_with_their_line(here, a_file):
    text = example_text("aalborg-formet.yaml").replace('"9902"', '"7702"')
    line = next(number for number, row in enumerate(text.splitlines(), start=1) if '"7702"' in row)

    with pytest.raises(CommandError, match=rf"linje {line}, parties\[7702\]\.organisation: Boligorg"):
        printed("agreement_import", a_file(text))


def test_a_second_framework_in_the_same_period_is_told_with_what_to_do(here, a_file):
    printed("agreement_import", a_file(example_text("bl-grundmodel.yaml")))

    with pytest.raises(CommandError, match="gælder allerede i en del af perioden"):
        printed("agreement_import", a_file(example_text("aalborg-formet.yaml")))


def test_whoever_reads_in_stands_under_the_deviations(here, a_file):
    path = a_file(example_text("bl-grundmodel.yaml"))

    with pytest.raises(CommandError, match="ingen aktiv bruger med navnet nobody"):
        printed("agreement_import", path, user="nobody")
    printed("agreement_import", path, user="maja")

    assert Agreement.objects.get().deviations.get().registered_by == here.maja


def test_without_a_system_administrator_a_name_is_asked_for(here, a_file):
    here.maja.is_superuser = False
    here.maja.save()

    with pytest.raises(CommandError, match="Skriv --user"):
        printed("agreement_import", a_file(example_text("bl-grundmodel.yaml")))


def test_export_names_the_agreements_there_are(here, a_file):
    printed("agreement_import", a_file(example_text("hver-ottende.yaml")))

    with pytest.raises(CommandError, match=r"ingen aftale med nummer 0(.|\n)*Åparken"):
        printed("agreement_export", 0)


def test_export_says_what_a_file_cannot_name(here, a_file):
    printed("agreement_import", a_file(example_text("hver-ottende.yaml")))
    agreement = Agreement.objects.get()
    agreement.parties.update(signed_by_administrator=Administrator.objects.create(name="Fjordadministration"))

    with pytest.raises(CommandError, match="intet CVR-nummer"):
        printed("agreement_export", agreement.pk)


# --- check ---


@pytest.mark.parametrize("name", [name for name in NAMES if name != "individuel-aftale.yaml"])
def test_an_example_is_in_order(here, a_file, name):
    assert "er i orden" in printed("agreement_check", a_file(example_text(name)))


def test_an_individual_agreement_is_checked_on_top_of_the_framework_in_force(here, a_file):
    individual = a_file(example_text("individuel-aftale.yaml"), "individuel.yaml")
    alone = printed("agreement_check", individual)
    printed("agreement_import", a_file(example_text("bl-grundmodel.yaml")))

    assert "Kommunen har ingen rammeaftale i kraft på aftalens første dag" in alone
    assert printed("agreement_check", individual) == "individuel.yaml er i orden.\n"


def test_check_tells_every_fault_at_once_with_its_line_and_counts_them(here, a_file):
    text = (
        example_text("aalborg-formet.yaml")
        .replace('"9902"', '"7702"')
        .replace("threshold: 40", "threshold: 20", 1)
        .replace("includes_fleksibel_udlejning: true", "includes_fleksibel_udlejning: false")
    )
    out = StringIO()

    with pytest.raises(CommandError, match=r"aftale\.yaml har \d+ fejl\.") as refused:
        call_command("agreement_check", a_file(text), stdout=out)

    lines = [line for line in out.getvalue().splitlines() if line.startswith("Fejl: ")]
    assert str(refused.value) == f"aftale.yaml har {len(lines)} fejl."
    assert refused.value.returncode == 1
    assert any("parties[7702].organisation" in line for line in lines)
    assert any(".content." in line for line in lines)
    assert all("linje " in line for line in lines)


def test_an_unknown_department_is_told_once(here, a_file):
    text = example_text("bl-grundmodel.yaml").replace("- department: 9901/009", "- department: 9901/909")
    out = StringIO()

    with pytest.raises(CommandError, match="har 1 fejl"):
        call_command("agreement_check", a_file(text), stdout=out)

    assert out.getvalue().count("9901/909 er ikke i registret") == 1


def test_check_warns_of_what_the_registers_call_otherwise(here, a_file):
    text = example_text("aalborg-formet.yaml").replace("name: Strandbo", "name: Strandby Bolig")

    said = printed("agreement_check", a_file(text))

    assert "9902 hedder Strandbo i registret" in said
    assert "er i orden med 1 bemærkning." in said


def test_check_warns_of_an_agreement_that_already_holds(here, a_file):
    path = a_file(example_text("bl-grundmodel.yaml"))
    printed("agreement_import", path)

    assert "er vedtaget og gælder i en del af perioden" in printed("agreement_check", path)


def test_check_warns_of_a_party_without_dwellings_in_the_municipality(here, a_file):
    here.municipality.presences.filter(organisation__lbf_number="9902").delete()

    said = printed("agreement_check", a_file(example_text("aalborg-formet.yaml")))

    assert "Strandbo har ingen boliger i Fjordby Kommune" in said


@pytest.fixture
def without_database(monkeypatch):
    def refuse(content):
        raise OperationalError("connection refused")

    monkeypatch.setattr("agreements.management.commands.agreement_check.check_with_registers", refuse)


def test_check_works_without_a_database(without_database, a_file):
    said = printed("agreement_check", a_file(example_text("bl-grundmodel.yaml")))

    assert said.startswith("Der er ingen forbindelse til databasen.")
    assert "aftale.yaml er i orden." in said


def test_without_a_database_what_is_wrong_with_the_content_is_still_found(without_database, a_file):
    out = StringIO()

    with pytest.raises(CommandError, match="har 1 fejl"):
        call_command("agreement_check", a_file(SMALL), stdout=out)

    assert "Aftalen siger ikke, hvor længe boliganvisningen har til at svare" in out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom"),
        (b"PK\x03\x04 and more", "Filen er et Word-dokument eller en Excel-projektmappe"),
        (b"%PDF-1.7", "Filen er en pdf"),
        ("Bjørnø".encode("cp1252"), "linje 1: Filen er ikke gemt som UTF-8"),
        ("aftale".encode("utf-16"), "Filen er ikke gemt som UTF-8"),
        (b"a: \x00", "Filen er ikke en tekst"),
        (b"x" * 2_000_001, "mere end 2 MB"),
        (b"a;b;c\n1;2;3\n", "Filen skal bestå af felter"),
    ],
)
def test_what_is_no_agreement_is_told_as_what_it_is(tmp_path, content, said):
    path = tmp_path / "hvad.yaml"
    path.write_bytes(content)
    out = StringIO()

    with pytest.raises(CommandError, match="har 1 fejl"):
        call_command("agreement_check", str(path), stdout=out)

    assert said in out.getvalue()


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="kan ikke åbnes"):
        printed("agreement_check", str(tmp_path / "ingen.yaml"))


def test_agreement_files_are_the_same_by_command_and_by_function(here, a_file):
    printed("agreement_import", a_file(example_text("to-trapper.yaml")))

    agreement = Agreement.objects.get()
    assert read_agreement_file(printed("agreement_export", agreement.pk)) == agreement_file_of(agreement)

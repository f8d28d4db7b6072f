"""Which files may be uploaded, and what they are called."""

import pytest

from agreements.uploads import (
    MOST_BYTES,
    download_name,
    media_type_of,
    shown_title,
    stored_name,
    suffix_of,
    upload_problem,
)

PDF, ZIP, PNG, JPG = b"%PDF-1.7 x", b"PK\x03\x04x", b"\x89PNG\r\n\x1a\nx", b"\xff\xd8\xff\xe0x"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("referat.pdf", PDF),
        ("REFERAT.PDF", b"\xef\xbb\xbf" + PDF),
        ("aftale.docx", ZIP),
        ("aftale.odt", ZIP),
        ("tal.xlsx", ZIP),
        ("side.png", PNG),
        ("side.jpg", JPG),
        ("side.jpeg", JPG),
    ],
)
def test_the_usual_kinds_are_kept(name, head):
    assert upload_problem(name=name, size=1000, head=head) == ""


@pytest.mark.parametrize(
    ("name", "size", "head", "said"),
    [
        ("virus.exe", 10, b"MZ", "Filen skal være pdf, docx, odt, xlsx, png eller jpg."),
        ("side.svg", 10, b"<svg", "Filen skal være pdf"),
        ("side.html", 10, b"<html", "Filen skal være pdf"),
        ("referat", 10, PDF, "Filen skal være pdf"),
        (".pdf", 10, PDF, "Filen skal være pdf"),
        ("referat.pdf", 0, b"", "Filen er tom."),
        ("referat.pdf", MOST_BYTES + 1, PDF, "Filen fylder over 20 MB."),
        ("referat.pdf", 10, b"<html>", "Filen hedder pdf, men indeholder noget andet."),
        ("aftale.docx", 10, PDF, "Filen hedder docx, men indeholder noget andet."),
        ("side.png", 10, JPG, "Filen hedder png, men indeholder noget andet."),
    ],
)
def test_the_rest_is_refused_in_words(name, size, head, said):
    assert upload_problem(name=name, size=size, head=head).startswith(said)


def test_the_largest_file_allowed_is_kept():
    assert upload_problem(name="a.pdf", size=MOST_BYTES, head=PDF) == ""


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Referat, møde 3 (ny).PDF", "referat-moede-3-ny.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\maja\\Byrådet.docx", "byraadet.docx"),
        ("日本.pdf", "dokument.pdf"),
        ("a\x00b\n.pdf", "a-b.pdf"),
        (f"{'x' * 300}.pdf", f"{'x' * 60}.pdf"),
    ],
)
def test_a_file_has_a_safe_name_on_the_disk(name, stored):
    assert stored_name(name) == stored


def test_a_file_without_a_title_is_called_what_it_was_uploaded_as():
    assert shown_title("mapper/Byrådets_referat.pdf") == "Byrådets referat"
    assert shown_title("\a.pdf") == "Dokument"


def test_a_file_is_fetched_under_its_title():
    assert download_name('Byrådet 12/12: "punkt 8"', "a.pdf") == "Byrådet 12 12 punkt 8.pdf"
    assert download_name("..", "a.pdf") == "dokument.pdf"


def test_the_media_type_follows_the_ending():
    assert media_type_of("a.pdf") == "application/pdf"
    assert media_type_of("a.exe") == "application/octet-stream"
    assert suffix_of("a.tar.gz") == ".gz"

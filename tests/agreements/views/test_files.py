"""The page of an agreement's files: uploaded, listed and fetched by those who may."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.actions.uploads import Upload, keep_file
from agreements.models import AgreementFile
from agreements.models.documents import FileReaderChoice
from tests import factories as make
from tests.agreements.views.pages import PDF, words


def test_a_file_is_uploaded_listed_and_fetched(send, page, world, maja, bo):
    agreement = world.version.agreement
    file = SimpleUploadedFile("Referat møde.pdf", PDF)

    send(maja, "file_list", agreement.pk, file=file, readers="parties")

    kept = AgreementFile.objects.get()
    assert "Referat møde" in words(page(bo, "file_list", agreement.pk))
    response = page(bo, "file_download", kept.pk)
    assert response.content == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_for_the_municipality_only_is_not_there_for_parties(page, world, upload, anna, bo, dorte):
    file = upload(FileReaderChoice.MUNICIPALITY, title="Forhandlingsoplæg")

    assert page(bo, "file_download", file.pk).status_code == 404
    assert "Forhandlingsoplæg" not in words(page(bo, "file_list", world.version.agreement_id))
    assert page(anna, "file_download", file.pk).status_code == 200
    assert "Forhandlingsoplæg" in words(page(dorte, "file_list", world.version.agreement_id))


def test_the_file_of_another_agreement_is_not_there(page, world, maja, bo):
    other = keep_file(
        agreement=make.AgreementFactory(), upload=Upload("a.pdf", PDF), uploaded_by=make.UserFactory()
    )

    assert page(maja, "file_download", other.pk).status_code == 404
    assert page(bo, "file_download", other.pk).status_code == 404


def test_only_the_administrator_uploads(send, world, bo, anna):
    file = {"file": SimpleUploadedFile("a.pdf", PDF), "readers": "parties"}

    assert send(bo, "file_list", world.version.agreement_id, **file).status_code == 403
    assert send(anna, "file_list", world.version.agreement_id, **file).status_code == 403
    assert not AgreementFile.objects.exists()


def test_a_file_that_the_server_has_lost_is_told_and_not_an_error(client, upload, bo):
    file = upload()
    file.file.storage.delete(file.file.name)
    client.force_login(bo)

    response = client.get(reverse("agreements:file_download", args=[file.pk]), follow=True)

    assert response.status_code == 200
    assert "findes ikke længere på serveren" in words(response)
    assert "mangler på serveren" in words(response)


def test_a_files_title_does_not_break_the_header(page, upload, bo):
    file = upload(title='Referat "12/12"\r\nSet-Cookie: x')

    header = page(bo, "file_download", file.pk)["Content-Disposition"]

    assert header.startswith("attachment;")
    assert "\n" not in header

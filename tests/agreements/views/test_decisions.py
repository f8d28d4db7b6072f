"""The pages of the decisions on a version: written with a document, corrected, in force for some."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.actions.agreements import adopt_version
from agreements.models import AgreementFile, Decision
from agreements.uploads import MOST_BYTES
from tests import factories as make
from tests.agreements.views.pages import PDF, words


def decision(**changes):
    return {"who": "council", "decided_date": "2026-11-10", "outcome": "approved", **changes}


def test_a_decision_is_written_with_its_document(send, page, draft, maja, bo):
    document = SimpleUploadedFile("referat.pdf", PDF)

    send(maja, "decision_create", draft.pk, **decision(minutes_reference="Punkt 8", file=document))

    text = words(page(bo, "version_adopt", draft.pk))
    assert "Lind Bolig og Strandbo mangler at vedtage version 2." in text
    assert "Punkt 8" in text
    assert reverse("agreements:file_download", args=[Decision.objects.get().document_id]) in text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("virus.exe", b"MZ", "Filen skal være pdf"),
        ("referat.pdf", b"<html>", "Filen hedder pdf, men indeholder noget andet."),
        ("referat.pdf", b"", "Filen er tom."),
    ],
)
def test_a_document_of_the_wrong_kind_is_refused_at_the_field(send, draft, maja, name, content, said):
    response = send(maja, "decision_create", draft.pk, **decision(file=SimpleUploadedFile(name, content)))

    assert f"Dokument: {said}" in words(response)
    assert not Decision.objects.exists()
    assert not AgreementFile.objects.exists()


def test_a_document_that_is_too_large_is_refused(send, draft, maja):
    large = SimpleUploadedFile("referat.pdf", PDF + b"0" * MOST_BYTES)

    assert "Filen fylder over 20 MB." in words(
        send(maja, "decision_create", draft.pk, **decision(file=large))
    )


def test_a_board_is_chosen_beforehand_by_its_link(page, draft, world, maja):
    key = f"board-{world.bo_organisation.pk}"

    text = words(page(maja, "decision_create", draft.pk, hvem=key))

    assert f'<option value="{key}" selected>bestyrelsen for Lind Bolig</option>' in text


def test_a_decision_is_corrected(send, page, draft, maja):
    row = make.DecisionFactory(version=draft, outcome="postponed")

    send(maja, "decision_edit", row.pk, **decision(outcome="conditional", condition="En evaluering"))

    text = words(page(maja, "version_adopt", draft.pk))
    assert "Betingelse, der ikke er opfyldt endnu: En evaluering" in text
    assert "En evaluering" in words(page(maja, "agreement_detail", draft.agreement_id))


def test_in_force_for_some_is_shown_afterwards(page, draft, world, dorte):
    make.DecisionFactory(version=draft)
    make.DecisionFactory(version=draft, body="board", organisation=world.bo_organisation)
    adopt_version(version=draft, on_date=date(2026, 11, 10), partial_reason="Kvoten haster")

    text = words(page(dorte, "version_adopt", draft.pk))

    assert "Gælder ikke endnu for Strandbo. Begrundelse: Kvoten haster." in text

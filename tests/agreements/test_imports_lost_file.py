"""A delivered file that the server has lost: said on the page, nothing stored, no error page."""

import pytest
from django.urls import reverse

from agreements.models import ImportKind
from tests import factories as make

PREVIEWS = (
    ("agreement_administrator", ImportKind.REGISTER, "agreements:register_preview"),
    ("agreement_administrator", ImportKind.CRITERIA, "monitoring:import_preview"),
    ("bo", ImportKind.VACANCIES, "anvisning:vacancy_import_preview"),
)


@pytest.mark.parametrize(("person", "kind", "page"), PREVIEWS, ids=str)
def test_the_preview_says_that_the_file_is_lost(client, request, world, person, kind, page):
    user = request.getfixturevalue(person)
    batch = make.ImportBatchFactory(municipality=world.municipality, kind=kind, uploaded_by=user)
    batch.file.storage.delete(batch.file.name)
    client.force_login(user)

    response = client.get(reverse(page, args=[batch.pk]))

    assert response.status_code == 200
    assert "findes ikke længere på serveren" in response.content.decode()

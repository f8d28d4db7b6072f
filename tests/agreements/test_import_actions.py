"""A delivered file is received, kept and perhaps discarded."""

import hashlib
from datetime import date

import pytest

from agreements.actions.imports import BatchClosedError, discard_batch, receive_file
from agreements.models import ImportKind
from tests import factories as make


@pytest.mark.parametrize(
    ("file_name", "shown", "ending"),
    [
        ("register.xlsx", "register.xlsx", ".xlsx"),
        ("..\\..\\etc/passwd", "passwd", ""),
        ("Nøgletal 2025.CSV", "Nøgletal 2025.CSV", ".csv"),
        ("..", "..", ""),
        ("x" * 300 + ".csv", "x" * 251 + ".csv", ".csv"),
        ("", "fil", ""),
    ],
)
def test_a_file_is_kept_as_it_came_under_a_safe_name(world, anna, file_name, shown, ending):
    batch = receive_file(
        content=b"PK indhold",
        file_name=file_name,
        kind=ImportKind.REGISTER,
        municipality=world.municipality,
        uploaded_by=anna,
        reference_date=date(2025, 1, 1),
    )

    batch.refresh_from_db()
    checksum = hashlib.sha256(b"PK indhold").hexdigest()
    assert (batch.file_name, batch.sha256, batch.status) == (shown, checksum, "previewed")
    assert batch.content() == b"PK indhold"
    assert batch.file.name.split("/")[-1].startswith(checksum[:16])
    assert batch.file.name.endswith(checksum[:16] + ending)
    assert batch.reference_date == date(2025, 1, 1)


def test_a_discarded_file_is_still_kept(world, anna):
    batch = make.ImportBatchFactory(municipality=world.municipality, uploaded_by=anna)

    discarded = discard_batch(batch=discard_batch(batch=batch))

    assert discarded.status == "discarded"
    assert discarded.content()


def test_what_is_stored_cannot_be_discarded(world):
    batch = make.ImportBatchFactory(
        municipality=world.municipality, status="committed", committed_at="2025-01-01T12:00Z"
    )

    with pytest.raises(BatchClosedError, match="allerede indlæst"):
        discard_batch(batch=batch)

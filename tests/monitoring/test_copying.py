"""Rows are copied in without a question on the way: one would wait for the copying, and that for it."""

import pytest

from agreements.models import Indicator
from monitoring.actions.bulk import copy_in

COPY = "COPY agreements_indicator (key, name) FROM STDIN"


def asking():
    yield "et_tal\tEt tal\n"
    yield f"to_tal\t{Indicator.objects.count()}\n"


def test_a_query_while_rows_are_copied_is_refused_and_does_not_hang(db):
    with pytest.raises(RuntimeError, match="Under en COPY"):
        copy_in(COPY, asking())

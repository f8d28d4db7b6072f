"""The form over an annex: what is stored is what was shown."""

import pytest

from agreements.content.cooperation import Annex
from agreements.forms.annexes import AnnexForm
from agreements.terms import AnnexKind, Confidentiality
from tests.agreements.form_posts import faults_of, untouched
from tests.agreements.said_in_examples import every

FULL = Annex(
    key="bilag_1",
    title="Afdelingerne",
    kind=AnnexKind.departments_by_step,
    confidentiality=Confidentiality.own_rows,
    text="Første linje.\nAnden linje.",
)
ANNEXES = {"full": FULL, **every("annexes")}


@pytest.mark.parametrize("said", ANNEXES.values(), ids=ANNEXES)
def test_an_annex_is_stored_as_it_was_shown(said):
    form = AnnexForm(untouched(AnnexForm(None, said=said)), said=said)

    assert faults_of(form) == {}
    assert form.piece(said.key) == said


def test_a_new_annex_is_a_text_for_the_parties_only():
    form = AnnexForm(untouched(AnnexForm(None), title="Ordliste"))

    assert form.is_valid()
    assert form.piece("ordliste") == Annex(key="ordliste", title="Ordliste", kind=AnnexKind.text)
    assert form.piece("ordliste").confidentiality is Confidentiality.parties


def test_an_annex_needs_a_heading():
    form = AnnexForm(untouched(AnnexForm(None)))

    assert not form.is_valid()
    assert list(form.errors) == ["title"]

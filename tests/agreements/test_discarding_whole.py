"""Drafts of agreements that were never adopted: discarded with all that was written and kept about them."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.actions.agreements import Amendment, begin_amendment
from agreements.actions.drafts import NotDiscardableError, create_agreement, discard_draft
from agreements.actions.files import import_agreement
from agreements.actions.uploads import Upload, keep_file
from agreements.life_reports.drafts import discard_consequences
from agreements.models import Agreement, AgreementFile, Decision
from tests import factories as make
from tests.agreements.drafting import begun, new
from tests.agreements.example_world import example, fjordby


@pytest.fixture
def draft(world, agreement_administrator):
    """A draft of a new agreement with an amendment, a decision on each, and the minutes of one."""
    agreement = create_agreement(new=new(world.municipality), based_on=world.version)
    first = agreement.versions.get()
    minutes = keep_file(
        agreement=agreement,
        upload=Upload("referat.pdf", b"%PDF-1", "Byrådets referat"),
        uploaded_by=agreement_administrator,
    )
    make.DecisionFactory(version=first, document=minutes)
    later = Amendment(from_date=date(2029, 1, 1), reason="Ny kvote")
    make.DecisionFactory(version=begin_amendment(version=first, amendment=later), outcome="rejected")
    return first


def test_an_agreement_that_was_never_adopted_goes_with_its_decisions_and_files(
    draft, django_capture_on_commit_callbacks
):
    file = AgreementFile.objects.get()
    stored, storage = file.file.name, file.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        discard_draft(version=draft)

    assert not Agreement.objects.filter(pk=draft.agreement_id).exists()
    assert (Decision.objects.count(), AgreementFile.objects.count()) == (0, 0)
    assert not storage.exists(stored)


def test_the_trail_keeps_what_was_decided(draft):
    pk = draft.decisions.get().pk

    discard_draft(version=draft)

    events = Decision.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert list(events.values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_it_is_said_beforehand_what_goes(draft, client, agreement_administrator):
    client.force_login(agreement_administrator)

    page = client.get(reverse("agreements:version_discard", args=[draft.pk])).content.decode()

    told = discard_consequences(draft)
    assert told[1:] == (
        "1 kladde til tillæg slettes.",
        "2 beslutninger, der er skrevet ind, slettes.",
        "1 dokument slettes: Byrådets referat.",
        "Det kan ikke fortrydes.",
    )
    assert [sentence in page for sentence in told] == [True] * 5


def test_an_amendment_to_an_agreement_that_was_never_adopted_goes_with_its_own_decisions(draft):
    amendment = draft.agreement.versions.get(number=2)
    told = discard_consequences(amendment)

    discard_draft(version=amendment)

    assert "1 beslutning, der er skrevet ind, slettes." in told
    assert list(Decision.objects.values_list("version", flat=True)) == [draft.pk]


def test_what_is_decided_about_an_adopted_agreement_is_not_said_to_go(world):
    amendment = begun(world)
    make.DecisionFactory(version=amendment)

    assert not any("beslutning" in sentence for sentence in discard_consequences(amendment))
    with pytest.raises(NotDiscardableError, match="beslutninger om version 2"):
        discard_draft(version=amendment)


def test_a_first_version_is_not_discarded_from_under_a_later_one_that_is_adopted(draft):
    make.adopted(draft.agreement.versions.get(number=2))

    with pytest.raises(NotDiscardableError, match="er vedtaget i en senere version"):
        discard_draft(version=draft)

    assert Decision.objects.filter(version__agreement=draft.agreement).count() == 2


def test_what_departments_are_proposed_on_keeps_the_draft_whole(draft):
    make.PlacementRunFactory(version=draft)

    with pytest.raises(NotDiscardableError, match="i brug"):
        discard_draft(version=draft)

    assert Decision.objects.filter(version__agreement=draft.agreement).count() == 2
    assert AgreementFile.objects.count() == 1


def test_a_draft_that_was_read_in_from_a_file_with_its_decisions_is_discarded(seeded):
    here = fjordby()
    agreement = import_agreement(file=example("bl-grundmodel.yaml"), registered_by=here.maja, adopt=False)
    assert Decision.objects.filter(version__agreement=agreement).exists()

    discard_draft(version=agreement.versions.get(number=1))

    assert (Agreement.objects.count(), Decision.objects.count()) == (0, 0)

"""Steps that departments stand on: told on the draft's first page, and refused in the same words."""

import pytest
from django.urls import reverse

from agreements.actions.content import store_content
from agreements.content.document import Content
from agreements.models import AgreementVersion
from tests import contents
from tests import factories as make
from tests.dashboards.editing import STAIRCASES, address, first_page, text_of

TAKEN = (
    "Trinnet gul (Trappen) kan ikke fjernes: 1 afdeling står på det i dag. Indplacér den et andet sted først."
)
LEFT_OUT = "Trinnet grøn (Trappen) kan ikke fjernes: 1 afdeling står på det i dag."


@pytest.fixture
def adopt(maja):
    """Press the button that puts a version into force; return the page that follows."""

    def press(version):
        return text_of(maja.post(reverse("dashboards:version_adopt_now", args=[version.pk]), follow=True))

    return press


def test_the_first_page_says_beforehand_what_the_adoption_would_refuse(maja, draft, adopt):
    store_content(version=draft, content=contents.agreed(contents.red(), contents.green()))
    page = text_of(maja.get(first_page(draft)))

    refused = adopt(make.decided(draft))

    assert TAKEN in page
    assert f'<a href="{address(draft, STAIRCASES)}">Ret det' in page
    assert "1 fejl skal rettes, før den kan vedtages." in page
    assert TAKEN in refused
    assert AgreementVersion.objects.get(pk=draft.pk).status == "draft"


def test_a_draft_that_keeps_the_steps_is_in_order(maja, draft):
    assert "kan ikke fjernes" not in text_of(maja.get(first_page(draft)))


def test_an_individual_agreement_that_leaves_out_an_occupied_staircase_is_not_adopted(
    maja, own_draft, world, adopt
):
    make.AgreementPartyFactory(agreement=own_draft.agreement, organisation=world.bo_organisation)
    own = contents.agreed().model_copy(update={"staircases": None, "leaves_out": ("staircases.trappen",)})
    store_content(version=own_draft, content=own)
    page = text_of(maja.get(first_page(own_draft)))

    refused = adopt(make.decided(own_draft))

    assert LEFT_OUT in page
    assert LEFT_OUT in refused
    assert AgreementVersion.objects.get(pk=own_draft.pk).status == "draft"


def test_an_individual_agreement_that_stands_alone_takes_no_step_from_the_framework(maja, own_draft):
    own_draft.agreement.inherits_framework = False
    own_draft.agreement.save()
    store_content(version=own_draft, content=Content())

    assert "kan ikke fjernes" not in text_of(maja.get(first_page(own_draft)))

"""Putting a version into force from its page: for all, for some, refused, and steps that stay."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.actions.agreements import Amendment
from agreements.actions.amendments import create_amendment
from agreements.actions.content import store_content
from agreements.models import AgreementVersion
from tests import contents
from tests import factories as make

AMENDMENT = Amendment(date(2027, 1, 1), "Nye trin")


@pytest.fixture
def draft(world):
    return create_amendment(agreement=world.version.agreement, amendment=AMENDMENT)


@pytest.fixture
def adopt(client):
    """Press the button as a person; return the page that follows."""

    def press(user, version, **data):
        client.force_login(user)
        return client.post(reverse("dashboards:version_adopt_now", args=[version.pk]), data, follow=True)

    return press


def words(response):
    return response.content.decode().replace("\u00a0", " ")


def status_of(version):
    return AgreementVersion.objects.get(pk=version.pk).status


def test_a_version_that_all_have_decided_on_is_put_into_force(adopt, draft, agreement_administrator):
    make.decided(draft, decided_date=date(2026, 11, 10))

    text = words(adopt(agreement_administrator, draft))

    assert "Version 2 er sat i kraft. Den gælder fra 1. januar 2027." in text
    assert "Version 2 er vedtaget 10. november 2026 og gælder fra 1. januar 2027." in text
    assert status_of(draft) == "adopted"


def test_a_version_that_somebody_has_not_decided_on_is_refused_in_words(
    adopt, draft, agreement_administrator
):
    make.DecisionFactory(version=draft)

    text = words(adopt(agreement_administrator, draft))

    assert "Disse mangler at vedtage versionen: Lind Bolig og Strandbo." in text
    assert status_of(draft) == "draft"


def test_with_a_reason_it_holds_for_those_who_have_decided(adopt, draft, world, agreement_administrator):
    make.DecisionFactory(version=draft)
    make.DecisionFactory(version=draft, body="board", organisation=world.bo_organisation)

    text = words(adopt(agreement_administrator, draft, partial_reason="Kvoten haster"))

    assert "Gælder ikke endnu for Strandbo. Begrundelse: Kvoten haster." in text


def test_a_step_that_departments_stand_on_keeps_the_version_from_coming_into_force(
    adopt, draft, agreement_administrator
):
    store_content(version=draft, content=contents.agreed(contents.red(), contents.yellow()))
    make.decided(draft)

    text = words(adopt(agreement_administrator, draft))

    assert "Trinnet grøn (Trappen) kan ikke fjernes: 1 afdeling står på det i dag." in text
    assert status_of(draft) == "draft"


def test_a_first_version_takes_no_step_away(adopt, world, agreement_administrator):
    other = make.version_with(
        contents.red(),
        contents.green(),
        agreement__municipality=world.municipality,
        agreement__from_date=date(2028, 1, 1),
        agreement__to_date=date(2031, 12, 31),
    )
    make.AgreementPartyFactory(
        agreement=other.agreement, organisation=world.bo_organisation, from_date=date(2028, 1, 1)
    )
    assert world.carla_department.placements.get().step.key == "gul"

    adopt(agreement_administrator, make.decided(other))

    assert status_of(other) == "adopted"


def test_departments_on_steps_of_another_agreement_keep_nothing_back(
    adopt, draft, world, agreement_administrator
):
    own = make.version_with(
        agreement__municipality=world.municipality,
        agreement__kind="individual",
        agreement__organisation=world.bo_organisation,
    )
    elsewhere = make.StepFactory(version=own, staircase__key="egen", key="saerlig")
    make.PlacementFactory(department=world.bo_department, step=elsewhere)

    adopt(agreement_administrator, make.decided(draft))

    assert status_of(draft) == "adopted"


@pytest.mark.parametrize(
    ("person", "status"),
    [("anna", 403), ("bo", 403), ("carla", 403), ("dorte", 403), ("agreement_administrator", 200)],
)
def test_only_the_agreement_administrator_puts_it_into_force(adopt, draft, request, person, status):
    make.decided(draft)

    assert adopt(request.getfixturevalue(person), draft).status_code == status


def test_a_version_of_others_is_not_there(adopt, world, agreement_administrator):
    other = make.AgreementVersionFactory()

    assert adopt(agreement_administrator, other).status_code == 404


def test_the_button_is_shown_only_when_it_can_be_used(client, draft, agreement_administrator, anna):
    page = reverse("agreements:version_adopt", args=[draft.pk])
    button = reverse("dashboards:version_adopt_now", args=[draft.pk])
    client.force_login(agreement_administrator)
    before = words(client.get(page))
    make.decided(draft)

    after = words(client.get(page))
    client.force_login(anna)
    others = words(client.get(page))

    assert (button in before, button in after, button in others) == (False, True, False)


def test_what_is_wrong_with_the_content_links_to_where_it_is_mended(client, draft, agreement_administrator):
    store_content(version=draft, content=draft.says.model_copy(update={"criteria_sets": ()}))
    client.force_login(agreement_administrator)

    text = words(client.get(reverse("agreements:version_adopt", args=[draft.pk])))

    assert "Skal rettes, før versionen kan træde i kraft" in text
    assert reverse("dashboards:editor_part", args=[draft.pk, "staircases"]) in text
